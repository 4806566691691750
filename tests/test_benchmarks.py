"""The invented collections that things are measured with: as the builder itself would have made them."""

from pathlib import Path

import pytest

from benchmarks import collection
from benchmarks.invented import CAST, QUOTES, invented
from builder import records
from builder.annotate import pipeline
from builder.build import build


def test_an_invented_collection_is_one_that_the_builder_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = collection.make(tmp_path, 3)
    monkeypatch.setattr(pipeline, "load", pytest.fail)
    outcome = build(project)
    assert (outcome.briefs_written, outcome.failures) == ((), ())
    briefs = [record.brief for record in records.load(project.briefs) if record.brief]
    assert len(briefs) == 3
    assert all(QUOTES[0] <= len(brief.quotes) <= QUOTES[1] for brief in briefs)


def test_a_larger_collection_holds_the_smaller_byte_for_byte(tmp_path: Path) -> None:
    collection.make(tmp_path, 2)
    small = {path: path.read_bytes() for path in tmp_path.rglob("*.md")}
    collection.make(tmp_path, 3)
    assert all(path.read_bytes() == content for path, content in small.items())
    collection.make(tmp_path, 2)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.md")} == small


def test_an_invented_article_says_where_everything_stands() -> None:
    for number in range(20):
        made = invented(1, number)
        names = {person.name.split()[-1] for person in made.found.people}
        assert len(names) <= CAST[1]
        assert {made.text[slice(*span)].split()[-1] for p in made.found.people for span in p.mentions} == names
        for quote in made.found.quotes:
            (span,) = quote.spans
            assert quote.kind == "reported" or made.text[span[0] - 1] + made.text[span[1]] == "“”"
