"""Who said what: the table of constructions, and the marks in which it is written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from tests.marked import read, write

# An opening paragraph that introduces the people of the table: surnames, roles and pronouns have someone to mean.
CAST = (
    "Mr Pavel Novotny, the harbour minister of Czechia, met Ms Ilse Brandt, the mayor of Bremen, in Prague on Monday. "
    "They signed nothing.\n\n"
)
TABLE = Path(__file__).parent / "quote_constructions.tsv"
LINES = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
ROWS = [(name, marked, attributions, bool(small)) for name, marked, attributions, *small in LINES]


@pytest.mark.parametrize(("marked", "attributions", "small"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_a_construction_gives_what_was_said_and_by_whom(
    nlp: Language, small_model_misses: Callable[[bool], None], marked: str, attributions: str, small: bool
) -> None:
    small_model_misses(small)
    marked = CAST + marked.replace(" ¶ ", "\n\n")
    text, _ = read(marked)
    quotes = nlp(text)._.quotes
    found = [(q.kind, q.speaker.name if q.speaker else "-", q.reason) for q in quotes]
    assert write(text, quotes) == marked
    assert (" | ".join(", ".join(each) for each in found) or "-") == attributions


def test_every_construction_has_a_name_of_its_own() -> None:
    names = [row[0] for row in ROWS]
    assert sorted(set(names)) == sorted(names)


def test_marks_are_read_as_they_are_written() -> None:
    text, (outer, inner) = read("{a|Ana} <a|said> [a|that {b|Ben} <b|said> [b|no], once].")
    assert text == "Ana said that Ben said no, once."
    assert [text[slice(*span)] for span in outer.spans] == ["that Ben said no, once"]
    assert inner.mention is not None and text[slice(*inner.mention)] == "Ben"
    assert inner.cue is not None and text[slice(*inner.cue)] == "said"
