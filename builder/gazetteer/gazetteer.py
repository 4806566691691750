"""The gazetteer: what each name may stand for."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from builder.gazetteer.countries import countries
from builder.gazetteer.tables import cells, rows
from builder.gazetteer.words import WORD, key

Kind = Literal["country", "demonym", "capital", "region", "city", "metonym", "none"]
"""What a name is: `region` is anything between a country and a city; `none` is a name that tells no country."""

# Names that are written in capitals only, such as US and DRC; in other letters they are words.
ABBREVIATION = re.compile(r"[A-Z&]{2,5}")
# Stands for any place in the patterns of no_country.txt.
ANY = "~"
# A demonym ending so has no plural in -s.
NO_PLURAL = ("s", "sh", "ch", "ese", "x", "z", "men", "women", "shman", "chman")
# The people of hand-written regions are not counted: any number near the largest city's will do.
MANY = 20_000_000


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a name may stand for: its country (`None` for kind `none`), subdivision, and inhabitants."""

    code: str | None
    admin: str
    kind: Kind
    population: int

    @property
    def region(self) -> tuple[str | None, str]:
        """The country and the subdivision."""
        return self.code, self.admin


NOWHERE = Sense(None, "", "none", 0)


class Gazetteer:
    """Names and their senses, by key (see `words.key`); made once by `load`."""

    def __init__(self) -> None:
        self._by_hand: dict[str, tuple[Sense, ...]] = {}
        self._printed: dict[str, set[str]] = defaultdict(set)
        self._places = dict(rows("places.tsv"))
        self._add_other_names()
        self.person_names = frozenset(key(name) for (name,) in rows("person_names.txt"))
        self.abbreviations: dict[str, Sense] = {}
        # Words that make a place beside them part of another name, as printed: "Air" before it, "Times" after it.
        self.before: set[str] = set()
        self.after: set[str] = set()
        self._add_no_country()
        self._add_metonyms()
        self._add_regions()
        self._add_abbreviations()
        self._add_countries()
        self._longest = self._lengths()

    def senses(self, name: str) -> tuple[Sense, ...]:
        """What the name with this key may stand for, hand-written senses first; empty for an unknown name."""
        by_hand = self._by_hand.get(name, ())
        return by_hand if NOWHERE in by_hand else by_hand + _senses(self._places.get(name, ""))

    def longest(self, first: str) -> int:
        """How many words the longest name has that begins with the folded word `first`; 0 if there is none."""
        return self._longest.get(first, 0)

    def is_abbreviation(self, name: str) -> bool:
        """Whether the name with this key is one that is written in capitals only, such as US and DRC."""
        return name in self._printed

    def is_printed_well(self, name: str, printed: str) -> bool:
        """Whether a name that must be written in capitals is; true of all others."""
        forms = self._printed.get(name)
        return forms is None or printed in forms

    def _add(self, name: str, sense: Sense) -> None:
        name_key = key(name)
        if sense not in self._by_hand.get(name_key, ()):
            self._by_hand[name_key] = (*self._by_hand.get(name_key, ()), sense)
        if ABBREVIATION.fullmatch(name):
            self._printed[name_key].add(name)

    def _add_countries(self) -> None:
        for code, country in countries().items():
            for name in (country.name, *country.aliases):
                for variant in _variants(name):
                    self._add(variant, Sense(code, "", "country", MANY))
            for name in country.demonyms:
                for variant in _with_plural(name):
                    self._add(variant, Sense(code, "", "demonym", MANY))
            people = max((self._people(name, code) for name in country.capitals), default=0)
            for name in country.capitals:
                for variant in _variants(name):
                    self._add(variant, Sense(code, "", "capital", self._people(variant, code) or people))

    def _people(self, city: str, code: str) -> int:
        listed = self._places.get(key(city), "")
        return max((sense.population for sense in _senses(listed) if sense.code == code), default=0)

    def _add_regions(self) -> None:
        for name, code, admin, others, adjectives in rows("regions.tsv"):
            for printed in (name, *cells(others)):
                self._add(printed, Sense(code, admin, "region", MANY))
            for printed in cells(adjectives):
                for variant in _with_plural(printed):
                    self._add(variant, Sense(code, admin, "demonym", MANY))

    def _add_other_names(self) -> None:
        for listed, others in rows("other_names.tsv"):
            for name in cells(others):
                self._places[key(name)] = self._places[key(listed)]

    def _add_metonyms(self) -> None:
        for code, names in rows("metonyms.tsv"):
            for name in cells(names):
                self._add(name, Sense(code, "", "metonym", MANY))

    def _add_abbreviations(self) -> None:
        for code, admin, dependent, clear in rows("abbreviations.tsv"):
            sense = Sense(code, admin, "region", MANY)
            for name in (*cells(dependent), *cells(clear)):
                self.abbreviations[name] = self.abbreviations[name.rstrip(".")] = sense
            for name in cells(clear):
                self._add(name, sense)

    def _add_no_country(self) -> None:
        for (name,) in rows("no_country.txt"):
            if name.endswith(ANY):
                self.before.add(_as_printed(name.rstrip(ANY)))
            elif name.startswith(ANY):
                self.after.add(_as_printed(name.lstrip(ANY)))
            else:
                self._add(name, NOWHERE)

    def _lengths(self) -> dict[str, int]:
        longest: dict[str, int] = {}
        for names in (self._places, self._by_hand):
            for name in names:
                first, _, rest = name.partition(" ")
                length = rest.count(" ") + 2 if rest else 1
                if length > longest.get(first, 0):
                    longest[first] = length
        return longest


@cache
def load() -> Gazetteer:
    """Load the gazetteer; a tenth of a second the first time, then nothing."""
    return Gazetteer()


@cache
def outlets() -> Mapping[str, str]:
    """Home countries of outlets, by domain and by folded name."""
    return {name.lower(): code for code, *lists in rows("outlets.tsv") for cell in lists for name in cells(cell)}


def _senses(listed: str) -> tuple[Sense, ...]:
    return tuple(_sense(place) for place in cells(listed))


def _sense(place: str) -> Sense:
    """Read one sense of places.tsv, such as `US.KY:8053` or `US.KY@4505836`."""
    where, mark, population = place.partition("@")
    if not mark:
        where, _, population = place.partition(":")
    return Sense(where[:2], where[3:], "region" if mark else "city", int(population))


def _as_printed(words: str) -> str:
    return " ".join(WORD.findall(words))


def _variants(name: str) -> Iterable[str]:
    """Yield a country's or capital's name as it may be printed: Saint and St, and with its full stop or without."""
    yield name
    if name.startswith("Saint "):
        yield name.replace("Saint ", "St ", 1)
        yield name.replace("Saint ", "St. ", 1)
    elif name.startswith("St "):
        yield name.replace("St ", "St. ", 1)
        yield name.replace("St ", "Saint ", 1)
    elif "." in name and name.endswith("."):
        yield name[:-1]


def _with_plural(demonym: str) -> Iterable[str]:
    yield demonym
    if not demonym.endswith(NO_PLURAL):
        yield demonym + "s"
