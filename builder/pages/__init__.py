"""Pages: the collection as Markdown files for `docs/`, one module for each kind of page."""

from collections.abc import Iterator

from builder.collection import Collection
from builder.pages import briefs, corrections, countries, explore, groups, home, organisations, people
from builder.pages.around import Surroundings
from builder.pages.page import Draft, Page, drafted

# The folders of docs/ that hold nothing but generated pages.
FOLDERS = (
    *("briefs", "people", "countries", "organisations", "outlets", "timeline"),
    *(explore.FOLDER, corrections.FOLDER, home.FOLDER),
)


def drafts(collection: Collection) -> Iterator[Draft]:
    """Draft every generated page of the site, each with its path below `docs/`."""
    surroundings = Surroundings(collection)
    yield from briefs.drafts(collection, surroundings)
    yield from people.drafts(collection, surroundings)
    yield from countries.drafts(collection, surroundings)
    yield from organisations.drafts(collection, surroundings)
    yield from groups.outlets(collection, surroundings)
    yield from groups.years(collection, surroundings)
    yield from map(drafted, corrections.pages(collection))
    yield from map(drafted, explore.pages(collection))
    yield from map(drafted, home.pages(collection))


def pages(collection: Collection) -> Iterator[Page]:
    """Make every generated page of the site."""
    return (draft.write() for draft in drafts(collection))


__all__ = ["FOLDERS", "Draft", "Page", "drafts", "pages"]
