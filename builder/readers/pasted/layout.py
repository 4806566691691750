"""Layout: where headline and body stand among the lines of pasted text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.readers.lines import BODY, META, Kind, Line
from builder.readers.pasted.headline import find_headline, is_captioned

# Standfirst and caption may be whole sentences: this many lines of prose may stand before the byline.
_PROSE_IN_HEAD = 3
_APPEAL = re.compile(
    r"\b(?:we|our|your?)\b.{0,200}\b(?:newsletter|journalism|subscri|support|contribut|inbox|donat|policy|readers|visitors)"
    r"|\bis an? .{0,60}\b(?:reporter|writer|journalist|correspondent|editor|producer|columnist|author)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of the article stand among its lines; `headline` is None if there is none."""

    lines: Sequence[Line]
    headline: int | None
    start: int
    stop: int

    @property
    def head(self) -> Sequence[Line]:
        """The lines above the body."""
        return self.lines[: self.start]

    @property
    def body(self) -> Sequence[Line]:
        """The lines from the first to the last of the body, with what stands between."""
        return self.lines[self.start : self.stop]


def find_layout(lines: Sequence[Line]) -> Layout:
    """Find headline and body among the lines of a pasted text."""
    start = _body_start(lines)
    stop = _body_stop(lines, start)
    headline = find_headline(lines, start, stop)
    if headline is not None and headline >= start:
        start = headline + 1
    return Layout(lines, headline, start, stop)


def _body_start(lines: Sequence[Line]) -> int:
    """Return the index of the first body line: prose behind the last byline or date with most of the prose below it."""
    after_meta = prose = above = 0
    total = sum(line.weight for line in lines if line.kind is Kind.PROSE)
    for index, line in enumerate(lines):
        if line.kind in META and 2 * above <= total:
            after_meta = index + 1
        elif line.kind is Kind.PROSE:
            prose += line.weight > 8
            above += line.weight
        if prose > _PROSE_IN_HEAD:
            break
    body = (i for i in range(after_meta, len(lines)) if _opens_body(lines, i))
    return next(body, next((i for i, line in enumerate(lines) if line.kind in BODY), len(lines)))


def _opens_body(lines: Sequence[Line], index: int) -> bool:
    """A line of prose opens the body unless it is a caption whose credit is the next line."""
    line = lines[index]
    return line.kind is Kind.PROSE and line.weight > 3 and not is_captioned(lines, index)


def _body_stop(lines: Sequence[Line], start: int) -> int:
    """Return the index behind the last body line: the first tail marker with no more paragraphs of news below it.

    Near the end one long teaser may stand below it.
    """
    total = sum(line.weight for line in lines[start:] if line.kind is Kind.PROSE)
    below = sum(_is_paragraph(line) for line in lines[start:])
    seen = 0
    for index in range(start, len(lines)):
        line = lines[index]
        below -= _is_paragraph(line)
        if line.kind is Kind.TAIL and seen > 0.5 * total and below <= (seen > 0.85 * total):
            return index
        seen += line.weight if line.kind is Kind.PROSE else 0
    return len(lines)


def _is_paragraph(line: Line) -> bool:
    """Tell whether a line is too long for a teaser, and neither an appeal to readers nor a note on the author."""
    return line.kind is Kind.PROSE and line.weight > 30 and not _APPEAL.search(line.text)
