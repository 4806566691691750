"""The people whose names are withheld, and everybody else without them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from builder.corrections.kinds import Initials, Suppress
from builder.corrections.reading import Entry
from builder.identities import Appearance, Identities, Identity
from builder.slugs import slug
from builder.withholding.forms import Forms
from builder.withholding.names import Person, also_of, initials, names_of

# What stands in place of a name.
NAME = "[name withheld]"


def people(entries: Iterable[Entry], who: Identities) -> list[Person]:
    """Give the people whom corrections withhold, whether or not a brief names them, and their namesakes."""
    found: dict[str, Person] = {}
    for entry in entries:
        correction = entry.correction
        if isinstance(correction, Suppress | Initials) and correction.person:
            key = who.moved.get(correction.person, correction.person)
            found.setdefault(key, _person(key, entry, correction, who, found))
            for namesake in _namesakes(found[key], who):
                found.setdefault(namesake, _person(namesake, entry, correction, who, found))
    return list(found.values())


def _person(
    key: str, entry: Entry, correction: Suppress | Initials, who: Identities, others: Mapping[str, Person]
) -> Person:
    identity = who.people.get(key)
    moved = (old for old, new in who.moved.items() if new == key)
    ids = tuple(dict.fromkeys((key, correction.person or key, *moved)))
    names = tuple(dict.fromkeys((*_given(key, identity, who), *map(_words_of, ids))))
    by_initials = isinstance(correction, Initials)
    instead = (initials(names[0]) if by_initials else "") or NAME
    return Person(
        key=key,
        line=entry.line,
        instead=instead,
        names=names,
        given=correction.names,
        also=also_of(identity) if identity else (),
        ids=ids,
        briefs=frozenset(one.brief for one in identity.appearances) if identity else frozenset(),
        new_id=_free(slug(instead), who, others) if by_initials and identity else None,
    )


def _words_of(person_id: str) -> str:
    return " ".join(word for word in person_id.split("-") if not word.isdecimal())


def _given(key: str, identity: Identity | None, who: Identities) -> Iterator[str]:
    """The names of a person, that first by which the pages call them."""
    if identity:
        yield who.names.get(key) or identity.name
        yield from names_of(identity)


def _free(wanted: str, who: Identities, others: Mapping[str, Person]) -> str:
    """An id that nobody has."""
    taken = {*who.people, *(person.new_id for person in others.values())}
    number = 1
    while (found := wanted if number == 1 else f"{wanted}-{number}") in taken:
        number += 1
    return found


def _namesakes(person: Person, who: Identities) -> Iterator[str]:
    """Give the others who could not be told from somebody: their own name or id holds the person's."""
    forms = Forms(form for form in person.full if form.words not in person.given)
    for key, identity in who.people.items():
        if key != person.key and any(map(forms.holds, (key, who.names.get(key, ""), *names_of(identity)))):
            yield key


def without(who: Identities, gone: Mapping[str, Person], forms_of: Callable[[str], Forms]) -> Identities:
    """Return everybody else; those who have initials now go by these. `forms_of` gives the forms, by a brief's path."""
    ids = {key: person.new_id for key, person in gone.items()}
    instead = {person.new_id: person.instead for person in gone.values() if person.new_id}
    everywhere = forms_of("")
    kept = {
        name: _identity(identity, name, instead.get(name), ids, forms_of)
        for key, identity in who.people.items()
        if (name := ids.get(key, key))
    }
    names = {key: name for key, name in who.names.items() if key in kept} | instead
    moved = {old: new for old, new in who.moved.items() if new in kept and not everywhere.holds(old)}
    return replace(who, people=dict(sorted(kept.items())), names=names, moved=moved)


def _identity(
    identity: Identity,
    key: str,
    instead: str | None,
    ids: Mapping[str, str | None],
    forms_of: Callable[[str], Forms],
) -> Identity:
    return replace(
        identity,
        id=key,
        appearances=tuple(_appearance(one, instead, forms_of(one.brief)) for one in identity.appearances),
        namesakes=tuple(name for other in identity.namesakes if (name := ids.get(other, other))),
        maybe=tuple(name for other in identity.maybe if (name := ids.get(other, other))),
    )


def _appearance(one: Appearance, instead: str | None, forms: Forms) -> Appearance:
    """Leave the names out of what a brief says of somebody; whoever goes by initials has no other names."""
    if not (instead or forms.may_stand_in((*one.also, *(role for role, _ in one.roles)))):
        return one
    roles = tuple((forms.replaced(role), codes) for role, codes in one.roles)
    if instead:
        return replace(one, name=instead, also=(), roles=roles)
    return replace(one, also=tuple(map(forms.replaced, one.also)), roles=roles)
