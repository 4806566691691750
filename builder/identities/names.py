"""Full names across a collection: taken apart, compared, and sorted into blocks.

Names alone are compared here; what is known about their bearers is in `contexts`. Two names are

- **same** where only spelling, order, accents, particles or a middle name that one of them leaves out sets them apart;
- **different** where given names, middle names, surnames, generations (Jr., III) or courtesy titles contradict;
- **undecided** where one could be short for the other, or a form of it: an initial, a nickname, a surname alone, the
  same name in another language, the first of two surnames, a slip of one letter.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from builder.annotate.people.names import slip
from builder.identities import lexicon, spelling
from builder.slugs import slug

_INITIALS = re.compile(r"\b[B-DF-HJ-NP-TV-Z]{2,3}\b(?=\s+\w{2})")
_ARTICLE = re.compile(r"^(?:al|el)-(?=[^\W\d])", re.IGNORECASE)
_LONGEST_SURNAME_FIRST = 4
_FATHER = ("bin", "ibn", "bint")

# Of two surnames that could stand first the commoner one is it, most likely: Seo-yeon Kim.
_COMMONEST = frozenset({"kim", "lee", "li", "wang", "zhang", "chang", "chen", "liu", "nguyen", "tran"})


class Verdict(IntEnum):
    """Whether two names are one person's, as far as names can tell."""

    DIFFERENT = 0
    UNDECIDED = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class FullName:
    """A name's words, folded, without courtesy titles, generation and particles; a hyphen parts words too."""

    given: tuple[str, ...]
    surname: tuple[str, ...]
    suffix: str
    sex: str

    @property
    def words(self) -> tuple[str, ...]:
        """Given names, then surnames."""
        return self.given + self.surname

    @property
    def is_full(self) -> bool:
        """Whether there is more than a surname (or a single name)."""
        return bool(self.given)


@cache
def parse(name: str) -> FullName:
    """Take a printed name (or an id made from one) apart; what follows "of" only tells namesakes apart."""
    every = slug(_spaced(name)).split("-")
    words = [word for word in every if not word.isdecimal()] or every[:1]
    words = words[: words.index("of", 1)] if "of" in words[1:] else words
    title = lexicon.table("courtesy").get(words[0], "") if len(words) > 1 else ""
    words = words[1:] if title else words
    suffix = words.pop() if len(words) > 1 and words[-1] in lexicon.words("suffixes") else ""
    given, surname = _parted(_without_dynasty(words))
    return FullName(tuple(given), tuple(surname), suffix.replace("senior", "sr").replace("junior", "jr"), title)


@cache
def block_of(name: str) -> str:
    """The key of the block that a name belongs to: names in two blocks are never joined.

    It is the surname (the first of two Spanish ones, wherever an East Asian one stands) in its coarsest spelling, and
    the same for a name as for every id made from it.
    """
    return _block_key(parse(slug(name)).surname[0])


def compare(one: FullName, other: FullName) -> Verdict:
    """Compare two names; the order does not matter."""
    if {one.sex, other.sex} == {"m", "f"} or (one.suffix and other.suffix and one.suffix != other.suffix):
        return Verdict.DIFFERENT
    if not (one.is_full and other.is_full):
        return _surname_alone(one, other)
    verdict = min(_compare_surnames(one, other), _compare_given(one.given, other.given))
    return verdict if one.suffix == other.suffix else min(verdict, Verdict.UNDECIDED)


@cache
def given_letters(name: FullName) -> frozenset[str]:
    """First letters under one of which every name that is not different from this one is found too."""
    forms = {form.lstrip("=") for word in name.given for form in _forms(word)}
    return frozenset(form[0] for form in forms | {spelling.coarse(form) for form in forms})


def _spaced(name: str) -> str:
    """Part initials that are printed as one word (JD Vance), and leave out an Arabic article (Al-Sisi, but Al Gore)."""
    name = _ARTICLE.sub("", name)
    return name if name.isupper() else _INITIALS.sub(lambda match: " ".join(match[0]), name)


def _without_dynasty(words: list[str]) -> list[str]:
    if "bin" in words[1:] and len(words) > 3 and words[-1] in lexicon.words("dynasties"):
        return words[:-2] if words[-2] in ("al", "el") else words[:-1]
    return words


def _parted(words: list[str]) -> tuple[list[str], list[str]]:
    """Part given names and surnames."""
    if len(words) < 2:
        return [], words
    if _is_surname_first(words):
        return words[1:], words[:1]
    if father := next((index for index, word in enumerate(words[1:-1], 1) if word in _FATHER), 0):
        return _parted_after(words[:father], words[father + 1 :])
    core = [word for index, word in enumerate(words) if not _is_particle(word, opens=not index)] or words[-1:]
    if len(core) < 2:
        return [], core
    start = len(core) - 1
    for index, word in enumerate(core[1:-1], 1):
        if word in lexicon.words("double_surnames") and word not in lexicon.given_names():
            start = index
            break
    return core[:start], core[start:]


def _parted_after(given: list[str], fathers: list[str]) -> tuple[list[str], list[str]]:
    """Part a name with "bin": the father's name is the surname if no family's follows, and else never a given name."""
    if len(fathers) == 1 or fathers[-2] in _FATHER:
        return given, fathers[:1]
    between = [f"bin{word}" for word in fathers[:-1] if word not in lexicon.particles()]
    return [*given, *between], fathers[-1:]


def _is_particle(word: str, *, opens: bool) -> bool:
    """Whether a word only leads to a surname; Al and Ben are given names where they open a name."""
    named = word in lexicon.given_names() or word in lexicon.nicknames()
    return word in lexicon.particles() and not (opens and named)


def _is_surname_first(words: list[str]) -> bool:
    """Whether the name opens with an East Asian surname; of two that are as likely, the alphabet's first is it."""
    first, last = words[0], words[-1]
    if first not in lexicon.surnames_first() or len(words) > _LONGEST_SURNAME_FIRST:
        return False
    if last in lexicon.surnames_first() and (first in _COMMONEST) != (last in _COMMONEST):
        return first in _COMMONEST
    if len(words) == 2 and last in lexicon.surnames_first():
        return first <= last
    return lexicon.given_names().get(words[1]) is None or words[1] in lexicon.surnames_first()


def _block_key(surname: str) -> str:
    return _chains().get(spelling.coarse(surname), spelling.coarse(surname))


@cache
def _chains() -> Mapping[str, str]:
    """The key that surnames of one character share, with all to which a chain of shared forms leads, coarsely spelt."""
    keys: dict[str, str] = {}
    for row in lexicon.rows("surname_romanisations"):
        forms = [spelling.coarse(word) for word in row]
        shared = {keys[form] for form in forms if form in keys}
        key = min([*shared, *forms])
        keys = {form: key if old in shared else old for form, old in keys.items()} | dict.fromkeys(forms, key)
    return keys


def _surname_alone(one: FullName, other: FullName) -> Verdict:
    """A surname alone may be any bearer's, even of the very same name; a second surname is no short form."""
    if {_sex(one), _sex(other)} == {"m", "f"}:
        return Verdict.DIFFERENT
    return min(_surname(one.surname[0], other.surname[0]), Verdict.UNDECIDED)


def _sex(name: FullName) -> str:
    """The sex that the courtesy title or else the given name tells."""
    return name.sex or (lexicon.given_names().get(name.given[0], "") if name.is_full else "")


def _compare_surnames(one: FullName, other: FullName) -> Verdict:
    if _letters(one.surname) == _letters(other.surname):
        return Verdict.SAME
    shared = [_surname(a, b) for a, b in zip(one.surname, other.surname, strict=False)]
    verdict = min(shared)
    return verdict if len(one.surname) == len(other.surname) else min(verdict, Verdict.UNDECIDED)


def _surname(one: str, other: str) -> Verdict:
    table = lexicon.classes("surname_romanisations")
    if one != other and table.get(one, frozenset()) & table.get(other, frozenset()):
        return Verdict.UNDECIDED
    return _word(one, other)


def _compare_given(one: tuple[str, ...], other: tuple[str, ...]) -> Verdict:
    """Compare given names in order: the first ones, then each middle name that both have."""
    if _letters(one) == _letters(other):
        return Verdict.SAME
    verdict = _given(one[0], other[0])
    if verdict is Verdict.DIFFERENT:
        return _middle_as_first(one, other)
    middles = [_middle(a, b) for a, b in zip(one[1:], other[1:], strict=False)]
    return min([verdict, *middles])


def _middle_as_first(one: tuple[str, ...], other: tuple[str, ...]) -> Verdict:
    """Whether one of them goes by a middle name: J. Edgar Hoover, Edgar Hoover."""
    short, long = sorted((one, other), key=len)
    goes_by = len(short) < len(long) and _given(short[0], long[1]) is Verdict.SAME and len(short[0]) > 1
    return Verdict.UNDECIDED if goes_by else Verdict.DIFFERENT


def _middle(one: str, other: str) -> Verdict:
    """Compare middle names, of which one is often an initial."""
    if min(len(one), len(other)) == 1:
        return Verdict.SAME if one[0] == other[0] else Verdict.DIFFERENT
    return _given(one, other)


def _given(one: str, other: str) -> Verdict:
    verdict = _word(one, other)
    if verdict is not Verdict.DIFFERENT:
        return verdict
    if min(len(one), len(other)) == 1:
        return Verdict.UNDECIDED if one[0] == other[0] else Verdict.DIFFERENT
    if _forms(one) & _forms(other) or _is_slip(one, other):
        return Verdict.UNDECIDED
    return Verdict.DIFFERENT


def _word(one: str, other: str) -> Verdict:
    if one == other or spelling.plain(one) == spelling.plain(other):
        return Verdict.SAME
    return Verdict.UNDECIDED if spelling.likely(one, other) else Verdict.DIFFERENT


@cache
def _forms(given: str) -> frozenset[str]:
    """A given name with all that it may be short for or another language's form of."""
    forms = {given, spelling.listed(given), *map(spelling.listed, lexicon.nicknames().get(given, ()))}
    classes = lexicon.classes("cognates")
    return frozenset(forms | {f"={first}" for form in forms for first in classes.get(form, ())})


def _is_slip(one: str, other: str) -> bool:
    """One letter inside a given name differs (Kristin, Kristen), unless the two tell two sexes (Mario, Maria)."""
    sexes = {lexicon.given_names().get(one, ""), lexicon.given_names().get(other, "")}
    return sexes != {"m", "f"} and len(one) == len(other) and one[-1] == other[-1] and slip(one, other)


def _letters(words: tuple[str, ...]) -> str:
    """All letters in one, for names that are parted otherwise: Seo-yeon and Seoyeon, Abdel Fattah and Abdelfattah."""
    return spelling.plain("".join(words))
