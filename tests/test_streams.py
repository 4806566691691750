"""Rows of `briefs annotate` in files of either kind, here and elsewhere."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import fsspec
import pytest
from pyarrow import Table, parquet

from builder.annotate import rows, streams
from builder.errors import UsageError

ARTICLES: list[dict[str, Any]] = [
    {
        "id": "a",
        "text": "“It will rain in Oslo,” said Judit Halmos, the mayor.",
        "title": "Rain",
        "date": "2025-03-02",
    },
    {
        "id": "b",
        "text": "Nothing was said in Oslo, the ferries left late.",
        "title": None,
        "date": None,
    },
]


@pytest.fixture
def found(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    monkeypatch.setattr("builder.annotate.pipeline.load", lambda _model: nlp)
    return [json.loads(json.dumps(row)) for row in rows.annotate(iter(ARTICLES), None, [])]


def test_parquet_holds_what_json_lines_hold(found: list[dict[str, Any]], tmp_path: Path) -> None:
    lines, table = tmp_path / "found.jsonl", tmp_path / "found.parquet"
    for place in (lines, table):
        with streams.written(str(place)) as write:
            for row in found:
                write(row)
    assert parquet.read_table(table).to_pylist() == found
    assert [json.loads(line) for line in lines.read_text().splitlines()] == found


def test_articles_are_read_from_parquet_with_dates_as_words(tmp_path: Path) -> None:
    days = [{**row, "date": row["date"] and date.fromisoformat(row["date"]), "other": 1} for row in ARTICLES]
    parquet.write_table(Table.from_pylist(days), tmp_path / "articles.parquet")
    with streams.opened(str(tmp_path / "articles.parquet")) as given:
        assert list(given) == ARTICLES


def test_files_elsewhere_are_read_and_written_by_address() -> None:
    with fsspec.open("memory://articles.jsonl", "wb") as file:
        file.write(b'{"id": 1}\n')
    with streams.opened("memory://articles.jsonl") as given, streams.written("memory://found.jsonl") as write:
        for line in given:
            assert isinstance(line, bytes)
            write(json.loads(line))
    with fsspec.open("memory://found.jsonl", "rb") as file:
        assert file.read() == b'{"id": 1}\n'


@pytest.mark.parametrize("name", ["found.jsonl", "found.parquet"])
def test_what_was_cut_short_leaves_the_old_file(name: str, found: list[dict[str, Any]], tmp_path: Path) -> None:
    (tmp_path / name).write_text("old")
    with pytest.raises(KeyboardInterrupt), streams.written(str(tmp_path / name)) as write:
        write(found[0])
        raise KeyboardInterrupt
    assert (tmp_path / name).read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("absent.jsonl", "No such file"),
        ("absent.parquet", "No such file"),
        ("words.parquet", "no Parquet file"),
        ("nowhere://a.jsonl", "nowhere"),
    ],
)
def test_what_cannot_be_read_is_named(place: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "words.parquet").write_text("words")
    with pytest.raises(UsageError, match=reason) as error, streams.opened(place) as given:
        list(given)
    assert place in str(error.value)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    place = str(tmp_path / "absent" / "found.jsonl")
    with pytest.raises(UsageError, match=r"absent.*cannot be written"), streams.written(place) as write:
        write({"id": 1})
