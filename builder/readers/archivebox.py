"""ArchiveBox: the folder of one page, described by its `index.json`.

The page itself says more of its article than what Readability made of it, so it is asked first.
https://github.com/ArchiveBox/ArchiveBox/wiki/Usage#large-archives
"""

from collections.abc import Iterator
from typing import Any

from builder.article import Article
from builder.errors import ArticleError
from builder.readers import jsonvalues, pages, readability
from builder.readers.described import Values, noted, overlaid
from builder.readers.jsonvalues import has
from builder.readers.source import MEGABYTE, Entry, Source

_PAGES = ("singlefile.html", "output.html")
_LARGEST = 20 * MEGABYTE


def takes(value: Any) -> bool:
    """Tell whether JSON describes a page in ArchiveBox."""
    return has(value, "url", "timestamp", "history")


def entries(value: Any, source: Source) -> Iterator[Entry]:
    """Yield its one article."""
    yield Entry("", lambda: _read(value, source))


def _read(value: dict[str, Any], source: Source) -> Article:
    """Read the first form of the page that holds an article. Raises `ArticleError` if none does."""
    tags = value.get("tags")
    notes = noted(
        source_url=value.get("url"),
        accessed=str(value.get("timestamp")).partition(".")[0],
        tags=tags.split(",") if isinstance(tags, str) else tags,
    )
    url = next(iter(notes.get("source_url", [])), None)
    reason = "ArchiveBox has kept no text of this page"
    for name in _PAGES:
        if page := source.beside(name):
            try:
                return overlaid(pages.read(page.data(_LARGEST), url=url), notes, "ArchiveBox")
            except ArticleError as error:
                reason = str(error)
    if found := source.beside("readability/article.json"):
        return _readable(found, notes)
    raise ArticleError(f"{reason.partition(';')[0]}; add the page itself")


def _readable(found: Source, notes: Values) -> Article:
    value = jsonvalues.load(found.data(_LARGEST))
    if not readability.takes(value):
        raise ArticleError("readability/article.json is not what Readability makes; let ArchiveBox make it again")
    return readability.read(value, found, notes)
