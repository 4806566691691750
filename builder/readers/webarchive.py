"""Web archives of Safari: a property list with the page and its pictures."""

import plistlib
from collections.abc import Iterator
from typing import Any

from builder.article import Article
from builder.errors import ArticleError
from builder.readers import csl, pages
from builder.readers.source import Entry, Source

_ANEW = "save the page again, as its source or as PDF"


def entries(source: Source, largest: int) -> Iterator[Entry]:
    """Yield the one article of a saved page. Raises `ArticleError`."""
    yield Entry("", lambda: csl.with_reference(_read(source.data(largest)), source))


def _read(data: bytes) -> Article:
    page = _main(data)
    body, url, charset = (page.get(f"WebResource{name}") for name in ("Data", "URL", "TextEncodingName"))
    if not isinstance(body, bytes):
        raise ArticleError(f"there is no page in this file; {_ANEW}")
    return pages.read(
        body, url=url if isinstance(url, str) else None, charset=charset if isinstance(charset, str) else None
    )


def _main(data: bytes) -> dict[str, Any]:
    try:
        value = plistlib.loads(data)
    except Exception as error:  # of its own, of expat, and whatever Python raises on a broken file
        raise ArticleError(f"the file is damaged; {_ANEW}") from error
    page = value.get("WebMainResource") if isinstance(value, dict) else None
    return page if isinstance(page, dict) else {}
