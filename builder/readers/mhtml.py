"""MHTML: a page saved by a browser as one file, with its pictures and frames. RFC 2557."""

from collections.abc import Iterator
from email.message import Message

from builder.article import Article
from builder.errors import ArticleError
from builder.readers import csl, messages, pages
from builder.readers.described import noted, overlaid
from builder.readers.source import Entry, Source


def entries(source: Source, largest: int) -> Iterator[Entry]:
    """Yield the one article of a saved page. Raises `ArticleError`."""
    yield Entry("", lambda: csl.with_reference(_read(source.data(largest)), source))


def _read(data: bytes) -> Article:
    message = messages.parsed(data)
    page = _page(message)
    url = messages.header(message, "Snapshot-Content-Location") or messages.header(page, "Content-Location")
    article = pages.read(messages.content(page), url=url or None, charset=messages.charset(page))
    saved = messages.date(messages.header(message, "Date"))
    return overlaid(article, noted(accessed=saved[:10]), "saved page")


def _page(message: "Message[str, str]") -> "Message[str, str]":
    """Return the part that is the page: the one that the others are the pictures of, or else the first of HTML."""
    parts = [part for part in message.walk() if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    if not parts:
        raise ArticleError("there is no page in this file; open it in the browser and save it again")
    start = message.get_param("start")
    return next((part for part in parts if start and part.get("Content-ID") == start), parts[0])
