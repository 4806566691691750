"""The quotations of each brief as W3C Web Annotations: one compact file a brief, which its page links to."""

from collections.abc import Iterator
from functools import partial

from builder import web_annotations
from builder.brief import Brief
from builder.collection import Collection
from builder.pages.addresses import absolute
from builder.pages.around import Around, Surroundings
from builder.pages.generated import json_file
from builder.pages.page import Draft, Page, brief_path, url
from builder.pages.passages import anchor_of
from builder.settings import Site

FOLDER = "annotations"


def drafts(collection: Collection, surroundings: Surroundings, site: Site) -> Iterator[Draft]:
    """Draft the annotations of every brief that has quotations."""
    for brief in collection.briefs:
        if path := address(brief):
            around = surroundings.around((quote.speaker or "" for quote in brief.quotes), ())
            yield Draft(path, (brief.digest, around.people, site.address), partial(_page, path, brief, around, site))


def address(brief: Brief) -> str | None:
    """The address of a brief's annotations below the site's, if it has quotations."""
    return f"{FOLDER}/{brief.path.with_suffix('.json').as_posix()}" if brief.quotes else None


def _page(path: str, brief: Brief, around: Around, site: Site) -> Page:
    entries = [
        (f"#note-{anchor_of(quote)}", who.name if (who := around.speaker(quote)) else quote.speaker)
        for quote in brief.quotes
    ]
    there = url(brief_path(brief))
    page, own = absolute(site, path, there), absolute(site, there, path)  # the base of all addresses is the page
    return json_file(path, web_annotations.annotations(brief, own, page, entries))
