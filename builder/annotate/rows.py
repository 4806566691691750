"""The rows of `briefs annotate`: articles in, what was found in them out, in the same order."""

import json
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from builder.annotate import workers
from builder.annotate.context import Context
from builder.annotations import to_json

_CONTEXT = ("title", "date", "publisher", "source_url")


def annotate(
    rows: Iterable[bytes | dict[str, Any]],
    model: str | None,
    failures: list[tuple[str, str]],
    pool: workers.Pool | None = None,
) -> Iterator[dict[str, Any]]:
    """Annotate the text of each row, given as a line of JSON or as an object, in order, here or by a pool of workers.

    A row without a text goes into `failures`, with its number.
    """
    ids: deque[Any] = deque()

    def texts() -> Iterator[tuple[str, Context]]:
        for number, given in enumerate(rows, start=1):
            if isinstance(given, bytes) and not given.strip():
                continue
            try:
                row = _row(given)
            except ValueError as error:
                failures.append((f"line {number}", str(error)))
                continue
            ids.append(row.get("id"))
            yield row["text"], _context(row)

    for found, _ in workers.annotate(texts(), model, pool):
        yield {"id": ids.popleft(), **to_json(found)}


def _context(row: dict[str, Any]) -> Context:
    title, date, publisher, source_url = (_text(row.get(key)) for key in _CONTEXT)
    return Context(title, date, publisher, source_url)


def _row(given: bytes | dict[str, Any]) -> dict[str, Any]:
    try:
        row = json.loads(given) if isinstance(given, bytes) else given
    except ValueError as error:
        raise ValueError(f"it is not JSON ({error}); each line must be one object with 'id' and 'text'") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ValueError("it has no 'text'; each line must be one object with 'id' and 'text'")
    return row


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
