"""All briefs together: people, countries, outlets and years, each with what was said and where."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import PurePosixPath

from builder import duplicates
from builder.brief import Brief, BriefQuote, digested
from builder.corrections.corrections import Corrections
from builder.corrections.kinds import AnyCorrection
from builder.gazetteer import COUNTRY_CODES, country_name
from builder.identities import Identities, Identity, identify
from builder.identities.organisations import KnownOrganisation, Organisations, organisations
from builder.repeats import Memory, Quoted, repeats
from builder.restricting import restricted
from builder.slugs import slug
from builder.territories import Territories
from builder.texts import say
from builder.versions import versions
from builder.withholding import Form, suppressed, withhold

# The folder of briefs (and the year page) for articles without a date.
UNDATED = "undated"

# Reasons of quotations whose speaker is no organisation, though it may be called like one.
NO_BODY = frozenset({"document", "unnamed", "unknown"})

# Every territory as ISO 3166-1 has it.
NEUTRAL = Territories()

# The prominence of people by their ids.
_Ranks = Mapping[str, float]

# A quotation of the collection: its brief, and its id there.
QuoteKey = tuple[PurePosixPath, str]

# No corrections.
NONE = Corrections()


@dataclass(frozen=True, slots=True)
class Said:
    """One quotation and the brief that it stands in."""

    brief: Brief
    quote: BriefQuote


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is called, as printed: countries that the words name, dates of the first and the last brief."""

    text: str
    countries: tuple[str, ...]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the collection. `near`, `countries` and `organisations` count the briefs shared with others.

    `prominence` says how much the collection is about the person: for each brief the reciprocal of the place in its
    list of people (1 for the first, ½ for the second), and ¼ for each quotation, but no more than 1 a brief.
    """

    id: str
    name: str
    also: tuple[str, ...]
    roles: tuple[Role, ...]
    said: tuple[Said, ...]
    briefs: tuple[Brief, ...]
    near: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]
    organisations: tuple[tuple[str, int], ...]
    prominence: float
    doubtful: bool
    namesakes: tuple[str, ...]
    maybe: tuple[str, ...]


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
class Organisation:
    """An organisation of the collection: the briefs that name it, what it said, and who and what is named with it."""

    id: str
    name: str
    also: tuple[str, ...]
    said: tuple[Said, ...]
    briefs: tuple[Brief, ...]
    near: tuple[tuple[str, int], ...]
    people: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]


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

    The briefs speak of people by the collection's ids, and of organisations by names as printed, which
    `bodies` understands. `moved` leads from slugs of people that are no ids any more to those that are.
    `counts_as` gives the codes of countries that count as another one. `same_texts` gives the other briefs whose text
    is that of a brief up to small changes, by its path. `utterances` gives all reports of what a quotation says, its
    own among them and the oldest first, where several briefs have it. `versions` gives the briefs of other texts with
    the address of a brief, by its path, the oldest first. `corrections` are those that were made; `unfit`
    names, with its line in the file, each that is about nothing that there is. `withheld` must stand nowhere in what
    is published.
    """

    briefs: tuple[Brief, ...]
    people: Mapping[str, Person]
    countries: Mapping[str, Country]
    organisations: Mapping[str, Organisation]
    outlets: Mapping[str, Group]
    years: Mapping[str, Group]
    moved: Mapping[str, str]
    counts_as: Mapping[str, str]
    bodies: Organisations
    same_texts: Mapping[PurePosixPath, tuple[Brief, ...]]
    utterances: Mapping[QuoteKey, tuple[Said, ...]]
    versions: Mapping[PurePosixPath, tuple[Brief, ...]]
    corrections: tuple[AnyCorrection, ...] = ()
    unfit: tuple[str, ...] = ()
    withheld: tuple[Form, ...] = ()

    def speaker(self, quote: BriefQuote) -> Person | None:
        """The person who said it, if the speaker is one."""
        return self.people.get(quote.speaker or "")

    def source(self, quote: BriefQuote) -> Person | Organisation | None:
        """The person or the organisation that said it, if it is known which."""
        key = _body_that_spoke(quote, self.people, self.bodies)
        return self.speaker(quote) or (self.organisations.get(key) if key else None)


def collect(
    briefs: Iterable[Brief],
    territories: Territories = NEUTRAL,
    corrections: Corrections = NONE,
    *,
    published: bool = True,
    memory: Memory | None = None,
) -> Collection:
    """Collect briefs, in whatever order they come, corrected, with their territories counted and named as asked for.

    The `memory` spares what was found out before, and changes nothing else; it is left with what is known now.

    What corrections withhold is in no collection but one that is not `published`, for those who keep the record.
    """
    as_made = [brief for every in briefs if (brief := restricted(every))]
    gone = suppressed(corrections) if published else frozenset()
    briefs = [corrections.applied(brief) for brief in as_made if brief.made.id not in gone]
    memory = memory or Memory()
    who = identify(briefs, corrections.all, memory.blocks)
    every = tuple(who.applied(brief) for brief in briefs)
    withheld = withhold(every, who, corrections, [brief for brief in as_made if brief.made.id in gone])
    ids = {brief.path: brief.made.id for brief in every}
    if published:
        ids = {after.path: before.made.id for before, after in zip(every, withheld.briefs, strict=True)}
        every, who = withheld.briefs, withheld.who
    bodies = organisations(every, corrections.all)
    ready = (digested(territories.applied(brief)) for brief in every)
    ordered = tuple(sorted(ready, key=_newest_first))
    by_country = _grouped((code, brief) for brief in ordered for code in _known(brief.countries))
    by_outlet = _grouped((slug(brief.publisher), brief) for brief in ordered if brief.publisher)
    by_year = _grouped((year_of(brief), brief) for brief in ordered)
    present = _present(ordered)
    named = {brief.path: _bodies_of(brief, bodies) for brief in ordered}
    ranks = present.ranks
    repeated = repeats(ordered, partial(_source, ranks=ranks, bodies=bodies), corrections.all, ids, memory)
    return Collection(
        briefs=ordered,
        people={key: _person(who, key, present, territories, named) for key in sorted(ranks)},
        countries={
            code: _country(code, territories.name(code), by_country[code], ranks) for code in sorted(by_country)
        },
        organisations=_organisations(ordered, bodies, ranks),
        outlets={key: _group(key, _outlet_name(by_outlet[key]), by_outlet[key], ranks) for key in sorted(by_outlet)},
        years={year: _group(year, year_name(year), by_year[year], ranks) for year in sorted(by_year)},
        moved=who.moved,
        counts_as=territories.counts_as,
        bodies=bodies,
        same_texts=dict(_same_texts(ordered)),
        utterances=dict(_utterances(repeated.groups)),
        versions=dict(versions(ordered)),
        corrections=withheld.corrections if published else corrections.all,
        unfit=tuple(corrections.unfit(as_made, (*who.unfit, *bodies.unfit, *withheld.unfit, *repeated.unfit))),
        withheld=withheld.forms,
    )


def _same_texts(briefs: Iterable[Brief]) -> Iterator[tuple[PurePosixPath, tuple[Brief, ...]]]:
    """Give the other briefs with the same text, for each brief that has any, the oldest first."""
    oldest_first = {brief.path: brief for brief in sorted(briefs, key=lambda brief: (brief.date or "", brief.path))}
    for group in duplicates.same_texts({path: brief.made.sketch for path, brief in oldest_first.items()}):
        for path in group:
            yield path, tuple(oldest_first[other] for other in group if other != path)


def _utterances(groups: Iterable[Sequence[Quoted]]) -> Iterator[tuple[QuoteKey, tuple[Said, ...]]]:
    """Give all reports of what a quotation says, for each that stands in several briefs."""
    for group in groups:
        reports = tuple(Said(brief, quote) for brief, quote in group)
        yield from (((report.brief.path, report.quote.id), reports) for report in reports)


def _source(quote: BriefQuote, *, ranks: _Ranks, bodies: Organisations) -> str | None:
    """The id of the person or the organisation that said it, if it is known which."""
    return quote.speaker if quote.speaker in ranks else _body_that_spoke(quote, ranks, bodies)


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


@lru_cache(maxsize=1 << 16)  # asked for each person, country and organisation of a brief
def _unique(names: tuple[str, ...]) -> tuple[str, ...]:
    """A person's id must be safe as a file name and in a link, whoever wrote it into the brief."""
    return tuple(dict.fromkeys(slug(name) for name in names))


@lru_cache(maxsize=1 << 16)
def _known(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in dict.fromkeys(codes) if code in COUNTRY_CODES)


@dataclass(frozen=True, slots=True)
class _Present:
    """Where people are named, what they said, and how prominent they are, by id."""

    briefs: Mapping[str, Sequence[Brief]]
    said: Mapping[str, Sequence[Said]]
    ranks: _Ranks


def _present(briefs: Iterable[Brief]) -> _Present:
    by_person = _grouped((person, brief) for brief in briefs for person in _unique(brief.everyone))
    said: dict[str, list[Said]] = {key: [] for key in by_person}
    for brief in briefs:
        for quote in brief.quotes:
            if quote.speaker in said:
                said[quote.speaker or ""].append(Said(brief, quote))
    return _Present(by_person, said, {key: _prominence(key, by_person[key], said[key]) for key in by_person})


def _person(
    who: Identities,
    key: str,
    present: _Present,
    territories: Territories,
    bodies: Mapping[PurePosixPath, Sequence[str]],
) -> Person:
    identity, briefs = who.people[key], present.briefs[key]
    name = who.names.get(key) or identity.name
    seen = _counted(other for appearance in identity.appearances for other in (appearance.name, *appearance.also))
    return Person(
        id=identity.id,
        name=name,
        also=tuple(other for other, _ in seen if other != name),
        roles=_roles(identity, territories),
        said=tuple(present.said[key]),
        briefs=tuple(briefs),
        near=tuple(pair for pair in _people_in(briefs, present.ranks) if pair[0] != identity.id),
        countries=_counted(code for brief in briefs for code in _known(brief.countries)),
        organisations=_counted(body for brief in briefs for body in bodies[brief.path]),
        prominence=present.ranks[key],
        doubtful=identity.doubtful,
        namesakes=identity.namesakes,
        maybe=identity.maybe,
    )


def _roles(identity: Identity, territories: Territories) -> tuple[Role, ...]:
    """The roles as printed, those of the newest briefs first; "the mayor" and "mayor" are one, as printed last."""
    found: dict[str, Role] = {}
    for appearance in sorted(identity.appearances, key=lambda one: one.date or "", reverse=True):
        for text, codes in appearance.roles:
            key = text.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ")
            known = found.get(key)
            counted = dict.fromkeys(territories.counts_as.get(code, code) for code in codes)
            found[key] = Role(
                text=known.text if known else text,
                countries=tuple(dict.fromkeys((*(known.countries if known else ()), *counted))),
                first=appearance.date or (known.first if known else None),
                last=known.last if known and known.last else appearance.date,
            )
    return tuple(found.values())


def _prominence(person_id: str, briefs: Iterable[Brief], said: Iterable[Said]) -> float:
    quotations = Counter(one.brief.path for one in said if not one.quote.reported)
    places = ((brief, _unique(brief.everyone).index(person_id) + 1) for brief in briefs)
    return sum(1 / place + min(1, quotations[brief.path] / 4) for brief, place in places)


def _organisations(briefs: Iterable[Brief], bodies: Organisations, ranks: _Ranks) -> dict[str, Organisation]:
    by_id = _grouped((key, brief) for brief in briefs for key in _bodies_of(brief, bodies))
    said: defaultdict[str, list[Said]] = defaultdict(list)
    for brief in briefs:
        for quote in brief.quotes:
            if key := _body_that_spoke(quote, ranks, bodies):
                said[key].append(Said(brief, quote))
    return {
        key: _organisation(bodies.known[key], by_id[key], said.get(key, ()), bodies, ranks) for key in sorted(by_id)
    }


def _body_that_spoke(quote: BriefQuote, people: Container[str], bodies: Organisations) -> str | None:
    """The id of the organisation that said it, if the speaker is one."""
    if quote.speaker is None or quote.speaker in people or quote.reason in NO_BODY:
        return None
    return bodies.id_of(quote.speaker)


def _organisation(
    known: KnownOrganisation, briefs: Sequence[Brief], said: Sequence[Said], bodies: Organisations, ranks: _Ranks
) -> Organisation:
    return Organisation(
        id=known.id,
        name=known.name,
        also=known.also,
        said=tuple(said),
        briefs=tuple(briefs),
        near=_counted(other for brief in briefs for other in _bodies_of(brief, bodies) if other != known.id),
        people=_people_in(briefs, ranks),
        countries=_counted(code for brief in briefs for code in _known(brief.countries)),
    )


def _bodies_of(brief: Brief, bodies: Organisations) -> list[str]:
    """The ids of the organisations that a brief names."""
    return list(dict.fromkeys(key for name in brief.organisations if (key := bodies.id_of(name))))


def _country(code: str, name: str, briefs: Sequence[Brief], ranks: _Ranks) -> Country:
    about = [brief for brief in briefs if brief.is_about(code)]
    return Country(
        code=code,
        name=name,
        id=slug(country_name(code)),
        about=tuple(about),
        mentioned=tuple(brief for brief in briefs if not brief.is_about(code)),
        speakers=_ranked((quote.speaker or "" for brief in about for quote in brief.quotes), ranks),
        people=_people_in(briefs, ranks),
        near=_counted(other for brief in briefs for other in _known(brief.countries) if other != code),
        places=_counted(name for brief in briefs for name in _places(brief, code)),
    )


def _places(brief: Brief, code: str) -> list[str]:
    """The places of a country that a brief names, as far as nobody took them out of its list by hand."""
    return [name for name in dict.fromkeys(brief.places) if brief.made.places.get(name) == code]


def _group(key: str, name: str, briefs: Sequence[Brief], ranks: _Ranks) -> Group:
    return Group(
        id=key,
        name=name,
        briefs=tuple(briefs),
        people=_people_in(briefs, ranks),
        countries=_counted(code for brief in briefs for code in _known(brief.countries)),
    )


def _people_in(briefs: Iterable[Brief], ranks: _Ranks) -> tuple[tuple[str, int], ...]:
    """Count the briefs in which people are named."""
    return _ranked((person for brief in briefs for person in _unique(brief.everyone)), ranks)


def _ranked(people: Iterable[str], ranks: _Ranks) -> tuple[tuple[str, int], ...]:
    """Count people: most frequent first, of equals the most prominent; who is no person is left out."""
    counts = Counter(person for person in people if person in ranks)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], -ranks[pair[0]], pair[0])))


def _outlet_name(briefs: Sequence[Brief]) -> str:
    return _counted(brief.publisher or "" for brief in briefs)[0][0]


def year_name(year: str) -> str:
    """What the page of a year is headed with."""
    return say("without_a_date") if year == UNDATED else year


def _counted(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Count names: most frequent first, equals in the order of the alphabet."""
    return tuple(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))
