"""No splice of texts gives quotations that cannot be, and those that cannot be are found."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from builder.annotate import pipeline
from builder.annotations import Quote
from tests import fuzz_quotes
from tests.soundness import faults

RUNS, SEED = 150, 20


def test_splices_of_our_samples_give_sound_quotations(nlp: Language) -> None:
    assert list(fuzz_quotes.run(nlp, fuzz_quotes.texts(fuzz_quotes.SAMPLES), RUNS, SEED)) == []


def test_a_seed_gives_the_same_splices_again() -> None:
    one, other = (fuzz_quotes.splice(random.Random(SEED), ["It rained.", "“It snowed,” she said."]) for _ in range(2))
    assert one == other


TEXT = "“It rained,” Ana Kos said, adding that it would rain again.\nNobody minded."
DIRECT = Quote("direct", ((1, 11),), None, None, "unknown")
REPORTED = Quote("reported", ((39, 58),), None, None, "unknown")

# what is wrong, the quotations of TEXT, the start of the message
WRONG = [
    ("outside the text", [replace(DIRECT, spans=((1, 999),))], "a span is empty or outside"),
    ("empty", [replace(DIRECT, spans=((5, 5),))], "a span is empty or outside"),
    ("white space", [replace(DIRECT, spans=((12, 16),))], "a span begins or ends with white space"),
    ("two paragraphs", [replace(REPORTED, spans=((39, 66),))], "a span begins or ends with white space"),
    ("marks only", [replace(DIRECT, spans=((0, 1),))], "nothing is said"),
    ("own spans overlap", [replace(DIRECT, spans=((1, 8), (4, 11)))], "the spans of a quotation overlap"),
    ("own cue", [replace(REPORTED, cue=(36, 41))], "the cue or the speaker is part"),
    ("no such reason", [replace(DIRECT, reason="guessed")], "the reason does not fit"),
    ("nobody, yet a reason", [replace(DIRECT, reason="pronoun")], "the reason does not fit"),
    ("direct over direct", [DIRECT, replace(DIRECT, spans=((4, 11),))], "quotations cut each other"),
    ("direct holds reported", [DIRECT, replace(REPORTED, spans=((4, 11),))], "quotations cut each other"),
    ("crossing", [REPORTED, replace(REPORTED, spans=((45, 59),))], "quotations cut each other"),
    ("twice", [REPORTED, REPORTED], "a quotation is given twice"),
    ("order", [REPORTED, DIRECT], "the quotations are not in reading order"),
]


def _doc(nlp: Language, quotes: list[Quote]) -> Doc:
    doc = nlp.make_doc(TEXT)
    doc._.quotes = tuple(quotes)
    return doc


@pytest.mark.parametrize(("quotes", "message"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_an_impossible_quotation_is_found(nlp: Language, quotes: list[Quote], message: str) -> None:
    assert [fault[: len(message)] for fault in faults(_doc(nlp, quotes))][:1] == [message]


def test_a_report_may_hold_a_quotation_or_another_report(nlp: Language) -> None:
    held = [DIRECT, REPORTED, replace(REPORTED, spans=((45, 58),))]
    assert faults(_doc(nlp, held)) == []


def test_the_call_reads_json_lines_and_says_how_it_went(
    tmp_path: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text(json.dumps({"text": TEXT}) + "\n", "utf-8")
    monkeypatch.setattr(pipeline, "load", lambda: nlp)
    assert fuzz_quotes.main([str(file), "--runs", "3", "--seed", "4"]) == 0
    assert capsys.readouterr().out == "3 splices, seed 4: 0 with faults\n"
    monkeypatch.setattr(fuzz_quotes, "faults", lambda doc: ["it cannot be"])
    assert fuzz_quotes.main([str(file), "--runs", "3", "--seed", "4"]) == 1
    assert "it cannot be" in capsys.readouterr().out
