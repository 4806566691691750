"""The page on which one narrows the briefs down: by who spoke, country, outlet, year and kind of quotation.

The script of that page reads one compact index, `explore/index.json`, and the titles of the briefs that it shows from
`explore/titles-N.json`, `SHARD` of them a file, each `{"first": its number, "titles": [[address, title, date], …]}`.
Everything in the index counts from 0 into its own lists:

    people, countries, outlets, years    [[address, name], …], the most frequent first
    briefs                               newest first, each [year, outlet or -1, number of countries that it is about,
                                         these countries, number of countries that it mentions, these countries,
                                         then for each person: person, quotations, reported statements]

Without a script the page is a list of links to the people, countries, outlets and years.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from builder.brief import Brief
from builder.collection import Collection, year_name, year_of
from builder.days import date_text
from builder.pages.generated import json_file
from builder.pages.page import (
    Page,
    brief_path,
    country_path,
    link,
    outlet_path,
    person_path,
    url,
    write_page,
    year_path,
)
from builder.slugs import slug
from builder.texts import say

FOLDER = "explore"

# Titles in one file: what a reader looks through, and small beside the index.
SHARD = 250

# Links of each kind that the page has for readers without a script.
LINKS = 24

_HERE = f"{FOLDER}/index.md"


def pages(collection: Collection) -> Iterator[Page]:
    """Make the page, its index, and the files of titles."""
    keys = _keys(collection)
    targets = _targets(collection, keys)
    index = {
        "shard": SHARD,
        **{kind: [[url(path), name] for path, name in known] for kind, known in targets.items()},
        "briefs": list(_rows(collection, keys)),
    }
    yield json_file(f"{FOLDER}/index.json", index)
    for number, start in enumerate(range(0, len(collection.briefs), SHARD)):
        titles = [_title(brief) for brief in collection.briefs[start : start + SHARD]]
        yield json_file(f"{FOLDER}/titles-{number}.json", {"first": start, "titles": titles})
    yield _page(targets)


def _keys(collection: Collection) -> dict[str, list[str]]:
    """Order what can be chosen: the most frequent first, years the newest first."""
    return {
        "people": _ordered((who.id, len(who.briefs)) for who in collection.people.values()),
        "countries": _ordered((c.code, len(c.about) + len(c.mentioned)) for c in collection.countries.values()),
        "outlets": _ordered((outlet.id, len(outlet.briefs)) for outlet in collection.outlets.values()),
        "years": sorted(collection.years, key=lambda year: (year.isdecimal(), year), reverse=True),
    }


# The pages that can be chosen, by kind: path and name.
_Targets = Mapping[str, Sequence[tuple[str, str]]]


def _targets(collection: Collection, keys: Mapping[str, Sequence[str]]) -> _Targets:
    return {
        "people": [(person_path(key), collection.people[key].name) for key in keys["people"]],
        "countries": [(country_path(code), collection.countries[code].name) for code in keys["countries"]],
        "outlets": [(outlet_path(key), collection.outlets[key].name) for key in keys["outlets"]],
        "years": [(year_path(key), year_name(key)) for key in keys["years"]],
    }


def _ordered(counts: Iterable[tuple[str, int]]) -> list[str]:
    return [key for key, _ in sorted(counts, key=lambda pair: (-pair[1], pair[0]))]


def _rows(collection: Collection, keys: Mapping[str, Sequence[str]]) -> Iterator[list[int]]:
    numbers = {kind: {key: number for number, key in enumerate(known)} for kind, known in keys.items()}
    people = _people(collection)
    for brief in collection.briefs:
        countries = [code for code in brief.countries if code in collection.countries]
        about = [numbers["countries"][code] for code in countries if brief.is_about(code)]
        mentioned = [numbers["countries"][code] for code in countries if not brief.is_about(code)]
        row = [numbers["years"][year_of(brief)]]
        row.append(numbers["outlets"][slug(brief.publisher)] if brief.publisher else -1)
        row += [len(about), *about, len(mentioned), *mentioned]
        for key, (direct, reported) in people[brief.path.as_posix()].items():
            row += [numbers["people"][key], direct, reported]
        yield row


def _people(collection: Collection) -> dict[str, dict[str, tuple[int, int]]]:
    """Count what each person of each brief is quoted and reported as saying there."""
    found: dict[str, dict[str, tuple[int, int]]] = {brief.path.as_posix(): {} for brief in collection.briefs}
    for who in collection.people.values():
        said = Counter((one.brief.path.as_posix(), one.quote.reported) for one in who.said)
        for brief in who.briefs:
            path = brief.path.as_posix()
            found[path][who.id] = said[path, False], said[path, True]
    return found


def _title(brief: Brief) -> list[str]:
    return [url(brief_path(brief)), brief.title, date_text(brief.date) or ""]


def _page(targets: _Targets) -> Page:
    parts = []
    for kind, known in targets.items():
        links = " · ".join(link(_HERE, path, name) for path, name in known[:LINKS])
        parts.append(f"## {say(kind)}\n\n{links or say('none_yet')}")
    meta: dict[str, Any] = {
        "template": "explore.html",
        "title": say("explore_title"),
        "description": say("explore_about"),
        "search": {"exclude": True},
    }
    return write_page(_HERE, meta, "\n\n".join(parts))
