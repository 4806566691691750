"""Bylines of a saved page: who wrote it, as JSON-LD, meta tags or the page itself say."""

import re
from collections.abc import Sequence

from builder.readers import jsonld
from builder.readers.names import Byline, merge, read_byline
from builder.readers.page import AWAY, OTHERS, Page
from builder.readers.tree import classes, inside, text_of

_AUTHOR_TAGS = (
    "author", "article:author", "parsely-author", "sailthru.author", "article:author_name", "dc.creator",
    "dcterms.creator", "citation_author", "cxenseparse:author", "byl", "authors", "og:author", "twitter:data1",
)  # fmt: skip
_MOST_AUTHORS = 12  # more names than that in meta tags are those of works cited
_BYLINE_ELEMENTS = (
    "a", "span", "div", "p", "address", "li", "cite", "strong", "em", "h2", "h3", "h4", "h5", "section", "header",
    "time",
)  # fmt: skip
_BYLINE = re.compile(r"\bby-?line|\bauthor|\bwriter\b|\bcontributor|__author|-author|_author|article-meta")


def page_byline(page: Page, sites: Sequence[str]) -> tuple[Byline, str]:
    """Return authors and agency, and where the authors came from; an agency is also looked for on the page."""
    named = jsonld.names(page.node.get("author") or page.node.get("creator"))
    linked = merge(read_byline(name, *sites, trusted=True) for name in named)
    tagged, origin = _tagged_byline(page, sites)
    printed = _printed_byline(page, sites)
    found = ((linked, "JSON-LD"), (tagged, origin), (printed, "page byline"))
    for byline, where in found:
        if byline:
            agency = byline.agency or (printed.agency if set(printed.authors) & set(byline.authors) else None)
            return Byline(byline.authors, agency), where
    guessed = merge(read_byline(name, *sites, trusted=True) for name in (page.guess.author or "").split(";"))
    return guessed, "trafilatura" if guessed else ""


def _tagged_byline(page: Page, sites: Sequence[str]) -> tuple[Byline, str]:
    for name in _AUTHOR_TAGS:
        contents = [c for c in page.metas.get(name, ()) if len(c) < 200 and not re.match(r"https?:|@|www\.", c)]
        byline = merge(read_byline(content, *sites, trusted=True) for content in contents)
        if byline and len(byline.authors) <= _MOST_AUTHORS:
            return byline, f"meta tag {name}"
    return Byline(), ""


def _printed_byline(page: Page, sites: Sequence[str]) -> Byline:
    """Return the byline that the page prints: an element marked as such, or else a short line that begins with By."""
    unmarked = Byline()
    for element in page.tree.iter(*_BYLINE_ELEMENTS):
        marked = "author" in {element.get("rel"), element.get("itemprop")}
        named = marked or bool(_BYLINE.search(classes(element)))
        begins_with_by = not unmarked and (element.text or "").strip()[:3].rstrip().lower() == "by"
        text = text_of(element) if named or begins_with_by else ""
        if not 2 < len(text) < 160 or inside(element, AWAY, OTHERS):
            continue
        byline = read_byline(text, *sites)
        if named and byline and _plausible(byline, text, marked):
            return byline
        if begins_with_by and len(text) < 90 and _plausible(byline, text, marked=False):
            unmarked = byline
    return unmarked


def _plausible(byline: Byline, text: str, marked: bool) -> bool:
    several = all(len(name.split()) > 1 for name in byline.authors)
    return bool(several or marked or re.match(r"\W*by\b", text, re.I)) and len(byline.authors) < 8 and bool(byline)
