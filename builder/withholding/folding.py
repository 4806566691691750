"""Text as names are looked for in it: small ASCII letters and digits, and one space for every other character.

Accents, full-width letters and other scripts come out as `anyascii` writes them in Latin letters; what is not seen
(soft hyphens, joiners, combining marks) is left out. Scripts that put no space between words get one around every
letter, so that a name can be found inside a sentence.
"""

import re
import unicodedata

from anyascii import anyascii

# Han, kana and hangul need no spaces between words, nor do Thai, Lao, Burmese and Khmer.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


class _Folds(dict[int, str]):
    """The folds of characters, each found out when it is met for the first time."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _fold(chr(code))
        return found


def _fold(character: str) -> str:
    if unicodedata.category(character)[0] == "M" or unicodedata.category(character) == "Cf":
        return ""
    if not character.isalnum():
        return " "
    plain = _NOT_PLAIN.sub("", anyascii(character).lower()) or f"u{ord(character):x}"
    return f" {plain} " if _UNSPACED.match(character) else plain


_FOLDS = _Folds()


def folded(text: str) -> str:
    """Fold a text. Python translates a text of ASCII alone ten times as fast as any other."""
    return _NOT_ASCII.sub(lambda some: some[0].translate(_FOLDS), text).translate(_FOLDS)


def places(text: str) -> list[int]:
    """Return, for each character of the folded text, the place in the text of the one that it comes of."""
    return [place for place, character in enumerate(text) for _ in _FOLDS[ord(character)]]


def end_of(text: str, last: int) -> int:
    """Return where a passage ends whose last folded character comes of the one at `last`, unseen ones included."""
    end = last + 1
    while end < len(text) and not _FOLDS[ord(text[end])]:
        end += 1
    return end
