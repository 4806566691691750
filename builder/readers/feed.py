"""Feeds as files: RSS, Atom and JSON Feed, one article for each entry that carries its whole text.

https://www.rssboard.org/rss-specification, RFC 4287, https://www.jsonfeed.org/version/1.1/
"""

import html
import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from lxml import etree

from builder.article import Article
from builder.errors import ArticleError
from builder.readers import clipping, messages
from builder.readers.described import Values, noted
from builder.readers.jsonvalues import has, objects
from builder.readers.names import outlet_key
from builder.readers.plain import folded, plain
from builder.readers.source import Entry, Source
from builder.readers.tree import parse as parse_html
from builder.readers.tree import text_of
from builder.readers.urls import cleaned, domain
from builder.readers.xml import inner_html, local, namespace, parse, text
from builder.slugs import slug

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = frozenset(["", "http://purl.org/rss/1.0/modules/content/"])
# Of an RSS entry's elements only those without a namespace and of these speak of the article; others of its pictures.
_RSS = frozenset(
    [
        "",
        "http://purl.org/rss/1.0/",
        "http://purl.org/dc/elements/1.1/",
        "http://purl.org/dc/terms/",
        "http://my.netscape.com/rdf/simple/0.9/",
    ]
)
# A summary this long (characters) that is not cut is the whole of a short article.
_WHOLE = 600
_CUT = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\W*$|\b(?:continue reading|read more|read the rest)\b.{0,60}$", re.I | re.S
)
_ADDRESS = re.compile(r"^\S+@\S+\s*\((?P<name>[^()]+)\)$")
_SUMMARY = "the feed gives only a summary of it; open the article in the browser and save it as a page"
_SEPARATOR = re.compile(r"\s+[|•·»–—-]\s+|:\s+")


def entries(source: Source, largest: int) -> Iterator[Entry]:
    """Yield the articles of an RSS or Atom feed, each named by its headline. Raises `ArticleError`."""
    root = parse(source.data(largest))
    outlet = next((text(element) for element in root.iter() if local(element) == "title"), "")
    items = [element for element in root.iter() if local(element) in {"item", "entry"}]
    yield from _entries(((_atom if namespace(item) == _ATOM else _rss)(item) for item in items), outlet)


def takes(value: Any) -> bool:
    """Tell whether JSON is a JSON Feed."""
    return has(value, "version", "items") and "jsonfeed.org" in str(value["version"])


def json_entries(value: Any) -> Iterator[Entry]:
    """Yield the articles of a JSON Feed."""
    yield from _entries((_json(item) for item in objects(value["items"])), str(value.get("title") or ""))


def _entries(found: Iterable[tuple[Values, str]], outlet: str) -> Iterator[Entry]:
    empty = True
    for values, content in found:
        empty = False
        url = next(iter(values.get("source_url", [])), "")
        publisher = noted(publisher=_outlet(outlet, url))
        title = next(iter(values.get("title", [])), url)
        yield Entry(slug(title), partial(_read, {**publisher, **values}, content))
    if empty:
        raise ArticleError("there is no entry in this feed; save it again when there are some")


def _read(values: Values, content: str) -> Article:
    if not content:
        raise ArticleError(_SUMMARY)
    return clipping.from_html(values, "feed", content)


def _outlet(title: str, url: str) -> str:
    """Return the outlet's name in the title of a feed, such as "Harbour Desk - World" or "Latest: Harbour Desk"."""
    parts = [part for part in _SEPARATOR.split(plain(title)) if part]
    host = domain(cleaned(url)).replace("-", "")
    return next((part for part in parts if host and outlet_key(part) and outlet_key(part) in host), (parts or [""])[0])


# --- the three kinds: what an entry says about its article, and its text if it is whole ------------------------------


def _rss(item: etree._Element) -> tuple[Values, str]:
    def all_of(*names: str) -> list[str]:
        return [text(e).strip() for name in names for e in item if local(e) == name and namespace(e) in _RSS]

    content = next((text(e) for e in item if local(e) == "encoded" and namespace(e) in _CONTENT), "")
    summary = next(iter(all_of("description")), "")
    content = content or (summary if _is_whole(summary) else "")
    values = noted(
        title=[html.unescape(title) for title in all_of("title")][:1],
        source_url=[url for url in all_of("link", "guid") if url.startswith("http")][:1],
        author=[_ADDRESS.sub(r"\g<name>", name) for name in all_of("creator") or all_of("author")],
        date=[messages.date(date) for date in all_of("pubDate", "date", "created")][:1],
        updated=[messages.date(date) for date in all_of("modified")][:1],
        tags=all_of("category", "subject"),
        description=_standfirst(summary, content),
        rights=all_of("rights", "license")[:1],
    )
    return values, content


def _atom(entry: etree._Element) -> tuple[Values, str]:
    def all_of(name: str) -> list[etree._Element]:
        return entry.findall(f"{{{_ATOM}}}{name}")

    summary = next(map(inner_html, all_of("summary")), "")
    content = next(map(inner_html, all_of("content")), "") or (summary if _is_whole(summary) else "")
    links = [e for e in all_of("link") if e.get("rel", "alternate") == "alternate"]
    values = noted(
        title=[_plain(inner_html(e)) for e in all_of("title")],
        source_url=[e.get("href", "") for e in links][:1],
        author=[text(name) for e in all_of("author") for name in e.findall(f"{{{_ATOM}}}name")],
        date=[text(e) for e in all_of("published") or all_of("updated")],
        updated=[text(e) for e in all_of("updated")],
        tags=[e.get("label") or e.get("term") or "" for e in all_of("category")],
        description=_standfirst(summary, content),
        rights=[text(e) for e in all_of("rights")],
    )
    return values, content


def _json(item: dict[str, Any]) -> tuple[Values, str]:
    content, plain_text = item.get("content_html"), item.get("content_text")
    if not isinstance(content, str):
        content = "".join(f"<p>{html.escape(line)}</p>" for line in str(plain_text or "").splitlines())
    values = noted(
        title=item.get("title"),
        source_url=item.get("url") or item.get("external_url"),
        author=item.get("authors") or item.get("author"),
        date=item.get("date_published"),
        updated=item.get("date_modified"),
        tags=item.get("tags"),
        lang=item.get("language"),
        description=_standfirst(str(item.get("summary") or ""), content),
    )
    return values, content


# --- what feeds write in their own ways ------------------------------------------------------------------------------


def _plain(markup: str) -> str:
    return text_of(parse_html(f"<html><body>{markup}</body></html>"))


def _is_whole(summary: str) -> bool:
    """Tell whether what a feed calls a summary is the whole article: long, and not cut."""
    return len(summary) > _WHOLE and len(words := _plain(summary)) > _WHOLE and not _CUT.search(words)


def _standfirst(summary: str, content: str) -> str:
    """Return the summary where it says what the text does not begin with."""
    words = _plain(summary) if summary.strip() else ""
    known = not words or folded(words) in folded(_plain(content or "<p>"))
    return "" if known or _CUT.search(words) or len(words) > _WHOLE else words
