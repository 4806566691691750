"""Loose text: what a page sets beside its paragraphs and headings without an element of its own."""

from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

from builder.readers.furniture import ends_sentence
from builder.readers.plain import plain
from builder.readers.tree import INLINE, text_of

_CONTAINERS = ("article", "section", "div", "main")
_BLOCKS = frozenset({"p", "h2", "h3", "h4", "ul", "ol", "blockquote"})
_SHORTEST = 80  # characters: less is a label


def wrap_loose_text(tree: HtmlElement) -> None:
    """Put sentences that stand beside block elements in one container into paragraphs: extractors pass over them."""
    for container in list(tree.iter(*_CONTAINERS)):
        if any(child.tag in _BLOCKS for child in container):
            for before, run in list(_runs(container)):
                _wrap(container, before, run)


def _runs(container: HtmlElement) -> Iterator[tuple[HtmlElement | None, list[HtmlElement]]]:
    """Yield stretches of text and inline elements: the block before each (None at the start), and its elements."""
    before: HtmlElement | None = None
    run: list[HtmlElement] = []
    for child in container:
        if child.tag in INLINE:
            run.append(child)
            continue
        yield before, run
        before, run = child, []
    yield before, run


def _wrap(container: HtmlElement, before: HtmlElement | None, run: list[HtmlElement]) -> None:
    head = (container.text if before is None else before.tail) or ""
    text = plain(head + "".join(text_of(element) + (element.tail or "") for element in run))
    if len(text) < _SHORTEST or not ends_sentence(text):
        return
    paragraph = html.Element("p")
    paragraph.text = head
    if before is None:
        container.text = None
        container.insert(0, paragraph)
    else:
        before.tail = None
        before.addnext(paragraph)
    paragraph.extend(run)
