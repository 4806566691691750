"""WARC: pages as web archives keep them, by warcio (an optional addition). ISO 28500; a WACZ is a zip of one."""

import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from builder.article import Article
from builder.errors import ArticleError
from builder.readers import pages
from builder.readers.described import noted, overlaid
from builder.readers.optional import missing
from builder.readers.plain import plain
from builder.readers.source import MEGABYTE, Entry, Source, refusing

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_LARGEST_PAGE = 20 * MEGABYTE
# Frames, advertisements and menus are kept like pages; an article has at least this many paragraphs.
_FEWEST_PARAGRAPHS = 2
_PARAGRAPH = re.compile(rb"<p[\s>]", re.I)
_KINDS = frozenset({"text/html", "application/xhtml+xml"})
_UNPACKED = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_LONGEST_NAME = 120
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)


def entries(source: Source, largest: int) -> Iterator[Entry]:
    """Yield the pages of a web archive, each named by its address. Raises `ArticleError`."""
    try:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - an optional addition
    except ImportError as error:
        raise missing("a web archive", "warcio") from error
    source.check_size(largest)
    seen: set[str] = set()
    found = False
    with source.open() as file:
        try:
            for record in ArchiveIterator(file):
                url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
                if _is_page(record) and url not in seen:
                    seen.add(url)
                    for entry in _entry(record, url):
                        found = True
                        yield entry
        except ArticleError:
            raise
        except Exception as error:  # whatever warcio meets: its own errors, and many of Python's
            raise ArticleError("the web archive is damaged from here on; make it again") from error
    if not found:
        raise ArticleError("there is no page in this web archive; open the article in the browser and save it")


def _is_page(record: "ArcWarcRecord") -> bool:
    """Tell whether a record is a page that was delivered."""
    if record.rec_type == "resource":
        return _kind(record.rec_headers.get_header("Content-Type")) in _KINDS
    answered = record.rec_type == "response" and record.http_headers is not None
    return (
        answered and record.http_headers.get_statuscode() == "200" and _kind(_header(record, "Content-Type")) in _KINDS
    )


def _entry(record: "ArcWarcRecord", url: str) -> Iterator[Entry]:
    """Yield the page of a record, unless it is so short of paragraphs that it is a frame or a menu."""
    address = urlsplit(url)
    name = f"{address.netloc}{address.path}"[:_LONGEST_NAME]
    packed = plain(_header(record, "Content-Encoding").lower())
    if packed not in _UNPACKED:
        yield refusing(name, f"it is packed in a way that is not read ({packed}); open its address and save the page")
        return
    data = record.content_stream().read(_LARGEST_PAGE)
    if len(_PARAGRAPH.findall(data)) >= _FEWEST_PARAGRAPHS:
        charset = _CHARSET.search(_header(record, "Content-Type"))
        fetched = str(record.rec_headers.get_header("WARC-Date") or "")
        yield Entry(name, partial(_read, data, url, charset[1] if charset else None, fetched))


def _read(data: bytes, url: str, charset: str | None, fetched: str) -> Article:
    return overlaid(pages.read(data, url=url, charset=charset), noted(accessed=fetched), "web archive")


def _header(record: "ArcWarcRecord", name: str) -> str:
    return str(record.http_headers.get_header(name) or "") if record.http_headers is not None else ""


def _kind(content_type: str | None) -> str:
    return (content_type or "").partition(";")[0].strip().lower()
