"""Lines of pasted text: cut, unwrapped, and each told by its layout and wording."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from builder.readers import furniture
from builder.readers.dates import printed_dates
from builder.readers.plain import plain
from builder.readers.wordlists import entries

_BY = re.compile(
    r"^\W{0,2}(?:by|(?:posted|written|words|story|text|report|analysis|opinion)\s+by|author(?:s| of the article)?\s*:)"
    r"(?:\s|$|:)",
    re.I,
)
# A byline may end with a stop, if there is nothing in it but names: "By Dana Reed Jr.", "By :".
_ONLY_NAMES = re.compile(r"\W*(?:[a-z]+ )?[Bb][Yy]\b\s?:?(?:\s*(?:and\s+)?[^\W\d_a-z][\w.'’-]*){0,6}")
_LONGEST_BYLINE = 200
_SIGNED = re.compile(r"(?:\b(?:words|story)\s+)?(?:\bwritten\s+)?\bby(?:\b:?\s*|(?=[A-Z][a-z]))[A-Z].*$")
_AGO = re.compile(
    r"(?:(?<!\d)\d+|\b(?:an?|few))\s*(?:seconds?|mins?|minutes?|h|hrs?|hours?|days?|weeks?)\s+ago\b", re.I
)
_DATE_LEAD = re.compile(r"(?:published|posted|updated|modified)\b", re.I)
_NUMERIC = re.compile(r"(?<!\d)\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d(?!\d)")  # which day it is may be in doubt
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_STOPPED = re.compile(r"(?<![ap]\.m)[.!?…][\"'”’»)]*$")
_SIGNATURE = re.compile(r"^[—–]\s?\S|^[\"“].*[.!?…,][\"”]\s*[—–-]{1,2}\s?[^\W\d_a-z]")
_BULLET = re.compile(r"^[•▪◦●‣∙■□➤►]\s*")
# A stop, and then the end or a letter that is no small one: "Sept. 27" and "7 p.m. today" are no sentence ends.
_SENTENCES = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]]*(?:\s+[\"“‘'(]*[^\W\d_a-z]|\s*$)")
_BAR = re.compile(r"\s*[|/>»›•·]\s*")
_STEP = re.compile(r"\s[>»›]\s")
_LONGEST_PATH = 140  # characters of a breadcrumb, the headline at its end included
_CLOCK = re.compile(r"^\W*\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?\s*)?(?:[A-Z]{2,5}\b)?(?:\s*[|•·]\s*.{0,30})?$")
_SIGN_OFF = re.compile(
    r"^\W*(?:\(?(?:additional )?reporting by|(?:writing|editing|compiled|edited) by|with files from|with agencies)\b",
    re.I,
)
# Terminals have 80 columns and mail 72: text is hard-wrapped if its lines end there, words apart.
_WRAPPED = range(50, 100)


class Kind(Enum):
    """What a line is, as far as the line itself tells."""

    PROSE = "running text: a sentence or more"
    SHORT = "a few words without a stop: headline, kicker, subhead, teaser or name"
    BYLINE = "begins with By"
    DATE = "says when"
    CAPTION = "ends with a photo credit"
    SIGNATURE = "a dash and who said it"
    ITEM = "a bullet point"
    FURNITURE = "a button, share bar, pitch or pointer"
    TAIL = "heads what comes after articles"


META = frozenset({Kind.BYLINE, Kind.DATE})
BODY = frozenset({Kind.PROSE, Kind.SIGNATURE, Kind.ITEM})


@dataclass(frozen=True, slots=True)
class Line:
    """A line with what it is and whether a blank line stands before it (or it is the first)."""

    text: str
    kind: Kind
    after_blank: bool

    @property
    def weight(self) -> int:
        """About how many words the line has; scripts without spaces are counted by characters."""
        return max(len(self.text.split()), len(self.text) // 12)


def cut(source: str) -> list[Line]:
    """Return the non-empty lines of `source`, hard-wrapped paragraphs joined, bullets taken off."""
    lines: list[Line] = []
    blank = True
    for raw in _unwrapped(source):
        text = plain(raw)
        if text:
            kind = kind_of(text)
            lines.append(Line(_BULLET.sub("", text) if kind is Kind.ITEM else text, kind, blank))
        blank = not text
    return lines


def _unwrapped(source: str) -> Iterator[str]:
    """Yield lines; the lines of a hard-wrapped paragraph are joined into one."""
    for group in re.split(r"(\n[^\S\n]*\n\s*)", source.replace("\f", "\n\n").replace("\x0b", "\n")):
        lines = group.split("\n")
        if _is_wrapped(lines):
            yield " ".join(lines)
        else:
            yield from lines


def _is_wrapped(lines: list[str]) -> bool:
    """A paragraph is hard-wrapped if all lines but the last are equally long and mostly end in mid-sentence."""
    *full, _last = [len(line.strip()) for line in lines]
    if len(full) < 2 or not all(length in _WRAPPED for length in full) or max(full) - min(full) > 25:
        return False
    broken = sum(not _SENTENCES.search(line.strip()[-3:]) for line in lines[:-1])
    return broken > 0.6 * len(full)


def kind_of(text: str) -> Kind:
    """Tell what a line of plain text is, by itself."""
    return next((kind for kind, applies in _TESTS if applies(text)), Kind.SHORT)


def _is_byline(text: str) -> bool:
    if not _BY.match(text) or len(text) > _LONGEST_BYLINE:
        return False
    stopped = _STOPPED.search(text) or text.endswith((",", ":", ";"))
    return not stopped or bool(_ONLY_NAMES.fullmatch(text))


def is_date_line(text: str) -> bool:
    """Tell whether a short line says when the article appeared."""
    if len(text) > 140 or "est." in text.lower():
        return False
    if _AGO.search(text) and (len(text.split()) < 6 or _DATE_LEAD.search(text)):
        return True
    rest = text
    for found in reversed(list(printed_dates(text))):
        rest = rest[: found.start] + rest[found.end :]
    rest = _NUMERIC.sub("", rest)
    rest = _SIGNED.sub("", rest) if rest != text else rest
    other_words = len(_LONG_WORD.findall(rest))
    return rest != text and other_words <= (12 if _DATE_LEAD.search(text) else 5) and not _STOPPED.search(text)


def is_prose(text: str) -> bool:
    """Tell whether a line is running text: it ends as sentences do, or has several of them."""
    return furniture.ends_sentence(text) or len(_SENTENCES.findall(text)) > 1


def is_navigation(text: str) -> bool:
    """Tell whether a line is a menu or a breadcrumb: names of sections between separators."""
    parts = [part.strip() for part in _BAR.split(text)]
    if len(_STEP.split(text)) > 2 and len(text) < _LONGEST_PATH and not is_prose(text):
        return True
    return len(parts) > 2 and sum(is_section(part) for part in parts) * 2 >= len(parts)


def is_section(text: str) -> bool:
    """Tell whether a line is the name of a section, as printed over headlines."""
    return text.lower().strip(" .:|") in entries("sections.txt")


# In this order: the surer sign first.
_TESTS: tuple[tuple[Kind, Callable[[str], bool]], ...] = (
    (Kind.TAIL, furniture.is_tail_marker),
    (Kind.FURNITURE, furniture.is_furniture),
    (Kind.FURNITURE, is_navigation),
    (Kind.FURNITURE, lambda text: bool(_CLOCK.match(text))),
    (Kind.BYLINE, _is_byline),
    (Kind.SIGNATURE, lambda text: bool(_SIGNATURE.match(text)) and not is_prose(text)),
    (Kind.DATE, is_date_line),
    (Kind.CAPTION, furniture.has_credit),
    (Kind.FURNITURE, lambda text: bool(_SIGN_OFF.match(text)) and len(text) < 300),
    (Kind.ITEM, lambda text: bool(_BULLET.match(text))),
    (Kind.PROSE, is_prose),
)
