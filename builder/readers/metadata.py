"""Metadata of a saved page: JSON-LD first, then meta tags, then what the page prints."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from builder.readers import headlines, jsonld, outlets, timestamps
from builder.readers.bylines import Source, page_bylines, rivals
from builder.readers.dates import iso
from builder.readers.names import Byline
from builder.readers.page import Found, Page
from builder.readers.plain import folded
from builder.readers.rights import spdx
from builder.readers.standfirsts import descriptions, printed_standfirst
from builder.readers.tags import page_tags
from builder.readers.tree import inside
from builder.readers.urls import cleaned, domain


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its article; `provenance` and `disagreements` as in `Article`.

    `standfirst` is the printed one, `body` the text that JSON-LD carries.
    """

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
    provenance: Mapping[str, str] = field(default_factory=dict)
    disagreements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_metadata(tree: HtmlElement) -> Metadata:
    """Read everything that the page says about its article; a field that is nowhere stays empty."""
    page = Page(tree)
    notes = _Notes()
    url = notes.first("source_url", _urls(page), cleaned)
    names = outlets.page_outlets(page, url)
    publisher = notes.first("publisher", names)
    sites = [name for name in (publisher, *(value for value, _ in page.meta(outlets.SITE_TAGS)), domain(url)) if name]
    title = notes.first("title", headlines.page_titles(page, sites)) or ""
    bylines = page_bylines(page, sites)
    best = bylines[0] if bylines else Source(Byline(), "")
    if best.byline:
        notes.provenance["author" if best.byline.authors else "agency"] = best.origin
    date = timestamps.as_printed(notes.first("date", timestamps.publications(page), iso), page)
    updated = notes.first("updated", timestamps.updates(page), iso)
    if not (updated and date and updated > date and updated[:10] >= date[:10]):
        updated = None
        notes.provenance.pop("updated", None)
    notes.disagree("publisher", outlets.rivals(names))
    notes.disagree("title", headlines.rivals(page, title, sites))
    notes.disagree("author", rivals(bylines))
    notes.disagree("date", timestamps.rivals(page, date, updated) if date else ())
    standfirst = printed_standfirst(page)
    return Metadata(
        title=title,
        byline=best.byline,
        date=date,
        updated=updated,
        publisher=publisher,
        source_url=url,
        lang=notes.first("lang", _languages(page), _primary_language),
        description=notes.first("description", descriptions(page, standfirst)),
        standfirst=standfirst,
        tags=page_tags(page),
        rights=notes.first("rights", _licences(page), spdx),
        body=jsonld.text(page.node.get("articleBody")),
        provenance=notes.provenance,
        disagreements={field: tuple(values) for field, values in notes.disagreements.items()},
    )


@dataclass(slots=True)
class _Notes:
    """What is noted while a page is read: where each field came from, and what says something else."""

    provenance: dict[str, str] = field(default_factory=dict)
    disagreements: dict[str, list[str]] = field(default_factory=dict)

    def first(self, name: str, found: Iterable[Found], accept: Callable[[str], Any] = lambda value: value) -> Any:
        """Return the first value that `accept` makes something of, and note where it came from."""
        for value, origin in found:
            if result := accept(value):
                self.provenance[name] = origin
                return result
        return None

    def disagree(self, name: str, rivals: Iterable[Found]) -> None:
        """Note what other sources say about a field: one value of each source, and each value once."""
        origins, values = set(), set()
        for value, origin in rivals:
            if origin not in origins and folded(value) not in values:
                origins.add(origin)
                values.add(folded(value))
                self.disagreements.setdefault(name, []).append(f"{origin}: ‘{value}’")


# --- address, language -------------------------------------------------------------------------------------


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


def _languages(page: Page) -> Iterator[Found]:
    html = page.tree.getroottree().getroot()
    yield html.get("lang") or html.get("{http://www.w3.org/XML/1998/namespace}lang") or "", "html lang"
    yield from page.linked_data("inLanguage")
    yield from page.meta(("og:locale", "language", "dc.language", "content-language"))


def _primary_language(value: str) -> str | None:
    found = re.match(r"^([A-Za-z]{2,3})(?:[-_]\w+)*$", value.strip())
    return found[1].lower() if found else None


# --- rights -------------------------------------------------------------------------------------


def _licences(page: Page) -> Iterator[Found]:
    yield from page.linked_data("license")
    for element in page.tree.iter("link", "a"):
        if "license" in (element.get("rel") or "").lower().split() and not inside(element, frozenset({"figure"})):
            yield element.get("href") or "", "licence link"
    yield from page.meta(("dcterms.license", "dc.rights", "dcterms.rights", "license", "copyright"))
