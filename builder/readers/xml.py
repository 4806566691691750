"""XML: read without entities, network or limits lifted; what a file declares beyond its text is refused."""

import html
import re

from lxml import etree

from builder.errors import ArticleError

_ENTITY = re.compile(rb"<!ENTITY", re.I)


def parse(data: bytes) -> etree._Element:
    """Return the root of an XML file, repaired where it is broken. Raises `ArticleError`.

    A file that declares entities is refused whatever they are: a few lines of them unpack to gigabytes, or name files.
    """
    if _ENTITY.search(data):
        raise ArticleError("the XML declares entities, as no feed or export does; export it again")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ArticleError("the XML is broken; export it again") from error
    if root is None:
        raise ArticleError("the XML is broken; export it again")
    return root


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace, or without a prefix that the file forgot to declare."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


def namespace(element: etree._Element) -> str:
    """Return the namespace of an element, empty if it has none."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def inner_html(element: etree._Element) -> str:
    """Return what is in an element of Atom as HTML, whichever of the three ways it is written in (RFC 4287, 3.1.1)."""
    kind = (element.get("type") or "text").lower()
    if kind in {"html", "text/html"}:
        return text(element)
    if kind in {"xhtml", "application/xhtml+xml"}:
        return "".join(map(_html, element))
    return html.escape(text(element))


def _html(element: etree._Element) -> str:
    for inner in element.iter():
        if name := local(inner):
            inner.tag = name if re.fullmatch(r"[a-z][a-z0-9]*", name) else "span"
    return str(etree.tostring(element, method="html", encoding="unicode"))


def text(element: etree._Element | None) -> str:
    """Return the whole text in an element, empty if there is none."""
    return "".join(map(str, element.itertext())) if element is not None else ""
