"""All briefs together: people, countries, outlets and years, each with what was said and where."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.brief import Brief, BriefQuote
from builder.gazetteer import COUNTRY_CODES, country_name
from builder.slugs import slug
from builder.territories import Territories

# The folder of briefs (and the year page) for articles without a date.
UNDATED = "undated"

# Every territory as ISO 3166-1 has it.
NEUTRAL = Territories()


@dataclass(frozen=True, slots=True)
class Said:
    """One quotation and the brief that it stands in."""

    brief: Brief
    quote: BriefQuote


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the collection. `near` and `countries` count the briefs shared with other people and countries."""

    id: str
    name: str
    also: tuple[str, ...]
    roles: tuple[str, ...]
    said: tuple[Said, ...]
    briefs: tuple[Brief, ...]
    near: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country of the collection: briefs about it, briefs that only mention it, and who spoke in the former.

    `places` counts the briefs that name each of its places.
    """

    code: str
    name: str
    id: str
    about: tuple[Brief, ...]
    mentioned: tuple[Brief, ...]
    speakers: tuple[tuple[str, int], ...]
    people: tuple[tuple[str, int], ...]
    near: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Briefs that share an outlet or a year."""

    id: str
    name: str
    briefs: tuple[Brief, ...]
    people: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """Everything that the pages are made from; briefs are newest first, the rest is sorted by id.

    `counts_as` gives the codes of countries that count as another one.
    """

    briefs: tuple[Brief, ...]
    people: Mapping[str, Person]
    countries: Mapping[str, Country]
    outlets: Mapping[str, Group]
    years: Mapping[str, Group]
    counts_as: Mapping[str, str]

    def speaker(self, quote: BriefQuote) -> Person | None:
        """The person who said it, if the speaker is one."""
        return self.people.get(quote.speaker or "")


def collect(briefs: Iterable[Brief], territories: Territories = NEUTRAL) -> Collection:
    """Collect briefs, in whatever order they come, with their territories counted and named as asked for."""
    ordered = tuple(sorted(map(territories.applied, briefs), key=_newest_first))
    by_person = _grouped((person, brief) for brief in ordered for person in _unique(brief.everyone))
    by_country = _grouped((code, brief) for brief in ordered for code in _known(brief.countries))
    by_outlet = _grouped((slug(brief.publisher), brief) for brief in ordered if brief.publisher)
    by_year = _grouped((year_of(brief), brief) for brief in ordered)
    said = _said(ordered, by_person)
    return Collection(
        briefs=ordered,
        people={key: _person(key, by_person[key], said.get(key, [])) for key in sorted(by_person)},
        countries={
            code: _country(code, territories.name(code), by_country[code], by_person) for code in sorted(by_country)
        },
        outlets={key: _group(key, _outlet_name(by_outlet[key]), by_outlet[key]) for key in sorted(by_outlet)},
        years={year: _group(year, _year_name(year), by_year[year]) for year in sorted(by_year)},
        counts_as=territories.counts_as,
    )


def year_of(brief: Brief) -> str:
    """The year of a brief, as its page is called."""
    return brief.date[:4] if brief.date and brief.date[:4].isdecimal() else UNDATED


def _newest_first(brief: Brief) -> tuple[bool, list[int], str]:
    day = brief.date or ""
    return (not day, [-ord(character) for character in day], brief.path.as_posix())


def _grouped(pairs: Iterable[tuple[str, Brief]]) -> dict[str, list[Brief]]:
    groups: defaultdict[str, list[Brief]] = defaultdict(list)
    for key, brief in pairs:
        groups[key].append(brief)
    return dict(groups)


def _unique(names: Iterable[str]) -> list[str]:
    """A person's id must be safe as a file name and in a link, whoever wrote it into the brief."""
    return list(dict.fromkeys(slug(name) for name in names))


def _known(codes: Iterable[str]) -> list[str]:
    return [code for code in dict.fromkeys(codes) if code in COUNTRY_CODES]


def _said(briefs: Iterable[Brief], people: Mapping[str, object]) -> dict[str, list[Said]]:
    said: defaultdict[str, list[Said]] = defaultdict(list)
    for brief in briefs:
        for quote in brief.quotes:
            if quote.speaker in people:
                said[quote.speaker or ""].append(Said(brief, quote))
    return dict(said)


def _person(person_id: str, briefs: Sequence[Brief], said: Sequence[Said]) -> Person:
    notes = [note for brief in briefs if (note := brief.person(person_id))]
    names = _counted(note.name for note in notes)
    name = names[0][0] if names else person_id.replace("-", " ").title()
    seen = _counted(other for note in notes for other in (note.name, *note.also))
    return Person(
        id=person_id,
        name=name,
        also=tuple(other for other, _ in seen if other != name),
        roles=tuple(role for role, _ in _counted(role for note in notes for role in note.roles)),
        said=tuple(said),
        briefs=tuple(briefs),
        near=_counted(other for brief in briefs for other in _unique(brief.everyone) if other != person_id),
        countries=_counted(code for brief in briefs for code in _known(brief.countries)),
    )


def _country(code: str, name: str, briefs: Sequence[Brief], people: Mapping[str, object]) -> Country:
    about = [brief for brief in briefs if brief.is_about(code)]
    return Country(
        code=code,
        name=name,
        id=slug(country_name(code)),
        about=tuple(about),
        mentioned=tuple(brief for brief in briefs if not brief.is_about(code)),
        speakers=_counted(quote.speaker or "" for brief in about for quote in brief.quotes if quote.speaker in people),
        people=_counted(person for brief in briefs for person in _unique(brief.everyone)),
        near=_counted(other for brief in briefs for other in _known(brief.countries) if other != code),
        places=_counted(name for brief in briefs for name in _places(brief, code)),
    )


def _places(brief: Brief, code: str) -> list[str]:
    """The places of a country that a brief names, as far as nobody took them out of its list by hand."""
    return [name for name in dict.fromkeys(brief.places) if brief.made.places.get(name) == code]


def _group(key: str, name: str, briefs: Sequence[Brief]) -> Group:
    return Group(
        id=key,
        name=name,
        briefs=tuple(briefs),
        people=_counted(person for brief in briefs for person in _unique(brief.everyone)),
        countries=_counted(code for brief in briefs for code in _known(brief.countries)),
    )


def _outlet_name(briefs: Sequence[Brief]) -> str:
    return _counted(brief.publisher or "" for brief in briefs)[0][0]


def _year_name(year: str) -> str:
    return "Without a date" if year == UNDATED else year


def _counted(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Count names: most frequent first, equals in the order of the alphabet."""
    return tuple(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))
