"""How names are compared: as words without accents and case, the same for the data files and for the text."""

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

# A run of letters, or of digits, or one other sign: "Guinea-Bissau's" is Guinea, -, Bissau, ', s.
WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")

# Letters that Unicode does not take apart into a base letter and a mark, and the apostrophes and dashes of typography.
PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
    | dict.fromkeys("’‘ʼ`´ʻʿ", "'")
    | dict.fromkeys("‐‑", "-")
)


class Word(Struct, frozen=True):  # made for every word of a text, in a quarter of a dataclass's time
    """One word or sign of a text: offsets in characters, the word as printed, and folded."""

    start: int
    end: int
    text: str
    folded: str


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return `word` in lower case without accents."""
    lower = word.lower()
    if lower.isascii():
        return lower
    letters = unicodedata.normalize("NFKD", lower.translate(PLAIN))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def words(text: str) -> list[Word]:
    """Split `text` into words and signs, in order."""
    return [Word(m.start(), m.end(), m.group(), fold(m.group())) for m in WORD.finditer(text)]


def key(name: str) -> str:
    """Return the form under which `name` stands in the gazetteer: its folded words, joined by spaces."""
    return " ".join(fold(word) for word in WORD.findall(name))
