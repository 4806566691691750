"""EPUB, PDF, web archives and Zotero's export: each made here, small, and read back."""

import gzip
import io
import plistlib
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from builder.article import Article
from builder.readers import Reading, read_all, read_file
from builder.readers.bundles import bundles
from builder.readers.worker import answers
from tests.ferry_story import SECOND, TEXT, TITLE

URL = "https://harbourdesk.example/p/quiet"
PAGE = (
    f'<!doctype html><html lang="en"><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>'
    f"<p>By Ines Varga</p><time datetime=2025-06-02>2 June 2025</time><p>{TEXT}</p><p>{SECOND} Café.</p></article>"
)


def articles(readings: Sequence[Reading]) -> dict[str, Article]:
    return {reading.entry: reading.article for reading in readings if reading.article}


def error(path: Path) -> str:
    (reading,) = read_all(path)
    assert reading.article is None
    assert reading.error
    assert ";" in reading.error
    return reading.error


# --- EPUB ------------------------------------------------------------------------------------------------------------

CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
ABOUT = f"""<dc:title>{TITLE}</dc:title><dc:creator>Ines Varga</dc:creator><dc:publisher>Harbour Desk</dc:publisher>
<dc:date>2025-06-02</dc:date><dc:language>en-GB</dc:language><dc:source>{URL}</dc:source>"""


def part(body: str) -> str:
    return f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{body}</body></html>'


def epub(path: Path, parts: dict[str, str], contents: dict[str, str], about: str = ABOUT, ncx: bool = False) -> Path:
    """Write an EPUB: its parts by file name, and its list of contents, in the form of EPUB 3 or 2."""
    items = "".join(f'<item id="{n}" href="{n}" media-type="application/xhtml+xml"/>' for n in parts)
    order = "".join(f'<itemref idref="{n}"/>' for n in parts)
    if ncx:
        listed = '<item id="toc" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
        points = (
            f'<navPoint><navLabel><text>{t}</text></navLabel><content src="{n}#a"/></navPoint>'
            for n, t in contents.items()
        )
        toc = f"<ncx><navMap>{''.join(points)}</navMap></ncx>"
    else:
        listed = '<item id="toc" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        order = '<itemref idref="toc"/>' + order
        toc = part("<nav>" + "".join(f'<a href="{n}">{t}</a>' for n, t in contents.items()) + "</nav>")
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{about}'
        f'</metadata><manifest>{listed}{items}</manifest><spine toc="toc">{order}</spine></package>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        file.writestr("META-INF/container.xml", CONTAINER)
        file.writestr("OEBPS/book.opf", package)
        file.writestr("OEBPS/toc.ncx" if ncx else "OEBPS/nav.xhtml", toc)
        for name, content in parts.items():
            file.writestr(f"OEBPS/{name}", part(content))
    return path


@pytest.mark.parametrize("ncx", [False, True])
def test_an_article_saved_as_a_book_is_one_article(tmp_path: Path, ncx: bool) -> None:
    parts = {
        "cover.xhtml": "<img src='x.png' alt='Cover'/>",
        "a.xhtml": f"<h1>{TITLE}</h1><p>{TEXT}</p>",
        "b.xhtml": f"<p>{SECOND}</p>",
    }
    article = read_file(epub(tmp_path / "a.epub", parts, {"cover.xhtml": "Cover", "a.xhtml": TITLE}, ncx=ncx))
    assert (article.title, article.author, article.publisher) == (TITLE, ("Ines Varga",), "Harbour Desk")
    assert (article.date, article.source_url, article.lang) == ("2025-06-02", URL, "en")
    assert [block.text for block in article.blocks] == [TEXT, SECOND]


@pytest.mark.parametrize("name", ["paper.epub", "paper.zip"])
def test_a_book_of_articles_is_one_for_each_chapter(tmp_path: Path, name: str) -> None:
    parts = {"a.xhtml": f"<h1>One</h1><p>{TEXT} {SECOND}</p>", "b.xhtml": f"<p>By Tom Okafor</p><p>{SECOND} {TEXT}</p>"}
    found = articles(read_all(epub(tmp_path / name, parts, {"a.xhtml": "One quiet day", "b.xhtml": "Two"})))
    assert list(found) == ["one-quiet-day", "two"]
    assert [article.title for article in found.values()] == ["One quiet day", "Two"]
    assert found["two"].author == ("Tom Okafor",)
    assert found["two"].publisher is None


def test_a_book_in_an_archive_is_read_and_an_archive_in_an_archive_is_not(tmp_path: Path) -> None:
    book = epub(tmp_path / "a.epub", {"a.xhtml": f"<p>{TEXT}</p><p>{SECOND}</p>"}, {"a.xhtml": TITLE})
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as file:
        file.write(book, "books/a.epub")
    assert list(articles(read_all(tmp_path / "all.zip"))) == ["books/a.epub"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "container.xml"),
        ({"META-INF/container.xml": "<x/>"}, "list of its parts"),
        ({"META-INF/container.xml": CONTAINER.replace("OEBPS/", "../")}, "list of its parts"),
        ({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": "<package/>"}, "no article text"),
        ({"META-INF/container.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, "entities"),
        ({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": "x" * (11 << 20)}, "larger than 10 MB"),
    ],
)
def test_broken_books_are_named(tmp_path: Path, files: dict[str, str], words: str) -> None:
    path = tmp_path / "a.epub"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in files.items():
            file.writestr(name, content)
    assert words in error(path)


# --- PDF -------------------------------------------------------------------------------------------------------------


def pdf(pages: Sequence[Sequence[tuple[int, int, str]]], about: str = "", extra: str = "") -> bytes:
    """Return a PDF whose pages have lines of (size of type, height on the page, text)."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{5 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        f"<< {about} >>",
    ]
    for number, lines in enumerate(pages):
        drawn = "".join(f"BT /F1 {size} Tf 1 0 0 1 60 {y} Tm ({text}) Tj ET\n" for size, y, text in lines)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {6 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(drawn.encode('cp1252'))} >>\nstream\n{drawn}\nendstream")
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{place:010} 00000 n \n" for place in places).encode())
    out.write(
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R {extra} >>\nstartxref\n{start}\n%%EOF".encode()
    )
    return out.getvalue()


PRINTED = pdf(
    [
        [
            (9, 790, "6/3/25, 8:00 AM Ferry crews ask for quiet - Harbour Desk"),
            (24, 740, "Ferry crews ask"),
            (24, 710, "for quiet"),
            (12, 680, "By Ines Varga"),
            (12, 655, "2 June 2025"),
            (12, 630, "The crews of the harbour ferries asked the port on Monday for ten min-"),
            (12, 615, "utes of quiet between two crossings, so that they can drink their tea"),
            (12, 600, "standing still for once."),
            (12, 575, "The port will answer in a week. It has never been asked for such a"),
            (9, 20, f"{URL} 1/2"),
        ],
        [
            (9, 790, "6/3/25, 8:00 AM Ferry crews ask for quiet - Harbour Desk"),
            (12, 740, "thing, and nobody there knows whom to ask. Ines Varga, who speaks for"),
            (12, 725, "the crews, said that she had time."),
            (9, 20, f"{URL} 2/2"),
        ],
    ],
    about="/Title (Ferry crews ask for quiet - Harbour Desk) /CreationDate (D:20250603080000+02'00')",
)


@pytest.mark.parametrize("name", ["printed.pdf", "printed", "printed.html"])
def test_reads_a_printed_page(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(PRINTED)
    article = read_file(path)
    assert (article.title, article.author, article.date) == (TITLE, ("Ines Varga",), "2025-06-02")
    assert (article.source_url, article.accessed) == (URL, "2025-06-03")
    assert [block.text for block in article.blocks] == [
        TEXT,
        "The port will answer in a week. It has never been asked for such a thing, and nobody there knows whom to ask. "
        "Ines Varga, who speaks for the crews, said that she had time.",
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf([[]]), "only pictures"),
        (b"%PDF-1.7 and nothing", "damaged"),
        (PRINTED[: len(PRINTED) // 3], "damaged"),
        (pdf([[(12, 700, "x")]], extra="/Encrypt << /Filter /Standard /V 9 >>"), "damaged"),
        (pdf([[(12, 700, "x")]] * 61), "more than 60 pages"),
    ],
)
def test_refuses_what_cannot_be_read_in_a_pdf(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    assert words in error(path)


@pytest.mark.parametrize(
    ("name", "data", "package"), [("a.pdf", PRINTED, "pypdf"), ("a.warc", b"WARC/1.0\r\n", "warcio")]
)
def test_names_the_package_that_is_missing(tmp_path: Path, name: str, data: bytes, package: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with patch.dict("sys.modules", {package: None, f"{package}.archiveiterator": None}):
        messages = [answer.error for answer in answers(path) if isinstance(answer, Reading)]
    assert len(messages) == 1
    assert f"pip install {package}" in (messages[0] or "")


# --- web archives -----------------------------------------------------------------------------------------------------


def warc(path: Path, records: Sequence[tuple[str, str, dict[str, str], bytes]], packed: bool = True) -> Path:
    """Write a web archive of (address, status, headers, content)."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "test"}))
        for url, status, headers, content in records:
            answer = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=io.BytesIO(content), http_headers=answer,
                    warc_headers_dict={"WARC-Date": "2025-06-03T06:00:00Z"},
                )
            )  # fmt: skip
    return path


HTML = {"Content-Type": "text/html; charset=windows-1252"}
RECORDS = [
    (URL, "200 OK", HTML, PAGE.encode("cp1252")),
    (URL, "200 OK", HTML, PAGE.encode("cp1252")),
    (f"{URL}/packed", "200 OK", {**HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode("cp1252"))),
    (f"{URL}/brotli", "200 OK", {**HTML, "Content-Encoding": "br"}, b"\x0b\x02\x80"),
    (f"{URL}/gone", "404 Not Found", HTML, PAGE.encode()),
    (f"{URL}/frame", "200 OK", HTML, b"<p>An advertisement"),
    (f"{URL}/x.css", "200 OK", {"Content-Type": "text/css"}, b"p {}"),
]


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc", "a"])
def test_reads_the_pages_of_a_web_archive(tmp_path: Path, name: str) -> None:
    readings = read_all(warc(tmp_path / name, RECORDS, packed=name != "a.warc"))
    assert {reading.entry: bool(reading.article) for reading in readings} == {
        "harbourdesk.example/p/quiet": True,
        "harbourdesk.example/p/quiet/packed": True,
        "harbourdesk.example/p/quiet/brotli": False,
    }
    article = articles(readings)["harbourdesk.example/p/quiet"]
    assert (article.title, article.source_url, article.accessed) == (TITLE, URL, "2025-06-03T06:00:00Z")
    assert article.text.endswith("Café.")


def test_reads_the_web_archive_in_a_wacz(tmp_path: Path) -> None:
    inner = warc(tmp_path / "data.warc.gz", RECORDS[:1])
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as file:
        file.write(inner, "archive/data.warc.gz")
        file.writestr("pages/pages.jsonl", "{}")
    assert list(articles(read_all(tmp_path / "a.wacz"))) == ["archive/data.warc.gz#harbourdesk.example/p/quiet"]


@pytest.mark.parametrize(
    ("data", "words"), [(b"WARC/1.0\r\nnonsense", "no page"), (gzip.compress(b"WARC/1.0\r\n")[:-9], "damaged")]
)
def test_refuses_a_damaged_web_archive(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(data)
    assert words in error(path)


def test_a_web_archive_without_pages_is_named(tmp_path: Path) -> None:
    assert "no page" in error(warc(tmp_path / "a.warc.gz", RECORDS[4:]))


SAFARI = {
    "WebMainResource": {
        "WebResourceData": PAGE.encode("cp1252"),
        "WebResourceURL": URL,
        "WebResourceTextEncodingName": "cp1252",
    }
}


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_reads_a_page_saved_by_safari(tmp_path: Path, form: Any) -> None:
    path = tmp_path / "a.webarchive"
    path.write_bytes(plistlib.dumps(SAFARI, fmt=form))
    article = read_file(path)
    assert (article.title, article.source_url) == (TITLE, URL)
    assert article.text.endswith("Café.")


@pytest.mark.parametrize("data", [b"bplist00 no", plistlib.dumps({}), plistlib.dumps([1], fmt=plistlib.FMT_BINARY)])
def test_refuses_a_damaged_page_of_safari(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.webarchive"
    path.write_bytes(data)
    assert "save the page again" in error(path)


# --- Zotero ----------------------------------------------------------------------------------------------------------

ZOTERO = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:link="http://purl.org/rss/1.0/modules/link/">
<bib:Document rdf:about="{URL}"><z:itemType>webpage</z:itemType>
 <dcterms:isPartOf><z:Website><dc:title>The Harbour Desk</dc:title></z:Website></dcterms:isPartOf>
 <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Varga</foaf:surname><foaf:givenName>Ines</foaf:givenName>
 </foaf:Person></rdf:li><rdf:li><foaf:Person><foaf:surname>Okafor</foaf:surname><foaf:givenName>Tom</foaf:givenName>
 </foaf:Person></rdf:li></rdf:Seq></bib:authors>
 <link:link rdf:resource="#item_3"/><link:link rdf:resource="#item_2"/>
 <dc:subject>ports</dc:subject><dc:subject><z:AutomaticTag><rdf:value>tea</rdf:value></z:AutomaticTag></dc:subject>
 <dc:identifier><dcterms:URI><rdf:value>{URL}</rdf:value></dcterms:URI></dc:identifier>
 <dcterms:abstract>A pause between crossings.</dcterms:abstract><dc:title>{TITLE}, crews say</dc:title>
 <dc:date>2025-06-02</dc:date><z:language>en-GB</z:language>
 <dcterms:dateSubmitted>2025-06-03 06:00:00</dcterms:dateSubmitted>
</bib:Document>
<z:Attachment rdf:about="#item_2"><z:itemType>attachment</z:itemType>
 <rdf:resource rdf:resource="files/2/Ferry crews.html"/><link:type>text/html</link:type></z:Attachment>
<z:Attachment rdf:about="#item_3"><rdf:resource rdf:resource="files/3/print.pdf"/></z:Attachment>
<z:Attachment rdf:about="#item_9"><rdf:resource rdf:resource="files/../../secret.html"/></z:Attachment>
<bib:Document rdf:about="#item_8"><z:itemType>webpage</z:itemType><dc:title>Two</dc:title>
<link:link rdf:resource="#item_9"/>
</bib:Document>
<bib:Book rdf:about="#item_7"><z:itemType>book</z:itemType><dc:title>A book</dc:title></bib:Book>
</rdf:RDF>"""


def zotero(folder: Path) -> Path:
    (folder / "files/2").mkdir(parents=True)
    (folder / "files/3").mkdir()
    (folder / "files/2/Ferry crews.html").write_text(PAGE)
    (folder / "files/3/print.pdf").write_bytes(PRINTED)
    (folder.parent / "secret.html").write_text(PAGE)
    path = folder / "My Library.rdf"
    path.write_text(ZOTERO)
    return path


def test_reads_the_snapshots_of_a_library_under_what_zotero_knows(tmp_path: Path) -> None:
    readings = read_all(zotero(tmp_path / "library"))
    assert [reading.entry for reading in readings] == ["files/2/Ferry crews.html", "two"]
    assert "'Two' has no snapshot" in (readings[1].error or "")
    article = readings[0].article
    assert article
    assert (article.title, article.author) == (f"{TITLE}, crews say", ("Ines Varga", "Tom Okafor"))
    assert (article.publisher, article.date, article.accessed) == ("The Harbour Desk", "2025-06-02", "2025-06-03")
    assert (article.tags, article.source_url) == (("ports", "tea"), URL)
    assert article.provenance["title"] == "Zotero"
    assert article.disagreements["title"] == (f"page heading: ‘{TITLE}’",)
    assert article.text.startswith(TEXT)


def test_reads_a_library_in_an_archive(tmp_path: Path) -> None:
    zotero(tmp_path / "library")
    with zipfile.ZipFile(tmp_path / "library.zip", "w") as file:
        for path in sorted((tmp_path / "library").rglob("*.*")):
            file.write(path, path.relative_to(tmp_path).as_posix())
    assert list(articles(read_all(tmp_path / "library.zip"))) == [
        "library/My Library.rdf#library/files/2/Ferry crews.html"
    ]
    assert list(bundles(["library/My Library.rdf", "library/files/2/a.html"])) == ["library/My Library.rdf"]


def test_a_library_without_its_files_is_named(tmp_path: Path) -> None:
    path = tmp_path / "My Library.rdf"
    path.write_text(ZOTERO)
    assert "Export Files" in error(path)
