"""The rows of `briefs annotate`: JSON Lines in, JSON Lines out."""

import json
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from builder.annotate import workers
from builder.annotate.context import Context
from builder.annotations import to_json

_CONTEXT = ("title", "date", "publisher", "source_url")


def annotate(lines: Iterable[bytes], model: str | None, failures: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Annotate each line's text, in order. A line that is no such row goes into `failures`, with its number."""
    ids: deque[Any] = deque()

    def texts() -> Iterator[tuple[str, Context]]:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = _row(line)
            except ValueError as error:
                failures.append((f"line {number}", str(error)))
                continue
            ids.append(row.get("id"))
            yield row["text"], _context(row)

    for found, _ in workers.annotate(texts(), model):
        yield {"id": ids.popleft(), **to_json(found)}


def _context(row: dict[str, Any]) -> Context:
    title, date, publisher, source_url = (_text(row.get(key)) for key in _CONTEXT)
    return Context(title, date, publisher, source_url)


def _row(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise ValueError(f"it is not JSON ({error}); each line must be one object with 'id' and 'text'") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ValueError("it has no 'text'; each line must be one object with 'id' and 'text'")
    return row


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
