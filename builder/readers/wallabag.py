"""Wallabag: its JSON export, a list of articles with their texts.

https://doc.wallabag.org/user/import/wallabagv2/
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from builder.article import Article
from builder.errors import ArticleError
from builder.readers import clipping
from builder.readers.described import noted
from builder.readers.jsonvalues import is_list_with, objects
from builder.readers.source import Entry, Source
from builder.slugs import slug

# What Wallabag puts in the place of a text that it could not fetch.
_NOTHING = "wallabag can't retrieve contents"


def takes(value: Any) -> bool:
    """Tell whether JSON is an export of Wallabag."""
    return is_list_with(value, "url", "title", "content", "is_archived") or is_list_with(value, "content", "is_read")


def entries(value: Any, source: Source) -> Iterator[Entry]:
    """Yield its articles, each named by Wallabag's own number for it."""
    for item in objects(value):
        yield Entry(str(item.get("id") or slug(str(item.get("title")))), partial(_read, item))


def _read(item: dict[str, Any]) -> Article:
    content = item.get("content")
    if not isinstance(content, str) or not content.strip() or _NOTHING in content:
        raise ArticleError("Wallabag could not fetch its text; open the article in the browser and save it as a page")
    values = noted(
        title=item.get("title"),
        source_url=item.get("url"),
        author=item.get("published_by"),
        date=item.get("published_at"),
        accessed=item.get("created_at"),
        lang=item.get("language"),
        tags=item.get("tags"),
    )
    return clipping.from_html(values, "Wallabag", content)
