"""Readability: the JSON that Mozilla's Readability makes of a page, as ArchiveBox and others keep it.

https://github.com/mozilla/readability#parse
"""

import html
from collections.abc import Iterator
from typing import Any

from builder.article import Article
from builder.errors import ArticleError
from builder.readers import clipping
from builder.readers.decoding import decode
from builder.readers.described import Values, noted
from builder.readers.jsonvalues import has
from builder.readers.source import MEGABYTE, Entry, Source

_LARGEST = 20 * MEGABYTE


def takes(value: Any) -> bool:
    """Tell whether JSON is what Readability makes of one page; ArchiveBox takes the text out of it."""
    return has(value, "title", "byline", "excerpt", "length") or has(value, "title", "textContent")


def entries(value: Any, source: Source) -> Iterator[Entry]:
    """Yield its one article."""
    yield Entry("", lambda: read(value, source, {}))


def read(value: dict[str, Any], source: Source, more: Values) -> Article:
    """Read the article; `more` is known about it. Raises `ArticleError` if its text is neither in it nor beside it."""
    values = noted(
        title=value.get("title"),
        source_url=value.get("url"),
        author=value.get("byline"),
        date=value.get("publishedTime"),
        publisher=value.get("siteName"),
        description=value.get("excerpt"),
        lang=value.get("lang"),
    )
    return clipping.from_html({**values, **more}, "Readability", _content(value, source))


def _content(value: dict[str, Any], source: Source) -> str:
    content, text = value.get("content"), value.get("textContent")
    if isinstance(content, str) and content.strip():
        return content
    if isinstance(text, str) and text.strip():
        return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
    beside = source.beside("content.html")
    if beside is None:
        raise ArticleError("there is no text in it and no content.html beside it; add the whole folder of the page")
    return decode(beside.data(_LARGEST), markup=True)[0]
