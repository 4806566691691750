"""What stands beside the text of a page: captions are kept apart, and the rest is taken out before the body is read."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from builder.readers.tree import WHOLE, classes, inside, text_of

_CAPTION = re.compile(r"(?:^|[\s_-])(?:image-?|photo-?|picture-?|wp-|media-?)?caption(?:[-_]?text)?(?=$|\s|--)")
_LONGEST_CAPTION = 900  # characters: longer is text
_ASIDE = re.compile(
    r"caption|credit|newsletter|related|recommend|pull-?quote|read-?(?:more|next)|most-?(?:read|popular)|share|social|"
    r"promo|sign-?up|subscribe|\bads?\b|advert|cookie|consent|\btags\b|topics|author-?bio|about-the-author|comments?\b|"
    r"byline|timestamp|tooltip|popover|hover-?card|rollover-?block"
)
_LONGEST_ASIDE = 400  # characters
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def unpack_galleries(tree: HtmlElement) -> None:
    """Turn captions into ordinary elements where most of the text stands in them: the page is a picture gallery."""
    captions = [caption for caption in tree.iter("figcaption") if caption.find(".//p") is not None]
    told = sum(len(text_of(caption)) for caption in captions)
    paragraphs = (p for p in tree.iter("p") if not inside(p, frozenset({"figcaption", "footer", "nav", "aside"})))
    if told > sum(len(text_of(p)) for p in paragraphs):
        for caption in captions:
            for element in (caption, *caption.iterancestors("figure")):
                element.tag = "div"
                element.attrib.pop("class", None)


def captions(tree: HtmlElement) -> tuple[str, ...]:
    """Return the captions of the page's pictures with their credits, in order, each once."""
    return tuple(dict.fromkeys(_captions(tree)))


def _captions(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("figcaption", "p", "div", "span"):
        if element.tag != "figcaption" and not _CAPTION.search((element.get("class") or "").lower()):
            continue
        if inside(element, frozenset({"aside", "nav", "footer", "figcaption"})):
            continue
        text = text_of(element)
        if text and len(text) < _LONGEST_CAPTION:
            yield text


def prune(tree: HtmlElement) -> None:
    """Take out what is never body text: captions, what is marked as hidden, pull quotes, boxes in the text."""
    doomed = [element for element in tree.iter("*") if _is_aside(element)]
    for element in doomed:
        if element.getparent() is not None and element.tag not in WHOLE | {"head"}:
            element.drop_tree()


def _is_aside(element: HtmlElement) -> bool:
    if element.tag == "figcaption":
        return True
    style = element.get("style")
    if element.get("hidden") is not None or (style and _HIDDEN_STYLE.search(style)):
        return True
    named = bool(_ASIDE.search(classes(element)))
    return named and len(text_of(element)) < _LONGEST_ASIDE and not element.findall(".//p[3]")
