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

FOLDER = "corrections"

_HERE = f"{FOLDER}/index.md"
_NONE = "Nothing has been corrected yet."
_INTRO = "What the machine had wrong, and what was made of it. The newest corrections come first."


def pages(collection: Collection) -> Iterator[Page]:
    """Make the list."""
    meta = listing_meta("Corrections", "corrections", len(collection.corrections))
    in_order = sorted(enumerate(collection.corrections), key=lambda pair: (pair[1].date or "", pair[0]), reverse=True)
    briefs = {brief.made.id: brief for brief in collection.briefs}
    entries = [_entry(correction, collection, briefs) for _, correction in in_order]
    yield from write_pages(_HERE, meta, [Section(None, entries)], _INTRO if entries else _NONE)


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
                said = f"{self._people(others)} and {self._person(first)} are one person."
            case Split(person=person, id=new, briefs=briefs):
                said = f"In {self._briefs(briefs)}, {self._person(new)} is somebody else than {self._person(person)}."
            case Rename(person=person, id=new):
                said = f"{escape(person)} is {self._person(new or person)}."
            case NotAPerson(person=person, briefs=briefs):
                where = f" in {self._briefs(briefs)}" if briefs else ""
                said = f"“{escape(person)}” is no person{where}."
            case SetSpeaker(brief=brief, speaker=speaker):
                said = f"In {self._briefs([brief])}, a quotation was said by {self._person(speaker)}."
            case NotAQuotation(brief=brief):
                said = f"In {self._briefs([brief])}, what was taken for a quotation is none."
            case NotTheSameWords(brief=brief, other_brief=other):
                where = self._briefs(list(dict.fromkeys([brief, other])))
                said = f"Two quotations in {where} are alike, and were said independently of one another."
            case SetCountry(brief=brief, country=code, role=role):
                said = f"{self._briefs([brief])} {_ROLES[role]} {self._country(code)}."
            case SetRole(person=person, role=role, was=was):
                told = [f"is “{escape(role)}”"] if role else []
                told += [f"is not “{escape(was)}”"] if was else []
                said = f"{self._person(person)} {' and '.join(told)}."
            case MergeOrganisations(organisations=(first, *others)):
                said = f"{', '.join(map(escape, others))} and {escape(first)} are one organisation."
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
        return "A person is called by initials."
    if correction.person:
        return "The name of a person is withheld."
    return "A quotation is withheld." if correction.quote else "A brief is withheld."


_ROLES = {"about": "is about", "mentioned": "only mentions", "none": "has nothing to do with"}
