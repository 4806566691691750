"""Outlets: which name of a page is that of the newspaper, not of its software, its agency or its slogan."""

import re
from collections.abc import Iterator, Sequence

from builder.readers import jsonld
from builder.readers.headlines import site_heading
from builder.readers.names import outlet_key, outlet_of, same_outlet
from builder.readers.page import Found, Page
from builder.readers.plain import plain, words
from builder.readers.titles import split_site
from builder.readers.tree import text_of
from builder.readers.urls import domain

SITE_TAGS = (
    "og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher",
    "citation_journal_title",
)  # fmt: skip
_SEPARATOR = re.compile(r"\s+[|•·»–—-]\s+")


def page_outlets(page: Page, url: str | None) -> list[Found]:
    """Return the names of the page's outlet, the one to believe first; `url` is the page's address.

    JSON-LD is believed first, unless its name has nothing to do with the address and that in the meta tags has:
    then JSON-LD names the software, the agency or a slogan.
    """
    linked = [(name, "JSON-LD") for name in jsonld.names(page.node.get("publisher"))]
    tagged = list(page.meta(SITE_TAGS))
    windows = [(split_site(text_of(t), [domain(url)])[1] or "", "title tag") for t in page.tree.iter("title")]
    headings = [site_heading(page)]
    found = [*linked, *tagged, *windows, *headings, (outlet_of(domain(url)) or "", "address")]
    names = [(name, origin) for value, origin in found if (name := _name(value, url))]
    return _best_written(_best_known(names, url))


def _name(value: str, url: str | None) -> str:
    """Return a printed name without the slogan behind it; an address or a handle is no name."""
    parts = _SEPARATOR.split(plain(value))
    name = next((part for part in parts if _resembles(part, url)), parts[0])
    return name if 1 < len(name) < 60 and not re.match(r"https?://|@|www\.", name) else ""


def _resembles(name: str, url: str | None) -> bool:
    """Tell whether the address is made of the name, or begins the name as in `nature.com`."""
    key, host = outlet_key(name), domain(url).replace("-", "")
    labels = [label for label in host.split(".") if len(label) > 3]
    return bool(key and host) and (key in host or any(key.startswith(label) for label in labels))


def _best_known(names: Sequence[Found], url: str | None) -> list[Found]:
    if not names or _resembles(names[0][0], url):
        return list(names)
    first = set(words(names[0][0]))
    known = [name for name in names if name[1].startswith("meta tag") and _resembles(name[0], url)][:1]
    strange = known and first.isdisjoint(words(known[0][0]))
    return [*known, *(name for name in names if name not in known)] if strange else list(names)


def _best_written(names: list[Found]) -> list[Found]:
    """Put first, of several spellings of the first name, one with a capital: "Euronews" rather than "euronews"."""
    best = next((n for n in names if same_outlet(n[0], names[0][0]) and not n[0].islower()), None)
    return [best, *(name for name in names if name != best)] if best else names


def rivals(names: Sequence[Found]) -> Iterator[Found]:
    """Yield the names that JSON-LD or the site's meta tag give to another outlet than the first one."""
    for name, origin in names[1:]:
        keys = outlet_key(name), outlet_key(names[0][0])
        if origin in {"JSON-LD", "meta tag og:site_name"} and not (keys[0] in keys[1] or keys[1] in keys[0]):
            yield name, origin
