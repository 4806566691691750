"""The quote lock: a quotation is a verbatim span of the article that it is from, unless a person's hand is in it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from builder.brief import ADDED, EDITED, LOCKED, Brief, BriefQuote

# Characters of a quotation by which a message names it.
_SHOWN = 60


def is_verbatim(quote: BriefQuote, text: str) -> bool:
    """Tell whether a quotation's words stand in a text: at its spans, or one after the other where it has none."""
    if len(quote.spans) == len(quote.parts):
        return all(text[start:end] == part for (start, end), part in zip(quote.spans, quote.parts, strict=True))
    return _stands(quote, text)


def _stands(quote: BriefQuote, text: str) -> bool:
    position = 0
    for part in quote.parts:
        found = text.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    return bool(quote.parts)


def broken(brief: Brief, text: str) -> Iterator[BriefQuote]:
    """Give the quotations that pass for the article's words and are not."""
    for quote in _loose(brief, text):
        if quote.reason != "edited" or not _stands(quote, text):
            yield quote


def misplaced(brief: Brief, text: str) -> Iterator[BriefQuote]:
    """Give those that stand elsewhere in the article than at their spans.

    Where a person set the speaker, say, the builder has left the spans alone, too, and the article has changed since.
    """
    return (quote for quote in _loose(brief, text) if quote.reason == "edited" and _stands(quote, text))


def _loose(brief: Brief, text: str) -> Iterator[BriefQuote]:
    return (quote for quote in brief.quotes if quote.words == LOCKED and not is_verbatim(quote, text))


def without(brief: Brief, broken: Mapping[str, Collection[str]]) -> Brief:
    """Return a brief without its broken quotations, given their ids by the briefs' paths."""
    ids = broken.get(brief.path.as_posix())
    return replace(brief, quotes=tuple(quote for quote in brief.quotes if quote.id not in ids)) if ids else brief


def by_hand(brief: Brief, text: str) -> Iterator[BriefQuote]:
    """Give those whose words a person set, which are not the article's, and of which nobody said that this is right."""
    for quote in brief.quotes:
        if quote.words in {EDITED, ADDED} and quote.id not in brief.review and not is_verbatim(quote, text):
            yield quote


def named(quote: BriefQuote) -> str:
    """Name a quotation in a message, by its id and its first words."""
    shown = quote.text if len(quote.text) <= _SHOWN else f"{quote.text[:_SHOWN]}…"
    return f"quotation {quote.id}: “{shown}”"
