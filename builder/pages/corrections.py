"""The public list of corrections: what the machine had wrong, who corrected it, when, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.brief import Brief
from builder.collection import Collection
from builder.corrections.kinds import (
    AnyCorrection,
    Initials,
    Merge,
    MergeOrganisations,
    NotAPerson,
    NotAQuotation,
    NotTheSameWords,
    Rename,
    SetCountry,
    SetRole,
    SetSpeaker,
    Split,
    Suppress,
)
from builder.days import date_text
from builder.gazetteer import country_name
from builder.markup import escape
from builder.pages.page import (
    Entry,
    Page,
    Section,
    brief_path,
    country_path,
    link,
    listing_meta,
    person_path,
    small,
    write_pages,
)
from builder.texts import say

FOLDER = "corrections"

_HERE = f"{FOLDER}/index.md"


def pages(collection: Collection) -> Iterator[Page]:
    """Make the list."""
    meta = listing_meta("corrections", "corrections", len(collection.corrections), filtered=False)
    in_order = sorted(enumerate(collection.corrections), key=lambda pair: (pair[1].date or "", pair[0]), reverse=True)
    briefs = {brief.made.id: brief for brief in collection.briefs}
    entries = [_entry(correction, collection, briefs) for _, correction in in_order]
    yield from write_pages(
        _HERE, meta, [Section(None, entries)], say("intros.corrections" if entries else "no_corrections")
    )


def _entry(correction: AnyCorrection, collection: Collection, briefs: Mapping[str, Brief]) -> Entry:
    def write(here: str) -> str:
        said = _Writer(here, collection, briefs).sentence(correction)
        note = f" {escape(correction.note)}" if correction.note else ""
        return f"- {said}{note} {small(date_text(correction.date), correction.by)}"

    return write


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes sentences with links, as far as what they name has a page; `briefs` are all, by their ids."""

    here: str
    collection: Collection
    briefs: Mapping[str, Brief]

    def sentence(self, correction: AnyCorrection) -> str:
        """Say in words what a correction does."""
        match correction:
            case Merge(people=(first, *others)):
                said = say("correction.merge", others=self._people(others), one=self._person(first))
            case Split(person=person, id=new, briefs=briefs):
                said = say(
                    "correction.split", briefs=self._briefs(briefs), new=self._person(new), old=self._person(person)
                )
            case Rename(person=person, id=new):
                said = say("correction.rename", old=escape(person), new=self._person(new or person))
            case NotAPerson(person=person, briefs=briefs):
                key = "correction.not_a_person_in" if briefs else "correction.not_a_person"
                said = say(key, name=escape(person), briefs=self._briefs(briefs))
            case SetSpeaker(brief=brief, speaker=speaker):
                said = say("correction.speaker", brief=self._briefs([brief]), who=self._person(speaker))
            case NotAQuotation(brief=brief):
                said = say("correction.not_a_quotation", brief=self._briefs([brief]))
            case NotTheSameWords(brief=brief, other_brief=other):
                where = self._briefs(list(dict.fromkeys([brief, other])))
                said = say("correction.not_the_same_words", briefs=where)
            case SetCountry(brief=brief, country=code, role=role):
                said = say(f"correction.country_{role}", brief=self._briefs([brief]), country=self._country(code))
            case SetRole(person=person, role=role, was=was):
                key = "role_instead" if role and was else "role" if role else "not_role"
                said = say(
                    f"correction.{key}", who=self._person(person), role=escape(role or ""), was=escape(was or "")
                )
            case MergeOrganisations(organisations=(first, *others)):
                said = say("correction.organisations", others=", ".join(map(escape, others)), one=escape(first))
            case Suppress() | Initials():
                said = _withheld(correction)
        return said

    def _person(self, person: str) -> str:
        key = self.collection.moved.get(person, person)
        who = self.collection.people.get(key)
        return link(self.here, person_path(key), who.name) if who else escape(person)

    def _people(self, people: list[str]) -> str:
        return ", ".join(escape(person) for person in people)

    def _briefs(self, briefs: tuple[str, ...] | list[str]) -> str:
        return ", ".join(self._brief(brief) for brief in briefs)

    def _brief(self, brief: str) -> str:
        found = self.briefs.get(brief)
        return f"“{link(self.here, brief_path(found), found.title)}”" if found else f"“{escape(brief)}”"

    def _country(self, code: str) -> str:
        found = self.collection.countries.get(code)
        return link(self.here, country_path(code), found.name) if found else escape(country_name(code))


def _withheld(correction: Suppress | Initials) -> str:
    """Say that something is withheld, and not what."""
    if isinstance(correction, Initials):
        return say("correction.initials")
    return say(f"correction.withheld_{'person' if correction.person else 'quotation' if correction.quote else 'brief'}")
