"""What others say of somebody: quotations in whose words a person or an organisation is named."""

import re
from collections.abc import Iterator
from functools import cache

from builder.brief import Brief
from builder.collection import Organisation, Person, Said
from builder.pages.around import Surroundings
from builder.pages.page import Section, quote_entry, shape_of

# Shorter names ("Li") stand in too many other words and names.
SHORTEST = 3


def section(who: Person | Organisation, surroundings: Surroundings) -> Section:
    """List the quotations of others that name somebody, with their speakers as far as these have pages."""
    said = [(one, surroundings.person(one.quote)) for brief in who.briefs for one in _in(brief, who)]
    return Section(
        "said_about",
        said,
        entry=lambda pair: quote_entry(*pair),
        shape=lambda pair: (shape_of(pair[0]), pair[1]),
    )


def _in(brief: Brief, who: Person | Organisation) -> Iterator[Said]:
    names = _names_in(brief, who)
    for quote in brief.quotes if names else ():
        if quote.reported or quote.speaker == who.id or quote.speaker in names:
            continue
        if any(name in quote.text for name in names) and _pattern(names).search(quote.text):
            yield Said(brief, quote)


def _names_in(brief: Brief, who: Person | Organisation) -> tuple[str, ...]:
    """Return what a brief calls somebody, without what it calls another one, too."""
    if isinstance(who, Organisation):
        return tuple(name for name in (who.name, *who.also) if len(name) >= SHORTEST)
    note = brief.person(who.id)
    if note is None:
        return ()
    others = {name for key, other in brief.made.people.items() if key != who.id for name in (other.name, *other.also)}
    mine = dict.fromkeys((note.name, *note.also))
    return tuple(name for name in mine if len(name) >= SHORTEST and name not in others)


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Match one of the names as whole words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
