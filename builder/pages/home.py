"""The lists on the home page, which docs/index.md takes in by name."""

from collections.abc import Iterator

from builder.brief import ADDED, Brief
from builder.collection import Collection, Person, Said
from builder.days import date_text
from builder.markup import escape
from builder.pages.page import (
    Page,
    brief_path,
    country_path,
    link,
    person_path,
    quote_address,
    small,
)
from builder.texts import counted, say

FOLDER = "_home"

# How much of each list the home page shows.
NEWEST = 8
RANKED = 10

# Words of a quotation that is worth the top of the page, and still fits there.
SHORTEST, LONGEST = 8, 30

_HERE = "index.md"


def pages(collection: Collection) -> Iterator[Page]:
    """Make the lists as fragments of Markdown; their links start from docs/index.md."""
    yield Page(f"{FOLDER}/newest.md", "\n".join(_newest(brief) for brief in collection.briefs[:NEWEST]) + "\n")
    yield Page(f"{FOLDER}/people.md", _ranked(_quoted(collection)))
    yield Page(f"{FOLDER}/countries.md", _ranked(_covered(collection)))
    yield Page(f"{FOLDER}/reviewed.md", _reviewed(collection))
    yield Page(f"{FOLDER}/quotation.md", _quotation(collection))


def _reviewed(collection: Collection) -> str:
    """Say how many speakers were right of those that somebody looked at.

    A quotation changed by hand counts as wrong whatever was changed in it: the share is never made to look better. One
    that a person put in is none of the program's. Nothing is said where nothing was reviewed.
    """
    wrong = sum(q.reason == "edited" and q.words != ADDED for brief in collection.briefs for q in brief.quotes)
    right = sum(
        quote.reason != "edited" and quote.id in brief.review for brief in collection.briefs for quote in brief.quotes
    )
    if not right + wrong:
        return ""
    return say("reviewed", n=right + wrong, right=right) + "\n"


def _newest(brief: Brief) -> str:
    count = sum(not quote.reported for quote in brief.quotes)
    quotations = counted("quotations", count) if count else None
    lines = [f"- **{link(_HERE, brief_path(brief), brief.title)}**"]
    lines += [f"  {escape(sentence)}" for sentence in brief.summary[:1]]
    lines.append(f"  {small(brief.publisher, date_text(brief.date), quotations)}")
    return "\n".join(line for line in lines if line.strip())


def _quoted(collection: Collection) -> Iterator[tuple[str, int]]:
    counted = [(len(_direct(who)), who) for who in collection.people.values()]
    for count, who in sorted(counted, key=lambda pair: (-pair[0], pair[1].id))[:RANKED]:
        if count:
            yield link(_HERE, person_path(who.id), who.name), count


def _covered(collection: Collection) -> Iterator[tuple[str, int]]:
    for country in sorted(collection.countries.values(), key=lambda c: (-len(c.about), c.name))[:RANKED]:
        if country.about:
            yield link(_HERE, country_path(country.code), country.name), len(country.about)


def _ranked(entries: Iterator[tuple[str, int]]) -> str:
    return "".join(f"1. {markdown} <small>{count}</small>\n" for markdown, count in entries)


def _direct(who: Person) -> list[Said]:
    return [said for said in who.said if not said.quote.reported]


def _quotation(collection: Collection) -> str:
    """Show the newest quotation of a good length whose speaker is known."""
    for brief in collection.briefs:
        for quote in brief.quotes:
            who = collection.speaker(quote)
            if who and not quote.reported and SHORTEST <= len(quote.text.split()) <= LONGEST:
                note = brief.person(who.id)
                role = f", {escape(note.roles[0])}," if note and note.roles else ","
                source = f"[{escape(brief.title)}]({quote_address(Said(brief, quote), _HERE)})"
                name = link(_HERE, person_path(who.id), who.name)
                return f"> “{escape(quote.shown)}”\n>\n> {say('said_in', who=name + role, where=source)}\n"
    return ""
