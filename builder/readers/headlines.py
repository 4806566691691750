"""Headlines of a saved page: which of its titles is the printed one, and what the others say."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from builder.readers.page import Found, Page
from builder.readers.plain import folded, words
from builder.readers.titles import agreed, alike, is_site, split_site
from builder.readers.tree import text_of

_TAGS = (
    "og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "citation_title",
)  # fmt: skip
_LOOKED_AT = 50  # lower headings that may be the headline of a blog's page
_HEADLINE = 4  # words: a heading of fewer may be a section or the name of the site


def page_titles(page: Page, sites: Sequence[str]) -> Iterator[Found]:
    """Yield headlines, best first: a page heading that another source confirms, JSON-LD, meta tags, `<title>`.

    The heading comes first because it is what was printed: JSON-LD and meta tags often carry another headline, made
    for search engines and social networks.
    """
    site, _ = site_heading(page)
    headings = [heading for heading in page.headings if not site or folded(heading) != folded(site)]
    named = list(_named(page, sites))
    for heading in headings:
        for value, origin in named:
            if printed := agreed(heading, value):
                yield printed, "page heading" if printed == heading else origin
    sole = headings[0] if len(set(headings)) == 1 else ""
    if any(alike(sole, value) for value, _ in named):
        yield sole, "page heading"
    yield from (found for found in named if found[1] == "JSON-LD")
    if len(words(sole)) >= _HEADLINE:
        yield sole, "page heading"
    yield from named
    yield from ((heading, "page heading") for heading in headings)


def _named(page: Page, sites: Sequence[str]) -> Iterator[Found]:
    """Yield the titles in the page's markup, without the names of the outlet."""
    linked = [(split_site(value, sites)[0], origin) for value, origin in page.linked_data("headline", "name")]
    metas = [(split_site(value, sites)[0], origin) for value, origin in page.meta(_TAGS)]
    window = [(split_site(text_of(t), sites)[0], "title tag") for t in list(page.tree.iter("title"))[:1]]
    blog = [(title, "page heading") for title in [_parted_window(page)[1]] if title]
    yield from ((value, o) for value, o in (*linked, *metas, *blog, *window) if value and not is_site(value, sites))


def rivals(page: Page, title: str, sites: Sequence[str]) -> Iterator[Found]:
    """Yield the headlines of JSON-LD, of social networks and of the page that say something else than `title`."""
    headings = [(h, "page heading") for h in page.headings if len(words(h)) >= _HEADLINE and len(page.headings) == 1]
    for value, origin in (*_named(page, sites), *headings):
        same = agreed(title, value) or agreed(value, title) or folded(value) in folded(title)
        if origin in {"JSON-LD", "meta tag og:title", "meta tag twitter:title", "page heading"} and not same:
            yield value, origin


# --- the name of the site among the headings -----------------------------------------------------------------------


def site_heading(page: Page) -> Found:
    """Return the heading that is the name of the site, as on blogs, and where it stands; empty if there is none.

    The window title begins or ends with it, and what is left is another title of the page.
    """
    site, _ = _parted_window(page)
    return site, "page heading" if site else ""


@lru_cache(maxsize=1)
def _parted_window(page: Page) -> tuple[str, str]:
    """Return (site, headline) where the window title is made of a heading with the site's name and of another title."""
    window = next((folded(text_of(title)) for title in page.tree.iter("title")), "")
    tagged = [value for value, _ in page.meta(_TAGS)]
    for heading in page.headings:
        key = folded(heading)
        ends = window.startswith(f"{key} ") or window.endswith(f" {key}")
        if not key or not ends or any(agreed(heading, value) == heading for value in tagged):
            continue
        for other in tagged or _lower_headings(page):
            rest = folded(other)
            both = window == f"{rest} {key}" or (window.startswith(f"{key} ") and window.endswith(f" {rest}"))
            if both and len(rest) > len(key):
                return heading, other
    return "", ""


def _lower_headings(page: Page) -> Iterator[str]:
    texts = (text_of(heading) for heading in islice(page.tree.iter("h2", "h3"), _LOOKED_AT))
    yield from (text for text in texts if len(words(text)) >= _HEADLINE)
