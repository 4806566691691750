"""What every page is made with: front matter, links from page to page, quotations, lists cut into pages."""

import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote as percent

import yaml

from builder.brief import Brief
from builder.collection import Collection, Person, Said
from builder.days import date_text
from builder.gazetteer import country_name
from builder.markup import escape
from builder.pages.passages import anchor_of, is_marked
from builder.slugs import slug

# Entries of one list on one page: what a reader will scroll, and far below what slows a phone down.
PAGE_LENGTH = 100

# Entries of one group of links beside a page's text.
GROUP_LENGTH = 12

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True, slots=True)
class Page:
    """One file of `docs/`: its path there, and its text."""

    path: str
    text: str


# One entry of a list, written for the page that it stands on, whose path it is given.
Entry = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (or none) and the entries under it; `head` is what stands before each page's share of them."""

    title: str | None
    entries: Sequence[Entry]
    head: str = ""


def write_page(path: str, meta: Mapping[str, Any], body: str) -> Page:
    """Put front matter and body together.

    Material's search takes a page's title for HTML and puts it into the page, so none may hold a `<`. The theme prints
    titles that come from articles from elsewhere in the front matter.
    """
    title = str(meta["title"]).replace("<", "‹")
    head = yaml.dump({**meta, "title": title}, Dumper=_DUMPER, sort_keys=False, allow_unicode=True, width=1_000_000)
    return Page(path, f"---\n{head}---\n\n{body}\n")


def write_pages(path: str, meta: Mapping[str, Any], sections: Iterable[Section], intro: str = "") -> Iterator[Page]:
    """Write a page, and further ones where a list is longer than `PAGE_LENGTH`: `x.md`, `x/page-2.md`, …"""
    sections = list(sections)
    longest = max((len(section.entries) for section in sections), default=0)
    count = max(1, -(-longest // PAGE_LENGTH))
    for number in range(count):
        here = page_path(path, number)
        parts = [intro] if intro and not number else []
        parts += [part for section in sections for part in _share(section, number, here)]
        if number:
            parts.append(f"[Previous {PAGE_LENGTH}]({relative(here, page_path(path, number - 1))}){{ .more }}")
        if number + 1 < count:
            parts.append(f"[Next {PAGE_LENGTH}]({relative(here, page_path(path, number + 1))}){{ .more }}")
        title = {"title": f"{meta['title']} ({number + 1})"} if number else {}
        yield write_page(here, {**meta, **title}, "\n\n".join(parts))


def page_path(path: str, number: int) -> str:
    """Name the further pages of a list; the index of a folder has its own beside it."""
    if not number:
        return path
    stem = path.removesuffix(".md").removesuffix("/index")
    return f"{stem}/page-{number + 1}.md"


def _share(section: Section, number: int, here: str) -> Iterator[str]:
    entries = section.entries[number * PAGE_LENGTH : (number + 1) * PAGE_LENGTH]
    if not entries:
        return
    if section.title:
        yield f"## {escape(section.title)}"
    written = [entry(here) for entry in entries]
    yield section.head + ("\n\n" if "\n" in written[0] else "\n").join(written)


def relative(here: str, target: str) -> str:
    """Return the link from one page of `docs/` to another, both given by their paths there.

    A person may give a brief's file any name: what would end a link in Markdown is written as in an address.
    """
    return percent(posixpath.relpath(target, posixpath.dirname(here) or "."))


def brief_path(brief: Brief) -> str:
    """The page of a brief."""
    return f"briefs/{brief.path.as_posix()}"


def person_path(person_id: str) -> str:
    """The page of a person."""
    return f"people/{slug(person_id)}.md"


def country_path(code: str) -> str:
    """The page of a country."""
    return f"countries/{slug(country_name(code))}.md"


def outlet_path(name: str) -> str:
    """The page of an outlet."""
    return f"outlets/{slug(name)}.md"


def year_path(year: str) -> str:
    """The page of a year."""
    return f"timeline/{year}.md"


def url(path: str) -> str:
    """Return the address of a page under the site's root, as templates want it (not for the index of a folder)."""
    return f"{path.removesuffix('.md')}/"


def relative_url(here: str, target: str) -> str:
    """Return the address of one page as seen from another's address, both given by their paths in `docs/`."""
    return f"{percent(posixpath.relpath(url(target), url(here)))}/"


def link(here: str, target: str, text: str) -> str:
    """Write a link with an escaped label."""
    return f"[{escape(text) or 'Untitled'}]({relative(here, target)})"


def small(*parts: str | None) -> str:
    """Write the small grey line after a title, each part in its own direction; empty parts are left out."""
    line = " · ".join(f"<bdi>{escape(part)}</bdi>" for part in parts if part)
    return f"<small>{line}</small>" if line else ""


def table_cell(markdown: str) -> str:
    """Write Markdown so that it stays within one cell of a table."""
    return markdown.replace("|", "&#124;")


def coverage(about: int, mentioned: int) -> str:
    """Say how many briefs there are on a country: "3 briefs about it, 2 mention it"."""
    parts = [f"{about} {'brief' if about == 1 else 'briefs'} about it"] if about else []
    if mentioned:
        noun = "" if about else ("brief " if mentioned == 1 else "briefs ")
        parts.append(f"{mentioned} {noun}{'mentions' if mentioned == 1 else 'mention'} it")
    return ", ".join(parts)


def fact(value: int, one: str, many: str) -> dict[str, object]:
    """Return one of the figures at the head of a page, labelled in the singular or plural."""
    return {"label": one if value == 1 else many, "value": value}


def brief_entry(brief: Brief) -> Entry:
    """One brief in a list of briefs."""
    return lambda here: (
        f"- {link(here, brief_path(brief), brief.title)} {small(brief.publisher, date_text(brief.date))}"
    )


def quote_address(said: Said, here: str) -> str:
    """Return the link to a quotation's passage, or to its entry beside the text where the passage is not shown."""
    brief, quote = said.brief, said.quote
    anchor = anchor_of(quote) if is_marked(quote, brief) else f"note-{anchor_of(quote)}"
    return f"{relative(here, brief_path(brief))}#{anchor}"


def quote_entry(said: Said, speaker: Person | None = None) -> Entry:
    """One quotation in a list, with its source, and its speaker where the page is not the speaker's own."""
    brief, quote = said.brief, said.quote

    def write(here: str) -> str:
        title = f"[{escape(brief.title)}]({quote_address(said, here)})"
        who = f"{link(here, person_path(speaker.id), speaker.name)}, in " if speaker else ""
        why = None if speaker else quote.why
        words = escape(quote.shown) if quote.reported else f"“{escape(quote.shown)}”"
        return f"- > {words}\n\n    {who}{title} {small(brief.publisher, date_text(brief.date), why)}"

    return write


def people_links(title: str, counts: Iterable[tuple[str, int]], collection: Collection) -> dict[str, Any]:
    """A group of links to people with their counts."""
    shown = [(collection.people[key], count) for key, count in list(counts)[:GROUP_LENGTH]]
    return {
        "title": title,
        "items": [{"name": who.name, "url": url(person_path(who.id)), "count": count} for who, count in shown],
    }


def country_links(title: str, counts: Iterable[tuple[str, int]], collection: Collection) -> dict[str, Any]:
    """A group of links to countries with their counts."""
    return {
        "title": title,
        "items": [
            {"name": collection.countries[code].name, "url": url(country_path(code)), "count": count}
            for code, count in list(counts)[:GROUP_LENGTH]
        ],
    }


def outlet_links(title: str, briefs: Iterable[Brief]) -> dict[str, Any]:
    """A group of links to the outlets that these briefs are from."""
    counts = Counter(brief.publisher for brief in briefs if brief.publisher)
    shown = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:GROUP_LENGTH]
    return {"title": title, "items": [{"name": n, "url": url(outlet_path(n)), "count": count} for n, count in shown]}
