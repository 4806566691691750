"""Rows in and out of `briefs annotate`: JSON Lines or Parquet, in a file here or at an address elsewhere.

Parquet, and addresses that fsspec knows (s3://, gcs://, https:// and others), need the extra `dask` of this package.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import IO, Any

from builder.annotate.extra import needed
from builder.errors import UsageError

# What a caller gives for standard input.
STANDARD = "-"

PARQUET = ".parquet"

# Rows of Parquet that are in memory at once: about a megabyte of articles.
ROWS = 256

# What is taken of a row.
COLUMNS = ("id", "text", "title", "date", "publisher", "source_url")

Write = Callable[[dict[str, Any]], None]


def opened(place: str) -> AbstractContextManager[Iterable[bytes | dict[str, Any]]]:
    """Open rows to read, by path or address: lines of JSON, or rows of Parquet. Raises `UsageError`."""
    if place == STANDARD:
        return nullcontext(sys.stdin.buffer)
    return _parquet_rows(place) if place.endswith(PARQUET) else _binary(place)


@contextmanager
def _binary(place: str) -> Iterator[IO[bytes]]:
    try:
        with _fsspec(place).open(place) if "://" in place else open(place, "rb") as file:  # noqa: PTH123 - as typed
            yield file
    except OSError as error:
        raise UsageError(f"{place} cannot be read: {error.strerror or error}") from error


@contextmanager
def _parquet_rows(place: str) -> Iterator[Iterator[dict[str, Any]]]:
    with needed("Parquet"):
        from pyarrow import ArrowInvalid, parquet  # noqa: PLC0415

    with _binary(place) as file:
        try:
            table = parquet.ParquetFile(file)
        except ArrowInvalid as error:
            raise UsageError(f"{place} is no Parquet file: {error}") from error
        names = [name for name in COLUMNS if name in table.schema_arrow.names]
        yield (row for batch in table.iter_batches(ROWS, columns=names) for row in _plain(batch, names))


def _plain(batch: Any, names: list[str]) -> list[dict[str, Any]]:
    """Give the rows of a batch, all but the ids as words: dates are a type of their own in Parquet."""
    columns = [batch.column(name) if name == "id" else batch.column(name).cast("string") for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*(column.to_pylist() for column in columns), strict=True)]


@contextmanager
def written(place: str) -> Iterator[Write]:
    """Open a file to write rows to, by path or address. It is there only once all is written. Raises `UsageError`."""
    files = _fsspec(place)
    try:
        with files.transaction, files.open(place, "wb") as file, _writer(place)(file) as write:
            yield write
    except OSError as error:
        raise UsageError(f"{place} cannot be written: {error.strerror or error}") from error


def _writer(place: str) -> Callable[[IO[bytes]], AbstractContextManager[Write]]:
    return _parquet_writer if place.endswith(PARQUET) else _line_writer


@contextmanager
def _line_writer(file: IO[bytes]) -> Iterator[Write]:
    def write(row: dict[str, Any]) -> None:
        file.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")

    yield write


@contextmanager
def _parquet_writer(file: IO[bytes]) -> Iterator[Write]:
    with needed("Parquet"):
        from pyarrow import RecordBatch, parquet  # noqa: PLC0415

    schema = _schema()
    waiting: list[dict[str, Any]] = []

    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:

        def flush() -> None:
            writer.write_batch(RecordBatch.from_pylist(waiting, schema))
            waiting.clear()

        def write(row: dict[str, Any]) -> None:
            waiting.append({**row, "id": str(row["id"])})
            if len(waiting) == ROWS:
                flush()

        yield write
        if waiting:
            flush()


def _schema() -> Any:
    """Return the columns of Parquet: those of a row of JSON, but for ids, which are words here in any case."""
    import pyarrow as pa  # noqa: PLC0415

    words, flag, span = pa.string(), pa.bool_(), pa.list_(pa.int32())
    spans, many = pa.list_(span), pa.list_(words)

    def rows(**columns: Any) -> Any:
        return pa.list_(pa.struct(list(columns.items())))

    speaker = pa.struct([("id", words), ("name", words), ("mention", span)])
    return pa.schema(
        [
            ("id", words),
            ("people", rows(id=words, name=words, mentions=spans, roles=many)),
            ("countries", rows(code=words, subject=flag, mentions=spans, rules=many)),
            ("organisations", rows(name=words, mentions=spans)),
            ("places", rows(name=words, country=words, mentions=spans)),
            ("quotes", rows(kind=words, spans=spans, speaker=speaker, cue=span, reason=words)),
            ("summary", spans),
        ]
    )


def _fsspec(place: str) -> Any:
    """Return the file system that a path or an address belongs to."""
    with needed(place):
        from fsspec.core import url_to_fs  # noqa: PLC0415

    try:
        return url_to_fs(place)[0]
    except (ImportError, ValueError) as error:  # it knows what to install for which kind of address
        raise UsageError(f"{place}: {error}") from error
