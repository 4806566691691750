"""The pages of the people, and the index of them."""

from collections.abc import Iterator

from builder.collection import Collection, Person
from builder.pages import structured
from builder.pages.page import (
    Entry,
    Page,
    Section,
    brief_entry,
    country_links,
    fact,
    link,
    outlet_links,
    people_links,
    person_path,
    quote_entry,
    small,
    table_cell,
    write_page,
    write_pages,
)

# Roles shown under a person's name; more of them read like a list.
ROLES = 3


def pages(collection: Collection) -> Iterator[Page]:
    """Make the page of every person, and the index."""
    for person in collection.people.values():
        yield from _person_pages(person, collection)
    people = sorted(collection.people.values(), key=lambda who: (-_quotations(who), -len(who.briefs), who.id))
    head = "| Person | Quotations | Briefs | Countries |\n| --- | --- | --- | --- |\n"
    listing = {"filter": "Filter people by name", "count": len(people), "noun": "people"}
    meta = {"template": "listing.html", "search": {"exclude": True}, "title": "People", "listing": listing}
    rows = "\n".join(_row(who)("people/index.md") for who in people)
    yield write_page("people/index.md", meta, f"Everyone who is named in the briefs.\n\n{head}{rows}")


def _row(who: Person) -> Entry:
    role = small(*(role.text for role in who.roles[:1]))
    return lambda here: (
        f"| {table_cell(link(here, person_path(who.id), who.name))} {table_cell(role)} "
        f"| {_quotations(who)} | {len(who.briefs)} | {len(who.countries)} |"
    )


def _quotations(who: Person) -> int:
    return sum(not said.quote.reported for said in who.said)


def _person_pages(who: Person, collection: Collection) -> Iterator[Page]:
    direct = [said for said in who.said if not said.quote.reported]
    reported = [said for said in who.said if said.quote.reported]
    meta = {
        "template": "entity.html",
        "title": who.name,
        "jsonld": structured.of_person(who),
        "entity": {
            "kind": "person",
            "name": who.name,
            "subtitle": " · ".join(role.text for role in who.roles[:ROLES]) or None,
            "facts": [
                fact(len(direct), "Quotation", "Quotations"),
                fact(len(who.briefs), "Brief", "Briefs"),
                fact(len(who.countries), "Country", "Countries"),
            ],
            "also": list(who.also),
            "links": [
                people_links("Appears with", who.near, collection),
                country_links("Countries", who.countries, collection),
                outlet_links("Outlets", who.briefs),
            ],
        },
    }
    sections = [
        Section("Said", [quote_entry(said) for said in direct]),
        Section("Reported as saying", [quote_entry(said) for said in reported]),
        Section("Briefs", [brief_entry(brief) for brief in who.briefs]),
    ]
    yield from write_pages(person_path(who.id), meta, sections)
