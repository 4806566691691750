"""Who wrote a pasted article: lines that begin with By, names beside a date, or the agency whose copy it is."""

import re
from collections.abc import Iterator

from builder.readers.lines import Kind, Line, is_section
from builder.readers.names import Byline, house_signature, is_agency, merge, read_byline
from builder.readers.pasted.layout import Layout
from builder.readers.plain import folded
from builder.readers.wordlists import entries

_NEAR = 2  # lines between the headline and a name without a date beside it
_WORDS = 25  # a line of more holds more than names
_FEW_WORDS = 6
_SIGNED = re.compile(r"\bby(?:\b:?\s*|(?=[A-Z][a-z]))(?=[A-Z])", re.I)
_HANDLE = re.compile(r"@\w+$")
_JOINS = re.compile(r"(?:&|and\b)\s*", re.I)
_AGENCY = re.compile(r"^(?P<agency>[^,|]{2,40}),\s?[A-Z][^,|]{2,30},?$")


def find_byline(layout: Layout, publisher: str | None) -> tuple[Byline, str]:
    """Return who wrote it and where that stands; empty if nobody is named."""
    for found, origin in (
        (_begun_with_by(layout, publisher), "byline"),
        (_dated(layout, publisher), "byline"),
        (_lone_names(layout, publisher), "byline"),
        (_above_headline(layout, publisher), "byline above the headline"),
        (_lone_agency(layout), "byline"),
        (_at_end(layout, publisher), "byline at the end"),
        (_of_the_house(layout, publisher), "byline"),
    ):
        if byline := next((byline for byline in found if byline), None):
            return byline, origin
    return Byline(), ""


def _begun_with_by(layout: Layout, publisher: str | None) -> Iterator[Byline]:
    """Yield the first line that begins with By, or the names under it; a line that begins with & goes on with it."""
    index = next((i for i, line in enumerate(layout.head) if line.kind is Kind.BYLINE), None)
    if index is None:
        return
    text, below = layout.lines[index].text, _below(layout, index)
    byline = read_byline(text, publisher) or merge(_names_below(layout, index, publisher))
    yield _with_agency(byline, below)


def _names_below(layout: Layout, index: int, publisher: str | None) -> Iterator[Byline]:
    """Yield the names in the lines below a lone By: the first line in any case, then full names; handles between."""
    for number, line in enumerate(layout.lines[index + 1 : layout.start]):
        byline = read_byline("By " + line.text, publisher)
        if number and not _HANDLE.match(line.text) and not (line.weight < _FEW_WORDS and _full_names(byline)):
            return
        yield byline


def _with_agency(byline: Byline, below: str) -> Byline:
    """Take the agency from the line under the names, where the page prints it on a line of its own."""
    under = read_byline(below)
    return Byline(byline.authors, under.agency) if under.agency and not under.authors and not byline.agency else byline


def _below(layout: Layout, index: int) -> str:
    return layout.lines[index + 1].text if index + 1 < layout.start else ""


def _dated(layout: Layout, publisher: str | None) -> Iterator[Byline]:
    """Yield names behind a date: "2 June 2025 by Dana Reed"."""
    for line in layout.head:
        if line.kind is Kind.DATE and (found := _SIGNED.search(line.text)):
            yield read_byline("By " + line.text[found.end() :], publisher)


def _lone_names(layout: Layout, publisher: str | None) -> Iterator[Byline]:
    """Yield a line between headline and body that holds nothing but names: by a date, or under the headline."""
    first = 0 if layout.headline is None else layout.headline + 1
    for index in range(first, layout.start):
        if _holds_names(layout, layout.lines[index]) and _is_beside_date(layout, first, index):
            below = _below(layout, index)
            more = below if _JOINS.match(below) else ""
            yield read_byline(f"{layout.lines[index].text} {more}", publisher)


def _is_beside_date(layout: Layout, first: int, index: int) -> bool:
    """Tell whether a date stands by a line, buttons between them left out, or the line stands under the headline."""
    above = [line for line in layout.lines[first:index] if line.kind is not Kind.FURNITURE][-1:]
    if any(near.kind is Kind.DATE for near in (*above, *layout.lines[index + 1 : index + 4])):
        return True
    if layout.lines[index].kind is Kind.DATE:
        return True
    beside = [*layout.lines[index - 1 : index], *layout.lines[index + 1 : index + 2]]
    return index - first < _NEAR and any(near.kind is Kind.FURNITURE for near in beside)


def _holds_names(layout: Layout, line: Line) -> bool:
    """Tell whether a line holds names and nothing else, and none that the headline is about."""
    if line.kind not in {Kind.SHORT, Kind.DATE} or line.weight > _WORDS or is_section(line.text):
        return False
    headline = "" if layout.headline is None else folded(layout.lines[layout.headline].text)
    byline = read_byline(line.text)
    return _full_names(byline) and not any(folded(name) in headline for name in byline.authors)


def _above_headline(layout: Layout, publisher: str | None) -> Iterator[Byline]:
    """Yield names over the headline with a date under them, as some magazines print them."""
    for index, line in enumerate(layout.lines[: layout.headline or 0]):
        dated = any(near.kind is Kind.DATE for near in layout.lines[index + 1 : min(index + 3, layout.headline or 0)])
        if dated and line.weight < _FEW_WORDS and line.kind is Kind.SHORT and _holds_names(layout, line):
            yield read_byline(line.text, publisher)


def _lone_agency(layout: Layout) -> Iterator[Byline]:
    """Yield an agency with the place it reports from: "PTI, Washington,"."""
    for line in layout.head:
        if (found := _AGENCY.match(line.text)) and is_agency(found["agency"]):
            yield Byline((), found["agency"])


def _at_end(layout: Layout, publisher: str | None) -> Iterator[Byline]:
    for line in layout.lines[layout.start :]:
        if line.kind is Kind.BYLINE and _full_names(byline := read_byline(line.text, publisher)):
            yield byline


def _of_the_house(layout: Layout, publisher: str | None) -> Iterator[Byline]:
    """Yield the outlet itself, where it signs and nobody else does."""
    for line in layout.head:
        if line.kind is Kind.BYLINE and (name := house_signature(line.text, publisher)):
            yield Byline((name,))


def _full_names(byline: Byline) -> bool:
    """Tell whether there are authors, each with first name and surname, and no word of menus in them."""
    tokens = [name.lower().split() for name in byline.authors]
    menus = entries("furniture.txt") | entries("sections.txt")
    return bool(tokens) and all(1 < len(name) < 5 and menus.isdisjoint(name) for name in tokens)
