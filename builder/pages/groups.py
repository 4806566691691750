"""The pages of the outlets and of the years, and their indexes."""

from collections.abc import Iterator

from builder.brief import Brief
from builder.collection import Collection, Group
from builder.days import date_text, month_name
from builder.pages.page import (
    Entry,
    Page,
    Section,
    brief_entry,
    brief_path,
    country_links,
    fact,
    link,
    outlet_links,
    outlet_path,
    people_links,
    small,
    table_cell,
    write_page,
    write_pages,
    year_path,
)


def outlets(collection: Collection) -> Iterator[Page]:
    """Make the page of every outlet, and the index."""
    for outlet in collection.outlets.values():
        meta = _meta("outlet", outlet, collection)
        sections = [Section("Briefs", [brief_entry(brief) for brief in outlet.briefs])]
        yield from write_pages(outlet_path(outlet.name), meta, sections)
    order = sorted(collection.outlets.values(), key=lambda outlet: (-len(outlet.briefs), outlet.id))
    head = "| Outlet | Briefs | People | Countries |\n| --- | --- | --- | --- |\n"
    rows = "\n".join(_row(outlet, outlet_path(outlet.name), "outlets/index.md") for outlet in order)
    listing = {"filter": "Filter outlets by name", "count": len(order), "noun": "outlets"}
    meta = {"template": "listing.html", "search": {"exclude": True}, "title": "Outlets", "listing": listing}
    yield write_page("outlets/index.md", meta, f"Where the articles were published.\n\n{head}{rows}")


def years(collection: Collection) -> Iterator[Page]:
    """Make the page of every year, and the index."""
    for year in collection.years.values():
        meta = _meta("year", year, collection)
        yield from write_pages(year_path(year.id), meta, list(_months(year)))
    head = "| Year | Briefs | People | Countries |\n| --- | --- | --- | --- |\n"
    order = sorted(collection.years.values(), key=lambda year: (year.id.isdigit(), year.id), reverse=True)
    rows = "\n".join(_row(year, year_path(year.id), "timeline/index.md") for year in order)
    listing = {"filter": "Filter years", "count": len(order), "noun": "years"}
    meta = {"template": "listing.html", "search": {"exclude": True}, "title": "Timeline", "listing": listing}
    yield write_page("timeline/index.md", meta, f"The briefs by the year of their article.\n\n{head}{rows}")


def _meta(kind: str, group: Group, collection: Collection) -> dict[str, object]:
    direct = [quote for brief in group.briefs for quote in brief.quotes if not quote.reported]
    links = [
        people_links("People", group.people, collection),
        country_links("Countries", group.countries, collection),
    ]
    if kind == "year":
        links.append(outlet_links("Outlets", group.briefs))
    return {
        "template": "entity.html",
        "search": {"exclude": kind == "year"},
        "title": group.name,
        "entity": {
            "kind": kind,
            "name": group.name,
            "facts": [
                fact(len(group.briefs), "Brief", "Briefs"),
                fact(len(direct), "Quotation", "Quotations"),
                fact(len(group.people), "Person", "People"),
                fact(len(group.countries), "Country", "Countries"),
            ],
            "links": links,
        },
    }


def _row(group: Group, path: str, here: str) -> str:
    name = table_cell(link(here, path, group.name))
    return f"| {name} | {len(group.briefs)} | {len(group.people)} | {len(group.countries)} |"


def _months(year: Group) -> Iterator[Section]:
    """A section for each month, newest first; briefs whose date has no month come last."""
    months: dict[str | None, list[Entry]] = {}
    for brief in year.briefs:
        months.setdefault(month_name(brief.date or ""), []).append(_dated(brief))
    rest = months.pop(None, [])
    yield from (Section(month, entries) for month, entries in months.items())
    yield Section("Without a day" if months else None, rest)


def _dated(brief: Brief) -> Entry:
    day = (date_text(brief.date) or "").rpartition(" ")[0]
    return lambda here: f"- {link(here, brief_path(brief), brief.title)} {small(brief.publisher, day)}"
