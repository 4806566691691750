"""Who wrote a pasted article, and when: byline and date lines, or what stands in their place."""

import re
from collections.abc import Iterable, Iterator

from builder.readers.dates import printed_dates
from builder.readers.lines import Kind, Line, is_section
from builder.readers.names import Byline, merge, read_byline
from builder.readers.pasted.layout import META, Layout
from builder.readers.plain import folded
from builder.readers.wordlists import entries

_NEAR = 2  # lines between the headline and a name without a date beside it
_UPDATED = re.compile(r"(?:updated|modified)\b[^\d]{0,25}$", re.I)
_PUBLISHED = re.compile(r"\W*(?:first\s+)?(?:published|posted)\b", re.I)


def byline(layout: Layout, publisher: str | None) -> tuple[Byline, str]:
    """Return who wrote it and where that stands: a line with By, or lone names by the date."""
    lines = layout.lines
    for index, line in enumerate(layout.head):
        if line.kind is Kind.BYLINE:
            below = lines[index + 1].text if index + 1 < layout.start else ""
            byline = read_byline(line.text, publisher) or read_byline("By " + below, publisher)
            return _with_agency_below(byline, below), "byline"
    found = [read_byline(line.text, publisher) for line in _lone_names(layout)]
    if byline := merge(b for b in found if b):
        return byline, "byline"
    ends = [read_byline(line.text, publisher) for line in lines[layout.start :] if line.kind is Kind.BYLINE]
    return next((b for b in ends if _full_names(b)), Byline()), "byline at the end"


def _with_agency_below(byline: Byline, below: str) -> Byline:
    """Take the agency from the line under the names, where the page prints it on a line of its own."""
    under = read_byline(below)
    return Byline(byline.authors, under.agency) if under.agency and not under.authors and not byline.agency else byline


def _lone_names(layout: Layout) -> Iterator[Line]:
    """Yield the line between headline and body that holds nothing but names: by a date, or under the headline."""
    first = 0 if layout.headline is None else layout.headline + 1
    headline = "" if layout.headline is None else folded(layout.lines[layout.headline].text)
    for index in range(first, layout.start):
        line = layout.lines[index]
        dated = any(near.kind is Kind.DATE for near in layout.lines[max(first, index - 1) : index + 4])
        beside = [*layout.lines[index - 1 : index], *layout.lines[index + 1 : index + 2]]
        under = index - first < _NEAR and any(near.kind is Kind.FURNITURE for near in beside)
        if (
            line.kind not in {Kind.SHORT, Kind.DATE}
            or line.weight > 25
            or is_section(line.text)
            or not (dated or under)
        ):
            continue
        byline = read_byline(line.text)
        if _full_names(byline) and not any(folded(name) in headline for name in byline.authors):
            yield line
            return


def _full_names(byline: Byline) -> bool:
    """Tell whether there are authors, each with first name and surname, and no word of menus in them."""
    tokens = [name.lower().split() for name in byline.authors]
    menus = entries("furniture.txt") | entries("sections.txt")
    return bool(tokens) and all(1 < len(name) < 5 and menus.isdisjoint(name) for name in tokens)


def dates(layout: Layout, captions: Iterable[str]) -> tuple[str | None, str | None, str]:
    """Return date, date of the last update, and where the date stands."""
    published: list[str] = []
    updated: list[str] = []
    for line in layout.head:
        if line.kind in META:
            for found in printed_dates(line.text):
                (updated if _UPDATED.search(line.text[: found.start]) else published).append(found.day)
    if published or updated:
        date = published[0] if published else updated[0]
        return date, next((day for day in updated if published and day > date), None), "date line"
    ends = [
        line.text for line in layout.lines[layout.start :] if line.kind is Kind.DATE and _PUBLISHED.match(line.text)
    ]
    below = [found.day for text in ends for found in printed_dates(text)]
    pictured = [found.day for caption in captions for found in printed_dates(caption)]
    if pictured:
        return max(pictured), None, "caption"
    return (below[0], None, "date line at the end") if below else (None, None, "")
