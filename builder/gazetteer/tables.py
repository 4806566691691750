"""Reading the data files that lie beside this module."""

from collections.abc import Iterator
from functools import cache

from builder import datafiles

# Parts the values of one cell.
SEPARATOR = ";"


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a tab-separated data file; lines that start with `#` are comments."""
    for line in datafiles.lines(__package__, name):
        yield line.split("\t")


def cells(text: str) -> tuple[str, ...]:
    """Split a cell that holds several values; an empty cell holds none."""
    return tuple(text.split(SEPARATOR)) if text else ()


@cache
def word_list(name: str) -> frozenset[str]:
    """Return one list of context_words.tsv."""
    return frozenset(cells(dict(rows("context_words.tsv"))[name]))
