"""No file makes a reader raise anything but our own error; long runs of the same are in `fuzz/fuzz_readers.py`."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.reading import read
from tests.fuzz.seeds import seeds

SEEDS = dict(seeds())
NAMES = sorted(SEEDS)

# What breaks parsers more often than chance finds it.
PIECES = (
    *(
        b"<",
        b">",
        b"</p>",
        b"<p>",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"<article>",
        b"<script>",
        b"&#x110000;",
        b"&amp;",
    ),
    *(
        b"---\n",
        b"\n\n",
        b"\r\n",
        b"\r",
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"\x1b[31m",
        b"\xe2\x80\xae",
    ),
    *(b'"', b"'", b"{", b"}", b"[", b"]", b":", b",", b"null", b"-1", b"1e999", b"9" * 400, b"\\u0000", b"\\ud800"),
    *(
        b"=?utf-8?q?=00?=",
        b"Content-Type: text/html; charset=idna\n",
        b"boundary=",
        b"PK\x03\x04",
        b"%PDF-",
        b"\x1f\x8b",
    ),
    *(
        "“”’…".encode(),
        "🙂👩‍👩‍👧".encode(),
        "\u05d0\u202e\u05d1".encode(),
        b"2025-13-45",
        b"0000-00-00",
        b"99999-01-01",
    ),
)


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return a name and the bytes of a sound file in which a few places were changed."""
    name = draw(st.sampled_from(NAMES))
    data = SEEDS[name]
    for _ in range(draw(st.integers(1, 4))):
        at, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        end = min(end, at + draw(st.sampled_from([0, 1, 8, 200, 10**6])))
        piece = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=8), st.just(data[at:end] * 2)))
        data = data[:at] + piece + data[end:]
    suffix = draw(st.sampled_from([name, name, name, *NAMES]))
    return suffix, data


def check(folder: Path, name: str, data: bytes) -> None:
    path = folder / name
    path.write_bytes(data)
    read(path)
    path.unlink()


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=150)
@given(mutated())
def test_a_damaged_file_gives_articles_or_our_own_error(tmp_path: Path, damaged: tuple[str, bytes]) -> None:
    check(tmp_path, *damaged)


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=150)
@given(
    st.sampled_from(NAMES),
    st.lists(
        st.one_of(
            st.sampled_from(PIECES),
            st.binary(max_size=40),
            st.text(max_size=40).map(lambda text: text.encode("utf-8", "ignore")),
        ),
        max_size=12,
    ),
)
def test_any_bytes_give_articles_or_our_own_error(tmp_path: Path, name: str, pieces: list[bytes]) -> None:
    check(tmp_path, name, b"".join(pieces))


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_file_cut_anywhere_gives_articles_or_our_own_error(tmp_path: Path, name: str) -> None:
    data = SEEDS[name]
    for at in range(0, len(data), max(1, len(data) // 8)):
        check(tmp_path, name, data[:at])


def test_the_seeds_are_sound_and_there_is_one_of_nearly_every_format(tmp_path: Path) -> None:
    articles = {}
    for name in NAMES:
        (tmp_path / name).write_bytes(SEEDS[name])
        articles[name] = read(tmp_path / name)
    holds_none = {name for name, number in articles.items() if not number}
    assert {name for name in holds_none if "-" not in name} <= {
        "links.opml",
        "links.csv",
        "link.url",
        "paper.pdf",
        "zotero.rdf",
        "csl.json",
    }
