"""Feeds: the newest briefs of the whole site, of a person, and about a country, for programs that follow news.

Each feed is there twice, as Atom and as JSON Feed: `feeds/briefs.xml` and `.json`, `feeds/people/ID.xml`,
`feeds/countries/ID.xml`. An entry says what the page of its brief shows, and no more: outlet and day, summary, and
quotations with their speakers; in the feed of a person the quotations of that person, and where there are none the
first sentence of the summary.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any
from urllib.parse import quote as percent

from builder.brief import Brief, BriefQuote
from builder.collection import Collection, Country, Person
from builder.days import date_text, instant
from builder.markup import safe_url
from builder.pages.addresses import absolute
from builder.pages.around import Surroundings
from builder.pages.page import Draft, Page, brief_path, country_path, language_of, person_path, shape_of, url
from builder.pages.syndication import Entry, Feed, atom, json_feed
from builder.settings import Site
from builder.texts import counted, say

FOLDER = "feeds"

# Entries of a feed, the newest.
ENTRIES = 10

# Quotations of an entry.
QUOTATIONS = 6

# Briefs that name somebody who has a feed. Most people are named in one brief or two and never again: their feeds would
# be larger than all others together, and nobody follows what does not move.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Told:
    """What an entry tells of a brief: a summary, and quotations, each with the name of who said it, if known."""

    brief: Brief
    summary: str
    quotes: Sequence[tuple[BriefQuote, str | None]]

    @property
    def shape(self) -> Any:
        """All that shapes the entry."""
        return shape_of(self.brief), self.summary, [(quote.id, who) for quote, who in self.quotes]


@dataclass(frozen=True, slots=True)
class _Channel:
    """What can be followed: its feed's path below `FOLDER`, its name, its page, and what its briefs tell."""

    path: str
    name: str
    page: str
    told: Sequence[_Told]


def drafts(collection: Collection, surroundings: Surroundings, site: Site) -> Iterator[Draft]:
    """Draft all feeds."""
    for channel in _channels(collection, surroundings, site):
        told = [one.shape for one in channel.told]
        for suffix, write in (("xml", atom), ("json", json_feed)):
            path = f"{FOLDER}/{channel.path}.{suffix}"
            yield Draft(path, (site, channel.name, told), partial(_page, path, write, channel, site))


def _channels(collection: Collection, surroundings: Surroundings, site: Site) -> Iterator[_Channel]:
    yield _Channel("briefs", site.name, "", [_told(brief, surroundings) for brief in collection.briefs[:ENTRIES]])
    for person in filter(has_feed, collection.people.values()):
        said = [_told_by(person, brief) for brief in person.briefs[:ENTRIES]]
        yield _Channel(_stem(person), person.name, f"{_stem(person)}/", said)
    for country in filter(has_feed, collection.countries.values()):
        about = [_told(brief, surroundings) for brief in country.about[:ENTRIES]]
        yield _Channel(_stem(country), country.name, f"{_stem(country)}/", about)


def _page(path: str, write: Callable[[str, Feed], Page], channel: _Channel, site: Site) -> Page:
    return write(path, _feed(channel, site))


def has_feed(thing: Person | Country) -> bool:
    """Tell whether somebody, or a country, is in the briefs often enough to be followed."""
    return len(thing.briefs) >= FEWEST if isinstance(thing, Person) else bool(thing.about)


def feed_of(thing: Person | Country) -> str | None:
    """The address of a person's or a country's feeds below the site's, without their suffix, if there are any."""
    return f"{FOLDER}/{_stem(thing)}" if has_feed(thing) else None


def _stem(thing: Person | Country) -> str:
    """The page of a person or a country, without its suffix: that of the feeds is the same below their folder."""
    path = person_path(thing.id) if isinstance(thing, Person) else country_path(thing.code)
    return path.removesuffix(".md")


def _told(brief: Brief, surroundings: Surroundings) -> _Told:
    direct = [quote for quote in brief.quotes if not quote.reported]
    around = surroundings.around((quote.speaker or "" for quote in direct), ())
    quotes = [(quote, who.name if (who := around.speaker(quote)) else quote.speaker) for quote in direct]
    return _Told(brief, " ".join(brief.summary) or brief.description or "", quotes)


def _told_by(person: Person, brief: Brief) -> _Told:
    quotes = [(quote, person.name) for quote in brief.quotes if quote.speaker == person.id and not quote.reported]
    return _Told(brief, "" if quotes else "".join(brief.summary[:1]), quotes)


def _feed(channel: _Channel, site: Site) -> Feed:
    here = f"{FOLDER}/{channel.path}"
    return Feed(
        id=_name(absolute(site, here, here), here),
        title=channel.name if channel.name == site.name else f"{channel.name} · {site.name}",
        about=site.description,
        author=site.name,
        address=absolute(site, here, channel.page),
        own=absolute(site, here, here),
        entries=tuple(_entry(told, here, site) for told in channel.told),
    )


def _name(address: str, path: str) -> str:
    """Name something for all time: by its address, or where the site has none by its path."""
    return address if "://" in address else f"urn:briefs:{percent(path)}"


def _entry(told: _Told, here: str, site: Site) -> Entry:
    brief = told.brief
    page = url(brief_path(brief))
    address = absolute(site, here, page)
    published, changed = instant(brief.date), instant(brief.updated)
    return Entry(
        id=_name(address, page),
        address=address,
        title=brief.title,
        lang=language_of(brief),
        authors=brief.author or ((brief.publisher,) if brief.publisher else ()),
        published=published,
        updated=max(filter(None, (published, changed)), default=None),
        source=safe_url(brief.source_url),
        content="".join(_content(told, address)),
    )


def _content(told: _Told, address: str) -> Iterator[str]:
    where = " · ".join(escape(part) for part in (told.brief.publisher, date_text(told.brief.date)) if part)
    yield f"<p><small>{where}</small></p>" if where else ""
    yield f"<p>{escape(told.summary)}</p>" if told.summary else ""
    for quote, speaker in told.quotes[:QUOTATIONS]:
        yield f"<blockquote>“{escape(quote.shown)}”<br>— {escape(speaker or say('speaker_unknown'))}</blockquote>"
    more = len(told.quotes) - QUOTATIONS
    if more > 0:
        yield f'<p><a href="{escape(address)}">{counted("more_quotations", more)}</a></p>'
