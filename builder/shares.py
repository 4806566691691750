"""How much of an article a brief republishes: its text, the summary, the quotations and their contexts.

Every word of the article counts once, however often it is shown. A word is shown where it stands in a run of words that
the brief has in the same order; what a person wrote into the brief in words of their own is no part of the article.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from builder.annotations import Span
from builder.brief import Brief
from builder.markup import Inline
from builder.rights import Shown, shown

# Words in a row by which a passage is known: of four, one in some hundred stands in any other article, too.
RUN = 5

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Share:
    """How many words an article has, and how many of them are republished."""

    words: int
    shown: int

    @property
    def percent(self) -> int:
        """The share in percent."""
        return round(100 * self.shown / self.words) if self.words else 0


def of_spans(text: str, spans: Iterable[Span]) -> Share:
    """Measure what some spans of a text show: the words that stand in one of them whole."""
    words = [match.span() for match in _WORD.finditer(text)]
    kept = sorted(spans)
    return Share(len(words), sum(any(a <= start and end <= b for a, b in kept) for start, end in words))


def of_brief(brief: Brief, text: str) -> Share:
    """Measure what a brief shows of its article's text, whoever put it there."""
    words = _words(text)
    if shown(brief.rights) is Shown.FULL:
        return Share(len(words), len(words))
    if shown(brief.rights) is not Shown.EXCERPT:
        return Share(len(words), 0)
    known = {run for piece in _pieces(brief) for run in _runs(_words(piece))}
    covered: set[int] = set()
    for start, run in enumerate(_runs(words)):
        if run in known:
            covered.update(range(start, start + len(run)))
    return Share(len(words), len(covered))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + RUN]) for start in range(max(0, len(words) - RUN + 1)))


def _pieces(brief: Brief) -> Iterator[str]:
    yield from (Inline(line).plain for line in brief.body.splitlines())
    yield from (brief.description or "", *brief.summary)
    for quote in brief.quotes:
        first, *others = quote.parts or ("",)
        yield from (f"{quote.prefix}{first}", *others, f"{[first, *others][-1]}{quote.suffix}")
