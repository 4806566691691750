"""The pages of the outlets and of the years, and their indexes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from builder.brief import Brief
from builder.collection import UNDATED, Collection, Group, year_name, year_of
from builder.days import day_text, month_key
from builder.pages.around import Around, Surroundings
from builder.pages.months import PLAIN, months
from builder.pages.page import (
    GROUP_LENGTH,
    Draft,
    Entry,
    Front,
    Section,
    brief_entry,
    brief_path,
    country_links,
    draft_pages,
    drafted,
    fact,
    link,
    listing_meta,
    outlet_links,
    outlet_path,
    people_links,
    shape_of,
    small,
    table_cell,
    table_head,
    url,
    write_page,
    year_path,
)
from builder.texts import say


def outlets(collection: Collection, surroundings: Surroundings) -> Iterator[Draft]:
    """Draft the page of every outlet, and the index."""
    for outlet in collection.outlets.values():
        sections = [Section("briefs", outlet.briefs, entry=brief_entry, shape=shape_of)]
        yield from _drafts("outlet", outlet_path(outlet.name), outlet, surroundings, sections)
    order = sorted(collection.outlets.values(), key=lambda outlet: (-len(outlet.briefs), outlet.id))
    head = table_head("outlet", "briefs", "people", "countries")
    rows = "\n".join(_row(outlet, outlet_path(outlet.name), "outlets/index.md") for outlet in order)
    meta = listing_meta("outlets", "outlets", len(order))
    yield drafted(write_page("outlets/index.md", meta, f"{say('intros.outlets')}\n\n{head}{rows}"))


def years(collection: Collection, surroundings: Surroundings) -> Iterator[Draft]:
    """Draft the page of every year, and the index."""
    named = [replace(year, name=year_name(year.id)) for year in collection.years.values()]
    for year in named:
        yield from _drafts("year", year_path(year.id), year, surroundings, list(_months(year)))
    head = table_head("year", "briefs", "people", "countries")
    order = sorted(named, key=lambda year: (year.id.isdigit(), year.id), reverse=True)
    rows = "\n".join(_row(year, year_path(year.id), "timeline/index.md") for year in order)
    meta = listing_meta("timeline", "years", len(order))
    yield drafted(write_page("timeline/index.md", meta, f"{say('intros.timeline')}\n\n{head}{rows}"))


def _drafts(
    kind: str, path: str, group: Group, surroundings: Surroundings, sections: Sequence[Section]
) -> Iterator[Draft]:
    quoted = surroundings.most_quoted(group.briefs)[:GROUP_LENGTH]
    around = surroundings.around(
        (key for key, _ in (*quoted, *group.people[:GROUP_LENGTH])),
        (code for code, _ in group.countries[:GROUP_LENGTH]),
    )
    shape = replace(group, briefs=()), around, quoted, [*map(shape_of, group.briefs)]
    yield from draft_pages(path, Front(group.name, shape, lambda: _meta(kind, group, quoted, around)), sections)


def _meta(kind: str, group: Group, quoted: Sequence[tuple[str, int]], around: Around) -> dict[str, object]:
    direct = [quote for brief in group.briefs for quote in brief.quotes if not quote.reported]
    links = [
        people_links("most_quoted", quoted, around),
        people_links("most_named", group.people, around),
        country_links("countries", group.countries, around),
        outlet_links(group.briefs) if kind == "year" else _year_links(group.briefs),
    ]
    return {
        "template": "entity.html",
        "search": {"exclude": kind == "year"},
        "title": group.name,
        "entity": {
            "kind": kind,
            "name": group.name,
            "facts": [
                fact("briefs", len(group.briefs)),
                fact("quotations", len(direct)),
                fact("people", len(group.people)),
                fact("countries", len(group.countries)),
            ],
            "months": months(group.briefs, (), PLAIN) if kind == "outlet" else None,
            "links": links,
        },
    }


def _year_links(briefs: Sequence[Brief]) -> dict[str, Any]:
    """A group of links to the years of an outlet, the newest first."""
    counts = Counter(year_of(brief) for brief in briefs)
    items = [
        {"name": year_name(year), "url": url(year_path(year)), "count": counts[year]}
        for year in sorted(counts, key=lambda year: (year != UNDATED, year), reverse=True)
    ]
    return {"title": say("years"), "items": items}


def _row(group: Group, path: str, here: str) -> str:
    name = table_cell(link(here, path, group.name))
    return f"| {name} | {len(group.briefs)} | {len(group.people)} | {len(group.countries)} |"


def _months(year: Group) -> Iterator[Section]:
    """A section for each month, newest first; briefs whose date has no month come last."""
    by_month: dict[str | None, list[Brief]] = {}
    for brief in year.briefs:
        by_month.setdefault(month_key(brief.date or ""), []).append(brief)
    rest = by_month.pop(None, [])
    yield from (Section(month, briefs, entry=_dated, shape=shape_of) for month, briefs in by_month.items())
    yield Section("without_a_day" if by_month else None, rest, entry=_dated, shape=shape_of)


def _dated(brief: Brief) -> Entry:
    day = day_text(brief.date)
    return lambda here: f"- {link(here, brief_path(brief), brief.title)} {small(brief.publisher, day)}"
