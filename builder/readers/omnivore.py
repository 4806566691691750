"""Omnivore: its export, lists of articles (`metadata_0_to_20.json`) with their texts in the folder `content`."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from builder.article import Article
from builder.errors import ArticleError
from builder.readers import clipping
from builder.readers.decoding import decode
from builder.readers.described import noted
from builder.readers.jsonvalues import is_list_with, objects
from builder.readers.source import MEGABYTE, Entry, Source

_LARGEST = 20 * MEGABYTE


def takes(value: Any) -> bool:
    """Tell whether JSON is a list of articles from Omnivore."""
    return is_list_with(value, "slug", "title", "savedAt")


def entries(value: Any, source: Source) -> Iterator[Entry]:
    """Yield the articles of the list, each named as Omnivore names it. Raises `ArticleError` if no text is there."""
    items = [item for item in objects(value) if isinstance(item.get("slug"), str)]
    texts = {item["slug"]: source.beside(f"content/{item['slug']}.html") for item in items}
    if not any(texts.values()):
        raise ArticleError(
            "this is Omnivore's list of articles without their texts; add the whole export, or unpack it here"
        )
    for item in items:
        yield Entry(item["slug"], partial(_read, item, texts[item["slug"]]))


def _read(item: dict[str, Any], text: Source | None) -> Article:
    if text is None:
        raise ArticleError("its text is not in the export; open the article in the browser and save it as a page")
    content, _ = decode(text.data(_LARGEST), markup=True)
    values = noted(
        title=item.get("title"),
        source_url=item.get("url"),
        author=item.get("author"),
        date=item.get("publishedAt"),
        accessed=item.get("savedAt"),
        description=item.get("description"),
        tags=item.get("labels"),
    )
    return clipping.from_html(values, "Omnivore", content)
