"""The evaluation gate: what is read and found in the sample articles must not get worse.

`tests/accuracy_floors.toml` holds a floor for every measure. A figure below its floor fails, and so does a figure well
above it: then `python -m tests.scoring --write-floors` raises the floors, to be committed with what raised the figures.
"""

import pytest
from spacy.language import Language

from tests.scoring import Report, add_up, load_floors, measure_annotating, measure_reading, model_of, table, verdicts


def check(name: str, report: Report, capsys: pytest.CaptureFixture[str]) -> None:
    """Print the table of figures and floors, and fail naming the figures that do not stand on theirs."""
    scores, floors = add_up(report), load_floors().get(name, {})
    with capsys.disabled():
        print(f"\n{table(name, scores, floors)}")
    wrong = verdicts(scores, floors)
    assert not wrong, "\n".join(wrong)


def test_reading_stands_on_its_floors(capsys: pytest.CaptureFixture[str]) -> None:
    check("reading", measure_reading(), capsys)


def test_annotating_stands_on_its_floors(nlp: Language, capsys: pytest.CaptureFixture[str]) -> None:
    check(model_of(nlp), measure_annotating(nlp), capsys)
