"""The collection as data: every format says the same, and nothing in an article runs in a spreadsheet."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.collection import Collection
from builder.export.files import files
from builder.export.formats import comma_separated, database
from builder.export.tables import TABLES, columns, quotes

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def made(collection: Collection) -> dict[str, bytes]:
    return files(collection, "Samples")


@pytest.fixture(scope="module")
def connection(made: dict[str, bytes]) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(made["collection.db"])
        yield opened


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.decode().splitlines()]


@pytest.mark.parametrize("table", TABLES)
def test_the_database_says_what_the_json_lines_say(
    table: str, made: dict[str, bytes], connection: sqlite3.Connection
) -> None:
    expected = [list(row.values()) for row in lines(made[f"{table}.jsonl"])]
    found = connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid').fetchall()
    assert expected
    assert [[json.dumps(v, ensure_ascii=False) if isinstance(v, list) else v for v in row] for row in expected] == [
        list(row) for row in found
    ]


@pytest.mark.parametrize("table", TABLES)
def test_the_spreadsheet_says_what_the_json_lines_say(table: str, made: dict[str, bytes]) -> None:
    head, *rows = csv.reader(io.StringIO(made[f"{table}.csv"].decode("utf-8-sig"), newline=""))
    assert head == list(columns(table))
    for row, expected in zip(rows, lines(made[f"{table}.jsonl"]), strict=True):
        for cell, value in zip(row, expected.values(), strict=True):
            assert cell.removeprefix("'") == in_a_cell(value).removeprefix("'")


def in_a_cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return "; ".join(value)
    return str(value)


@pytest.mark.parametrize("table", TABLES)
def test_every_line_fits_the_schema(table: str, made: dict[str, bytes]) -> None:
    schema = json.loads(made["schema.json"])
    part = {"$ref": schema["properties"][table]["$ref"], "$defs": schema["$defs"]}
    validator = jsonschema.Draft202012Validator(part)
    for line in lines(made[f"{table}.jsonl"]):
        validator.validate(line)
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({})


def test_every_quotation_is_in_all_files(collection: Collection, made: dict[str, bytes]) -> None:
    words = [quote.text for brief in collection.briefs for quote in brief.quotes]
    assert len(words) > 300
    assert sorted(words) == sorted(row["text"] for row in lines(made["quotes.jsonl"]))
    annotated = (
        " … ".join(t["selector"][0]["exact"] for t in row["target"]) for row in lines(made["annotations.jsonl"])
    )
    assert sorted(words) == sorted(annotated)


def test_who_said_it_is_the_same_everywhere(made: dict[str, bytes]) -> None:
    said = {row["page"]: row["speaker"] or "unknown" for row in lines(made["quotes.jsonl"])}
    assert said == {row["id"]: row["body"][0]["value"] for row in lines(made["annotations.jsonl"])}


def test_every_article_is_in_the_references(collection: Collection, made: dict[str, bytes]) -> None:
    titles = sorted(brief.title for brief in collection.briefs)
    assert titles == sorted(item["title"] for item in json.loads(made["references.json"]))
    assert made["references.bib"].decode().count("@article{") == len(titles)


def test_a_search_in_the_database_finds_a_passage_with_its_speaker(connection: sqlite3.Connection) -> None:
    found = connection.execute(
        "SELECT speaker FROM quotes WHERE rowid IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH 'sandbank')"
    ).fetchall()
    assert found == [("Fatoumata Camara",)]


def test_datasette_is_told_about_tables_and_columns_that_there_are(made: dict[str, bytes]) -> None:
    described = json.loads(made["metadata.json"])["databases"]["collection"]["tables"]
    assert described.keys() == TABLES.keys()
    for table, said in described.items():
        assert said["columns"].keys() <= set(columns(table))


def test_the_same_collection_gives_the_same_bytes(collection: Collection, made: dict[str, bytes]) -> None:
    assert files(collection, "Samples") == made


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"])
def test_no_spreadsheet_runs_what_an_article_says(words: str, collection: Collection) -> None:
    row = quotes(collection)[0]
    hostile = type(row)(**{column: getattr(row, column) for column in columns("quotes")} | {"text": words})
    cells = next(iter(list(csv.reader(io.StringIO(comma_separated("quotes", [hostile]).decode(), newline="")))[1:]))
    assert cells[columns("quotes").index("text")] == f"'{words}"
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(database({**{name: [] for name in TABLES}, "quotes": [hostile]}))
        assert opened.execute("SELECT text FROM quotes").fetchall() == [(words,)]


def test_the_command_writes_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text("site_name: Tried\n", encoding="utf-8")
    brief = "---\ntitle: One\nquotes:\n- {text: Quite, speaker: A sailor}\n---\n\nText.\n"
    Path("briefs").mkdir()
    Path("briefs/one.md").write_text(brief, encoding="utf-8")
    Path("briefs/broken.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    ran = CliRunner().invoke(main, ["export", "data"])
    assert ran.exit_code == 1
    assert "briefs/broken.md: " in ran.output
    assert lines(Path("data/quotes.jsonl").read_bytes())[0]["speaker"] == "A sailor"
