"""The attacks of `attacks.txt` in every field of a record, and in files of every format that there is a reader for."""

import csv
import gzip
import io
import json
import plistlib
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import yaml

# What runs sets this property of the window, and what loads asks this host.
FLAG = "pwned"
HOST = "evil.example"

# Written in C where there is one: the values are many.
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

# Characters that no XML file may hold; whoever writes one leaves them out.
_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


@cache
def attacks() -> tuple[str, ...]:
    """Return the strings of the file."""
    lines = (Path(__file__).parent / "attacks.txt").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines if not line.startswith("#"))


def packs(size: int) -> list[tuple[str, ...]]:
    """Return them in packs of so many."""
    return [attacks()[at : at + size] for at in range(0, len(attacks()), size)]


@dataclass(frozen=True, slots=True)
class Story:
    """An article whose fields all hold attacks; `words` makes its text another one than that of other stories."""

    title: str
    author: str
    outlet: str
    description: str
    tags: Sequence[str]
    url: str
    paragraphs: Sequence[str]

    @property
    def html(self) -> str:
        """The text as HTML: each attack as text, and once more as the markup that it tries to be."""
        return "".join(f"<p>{escape(text)}</p>\n<div>{text}</div>\n" for text in self.paragraphs)


def stories(size: int, words: str) -> Iterator[Story]:
    """Put the attacks into stories, so many into each field of each; every field gets all of them in the end."""
    joined = [" ".join(pack) for pack in packs(size)]
    for number, pack in enumerate(packs(size)):
        title, author, outlet, description, path = (joined[(number + step) % len(joined)] for step in range(5))
        text = [f"{one} was what the {words} of Szeged said, and nobody wondered." for one in pack]
        url = f"https://{HOST}/{number}/{path}"
        yield Story(title, author, outlet, description, pack, url if number % 2 else pack[0], text)


def page(story: Story) -> str:
    """Write a saved page: metadata in JSON-LD, meta elements and title, all as text; and the text as markup, too."""
    article: dict[str, Any] = {"@type": "NewsArticle", "headline": story.title, "description": story.description}
    article |= {"author": {"name": story.author}, "publisher": {"name": story.outlet}, "url": story.url}
    article |= {"keywords": list(story.tags), "datePublished": story.tags[0], "license": story.url, "image": story.url}
    metadata = json.dumps(article).replace("</", "<\\/")
    metas = {
        "author": story.author,
        "og:site_name": story.outlet,
        "og:url": story.url,
        "description": story.description,
    }
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(story.title)}</title>\n'
        f'<link rel="canonical" href="{escape(story.url)}">\n'
        + "".join(f'<meta property="{name}" content="{escape(value)}">\n' for name, value in metas.items())
        + f'<script type="application/ld+json">{metadata}</script></head>\n'
        f"<body><article><h1>{escape(story.title)}</h1><p class=byline>By {escape(story.author)}</p>\n"
        f"{story.html}</article></body></html>\n"
    )


def clipping(story: Story) -> str:
    """Write a clipping: well-formed front matter, and Markdown that is whatever the attacks make of it."""
    values = {"title": story.title, "author": [story.author], "publisher": story.outlet, "source": story.url}
    values |= {"description": story.description, "tags": list(story.tags)}
    text = "\n\n".join((*story.paragraphs, *story.tags))
    return f"---\n{yaml.safe_dump(values, allow_unicode=True)}---\n\n{text}\n"


def broken_clipping(story: Story) -> str:
    """Write front matter as somebody does who has never heard of quoting."""
    lines = (f"title: {story.title}", f"author: {story.author}", f"source: {story.url}", *story.tags)
    return "---\n" + "\n".join(lines) + "\n---\n\n" + "\n\n".join(story.paragraphs) + "\n"


def pasted(story: Story) -> str:
    """Write a text as it is pasted from a page."""
    return "\n\n".join((story.outlet, story.title, f"By {story.author}", "2 June 2025", *story.paragraphs)) + "\n"


def mail(story: Story) -> bytes:
    """Write a newsletter as HTML and as text; no header can hold a line break, and no program would send one."""
    message = EmailMessage()
    subject, sender = (" ".join("".join(filter(str.isprintable, text)).split()) for text in (story.title, story.author))
    message["Subject"], message["From"] = subject, (json.dumps(sender[:60]) + " <letter@evil.example>")
    message["Date"], message["Message-ID"] = "Mon, 02 Jun 2025 16:00:00 +0200", "<1@evil.example>"
    message.set_content(pasted(story))
    message.add_alternative(page(story), subtype="html")
    return message.as_bytes()


def saved_by_browser(story: Story) -> bytes:
    """Write a page as MHTML."""
    address = story.url.split()[0] if story.url.split() else ""
    head = f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nMIME-Version: 1.0\r\n"
    head += 'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n----b\r\n'
    head += "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
    return f"{head}Content-Location: {address}\r\n\r\n{page(story)}\r\n----b--\r\n".encode()


def web_archive(story: Story) -> bytes:
    """Write a page as Safari saves it."""
    main = {"WebResourceData": page(story).encode(), "WebResourceURL": "https://evil.example/a"}
    return plistlib.dumps({"WebMainResource": main | {"WebResourceMIMEType": "text/html"}}, fmt=plistlib.FMT_BINARY)


def crawled(story: Story) -> bytes:
    """Write a page as a web archive of the WARC kind."""
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(story).encode()
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://evil.example/a\r\n"
    head += "WARC-Date: 2025-06-02T12:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def feed(of: Sequence[Story]) -> str:
    """Write a feed with the stories as its items."""
    items = "".join(
        f"<item><title>{_xml(one.title)}</title><link>{_xml(one.url)}</link><author>{_xml(one.author)}</author>"
        f"<category>{_xml(one.tags[0])}</category><description>{_xml(one.html)}</description></item>"
        for one in of
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{_xml(of[0].outlet)}</title>{items}</channel></rss>'
    )


def atom(of: Sequence[Story]) -> str:
    """Write the same as Atom."""
    entries = "".join(
        f"<entry><title>{_xml(one.title)}</title><link href='{_xml(one.url)}'/><author><name>{_xml(one.author)}</name>"
        f"</author><content type='html'>{_xml(one.html)}</content></entry>"
        for one in of
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{_xml(of[0].outlet)}</title>{entries}</feed>'


def exported(of: Sequence[Story]) -> str:
    """Write the export of a read-later service."""
    return json.dumps(
        [
            {
                "title": one.title,
                "url": one.url,
                "content": one.html,
                "tags": list(one.tags),
                "published_by": [one.author],
                "domain_name": one.outlet,
                "is_archived": 0,
                "created_at": one.tags[0],
                "published_at": None,
            }
            for one in of
        ]
    )


def json_feed(of: Sequence[Story]) -> str:
    """Write a JSON feed."""
    items = [
        {"id": one.url, "url": one.url, "title": one.title, "content_html": one.html, "tags": list(one.tags)}
        | {"authors": [{"name": one.author}], "summary": one.description}
        for one in of
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": of[0].outlet, "items": items})


def references(of: Sequence[Story]) -> str:
    """Write references as CSL-JSON."""
    return json.dumps(
        [
            {"id": one.title, "type": "article-newspaper", "title": one.title, "URL": one.url, "abstract": one.html}
            | {"author": [{"family": one.author}], "container-title": one.outlet}
            for one in of
        ]
    )


def links(of: Sequence[Story]) -> str:
    """Write a list of links as Pocket exports it."""
    file = io.StringIO()
    csv.writer(file).writerows([["title", "url", "time_added", "tags", "status"]])
    csv.writer(file).writerows([[one.title, one.url, "1748930400", one.tags[0], "unread"] for one in of])
    return file.getvalue()


def zipped(of: Sequence[Story]) -> bytes:
    """Pack texts under names that try to be paths."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for one in of:
            name = f"{one.tags[0][:60]}.txt".encode("utf-8", "replace").decode()
            archive.writestr(zipfile.ZipInfo(name), pasted(one))
    return file.getvalue()


def book(of: Sequence[Story]) -> bytes:
    """Write a book with the stories as its chapters."""
    chapters = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n, _ in enumerate(of)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n, _ in enumerate(of))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_xml(of[0].title)}</dc:title><dc:creator>{_xml(of[0].author)}</dc:creator>"
        f"<dc:publisher>{_xml(of[0].outlet)}</dc:publisher><dc:language>en</dc:language></metadata>"
        f"<manifest>{chapters}</manifest><spine>{spine}</spine></package>"
    )
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    container += '<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("a.opf", package)
        for number, one in enumerate(of):
            chapter = f"<html><body><h1>{escape(one.title)}</h1>{one.html}</body></html>"
            archive.writestr(f"c{number}.xhtml", chapter.translate(_NOT_XML))
    return file.getvalue()


def _xml(text: str) -> str:
    return escape(text.translate(_NOT_XML))


# Formats of one article, by suffix; and of many.
ONE: dict[str, Callable[[Story], str | bytes]] = {
    "html": page,
    "md": clipping,
    "broken.md": broken_clipping,
    "txt": pasted,
    "eml": mail,
    "mhtml": saved_by_browser,
    "webarchive": web_archive,
    "warc": crawled,
    "html.gz": lambda story: gzip.compress(page(story).encode(), mtime=0),
}
MANY: dict[str, Callable[[Sequence[Story]], str | bytes]] = {
    "rss": feed,
    "atom": atom,
    "json": exported,
    "feed.json": json_feed,
    "csl.json": references,
    "csv": links,
    "zip": zipped,
    "epub": book,
}


def files(suffix: str, size: int) -> Iterator[bytes]:
    """Write all attacks, so many in each field, into files of a format."""
    found = list(stories(size, suffix))
    made = [MANY[suffix](found)] if suffix in MANY else [ONE[suffix](story) for story in found]
    yield from (text.encode("utf-8", "replace") if isinstance(text, str) else text for text in made)


def records(size: int) -> Iterator[str]:
    """Write briefs as somebody might propose them: so many attacks in each field, and in the end all in every one."""
    all_packs = packs(size)
    for number, pack in enumerate(all_packs):
        yield _record(number, pack, map(list, all_packs[number + 1 :] + all_packs[: number + 1]))


def _record(number: int, pack: Sequence[str], lists: Iterator[list[str]]) -> str:
    """Write one; each field takes the next of the lists."""
    words = map(" ".join, lists)
    quotes = [
        {"id": one, "text": one, "speaker": one if number % 2 else "mallory", "reason": "short-name", "cue": one}
        | {"context": {"prefix": one, "suffix": one}, "mention": one, "paragraph": 1, "spans": [[0, len(one)]]}
        for one in next(lists)
    ]
    values: dict[str, Any] = {"title": next(words), "date": f"2024-01-{number % 28 + 1:02}", "updated": next(words)}
    values |= {"author": next(lists), "publisher": next(words), "agency": next(words), "accessed": next(words)}
    values |= {"source_url": next(lists)[0], "lang": next(words), "description": next(words)}
    values |= {"summary": next(lists), "tags": next(lists), "rights": "full"}
    values |= {"people": ["mallory", person(number)[0], next(words)], "countries": ["HU"]}
    values |= {"organisations": [next(words)], "places": next(lists), "quotes": quotes, "review": {"by": next(words)}}
    named = {"name": next(words), "also": next(lists), "roles": next(lists), "mentions": 2}
    values["brief"] = {
        "id": next(words),
        "article": next(words),
        "text": next(words),
        "model": next(words),
        "from": {"title": next(words), "date": next(words)},
        "problems": next(lists),
        "disagreements": {"title": next(lists)},
        "people": {"mallory": named, person(number)[0]: {"name": person(number)[1], "mentions": 1}},
        "countries": {"HU": {"mentions": 2, "subject": True, "evidence": {"name": dict.fromkeys(next(lists), 2)}}},
        "places": dict.fromkeys(next(lists), "HU"),
        "organisations": {"a": next(lists)},
    }
    text = "\n\n".join([*pack, *(f"“{one}” she said." for one in pack)])
    return f"---\n{yaml.dump(values, Dumper=_DUMPER, allow_unicode=True, sort_keys=False)}---\n\n{text}\n"


def person(number: int) -> tuple[str, str]:
    """Return the id and the name of somebody of whom there is one in each record."""
    surname = "".join("abcdefghij"[int(digit)] for digit in f"{number:03}")
    return f"gil-z{surname}", f"Gil Z{surname}"


def corrections(size: int) -> str:
    """Write corrections whose names, notes and authors are attacks."""
    joined = [" ".join(" ".join(pack).split()) for pack in packs(size)]
    entries = [
        {
            "fix": "rename",
            "person": person(number)[0],
            "name": name,
            "note": joined[number - 1],
            "by": joined[number - 2],
        }
        for number, name in enumerate(joined)
    ]
    return yaml.safe_dump(entries, allow_unicode=True)


def settings(size: int) -> dict[str, Any]:
    """Return settings that name outlets and a country by attacks."""
    joined = [" ".join(pack) for pack in packs(size)]
    return {"outlet_rights": dict.fromkeys(joined, "full"), "territories": {"HU": joined[0]}}
