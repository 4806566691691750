"""The headline of pasted text: of the lines above the body the one that is most like it."""

import re
from collections.abc import Sequence

from builder.readers.lines import BODY, META, Kind, Line, is_section
from builder.readers.names import is_organisation
from builder.readers.plain import words

_HEADLINE_WORDS = range(4, 26)
_CLOSE = 1.0  # difference of scores within which the upper line is the headline
_SURE = 3.5  # a line above the best one that scores more than this is the headline, and the best one its standfirst
_NEAR = 2  # lines between headline and standfirst
_LONG_LINE = 7  # words: a line of more than these without a stop may be a sentence
_LONGEST_HEADLINE = 500
_TEASER = re.compile(r"^(?:#\d+\s|\d+\s?[hmd]\s?ago|\d+\.\s)|#\d+\s")


def find_headline(lines: Sequence[Line], start: int, stop: int) -> int | None:
    """Return the index of the headline: of the lines above the body one that is like it, rather the upper of two.

    A standfirst shares more words with the body than the headline over it does.
    """
    body = {word[:6] for line in lines[start:stop] if line.kind in BODY for word in words(line.text) if len(word) > 3}
    scores = {i: score for i in range(start) if (score := _headline_score(lines, i, start, body)) > 0}
    if not scores:  # a very long one, perhaps, or a very short one
        short = [i for i in range(start) if lines[i].kind is Kind.SHORT and not _is_label(lines[i])]
        long = [i for i in short if lines[i].weight > _LONG_LINE]
        return next(iter(long or (short if len(short) == 1 else [])), None)
    best = max(scores, key=lambda i: (scores[i], -i))
    near = [i for i in scores if best - _NEAR <= i <= best]
    return min(i for i in near if scores[i] > scores[best] - _CLOSE or (i and scores[i] > _SURE))


def _headline_score(lines: Sequence[Line], index: int, start: int, body: set[str]) -> float:
    """Score a line above the body as headline; 0 or less rules it out. The weights were set on pasted pages."""
    line = lines[index]
    if line.kind not in {Kind.SHORT, Kind.PROSE} or len(line.text) > _LONGEST_HEADLINE or is_section(line.text):
        return 0
    content = [word[:6] for word in words(line.text) if len(word) > 3]
    shared = sum(word in body for word in content)
    below = lines[index + 1 : min(index + 5, start)]
    return (
        0.5
        + 1.5 * shared / max(len(content), 1)
        + 0.4 * min(shared, 4)
        + (1.0 if line.weight in _HEADLINE_WORDS else -1.0)
        - 1.5 * (line.weight < 3)
        + 0.8 * (index > 0 and _is_kicker(lines[index - 1]))
        - 1.5 * (index > 0 and not line.after_blank and is_organisation(lines[index - 1].text))
        + 0.8 * any(other.kind in META for other in below)
        + 1.2 * _is_repeated(lines, index)
        - 2.0 * _repeats_another(lines, index)
        - 1.5 * line.text.endswith((".", ".”", '."'))
        - 1.0 * any(other.kind is Kind.BYLINE for other in lines[:index])
        - 4.0 * bool(_TEASER.search(line.text))
        - 1.5 * (is_organisation(line.text) and line.weight < 6)
        - 2.0 * is_captioned(lines, index)
    )


def _is_label(line: Line) -> bool:
    return is_section(line.text) or is_organisation(line.text)


def _is_kicker(line: Line) -> bool:
    """Tell whether the line is what stands over headlines: a section, or a word or two in capitals."""
    return is_section(line.text) or (line.text.isupper() and line.weight < 5)


def _repeats_another(lines: Sequence[Line], index: int) -> bool:
    """Tell whether the line holds another line and more: a window title or a breadcrumb."""
    text = lines[index].text
    return any(len(other.text) > 25 and other.text != text and other.text in text for other in lines[: index + 6])


def _is_repeated(lines: Sequence[Line], index: int) -> bool:
    """Tell whether the line stands inside another one: breadcrumbs and share buttons repeat headlines."""
    text = lines[index].text
    return len(text) > 25 and any(
        text in other.text for i, other in enumerate(lines) if i != index and len(other.text) < 400
    )


def is_captioned(lines: Sequence[Line], index: int) -> bool:
    """Tell whether the line below, in the same group, is nothing but a photo credit."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    return bool(below and below.kind is Kind.CAPTION and not below.after_blank and below.weight < 9)
