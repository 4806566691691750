"""Forms of personal names: which words are given name and surname, and whether two forms can be one person's.

Everything here is about spellings alone; who is meant by an ambiguous form is decided in `people`.
"""

import re
from dataclasses import dataclass
from functools import cache

from anyascii import anyascii

from builder.annotate import lexicon

# Surnames may open with these when they are printed with a capital (`De Bruyne`, `Van Gundy`, `Ben Mustapha`).
_CAPITAL_PARTICLES = frozenset(
    {"De", "Di", "Da", "Del", "Della", "Van", "Von", "Der", "Den", "Le", "La", "Du", "Ben", "Bin"}
)

# Romanisations of one Cyrillic or Arabic spelling (ALA-LC, BGN/PCGN, newspapers' own), brought to one form.
_ROMANISATIONS = (
    (re.compile(r"shch|sch|tch"), "sh"),
    (re.compile(r"kh|gh|g|h"), "h"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"ph|w|v|ff"), "v"),
    (re.compile(r"tz|ts|cz"), "c"),
    (re.compile(r"ck|k|q"), "k"),
    (re.compile(r"e?[iyj]+e?"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_PATRONYMICS = frozenset({"bin", "ibn", "bint", "ben", "abu"})
_SHORTEST_VARIANT = 5
_SHORTEST_MISSPELT = 6
_GENERATIONS = {"jnr": "jr", "junior": "jr", "snr": "sr", "senior": "sr"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name's words in printed order, folded for comparison; `nickname` as was printed in quotation marks."""

    words: tuple[str, ...]
    surname: tuple[str, ...]
    suffix: str = ""
    nickname: str = ""
    surname_first: bool = False

    @property
    def given(self) -> str:
        """The first given name, folded; empty for a bare surname."""
        if len(self.words) == 1:
            return ""
        return self.words[1] if self.surname_first else self.words[0]

    @property
    def fullness(self) -> tuple[int, int, bool]:
        """How full the form is: words that are no initials, words, and whether it has a suffix."""
        whole = sum(len(word) > 2 or word in self.surname for word in self.words)
        return whole, len(self.words), bool(self.suffix)


@cache
def fold(word: str) -> str:
    """Fold a word for comparison: ASCII, lower case, no punctuation, no Arabic article."""
    plain = anyascii(word).lower()
    plain = re.sub(r"^(?:al|el|as|ad|ar|ash|an|at|az|ul)-(?=\w)", "", plain)
    return re.sub(r"[^a-z0-9]", "", plain) or plain


def parse(words: tuple[str, ...], suffix: str = "", nickname: str = "") -> Name:
    """Parse a name's words (no titles; suffix and nickname apart)."""
    first = _is_surname_first(words)
    if first:
        surname = words[:1]
    else:
        start = len(words) - 1
        while start > 1 and (words[start - 1] in lexicon.words("particles") or words[start - 1] in _CAPITAL_PARTICLES):
            start -= 1
        if (
            start == 1
            and words[0] != "Ben"
            and (words[0] in _CAPITAL_PARTICLES or words[0] in lexicon.words("particles"))
        ):
            start = 0
        surname = words[start:]
    return Name(
        words=tuple(fold(word) for word in words),
        surname=tuple(fold(word) for word in surname),
        suffix=_GENERATIONS.get(suffix.rstrip(".").lower(), suffix.rstrip(".").lower()),
        nickname=fold(nickname) if nickname else "",
        surname_first=first,
    )


def sex(given: str) -> str:
    """The sex that a given name tells: `m`, `f`, or `u` for both; empty for a word that is no common given name."""
    return _folded_given_names().get(given, "")


def is_given_name(word: str) -> bool:
    """Whether the printed word is a common given name."""
    return word in lexicon.table("given_names")


def compatible(one: Name, other: Name) -> bool:
    """Whether two names of two words or more can be one person's: the shorter lies within the longer, word by word."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    if sorted(one.words) == sorted(other.words):
        return True
    short, long = sorted((one, other), key=lambda name: len(name.words))
    return _slipped(short, long) or (_is_within(short, long) and _given_agree(short, long))


def misspelt(one: Name, other: Name) -> bool:
    """Whether two names differ by one letter inside a long surname (`Wickremasinghe`, `Wickremesinghe`).

    In one article that is a slip of the pen; in two it can be two people.
    """
    if one.surname_first or other.surname_first or one.words[:-1] != other.words[:-1] or one.suffix != other.suffix:
        return False
    shortest = min(len(one.words[-1]), len(other.words[-1]))
    return len(one.words) > 1 and shortest >= _SHORTEST_MISSPELT and _distance(one.words[-1], other.words[-1]) == 1


def short_forms(name: Name) -> dict[str, bool]:
    """The one-word forms by which a person may be called, folded; True for a surname, False for a weaker form."""
    forms = dict.fromkeys((word for word in name.words if len(word) > 1 and word not in _folded_particles()), False)
    if name.nickname:
        forms[name.nickname] = True
    forms[name.surname[-1]] = True
    if len(name.words) > 2 and not name.surname_first and name.words[-2] in forms and sex(name.words[-2]) == "":
        forms[name.words[-2]] = True  # the first of two surnames: Carlos Andrés Restrepo Mejía is called Restrepo
    return forms


def variant(one: str, other: str) -> bool:
    """Whether two folded words are spellings of one: another romanisation, or a slip of the pen."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST_VARIANT:
        return False
    return romanise(one) == romanise(other)


def slip(one: str, other: str) -> bool:
    """Whether two folded words differ by one or (in long words) two letters, the first letter being the same."""
    if min(len(one), len(other)) < _SHORTEST_VARIANT or one[0] != other[0]:
        return False
    return _distance(one, other) <= (2 if min(len(one), len(other)) > 7 else 1)


@cache
def romanise(word: str) -> str:
    """Bring romanisations of one foreign spelling to one form."""
    for pattern, form in _ROMANISATIONS:
        word = pattern.sub(form, word)
    return word


def _is_surname_first(words: tuple[str, ...]) -> bool:
    if not 2 <= len(words) <= 4 or words[0] not in lexicon.words("surnames_first"):
        return False
    return not any(is_given_name(word) for word in words[1:2])


@cache
def _folded_particles() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.words("particles"))


@cache
def _folded_given_names() -> dict[str, str]:
    return {fold(name): row[0] for name, row in lexicon.table("given_names").items()}


@cache
def _nicknames() -> frozenset[frozenset[str]]:
    pairs = lexicon.table("nicknames").items()
    return frozenset(frozenset((fold(short), fold(full))) for short, row in pairs for full in row)


def _same_word(one: str, other: str, initials: bool = True) -> bool:
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return initials and one[0] == other[0]
    return frozenset((one, other)) in _nicknames() or variant(one, other)


def _is_within(short: Name, long: Name) -> bool:
    if len(long.words[-1]) == 1 < len(short.words[-1]):
        return False
    position = 0
    for index, word in enumerate(short.words):
        last = index == len(short.words) - 1
        while position < len(long.words) and not _same_word(word, long.words[position], initials=not last):
            position += 1
        if position == len(long.words):
            return False
        position += 1
    return True


def _slipped(short: Name, long: Name) -> bool:
    """One letter of the given name differs inside the word (Kristin, Kristen), all else being equal."""
    if len(short.words) != len(long.words) or short.words[1:] != long.words[1:]:
        return False
    one, other = short.words[0], long.words[0]
    sexes = {sex(one), sex(other)} - {"u", ""}
    return len(one) == len(other) and one[-1] == other[-1] and len(sexes) < 2 and slip(one, other)


def _given_agree(short: Name, long: Name) -> bool:
    """Whether the shorter form keeps the first given name, or is the longer one's end (`Restrepo Mejía`).

    An end after `bin` is the father: `Mohammed bin Rashid` is not `Hamdan bin Mohammed bin Rashid`.
    """
    if _same_word(short.words[0], long.words[0]):
        return True
    if not _same_word(short.words[-1], long.words[-1]):
        return False
    start = next((i for i, word in enumerate(long.words) if _same_word(short.words[0], word)), 0)
    return start > 0 and long.words[start - 1] not in _PATRONYMICS


def _distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1]
