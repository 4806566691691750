"""Who and what else is called like somebody whose name is withheld."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from builder.brief import Brief
from builder.gazetteer import country_name
from builder.identities import Identities
from builder.withholding.folding import folded
from builder.withholding.forms import Form, Forms, Kind
from builder.withholding.names import Person, also_of, names_of

# Shorter surnames are looked for only where the person is named: too many words and abbreviations are like them.
_SHORTEST = 4

_TARGET = re.compile(r"\]\([^()\s]*\)")
_TEMPLATES = Path(__file__).parent.parent / "theme"


class Bearers:
    """Names of the people, places, countries, outlets and organisations that are shown, word by word."""

    def __init__(self, briefs: Sequence[Brief], who: Identities, gone: Sequence[Person]) -> None:
        keys = {person.key for person in gone}
        self._full = Forms(form for person in gone for form in person.full)
        self._briefs = {brief.path.as_posix(): brief for brief in briefs}
        self._people = {
            key: (*names_of(identity), *also_of(identity)) for key, identity in who.people.items() if key not in keys
        }
        self._names = Counter(folded(name) for names in self._people.values() for name in set(names))
        authors = self._not_after_them(name for brief in briefs for name in brief.author)
        apart = (brief for brief in briefs if keys.isdisjoint(brief.people))
        bodies = (name for brief in apart for name in brief.organisations)
        others = self._not_after_them(name for brief in briefs for name in _called(brief))
        everybody = (name for names in self._people.values() for name in names)
        self._words = _words(everybody) | _words(others) | _words(authors) | _words(bodies)
        self._words |= _small_words(briefs, [form for person in gone for form in person.short])

    def is_only(self, form: Form) -> bool:
        """Tell whether a name means the person anywhere: nobody and nothing else is called so."""
        if form.kind is Kind.NAME:
            return folded(form.words) not in self._names
        words = folded(form.words).split()
        return sum(map(len, words)) >= _SHORTEST and words[-1] not in self._words and words[-1] not in _words_of_ours()

    def briefs_with_only(self, form: Form, person: Person) -> Iterator[str]:
        """Give the briefs that name the person, and nobody and nothing else that is called so."""
        for path in person.briefs & self._briefs.keys():
            brief = self._briefs[path]
            names = [name for key in brief.everyone for name in self._people.get(key, ())]
            if form.kind is Kind.NAME:
                is_free = folded(form.words) not in map(folded, names)
            else:
                is_free = _words([*names, *self._not_after_them(_called(brief))]).isdisjoint(
                    folded(form.words).split()[-1:]
                )
            if is_free:
                yield path

    def _not_after_them(self, names: Iterable[str]) -> Iterator[str]:
        """Give the names, each once, but what is named after those who are withheld."""
        return (name for name in set(names) if not self._full.holds(name))


def _called(brief: Brief) -> Iterator[str]:
    """Give what a brief names besides people and organisations."""
    outlet = [brief.publisher] if brief.publisher else []
    countries = map(country_name, brief.countries)
    yield from (*brief.places, *brief.made.places, *countries, *outlet)


def _words(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in folded(name).split()}


@cache
def _words_of_ours() -> frozenset[str]:
    """The words of our own templates, which stand on every page."""
    return frozenset(_words(path.read_text(encoding="utf-8") for path in sorted(_TEMPLATES.rglob("*.html"))))


def _small_words(briefs: Iterable[Brief], forms: Iterable[Form]) -> set[str]:
    """Return the words of short names that some text has in small letters, where they are no name."""
    words = {word for form in forms for word in folded(form.words).split()[-1:]}
    some = "|".join(map(re.escape, sorted(words)))
    pattern = re.compile(rf"(?<![^\s(“‘\"'])(?:{some})(?![\w@/-])")
    texts = (text for brief in briefs for text in (brief.title, *brief.summary, brief.body))
    likely = (text for text in texts if any(word in text for word in words))
    return {word for text in likely for word in pattern.findall(_TARGET.sub("]", text))} if words else set()
