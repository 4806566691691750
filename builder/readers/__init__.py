"""Readers: one module per input format, from a file in hand to the articles in it.

`read_all` is the safe way in. Importing this package loads no parser; the first article read does.
"""

from pathlib import Path

from builder.article import Article
from builder.errors import ArticleError
from builder.readers.formats import SUFFIXES
from builder.readers.source import Reading
from builder.readers.worker import shared

__all__ = ["SUFFIXES", "Reading", "checked", "read_all", "read_file"]


def read_all(path: Path) -> list[Reading]:
    """Read the articles in the file at `path`, in a process of its own with limits on size, time and memory.

    What is not a readable article is there too, with its error and the remedy; an error without the name of an
    article is about the file as a whole. What can be read and only looks like none is there as an article
    (`Article.refusal`); `checked` makes an error of it.
    """
    if path.is_dir():
        return [Reading("", error="this is a directory; name the files in it")]
    if not path.exists():
        return [Reading("", error="there is no such file; check its name")]
    if not path.is_file():
        return [Reading("", error="this is no ordinary file; copy the article into one")]
    return shared.read(path.absolute())


def read_file(path: Path, *, force: bool = False) -> Article:
    """Read the one article in the file at `path`; raises `ArticleError`, with the remedy, if there is not one.

    With `force` what can be read and only looks like no article (`Article.refusal`) is one.
    """
    reading, *others = read_all(path)
    reading = reading if force else checked(reading)
    if reading.article is None or others:
        raise ArticleError(reading.error or "this file does not hold one article; name a file that does")
    return reading.article


def checked(reading: Reading) -> Reading:
    """Return a reading as it is, or as an error if its article looks like none: the reason, and the remedy."""
    if reading.article is None or not reading.article.refusal:
        return reading
    remedy = "save the whole article, or take it all the same with 'briefs add --force'"
    return Reading(reading.entry, error=f"{reading.article.refusal}; {remedy}")
