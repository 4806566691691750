"""The word lists beside this module, each read once and only when something has to be read."""

import re
from functools import cache

from builder import datafiles


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the entries of the data file `name`: one a line, in order, `#` lines are comments."""
    return tuple(line.strip() for line in datafiles.lines(__package__, f"data/{name}"))


@cache
def entries(name: str) -> frozenset[str]:
    """Return the entries of the data file `name` in lower case, for looking up."""
    return frozenset(line.lower() for line in lines(name))


@cache
def table(name: str) -> dict[str, str]:
    """Return the two tab-separated columns of the data file `name`, the first in lower case as key."""
    rows = (line.partition("\t") for line in lines(name))
    return {key.strip().lower(): value.strip() for key, _, value in rows}


@cache
def alternatives(name: str) -> str:
    """Return the entries of the data file `name` as one regular expression group, longest first."""
    return "(?:" + "|".join(re.escape(entry) for entry in sorted(lines(name), key=len, reverse=True)) + ")"
