"""Feeds: valid as Atom and as JSON Feed, understood by a reader of feeds, and saying no more than the pages."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import jsonschema
import pytest

from builder.collection import Collection, collect
from builder.pages import feeds
from builder.pages.around import Surroundings
from builder.pages.page import brief_path, person_path, url
from builder.settings import Site

SITE = Site("Desk <&> Sons", "Who said what.", "https://desk.example/below/")
NOWHERE = Site("Desk", "")

ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:\S+")

# JSON Feed 1.1: what must be there, and what kind of value everything else is.
_AUTHORS = {
    "type": "array",
    "items": {"type": "object", "minProperties": 1, "properties": {"name": {"type": "string"}}},
}
_ADDRESS = {"type": "string", "format": "uri-reference", "minLength": 1}
_INSTANT = {"type": "string", "pattern": f"^{RFC_3339.pattern}$"}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": _ADDRESS,
        "feed_url": _ADDRESS,
        "description": {"type": "string"},
        "language": {"type": "string"},
        "authors": _AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_html"],
                "properties": {
                    "id": {"type": "string", "pattern": f"^{ABSOLUTE.pattern}$"},
                    "url": _ADDRESS,
                    "external_url": {"type": "string", "pattern": "^https?://"},
                    "title": {"type": "string"},
                    "content_html": {"type": "string"},
                    "date_published": _INSTANT,
                    "date_modified": _INSTANT,
                    "authors": _AUTHORS,
                    "language": {"type": "string"},
                },
                "additionalProperties": False,
            },
        },
    },
    "patternProperties": {"^_[a-zA-Z]": {"type": "object"}},
    "additionalProperties": False,
}


def made(collection: Collection, site: Site) -> dict[str, str]:
    return {draft.path: draft.write().text for draft in feeds.drafts(collection, Surroundings(collection), site)}


@pytest.fixture(scope="module")
def written(collection: Collection) -> dict[str, str]:
    return made(collection, SITE)


@pytest.fixture(scope="module", params=["somewhere", "nowhere"])
def anywhere(request: pytest.FixtureRequest, collection: Collection, written: dict[str, str]) -> dict[str, str]:
    return written if request.param == "somewhere" else made(collection, NOWHERE)


def texts(element: Element, tag: str) -> list[str]:
    return [child.text or "" for child in element.findall(f"{ATOM}{tag}")]


def links(element: Element) -> Iterator[tuple[str, str]]:
    for link in element.findall(f"{ATOM}link"):
        yield link.get("rel", "alternate"), link.get("href", "")


def check_construct(element: Element) -> None:
    """What a feed and an entry must both hold (RFC 4287, 4.1.1 and 4.1.2)."""
    (name,) = texts(element, "id")
    assert ABSOLUTE.fullmatch(name)
    (title,) = texts(element, "title")
    assert title
    (updated,) = texts(element, "updated")
    assert RFC_3339.fullmatch(updated)
    assert len(texts(element, "published")) <= 1
    assert all(RFC_3339.fullmatch(published) for published in texts(element, "published"))
    for author in element.findall(f"{ATOM}author"):
        assert all(texts(author, "name"))
        assert len(author) == 1
    assert all(address and " " not in address for _, address in links(element))
    assert [rel for rel, _ in links(element)].count("alternate") == 1


def check_atom(text: str) -> Element:
    feed = ElementTree.fromstring(text)
    assert feed.tag == f"{ATOM}feed"
    check_construct(feed)
    assert feed.find(f"{ATOM}author") is not None, "entries without an author take it from the feed"
    assert [rel for rel, _ in links(feed)].count("self") == 1
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        check_construct(entry)
        (content,) = entry.findall(f"{ATOM}content")
        assert content.get("type") == "html"
        assert len(content) == 0, "HTML is text here"
    names = [texts(entry, "id")[0] for entry in entries]
    assert len(set(names)) == len(names)
    assert texts(feed, "updated")[0] == max(
        [texts(entry, "updated")[0] for entry in entries], default="1970-01-01T00:00:00Z"
    )
    return feed


def test_every_atom_feed_holds_what_the_standard_asks_for(anywhere: dict[str, str]) -> None:
    found = [check_atom(text) for path, text in anywhere.items() if path.endswith(".xml")]
    assert len(found) > 20
    assert max(len(feed.findall(f"{ATOM}entry")) for feed in found) == feeds.ENTRIES


def test_every_json_feed_fits_the_schema(anywhere: dict[str, str]) -> None:
    validator = jsonschema.Draft202012Validator(JSON_FEED)
    for path, text in anywhere.items():
        if path.endswith(".json"):
            validator.validate(json.loads(text))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{"url": "x"}]})


def test_both_formats_say_the_same(written: dict[str, str]) -> None:
    for path, text in written.items():
        if path.endswith(".json"):
            feed = ElementTree.fromstring(written[path.replace(".json", ".xml")])
            entries = feed.findall(f"{ATOM}entry")
            told = [(item["id"], item["title"], item["content_html"]) for item in json.loads(text)["items"]]
            assert told == [(texts(e, "id")[0], texts(e, "title")[0], texts(e, "content")[0]) for e in entries]


def test_a_feed_begins_with_the_newest_brief(collection: Collection, written: dict[str, str]) -> None:
    feed = ElementTree.fromstring(written["feeds/briefs.xml"])
    assert texts(feed, "title") == [SITE.name]
    newest = collection.briefs[0]
    entry = feed.findall(f"{ATOM}entry")[0]
    assert texts(entry, "title") == [newest.title]
    assert dict(links(entry))["alternate"] == f"{SITE.address}{url(brief_path(newest))}"
    assert texts(entry, "published")[0].startswith(newest.date or "")
    assert newest.summary[0] in unescape(texts(entry, "content")[0])


def test_without_an_address_links_start_from_the_feed(collection: Collection) -> None:
    written = made(collection, NOWHERE)
    person = next(person for person in collection.people.values() if feeds.has_feed(person))
    path = f"feeds/{person_path(person.id).removesuffix('.md')}.xml"
    feed = ElementTree.fromstring(written[path])
    root = "https://anywhere.example/below/"
    found = dict(links(feed))
    assert urljoin(f"{root}{path}", found["alternate"]) == f"{root}{url(person_path(person.id))}"
    assert urljoin(f"{root}{path}", found["self"]) == f"{root}{path}"
    home = dict(links(ElementTree.fromstring(written["feeds/briefs.xml"])))["alternate"]
    assert urljoin(f"{root}feeds/briefs.xml", home) == root


def test_a_person_has_a_feed_of_what_they_said(collection: Collection, written: dict[str, str]) -> None:
    for person in collection.people.values():
        path = f"feeds/{person_path(person.id).removesuffix('.md')}.json"
        assert (path in written) == (len(person.briefs) >= feeds.FEWEST)
        if path in written:
            items = json.loads(written[path])["items"]
            assert [item["title"] for item in items] == [brief.title for brief in person.briefs[: feeds.ENTRIES]]
            speakers = re.findall(r"<br>— ([^<]*)</blockquote>", "".join(item["content_html"] for item in items))
            assert set(speakers) <= {person.name.replace("'", "&#x27;")}


def hostile(collection: Collection) -> Collection:
    words = "</content><script>alert(1)</script> ]]> <!-- & \x00\x0b\ufffe {{ 7*7 }}"
    brief = collection.briefs[0]
    quote = replace(brief.quotes[0], text=words, spans=(), speaker=words, reported=False)
    told = replace(
        brief,
        title=words,
        publisher=words,
        author=(words,),
        summary=(words,),
        quotes=(quote,),
        rights="excerpt",
        lang='"',
    )
    return collect([told])


def test_what_an_article_says_stays_text(collection: Collection) -> None:
    written = made(hostile(collection), SITE)
    feed = check_atom(written["feeds/briefs.xml"])
    jsonschema.validate(json.loads(written["feeds/briefs.json"]), JSON_FEED)
    (content,) = texts(feed.findall(f"{ATOM}entry")[0], "content")
    assert "<script" not in content
    assert content.count("&lt;script&gt;") >= 4


@pytest.mark.parametrize(("rights", "words", "heard"), [("metadata", False, False), ("excerpt", True, True)])
def test_a_feed_shows_what_the_rights_allow(collection: Collection, rights: str, words: bool, heard: bool) -> None:
    brief = next(brief for brief in collection.briefs if brief.summary and brief.quotes[0].text)
    (item,) = json.loads(made(collect([replace(brief, rights=rights)]), SITE)["feeds/briefs.json"])["items"]
    assert ("<blockquote>" in item["content_html"]) is heard
    assert (brief.summary[0][:20] in item["content_html"]) is words
    assert not json.loads(made(collect([replace(brief, rights="private")]), SITE)["feeds/briefs.json"])["items"]


def test_an_article_without_a_date_is_no_news(collection: Collection) -> None:
    undated = collect([replace(collection.briefs[0], date=None, updated=None)])
    written = made(undated, SITE)
    entry = check_atom(written["feeds/briefs.xml"]).findall(f"{ATOM}entry")[0]
    assert (texts(entry, "published"), texts(entry, "updated")) == ([], ["1970-01-01T00:00:00Z"])
    (item,) = json.loads(written["feeds/briefs.json"])["items"]
    assert not {"date_published", "date_modified"} & item.keys()


def test_a_collection_without_briefs_has_feeds_all_the_same() -> None:
    written = made(collect([]), NOWHERE)
    check_atom(written["feeds/briefs.xml"])
    items: Any = json.loads(written["feeds/briefs.json"])["items"]
    assert items == []
