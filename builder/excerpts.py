"""Excerpts: how much of an article that is somebody else's is shown, and what is left out when it would be too much."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from builder.annotations import Quote, Span
from builder.article import Block
from builder.rights import Budget

_SENTENCE_END = re.compile(r"(?<=[.!?…][”\"’')\]])\s+|(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is shown of an article: its opening, the sentences of its summary, and its quotations, as spans of its text.

    `left_out` counts the quotations that would have been too much.
    """

    opening: Span | None
    summary: tuple[Span, ...]
    quotes: tuple[Quote, ...]
    left_out: int


def excerpt(blocks: Sequence[Block], summary: Iterable[Span], quotes: Iterable[Quote], budget: Budget) -> Excerpt:
    """Choose what is shown within a budget: the opening, then quotations, then the summary, as long as there is room.

    Only direct quotations are shown: the reported clauses of a whole article are most of its text.
    """
    length = sum(len(block.text) + 2 for block in blocks) - 2
    room = _Room(length * budget.share / 100)
    words = sum(len(block.text.split()) for block in blocks)
    opening = _opening(blocks, min(budget.words, words * budget.share // 100))
    room.spans = [opening] if opening else []
    direct = [quote for quote in quotes if quote.kind == "direct"]
    kept = tuple(quote for quote in direct if room.take(quote.spans))
    told = tuple(span for span in summary if room.take([span]))
    return Excerpt(opening, told, kept, len(direct) - len(kept))


class _Room:
    """Characters that may still be shown; what overlaps counts once."""

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.spans: list[Span] = []

    def take(self, spans: Iterable[Span]) -> bool:
        """Show these spans, too, if they fit. Returns whether they do."""
        together = merged([*self.spans, *spans])
        if sum(end - start for start, end in together) > self.limit:
            return False
        self.spans = together
        return True


def merged(spans: Iterable[Span]) -> list[Span]:
    """Put overlapping spans together, in order."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def starts(blocks: Iterable[Block]) -> Iterator[int]:
    """Give the offset at which each block begins in the article's text."""
    position = 0
    for block in blocks:
        yield position
        position += len(block.text) + 2


def _opening(blocks: Sequence[Block], words: int) -> Span | None:
    """The first sentences of the first paragraph, `words` at most, one at least (cut if it runs on)."""
    for block, start in zip(blocks, starts(blocks), strict=True):
        if block.kind != "heading" and words:
            return start, start + _end(block.text, words)
    return None


def _end(paragraph: str, words: int) -> int:
    end = 0
    for boundary in [*(match.start() for match in _SENTENCE_END.finditer(paragraph)), len(paragraph)]:
        if end and len(paragraph[:boundary].split()) > words:
            break
        end = boundary
    found = list(re.finditer(r"\S+", paragraph[:end]))
    return end if len(found) <= words else found[words - 1].end()
