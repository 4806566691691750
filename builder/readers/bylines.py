"""Bylines of a saved page: who wrote it, as JSON-LD, meta tags or the page itself say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.readers import jsonld
from builder.readers.names import Byline, house_signature, merge, read_byline
from builder.readers.page import Found, Page
from builder.readers.plain import folded
from builder.readers.tree import classes, text_of

_AUTHOR_TAGS = (
    "author", "article:author", "parsely-author", "sailthru.author", "article:author_name", "dc.creator",
    "dcterms.creator", "citation_author", "cxenseparse:author", "byl", "authors", "og:author", "twitter:data1",
)  # fmt: skip
# Library catalogues put the surname first: https://www.dublincore.org/specifications/dublin-core/usageguide/elements/
_CATALOGUE_TAGS = frozenset({"dc.creator", "dcterms.creator", "citation_author"})
_MOST_AUTHORS = 12  # more names than that in meta tags are those of works cited
_BYLINE_ELEMENTS = (
    "a", "span", "div", "p", "address", "li", "cite", "strong", "em", "h2", "h3", "h4", "h5", "section", "header",
    "time",
)  # fmt: skip
_BYLINE = re.compile(r"\bby-?line|\bauthor|\bwriter\b|\bcontributor|__author|-author|_author|article[-_]meta")
_MOST_BESIDE = 12  # elements in one byline; more are a list of other things
_CREDIT = re.compile(r"credit|caption|address|affiliat")
_BY = re.compile(r"\W*(?:(?:posted|written|words|story|text|report)\s+)?by\b\W*", re.I)


@dataclass(frozen=True, slots=True)
class Source:
    """A byline and where on the page it stands."""

    byline: Byline
    origin: str


def page_bylines(page: Page, sites: Sequence[str]) -> list[Source]:
    """Return every byline of the page, the one to believe first; `sites` are the names of the page's own outlet.

    JSON-LD is believed before meta tags, and these before the page. Two things overrule it: a meta tag that has its
    authors and more, and a meta tag that agrees with the page on somebody else (JSON-LD then names who typed it in).
    """
    named = jsonld.names(page.node.get("author") or page.node.get("creator"))
    linked = Source(merge(read_byline(name, *sites, trusted=True) for name in named), "JSON-LD")
    tagged = _tagged_byline(page, sites)
    printed = Source(_printed_byline(page, sites), "page byline")
    order = [tagged, linked, printed] if _overrules(tagged, linked, printed) else [linked, tagged, printed]
    found = [_with_agency(source, printed.byline) for source in order if source.byline]
    return found or [Source(byline, "page byline") for byline in _house_bylines(page, sites)]


def rivals(sources: Sequence[Source]) -> Iterator[Found]:
    """Yield whom other sources than the first one name as authors.

    A printed byline is often run together with its section or a job: it counts only if the first one's are not in it.
    """
    known = [folded(name) for name in sources[0].byline.authors] if sources else []
    for source in sources[1:]:
        names = [folded(name) for name in source.byline.authors]
        printed = " ".join(names) if source.origin == "page byline" else ""
        if names and set(names) != set(known) and not any(name in printed for name in known):
            yield ", ".join(source.byline.authors), source.origin


def _with_agency(source: Source, printed: Byline) -> Source:
    """Take the agency from the printed byline if it has one of the authors: markup often leaves it out."""
    byline = source.byline
    same = bool(set(printed.authors) & set(byline.authors))
    return Source(Byline(byline.authors, byline.agency or (printed.agency if same else None)), source.origin)


def _overrules(tagged: Source, linked: Source, printed: Source) -> bool:
    meta, data, page = (frozenset(map(folded, source.byline.authors)) for source in (tagged, linked, printed))
    return meta > data or (not meta & data and bool(meta & page) and not page & data)


def _tagged_byline(page: Page, sites: Sequence[str]) -> Source:
    for name in _AUTHOR_TAGS:
        contents = [c for c in page.metas.get(name, ()) if len(c) < 200 and not re.match(r"https?:|@|www\.", c)]
        names = [_turned(content) for content in contents] if name in _CATALOGUE_TAGS else contents
        byline = merge(read_byline(content, *sites, trusted=True) for content in names)
        if byline and len(byline.authors) <= _MOST_AUTHORS:
            return Source(byline, f"meta tag {name}")
    return Source(Byline(), "")


def _turned(name: str) -> str:
    """Return "Reed, Dana" as "Dana Reed"."""
    surname, comma, given = name.partition(", ")
    return f"{given} {surname}" if comma and ", " not in given else name


def _printed_byline(page: Page, sites: Sequence[str]) -> Byline:
    """Return the byline that the page prints: an element marked as such, or else a short line that begins with By."""
    unmarked = Byline()
    for text, marked, named in _byline_texts(page):
        byline = read_byline(text, *sites)
        if named and _plausible(byline, text, marked):
            return byline
        if not named and not unmarked and len(text) < 90 and _plausible(byline, text, marked=False):
            unmarked = byline
    return unmarked


def _house_bylines(page: Page, sites: Sequence[str]) -> Iterator[Byline]:
    """Yield what the outlet itself is named as in a printed byline ("By Harbour Desk staff")."""
    signatures = (house_signature(text, *sites) for text, _, _ in _byline_texts(page))
    yield from [Byline((name,)) for name in signatures if name][:1]


def _byline_texts(page: Page) -> Iterator[tuple[str, bool, bool]]:
    """Yield the texts that may be the byline: whether markup says so for certain, and whether a class says so."""
    for element in page.tree.iter(*_BYLINE_ELEMENTS):
        marked = "author" in {element.get("rel"), element.get("itemprop")}
        named = marked or bool(_BYLINE.search(classes(element)))
        begins_with_by = not named and bool(_BY.match(element.text or ""))
        if not (named or begins_with_by) or _CREDIT.search(classes(element)):
            continue
        text = text_of(element)
        parent = element.getparent()
        if parent is not None and len(parent) < _MOST_BESIDE and _BY.fullmatch(text):  # the names stand beside it
            text = text_of(parent)
        if 2 < len(text) < 160 and not page.is_elsewhere(element):
            yield text, marked, named


def _plausible(byline: Byline, text: str, marked: bool) -> bool:
    several = all(len(name.split()) > 1 for name in byline.authors)
    return bool(byline) and len(byline.authors) < 8 and (several or marked or bool(_BY.match(text)))
