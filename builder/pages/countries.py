"""The pages of the countries, and the index of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Any

from builder.brief import Evidence
from builder.collection import Collection, Country, Said
from builder.pages import feeds, structured
from builder.pages.around import Around, Surroundings
from builder.pages.months import months
from builder.pages.page import (
    GROUP_LENGTH,
    Draft,
    Entry,
    Front,
    Page,
    Section,
    brief_entry,
    country_links,
    country_path,
    draft_pages,
    fact,
    link,
    listing_meta,
    outlet_links,
    people_links,
    quote_entry,
    shape_of,
    small,
    table_head,
    write_page,
)
from builder.pages.world_map import world_map
from builder.texts import say

# The room for the filter box, which other listings have from their template: here it stands between map and table.
FILTER = '<div class="filter" data-filter="{label}" data-noun="{noun}"></div>'

# Kinds of evidence shown under a country's name.
EVIDENCE = 6


def drafts(collection: Collection, surroundings: Surroundings) -> Iterator[Draft]:
    """Draft the page of every country, and the index."""
    for country in collection.countries.values():
        yield from _country_pages(country, surroundings)
    yield Draft("countries/index.md", None, lambda: _index(collection))


def _index(collection: Collection) -> Page:
    order = sorted(collection.countries.values(), key=lambda c: (-len(c.about), -len(c.mentioned), c.name))
    head = table_head("country", "about", "mentioned", "people")
    meta = listing_meta("countries", "countries", len(order), filtered=False)
    rows = "\n".join(_row(country)("countries/index.md") for country in order)
    world = world_map("countries/index.md", collection, order)
    box = FILTER.format(label=escape(say("filters.countries")), noun=escape(say("nouns.countries")))
    return write_page("countries/index.md", meta, f"{say('intros.countries')}\n\n{world}\n\n{box}\n\n{head}{rows}")


def _row(country: Country) -> Entry:
    return lambda here: (
        f"| {link(here, country_path(country.code), country.name)} {small(country.code)} "
        f"| {len(country.about)} | {len(country.mentioned)} | {len(country.people)} |"
    )


def _country_pages(country: Country, surroundings: Surroundings) -> Iterator[Draft]:
    spoke = dict.fromkeys(quote.speaker or "" for brief in country.about for quote in brief.quotes)
    around = surroundings.around(
        [*spoke, *(key for key, _ in (*country.speakers[:GROUP_LENGTH], *country.people[:GROUP_LENGTH]))],
        (code for code, _ in country.near[:GROUP_LENGTH]),
    )
    briefs = [*map(shape_of, country.about)], [*map(shape_of, country.mentioned)]
    shape = replace(country, about=(), mentioned=()), around, briefs
    sections = [
        Section("briefs_about_it", country.about, entry=brief_entry, shape=shape_of),
        Section("briefs_mentioning_it", country.mentioned, entry=brief_entry, shape=shape_of),
        _quotes(country, around),
    ]
    front = Front(country.name, shape, lambda: _meta(country, around))
    yield from draft_pages(country_path(country.code), front, sections)


def _meta(country: Country, around: Around) -> dict[str, Any]:
    return {
        "template": "entity.html",
        "title": country.name,
        "feed": feeds.feed_of(country),
        "jsonld": structured.of_country(country),
        "entity": {
            "kind": "country",
            "name": country.name,
            "code": country.code,
            "facts": [
                fact("about", len(country.about)),
                fact("mentioned", len(country.mentioned)),
                fact("speakers", len(country.speakers)),
            ],
            "months": months(country.about, country.mentioned),
            "also": _evidence(country),
            "links": [
                people_links("who_spoke", country.speakers, around),
                _places(country),
                people_links("people", country.people, around),
                country_links("appears_with", country.near, around),
                outlet_links((*country.about, *country.mentioned)),
            ],
        },
    }


def _quotes(country: Country, around: Around) -> Section:
    """What was said in the briefs about a country, each quotation with its speaker."""
    said = [
        (Said(brief, quote), who)
        for brief in country.about
        for quote in brief.quotes
        if not quote.reported and (who := around.speaker(quote))
    ]
    return Section(
        "who_said_what", said, entry=lambda pair: quote_entry(*pair), shape=lambda pair: (shape_of(pair[0]), pair[1])
    )


def _places(country: Country) -> dict[str, Any]:
    """A group of its towns and regions with their counts; places have no pages of their own."""
    shown = country.places[:GROUP_LENGTH]
    return {"title": say("places"), "items": [{"name": name, "count": count} for name, count in shown]}


def _evidence(country: Country) -> list[str]:
    """What led to the country in all its briefs, the most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    for brief in (*country.about, *country.mentioned):
        if note := brief.made.countries.get(country.code):
            counts.update({(evidence.words, evidence.rule): evidence.count for evidence in note.evidence})
    return [Evidence(words, count, rule).shown for (words, rule), count in counts.most_common(EVIDENCE)]
