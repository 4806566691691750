"""The two formats of a feed: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org).

Both say the same. What an article has in it is text to both: in Atom all of it is escaped by the writer of XML, and the
content is HTML in which it was escaped before.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from builder.pages.generated import MARK, json_file
from builder.pages.page import Page
from builder.texts import language

JSON_FEED = "https://jsonfeed.org/version/1.1"
ATOM = "http://www.w3.org/2005/Atom"

# When an entry was changed of which nobody knows when: Atom asks for a time, and this one no reader takes for news.
UNKNOWN = "1970-01-01T00:00:00Z"

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# What XML 1.0 has no way to write (its section 2.2).
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `address` of its page, `source` that of the article; times as RFC 3339 has them; `content` is HTML."""

    id: str
    address: str
    title: str
    lang: str
    authors: tuple[str, ...]
    published: str | None
    updated: str | None
    source: str | None
    content: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: `address` of the page that it belongs to, `own` that of the feed itself, but for its suffix."""

    id: str
    title: str
    about: str
    author: str
    address: str
    own: str
    entries: tuple[Entry, ...]


def json_feed(path: str, feed: Feed) -> Page:
    """Write a feed as JSON Feed."""
    values = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.address,
        "feed_url": f"{feed.own}.json",
        "description": feed.about,
        "language": language(),
        "authors": [{"name": feed.author}],
    }
    items = [_known(_item(entry)) for entry in feed.entries]
    return json_file(path, {**_known(values), "items": items})


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.address,
        "external_url": entry.source,
        "title": entry.title,
        "content_html": entry.content,
        "date_published": entry.published,
        "date_modified": entry.updated if entry.updated != entry.published else None,
        "authors": [{"name": name} for name in entry.authors],
        "language": entry.lang,
    }


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def atom(path: str, feed: Feed) -> Page:
    """Write a feed as Atom."""
    root = Element("feed", {"xmlns": ATOM, _LANG: language()})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    if feed.about:
        _text(root, "subtitle", feed.about)
    _text(root, "updated", max((entry.updated or UNKNOWN for entry in feed.entries), default=UNKNOWN))
    _authors(root, [feed.author])
    SubElement(root, "link", rel="self", type="application/atom+xml", href=f"{feed.own}.xml")
    SubElement(root, "link", rel="alternate", type="text/html", href=feed.address)
    for entry in feed.entries:
        _entry(SubElement(root, "entry"), entry)
    written = ElementTree.tostring(root, encoding="unicode")
    return Page(path, f'<?xml version="1.0" encoding="utf-8"?>\n<!-- {MARK} -->\n{written}\n')


def _entry(element: Element, entry: Entry) -> None:
    if entry.lang:
        element.set(_LANG, entry.lang)
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    if entry.published:
        _text(element, "published", entry.published)
    _text(element, "updated", entry.updated or UNKNOWN)
    _authors(element, entry.authors)
    SubElement(element, "link", rel="alternate", type="text/html", href=entry.address)
    if entry.source:
        SubElement(element, "link", rel="via", href=_writable(entry.source))
    _text(element, "content", entry.content).set("type", "html")


def _authors(element: Element, names: Iterable[str]) -> None:
    for name in names:
        _text(SubElement(element, "author"), "name", name)


def _text(parent: Element, tag: str, text: str) -> Element:
    element = SubElement(parent, tag)
    element.text = _writable(text)
    return element


def _writable(text: str) -> str:
    return _NO_XML.sub("", text)
