"""Quotations that are withheld: taken out of their brief, and their words looked for in all that is published."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from builder.brief import Brief, BriefQuote
from builder.withholding.folding import folded
from builder.withholding.forms import Form, Kind

# What stands in place of the words.
PASSAGE = "[passage withheld]"

# Words from which on a passage is looked for in other briefs, too: fewer may be anybody's.
_TELLING = 4


def forms_of(quote: BriefQuote, line: int) -> Iterator[Form]:
    """Give the words of each span as a form."""
    for part in quote.parts:
        yield Form(part, Kind.PASSAGE, PASSAGE, line)


def is_telling(form: Form) -> bool:
    """Tell whether the words are enough to be looked for anywhere."""
    return len(folded(form.words).split()) >= _TELLING


def without(brief: Brief, quotes: Iterable[BriefQuote]) -> Brief:
    """Take quotations out of a brief, with those that share words with them, and all contexts: these overlap, too."""
    gone = list(quotes)
    kept = (quote for quote in brief.quotes if not any(_overlap(quote, other) for other in gone))
    return replace(brief, quotes=tuple(replace(quote, prefix="", suffix="") for quote in kept))


def _overlap(one: BriefQuote, other: BriefQuote) -> bool:
    return one.id == other.id or any(
        start < other_end and other_start < end for start, end in one.spans for other_start, other_end in other.spans
    )
