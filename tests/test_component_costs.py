"""The benchmark of the components: what it measures, and when it complains."""

import json
from pathlib import Path

import pytest
from spacy.language import Language

from benchmarks import components
from builder.annotate import pipeline


def test_every_component_has_its_share(nlp: Language) -> None:
    shares = components.shares(nlp, ["“The water is cold,” said Ana Kos of Bremen. She said it was deep."])
    assert list(shares) == list(pipeline.COMPONENTS)
    assert all(share > 0 for share in shares.values())


def test_it_complains_when_quotations_cost_too_much(
    tmp_path: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text(json.dumps({"text": "“The water is cold,” said Ana Kos."}) + "\n", "utf-8")
    monkeypatch.setattr(pipeline, "load", lambda: nlp)
    monkeypatch.setattr(components, "ROUNDS", 1)
    for most, code in ((1e9, 0), (0.0, 1)):
        monkeypatch.setattr(components, "MOST", most)
        assert components.main([str(file)]) == code
    assert "briefs_speakers" in capsys.readouterr().out
