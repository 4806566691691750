"""The briefs that there are, and how the builder finds the one that an article belongs to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builder import brief, compose, frontmatter
from builder.brief import Brief
from builder.errors import RecordError
from builder.files import stamps
from builder.inbox import Seen

# Files in briefs/ that are no briefs.
_NOT_BRIEFS = frozenset({"README.md"})

_ARTICLE_LINE = re.compile(r"^ +article:[ \t]*(\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Record:
    """A brief's file: its path in `briefs/`, its text, and either what it says or why that cannot be read."""

    path: str
    text: str
    brief: Brief | None = None
    read: str | None = None
    error: str | None = None

    @property
    def article(self) -> str | None:
        """The article that the brief was made from, even where the front matter as a whole cannot be read."""
        if self.brief is not None:
            return self.brief.made.article
        line = _ARTICLE_LINE.search(self.text)
        return line[1].strip("\"' ") if line else None

    def is_current(self, article: str, seen: Seen) -> bool:
        """Tell whether the builder would write the same again; a brief that cannot be read is not touched."""
        if self.brief is None:
            return True
        shows_right = self.brief.made.excerpt != compose.is_open(self.brief.rights)
        return self.read == seen.content and self.brief.made.article == article and shows_right

    def rights_by_hand(self) -> str | None:
        """What a person wrote into the brief's `rights`, if anyone did."""
        if self.brief is None:
            return None
        made = self.brief.made
        edited = "rights" in made.edited or made.fields.get("rights") != frontmatter.digest(self.brief.rights)
        return self.brief.rights if edited else None


def load(folder: Path) -> Iterator[Record]:
    """Read all briefs below a folder; one that cannot be read is given with its error."""
    for path in stamps(folder, ".md"):
        if PurePosixPath(path).name not in _NOT_BRIEFS:
            yield _load(folder, path)


def record(path: str, text: str) -> Record:
    """Understand a brief's text, or note why that cannot be done."""
    try:
        document = frontmatter.parse(text)
        made = document.values.get("brief")
        read = made.get("read") if isinstance(made, dict) else None
        return Record(path, text, brief.read(PurePosixPath(path), document), str(read))
    except RecordError as error:
        return Record(path, text, error=str(error))


def _load(folder: Path, path: str) -> Record:
    try:
        return record(path, (folder / path).read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return Record(path, "", error="it is not UTF-8 text; save it as UTF-8 in your editor")


class Records:
    """Briefs found by the article they were made from, by its text, and by its address."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.all = tuple(records)
        self._by_article = {record.article: record for record in self.all if record.article}
        read = [(record, record.brief) for record in self.all if record.brief]
        self._by_text = {known.made.text_hash: record for record, known in read if known.made.text_hash}
        self._by_url = {known.source_url: record for record, known in read if known.source_url}

    def find(self, story: Iterable[str], seen: Mapping[str, Seen]) -> Record | None:
        """Find the brief of a story, given its copies' paths in the inbox."""
        copies = [(path, seen[path]) for path in story]
        candidates = [
            *(self._by_article.get(path) for path, _ in copies),
            *(self._by_text.get(copy.text) for _, copy in copies),
            *(self._by_url.get(copy.url) for _, copy in copies if copy.url),
        ]
        return next((record for record in candidates if record is not None), None)
