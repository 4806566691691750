"""The page on the components: its example runs and prints what it says, and nothing is missing from its table."""

import re
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from builder import annotate
from builder.annotate import pipeline

PAGE = (Path(annotate.__file__).parent / "README.md").read_text("utf-8")


def _block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


def test_the_example_prints_what_the_page_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = pipeline.load()
    for name in pipeline.COMPONENTS:
        plain.remove_pipe(name)
    monkeypatch.setattr(spacy, "load", lambda name: plain)
    exec(_block("python"), {})
    assert capsys.readouterr().out == _block("text")


def test_the_table_names_every_component_with_what_it_sets(nlp: Language) -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", PAGE, re.MULTILINE))
    sets = {name: ", ".join(f"`{each}`" for each in nlp.get_pipe_meta(name).assigns) for name in pipeline.COMPONENTS}
    assert rows == sets
