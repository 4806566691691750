"""Pages: the collection as Markdown files for `docs/`, one module for each kind of page."""

from collections.abc import Iterator

from builder.collection import Collection
from builder.pages import briefs, corrections, countries, explore, groups, home, people
from builder.pages.page import Page

# The folders of docs/ that hold nothing but generated pages.
FOLDERS = ("briefs", "people", "countries", "outlets", "timeline", explore.FOLDER, corrections.FOLDER, home.FOLDER)


def pages(collection: Collection) -> Iterator[Page]:
    """Make every generated page of the site, each with its path below `docs/`."""
    yield from briefs.pages(collection)
    yield from people.pages(collection)
    yield from countries.pages(collection)
    yield from groups.outlets(collection)
    yield from groups.years(collection)
    yield from corrections.pages(collection)
    yield from explore.pages(collection)
    yield from home.pages(collection)


__all__ = ["FOLDERS", "Page", "pages"]
