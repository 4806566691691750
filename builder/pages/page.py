"""What every page is made with: front matter, links from page to page, quotations, lists cut into pages."""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote as percent

import yaml

from builder.brief import LOCKED, Brief, BriefQuote
from builder.collection import Said
from builder.days import date_text
from builder.gazetteer import country_name
from builder.markup import escape
from builder.pages.passages import anchor_of, is_marked
from builder.slugs import slug
from builder.texts import counted, in_english, say

# Entries of one list on one page: what a reader will scroll, and far below what slows a phone down. The first page of a
# list has between half as many and half as many more.
PAGE_LENGTH = 100

# Entries of one group of links beside a page's text.
GROUP_LENGTH = 12

# A language tag as BCP 47 has it, near enough: anything else would be an attribute that no browser understands.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")

# What the front matter says about the page, and what of that the further pages of its lists say, too.
_ABOUT = ("entity", "listing")
_LASTING = ("kind", "name", "code", "noun")

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True, slots=True)
class Page:
    """One file of `docs/`: its path there, and its text."""

    path: str
    text: str


class Named(Protocol):
    """Something that has a page of its own, called by its id."""

    @property
    def id(self) -> str:
        """What its page is called."""

    @property
    def name(self) -> str:
        """What it is called there."""


class Names(Protocol):
    """Where names are looked up."""

    @property
    def people(self) -> Mapping[str, Named]:
        """People by id."""

    @property
    def countries(self) -> Mapping[str, Named]:
        """Countries by code."""

    @property
    def organisations(self) -> Mapping[str, Named]:
        """Organisations by id."""


# One entry of a list, written for the page that it stands on, whose path it is given.
Entry = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A page that is not written yet.

    `shape` is a value made of all that shapes the page's text: as long as it is the same, so is the text. A draft
    without one has to be written to be compared.
    """

    path: str
    shape: Any
    write: Callable[[], Page]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (or none) and a list under it, newest first; `head` is what stands before each page's share of it.

    `title` and the labels `more` of the links to the further pages of the list, and back, are keys of the texts.
    `entry` makes an entry of an item, and `shape` gives all of an item that shapes its entry.
    """

    title: str | None
    items: Sequence[Any]
    head: str = ""
    entry: Callable[[Any], Entry] = lambda item: item
    shape: Callable[[Any], Any] | None = None
    more: tuple[str, str] = ("older", "newer")


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the lists of a page: its title, what makes its front matter, and a line of introduction.

    `shape` has all that shapes the page, lists included, but for their further pages.
    """

    title: str
    shape: Any
    meta: Callable[[], Mapping[str, Any]]
    intro: str = ""


def write_page(path: str, meta: Mapping[str, Any], body: str) -> Page:
    """Put front matter and body together.

    Material's search takes a page's title for HTML and puts it into the page, so none may hold a `<`. The theme prints
    titles that come from articles from elsewhere in the front matter.
    """
    title = str(meta["title"]).replace("<", "‹")
    head = yaml.dump({**meta, "title": title}, Dumper=_DUMPER, sort_keys=False, allow_unicode=True, width=1_000_000)
    return Page(path, f"---\n{head}---\n\n{body}\n")


def drafted(page: Page) -> Draft:
    """Give a page that is written already as a draft."""
    return Draft(page.path, None, lambda: page)


def write_pages(path: str, meta: Mapping[str, Any], sections: Iterable[Section], intro: str = "") -> Iterator[Page]:
    """Write a page with its lists, and the further pages of those that are long."""
    front = Front(str(meta["title"]), None, lambda: meta, intro)
    yield from (draft.write() for draft in draft_pages(path, front, list(sections)))


def draft_pages(path: str, front: Front, sections: Sequence[Section]) -> Iterator[Draft]:
    """Draft a page with its lists, and further pages for those that are long.

    The page shows the newest entries, the rest of a list is cut into pages of `PAGE_LENGTH` from its oldest entry on:
    so a new entry changes the page itself, now and then adds a further one, and leaves all others alone.
    """
    yield Draft(path, front.shape, lambda: _first_page(path, front, sections))
    for section in sections:
        for number in range(1, _further(section) + 1):
            yield _further_page(path, front, section, number)


def _first_page(path: str, front: Front, sections: Iterable[Section]) -> Page:
    parts = [front.intro] if front.intro else []
    for section in sections:
        count = _further(section)
        parts += _share(section, section.items[: len(section.items) - count * PAGE_LENGTH], path)
        if count:
            parts.append(_more(section.more[0], path, further_path(path, section.title, count)))
    return write_page(path, front.meta(), "\n\n".join(parts))


def _further_page(path: str, front: Front, section: Section, number: int) -> Draft:
    here, last = further_path(path, section.title, number), _further(section)
    end = len(section.items) - (number - 1) * PAGE_LENGTH
    items = section.items[end - PAGE_LENGTH : end]
    newer = path if number == last else further_path(path, section.title, number + 1)

    def write() -> Page:
        parts = [*_share(section, items, here), _more(section.more[1], here, newer)]
        if number > 1:
            parts.append(_more(section.more[0], here, further_path(path, section.title, number - 1)))
        return write_page(here, _of_further(front.meta(), section.title, number), "\n\n".join(parts))

    shape = section.shape and (front.title, newer, [*map(section.shape, items)])
    return Draft(here, shape, write)


def _of_further(meta: Mapping[str, Any], section: str | None, number: int) -> dict[str, Any]:
    """What the further pages of a list have in front: what they belong to, and nothing that grows with the list."""
    about = {key: {name: meta[key][name] for name in _LASTING if name in meta[key]} for key in _ABOUT if key in meta}
    title = ": ".join([str(meta["title"]), *([say(section)] if section else [])])
    kept = {key: meta[key] for key in ("template", "search") if key in meta}
    return {**kept, "title": f"{title} ({number})", **about}


def _further(section: Section) -> int:
    """Count the further pages of a list; the first one shows half of `PAGE_LENGTH` more or less."""
    return max(0, (len(section.items) - PAGE_LENGTH // 2) // PAGE_LENGTH)


def further_path(path: str, section: str | None, number: int) -> str:
    """Name a further page of a list, beside the index of a folder or in a folder of its own; 1 has the oldest.

    Addresses stay what they are when the site speaks another language.
    """
    stem = path.removesuffix(".md").removesuffix("/index")
    return f"{stem}/{slug(in_english(section)) if section else 'page'}-{number}.md"


def _more(label: str, here: str, target: str) -> str:
    return f"[{say(label)}]({relative(here, target)}){{ .more }}"


def _share(section: Section, items: Sequence[Any], here: str) -> Iterator[str]:
    if not items:
        return
    if section.title:
        yield f"## {escape(say(section.title))}"
    written = [section.entry(item)(here) for item in items]
    yield section.head + ("\n\n" if "\n" in written[0] else "\n").join(written)


def relative(here: str, target: str) -> str:
    """Return the link from one page of `docs/` to another, both given by their paths there.

    A person may give a brief's file any name: what would end a link in Markdown is written as in an address.
    """
    return percent(posixpath.relpath(target, posixpath.dirname(here) or "."))


def language_of(brief: Brief) -> str:
    """The language of a brief as a tag that other programs understand, or nothing."""
    return brief.lang if _LANGUAGE.fullmatch(brief.lang) else ""


def brief_path(brief: Brief) -> str:
    """The page of a brief."""
    return f"briefs/{brief.path.as_posix()}"


def person_path(person_id: str) -> str:
    """The page of a person."""
    return f"people/{slug(person_id)}.md"


def country_path(code: str) -> str:
    """The page of a country."""
    return f"countries/{slug(country_name(code))}.md"


def organisation_path(organisation_id: str) -> str:
    """The page of an organisation."""
    return f"organisations/{slug(organisation_id)}.md"


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
    return f"[{escape(text) or say('untitled')}]({relative(here, target)})"


def small(*parts: str | None) -> str:
    """Write the small grey line after a title, each part in its own direction; empty parts are left out."""
    line = " · ".join(f"<bdi>{escape(part)}</bdi>" for part in parts if part)
    return f"<small>{line}</small>" if line else ""


def table_cell(markdown: str) -> str:
    """Write Markdown so that it stays within one cell of a table."""
    return markdown.replace("|", "&#124;")


def coverage(about: int, mentioned: int) -> str:
    """Say how many briefs there are on a country: "3 briefs about it, 2 mention it"."""
    parts = [counted("coverage.about", about)] if about else []
    if mentioned:
        parts.append(counted("coverage.also_mentioned" if about else "coverage.mentioned", mentioned))
    return ", ".join(parts)


def listing_meta(title: str, noun: str, count: int, *, filtered: bool = True) -> dict[str, Any]:
    """Return the front matter of an index page; `filtered` if the template draws a filter box for these nouns."""
    listing = {**({"filter": say(f"filters.{noun}")} if filtered else {}), "count": count, "noun": noun}
    return {"template": "listing.html", "search": {"exclude": True}, "title": say(title), "listing": listing}


def table_head(*columns: str) -> str:
    """Return the first two lines of a table, by the keys of its columns."""
    names = " | ".join(say(f"columns.{name}") for name in columns)
    return f"| {names} |\n{'| --- ' * len(columns)}|\n"


def fact(key: str, value: int) -> dict[str, object]:
    """Return one of the figures at the head of a page, labelled in the singular or plural."""
    return {"label": counted(f"facts.{key}", value), "value": value}


def shape_of(item: Brief | Said) -> Any:
    """Give all that shapes an entry for a brief, or for a quotation without its speaker."""
    return item.digest if isinstance(item, Brief) else (item.brief.digest, item.quote.id)


def brief_entry(brief: Brief) -> Entry:
    """One brief in a list of briefs."""
    return lambda here: (
        f"- {link(here, brief_path(brief), brief.title)} {small(brief.publisher, date_text(brief.date))}"
    )


def quote_address(said: Said, here: str) -> str:
    """Return the link to a quotation's passage, or to its entry beside the text where the passage is not shown."""
    return f"{relative(here, brief_path(said.brief))}#{quote_fragment(said)}"


def quote_fragment(said: Said) -> str:
    """Return what a quotation is called on the page of its brief: its passage, or else its entry beside the text."""
    anchor = anchor_of(said.quote)
    return anchor if is_marked(said.quote, said.brief) else f"note-{anchor}"


def quote_entry(said: Said, speaker: Named | None = None) -> Entry:
    """One quotation in a list, with its source, and its speaker where the page is not the speaker's own."""
    brief, quote = said.brief, said.quote

    def write(here: str) -> str:
        where = f"[{escape(brief.title)}]({quote_address(said, here)})"
        if speaker:
            where = say("said_in", who=f"{link(here, person_path(speaker.id), speaker.name)},", where=where)
        why = None if speaker and quote.words == LOCKED else quote.why
        words = _told(quote) if quote.reported else f"“{escape(quote.shown)}”"
        return f"- > {words}\n\n    {where} {small(brief.publisher, date_text(brief.date), why)}"

    return write


def _told(quote: BriefQuote) -> str:
    """Write reported speech after its cue: "denied" turns the meaning of what follows it."""
    cue = f'<span class="cue">{escape(quote.cue)}</span> ' if quote.cue else ""
    return f"{cue}{escape(quote.shown)}\n    {{: .told }}"


def people_links(title: str, counts: Iterable[tuple[str, int]], names: Names) -> dict[str, Any]:
    """A group of links to people with their counts."""
    shown = [(names.people[key], count) for key, count in list(counts)[:GROUP_LENGTH]]
    return {
        "title": say(title),
        "items": [{"name": who.name, "url": url(person_path(who.id)), "count": count} for who, count in shown],
    }


def country_links(title: str, counts: Iterable[tuple[str, int]], names: Names) -> dict[str, Any]:
    """A group of links to countries with their counts."""
    return {
        "title": say(title),
        "items": [
            {"name": names.countries[code].name, "url": url(country_path(code)), "count": count}
            for code, count in list(counts)[:GROUP_LENGTH]
        ],
    }


def organisation_links(title: str, counts: Iterable[tuple[str, int]], names: Names) -> dict[str, Any]:
    """A group of links to organisations with their counts."""
    shown = [(names.organisations[key], count) for key, count in list(counts)[:GROUP_LENGTH]]
    return {
        "title": say(title),
        "items": [{"name": body.name, "url": url(organisation_path(body.id)), "count": count} for body, count in shown],
    }


def moved_page(path: str, target: str, name: str) -> Draft:
    """Draft the page of an address that was somebody's once; it leads on to where that one is now."""
    meta = {"template": "moved.html", "search": {"exclude": True}, "title": name, "moved": url(target)}
    return Draft(path, (target, name), lambda: write_page(path, meta, say("moved", link=link(path, target, name))))


def outlet_links(briefs: Iterable[Brief]) -> dict[str, Any]:
    """A group of links to the outlets that these briefs are from."""
    counts = Counter(brief.publisher for brief in briefs if brief.publisher)
    shown = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:GROUP_LENGTH]
    return {
        "title": say("outlets"),
        "items": [{"name": n, "url": url(outlet_path(n)), "count": count} for n, count in shown],
    }
