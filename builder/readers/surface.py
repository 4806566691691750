"""The surface of a page: all that a visitor sees, line by line, wherever it stands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree
from lxml.html import HtmlElement

from builder.article import Article
from builder.errors import ArticleError
from builder.readers.plain import folded, plain
from builder.readers.tree import INLINE, parse, text_of

_UNSEEN = frozenset({"head", "script", "style", "template", "svg", "iframe", "object", "nav", "footer", "noscript"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_NOT_FREE = re.compile(r"[\"']isAccessibleForFree[\"']\s*:\s*[\"']?false", re.I)
_TITLE_END = re.compile(r"\s+(?:[|•·»:—–-]|::)\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’]?\s+")
# A teaser: a headline that is a link, with at most so many words around it, at most so many elements further out.
_LINK_WORDS = 4
_CARD_WORDS = 110
_CARD_LEVELS = 4
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "li", "div", "span", "a", "td", "dd")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page as it is printed; `in_body` tells whether a reader took it for the article's text."""

    text: str
    in_body: bool


class Surface:
    """What is seen of an article's source: a page of HTML (`markup`), or text whose lines are all that there is."""

    def __init__(self, article: Article | None, source: str, *, markup: bool) -> None:
        self.article = article
        self.markup = markup
        self._source = source
        self._tree = _parsed(source) if markup else None
        body = article.blocks if article else ()
        self._body = {folded(block.text) for block in body}

    @cached_property
    def lines(self) -> list[Line]:
        """Every line that is seen, in order."""
        texts = self._source.split("\n") if self._tree is None else _visible(self._tree)
        found = (plain(text) for text in texts)
        return [Line(text, folded(text) in self._body) for text in found if text]

    @cached_property
    def titles(self) -> list[str]:
        """The headline, the window's title (whole, and each part of it) and the first-level headings."""
        titles = [self.article.title] if self.article else []
        if self._tree is not None:
            titles += [text_of(element) for element in self._tree.iter("title", "h1")]
        parts = [part for title in titles for part in _TITLE_END.split(title)[:2]]
        return [title for title in dict.fromkeys([*titles, *parts]) if title]

    @cached_property
    def unscripted(self) -> list[str]:
        """What the page says to a browser that runs no programs."""
        found = () if self._tree is None else self._tree.iter("noscript")
        return [text for element in found if (text := plain(" ".join(element.itertext())))]

    @property
    def says_not_free(self) -> bool:
        """Tell whether the page says in its JSON-LD that its text is not free (schema.org: isAccessibleForFree)."""
        return bool(_NOT_FREE.search(self._source))

    def teasers(self) -> tuple[int, float]:
        """Count the teasers in the article's text, and say what share of its words stands in them."""
        if self._tree is None or self.article is None:
            return 0, 0.0
        cards: dict[HtmlElement, int] = {}
        placed = set()
        total = 0
        for element in self._tree.iter(*_BLOCKS):
            key = folded(text_of(element)) if len(element) < 12 else ""
            if key not in self._body or key in placed:
                continue
            placed.add(key)
            words = len(key.split())
            total += words
            if (card := _card(element)) is not None:
                cards[card] = cards.get(card, 0) + words
        return len(cards), sum(cards.values()) / total if total else 0.0


def sentences(text: str) -> list[str]:
    """Return a whole line, and each of its sentences if it has several."""
    parts = _SENTENCE_END.split(text)
    return [text, *parts] if len(parts) > 1 else parts


def _parsed(source: str) -> HtmlElement | None:
    try:
        return parse(source)
    except ArticleError:
        return None


def _card(element: HtmlElement) -> HtmlElement | None:
    """Return the teaser around `element`: the largest of the small containers that hold a linked headline."""
    found = None
    around: Iterable[HtmlElement] = element.iterancestors()
    for container, _ in zip((element, *around), range(_CARD_LEVELS), strict=False):
        if container.tag in {"body", "html", "main"} or len(text_of(container).split()) > _CARD_WORDS:
            break
        if any(len(text_of(link).split()) >= _LINK_WORDS for link in container.iter("a")):
            found = container
    return found


def _visible(tree: HtmlElement) -> Iterator[str]:
    """Yield the pieces of text that stand in one block each, in page order."""
    pieces: list[str] = []
    events = etree.iterwalk(tree, events=("start", "end", "comment"))
    for event, node in events:
        tag = node.tag if isinstance(node.tag, str) else ""
        seen = event != "start" or not _is_hidden(node, tag)
        if event != "comment" and tag not in INLINE:
            yield "".join(pieces)
            pieces = []
        if not seen:
            events.skip_subtree()
        elif event == "start":
            pieces.append(node.text or "")
        if event in {"end", "comment"}:
            pieces.append(node.tail or "")
    yield "".join(pieces)


def _is_hidden(element: HtmlElement, tag: str) -> bool:
    return (
        tag in _UNSEEN
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
    )
