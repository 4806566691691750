"""Exports of read-later programs and archives, feeds: what each says of an article, and where its text is."""

import json
from pathlib import Path
from typing import Any

import pytest

from builder.article import Article
from builder.readers import Reading, read_all
from tests.ferry_story import SECOND, TEXT, TITLE
from tests.test_readers_archive import packed

HTML = f"<p>{TEXT}</p><h2>A week</h2><p>{SECOND}</p><blockquote><p>“We drink it standing.”</p></blockquote>"
URL = "https://harbourdesk.example/ports/quiet"

WALLABAG = {
    "is_archived": 0,
    "is_starred": 0,
    "tags": ["ports"],
    "id": 12,
    "title": TITLE + " - Harbour Desk",
    "url": URL + "?utm_source=mail",
    "content": HTML,
    "created_at": "2025-06-03T08:00:00+02:00",
    "published_at": "2025-06-02T16:00:00+02:00",
    "published_by": ["Ines Varga", "Tom Okafor"],
    "language": "en_GB",
    "domain_name": "harbourdesk.example",
}
OMNIVORE = {
    "id": "20db074a",
    "slug": "ferry-crews-192d",
    "title": TITLE,
    "description": "A pause between crossings.",
    "author": "Ines Varga and Tom Okafor",
    "url": URL,
    "labels": ["ports", "RSS"],
    "savedAt": "2025-06-03T06:00:00.000Z",
    "updatedAt": "2025-06-04T06:00:00.000Z",
    "publishedAt": "2025-06-02T14:00:00.000Z",
}
READABILITY = {
    "title": TITLE,
    "byline": "By Ines Varga and Tom Okafor",
    "dir": None,
    "lang": "en",
    "length": 300,
    "excerpt": "A pause between crossings.",
    "siteName": "Harbour Desk",
    "publishedTime": "2025-06-02T14:00:00Z",
}
ARCHIVEBOX = {"url": URL, "timestamp": "1748930400.5", "title": "x", "tags": "ports,tea", "history": {}}
PAGE = (
    f"<!doctype html><html lang=en><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
    f"<p>By Ines Varga</p><time datetime=2025-06-02>2 June 2025</time><p>{TEXT}</p><p>{SECOND}</p></article></body>"
)
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Harbour Desk",
    "items": [
        {"id": "1", "url": URL, "title": TITLE, "content_html": HTML, "date_published": "2025-06-02T14:00:00Z",
         "authors": [{"name": "Ines Varga"}], "tags": ["ports"], "summary": "A pause between crossings."},
        {"id": "2", "url": URL + "2", "title": "Only words", "content_text": f"{TEXT}\n\n{SECOND}"},
    ],
}  # fmt: skip
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>World news | Harbour Desk</title><atom:link href="https://harbourdesk.example/feed" rel="self"/>
<item><media:title>A picture</media:title><title>{TITLE}</title><link>{URL}</link>
<pubDate>Mon, 02 Jun 2025 16:00:00 +0200</pubDate><dc:creator>Ines Varga</dc:creator><category>ports</category>
<description>A pause between crossings.</description><content:encoded><![CDATA[{HTML}]]></content:encoded></item>
<item><title>Only a summary</title><link>{URL}/2</link><description>A pause between crossings. Read more</description>
</item>
<item><title>{TITLE}</title><guid>{URL}/3</guid><author>desk@harbourdesk.example (Tom Okafor)</author>
<description>&lt;p&gt;{(TEXT + " " + SECOND) * 4}&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Desk</title>
<entry><title type="html">Ferry crews ask for &lt;b&gt;quiet&lt;/b&gt;</title><link rel="enclosure" href="{URL}.mp3"/>
<link href="{URL}"/><id>urn:1</id><published>2025-06-02T14:00:00Z</published><updated>2025-06-03T14:00:00Z</updated>
<author><name>Ines Varga</name></author><category term="ports"/><summary>A pause between crossings.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p><p>{SECOND}</p></div></content></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="x"><title>Harbour Desk</title></channel>
<item rdf:about="{URL}"><title>{TITLE}</title><link>{URL}</link><dc:date>2025-06-02T14:00:00Z</dc:date>
<dc:creator>Ines Varga</dc:creator><content:encoded>{HTML.replace("<", "&lt;")}</content:encoded></item></rdf:RDF>"""


def written(folder: Path, files: dict[str, Any]) -> Path:
    """Write files, JSON where it is no text; return the first."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return folder / next(iter(files))


def articles(readings: list[Reading]) -> dict[str, Article]:
    return {reading.entry: reading.article for reading in readings if reading.article}


FULL = {
    "title": TITLE,
    "author": ("Ines Varga", "Tom Okafor"),
    "publisher": "Harbour Desk",
    "source_url": URL,
    "lang": "en",
}
NONE_BUT_ONE = {**FULL, "author": ("Ines Varga",)}


@pytest.mark.parametrize(
    ("files", "entry", "expected"),
    [
        (
            {"wallabag.json": [WALLABAG]},
            "12",
            {**FULL, "date": "2025-06-02T16:00:00+02:00", "accessed": "2025-06-03T08:00:00+02:00", "tags": ("ports",)},
        ),
        (
            {"metadata_0_to_20.json": [OMNIVORE], "content/ferry-crews-192d.html": HTML},
            "ferry-crews-192d",
            {**FULL, "date": "2025-06-02T14:00:00Z", "tags": ("ports", "RSS")},
        ),
        ({"page.json": {**READABILITY, "content": HTML, "url": URL}}, "", {**FULL, "date": "2025-06-02T14:00:00Z"}),
        (
            {"page.json": {**READABILITY, "textContent": f"{TEXT}\n\n{SECOND}"}},
            "",
            {**FULL, "source_url": None, "description": "A pause between crossings."},
        ),
        (
            {"index.json": ARCHIVEBOX, "readability/article.json": READABILITY, "readability/content.html": HTML},
            "",
            {**FULL, "accessed": "2025-06-03T06:00:00Z", "tags": ("ports", "tea")},
        ),
        (
            {"index.json": ARCHIVEBOX, "singlefile.html": "<p>nothing", "output.html": PAGE},
            "",
            {**NONE_BUT_ONE, "date": "2025-06-02", "accessed": "2025-06-03T06:00:00Z"},
        ),
        ({"feed.json": JSON_FEED}, "ferry-crews-ask-for-quiet", {**NONE_BUT_ONE, "date": "2025-06-02T14:00:00Z"}),
        (
            {"feed.xml": RSS},
            "ferry-crews-ask-for-quiet",
            {**NONE_BUT_ONE, "date": "2025-06-02T16:00:00+02:00", "description": "A pause between crossings."},
        ),
        (
            {"any.txt": ATOM},
            "ferry-crews-ask-for-quiet",
            {**NONE_BUT_ONE, "date": "2025-06-02T14:00:00Z", "updated": "2025-06-03T14:00:00Z", "tags": ("ports",)},
        ),
        ({"feed.rdf": RDF}, "ferry-crews-ask-for-quiet", {**NONE_BUT_ONE, "date": "2025-06-02T14:00:00Z"}),
    ],
)
def test_reads_what_is_said_of_an_article_and_its_text(
    tmp_path: Path, files: dict[str, Any], entry: str, expected: dict[str, object]
) -> None:
    article = articles(read_all(written(tmp_path, files)))[entry]
    assert {name: getattr(article, name) for name in expected} == expected
    assert [block.text for block in article.blocks][:1] == [TEXT]
    assert SECOND in article.text


def test_the_blocks_of_exported_html_keep_their_kinds(tmp_path: Path) -> None:
    article = articles(read_all(written(tmp_path, {"w.json": [WALLABAG]})))["12"]
    assert [block.kind for block in article.blocks] == ["paragraph", "heading", "paragraph", "quote"]
    assert article.provenance["title"] == "Wallabag"
    assert article.provenance["publisher"] == "Wallabag"


def test_entries_of_a_feed_without_their_text_are_named_and_equal_titles_get_numbers(tmp_path: Path) -> None:
    readings = read_all(written(tmp_path, {"feed.xml": RSS}))
    assert [reading.entry for reading in readings] == [
        "ferry-crews-ask-for-quiet",
        "only-a-summary",
        "ferry-crews-ask-for-quiet-2",
    ]
    assert "only a summary" in (readings[1].error or "")
    third = readings[2].article
    assert third
    assert (third.author, third.source_url) == (("Tom Okafor",), URL + "/3")


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"a.json": '{"a": \n 1,}'}, "line 2"),
        ({"a.json": "[" * 100_000}, "JSON"),
        ({"a.json": {"a": 1}}, "none of the exports"),
        ({"a.json": []}, "none of the exports"),
        ({"a.json": [{**WALLABAG, "content": "<p>wallabag can't retrieve contents for this.</p>"}]}, "Wallabag"),
        ({"a.json": [{**WALLABAG, "content": None}]}, "Wallabag"),
        ({"a.json": [{**WALLABAG, "content": "<p></p>"}]}, "no article text"),
        ({"metadata_0_to_20.json": [OMNIVORE]}, "without their texts"),
        ({"article.json": READABILITY}, "no content.html"),
        ({"index.json": ARCHIVEBOX}, "no text of this page"),
        ({"a.json": [{"href": URL, "description": "x"}] * 3}, "3 links without their texts"),
        ({"a.json": {**JSON_FEED, "items": []}}, "no entry"),
        ({"part_000000.csv": f"title,url,time_added,tags,status\n{TITLE},{URL},1700000000,,unread\n"}, "one link"),
        ({"instapaper.csv": "URL,Title,Selection,Folder,Timestamp\n" + f"{URL},x,,Unread,1\n" * 1200}, "1,200 links"),
        ({"table.csv": "a,b\n1,2\n"}, "tables are not read"),
        ({"ril_export.html": "<!DOCTYPE html>\n<html><head><title>Pocket Export</title></head><body><h1>Unread</h1>"
         f'<ul><li><a href="{URL}" time_added="1">x</a></li></ul></body></html>'}, "one link without its text"),
        ({"bookmarks.html": f'<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p><DT><A HREF="{URL}">x</A></DL>'}, "one link"),
        ({"feeds.opml": f'<?xml version="1.0"?><opml><body><outline xmlUrl="{URL}"/></body></opml>'}, "one link"),
        ({"a.url": f"[InternetShortcut]\r\nURL={URL}\r\n"}, "one link"),
        ({"empty.xml": "<rss><channel><title>x</title></channel></rss>"}, "no entry"),
        ({"bomb.xml": '<!DOCTYPE rss [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss><item>&b;</item></rss>'},
         "declares entities"),
        ({"file.xml": '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><item>&a;</item></rss>'},
         "declares entities"),
        ({"broken.xml": "<rss"}, "no entry"),
        ({"not.xml": "words only"}, "the XML is broken"),
    ],
)  # fmt: skip
def test_says_in_one_line_what_is_wrong_and_what_to_do(tmp_path: Path, files: dict[str, Any], words: str) -> None:
    (reading,) = read_all(written(tmp_path, files))
    assert reading.article is None
    assert words in (reading.error or "")
    assert ";" in (reading.error or "")


def test_one_bad_article_of_an_export_does_not_stop_the_others(tmp_path: Path) -> None:
    items = [{**WALLABAG, "id": 1, "content": ""}, "nonsense", {**WALLABAG, "id": {"x": []}, "title": 5}, WALLABAG]
    readings = read_all(written(tmp_path, {"w.json": items}))
    assert [bool(reading.article) for reading in readings] == [False, True, True]


def test_the_paths_of_an_export_do_not_lead_out_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text(HTML)
    path = written(tmp_path / "export", {"metadata_0_to_20.json": [{**OMNIVORE, "slug": "../../secret"}]})
    (reading,) = read_all(path)
    assert reading.article is None


CSL = [
    {"id": "x", "type": "webpage", "title": "Another"},
    {
        "id": "y", "type": "article-newspaper", "title": "Ferry Crews Ask for Quiet!", "URL": URL,
        "container-title": "The Harbour Desk", "issued": {"date-parts": [["2025", 6, 2]]}, "language": "en-GB",
        "author": [{"family": "Varga", "given": "Ines"}, {"literal": "Tom Okafor"}],
        "accessed": {"date-parts": [[2025, 6, 3]]}, "abstract": "A pause between crossings.",
    },
]  # fmt: skip


@pytest.mark.parametrize("canonical", [f'<link rel="canonical" href="{URL}">', ""])
def test_references_beside_a_page_describe_it(tmp_path: Path, canonical: str) -> None:
    page = PAGE.replace("<head>", "<head>" + canonical).replace("2025-06-02>2 June", "2025-05-30>30 May")
    path = written(tmp_path, {"page.html": page, "refs.json": CSL, "broken.json": "{"})
    (article,) = articles(read_all(path)).values()
    assert article.author == ("Ines Varga", "Tom Okafor")
    assert (article.date, article.publisher, article.accessed) == ("2025-06-02", "The Harbour Desk", "2025-06-03")
    assert article.provenance["author"] == "CSL-JSON"
    assert any("2025-05-30" in other for other in article.disagreements["date"])
    assert article.text.startswith(TEXT)


def test_references_are_no_articles_themselves(tmp_path: Path) -> None:
    refs = written(tmp_path, {"refs.json": CSL})
    assert "holds no texts" in (read_all(refs)[0].error or "")
    written(tmp_path, {"page.html": PAGE})
    assert read_all(refs) == [Reading("")]


def test_reads_exports_in_an_archive_as_on_the_disk(tmp_path: Path) -> None:
    files = {
        "omnivore/metadata_0_to_20.json": json.dumps([OMNIVORE]),
        "omnivore/content/ferry-crews-192d.html": HTML,
        "omnivore/highlights/ferry-crews-192d.md": "> a highlight",
        "box/archive/1748930400.5/index.json": json.dumps(ARCHIVEBOX),
        "box/archive/1748930400.5/index.html": "<h1>ArchiveBox</h1>",
        "box/archive/1748930400.5/singlefile.html": PAGE,
        "box/archive/1748930400.5/readability/content.html": HTML,
        "pages/page.html": PAGE,
        "pages/refs.json": json.dumps(CSL),
        "feed.xml": ATOM,
    }
    path = packed(tmp_path / "all.zip", dict(files))
    found = articles(read_all(path))
    assert list(found) == [
        "box/archive/1748930400.5/index.json",
        "feed.xml#ferry-crews-ask-for-quiet",
        "omnivore/metadata_0_to_20.json#ferry-crews-192d",
        "pages/page.html",
    ]
    assert found["pages/page.html"].publisher == "The Harbour Desk"
    assert read_all(path) == read_all(path)
