"""Decoding: bytes of any program to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.errors import ArticleError
from builder.readers.decoding import LOST, REPAIRED, decode, repair

TEXT = "Łódź café – “a word”, he said"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_reads_unicode_in_every_dress(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == (TEXT, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_knows_utf_16_without_a_mark(encoding: str) -> None:
    assert decode(b"".join(c.encode(encoding) for c in "The ferry left on time.")) == ("The ferry left on time.", ())


def test_reads_windows_1252() -> None:
    assert decode("“Yes” – a café".encode("cp1252")) == ("“Yes” – a café", ())


def test_believes_the_declared_charset_of_markup() -> None:
    page = '<meta charset="iso-8859-2"><p>Łódź'
    assert decode(page.encode("iso-8859-2"), markup=True)[0] == page


def test_does_not_believe_a_charset_that_the_bytes_belie() -> None:
    page = '<meta charset="iso-8859-1"><p>Łódź'
    assert decode(page.encode(), markup=True)[0] == page


def test_keeps_utf_8_around_one_broken_byte() -> None:
    text, problems = decode("“Ferries” – “trains” – “cafés”".encode() + b" \xff")
    assert text.startswith("“Ferries” – “trains” – “cafés”")
    assert problems == (LOST,)


@pytest.mark.parametrize(
    ("seen", "meant"),
    [("Reiszâ€™s trip", "Reisz’s trip"), ("cafÃ© and crÃ¨me", "café and crème"), ("itâ\x80\x99s", "it’s")],
)
def test_repairs_mojibake(seen: str, meant: str) -> None:
    assert decode(seen.encode()) == (meant, (REPAIRED,))


@pytest.mark.parametrize("sound", ["“a café”—and then", "Straß–", "ÀÉ”—“Ñ”", "Ã la carte", "naïve – déjà vu"])
def test_leaves_sound_text_alone(sound: str) -> None:
    assert repair(sound) == (sound, False)


def test_turns_windows_line_ends() -> None:
    assert decode(b"a\r\nb\rc\n")[0] == "a\nb\nc\n"


def test_refuses_binary() -> None:
    with pytest.raises(ArticleError, match="binary"):
        decode(bytes(range(256)))


@given(st.binary())
def test_any_bytes_are_text_or_an_article_error(data: bytes) -> None:
    for markup in (False, True):
        try:
            text, _ = decode(data, markup=markup)
        except ArticleError:
            continue
        assert "\r" not in text
