"""Hostile and oddly saved input: whatever it is, it costs little, and what is readable in it is read."""

import codecs
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from builder.article import Article
from builder.errors import ArticleError
from builder.readers import formats, read_all, read_file
from builder.readers.rows import row
from builder.readers.source import on_disk
from builder.readers.worker import Worker

TITLE = "Ferry crews ask for quiet"
SENTENCE = "The crews of the harbour ferries asked the port for ten minutes of quiet between two crossings."
PARAGRAPHS = f"<p>{SENTENCE}</p><p>The port will answer in a week, said Inés Varga, who speaks for the crews.</p>"


def page(inner: str = "", head: str = "", opening: str = "<!doctype html>") -> str:
    body = f"<article><h1>{TITLE}</h1>{inner}{PARAGRAPHS}</article>"
    return f"{opening}<html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"


def read(folder: Path, name: str, content: str | bytes) -> Article:
    """Read a file in this process."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (entry,) = formats.entries(on_disk(path))
    return entry.read()


# Each is a small one of its kind: large ones are the same to the parsers, but for the time that they take.
READABLE = {
    "unclosed paragraphs": page("<p>word" * 300),
    "a thousand attributes": page("<div " + " ".join(f'a{n}="x"' for n in range(1000)) + ">x</div>"),
    "260 nested divisions": page("<div>" * 260 + "<p>x</p>" + "</div>" * 260),
    "nested tables": page("<table>" * 200 + "<tr><td>x"),
    "unclosed scripts before it": page(head="<script>1</script>" * 5000),
    "comments": page("<!-- x -->" * 1000),
    "nested JSON-LD": page(head='<script type="application/ld+json">' + "[" * 50_000 + "</script>"),
    "JSON-LD of nested authors": page(
        head='<script type="application/ld+json">{"@type":"NewsArticle","author":' + '{"name":' * 20_000 + "</script>"
    ),
    "a thousand authors": page(head="".join(f'<meta name="author" content="Ann A{n}">' for n in range(1000))),
    "a long style": page("<div style='" + "display " * 50_000 + "'>x</div>"),
    "entities": page("&amp;" * 20_000),
    "numbers of characters that there are not": page("&#x110000;&#xD800;&#0;&#99999999999;"),
}


@pytest.mark.parametrize("kind", READABLE)
def test_an_article_among_rubbish_is_read(tmp_path: Path, kind: str) -> None:
    article = read(tmp_path, "a.html", READABLE[kind])
    assert article.title == TITLE
    assert "will answer in a week" in article.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", page("<div>" * 10_000 + "<p>x</p>" + "</div>" * 10_000)),
        ("a.html", page("<div><ul><li><b><i>" * 150)),
        ("a.html", "<" * 100_000),
        ("a.md", "---\ntitle: x\n---\n" + "\n".join("  " * depth + "- a" for depth in range(200))),
        ("a.md", "---\ntitle: x\n---\n" + "[" * 1000),
        ("a.md", "---\ntitle: x\n---\n" + "> " * 2000 + "x"),
        ("a.md", "---\na: " + "[" * 20_000 + "\n---\ntext"),
        ("a.md", "---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\ntext"),
        ("a.txt", "“" * 100_000),
        ("a.txt", " " * 500_000),
        ("a.txt", "🙂" * 20_000),
        ("a.json", "[" * 100_000),
        ("a.json", '{"a":' * 100_000),
        ("a.rss", '<rss version="2.0"><channel>' + "<item>" * 5000),
        ("a.eml", "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + "--b\n\n" * 2000),
    ],
)
def test_nested_and_endless_things_give_articles_or_one_line(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    try:
        for entry in formats.entries(on_disk(tmp_path / name)):
            entry.read()
    except ArticleError as error:
        assert len(str(error).splitlines()) == 1


def entities(opening: str) -> str:
    """Declare entities of which the last one grows to ten thousand million words."""
    names = "abcdefghijk"
    declared = [f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in pairwise(names)]
    return (
        f'<?xml version="1.0"?><!DOCTYPE {opening} [<!ENTITY a "lol ">{"".join(declared)}<!ENTITY e SYSTEM "{{0}}">]>'
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", page("<p>&k; &e;</p>", opening=entities("html"))),
        ("a.xhtml", page("<p>&k; &e;</p>", opening=entities("html"))),
        (
            "a.rss",
            entities("rss")
            + "<rss><channel><item><title>&k;</title><description>&e;</description></item></channel></rss>",
        ),
        ("a.opml", entities("opml") + '<opml version="2.0"><body><outline text="&k;"/></body></opml>'),
        ("a.rdf", entities("rdf") + "<rdf:RDF><x>&k;&e;</x></rdf:RDF>"),
    ],
)
def test_entities_neither_grow_nor_read_files(tmp_path: Path, name: str, content: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret word is harbour seal")
    (tmp_path / name).write_text(content.replace("{0}", secret.as_uri()))
    for reading in read_all(tmp_path / name):
        found = json.dumps(row(reading.article, "a", "a")) if reading.article else reading.error or ""
        assert "harbour seal" not in found
        assert len(found) < 10_000


@pytest.fixture
def impatient() -> Iterator[Worker]:
    worker = Worker(time_limit=1.0)
    yield worker
    worker.close()


@pytest.mark.parametrize(
    "content",
    ["<p>word " * 100_000, "<div " + " ".join(f'a{n}="x"' for n in range(200_000)) + ">", "<table>" * 5000],
    ids=["100,000 unclosed paragraphs", "200,000 attributes", "5,000 nested tables"],
)
def test_what_takes_too_long_is_given_up(tmp_path: Path, impatient: Worker, content: str) -> None:
    (tmp_path / "a.html").write_text(page(content))
    (reading,) = impatient.read(tmp_path / "a.html")
    assert "took longer than 1 second" in (reading.error or "")


def test_a_page_of_fifty_megabytes_is_not_parsed(tmp_path: Path) -> None:
    with (tmp_path / "a.html").open("wb") as file:
        file.write(page().encode())
        file.truncate(50 << 20)
    with pytest.raises(ArticleError, match="larger than 20 MB"):
        read_file(tmp_path / "a.html")


# --- what programs and systems save -----------------------------------------------------------------------------------

CLIPPING = (
    f"---\ntitle: {TITLE}\n---\n{SENTENCE}\n\nThe port, said Inés Varga 🙂👩‍👩‍👧, will answer “שלום عربي” in a week.\n"
)
PASTED = (
    f"{TITLE}\n\n2 June 2025\n\n{SENTENCE}\n\nThe port, said Inés Varga 🙂👩‍👩‍👧, will answer “שלום عربي” in a week.\n"
)
SOURCES = {"a.html": page("<p>🙂👩‍👩‍👧 It is “quiet”. שלום عربي</p>\n"), "a.md": CLIPPING, "a.txt": PASTED}
DRESSES = {
    "windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "old Macintosh line ends": lambda text: text.replace("\n", "\r").encode(),
    "byte order mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "UTF-16, little end first": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "UTF-16, big end first": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "UTF-32": lambda text: text.encode("utf-32"),
}


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("name", SOURCES)
def test_the_same_article_in_another_dress_is_read_the_same(tmp_path: Path, name: str, dress: str) -> None:
    plain = read(tmp_path, name, SOURCES[name])
    dressed = read(tmp_path, name, DRESSES[dress](SOURCES[name]))
    assert row(dressed, "a", "a") == row(plain, "a", "a")
    assert "Inés Varga" in plain.text
    assert "👩‍👩‍👧" in plain.text
    assert "שלום عربي" in plain.text


@pytest.mark.parametrize(
    ("declared", "encoded"),
    [("iso-8859-1", "utf-8"), ("utf-8", "windows-1252"), ("idna", "utf-8"), ("utf-16", "utf-8"), ("nonsense", "utf-8")],
)
def test_a_wrong_charset_garbles_nothing(tmp_path: Path, declared: str, encoded: str) -> None:
    article = read(tmp_path, "a.html", page(head=f'<meta charset="{declared}">').encode(encoded))
    assert "Inés Varga" in article.text


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_nul_byte_in_text_is_refused_and_in_a_page_is_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArticleError, match="binary"):
        read(tmp_path, name, SOURCES[name].replace("quiet", "qui\0et", 1))
    assert SENTENCE in read(tmp_path, "a.html", page().replace("<body>", "<body>&#0;")).text


def test_what_reorders_or_hides_letters_is_taken_out(tmp_path: Path) -> None:
    for name, source in SOURCES.items():
        hidden = read(tmp_path, name, source.replace("quiet between", "qu\u202eiet\u2069 bet\u200bween\u00ad"))
        assert SENTENCE in hidden.text


@pytest.mark.parametrize("name", SOURCES)
def test_the_same_article_twice_gives_the_same_bytes(tmp_path: Path, name: str) -> None:
    here = json.dumps(row(read(tmp_path, name, SOURCES[name]), "a", "a"))
    again = json.dumps(row(read(tmp_path, name, SOURCES[name]), "a", "a"))
    elsewhere = json.dumps(row(read_file(tmp_path / name), "a", "a"))
    assert here == again == elsewhere
