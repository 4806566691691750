"""The HTML tree: parsing without loading or running anything, and the text of elements as a reader sees it."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from builder.errors import ArticleError
from builder.readers.plain import plain

INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "object", "button", "select", "textarea"}
)
_NAMES = ("class", "id", "data-testid", "data-component", "role")
WHOLE = frozenset({"html", "body", "main", "article"})  # their classes name what the page has, not what they are
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
# Characters that lxml lets in and trafilatura cannot write back (XML 1.0, section 2.2).
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def parse(source: str) -> HtmlElement:
    """Return the tree of an HTML page; raises `ArticleError` if there is no element in it."""
    parser = HTMLParser(encoding="utf-8", remove_pis=True, no_network=True, huge_tree=True)
    data = _NO_XML.sub("", _XML_DECLARATION.sub("", source)).encode("utf-8", "replace")
    try:
        tree = document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ArticleError("this page holds no HTML; save it again from the browser or paste its text") from error
    _flatten(tree)
    return tree


def _flatten(tree: HtmlElement) -> None:
    """Unwrap containers that say nothing: trafilatura gives up below some 250 levels, and takes forms for menus."""
    for form in tree.iter("form"):
        if form.find(".//h1") is not None:  # some servers wrap the whole page in one
            form.tag = "div"
    for element in list(tree.iter("div", "section", "span")):
        only = element[0] if len(element) == 1 else None
        bare = not (element.text or "").strip() and not element.attrib
        if only is not None and bare and only.tag == element.tag and not (only.tail or "").strip():
            element.drop_tag()


def text_of(element: HtmlElement) -> str:
    """Return the visible text of `element` as one plain line; neighbouring blocks are parted by a space."""
    return plain("".join(_texts(element)))


def _texts(element: HtmlElement) -> Iterator[str]:
    """Yield the pieces of text of `element` in order (an own stack: a hostile page nests deeper than Python may)."""
    events = etree.iterwalk(element, events=("start", "end", "comment"))
    for event, node in events:
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start" and tag in _UNSEEN:
            events.skip_subtree()
        elif event == "start" and node.text:
            yield ("" if tag in INLINE else " ") + node.text
        if event in {"end", "comment"} and node is not element:
            yield ("" if tag in INLINE or event == "comment" else " ") + (node.tail or "")


def classes(element: HtmlElement) -> str:
    """Return what names the element's purpose: its classes, id and test id, in lower case."""
    return " ".join(filter(None, map(element.get, _NAMES))).lower()


def inside(element: HtmlElement, tags: frozenset[str]) -> bool:
    """Tell whether `element` stands inside one of `tags`."""
    return any(ancestor.tag in tags for ancestor in element.iterancestors())
