"""Versions of one article: briefs of one address whose texts differ, and what became of the quotations in between."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from builder.brief import LOCKED, Brief, BriefQuote, Version, quote_id
from builder.readers.urls import cleaned
from builder.rights import Shown, shown
from builder.texts import counted, say
from builder.utterances import is_same


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of the quotations from one version to a later one: (earlier, later) of those that were changed."""

    added: tuple[BriefQuote, ...]
    cut: tuple[BriefQuote, ...]
    changed: tuple[tuple[BriefQuote, BriefQuote], ...]

    @property
    def is_any(self) -> bool:
        """Tell whether any quotation is another one."""
        return bool(self.added or self.cut or self.changed)


def saved(brief: Brief) -> str | None:
    """The day by which versions are put in order: when it was saved, else changed, else published."""
    return brief.accessed or brief.updated or brief.date


def is_later(brief: Brief, other: Brief) -> bool:
    """Tell whether a brief is the later one of two versions."""
    return _order(brief) > _order(other)


def _order(brief: Brief) -> tuple[str, PurePosixPath]:
    return saved(brief) or "", brief.path


def in_words(found: Revision) -> str:
    """Say what became of the quotations: "2 quotations were added, 1 cut"."""
    counts = ((found.added, "added"), (found.cut, "cut"), (found.changed, "changed"))
    parts = [(len(quotes), done) for quotes, done in counts if quotes]
    if not parts:
        return say("version_same")
    (number, done), *others = parts
    first = counted(f"version_{done}", number)
    return ", ".join([first, *(say(f"version_also_{done}", n=number) for number, done in others)])


def versions(briefs: Iterable[Brief]) -> Iterator[tuple[PurePosixPath, tuple[Brief, ...]]]:
    """Give the other versions of a brief's article, the oldest first, for each that has any.

    A brief whose quotations may not be shown is compared with none.
    """
    by_address: dict[str, list[Brief]] = {}
    for brief in briefs:
        if (address := _address(brief.source_url)) and shown(brief.rights) is not Shown.METADATA:
            by_address.setdefault(address, []).append(brief)
    for group in by_address.values():
        ordered = sorted(group, key=_order) if len(group) > 1 else ()
        for brief in ordered:
            if others := tuple(other for other in ordered if _differ(brief, other)):
                yield brief.path, others


def revision(earlier: Brief, later: Brief) -> Revision:
    """Compare the quotations of two versions: the same words whatever their marks, words changed, or neither."""
    return _between(_direct(earlier), _direct(later))


def since(version: Version, brief: Brief) -> Revision:
    """Compare the quotations of an earlier copy with those of the brief; what a person put in is of neither."""
    here = [quote for quote in _direct(brief) if quote.words == LOCKED]
    kept = [quote for quote in here if quote_id(quote.text) in version.kept]
    return _between([*kept, *map(_told, version.other)], here)


def _told(words: str) -> BriefQuote:
    """A quotation of which nothing is known but the words."""
    return BriefQuote(quote_id(words), words, None, "unknown", None, None, (), "", "", reported=False)


def _between(before: Sequence[BriefQuote], after: Sequence[BriefQuote]) -> Revision:
    known = {quote_id(quote.text) for quote in before} & {quote_id(quote.text) for quote in after}
    cut = [quote for quote in before if quote_id(quote.text) not in known]
    added: list[BriefQuote] = []
    changed: list[tuple[BriefQuote, BriefQuote]] = []
    for quote in after:
        if quote_id(quote.text) in known:
            continue
        old = next((other for other in cut if is_same(other.text, quote.text, by_same_speaker=True)), None)
        if old is None:
            added.append(quote)
        else:
            cut.remove(old)
            changed.append((old, quote))
    return Revision(tuple(added), tuple(cut), tuple(changed))


def _direct(brief: Brief) -> list[BriefQuote]:
    return [quote for quote in brief.quotes if not quote.reported]


def _differ(brief: Brief, other: Brief) -> bool:
    """Tell whether two briefs are of different texts; those without notes on their text are told by their files."""
    mine, theirs = brief.made.text_hash, other.made.text_hash
    return brief.path != other.path and (mine is None or mine != theirs)


def _address(url: str | None) -> str | None:
    """Return what an address is compared by: no scheme, no `www.`, no slash at its end, nothing that only tracks."""
    found = cleaned(url) if url and ("?" in url or "#" in url) else url
    return found.partition("://")[2].removeprefix("www.").rstrip("/") if found else None
