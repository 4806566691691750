"""What holds for the quotations of every text, however it is marked, spliced or broken."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from spacy.tokens import Doc

from builder.annotations import REASONS, Quote, Span

# Whatever opens, closes or parts quotations.
MARKS = ("“", "”", '"', "'", "‘", "’", "«", "»", "''", "\n", "\n\n", " ")


def faults(doc: Doc) -> list[str]:
    """Say what is wrong with the quotations of an annotated text; nothing is, if the list is empty."""
    text, quotes = doc.text, doc._.quotes
    people = {person.id for person in doc._.people}
    found = [fault for quote in quotes for fault in _alone(text, quote, people)]
    found += [fault for one, other in combinations(quotes, 2) for fault in _together(text, one, other)]
    if [quote.spans[0] for quote in quotes] != sorted(quote.spans[0] for quote in quotes):
        found.append("the quotations are not in reading order")
    return found


def _alone(text: str, quote: Quote, people: set[str]) -> Iterator[str]:
    mention = quote.speaker.mention if quote.speaker else None
    beside = [span for span in (quote.cue, mention) if span]
    if not all(0 <= start < end <= len(text) for start, end in (*quote.spans, *beside)):
        yield f"a span is empty or outside the text: {quote}"
        return
    said = [text[slice(*span)] for span in quote.spans]
    if any(words != words.strip() or "\n" in words for words in said):
        yield f"a span begins or ends with white space, or leaves its paragraph: {said}"
    if not any(char.isalnum() for words in said for char in words):
        yield f"nothing is said: {said}"
    if any(one[1] > other[0] for one, other in pairwise(quote.spans)):
        yield f"the spans of a quotation overlap: {said}"
    if quote.kind == "reported" and any(_overlap(span, each) for span in quote.spans for each in beside):
        yield f"the cue or the speaker is part of what is reported: {said}"
    if quote.reason not in REASONS or (quote.speaker is None and quote.reason != "unknown"):
        yield f"the reason does not fit: {quote.reason}, {quote.speaker}"
    if quote.speaker and quote.speaker.id is not None and quote.speaker.id not in people:
        yield f"the speaker is nobody of the article: {quote.speaker}"


def _together(text: str, one: Quote, other: Quote) -> Iterator[str]:
    """Direct quotations never overlap; a report may hold whole quotations and whole reports, but cut none in two."""
    kinds = {one.kind, other.kind}
    for a, b in _overlaps(one.spans, other.spans):
        inner, outer = sorted((a, b), key=lambda span: span[1] - span[0])
        holder = one if outer in one.spans else other
        whole = outer[0] <= inner[0] and inner[1] <= outer[1]
        if kinds == {"direct"} or not whole or (len(kinds) > 1 and holder.kind == "direct"):
            yield f"quotations cut each other: {text[slice(*a)]!r} and {text[slice(*b)]!r}"
    if (one.kind, one.spans, one.speaker) == (other.kind, other.spans, other.speaker):
        yield f"a quotation is given twice: {one}"


def _overlaps(some: Sequence[Span], others: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    return ((a, b) for a in some for b in others if _overlap(a, b))


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
