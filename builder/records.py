"""The briefs that there are, and how the builder finds the one that an article belongs to."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from builder import brief, frontmatter, utterances
from builder.brief import Brief
from builder.compose import text_hash
from builder.errors import RecordError
from builder.files import Stamp, stamps
from builder.inbox import Seen
from builder.pages import passages
from builder.rights import shown

# Files in briefs/ that are no briefs.
_NOT_BRIEFS = frozenset({"README.md"})

# Pages that the site makes itself in the same folder.
_LIST_OF_BRIEFS = re.compile(r"(?i)(?:index|page-\d+)\.md")

# What a brief is known by: its article's text, address and path.
_Marks = tuple[str | None, str | None, str | None]
_TEXT, _ADDRESS, _PATH = range(3)

# What an article can claim a brief by, the best claim first. A text alone may be that of several briefs: the same text
# in another outlet has one of its own.
_CLAIMS = ((_TEXT, _ADDRESS, _PATH), (_TEXT, _ADDRESS), (_TEXT, _PATH), (_TEXT,), (_ADDRESS,), (_PATH,))

_ARTICLE_LINE = re.compile(r"^ +article:[ \t]*(\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Record:
    """A brief's file: its path in `briefs/`, and either what it says or why that cannot be read.

    `article` is the article that it was made from, even where the front matter as a whole cannot be read, and `read`
    the hash of all that shaped it there.
    """

    path: str
    article: str | None
    brief: Brief | None = None
    read: str | None = None
    error: str | None = None

    @property
    def marks(self) -> _Marks:
        """What an article can claim the brief by: its text's hash, its address, its path."""
        if self.brief is None:
            return None, None, self.article
        return self.brief.made.text_hash, self.brief.source_url, self.article

    @property
    def is_copy(self) -> bool:
        """Tell whether the file was called otherwise when the builder made it: a person renamed or copied it."""
        return self.brief is not None and self.brief.made.id != self.brief.path.stem

    def is_from_elsewhere(self, article: Seen) -> bool:
        """Tell whether the article from which the brief was made had another address than this one."""
        return self._was_made_with("source_url", article.url)

    def is_of_another_outlet(self, article: Seen) -> bool:
        """Tell whether the article from which the brief was made was from another outlet than this one."""
        return self._was_made_with("publisher", article.publisher)

    def _was_made_with(self, key: str, value: str | None) -> bool:
        """Tell whether a field had another value than this one when the builder wrote it; nothing is no value."""
        noted = self.brief.made.fields.get(key) if self.brief else None
        return value is not None and noted not in {None, frontmatter.digest(None), frontmatter.digest(value)}

    @property
    def is_illegible(self) -> bool:
        """Tell whether the file does not even say any more what it was made from: it was emptied or saved by half."""
        return self.brief is None and self.article is None

    @property
    def is_unclaimed(self) -> bool:
        """Tell whether a brief was written by hand, or a person took out the notes on what it was made from."""
        return self.brief is not None and self.brief.made.article is None and self.brief.made.text_hash is None

    def is_current(self, article: str, seen: Seen) -> bool:
        """Tell whether the builder would write the same again; a brief that cannot be read is not touched."""
        if self.brief is None:
            return True
        shows_right = self.brief.made.shows == shown(self.brief.rights)
        return self.read == seen.content and self.brief.made.article == article and shows_right

    def knows(self, texts: Iterable[str]) -> bool:
        """Tell whether the brief knows of all earlier copies with these texts, as far as it can be read."""
        return self.brief is None or {each.text_hash for each in self.brief.made.versions}.issuperset(texts)

    def was_forced(self, article: str, text: str) -> bool:
        """Tell whether the brief was made, as asked for, from this file or text although it looks like no article."""
        if self.brief is None or self.brief.made.forced is None:
            return False
        return self.brief.made.article == article or self.brief.made.text_hash == text

    def rights_by_hand(self) -> str | None:
        """What a person wrote into the brief's `rights`, if anyone did."""
        if self.brief is None:
            return None
        made = self.brief.made
        edited = "rights" in made.edited or made.fields.get("rights") != frontmatter.digest(self.brief.rights)
        return self.brief.rights if edited else None


def find(folder: Path) -> dict[str, Stamp]:
    """Find the files of all briefs below a folder."""
    return {path: at for path, at in stamps(folder, ".md").items() if path.rpartition("/")[2] not in _NOT_BRIEFS}


def load(folder: Path) -> Iterator[Record]:
    """Read all briefs below a folder; one that cannot be read is given with its error."""
    for path in find(folder):
        if found := read(folder, path):
            yield found[0]


def read(folder: Path, path: str) -> tuple[Record, str] | None:
    """Read the brief at a path below a folder, as it stands there now, with the file's text; None if there is none."""
    try:
        data = (folder / path).read_bytes().replace(b"\r\n", b"\n")
    except FileNotFoundError:
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        # Read as far as it goes, also as UTF-16, so that its article can be told and gets no second brief.
        text = data.replace(b"\0", b"").decode("utf-8", "replace")
        return _illegible(path, text, "it is not UTF-8 text; save it as UTF-8 in your editor"), text
    return record(folder, path, text), text


def record(folder: Path, path: str, text: str) -> Record:
    """Understand a brief's text, or note why that cannot be done. The words stay in the file."""
    if _LIST_OF_BRIEFS.fullmatch(path):
        return _illegible(path, text, "the list of all briefs has this name on the site; give the file another one")
    try:
        document = frontmatter.parse(text)
        found = utterances.surveyed(passages.surveyed(brief.read(PurePosixPath(path), document)))
    except RecordError as error:
        return _illegible(path, text, str(error))
    made = document.values.get("brief")
    read = made.get("read") if isinstance(made, dict) else None
    in_file = replace(found.text, words=None, digest=text_hash(text), file=folder / path)
    return Record(path, found.made.article, replace(found, text=in_file), str(read))


def _illegible(path: str, text: str, error: str) -> Record:
    line = _ARTICLE_LINE.search(text)
    return Record(path, line[1].strip("\"' ") if line else None, error=error)


def belonging(
    records: Iterable[Record], stories: Iterable[Sequence[str]], seen: Mapping[str, Seen]
) -> dict[str, Record]:
    """Find the brief of each story, by the story's first path. A brief belongs to one story only.

    The same text is the best claim to a brief, then the same address, then the same path in the inbox: so a brief stays
    with its article when articles change names, or one takes the name that another had. A page of another address,
    saved over an old one, is another article, and so is the same text in another outlet.
    """
    in_order = sorted(records, key=lambda record: record.is_copy)
    found: dict[str, Record] = {}
    taken: set[str] = set()
    for claim in _CLAIMS:
        free: dict[_Marks, list[Record]] = {}
        for record in in_order:
            if (marks := _claimed_by(claim, record.marks)) and record.path not in taken:
                free.setdefault(marks, []).append(record)
        for story in stories:
            if story[0] not in found and (mine := _claimed(free, story, seen, claim)):
                found[story[0]] = mine
                taken.add(mine.path)
    return found


def _claimed(
    free: Mapping[_Marks, list[Record]], story: Iterable[str], seen: Mapping[str, Seen], claim: tuple[int, ...]
) -> Record | None:
    """Return the brief that a story claims, and take it off those that are free."""
    for path in story:
        marks = _claimed_by(claim, (seen[path].text, seen[path].url, path))
        candidates = free.get(marks, []) if marks else []
        for record in candidates:
            if not _is_anothers(record, seen[path], claim):
                candidates.remove(record)
                return record
    return None


def _is_anothers(record: Record, article: Seen, claim: tuple[int, ...]) -> bool:
    """Tell whether a brief that is claimed by its text or its path alone was made from another article."""
    if claim == (_TEXT,):
        return record.is_of_another_outlet(article)
    return claim == (_PATH,) and record.is_from_elsewhere(article)


def _claimed_by(claim: tuple[int, ...], marks: _Marks) -> _Marks | None:
    """Return the marks that count for a claim, the others left out; None if one of those is missing."""
    if not all(marks[mark] for mark in claim):
        return None
    text, address, path = (value if mark in claim else None for mark, value in enumerate(marks))
    return text, address, path
