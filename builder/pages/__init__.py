"""Pages: the collection as Markdown files for `docs/`, one module for each kind of page."""

from collections.abc import Iterator
from functools import partial

from builder.collection import Collection
from builder.pages import (
    annotations,
    briefs,
    corrections,
    countries,
    explore,
    feeds,
    groups,
    home,
    organisations,
    people,
    review,
    robots,
)
from builder.pages.around import Surroundings
from builder.pages.page import Draft, Page, drafted
from builder.settings import Site
from builder.texts import each_within, speaking

# The folders of docs/ that hold nothing but generated pages.
FOLDERS = (
    *("briefs", "people", "countries", "organisations", "outlets", "timeline"),
    *(explore.FOLDER, corrections.FOLDER, home.FOLDER, review.FOLDER, feeds.FOLDER, annotations.FOLDER),
)

# Generated files that stand beside those that people write.
ROOT_FILES = frozenset(robots.FILES)


def drafts(collection: Collection, site: Site = Site()) -> Iterator[Draft]:  # noqa: B008 - a value, not a variable
    """Draft every generated file of the site, each with its path below `docs/`, in the language of the site."""
    context = speaking(site.language)
    for draft in each_within(context, partial(_drafts, collection, site)):
        shape = None if draft.shape is None else (site.language, draft.shape)
        yield Draft(draft.path, shape, partial(context.run, draft.write))


def _drafts(collection: Collection, site: Site) -> Iterator[Draft]:
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
    yield from feeds.drafts(collection, surroundings, site)
    yield from annotations.drafts(collection, surroundings, site)
    yield from map(drafted, robots.pages(site))


def pages(collection: Collection, site: Site = Site()) -> Iterator[Page]:  # noqa: B008
    """Make every generated file of the site."""
    return (draft.write() for draft in drafts(collection, site))


__all__ = ["FOLDERS", "ROOT_FILES", "Draft", "Page", "drafts", "pages"]
