"""Plain text: what is left of a printed string when everything that could hide or break text is gone."""

import re
import unicodedata
from functools import lru_cache

# Zero-width characters that only hide things: spaces and joiners without width, soft hyphen, byte order mark. U+200C
# and U+200D stay: Persian and Indic spelling and joined emoji need them.
_INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
# Overrides and isolates reorder what is seen (CVE-2021-42574), tags and specials carry text nobody sees.
_HIDDEN = re.compile(f"[{_INVISIBLE}\u202a-\u202e\u2066-\u206f\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_FIRST_MARK = "\u0300"  # no character before it combines with another
_WORD = re.compile(r"\w+")


def plain(text: str) -> str:
    """Return `text` on one line: no control or hidden characters, every run of white space one space."""
    return " ".join(_CONTROL.sub("", _HIDDEN.sub("", text)).split())


@lru_cache(maxsize=2048)
def folded(text: str) -> str:
    """Return `text` for comparing only: lower case, no accents, punctuation or typographic differences.

    The paragraphs of a page are compared many times, so the last ones are remembered.
    """
    if not text.isascii():
        text = "".join(
            c for c in unicodedata.normalize("NFKD", text) if c < _FIRST_MARK or not unicodedata.combining(c)
        )
    return " ".join(_WORD.findall(text.replace("’", "").replace("'", "").lower()))


def words(text: str) -> list[str]:
    """Return the words of `text`, folded."""
    return folded(text).split()
