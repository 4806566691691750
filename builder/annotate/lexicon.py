"""The word lists beside this module, read once each."""

from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def words(stem: str) -> frozenset[str]:
    """The entries of `data/<stem>.txt`: one a line, lines that begin with `#` are comments."""
    return frozenset(_lines(f"{stem}.txt"))


@cache
def table(stem: str) -> MappingProxyType[str, tuple[str, ...]]:
    """The rows of `data/<stem>.tsv`: the first column leads to the others."""
    rows = (line.split("\t") for line in _lines(f"{stem}.tsv"))
    return MappingProxyType({row[0]: tuple(row[1:]) for row in rows})


def _lines(file_name: str) -> list[str]:
    text = (files("builder.annotate") / "data" / file_name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
