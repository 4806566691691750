"""Archives: what is in a zip is read where it lies, and nothing in it can do harm."""

import stat
import zipfile
from pathlib import Path
from unittest.mock import patch

import pytest

from builder.errors import ArticleError
from builder.readers import Reading, archive, read_all
from builder.readers.source import on_disk
from builder.readers.worker import answers

TEXT = "Ferry crews ask for quiet\n\nThe crews asked the port for ten minutes of quiet.\n"
PAGE = "<!doctype html><h1>{}</h1>" + "<p>The crews asked the port for ten minutes of quiet.</p>" * 3
TITLE = "Ferry crews ask for quiet"


def packed(path: Path, files: dict[str, str | bytes], **links: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
        for name, target in links.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            file.writestr(info, target)
    return path


def outcome(path: Path) -> dict[str, str]:
    """Each article's title, or the first words of why it could not be read."""
    return {r.entry: r.article.title if r.article else (r.error or "") for r in read_all(path)}


def test_reads_every_article_under_its_path(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "saved/one.txt": TEXT,
        "saved/two.html": PAGE.format(TITLE),
        "saved/two_files/frame.html": PAGE.format("Frame"),
        "saved/picture.png": b"\x89PNG",
        "__MACOSX/saved/._one.txt": "x",
        "three": PAGE.format(TITLE),
        "four.php?page=4": PAGE.format(TITLE),
        "app.js.map": '{"version": 3}',
    }
    path = packed(tmp_path / "saved.zip", files)
    assert outcome(path) == dict.fromkeys(["four.php?page=4", "saved/one.txt", "saved/two.html", "three"], TITLE)
    assert read_all(path) == read_all(path)


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.txt": "", "b.txt": TEXT, "c.md": "---\ntitle: a: b\n---\nText."})
    found = outcome(path)
    assert found["b.txt"] == TITLE
    assert "empty" in found["a.txt"]
    assert "line 2" in found["c.md"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("../outside.txt", TEXT, "leads out"),
        ("/etc/outside.txt", TEXT, "leads out"),
        ("..\\outside.txt", TEXT, "leads out"),
        ("C:/outside.txt", TEXT, "leads out"),
        ("sub/../../outside.txt", TEXT, "leads out"),
        ("inner.zip", b"PK\x03\x04", "archive in an archive"),
        ("inner.txt", b"PK\x03\x04 and more", "archive in an archive"),
        ("bomb.txt", b"a" * (6 << 20), "as no article does"),
    ],
)
def test_refuses_by_name_and_reads_the_rest(tmp_path: Path, name: str, content: str | bytes, words: str) -> None:
    found = outcome(packed(tmp_path / "a.zip", {name: content, "good.txt": TEXT}))
    assert found.pop("good.txt") == TITLE
    ((refused, reason),) = found.items()
    assert refused == name.replace("\\", "/")
    assert words in reason
    assert ";" in reason


def test_links_are_refused(tmp_path: Path) -> None:
    found = outcome(packed(tmp_path / "a.zip", {"good.txt": TEXT}, link="/etc/passwd"))
    assert "a link" in found["link"]
    assert found["good.txt"] == TITLE


def test_stops_when_the_whole_grows_too_large(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {f"{n}.txt": TEXT for n in range(9)})
    with patch.object(archive, "LARGEST_UNPACKED", 300):
        found = [r.error for r in _unprotected(path)]
    assert found[0] is None
    assert "unpacks to more" in (found[-1] or "")
    assert len(found) < 9


def test_refuses_too_many_files(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {f"{n}.txt": TEXT for n in range(9)})
    with patch.object(archive, "MOST_ENTRIES", 5):
        assert ["more than 5 files" in (r.error or "") for r in _unprotected(path)] == [True]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 no archive", "damaged"),
        (b"PK\x05\x06" + b"\0" * 18, "no file that can be read"),
    ],
)
def test_refuses_what_is_no_archive_of_articles(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    assert words in outcome(path)[""]


def test_office_documents_are_named_as_such(tmp_path: Path) -> None:
    path = packed(tmp_path / "letter.zip", {"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"})
    assert "office document" in outcome(path)[""]


def test_a_damaged_file_in_a_sound_archive_is_named(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.txt": TEXT * 9, "b.txt": TEXT})
    data = bytearray(path.read_bytes())
    at = data.index(b"a.txt") + 12
    data[at : at + 8] = b"\xff" * 8
    path.write_bytes(data)
    found = outcome(path)
    assert "damaged" in found["a.txt"]
    assert found["b.txt"] == TITLE


def _unprotected(path: Path) -> list[Reading]:
    """Read in this process, where the limits can be made small."""
    return [answer for answer in answers(path) if isinstance(answer, Reading)]


def test_a_damaged_file_without_a_suffix_stops_no_other(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"page": PAGE.format(TITLE) * 9, "b.txt": TEXT})
    data = bytearray(path.read_bytes())
    at = data.index(b"page") + 4
    data[at : at + 8] = b"\xff" * 8
    path.write_bytes(data)
    found = outcome(path)
    assert "damaged" in found["page"]
    assert found["b.txt"] == TITLE


def test_an_archive_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.txt": TEXT})
    assert len(list(archive.entries(on_disk(path), 1 << 20))) == 1
    with pytest.raises(ArticleError, match="larger than"):
        list(archive.entries(on_disk(path), 100))
