"""One small sound file of each format, for mutations to start from; all of them are invented."""

import gzip
import io
import json
import plistlib
import zipfile
from email.message import EmailMessage
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]
SAMPLES = TESTS.parent / "articles" / "samples"

TITLE = "Ferry crews ask for quiet"
URL = "https://harbourdesk.example/ports/quiet?utm_source=mail"
TEXT = "The crews of the harbour ferries asked the port on Monday for ten minutes of quiet between two crossings."
SECOND = "The port will answer in a week. “We have time,” said Ines Varga, who speaks for the crews. 日本 עברית 🙂"
BODY = f"<p>{TEXT}</p><h2>A week</h2><ul><li>{SECOND}</li></ul><blockquote><p>“We drink it standing.”</p></blockquote>"
LINKED = json.dumps(
    {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": TITLE,
        "author": [{"@type": "Person", "name": "Ines Varga"}],
        "datePublished": "2025-06-02T16:00:00+02:00",
        "publisher": {"name": "Harbour Desk"},
    }
)
PAGE = (
    f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} - Harbour Desk</title>'
    f'<link rel="canonical" href="{URL}"><meta name="author" content="Ines Varga"><meta property="og:title" '
    f'content="{TITLE}"><script type="application/ld+json">{LINKED}</script></head><body>'
    f"<nav><a href='/'>Home</a></nav><article><h1>{TITLE}</h1><p class=byline>By Ines Varga</p>"
    "<time datetime=2025-06-02>2 June 2025</time>"
    f"<figure><img src=a.jpg><figcaption>The quay. Photo: A. Person/Agency</figcaption></figure>{BODY}</article>"
    "<aside>Related: <a href=/x>Another story of the harbour</a></aside><footer>© 2025</footer></body></html>"
)
CLIPPING = (
    f"---\ntitle: '{TITLE}'\nsource: {URL}\nauthor:\n  - '[[Ines Varga]]'\npublished: 2025-06-02\n"
    f"tags: [ports, tea]\n---\n# {TITLE}\n\n{TEXT}\n\n> “We drink it standing.”\n\n- {SECOND}\n\n![The quay](a.jpg)\n"
)
PASTED = (
    f"Harbour Desk\nPORTS\n\n{TITLE}\n\nBy Ines Varga\n2 June 2025\n\n{TEXT}\n\n{SECOND}\n\nRead more: Another story\n"
)


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """Return file names and contents."""
    texts = {
        "page.html": PAGE,
        "clipping.md": CLIPPING,
        "pasted.txt": PASTED,
        "page.mhtml": _mhtml(),
        "feed.rss": _rss(),
        "feed.atom": _atom(),
        "zotero.rdf": _zotero(),
        "links.opml": f'<opml version="2.0"><body><outline text="{TITLE}" type="rss" xmlUrl="{URL}"/></body></opml>',
        "links.csv": f"title,url,time_added,tags,status\n{TITLE},{URL},1748930400,ports,unread\n",
        "link.url": f"[InternetShortcut]\nURL={URL}\n",
        **{f"{name}.json": json.dumps(value, ensure_ascii=False) for name, value in _json().items()},
    }
    packed = {
        "page.html.gz": gzip.compress(PAGE.encode(), mtime=0),
        "mail.eml": _mail(),
        "page.webarchive": _webarchive(),
        "several.zip": _zip({"a.html": PAGE, "b/c.md": CLIPPING, "../d.txt": PASTED}),
        "book.epub": _epub(),
        "crawl.warc": _warc(),
        "paper.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
    }
    stubs = {path.name: path.read_bytes() for path in sorted((TESTS / "stubs").iterdir())[::7]}
    samples = {path.name: path.read_bytes() for path in sorted(SAMPLES.glob("[a-f]*"))}
    found = {name: text.encode() for name, text in texts.items()} | packed | stubs | samples
    return tuple(found.items())


def _mhtml() -> str:
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {URL}\r\nSubject: {TITLE}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n----b\r\nContent-Type: text/html\r\n'
        f"Content-Transfer-Encoding: 8bit\r\nContent-Location: {URL}\r\n\r\n{PAGE}\r\n----b--\r\n"
    )


def _mail() -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = TITLE, "Harbour Desk <letter@harbourdesk.example>"
    message["Date"], message["Message-ID"] = "Mon, 02 Jun 2025 16:00:00 +0200", "<1@harbourdesk.example>"
    message.set_content(PASTED)
    message.add_alternative(PAGE, subtype="html")
    return bytes(message)


def _rss() -> str:
    item = f"<item><title>{TITLE}</title><link>{URL.replace('&', '&amp;')}</link><dc:creator>Ines Varga</dc:creator>"
    item += "<pubDate>Mon, 02 Jun 2025 16:00:00 +0200</pubDate>"
    item += f"<content:encoded><![CDATA[{BODY}]]></content:encoded></item>"
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour Desk</title>{item}{item}'
        "</channel></rss>"
    )


def _atom() -> str:
    escaped = BODY.replace("&", "&amp;").replace("<", "&lt;")
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Desk</title><entry>'
        f"<title>{TITLE}</title><link href='{URL}'/><author><name>Ines Varga</name></author>"
        f"<published>2025-06-02T16:00:00Z</published><content type='html'>{escaped}</content></entry></feed>"
    )


def _zotero() -> str:
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/'
        'export#" xmlns:bib="http://purl.org/net/biblio#" xmlns:dc="http://purl.org/dc/elements/1.1/"><bib:Article '
        f'rdf:about="{URL}"><z:itemType>newspaperArticle</z:itemType><dc:title>{TITLE}</dc:title></bib:Article></rdf:RDF>'
    )


def _json() -> dict[str, object]:
    wallabag = {"title": TITLE, "url": URL, "content": BODY, "tags": ["ports"], "published_by": ["Ines Varga"]}
    readability = {"title": TITLE, "byline": "By Ines Varga", "content": BODY, "textContent": TEXT, "length": 300}
    csl = {"id": "a", "type": "article-newspaper", "title": TITLE, "author": [{"family": "Varga", "given": "Ines"}]}
    return {
        "wallabag": [{**wallabag, "is_archived": 0, "created_at": "2025-06-03T08:00:00+0200", "published_at": None}],
        "readability": readability,
        "csl": [{**csl, "issued": {"date-parts": [[2025, 6, 2]]}, "URL": URL, "container-title": "Harbour Desk"}],
    }


def _webarchive() -> bytes:
    main = {"WebResourceData": PAGE.encode(), "WebResourceURL": URL, "WebResourceMIMEType": "text/html"}
    return plistlib.dumps(
        {"WebMainResource": {**main, "WebResourceTextEncodingName": "UTF-8"}}, fmt=plistlib.FMT_BINARY
    )


def _zip(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return packed.getvalue()


def _epub() -> bytes:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
        'full-path="c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{TITLE}</dc:title></metadata><manifest><item id="a" '
        'href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
    )
    return _zip(
        {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "c.opf": package, "a.xhtml": PAGE}
    )


def _warc() -> bytes:
    page = PAGE.encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page)
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {URL}\r\nWARC-Date: 2025-06-03T06:00:00Z\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"
