"""Checks of the whole record, beyond what a build looks at: is every quotation word for word in its article?"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from builder import frontmatter, inbox, readers
from builder.brief import Brief, BriefQuote
from builder.build import gathered
from builder.compose import text_hash
from builder.errors import RecordError
from builder.pages.briefs import dead_links
from builder.settings import Project

Progress = Callable[[Iterable[Any], int, str], Iterable[Any]]

# Words of a quotation by which a message names it.
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: each file with what is wrong, and how many quotations were and were not compared."""

    failures: tuple[tuple[str, str], ...]
    compared: int
    without_article: int


def check(project: Project, progress: Progress) -> Checked:
    """Check all briefs: that they can be read and written, their links, their corrections, and their quotations."""
    collection, failures = gathered(project)
    for brief in collection.briefs:
        failures += [(f"briefs/{brief.path}", reason) for reason in _of_record(project, brief)]
    for brief, target in dead_links(collection):
        reason = f"its text links to '{target}', which there is not; mend the link, or take it out"
        failures.append((f"briefs/{brief.path}", reason))
    texts = _Texts(project)
    compared = without = 0
    for brief in progress(collection.briefs, len(collection.briefs), "Comparing"):
        text = texts.of(brief)
        if text is None:
            without += len(brief.quotes)
            continue
        compared += len(brief.quotes)
        failures += [(f"briefs/{brief.path}", reason) for reason in _of_quotations(brief, text)]
    return Checked(tuple(failures), compared, without)


def _of_record(project: Project, brief: Brief) -> Iterator[str]:
    text = (project.briefs / brief.path).read_text(encoding="utf-8-sig")
    try:
        document = frontmatter.parse(text)
        again = frontmatter.parse(frontmatter.write(document.blocks, document.body))
        if (again.values, again.body) != (document.values, document.body):
            yield "its front matter would not be the same when written anew; put odd values in quotation marks"
    except RecordError as error:
        yield str(error)


def _of_quotations(brief: Brief, text: str) -> Iterator[str]:
    if brief.made.text_hash not in {None, text_hash(text)}:
        yield "its article has changed since; build again"
        return
    for quote in brief.quotes:
        if not is_verbatim(quote, text):
            shown = quote.text if len(quote.text) <= _SHOWN else f"{quote.text[:_SHOWN]}…"
            yield f"quotation {quote.id}: “{shown}” does not stand in its article like this; copy the words from there"


def is_verbatim(quote: BriefQuote, text: str) -> bool:
    """Tell whether a quotation's words stand in a text: at its spans, or one after the other where it has none."""
    if len(quote.spans) == len(quote.parts):
        return all(text[start:end] == part for (start, end), part in zip(quote.spans, quote.parts, strict=True))
    position = 0
    for part in quote.parts:
        found = text.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    return bool(quote.parts)


class _Texts:
    """The texts of the articles in the inbox, each file read once."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.files: defaultdict[str, Mapping[str, str]] = defaultdict(dict)

    def of(self, brief: Brief) -> str | None:
        """Return the text of a brief's article, or None where the inbox does not hold it."""
        name = brief.made.article
        file = self._file(name) if name else None
        if name is None or file is None:
            return None
        if file not in self.files:
            self.files.clear()  # the articles of one file come one after the other
            self.files[file] = self._read(file)
        return self.files[file].get(name)

    def _file(self, name: str) -> str | None:
        """The file of an article that may be one of several in it: `folder/feed.xml#entry`."""
        ends = [len(name), *(at for at, character in enumerate(name) if character == "#")]
        return next((name[:end] for end in ends if self._holds(name[:end])), None)

    def _holds(self, name: str) -> bool:
        inside = not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts
        return inside and (self.project.articles / name).is_file()

    def _read(self, file: str) -> dict[str, str]:
        found = readers.read_all(self.project.articles / file)
        return {inbox.reference(file, one.entry): one.article.text for one in found if one.article is not None}
