"""The safe way in: any file gives an article or one clear error, and nothing stops the process that asked."""

import gzip
import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.errors import ArticleError
from builder.readers import formats, read_file, worker
from builder.readers.rows import row
from builder.readers.source import Reading, on_disk
from builder.readers.worker import Worker, answers

TEXT = "Ferry crews ask for quiet\n\nThe crews asked the port for ten minutes of quiet.\n"
PAGE = (
    "<!doctype html><h1>Ferry crews ask for quiet</h1>"
    + "<p>The crews asked the port for ten minutes of quiet.</p>" * 3
)
SLOW = "<div " + " ".join(f'a{n}="x"' for n in range(200_000)) + ">" + PAGE
CLIPPING = "---\ntitle: Ferry crews ask for quiet\n---\nThe **crews** asked the port for ten minutes of quiet.\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", TEXT),
        ("a.TXT", TEXT),
        ("a.html", PAGE),
        ("a.xhtml", '<?xml version="1.0" encoding="utf-8"?>' + PAGE),
        ("a.md", CLIPPING),
        ("html-in.txt", PAGE),
        ("front-matter-in.txt", CLIPPING),
        ("text-in.html", TEXT),
        ("windows.txt", TEXT.replace("\n", "\r\n")),
    ],
)
def test_reads_by_content_first(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8", newline="")
    article = read_file(path)
    assert article.title == "Ferry crews ask for quiet"
    assert article.text == "The crews asked the port for ten minutes of quiet."


SAVED = (
    "<body><article><h1>Ferry crews ask for quiet</h1><p>By Ines Varga</p><p>The crews asked the port for ten minutes "
    "of quiet.</p><p>The port will answer in a week, it said, and not a day before that.</p></article></body></html>"
)


@pytest.mark.parametrize(
    "head",
    [
        "<!-- saved from url=(0036)https://harbourdesk.example/p/quiet -->\n<!DOCTYPE html>\n<html lang=en>",
        "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://harbourdesk.example/p/quiet \n"
        " saved date: Tue Jun 03 2025 08:00:00 GMT+0200\n--><meta charset=utf-8><style>body{}</style>",
        '<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><script async src="https://cdn.example/v0.js"></script>'
        '<link rel="canonical" href="https://harbourdesk.example/p/quiet"><style amp-boilerplate>body{}</style></head>',
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- a --><!-- b -->\n<html xmlns="http://www.w3.org/1999/xhtml"><head>'
        '<link rel="canonical" href="https://harbourdesk.example/p/quiet"/></head>',
    ],
    ids=["complete", "SingleFile", "AMP", "XHTML"],
)
@pytest.mark.parametrize("name", ["page.html", "page.html.gz", "page", "page.txt"])
def test_reads_saved_pages_however_they_were_saved(tmp_path: Path, head: str, name: str) -> None:
    path = tmp_path / name
    data = (head + SAVED).encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    article = read_file(path)
    assert (article.title, article.author) == ("Ferry crews ask for quiet", ("Ines Varga",))
    assert article.source_url == "https://harbourdesk.example/p/quiet"
    assert article.blocks[0].text == "The crews asked the port for ten minutes of quiet."


def test_the_guide_names_every_format() -> None:
    guide = (Path(__file__).parents[1] / "docs" / "guide" / "formats.md").read_text(encoding="utf-8")
    for form in formats.FORMATS:
        assert any(f"`{suffix}" in guide for suffix in form.suffixes), form


def test_reads_packed_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.html.gz"
    path.write_bytes(gzip.compress(PAGE.encode()))
    assert read_file(path).title == "Ferry crews ask for quiet"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("binary.txt", bytes(range(256)), "binary"),
        ("report.txt", b"%PDF-1.7 ...", "PDF"),
        ("big.txt", b"word " * (1 << 20) + b"more", "larger than 5 MB"),
        ("bomb.html.gz", gzip.compress(b"<p>x</p>" * (3 << 20)), "larger than 20 MB"),
        ("damaged.html.gz", b"no gzip", "damaged"),
        ("nav.html", b"<html><nav><a href='/'>Home</a></nav></html>", "no article text"),
        ("matter.md", b"---\ntitle: a: b\n---\nText.", "line 2"),
        ("image.png", b"\x89PNG", "not read"),
    ],
)
def test_refuses_with_one_line_and_a_remedy(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ArticleError, match=words) as caught:
        read_file(path)
    assert "\n" not in str(caught.value)
    assert ";" in str(caught.value)


def test_refuses_directories_and_missing_files(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="directory"):
        read_file(tmp_path)
    with pytest.raises(ArticleError, match="no such file"):
        read_file(tmp_path / "none.txt")


def titles(readings: list[Reading]) -> list[str]:
    return [reading.article.title if reading.article else "" for reading in readings]


@pytest.fixture
def impatient() -> Iterator[Worker]:
    worker = Worker(time_limit=1.0)
    yield worker
    worker.close()


def test_a_page_that_hangs_the_parser_is_given_up_and_the_next_one_is_read(tmp_path: Path, impatient: Worker) -> None:
    slow, sound = tmp_path / "slow.html", tmp_path / "sound.html"
    slow.write_text(SLOW)
    sound.write_text(PAGE)
    before = time.monotonic()
    (given_up,) = impatient.read(slow)
    assert "longer than 1 second" in (given_up.error or "")
    assert time.monotonic() - before < 15
    impatient.time_limit = 20
    assert titles(impatient.read(sound)) == ["Ferry crews ask for quiet"]


def test_a_page_that_hangs_the_parser_costs_the_other_articles_of_its_file_nothing(
    tmp_path: Path, impatient: Worker
) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name, content in (("1.txt", TEXT), ("2.html", SLOW), ("3.txt", ""), ("4.html", PAGE)):
            file.writestr(name, content)
    impatient.time_limit = 5  # long enough to import the parsers
    readings = impatient.read(path)
    assert [reading.entry for reading in readings] == ["1.txt", "2.html", "3.txt", "4.html"]
    assert titles(readings) == ["Ferry crews ask for quiet", "", "", "Ferry crews ask for quiet"]
    assert "longer than 5 seconds" in (readings[1].error or "")
    assert "empty" in (readings[2].error or "")


def test_a_file_of_nothing_but_such_pages_is_given_up(tmp_path: Path, impatient: Worker) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as file:
        for number in range(4):
            file.writestr(f"{number}.html", SLOW)
    with patch.object(worker, "MOST_STOPS", 2):
        readings = impatient.read(path)
    assert [reading.entry for reading in readings] == ["0.html", "1.html", ""]
    assert "too many articles" in (readings[2].error or "")


def test_a_file_that_takes_too_long_as_a_whole_is_given_up(tmp_path: Path, impatient: Worker) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as file:
        for number in range(20):
            file.writestr(f"{number}.txt", TEXT)
    impatient.time_limit = 20
    with patch.object(worker, "FILE_LIMIT", 0.0):
        readings = impatient.read(path)
    *sound, last = readings
    assert len(sound) < 20
    assert all(reading.article for reading in sound)
    assert last.entry == ""
    assert "divide it" in (last.error or "")


def test_a_parser_that_dies_is_an_article_error(tmp_path: Path, impatient: Worker) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    impatient.time_limit = 20
    impatient.read(path)
    assert impatient._process is not None
    impatient._process.kill()
    impatient._process.join()
    assert titles(impatient.read(path)) == ["Ferry crews ask for quiet"]


def test_importing_the_package_loads_no_parser() -> None:
    heavy = {"lxml", "trafilatura", "markdown", "yaml", "spacy"}
    code = f"import builder.readers, sys; print(sorted({heavy} & set(sys.modules)))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    data=st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda t: t.encode("utf-8", "ignore"))),
    name=st.sampled_from(["a.txt", "a.md", "a.html", "a.html.gz"]),
    opening=st.sampled_from([b"", b"<html><body><p>", b"---\ntitle: x\n---\n", b"---\n", b"By ", b"# "]),
)
def test_any_bytes_give_an_article_or_an_article_error(tmp_path: Path, data: bytes, name: str, opening: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(opening + data)
    try:
        (article,) = [entry.read() for entry in formats.entries(on_disk(path))]
    except ArticleError as error:
        assert len(str(error).splitlines()) == 1
        return
    assert article.title
    assert article.blocks
    for text in (article.title, *(block.text for block in article.blocks)):
        assert len(text.splitlines()) == 1
        assert not any(c in text for c in "\u202e\u2066\x00\x1b")
    json.dumps(row(article, "a", name)).encode()


def test_unforeseen_errors_of_a_parser_are_article_errors_too(tmp_path: Path) -> None:
    with patch.object(formats, "entries", side_effect=KeyError("x")):
        assert "KeyError" in str(list(answers(tmp_path)))


def test_a_row_has_what_the_command_prints(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    found = row(read_file(path), "a", "inbox/a.txt")
    assert " ".join(found) == (
        "id file title author date updated publisher agency source_url lang text provenance disagreements problems"
    )
    assert found["text"] == "The crews asked the port for ten minutes of quiet."
    assert found["author"] == []
    assert found["provenance"]["title"] == "headline"
