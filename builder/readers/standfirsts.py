"""Standfirsts: the sentence between headline and body that sums the article up, and what stands in for it."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

from lxml.html import HtmlElement

from builder.readers import furniture
from builder.readers.page import Found, Page
from builder.readers.plain import folded
from builder.readers.tree import text_of

_TAGS = ("og:description", "description", "twitter:description", "dc.description")
_CLASS = re.compile(
    r"stand-?first|sub-?title|sub-?head(?:line|ing)?\b|\bdeks?\b|\bdeck\b|strapline"
    r"|(?:article|entry|post|story)[-_]*(?:summary|excerpt|intro|lead)\b"
)
_ELEMENTS = frozenset({"p", "h2", "h3", "div", "span"})
_LENGTH = range(31, 500)  # characters: shorter is a kicker or a name, longer is text
_WITH_HEADING = "in the header that holds the heading"
_LOOKED_AT = 12  # texts below the heading: a standfirst is one of the first
_BLOCKS = frozenset({"p", "div", "ul", "ol", "h1", "h2", "h3", "section", "article", "figure", "table"})


def descriptions(page: Page, standfirst: str | None) -> Iterator[Found]:
    """Yield summaries of the article, the printed one first."""
    if standfirst:
        yield standfirst, "page standfirst"
    yield from page.linked_data("description")
    yield from page.meta(_TAGS)


def printed_standfirst(page: Page) -> str | None:
    """Return the standfirst, told by its class or by what the markup gives as the article's description.

    A paragraph of the body is none, even if the markup repeats it.
    """
    headings = {folded(heading) for heading in page.headings}
    for element, _ in page.named:
        if element.tag not in _ELEMENTS or not _CLASS.search((element.get("class") or "").lower()):
            continue
        if not page.is_elsewhere(element):
            text = text_of(element)
            if len(text) in _LENGTH and folded(text) not in headings and not furniture.is_furniture(text):
                return text
    described = {folded(value) for value, _ in descriptions(page, None)} - {"", *headings}
    return next((text for text in _apart(page) if len(text) in _LENGTH and folded(text) in described), None)


def _apart(page: Page) -> Iterator[str]:
    """Yield texts below the heading that stand with it, or before the body and set otherwise.

    The body is what is set as most of the texts are: its first paragraph is no standfirst.
    """
    below = _texts_below_heading(page)
    yield from (text for text, layout in below if layout == _WITH_HEADING)
    layouts = Counter(layout for _, layout in below if layout != _WITH_HEADING)
    body, count = next(iter(layouts.most_common(1)), ("", 0))
    if count > 1:
        yield from (text for text, _ in takewhile(lambda found: found[1] != body, below))


def _texts_below_heading(page: Page) -> list[tuple[str, str]]:
    """Return the first texts below the page's heading, each with how it is set: its element, and that around it."""
    found: list[tuple[str, str]] = []
    below = False
    for element in page.tree.iter("h1", "p", "h2", "h3", "div", "span"):
        below = below or element.tag == "h1"
        if not below or element.tag == "h1" or any(child.tag in _BLOCKS for child in element):
            continue
        text = text_of(element)
        if len(text) > _LENGTH.start and not page.is_elsewhere(element):
            found.append((text, _layout(element)))
        if len(found) == _LOOKED_AT:
            break
    return found


def _layout(element: HtmlElement) -> str:
    header = next(element.iterancestors("header"), None)
    if header is not None and header.find(".//h1") is not None:
        return _WITH_HEADING
    parent = element.getparent()
    return f"{element.tag} in {parent.tag} {parent.get('class')}"
