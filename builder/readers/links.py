"""Lists of links without texts, from Pocket, Instapaper, browsers and feed readers: what to do with one is said."""

import csv
import re
from collections.abc import Iterator

from builder.errors import ArticleError
from builder.readers.decoding import decode
from builder.readers.source import Entry, Source

_LINK = re.compile(r"""(?:\b(?:href|xmlUrl)\s*=\s*["']?|^\s*URL\s*=|<string>)\s*https?://""", re.I | re.M)
_COLUMNS = frozenset({"url", "href", "link", "item_url", "original_url"})


def entries(source: Source, largest: int) -> Iterator[Entry]:
    """Raise `ArticleError`: there is no article in a list of links."""
    text, _ = decode(source.data(largest))
    number = _rows(text) if source.suffix == ".csv" else len(_LINK.findall(text))
    if number is None:
        raise ArticleError("tables are not read; save each article as a page, or paste its text into a .txt file")
    raise without_texts(number)
    yield  # all readers are generators


def without_texts(number: int) -> ArticleError:
    """Return the error for a list of `number` links."""
    links = "one link" if number == 1 else f"{number:,} links"
    texts = "its text" if number == 1 else "their texts"
    return ArticleError(f"this file holds {links} without {texts}; fetch an article with 'briefs add' and its address")


def _rows(text: str) -> int | None:
    """Return the number of rows of a table of links, None for another table."""
    try:
        header, *rows = csv.reader(text.splitlines())
    except (csv.Error, ValueError):
        return None
    return len(rows) if _COLUMNS.intersection(cell.strip().lower() for cell in header) else None
