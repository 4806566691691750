"""Files of every format with something broken in them give articles or clear errors, whatever it is."""

import json
import plistlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.errors import ArticleError
from builder.readers import formats
from builder.readers.source import distinct, on_disk
from tests import test_readers_documents as documents
from tests import test_readers_exports as exports
from tests import test_readers_mail as mail
from tests.ferry_story import TEXT
from tests.test_readers_archive import packed


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One sound file of every format."""
    folder = tmp_path_factory.mktemp("sound")
    chapters = {"a.xhtml": f"<p>{TEXT}</p>", "b.xhtml": f"<p>{TEXT}</p>"}
    return {
        "wallabag.json": json.dumps([exports.WALLABAG]).encode(),
        "readability.json": json.dumps({**exports.READABILITY, "content": exports.HTML}).encode(),
        "feed.json": json.dumps(exports.JSON_FEED).encode(),
        "rss.xml": exports.RSS.encode(),
        "atom.xml": exports.ATOM.encode(),
        "feed.rdf": exports.RDF.encode(),
        "zotero.rdf": documents.ZOTERO.encode(),
        "letter.eml": mail.message(mail.DESK, mail.LAYOUT, "x").as_bytes(),
        "forwarded.eml": mail.message(mail.ME, mail.GMAIL).as_bytes(),
        "page.mhtml": mail.mhtml(mail.BLINK),
        "page.webarchive": plistlib.dumps(documents.SAFARI, fmt=plistlib.FMT_BINARY),
        "printed.pdf": documents.PRINTED,
        "book.epub": documents.epub(folder / "a.epub", chapters, {"a.xhtml": "One"}).read_bytes(),
        "page.warc": documents.warc(folder / "a.warc", documents.RECORDS, packed=False).read_bytes(),
        "page.warc.gz": documents.warc(folder / "a.warc.gz", documents.RECORDS).read_bytes(),
        "all.zip": packed(folder / "a.zip", {"a.txt": TEXT, "b.html": mail.PAGE}).read_bytes(),
        "links.csv": b"title,url,time_added\nx,https://harbourdesk.example/x,1\n",
    }


def test_the_sound_files_are_read(tmp_path: Path, sound: dict[str, bytes]) -> None:
    for name, data in sound.items():
        if name not in {"zotero.rdf", "links.csv"}:
            assert read(tmp_path / name, data) > 0, name


EDITS = st.tuples(
    st.floats(0, 1),
    st.integers(0, 200),
    st.one_of(
        st.binary(max_size=12),
        st.sampled_from([b"null", b"[]", b"{}", b"-1", b"9" * 30, b"<x", b"</p>", b"&a;", b"\x00", b"://[", b"\n\n"]),
    ),
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=250
)
@given(data=st.data(), edits=st.lists(EDITS, min_size=1, max_size=6))
def test_any_damage_gives_articles_or_clear_errors(
    tmp_path: Path, sound: dict[str, bytes], data: st.DataObject, edits: list[tuple[float, int, bytes]]
) -> None:
    name = data.draw(st.sampled_from(sorted(sound)))
    damaged = sound[name]
    for place, length, new in edits:
        at = int(place * len(damaged))
        damaged = damaged[:at] + new + damaged[at + length :]
    read(tmp_path / name, damaged)


def read(path: Path, data: bytes) -> int:
    """Read a file in this process and return how many articles are in it; whatever is no clear error fails."""
    path.write_bytes(data)
    number = 0
    try:
        for entry in distinct(formats.entries(on_disk(path))):
            try:
                article = entry.read()
            except ArticleError as error:
                assert len(str(error).splitlines()) == 1
            else:
                number += 1
                for text in (article.title, *article.author, *(block.text for block in article.blocks)):
                    assert len(text.splitlines()) == 1
    except ArticleError as error:
        assert len(str(error).splitlines()) == 1
    return number
