"""Quotation marks: which stretches of a text stand between them. Characters only, no grammar."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.annotations import Span

# Every mark that opens a quotation, with the marks that may close it. Curly and straight marks close each other, since
# pasted text mixes them; „ is closed by “ in German and by ” in Polish and Dutch; » opens in Danish.
CLOSERS = {
    "“": '”"“',
    "„": '“”"',
    "‟": '”"',
    '"': '"”',
    "«": "»",
    "»": "«",
    "‘": "’",
    "'": "'",
}
DOUBLE = frozenset('“”„‟"«»')
SINGLE = frozenset("‘’'")
# Words that lose their first letters to an apostrophe, so that it does not open a quotation: 'em, 'tis, '90s.
_ELISION = re.compile(r"(?:em|til|till|tis|twas|cause|bout|n|round|\d0s|\d\d)\b", re.IGNORECASE)
_MARK = re.compile("[“”„‟\"«»‘’']")
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
# A single mark this far from the next one is an apostrophe: no quotation inside a sentence is so long in single marks.
_LONGEST_SINGLE = 1500
# The same for curly marks inside other double marks.
_LONGEST_NESTED = 3000


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between marks inside one paragraph: `span` without the marks, `outer` with them.

    `closed` is False when the mark stays open at the end of the paragraph; `reopens` when it goes on with such a one.
    """

    span: Span
    outer: Span
    mark: str
    closed: bool = True
    reopens: bool = False


def paragraphs(text: str) -> Iterator[Span]:
    """Give the spans of the paragraphs that hold more than white space."""
    for match in _PARAGRAPH.finditer(text):
        if match.group().strip():
            yield match.span()


def find_marked(text: str) -> list[Marked]:
    """Find every outermost stretch between quotation marks, in reading order.

    Works paragraph by paragraph: a mark that nothing closes runs to the end of its own paragraph and no further.
    """
    found: list[Marked] = []
    open_before = ""
    for start, end in paragraphs(text):
        in_paragraph = list(_scan(text, start, end, open_before))
        open_before = in_paragraph[-1].mark if in_paragraph and not in_paragraph[-1].closed else ""
        found += in_paragraph
    return found


def _scan(text: str, start: int, end: int, open_before: str) -> Iterator[Marked]:
    at = start
    while at < end:
        mark = _opening(text, at, start, end)
        if not mark:
            at += 1
            continue
        inside = at + len(mark)
        close = _closing(text, mark, inside, end)
        if close is None and (mark in SINGLE or mark == "»"):
            at += 1
            continue
        stop = end if close is None else close
        first = not text[start:at].strip()
        span = _trim(text, inside, stop)
        if span[0] < span[1]:
            outer = (at, stop if close is None else close + len(mark))
            yield Marked(span, outer, mark, closed=close is not None, reopens=first and mark == open_before)
        at = stop if close is None else close + len(mark)


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _opening(text: str, at: int, start: int, end: int) -> str:
    """The mark that opens a quotation at this place, or nothing."""
    char = text[at]
    if char not in CLOSERS:
        return ""
    before = text[at - 1] if at > start else " "
    doubled = char in SINGLE and text[at : at + 2] in ("''", "‘‘")
    mark = text[at : at + 2] if doubled else char
    after = text[at + len(mark)] if at + len(mark) < end else " "
    if (after.isspace() and char != "«") or (char == "»" and not before.isspace()):
        return ""
    if char in "“„‟«":
        return mark
    if before.isalnum() or before == "=" or (mark in SINGLE and before in ",.?!"):
        return ""
    if mark in SINGLE and _ELISION.match(text, at + 1):
        return ""
    return mark


def _closing(text: str, mark: str, start: int, end: int) -> int | None:
    """Where the mark that closes `mark` stands, or None."""
    if mark in SINGLE:
        return _closing_single(text, mark, start, min(end, start + _LONGEST_SINGLE))
    if len(mark) == 2:
        found = next((text.find(close, start, end) for close in ("''", "’’") if text.find(close, start, end) >= 0), -1)
        return None if found < 0 else found
    return _closing_double(text, mark, start, end)


def _closing_double(text: str, mark: str, start: int, end: int) -> int | None:
    at = start
    while at < end:
        inner = _end_of_nested(text, mark, at, end)
        if inner is not None:
            at = inner
        elif text[at] in CLOSERS[mark] and not _opens_again(text, mark, at, end) and not _is_measure(text, at, end):
            return at
        at += 1
    return None


def _opens_again(text: str, mark: str, at: int, end: int) -> bool:
    """Say whether a mark that may also close opens one: “ after “ closes only by mistake, behind a word's end."""
    if mark != "“" or text[at] != "“":
        return False
    return text[at - 1].isspace() or not (at + 1 >= end or text[at + 1].isspace())


def _end_of_nested(text: str, mark: str, at: int, end: int) -> int | None:
    """Where a curly pair inside other double marks ends: after its closing mark the outer one must close, too."""
    if text[at] != "“" or mark not in '“"':
        return None
    inner = text.find("”", at + 1, min(end, at + _LONGEST_NESTED))
    own = _MARK.search(text, inner + 1, min(end, inner + _LONGEST_NESTED)) if inner >= 0 else None
    if own is None or own.group() not in CLOSERS[mark] or text[own.start()] == "“":
        return None
    return None if _opens_straight(text, own.start(), end) else inner


def _opens_straight(text: str, at: int, end: int) -> bool:
    return text[at] == '"' and text[at - 1].isspace() and at + 1 < end and not text[at + 1].isspace()


def _is_measure(text: str, at: int, end: int) -> bool:
    """A straight mark that means inches or seconds (6'2" tall), when another one follows to close the quotation."""
    if text[at] != '"' or not text[at - 1].isdigit():
        return False
    return (
        bool(re.match(r"\"\s+[a-z]", text[at:end])) and "'" in text[max(0, at - 4) : at] and '"' in text[at + 1 : end]
    )


def _closing_single(text: str, mark: str, start: int, end: int) -> int | None:
    """The closing mark of a single-quoted stretch; apostrophes inside words and after a plural s are not.

    A mark after punctuation closes for certain; else the last one that may close before the next single mark opens.
    """
    best: int | None = None
    after_pair: int | None = start
    for match in _MARK.finditer(text, start + 1, end):
        at = match.start()
        if after_pair is not None and at < after_pair:
            continue
        if text[at] in DOUBLE:
            after_pair = _end_of_pair(text, at, end)
            if after_pair is None:
                break
        elif text[at - 1].isspace():
            if best is not None:
                break
        elif text[at] in CLOSERS[mark] and not text[at + 1 : at + 2].isalnum():
            if text[at - 1] in ",.?!…":
                return at
            if best is None or text[best - 1] in "sS":
                best = at
    return best


def _end_of_pair(text: str, at: int, end: int) -> int | None:
    """Where a pair of double marks inside single ones is over, or None for a mark without its partner."""
    if text[at] not in CLOSERS:
        return None
    return next((m.end() for m in _MARK.finditer(text, at + 1, end) if m.group() in CLOSERS[text[at]]), None)
