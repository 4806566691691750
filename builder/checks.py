"""Checks of the whole record, beyond what a build looks at: is every quotation word for word in its article?"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from builder import frontmatter
from builder.brief import Brief, BriefQuote
from builder.build import gathered
from builder.compose import text_hash
from builder.errors import RecordError
from builder.originals import Originals
from builder.pages.briefs import dead_links
from builder.settings import Project
from builder.takedown import leaks

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
    collection, failures = gathered(project, published=False)
    for brief in collection.briefs:
        failures += [(f"briefs/{brief.path}", reason) for reason in _of_record(project, brief)]
    for brief, target in dead_links(collection):
        reason = f"its text links to '{target}', which there is not; mend the link, or take it out"
        failures.append((f"briefs/{brief.path}", reason))
    site = project.root / "site"
    failures += [(f"site/{leak.file}", leak.reason) for leak in leaks(project, site)]
    originals = Originals(project)
    compared = without = 0
    for brief in progress(collection.briefs, len(collection.briefs), "Comparing"):
        text = originals.text(brief)
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
