"""One person in one brief: the evidence from which people are joined across a collection."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from builder.brief import Brief, PersonNote
from builder.gazetteer.countries import countries
from builder.gazetteer.words import key
from builder.identities.names import block_of
from builder.slugs import slug


@dataclass(frozen=True, slots=True)
class Appearance:
    """One person in one brief, whose path in `briefs/` and id are given.

    `local` is the id in the brief, `said` the id of the collection that a person gave there by hand. `roles` are as
    printed, each with the codes of the countries that its words name. `subjects` are the countries that the brief is
    about, `countries` all that it names. `company` holds the other people's ids in the brief.
    """

    brief: str
    date: str | None
    local: str
    said: str | None
    name: str
    also: tuple[str, ...]
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    subjects: tuple[str, ...]
    countries: tuple[str, ...]
    company: tuple[str, ...]
    mentions: int
    brief_id: str = ""

    @property
    def block(self) -> str:
        """The key of the block in which this person is looked for."""
        return block_of(self.said or self.name)

    @property
    def companions(self) -> Iterator[str]:
        """Those of the company who are named in full."""
        return (person for person in self.company if "-" in person)

    @property
    def age(self) -> tuple[bool, str, str, str]:
        """The order in which appearances are taken in: oldest first, those without a date last, then by path."""
        return (self.date is None, self.date or "", self.brief, self.local)


def appearances_of(brief: Brief) -> Iterator[Appearance]:
    """Give every person of a brief, most prominent first."""
    renamed = _renamed(brief)
    subjects = tuple(code for code in brief.countries if brief.is_about(code))
    words = _country_words(brief)
    everyone = tuple(dict.fromkeys(slug(person) for person in brief.everyone))
    origin = {said: local for local, said in renamed.items()}
    for person in everyone:
        local = origin.get(person, person)
        note = brief.person(local) or PersonNote(_name_of(person), (), (), 0)
        yield Appearance(
            brief=brief.path.as_posix(),
            brief_id=brief.made.id,
            date=brief.date,
            local=local,
            said=person if brief.person(person) is None else None,
            name=note.name,
            also=note.also,
            roles=tuple((role, _countries_in(role, words)) for role in note.roles),
            subjects=subjects,
            countries=brief.countries,
            company=tuple(other for other in everyone if other != person),
            mentions=note.mentions,
        )


def _renamed(brief: Brief) -> Mapping[str, str]:
    """Ids of the builder that a person has replaced in the list of people, each with the new one.

    An id without a note was written by hand. It replaces one that the builder noted and that is no longer listed, if
    the two names belong to one block and no other pair of the brief does.
    """
    gone = [local for local in brief.made.people if local not in brief.people]
    new = [person for person in brief.people if brief.person(person) is None]
    pairs = [(old, person) for old in gone for person in new if block_of(old) == block_of(person)]
    olds, news = [old for old, _ in pairs], [person for _, person in pairs]
    return {old: person for old, person in pairs if olds.count(old) == news.count(person) == 1}


def _name_of(person_id: str) -> str:
    """What to call somebody of whom there is only an id."""
    return " ".join(word for word in person_id.split("-") if not word.isdecimal()).title() or person_id


def _country_words(brief: Brief) -> list[tuple[str, str]]:
    """Words that stand for one of the countries of a brief, as keys of the gazetteer between spaces, longest first."""
    words = {f" {key(place)} ": code for place, code in brief.made.places.items()}
    for code in brief.countries:
        words |= dict.fromkeys(_names_of(code), code)
        if note := brief.made.countries.get(code):
            words |= {f" {key(evidence.words)} ": code for evidence in note.evidence}
    return sorted(words.items(), key=lambda pair: (-len(pair[0]), pair))


def _countries_in(role: str, words: list[tuple[str, str]]) -> tuple[str, ...]:
    """The countries that a role's words name, in the order of the words; there is no Guinea in Guinea-Bissau."""
    text = f" {key(role)} "
    found = []
    for word, code in words:
        if word in text:
            found.append((text.find(word), code))
            text = text.replace(word, f" {'.' * (len(word) - 2)} ")
    return tuple(dict.fromkeys(code for _, code in sorted(found)))


@cache
def _names_of(code: str) -> tuple[str, ...]:
    """A country's names and demonyms as they are looked for; abbreviations that are words in small letters are not."""
    country = countries().get(code)
    names = (country.name, *country.aliases, *country.demonyms, *country.capitals) if country else ()
    return tuple(f" {key(name)} " for name in names if not (name.isupper() and len(name) < 3))
