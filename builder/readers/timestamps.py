"""Times of a saved page: when it says that its article was published, and when it was last changed."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from builder.readers.dates import close, iso, printed_dates
from builder.readers.page import Found, Page
from builder.readers.tree import text_of

_PUBLISHED_TAGS = (
    "article:published_time", "datepublished", "og:article:published_time", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "cxenseparse:publishtime",
    "cxenseparse:recs:publishtime", "date.available", "date.created", "published", "published_at", "publication_date",
    "publish-date", "pubdate", "citation_publication_date", "prism.publicationdate", "article.published",
    "rnews:datepublished", "date", "og:published_time", "created",
)  # fmt: skip
_UPDATED_TAGS = (
    "article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "lastmod", "last-modified",
    "date.modified", "date.updated", "article.updated",
)  # fmt: skip
_DATE_ELEMENTS = frozenset({"span", "div", "p", "li", "small", "h2", "h6"})
_DATED = re.compile(r"\bdate|-date|_date|publish|posted|time-?stamp|by-?line|\bmeta\b")


def publications(page: Page) -> Iterator[Found]:
    """Yield the times of publication, the surest first, as they stand there; the last one is trafilatura's guess."""
    yield from _declared(page)
    yield from _printed(page)
    yield page.guessed_date, "trafilatura"


def updates(page: Page) -> Iterator[Found]:
    """Yield the times of the last change, the surest first."""
    yield from page.linked_data("dateModified")
    yield from page.meta(_UPDATED_TAGS)


def rivals(page: Page, date: str, updated: str | None) -> Iterator[Found]:
    """Yield the days of publication in the markup, and the first one printed, that are neither `date` nor `updated`.

    Days one apart may be the same moment in two time zones.
    """
    days = [(day[:10], origin) for value, origin in _declared(page) if (day := iso(value))]
    texts = (text_of(element) for element in _date_elements(page))
    days += [(found.day, "page date") for text in texts if len(text) < 160 for found in printed_dates(text)][:1]
    known = [day for day in (date, updated) if day]
    for day, origin in days:
        if not any(close(day, other) for other in known):
            yield day, origin


def as_printed(date: str | None, page: Page) -> str | None:
    """Prefer the calendar day that readers see where the markup has the same moment in UTC on another day."""
    if not date or not date.endswith("Z"):
        return date
    texts = (text_of(element) for element in _date_elements(page))
    days = [found.day for text in texts if len(text) < 160 for found in printed_dates(text)]
    day = next((day for day in days if close(day, date)), date)
    return date if date.startswith(day) else day


def _declared(page: Page) -> Iterator[Found]:
    yield from page.linked_data("datePublished", "dateCreated", "uploadDate")
    yield from page.meta(_PUBLISHED_TAGS)


def _printed(page: Page) -> Iterator[Found]:
    """Yield dates that the page prints: what is marked as date of publication, then `<time>` elements near the top."""
    for element in page.tree.iter():
        if isinstance(element.tag, str) and "datepublished" in (element.get("itemprop") or "").lower():
            yield element.get("content") or element.get("datetime") or text_of(element), "page date"
    for element in _date_elements(page):
        text = text_of(element)
        if element.tag == "time":
            yield element.get("datetime") or "", "time element"
        if len(text) < 120:
            yield text, "page date"


@lru_cache(maxsize=1)
def _date_elements(page: Page) -> tuple[HtmlElement, ...]:
    """Return `<time>` elements, then others whose class speaks of a date, outside of menus and other articles."""
    times = page.tree.iter("time")
    dated = (e for e, names in page.named if e.tag in _DATE_ELEMENTS and len(e) < 12 and _DATED.search(names))
    return tuple(element for element in (*times, *dated) if not page.is_elsewhere(element))
