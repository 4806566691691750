"""JSON files: which program exported one is told by what is in it."""

from collections.abc import Iterator
from importlib import import_module

from builder.errors import ArticleError
from builder.readers import feed, links
from builder.readers.jsonvalues import is_list_with, load
from builder.readers.source import Entry, Source

# Each module has `takes(value) -> bool` and `entries(value, source) -> Iterator[Entry]`; asked in this order.
_MODULES = ("wallabag", "omnivore", "archivebox", "readability", "csl")


def entries(source: Source, largest: int) -> Iterator[Entry]:
    """Yield the articles in a JSON file. Raises `ArticleError`."""
    value = load(source.data(largest))
    for name in _MODULES:
        module = import_module(f"builder.readers.{name}")
        if module.takes(value):
            yield from module.entries(value, source)
            return
    if feed.takes(value):
        yield from feed.json_entries(value)
        return
    if any(is_list_with(value, key) for key in ("url", "href", "link")):
        raise links.without_texts(len(value))
    raise ArticleError(
        "this JSON file is none of the exports that are read (Wallabag, Omnivore, ArchiveBox, Readability, JSON Feed, "
        "CSL-JSON); export as HTML or Markdown instead"
    )
