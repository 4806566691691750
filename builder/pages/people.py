"""The pages of the people, and the index of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from builder.collection import Collection, Person, Said
from builder.pages import structured
from builder.pages.around import Around, Surroundings
from builder.pages.page import (
    GROUP_LENGTH,
    Draft,
    Entry,
    Front,
    Page,
    Section,
    brief_entry,
    country_links,
    draft_pages,
    fact,
    link,
    outlet_links,
    people_links,
    person_path,
    quote_entry,
    shape_of,
    small,
    table_cell,
    write_page,
)

# Roles shown under a person's name; more of them read like a list.
ROLES = 3


def drafts(collection: Collection, surroundings: Surroundings) -> Iterator[Draft]:
    """Draft the page of every person, and the index."""
    for person in collection.people.values():
        yield from _person_pages(person, surroundings)
    yield Draft("people/index.md", None, lambda: _index(collection))


def _index(collection: Collection) -> Page:
    people = sorted(collection.people.values(), key=lambda who: (-_quotations(who), -len(who.briefs), who.id))
    head = "| Person | Quotations | Briefs | Countries |\n| --- | --- | --- | --- |\n"
    listing = {"filter": "Filter people by name", "count": len(people), "noun": "people"}
    meta = {"template": "listing.html", "search": {"exclude": True}, "title": "People", "listing": listing}
    rows = "\n".join(_row(who)("people/index.md") for who in people)
    return write_page("people/index.md", meta, f"Everyone who is named in the briefs.\n\n{head}{rows}")


def _row(who: Person) -> Entry:
    role = small(*(role.text for role in who.roles[:1]))
    return lambda here: (
        f"| {table_cell(link(here, person_path(who.id), who.name))} {table_cell(role)} "
        f"| {_quotations(who)} | {len(who.briefs)} | {len(who.countries)} |"
    )


def _quotations(who: Person) -> int:
    return sum(not said.quote.reported for said in who.said)


def _person_pages(who: Person, surroundings: Surroundings) -> Iterator[Draft]:
    around = surroundings.around(
        (key for key, _ in who.near[:GROUP_LENGTH]), (code for code, _ in who.countries[:GROUP_LENGTH])
    )
    shape = replace(who, said=(), briefs=()), around, [*map(shape_of, who.briefs)], [*map(shape_of, who.said)]
    sections = [
        _quotes("Said", [said for said in who.said if not said.quote.reported]),
        _quotes("Reported as saying", [said for said in who.said if said.quote.reported]),
        Section("Briefs", who.briefs, entry=brief_entry, shape=shape_of),
    ]
    yield from draft_pages(person_path(who.id), Front(who.name, shape, lambda: _meta(who, around)), sections)


def _quotes(title: str, said: Sequence[Said]) -> Section:
    return Section(title, said, entry=quote_entry, shape=shape_of)


def _meta(who: Person, around: Around) -> dict[str, Any]:
    return {
        "template": "entity.html",
        "title": who.name,
        "jsonld": structured.of_person(who),
        "entity": {
            "kind": "person",
            "name": who.name,
            "subtitle": " · ".join(role.text for role in who.roles[:ROLES]) or None,
            "facts": [
                fact(_quotations(who), "Quotation", "Quotations"),
                fact(len(who.briefs), "Brief", "Briefs"),
                fact(len(who.countries), "Country", "Countries"),
            ],
            "also": list(who.also),
            "links": [
                people_links("Appears with", who.near, around),
                country_links("Countries", who.countries, around),
                outlet_links("Outlets", who.briefs),
            ],
        },
    }
