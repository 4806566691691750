"""Metadata of a saved page: JSON-LD first, then meta tags, then what the page prints."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from builder.readers import jsonld
from builder.readers.bylines import page_byline
from builder.readers.dates import close, iso, printed_dates
from builder.readers.names import Byline, outlet_of
from builder.readers.page import AWAY, OTHERS, Found, Page
from builder.readers.plain import folded, plain, words
from builder.readers.rights import spdx
from builder.readers.titles import agreed, is_site, split_site
from builder.readers.tree import classes, inside, text_of
from builder.readers.urls import cleaned, domain

_TITLE_TAGS = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "citation_title",
)
_DATE_TAGS = (
    "article:published_time", "datepublished", "og:article:published_time", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "cxenseparse:publishtime",
    "cxenseparse:recs:publishtime", "date.available", "date.created", "published", "published_at", "publication_date",
    "publish-date", "pubdate", "citation_publication_date", "prism.publicationdate", "article.published",
    "rnews:datepublished", "date", "og:published_time", "created",
)  # fmt: skip
_UPDATED_TAGS = (
    "article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "lastmod", "last-modified",
    "date.modified", "date.updated", "article.updated",
)  # fmt: skip
_DESCRIPTION_TAGS = ("og:description", "description", "twitter:description", "dc.description")
_SITE_TAGS = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "publisher",
    "dc.publisher",
    "citation_journal_title",
)
_DATED = re.compile(r"\bdate|-date|_date|publish|posted|time-?stamp|by-?line|\bmeta\b")
_STANDFIRST = re.compile(
    r"stand-?first|sub-?title|sub-?head(?:line|ing)?\b|\bdeks?\b|\bdeck\b|(?:article|entry|post|story)[-_]*(?:summary|excerpt|intro|lead)\b|strapline"
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its article; `provenance` as in `Article`, `body` is the text that JSON-LD carries."""

    title: str = ""
    byline: Byline = field(default_factory=Byline)
    date: str | None = None
    updated: str | None = None
    publisher: str | None = None
    source_url: str | None = None
    lang: str | None = None
    description: str | None = None
    standfirst: str | None = None
    tags: tuple[str, ...] = ()
    rights: str | None = None
    body: str = ""
    provenance: dict[str, str] = field(default_factory=dict)


def read_metadata(tree: HtmlElement) -> Metadata:
    """Read everything that the page says about its article; a field that is nowhere stays empty."""
    page = Page(tree)
    publisher, provenance = None, {}

    def first(name: str, found: Iterable[Found], accept: Callable[[str], Any] = lambda value: value) -> Any:
        for value, origin in found:
            if result := accept(value):
                provenance[name] = origin
                return result
        return None

    url = first("source_url", _urls(page), cleaned)
    publisher = first("publisher", _publishers(page, url), lambda v: _site_name(v, url))
    sites = [name for name in (publisher, *(v for v, _ in page.meta(_SITE_TAGS)), domain(url)) if name]
    title = first("title", _titles(page, sites))
    byline, origin = page_byline(page, sites)
    date = _as_printed(first("date", _dates(page), iso), page)
    updated = first("updated", _updates(page), iso)
    if origin:
        provenance["author" if byline.authors else "agency"] = origin
    if not (updated and date and updated > date and updated[:10] >= date[:10]):
        updated = None
        provenance.pop("updated", None)
    return Metadata(
        title=title or "",
        byline=byline,
        date=date,
        updated=updated,
        publisher=publisher,
        source_url=url,
        lang=first("lang", _languages(page), _primary_language),
        description=first("description", _descriptions(page)),
        standfirst=_standfirst(page),
        tags=_tags(page),
        rights=first("rights", _licences(page), spdx),
        body=jsonld.text(page.node.get("articleBody")),
        provenance=provenance,
    )


# --- address, outlet, language -------------------------------------------------------------------------------------


def _urls(page: Page) -> Iterator[Found]:
    for link in page.tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and _is_deep(link.get("href")):
            yield link.get("href") or "", "canonical link"
    yield from ((v, o) for v, o in page.meta(("og:url", "twitter:url", "parsely-link")) if _is_deep(v))
    main = page.node.get("mainEntityOfPage")
    for value in (page.node.get("url"), main.get("@id") if isinstance(main, dict) else main):
        yield jsonld.text(value), "JSON-LD"
    for comment in page.tree.getroottree().xpath("//comment()"):
        # Written by browsers ("saved from url=(0042)...") and by the SingleFile extension ("url: ...").
        if found := re.search(r"(?:saved from url=\(\d+\)|^\s*url:\s*)(https?://\S+)", comment.text or "", re.M):
            yield found[1], "saved page"


def _is_deep(url: str | None) -> bool:
    """A canonical link to the front page is a mistake that is often made."""
    return bool(url and (cleaned(url) or "").split("/", 3)[3:] not in ([], [""]))


def _publishers(page: Page, url: str | None) -> Iterator[Found]:
    for name in jsonld.names(page.node.get("publisher")):
        yield name, "JSON-LD"
    yield from page.meta(_SITE_TAGS)
    for title in page.tree.iter("title"):
        yield split_site(text_of(title), [domain(url)])[1] or "", "title tag"
    yield outlet_of(domain(url)) or "", "address"


def _site_name(value: str, url: str | None) -> str | None:
    name = plain(value)
    return name if 1 < len(name) < 60 and not re.match(r"https?://|@|www\.", name) and name != url else None


def _languages(page: Page) -> Iterator[Found]:
    html = page.tree.getroottree().getroot()
    yield html.get("lang") or html.get("{http://www.w3.org/XML/1998/namespace}lang") or "", "html lang"
    yield from page.linked_data("inLanguage")
    yield from page.meta(("og:locale", "language", "dc.language", "content-language"))


def _primary_language(value: str) -> str | None:
    found = re.match(r"^([A-Za-z]{2,3})(?:[-_]\w+)*$", value.strip())
    return found[1].lower() if found else None


# --- headline ------------------------------------------------------------------------------------------------------


def _titles(page: Page, sites: Sequence[str]) -> Iterator[Found]:
    """Yield headlines, best first: a page heading that another source confirms, JSON-LD, meta tags, `<title>`."""
    linked = [(v, o) for v, o in page.linked_data("headline", "name") if not is_site(v, sites)]
    metas = [(split_site(v, sites)[0], o) for v, o in page.meta(_TITLE_TAGS)]
    window = [(split_site(text_of(t), sites)[0], "title tag") for t in list(page.tree.iter("title"))[:1]]
    named = [(v, o) for v, o in (*linked, *metas, *window) if v and not is_site(v, sites)]
    for heading in page.headings:
        for value, origin in named:
            if printed := agreed(heading, value):
                yield printed, "page heading" if printed == heading else origin
    sole = page.headings[0] if len(set(page.headings)) == 1 else ""
    if any(_alike(sole, value) for value, _ in named):
        yield sole, "page heading"
    yield from linked
    if len(words(sole)) > 3:
        yield sole, "page heading"
    yield from named
    yield from ((heading, "page heading") for heading in page.headings)


def _alike(heading: str, other: str) -> bool:
    """Tell whether a heading is about the same as another title: search engines are often given another headline."""
    here, there = set(words(heading)), set(words(other))
    return len(here) > 3 and len([word for word in here & there if len(word) > 3]) > 1


# --- dates ---------------------------------------------------------------------------------------------------------


def _dates(page: Page) -> Iterator[Found]:
    yield from page.linked_data("datePublished", "dateCreated", "uploadDate")
    yield from page.meta(_DATE_TAGS)
    yield from _times(page)
    yield page.guess.date or "", "trafilatura"


def _times(page: Page) -> Iterator[Found]:
    """Yield dates that the page prints: what is marked as date of publication, then `<time>` elements near the top."""
    for element in page.tree.iter():
        if isinstance(element.tag, str) and "datepublished" in (element.get("itemprop") or "").lower():
            yield element.get("content") or element.get("datetime") or text_of(element), "page date"
    for element in _date_elements(page):
        text = text_of(element)
        if element.tag == "time":
            yield element.get("datetime") or "", "time element"
        if len(text) < 120:
            yield text, "page date"


def _date_elements(page: Page) -> Iterator[HtmlElement]:
    """Yield `<time>` elements, then others whose class speaks of a date, outside of menus and other articles."""
    for element in page.tree.iter("time"):
        if not inside(element, AWAY, OTHERS):
            yield element
    for element in page.tree.iter("span", "div", "p", "li", "small", "h2", "h6"):
        if _DATED.search(classes(element)) and len(element) < 12 and not inside(element, AWAY, OTHERS):
            yield element


def _as_printed(date: str | None, page: Page) -> str | None:
    """Prefer the calendar day that readers see where the markup has the same moment in UTC on another day."""
    if not date or not date.endswith("Z"):
        return date
    texts = (text_of(element) for element in _date_elements(page))
    days = [found.day for text in texts if len(text) < 160 for found in printed_dates(text)]
    day = next((day for day in days if close(day, date)), date)
    return date if date.startswith(day) else day


def _updates(page: Page) -> Iterator[Found]:
    yield from page.linked_data("dateModified")
    yield from page.meta(_UPDATED_TAGS)


# --- description, tags, rights -------------------------------------------------------------------------------------


def _descriptions(page: Page) -> Iterator[Found]:
    if standfirst := _standfirst(page):
        yield standfirst, "page standfirst"
    yield from page.linked_data("description")
    yield from page.meta(_DESCRIPTION_TAGS)


def _standfirst(page: Page) -> str | None:
    """Return the sentence between headline and body, told by its class or by standing apart from the paragraphs."""
    for element in page.tree.iter("p", "h2", "div", "span", "h3"):
        if _STANDFIRST.search((element.get("class") or "").lower()) and not inside(element, AWAY, OTHERS):
            text = text_of(element)
            if 30 < len(text) < 500 and folded(text) not in {folded(h) for h in page.headings}:
                return text
    described = {folded(v) for v, _ in (*page.linked_data("description"), *page.meta(_DESCRIPTION_TAGS))} - {""}
    return next((text for text in _apart(page) if folded(text) in described), None)


def _apart(page: Page) -> Iterator[str]:
    """Yield paragraphs that do not stand in one element with the two after them, as those of a body do."""
    long = [(p, text) for p in page.tree.iter("p", "h2") if len(text := text_of(p)) > 40][:12]
    for (p, text), (second, _), (third, _) in zip(long, long[1:], long[2:], strict=False):
        if second.getparent() is third.getparent() and p.getparent() is not second.getparent():
            yield text


def _tags(page: Page) -> tuple[str, ...]:
    linked = [t for item in jsonld.as_list(page.node.get("keywords")) for t in jsonld.text(item).split(",")]
    tagged = page.metas.get("article:tag", [])
    listed = [t for name in ("news_keywords", "keywords") for c in page.metas.get(name, ()) for t in c.split(",")]
    cleaned_tags = (plain(tag) for tag in (linked or tagged or listed))
    unique = {folded(tag): tag for tag in cleaned_tags if 1 < len(tag) < 50}
    return tuple(unique.values())[:20]


def _licences(page: Page) -> Iterator[Found]:
    yield from page.linked_data("license")
    for element in page.tree.iter("link", "a"):
        if "license" in (element.get("rel") or "").lower().split() and not inside(element, frozenset({"figure"})):
            yield element.get("href") or "", "licence link"
    yield from page.meta(("dcterms.license", "dc.rights", "dcterms.rights", "license", "copyright"))
