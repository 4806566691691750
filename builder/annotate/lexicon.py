"""The word lists beside this module, read once each."""

from functools import cache
from types import MappingProxyType

from builder import datafiles


@cache
def words(stem: str) -> frozenset[str]:
    """The entries of `data/<stem>.txt`: one a line, lines that begin with `#` are comments."""
    return frozenset(datafiles.lines(__package__, f"data/{stem}.txt"))


@cache
def table(stem: str) -> MappingProxyType[str, tuple[str, ...]]:
    """The rows of `data/<stem>.tsv`: the first column leads to the others."""
    rows = (line.split("\t") for line in datafiles.lines(__package__, f"data/{stem}.tsv"))
    return MappingProxyType({row[0]: tuple(row[1:]) for row in rows})
