"""A brief's body for its page: passages marked, links checked, nothing let through but text."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from builder.brief import Brief, BriefQuote
from builder.markup import Inline
from builder.texts import say

_BLOCKS = re.compile(r"\n\s*\n")
_MARKER = re.compile(r"(?:#{1,6}|>|[-*+]|\d+[.)])[ \t]+")
_CLOSING_MARKS = frozenset("”\"’'»“")
_PLAIN_SPACES = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Body:
    """The body as Markdown, and the ids of the quotations whose passage is marked in it."""

    markdown: str
    marked: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one span of a quotation stands: block number and offsets in the text that the block shows."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Block:
    marker: str
    inline: Inline


def body(brief: Brief, resolve: Callable[[str], str | None]) -> Body:
    """Mark the quotations of a brief in its body; `resolve` turns a link's target into the one to write, or None."""
    blocks = _blocks(brief.body, resolve)
    marks: list[list[tuple[int, int, str, str]]] = [[] for _ in blocks]
    direct = [quote for quote in brief.quotes if not quote.reported]
    found = list(_found(brief, blocks))
    for quote, places in found:
        number = None if quote.reported else direct.index(quote) + 1
        for place, mark in _marks(quote, places, number, blocks):
            marks[place].append(mark)
    written = [block.marker + block.inline.markdown(marks[number]) for number, block in enumerate(blocks)]
    return Body("\n\n".join(written), frozenset(quote.id for quote, _ in found))


def surveyed(brief: Brief) -> Brief:
    """Note of a brief's text what other pages need to know: its links, and which quotations stand in it."""
    links: list[str] = []
    blocks = _blocks(brief.body, links.append)
    marked = frozenset(quote.id for quote, _ in _found(brief, blocks))
    return replace(brief, text=replace(brief.text, links=tuple(dict.fromkeys(links)), marked=marked))


def is_marked(quote: BriefQuote, brief: Brief) -> bool:
    """Tell whether a quotation's words stand in the text of its brief."""
    marked = brief.text.marked
    return quote.id in (surveyed(brief).text.marked or ()) if marked is None else quote.id in marked


def _found(brief: Brief, blocks: Sequence[_Block]) -> Iterator[tuple[BriefQuote, Sequence[_Place]]]:
    """Find the quotations, those in direct speech first; of two that overlap only the first."""
    taken: list[_Place] = []
    for quote in sorted(brief.quotes, key=lambda quote: quote.reported):
        places = _places(quote, blocks)
        if places is not None and not any(_overlap(place, other) for place in places for other in taken):
            taken += places
            yield quote, places


def _blocks(text: str, resolve: Callable[[str], str | None]) -> list[_Block]:
    return [_block(source, resolve) for source in _BLOCKS.split(text.strip("\n")) if source.strip()]


def plain_text(markdown: str) -> str:
    """Return what a body shows, without markup: its blocks, parted by one blank line."""
    return "\n\n".join(block.inline.plain for block in _blocks(markdown, lambda target: target))


def anchor_of(quote: BriefQuote) -> str:
    """Return a quotation's id as it stands in a page's markup, whatever a person wrote there."""
    return re.sub(r"[^\w-]", "", quote.id)


def _block(source: str, resolve: Callable[[str], str | None]) -> _Block:
    source = source.strip("\n")
    marker = _MARKER.match(source)
    start = marker.end() if marker else 0
    # Headlines of the page are above these: a brief's own headings begin at the second level.
    shown = "## " if marker and marker[0] == "# " else source[:start]
    return _Block(shown, Inline(source[start:], resolve))


def _places(quote: BriefQuote, blocks: Sequence[_Block]) -> list[_Place] | None:
    """Find all spans of a quotation, each after the one before, or None when one of them is not on the page."""
    places: list[_Place] = []
    for part in quote.parts:
        place = _find(part, quote, blocks, places[-1] if places else None)
        if place is None:
            return None
        places.append(place)
    return places or None


def _find(part: str, quote: BriefQuote, blocks: Sequence[_Block], after: _Place | None) -> _Place | None:
    """Look for the words in the paragraph that the record names, then anywhere; with their context, then without."""
    for prefix in [quote.prefix[-12:], ""] if after is None and quote.prefix else [""]:
        for number in _order(quote, len(blocks), after):
            plain = _PLAIN_SPACES.sub(" ", blocks[number].inline.plain)
            begin = after.end if after and after.block == number else 0
            found = plain.find(prefix + part, begin)
            if found >= 0:
                start = found + len(prefix)
                return _Place(number, start, start + len(part))
    return None


def _order(quote: BriefQuote, count: int, after: _Place | None) -> Sequence[int]:
    if after is not None:
        return range(after.block, count)
    named = (quote.paragraph or 0) - 1
    return sorted(range(count), key=lambda number: (number != named, number))


def _overlap(one: _Place, other: _Place) -> bool:
    return one.block == other.block and one.start < other.end and other.start < one.end


def _marks(
    quote: BriefQuote, places: Sequence[_Place], number: int | None, blocks: Sequence[_Block]
) -> Iterator[tuple[int, tuple[int, int, str, str]]]:
    """Yield (block, mark): one for each span, the first with the id; the number follows the last closing mark."""
    kind = "quote reported" if quote.reported else "quote"
    name = anchor_of(quote)
    for order, place in enumerate(places):
        attribute = f'id="{name}"' if order == 0 else f'data-quote="{name}"'
        last = number is not None and order == len(places) - 1
        label = f'aria-label="{say("quotation_number", n=number)}" data-search-exclude'
        reference = f'<a class="quote-ref" href="#note-{name}" {label}>{number}</a>'
        plain = blocks[place.block].inline.plain
        marked_off = last and plain[place.end : place.end + 1] in _CLOSING_MARKS and place.end < len(plain)
        closing = "</mark>" + (reference if last and not marked_off else "")
        yield place.block, (place.start, place.end, f'<mark class="{kind}" {attribute}>', closing)
        if marked_off:
            yield place.block, (place.end, place.end + 1, "", reference)
