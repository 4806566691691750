"""The pages of the organisations, and the index of them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from builder.collection import Collection, Organisation
from builder.pages.around import Around, Surroundings
from builder.pages.page import (
    GROUP_LENGTH,
    Draft,
    Entry,
    Front,
    Section,
    country_links,
    draft_pages,
    fact,
    link,
    listing_meta,
    moved_page,
    organisation_links,
    organisation_path,
    outlet_links,
    people_links,
    small,
    table_cell,
)
from builder.pages.statements import shapes_of, statement_sections


def drafts(collection: Collection, surroundings: Surroundings) -> Iterator[Draft]:
    """Draft the page of every organisation, and the index."""
    for body in collection.organisations.values():
        yield from _organisation_pages(body, surroundings)
    for old, key in collection.bodies.moved.items():
        yield moved_page(organisation_path(old), organisation_path(key), collection.organisations[key].name)
    order = sorted(collection.organisations.values(), key=lambda body: (-len(body.briefs), -len(body.said), body.id))
    head = "| Organisation | Statements | Briefs | Countries |\n| --- | --- | --- | --- |\n"
    rows = Section(None, order, head, entry=_row, more=("Next", "Previous"))
    meta = listing_meta("Organisations", "organisations", len(order), "Filter organisations by name")
    intro = "Ministries, companies, parties and other bodies that the briefs name."
    yield from draft_pages("organisations/index.md", Front("Organisations", None, lambda: meta, intro), [rows])


def _row(body: Organisation) -> Entry:
    return lambda here: (
        f"| {table_cell(link(here, organisation_path(body.id), body.name))} {table_cell(small(*body.also[:1]))} "
        f"| {len(body.said)} | {len(body.briefs)} | {len(body.countries)} |"
    )


def _organisation_pages(body: Organisation, surroundings: Surroundings) -> Iterator[Draft]:
    around = surroundings.around(
        (key for key, _ in body.people[:GROUP_LENGTH]),
        (code for code, _ in body.countries[:GROUP_LENGTH]),
        (key for key, _ in body.near[:GROUP_LENGTH]),
    )
    sections = statement_sections(body.said, body.briefs, surroundings)
    shape = replace(body, said=(), briefs=()), around, shapes_of(sections)
    front = Front(body.name, shape, lambda: _meta(body, around))
    yield from draft_pages(organisation_path(body.id), front, sections)


def _meta(body: Organisation, around: Around) -> dict[str, Any]:
    return {
        "template": "entity.html",
        "title": body.name,
        "entity": {
            "kind": "organisation",
            "name": body.name,
            "facts": [
                fact(len(body.said), "Statement", "Statements"),
                fact(len(body.briefs), "Brief", "Briefs"),
                fact(len(body.countries), "Country", "Countries"),
            ],
            "also": list(body.also),
            "links": [
                people_links("People", body.people, around),
                organisation_links("Appears with", body.near, around),
                country_links("Countries", body.countries, around),
                outlet_links("Outlets", body.briefs),
            ],
        },
    }
