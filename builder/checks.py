"""Checks of the whole record, beyond what a build looks at: is every quotation word for word in its article?"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from builder import frontmatter, quote_lock, shares
from builder.brief import Brief
from builder.build import NOT_THERE, gathered, known_records
from builder.compose import text_hash
from builder.errors import RecordError
from builder.originals import Originals
from builder.pages.briefs import dead_links
from builder.settings import Project
from builder.shares import Share
from builder.takedown import leaks

Progress = Callable[[Iterable[Any], int, str], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: each file with what is wrong, and how many quotations were and were not compared.

    `shares` gives a brief's path, its rights, and how much of its article it republishes, the largest share first.
    """

    failures: tuple[tuple[str, str], ...]
    compared: int
    without_article: int
    shares: tuple[tuple[str, str, Share], ...]


def check(project: Project, progress: Progress) -> Checked:
    """Check all briefs: that they can be read and written, their links, their corrections, and their quotations."""
    collection, failures = gathered(project, published=False)
    for brief, target in dead_links(collection):
        reason = f"its text links to '{target}', which there is not; mend the link, or take it out"
        failures.append((f"briefs/{brief.path}", reason))
    site = project.root / "site"
    failures += [(f"site/{leak.file}", leak.reason) for leak in leaks(project, site)]
    briefs = [record.brief for record in known_records(project) if record.brief]
    originals = Originals(project)
    compared = without = 0
    shown: list[tuple[str, str, Share]] = []
    for brief in progress(briefs, len(briefs), "Comparing"):
        failures += [(f"briefs/{brief.path}", reason) for reason in _of_record(project, brief)]
        text = originals.text(brief)
        if text is None:
            without += len(brief.quotes)
            continue
        compared += len(brief.quotes)
        shown.append((brief.path.as_posix(), brief.rights, shares.of_brief(brief, text)))
        failures += [(f"briefs/{brief.path}", reason) for reason in _of_quotations(brief, text)]
    shown.sort(key=lambda row: (-row[2].percent, row[0]))
    return Checked(tuple(failures), compared, without, tuple(shown))


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
    name = brief.path.stem
    for quote in quote_lock.broken(brief, text):
        yield f"{quote_lock.named(quote)} {NOT_THERE}; 'briefs accept {name} quotes.{quote.id}' puts it right"
    for quote in quote_lock.misplaced(brief, text):
        remedy = f"'briefs accept {name} quotes.{quote.id}.spans'"
        yield f"{quote_lock.named(quote)} {NOT_THERE}, but elsewhere; {remedy} puts it right"
    for quote in quote_lock.by_hand(brief, text):
        yield (
            f"{quote_lock.named(quote)} is by hand, and {NOT_THERE}; copy the words from there, or say that they are "
            f"meant so: briefs review --right {name} {quote.id}"
        )
