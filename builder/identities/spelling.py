"""How one name is spelt in Latin letters: which spellings are surely one name's, and which may be.

Stricter than `annotate.people.names.romanise`, which compares the names of one article: across articles a Garrison is
no Harrison.
"""

import re
from functools import cache

from builder.identities import lexicon

# Spellings of one Cyrillic, Arabic or Hebrew name (BGN/PCGN, ALA-LC, newspapers' own) that hardly any two names share.
_SURE = (
    (re.compile(r"shch|sch"), "sh"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"(?<=[aeou])[iyj]e"), "e"),
    (re.compile(r"tz|ts"), "c"),
    (re.compile(r"ck|q"), "k"),
    (re.compile(r"e?[iyj]+e?"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
# Spellings that two names may share.
_LIKELY = (
    (re.compile(r"tch|cz"), "ch"),
    (re.compile(r"ph|w|ff"), "v"),
    (re.compile(r"f$"), "v"),
    (re.compile(r"(.)\1+"), r"\1"),
)
# Of a Ukrainian or Belarusian name the G of other Slavic languages is an H, and the Russian spelling may be printed.
_SLAVIC = re.compile(r"(?:sk[ai]|enko|[oe]v[ae]?|[cv]h?uk|vich|shin)$")

# Shorter words are names of their own, however alike: Smith and Smyth, Reed and Reid.
_SHORTEST = 6


def listed(word: str) -> str:
    """The spelling that stands for all that are listed with this one."""
    return min(lexicon.classes("spellings").get(word, {word}))


@cache
def plain(word: str) -> str:
    """Bring the sure spellings of a folded word to one form."""
    word = listed(word)
    for pattern, form in _SURE if len(word) >= _SHORTEST else ():
        word = pattern.sub(form, word)
    return word


@cache
def coarse(word: str) -> str:
    """Bring all spellings that may be one name's to one form."""
    word = plain(word)
    for pattern, form in _LIKELY if len(word) >= _SHORTEST - 1 else ():
        word = pattern.sub(form, word)
    return word.replace("gh", "h").replace("g", "h") if _SLAVIC.search(word) else word


def likely(one: str, other: str) -> bool:
    """Whether two folded words may be spellings of one name, though they are not surely so."""
    return coarse(one) == coarse(other)
