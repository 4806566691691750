"""The paragraphs of a pasted article, told from what pages print between them."""

import re
from collections.abc import Iterator, Sequence

from builder.article import Block
from builder.readers.lines import Kind, Line
from builder.readers.names import Byline
from builder.readers.pasted.headline import is_captioned
from builder.readers.pasted.layout import Layout

_LONG_LINE = 7  # words: a line of more than these without a stop may be a sentence
_CUT_PARAGRAPH = 25  # words: longer lines are no teasers, with or without a stop
_SUBHEAD_WORDS = 12
_PITCH = re.compile(r"\b(?:newsletters?|inbox|sign up|subscribe|updates|e-?mails?|briefing)\b", re.I)


def blocks(layout: Layout, byline: Byline) -> Iterator[Block]:
    """Yield the body: running text, subheads between it, and what follows an announcing colon."""
    body = layout.body
    skipping = False
    for index, line in enumerate(body):
        if _is_blurb(body, index):
            continue
        if line.kind in {Kind.FURNITURE, Kind.TAIL}:
            skipping = line.kind is Kind.TAIL or _heads_teasers(line.text)
            continue
        if line.kind is Kind.PROSE and not is_captioned(body, index) and not _is_biography(line, byline, body[index:]):
            skipping = False
            yield Block(line.text)
        elif line.kind is Kind.SIGNATURE or (line.kind is Kind.SHORT and line.weight > _CUT_PARAGRAPH):
            yield Block(line.text)
        elif line.kind is Kind.ITEM:
            yield Block(line.text, "item")
        elif line.kind is Kind.SHORT and not skipping and _is_subhead(body, index):
            yield Block(line.text, "heading")


def unstopped(layout: Layout) -> Iterator[Block]:
    """Yield long lines as the body of a text that has no stop in it anywhere."""
    long = [i for i, line in enumerate(layout.lines) if line.kind is Kind.SHORT and line.weight > _LONG_LINE]
    for index in long:
        if index != layout.headline or len(long) == 1:
            yield Block(layout.lines[index].text)


def _heads_teasers(text: str) -> bool:
    return bool(
        re.match(r"\W*(?:related|read|more|most|recommended|you may|also|see|watch|sponsored|trending)\b", text, re.I)
    )


def _is_blurb(body: Sequence[Line], index: int) -> bool:
    """Tell whether a line says what a newsletter is about: directly below the pitch, and no text goes on below it."""
    line, above = body[index], body[index - 1] if index else None
    below = body[index + 1] if index + 1 < len(body) else None
    return bool(
        above
        and above.kind is Kind.FURNITURE
        and _PITCH.search(above.text)
        and not line.after_blank
        and line.weight < 30
        and (below is None or below.after_blank or below.kind is not Kind.PROSE)
    )


def _is_subhead(body: Sequence[Line], index: int) -> bool:
    """A subhead is a short line alone between paragraphs."""
    line = body[index]
    above = body[index - 1] if index else None
    below = body[index + 1] if index + 1 < len(body) else None
    return bool(
        line.weight <= _SUBHEAD_WORDS
        and above
        and below
        and above.kind is not Kind.SHORT
        and below.kind in {Kind.PROSE, Kind.ITEM}
    )


def _is_biography(line: Line, byline: Byline, rest: Sequence[Line]) -> bool:
    """Tell whether one of the last paragraphs says who the author is."""
    about = any(
        re.match(rf"{re.escape(name)},?\s+(?:is|was|covers|writes|reports|has|joined)\b", line.text)
        for name in byline.authors
    )
    return about and sum(other.weight for other in rest[1:] if other.kind is Kind.PROSE) < 150
