"""The word lists beside this module, read once each. Their words are folded as in slugs: ASCII, lower case."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from builder import datafiles
from builder.annotate import lexicon
from builder.slugs import slug


@cache
def words(stem: str) -> frozenset[str]:
    """The entries of `data/<stem>.txt`."""
    return frozenset(datafiles.lines(__package__, f"data/{stem}.txt"))


def rows(stem: str) -> list[list[str]]:
    """The rows of `data/<stem>.tsv`."""
    return [line.split("\t") for line in datafiles.lines(__package__, f"data/{stem}.tsv")]


@cache
def table(stem: str) -> Mapping[str, str]:
    """The rows of `data/<stem>.tsv`: the first column leads to the second."""
    return {row[0]: row[1] for row in rows(stem)}


@cache
def classes(stem: str) -> Mapping[str, frozenset[str]]:
    """The rows of `data/<stem>.tsv` as classes of words: each word leads to the first words of its rows."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(stem):
        for word in row:
            found[word].add(row[0])
    return {word: frozenset(firsts) for word, firsts in found.items()}


@cache
def given_names() -> Mapping[str, str]:
    """Common given names, folded, with the sex that they tell: m, f, or u for both."""
    return {slug(name): row[0] for name, row in lexicon.table("given_names").items()}


@cache
def nicknames() -> Mapping[str, frozenset[str]]:
    """Short forms of given names, folded, with the full names that each may stand for."""
    return {slug(short): frozenset(map(slug, row)) for short, row in lexicon.table("nicknames").items()}


@cache
def surnames_first() -> frozenset[str]:
    """East Asian surnames that commonly stand first, folded."""
    return frozenset(map(slug, lexicon.words("surnames_first"))) | classes("surname_romanisations").keys()


@cache
def particles() -> frozenset[str]:
    """Words inside a surname that may be left out or written together with it, folded; no single letters."""
    return frozenset(word for word in map(slug, lexicon.words("particles") | {"al", "ash", "e"}) if len(word) > 1)
