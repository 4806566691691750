"""What the page of one thing shows of others: their names, and hardly anything else.

A page is written again when the thing changes that it is about, or what is around it. So whoever writes the page of a
brief, a person, a country, an outlet or a year is given these two and never the whole collection: what is not in them
cannot get into the page and grow old there.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath

from builder.brief import Brief, BriefQuote
from builder.collection import NO_BODY, Collection, Organisation, Person, Said
from builder.markup import safe_url
from builder.pages.page import brief_path, country_path, organisation_path, person_path, relative
from builder.pages.passages import surveyed


@dataclass(frozen=True, slots=True)
class Name:
    """What something with a page of its own is called: there, and in its address."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Report:
    """The same words in another brief: who said them there, whose page is at `path`, if it is known.

    It `differs` where the words are attributed to somebody else. It `is_copy` where the whole text is that of an
    earlier report, and so does not tell it independently.
    """

    said: Said
    speaker: Name | None
    path: str | None
    differs: bool
    is_copy: bool

    @property
    def shape(self) -> tuple[str, str, Name | None, bool, bool]:
        """All of it that a page shows."""
        return self.said.brief.digest, self.said.quote.id, self.speaker, self.differs, self.is_copy


@dataclass(frozen=True, slots=True)
class Around:
    """People and organisations by id and countries by code, as far as the page may name them.

    Around a brief the organisations go by their names as printed there, and those that only speak by these, too.
    `others` are briefs that the page of a brief names, `links` says where the links in its text lead, if anywhere.
    `reports` gives, by a quotation's id, the same words in other briefs; `versions` are other texts of its address.
    """

    people: Mapping[str, Name]
    countries: Mapping[str, Name]
    organisations: Mapping[str, Name] = field(default_factory=dict)
    others: tuple[Brief, ...] = ()
    links: Mapping[str, str | None] = field(default_factory=dict)
    reports: Mapping[str, tuple[Report, ...]] = field(default_factory=dict)
    versions: tuple[Brief, ...] = ()

    def speaker(self, quote: BriefQuote) -> Name | None:
        """The person who said it, if the speaker is one."""
        return self.people.get(quote.speaker or "")

    def body_that_spoke(self, quote: BriefQuote) -> Name | None:
        """The organisation that said it, if the speaker is one."""
        return None if quote.reason in NO_BODY else self.organisations.get(quote.speaker or "")


class Surroundings:
    """All names of a collection, and all pages that a brief may link to."""

    def __init__(self, collection: Collection) -> None:
        self._people = {key: Name(who.id, who.name) for key, who in collection.people.items()}
        self._countries = {code: Name(found.id, found.name) for code, found in collection.countries.items()}
        self._organisations = {key: Name(body.id, body.name) for key, body in collection.organisations.items()}
        self._roles = {key: who.roles[0].text for key, who in collection.people.items() if who.roles}
        self._all_roles = {key: "\n".join(role.text for role in who.roles) for key, who in collection.people.items()}
        self._bodies = collection.bodies
        self._same_texts = collection.same_texts
        self._utterances = collection.utterances
        self._versions = collection.versions
        self._source = collection.source
        self._pages = frozenset(
            [
                *(brief_path(brief) for brief in collection.briefs),
                *(person_path(person_id) for person_id in collection.people),
                *(country_path(code) for code in collection.countries),
                *(organisation_path(key) for key in collection.organisations),
            ]
        )
        self._resolvers: dict[str, Callable[[str], str | None]] = {}

    def around(self, people: Iterable[str], countries: Iterable[str], organisations: Iterable[str] = ()) -> Around:
        """Give the names of these people, countries and organisations, as far as they have pages."""
        return Around(
            {key: self._people[key] for key in people if key in self._people},
            {code: self._countries[code] for code in countries if code in self._countries},
            {key: self._organisations[key] for key in organisations if key in self._organisations},
        )

    def namesakes(self, people: Iterable[str]) -> tuple[tuple[Name, str | None], ...]:
        """Give the names of these people with what tells them apart at a glance: the role printed last."""
        return tuple((self._people[key], self._roles.get(key)) for key in people if key in self._people)

    def around_brief(self, brief: Brief) -> Around:
        """Give what the page of a brief shows of others."""
        people = dict.fromkeys([*brief.everyone, *(quote.speaker or "" for quote in brief.quotes)])
        named = self.around(people, brief.countries)
        printed = dict.fromkeys([*brief.organisations, *(quote.speaker or "" for quote in brief.quotes)])
        bodies = {name: self._organisations[key] for name in printed if (key := self._bodies.id_of(name))}
        versions = self._versions.get(brief.path, ())
        others = tuple(other for other in self._same_texts.get(brief.path, ()) if other not in versions)
        reports = {quote.id: found for quote in brief.quotes if (found := self.reports(Said(brief, quote)))}
        return Around(named.people, named.countries, bodies, others, self.links(brief), reports, versions)

    def person(self, quote: BriefQuote) -> Name | None:
        """The person who said it, if the speaker is one."""
        return self._people.get(quote.speaker or "")

    def most_quoted(self, briefs: Iterable[Brief]) -> list[tuple[str, int]]:
        """Count the quotations of people in these briefs, those most quoted first."""
        quotes = (quote for brief in briefs for quote in brief.quotes if not quote.reported)
        counts = Counter(quote.speaker for quote in quotes if quote.speaker in self._people)
        return sorted(((key or "", count) for key, count in counts.items()), key=lambda pair: (-pair[1], pair[0]))

    def holders(self, people: Iterable[str], names: Iterable[str]) -> list[str]:
        """Give those of the people who have a role that names one of these bodies: "the head of Harbour Watch"."""
        called = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
        return [key for key in people if called.search(self._all_roles.get(key, ""))]

    def utterance(self, said: Said) -> tuple[Said, ...]:
        """Give all reports of what a quotation says, if several briefs have it."""
        return self._utterances.get((said.brief.path, said.quote.id), ())

    def reports(self, said: Said) -> tuple[Report, ...]:
        """Give the same words in other briefs, the oldest report first, each brief once for each speaker."""
        mine = _page_of(self._source(said.quote))
        earlier = [said.brief.path]
        found: dict[tuple[PurePosixPath, str | None], Report] = {}
        for other in self.utterance(said):
            if other.brief.path == said.brief.path:
                continue
            who = self._source(other.quote)
            copies = {brief.path for brief in self._same_texts.get(other.brief.path, ())}
            page = _page_of(who)
            differs = None not in {page, mine} and page != mine
            report = Report(
                other, Name(who.id, who.name) if who else None, page, differs, not copies.isdisjoint(earlier)
            )
            found.setdefault((other.brief.path, page), report)
            earlier.append(other.brief.path)
        return tuple(found.values())

    def links(self, brief: Brief) -> dict[str, str | None]:
        """Give the links in the text of a brief, each with where it leads; those that lead nowhere lead to None."""
        text = brief.text if brief.text.links is not None else surveyed(brief).text
        here = brief_path(brief)
        resolve = self._resolvers.setdefault(posixpath.dirname(here), cache(_resolver(here, self._pages)))
        return {target: resolve(target) for target in text.targets}


def _page_of(source: Person | Organisation | None) -> str | None:
    if source is None:
        return None
    return person_path(source.id) if isinstance(source, Person) else organisation_path(source.id)


def _resolver(here: str, known: frozenset[str]) -> Callable[[str], str | None]:
    """Return what checks the links of a brief: to a web address, into the page, or to a page that there is."""
    folder = posixpath.dirname(here)

    def resolve(target: str) -> str | None:
        web = safe_url(target)
        if web or target.startswith("#"):
            return web or target
        path, _, anchor = target.partition("#")
        if posixpath.normpath(posixpath.join(folder, path)) in known:
            return target
        # The builder writes links for a brief two folders deep; a person may have moved it.
        moved = path[len(posixpath.commonprefix([path, "../../../../"])) :]
        return f"{relative(here, moved)}{'#' if anchor else ''}{anchor}" if moved in known else None

    return resolve
