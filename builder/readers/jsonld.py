"""JSON-LD: what a page says about itself in schema.org terms."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

Node = dict[str, Any]

# https://schema.org/Article and the types under it that news sites use, the surest first.
_ARTICLES = (
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle",
    "ReviewNewsArticle", "AskPublicNewsArticle", "LiveBlogPosting", "Article", "Report", "BlogPosting",
    "SocialMediaPosting", "TechArticle", "ScholarlyArticle",
)  # fmt: skip
# Below these keys stand other articles, not the one of the page.
_OTHERS = frozenset({"liveBlogUpdate", "itemListElement", "hasPart", "mentions", "citation", "comment", "relatedLink"})
_DEEPEST = 12


def article_node(tree: HtmlElement) -> Node:
    """Return the node that describes the page's article, references (`@id`) resolved one step; {} if there is none."""
    nodes = [node for root in _roots(tree) for node in _walk(root)]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if _rank(node) < len(_ARTICLES)]
    if not articles:
        return {}
    chosen = min(articles, key=lambda node: (not text(node.get("headline")), _rank(node)))
    return {key: _resolved(value, by_id) for key, value in chosen.items()}


def _roots(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iterfind(".//script"):
        if "ld+json" in (script.get("type") or ""):
            source = re.sub(
                r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*;?\s*$", "", script.text or ""
            )
            try:
                yield json.loads(source.strip().rstrip(";"), strict=False)
            except (ValueError, RecursionError):
                continue


def _walk(value: Any, depth: int = 0) -> Iterator[Node]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key, inner in value.items():
            if key not in _OTHERS and isinstance(inner, dict | list):
                yield from _walk(inner, depth + 1)


def _rank(node: Node) -> int:
    """Return how sure the node's type is, low is sure; past the end of the list for other types."""
    types = [str(t).rpartition("/")[2] for t in as_list(node.get("@type"))]
    return min((_ARTICLES.index(t) for t in types if t in _ARTICLES), default=len(_ARTICLES))


def _resolved(value: Any, by_id: dict[str, Node]) -> Any:
    if isinstance(value, list):
        return [_resolved(item, by_id) for item in value]
    if isinstance(value, dict) and not value.get("name") and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value


def as_list(value: Any) -> list[Any]:
    """Return `value` as a list: schema.org allows one value wherever several may stand."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text(value: Any) -> str:
    """Return the text of a string value, entities undone (twice: some sites escape what is escaped)."""
    first = next(iter(as_list(value)), "")
    return html.unescape(html.unescape(first)).strip() if isinstance(first, str) else ""


def names(value: Any) -> list[str]:
    """Return the names of people or organisations, given as strings or as nodes."""
    found = (item.get("name") if isinstance(item, dict) else item for item in as_list(value))
    return [name for item in found if (name := text(item))]
