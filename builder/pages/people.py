"""The pages of the people, and the index of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from builder.collection import Collection, Person, Role
from builder.days import date_text
from builder.pages import feeds, structured
from builder.pages.around import Around, Name, Surroundings
from builder.pages.months import months_of
from builder.pages.page import (
    GROUP_LENGTH,
    Draft,
    Entry,
    Front,
    Section,
    country_links,
    country_path,
    draft_pages,
    fact,
    link,
    listing_meta,
    moved_page,
    organisation_links,
    outlet_links,
    people_links,
    person_path,
    small,
    table_cell,
    table_head,
    url,
)
from builder.pages.statements import shapes_of, statement_sections
from builder.texts import say

# Roles that a page lists: a minister of long standing is printed with hundreds.
ROLES = 40

# Namesakes that a page names.
OTHERS = 8


def drafts(collection: Collection, surroundings: Surroundings) -> Iterator[Draft]:
    """Draft the page of every person, and the index."""
    for person in collection.people.values():
        yield from _person_pages(person, surroundings)
    for old, key in collection.moved.items():
        yield moved_page(person_path(old), person_path(key), collection.people[key].name)
    people = sorted(collection.people.values(), key=lambda who: (-who.prominence, who.id))
    head = table_head("person", "quotations", "briefs", "countries")
    rows = Section(None, people, head, entry=_row, shape=_row_shape, more=("next", "previous"))
    meta = listing_meta("people", "people", len(people))
    front = Front(meta["title"], [*map(_row_shape, people)], lambda: meta, say("intros.people"))
    yield from draft_pages("people/index.md", front, [rows])


def _row(who: Person) -> Entry:
    role = small(*(role.text for role in who.roles[:1]))
    return lambda here: (
        f"| {table_cell(link(here, person_path(who.id), who.name))} {table_cell(role)} "
        f"| {_quotations(who)} | {len(who.briefs)} | {len(who.countries)} |"
    )


def _row_shape(who: Person) -> tuple[object, ...]:
    roles = [role.text for role in who.roles[:1]]
    return who.id, who.name, roles, _quotations(who), len(who.briefs), len(who.countries)


def _quotations(who: Person) -> int:
    return sum(not said.quote.reported for said in who.said)


def _person_pages(who: Person, surroundings: Surroundings) -> Iterator[Draft]:
    related = _related(who)
    countries = [*(code for code, _ in related.countries), *(code for r in who.roles for code in r.countries)]
    bodies = (key for key, _ in related.organisations)
    around = surroundings.around((key for key, _ in related.near), countries, bodies)
    maybe, namesakes = surroundings.namesakes(who.maybe[:OTHERS]), surroundings.namesakes(who.namesakes[:OTHERS])
    notices = [*_notices(who, maybe, namesakes)]
    sections = statement_sections(who, surroundings)
    shape = replace(related, said=(), briefs=()), len(who.countries), around, notices, shapes_of(sections)
    front = Front(who.name, shape, lambda: _meta(who, related, notices, around))
    yield from draft_pages(person_path(who.id), front, sections)


def _related(who: Person) -> Person:
    """Give somebody with the relations that the page shows: none where one brief has them all, which it links to."""
    shown = GROUP_LENGTH if len(who.briefs) > 1 else 0
    return replace(who, near=who.near[:shown], countries=who.countries[:shown], organisations=who.organisations[:shown])


def _meta(who: Person, related: Person, notices: Sequence[Mapping[str, Any]], around: Around) -> dict[str, Any]:
    return {
        "template": "entity.html",
        "title": who.name,
        "feed": feeds.feed_of(who),
        "jsonld": structured.of_person(who),
        "entity": {
            "kind": "person",
            "name": who.name,
            "speaks": bool(who.said),
            "notices": notices,
            "roles": [_role(role, around) for role in who.roles[:ROLES]],
            "facts": [
                fact("quotations", _quotations(who)),
                fact("briefs", len(who.briefs)),
                fact("countries", len(who.countries)),
            ],
            "also": list(who.also),
            "months": months_of(who.said, who.briefs),
            "links": _links(related, around),
        },
    }


def _links(related: Person, around: Around) -> list[dict[str, Any]]:
    groups = [
        people_links("appears_with", related.near, around),
        country_links("countries", related.countries, around),
        organisation_links("organisations", related.organisations, around),
    ]
    return [*groups, outlet_links(related.briefs)] if len(related.briefs) > 1 else []


def _role(role: Role, around: Around) -> dict[str, Any]:
    """A role as printed, the countries that it names, and when it was printed."""
    first, last = date_text(role.first), date_text(role.last)
    countries = [
        (around.countries[code].name, country_path(code)) for code in role.countries if code in around.countries
    ]
    return {
        "text": role.text,
        "countries": [{"name": name, "url": url(path)} for name, path in countries],
        "dates": last if first == last else f"{first} – {last}",
    }


# People of the same name, each with a role.
_Namesakes = Iterable[tuple[Name, str | None]]


def _notices(who: Person, maybe: _Namesakes, namesakes: _Namesakes) -> Iterator[dict[str, Any]]:
    """What a reader must know of others of the same name."""
    if who.doubtful:
        yield {"text": say("notices.doubtful"), "items": []}
    for text, others in ((say("notices.maybe"), maybe), (say("notices.not"), namesakes)):
        items = [{"name": name.name, "url": url(person_path(name.id)), "role": role} for name, role in others]
        if items:
            yield {"text": text, "items": items}
