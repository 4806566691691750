"""The files of an export: each a function from the rows (or the briefs) to bytes."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_type_hints

import msgspec

from builder import __version__, citations
from builder.brief import Brief
from builder.export.tables import TABLES, QuoteRow, Row, columns
from builder.web_annotations import annotation

# How values of several parts stand in one cell of a table for a spreadsheet.
SEPARATOR = "; "

# What a spreadsheet takes for a formula when a cell begins with it (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_WHOLE_NUMBERS = (bool, int, int | None)

# Columns by which people look rows up.
_INDEXED = (
    *(("briefs", "id"), ("people", "id"), ("countries", "country"), ("quotes", "person")),
    *(("mentions", "person"), ("mentions", "brief")),
)


def json_lines(rows: Iterable[Row]) -> bytes:
    """Return JSON Lines, one object for each row."""
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def schema() -> bytes:
    """Return the JSON Schema of a line of each file of JSON Lines, by table."""
    (_, definitions) = msgspec.json.schema_components(TABLES.values())
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": definitions,
        "properties": {name: {"$ref": f"#/$defs/{kind.__name__}"} for name, kind in TABLES.items()},
    }
    return msgspec.json.format(msgspec.json.encode(described, order="sorted"), indent=2) + b"\n"


def comma_separated(table: str, rows: Iterable[Row]) -> bytes:
    """Return CSV as RFC 4180 has it, in UTF-8 with a mark by which spreadsheets know it.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it, which spreadsheets do not show.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns(table))
    writer.writerows([_cell(value) for value in msgspec.structs.astuple(row)] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        value = SEPARATOR.join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def database(tables: Mapping[str, Sequence[Row]]) -> bytes:
    """Return an SQLite database: the tables, and full-text search over briefs and quotations.

    Datasette finds the search tables and offers the search by itself.
    """
    with sqlite3.connect(":memory:") as connection:
        for name, rows in tables.items():
            described = ", ".join(_column(name, column) for column in columns(name))
            connection.execute(f'CREATE TABLE "{name}" ({described})')
            places = ", ".join("?" * len(columns(name)))
            connection.executemany(f'INSERT INTO "{name}" VALUES ({places})', map(_values, rows))
        for name, column in _INDEXED:
            connection.execute(f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}")')
        for name, searched in (("briefs", "title, text"), ("quotes", "text, speaker")):
            connection.execute(f'CREATE VIRTUAL TABLE "{name}_fts" USING fts5({searched}, content="{name}")')
            connection.execute(f'INSERT INTO "{name}_fts"("{name}_fts") VALUES (\'rebuild\')')
    connection.execute("VACUUM")
    return connection.serialize()


def _column(table: str, column: str) -> str:
    kind = get_type_hints(TABLES[table])[column]
    return f'"{column}" {"INTEGER" if kind in _WHOLE_NUMBERS else "TEXT"}'


def _values(row: Row) -> list[Any]:
    values = msgspec.structs.astuple(row)
    return [json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value for value in values]


def datasette_metadata(title: str) -> bytes:
    """Return the metadata file for Datasette, which describes the tables and columns."""
    described = {
        name: {
            "description": (kind.__doc__ or "").strip(),
            "columns": _descriptions(kind),
        }
        for name, kind in TABLES.items()
    }
    text = {"title": title, "databases": {"collection": {"tables": described}}, "generator": f"briefs {__version__}"}
    return _pretty(text)


def _descriptions(kind: type[Row]) -> dict[str, str]:
    properties = msgspec.json.schema_components([kind])[1][kind.__name__]["properties"]
    return {name: said["description"] for name, said in properties.items() if "description" in said}


def references(briefs: Iterable[Brief]) -> bytes:
    """Return all articles as CSL-JSON."""
    return _pretty([citations.csl(brief) for brief in briefs])


def bibliography(briefs: Iterable[Brief]) -> bytes:
    """Return all articles as BibTeX."""
    return "\n".join(citations.bibtex(brief) for brief in briefs).encode()


def annotations(briefs: Iterable[Brief], rows: Iterable[QuoteRow]) -> bytes:
    """Return all quotations as W3C Web Annotations, one to a line; `rows` are theirs, in the same order."""
    quotes = ((brief, quote) for brief in briefs for quote in brief.quotes)
    lines = [
        json.dumps(annotation(brief, quote, row.page, row.speaker), ensure_ascii=False) + "\n"
        for (brief, quote), row in zip(quotes, rows, strict=True)
    ]
    return "".join(lines).encode()


def _pretty(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
