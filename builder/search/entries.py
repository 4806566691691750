"""What can be found: every brief with its quotations, and people, countries, organisations and outlets by their names.

A brief is found by its title, its summary and what is quoted in it, and no more of its text: with the whole of it the
index of the search that comes with Material takes seven times the room, and answers when the reader has gone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.brief import Brief
from builder.collection import Collection, Country, Group, Organisation, Person, Said
from builder.days import date_text
from builder.gazetteer.countries import countries
from builder.pages.page import (
    brief_path,
    country_path,
    organisation_path,
    outlet_path,
    person_path,
    quote_fragment,
    url,
    year_path,
)
from builder.texts import counted, say

# Of what is called as the words that are searched for, rather a page of its own than a brief that names it.
NAMED = 4.0

# Other names as printed; the first dozen has all that are no slips of the pen.
ALSO = 12


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page that is found by itself: its anchor, what it is called, its words. All is plain text."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that can be found, by its address below the site's, and how much rather than others. All is plain text."""

    address: str
    title: str
    text: str
    sections: tuple[Section, ...] = ()
    weight: float = 1.0


def entries(collection: Collection) -> Iterator[Entry]:
    """Give all of a collection that can be found."""
    yield from (_person(who) for who in collection.people.values())
    yield from (_country(country) for country in collection.countries.values())
    yield from (_organisation(body) for body in collection.organisations.values())
    yield from (_group(outlet, outlet_path(outlet.name)) for outlet in collection.outlets.values())
    yield from (_group(year, year_path(year.id)) for year in collection.years.values())
    yield from (_brief(brief, collection) for brief in collection.briefs)


def _brief(brief: Brief, collection: Collection) -> Entry:
    source = ", ".join(part for part in (brief.publisher, date_text(brief.date)) if part)
    text = " ".join(brief.summary) or brief.description or ""
    said = (Said(brief, quote) for quote in brief.quotes if not quote.reported)
    sections = tuple(_section(one, collection) for one in said)
    return Entry(url(brief_path(brief)), brief.title, _line(source, text), sections)


def _section(said: Said, collection: Collection) -> Section:
    who = collection.source(said.quote)
    name = who.name if who else said.quote.speaker
    return Section(
        quote_fragment(said),
        say("search.said_by", name=name) if name else say("speaker_unknown"),
        f"“{said.quote.shown}”",
    )


def _person(who: Person) -> Entry:
    role = next((role.text for role in who.roles), "")
    return Entry(url(person_path(who.id)), who.name, _line(role, _listed(who.also), _counted(who.briefs)), (), NAMED)


def _country(country: Country) -> Entry:
    briefs = (*country.about, *country.mentioned)
    notes = (brief.made.countries.get(country.code) for brief in briefs)
    words = Counter(evidence.words for note in notes if note for evidence in note.evidence)
    known = countries()[country.code]
    also = dict.fromkeys((*known.aliases, *known.demonyms, *(name for name, _ in words.most_common(ALSO))))
    text = _line(", ".join(name for name in also if name != country.name), _counted(briefs))
    return Entry(url(country_path(country.code)), country.name, text, (), NAMED)


def _organisation(body: Organisation) -> Entry:
    text = _line(_listed(body.also), _counted(body.briefs))
    return Entry(url(organisation_path(body.id)), body.name, text, (), NAMED)


def _group(group: Group, path: str) -> Entry:
    return Entry(url(path), group.name, _counted(group.briefs), (), NAMED)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(list(names)[:ALSO])


def _counted(briefs: Iterable[Brief]) -> str:
    return counted("search.briefs", len(tuple(briefs)))


def _line(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
