"""CSL-JSON: a list of references, as Zotero and others export it, that describes the saved pages beside it.

It holds no texts: its notes are laid over the pages of the same address or title.
https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from builder.article import Article
from builder.errors import ArticleError
from builder.readers.described import Values, noted, overlaid
from builder.readers.jsonvalues import is_list_with, load, objects
from builder.readers.plain import folded
from builder.readers.source import MEGABYTE, Entry, Source
from builder.readers.urls import cleaned

_LARGEST = 20 * MEGABYTE
_PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".html.gz")
# Lists beside a page that are looked into: a folder of single JSON files is no list of references.
_MOST = 20


def takes(value: Any) -> bool:
    """Tell whether JSON is a list of references."""
    return is_list_with(value, "type", "id", "title") and not is_list_with(value, "content")


def entries(value: Any, source: Source) -> Iterator[Entry]:
    """Yield nothing: the articles are the pages beside it. Raises `ArticleError` if there is none."""
    if not any(True for suffix in _PAGES for _ in source.neighbours(suffix)):
        raise ArticleError("this list of references holds no texts; put it into the folder of the saved pages")
    yield from ()


def with_reference(article: Article, source: Source) -> Article:
    """Return the article of a page with what the references beside it say of it."""
    title = folded(article.title)
    for number, beside in enumerate(source.neighbours(".json")):
        if number == _MOST:
            break
        for item in _references(beside, beside.folder.stamp(beside.path)):
            same_title = folded(str(item.get("title"))) == title
            if (article.source_url and cleaned(_text(item.get("URL"))) == article.source_url) or same_title:
                return overlaid(article, _values(item), "CSL-JSON")
    return article


@lru_cache(maxsize=_MOST)
def _references(source: Source, stamp: tuple[int, ...]) -> list[dict[str, Any]]:
    """Return the references in a file, read once for all the pages beside it until its `stamp` changes."""
    try:
        value = load(source.data(_LARGEST))
    except ArticleError:
        return []  # it is named by itself when its turn comes
    return list(objects(value)) if takes(value) else []


def _values(item: dict[str, Any]) -> Values:
    return noted(
        title=item.get("title"),
        source_url=item.get("URL"),
        author=[name for name in map(_name, item.get("author") or ()) if name],
        date=_date(item.get("issued")),
        accessed=_date(item.get("accessed")),
        publisher=item.get("container-title") or item.get("publisher"),
        description=item.get("abstract"),
        lang=item.get("language"),
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _name(value: Any) -> str:
    if not isinstance(value, dict):
        return ""
    parts = ("given", "non-dropping-particle", "dropping-particle", "family", "suffix")
    return " ".join(part for key in parts if (part := _text(value.get(key)))) or _text(value.get("literal"))


def _date(value: Any) -> str:
    """Return a date of CSL as ISO 8601 if it names a day."""
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and len(first) == 3 and all(str(part).isdecimal() for part in first):
        return f"{int(first[0]):04}-{int(first[1]):02}-{int(first[2]):02}"
    return _text(value.get("raw")) or _text(value.get("literal"))
