"""A parsed page with what it says about itself at hand: meta tags, JSON-LD, headings."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import cached_property
from itertools import islice

from lxml.html import HtmlElement
from trafilatura.metadata import extract_metadata

from builder.readers import jsonld
from builder.readers.plain import plain
from builder.readers.tree import WHOLE, classes, text_of

_MOST_HEADINGS = 20  # of the first level; a page with more has no headline among the later ones
Found = tuple[str, str]  # a value and where it came from

# Elements, and names of elements, that are about other articles than the page's own.
_AWAY = frozenset({"aside", "footer", "nav", "form"})
_OTHERS = re.compile(
    r"comment|related|recommend|sidebar|promo|teaser|footer|most-?read|newsletter|\bcard\b|trending|latest"
)


class Page:
    """A parsed page with its meta tags and JSON-LD at hand."""

    def __init__(self, tree: HtmlElement) -> None:
        self.tree = tree
        self.node = jsonld.article_node(tree)
        self.metas = _metas(tree)
        texts = (text for h in tree.iter("h1") if (text := text_of(h)) and len(text) < 400)
        self.headings = list(islice(texts, _MOST_HEADINGS))

    @property
    def guessed_date(self) -> str:
        """What trafilatura takes for the day of publication: the last resort, for it takes its time."""
        guess = extract_metadata(deepcopy(self.tree), date_config={"original_date": True, "extensive_search": True})
        return guess.date or ""

    @cached_property
    def _around_headings(self) -> frozenset[HtmlElement]:
        return frozenset(ancestor for heading in self.tree.iter("h1") for ancestor in heading.iterancestors())

    def is_elsewhere(self, element: HtmlElement) -> bool:
        """Tell whether `element` stands in a menu or in what is about other articles.

        What holds the page's heading does not count, whatever its name: "with-sidebar", or a form around everything.
        """
        return any(
            ancestor.tag in _AWAY or (ancestor.tag not in WHOLE and bool(_OTHERS.search(classes(ancestor))))
            for ancestor in element.iterancestors()
            if ancestor not in self._around_headings
        )

    @cached_property
    def named(self) -> list[tuple[HtmlElement, str]]:
        """The elements that have a class or the like, each with these names, in page order."""
        return [(element, names) for element in self.tree.iter("*") if (names := classes(element))]

    def meta(self, names: Iterable[str]) -> Iterator[Found]:
        """Yield the contents of the meta tags called `names`, in that order."""
        for name in names:
            for content in self.metas.get(name, ()):
                yield content, f"meta tag {name}"

    def linked_data(self, *keys: str) -> Iterator[Found]:
        """Yield the texts under `keys` of the article's JSON-LD node."""
        for key in keys:
            if value := plain(jsonld.text(self.node.get(key))):
                yield value, "JSON-LD"


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower().strip()
        content = plain(meta.get("content") or "")
        if name and content:
            found.setdefault(name, []).append(content)
    return found
