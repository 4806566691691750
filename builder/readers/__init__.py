"""Readers: one module per input format, from a file in hand to an `Article`.

`read_file` is the safe way in. Importing this package loads no parser; the first article read does.
"""

from pathlib import Path

from builder.article import Article
from builder.errors import ArticleError
from builder.readers.formats import SUFFIXES, by_suffix
from builder.readers.worker import shared

__all__ = ["SUFFIXES", "read_file", "refused"]


def read_file(path: Path, *, force: bool = False) -> Article:
    """Read the article in the file at `path`, in a process of its own with limits on size, time and memory.

    Raises `ArticleError`, with the remedy, for whatever is not a readable article; with `force` not for what can be
    read and only looks like none (`Article.refusal`).
    """
    if path.is_dir():
        raise ArticleError("this is a directory; name the files in it")
    if not path.exists():
        raise ArticleError("there is no such file; check its name")
    if not path.is_file():
        raise ArticleError("this is no ordinary file; copy the article into one")
    if by_suffix(path.name) is None:
        known = ", ".join(SUFFIXES)
        raise ArticleError(f"files of this kind are not read (known: {known}); save the page as HTML or paste its text")
    article = shared.read(path.absolute())
    if article.refusal and not force:
        raise ArticleError(refused(article.refusal))
    return article


def refused(reason: str) -> str:
    """Return the one line for a page that looks like no article: the reason, and the remedy."""
    return f"{reason}; save the whole article, or take it all the same with 'briefs add --force'"
