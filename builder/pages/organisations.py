"""The pages of the organisations, and the index of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from builder.collection import Collection, Organisation
from builder.pages.around import Around, Surroundings
from builder.pages.months import months_of
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
    table_head,
)
from builder.pages.statements import shapes_of, statement_sections
from builder.texts import say


def drafts(collection: Collection, surroundings: Surroundings) -> Iterator[Draft]:
    """Draft the page of every organisation, and the index."""
    for body in collection.organisations.values():
        yield from _organisation_pages(body, surroundings)
    for old, key in collection.bodies.moved.items():
        yield moved_page(organisation_path(old), organisation_path(key), collection.organisations[key].name)
    order = sorted(collection.organisations.values(), key=lambda body: (-len(body.briefs), -len(body.said), body.id))
    head = table_head("organisation", "statements", "briefs", "countries")
    rows = Section(None, order, head, entry=_row, more=("next", "previous"))
    meta = listing_meta("organisations", "organisations", len(order))
    front = Front(meta["title"], None, lambda: meta, say("intros.organisations"))
    yield from draft_pages("organisations/index.md", front, [rows])


def _row(body: Organisation) -> Entry:
    return lambda here: (
        f"| {table_cell(link(here, organisation_path(body.id), body.name))} {table_cell(small(*body.also[:1]))} "
        f"| {len(body.said)} | {len(body.briefs)} | {len(body.countries)} |"
    )


def _organisation_pages(body: Organisation, surroundings: Surroundings) -> Iterator[Draft]:
    own = _people_of(body, surroundings)
    around = surroundings.around(
        (key for key, _ in (*own, *body.people[: 2 * GROUP_LENGTH])),
        (code for code, _ in body.countries[:GROUP_LENGTH]),
        (key for key, _ in body.near[:GROUP_LENGTH]),
    )
    sections = statement_sections(body, surroundings)
    shape = replace(body, said=(), briefs=()), around, own, shapes_of(sections)
    front = Front(body.name, shape, lambda: _meta(body, own, around))
    yield from draft_pages(organisation_path(body.id), front, sections)


def _people_of(body: Organisation, surroundings: Surroundings) -> list[tuple[str, int]]:
    """Those whose role names the organisation, with the briefs that name both."""
    counts = dict(body.people)
    own = surroundings.holders(counts, (body.name, *body.also))
    return [(key, counts[key]) for key in own[:GROUP_LENGTH]]


def _meta(body: Organisation, own: Sequence[tuple[str, int]], around: Around) -> dict[str, Any]:
    return {
        "template": "entity.html",
        "title": body.name,
        "entity": {
            "kind": "organisation",
            "name": body.name,
            "speaks": bool(body.said),
            "facts": [
                fact("statements", len(body.said)),
                fact("briefs", len(body.briefs)),
                fact("countries", len(body.countries)),
            ],
            "also": list(body.also),
            "months": months_of(body.said, body.briefs),
            "links": [
                people_links("people_of_it", own, around),
                people_links("named_with_it", [pair for pair in body.people if pair not in own], around),
                organisation_links("appears_with", body.near, around),
                country_links("countries", body.countries, around),
                outlet_links(body.briefs),
            ],
        },
    }
