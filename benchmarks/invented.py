"""Invented news: articles about people who do not exist, with the annotations that a perfect reader would make.

The frequencies are those of the news: a few people and countries stand in many articles, most people in one. Article
`n` of a seed is the same whatever the size of the collection, so that a larger one holds the smaller.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from builder.annotations import Annotations, Country, Person, Place, Quote, Span, Speaker
from builder.gazetteer.countries import countries
from builder.slugs import slug

# People of the invented world, and how flat the top of Zipf's law is (Mandelbrot's constant): the best known of them
# stands in every twelfth article, and of those ever named two in three are named once.
PEOPLE, FLATNESS = 60_000, 10

# How many people and countries an article names, at least and at most.
CAST, SCENE = (4, 10), (1, 5)

# Quotations of an article, and how many of them are reported speech.
QUOTES, REPORTED = (12, 20), 0.3

# Sentences without a quotation: with the quotations about 700 words.
SENTENCES = 11

OUTLETS = 60
FIRST_DAY, LAST_DAY = date(2014, 1, 1), date(2025, 12, 31)


@dataclass(frozen=True, slots=True)
class Invented:
    """An article: its file name and title, the file's text (a clipping), the article's own text, what is in it."""

    file: str
    title: str
    clipping: str
    text: str
    found: Annotations


@dataclass(frozen=True, slots=True)
class _Character:
    name: str
    role: str

    @property
    def surname(self) -> str:
        return self.name.partition(" ")[2]


@dataclass(slots=True)
class _Draft:
    """A text under way: what is written, and where in it everything stands."""

    text: str = ""
    people: dict[_Character, list[Span]] = field(default_factory=dict)
    countries: dict[str, list[tuple[Span, str]]] = field(default_factory=dict)
    places: dict[tuple[str, str], list[Span]] = field(default_factory=dict)
    quotes: list[Quote] = field(default_factory=list)

    def add(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def name(self, who: _Character) -> Span:
        """Name a person, in full the first time."""
        span = self.add(who.surname if who in self.people else who.name)
        self.people.setdefault(who, []).append(span)
        return span


def invented(seed: int, number: int) -> Invented:
    """Invent one article."""
    chance = random.Random(f"{seed}/{number}")
    day = FIRST_DAY + timedelta(int((LAST_DAY - FIRST_DAY).days * chance.random() ** 0.5))
    outlet = _outlet(int(OUTLETS * chance.random() ** 2))
    cast = [_character(_rank(chance)) for _ in range(chance.randint(*CAST))]
    scene = _scene(chance)
    draft = _Draft()
    _write(draft, chance, cast, scene)
    subject = countries()[scene[0]]
    topic = f"{_pick(chance, 'verb')} {_thing(chance)}"
    title = f"{chance.choice(subject.demonyms)} {_pick(chance, 'office')} {topic}"
    name = f"{day:%Y}/{day}-{slug(title)}-{number}"
    head = {
        "title": title,
        "source": f"https://{slug(outlet)}.example/{number}",
        "site": outlet,
        "author": _character(PEOPLE + chance.randrange(200)).name,
        "published": str(day),
        "license": "CC0-1.0",
    }
    lines = "".join(f'{key}: "{value}"\n' for key, value in head.items())
    return Invented(f"{name}.md", title, f"---\n{lines}---\n\n{draft.text}\n", draft.text, _found(draft, scene))


def _write(draft: _Draft, chance: random.Random, cast: Sequence[_Character], scene: Sequence[str]) -> None:
    parts = ["sentence"] * SENTENCES + ["quote"] * chance.randint(*QUOTES)
    chance.shuffle(parts)
    for number, part in enumerate(["sentence", *parts]):
        if number:
            draft.add("\n\n" if number % 2 else " ")
        if part == "sentence":
            _sentence(draft, chance, scene[0] if not number else chance.choice(scene))
        else:
            _quotation(draft, chance, chance.choice(cast))


def _sentence(draft: _Draft, chance: random.Random, code: str) -> None:
    """Write what a body of a country did, in a city or called by the country's adjective."""
    names = countries()[code]
    if names.capitals and chance.random() < 0.4:
        draft.add("In ")
        span = draft.add(chance.choice(names.capitals))
        draft.countries.setdefault(code, []).append((span, "capital"))
        draft.places.setdefault((draft.text[slice(*span)], code), []).append(span)
        draft.add(f" {_thing(chance)} ")
    else:
        draft.add("The ")
        span = draft.add(names.demonyms[0])
        draft.countries.setdefault(code, []).append((span, "adjective"))
        draft.add(f" side of the {_word(chance)} talks ")
    draft.add(f"{_pick(chance, 'verb')} {_thing(chance)} {_pick(chance, 'link')} {_thing(chance)}, {_clause(chance)}.")


def _quotation(draft: _Draft, chance: random.Random, who: _Character) -> None:
    reason = "short-name" if who in draft.people else "named"
    if chance.random() < REPORTED:
        mention, cue = _speaker(draft, chance, who)
        draft.add(" that ")
        span = draft.add(_clause(chance))
        quote = Quote("reported", (span,), Speaker(slug(who.name), who.name, mention), cue, reason)
    else:
        draft.add("“")
        span = draft.add(f"{_clause(chance).capitalize()}, and {_clause(chance)},")
        draft.add("” ")
        mention, cue = _speaker(draft, chance, who)
        quote = Quote("direct", (span,), Speaker(slug(who.name), who.name, mention), cue, reason)
    draft.add(".")
    draft.quotes.append(quote)


def _speaker(draft: _Draft, chance: random.Random, who: _Character) -> tuple[Span, Span]:
    """Write who said it, with the role the first time. Returns the name and the cue."""
    role = "" if who in draft.people else f", the {who.role},"
    mention = draft.name(who)
    draft.add(f"{role} ")
    return mention, draft.add(_pick(chance, "cue"))


def _clause(chance: random.Random) -> str:
    """A clause of a dozen words, one of them of the invented language."""
    act = f"{_thing(chance)} {_pick(chance, 'verb')} {_thing(chance)}"
    return f"{act} {_pick(chance, 'link')} the {_word(chance)} {_pick(chance, 'noun')}"


def _thing(chance: random.Random) -> str:
    return f"the {_pick(chance, 'adjective')} {_pick(chance, 'noun')}"


def _found(draft: _Draft, scene: Sequence[str]) -> Annotations:
    people = sorted(draft.people.items(), key=lambda pair: -len(pair[1]))
    named = sorted(draft.countries.items(), key=lambda pair: (pair[0] != scene[0], -len(pair[1])))
    ends = [position + 1 for position, sign in enumerate(draft.text) if sign == "."]
    return Annotations(
        people=tuple(Person(slug(who.name), who.name, tuple(spans), (f"the {who.role}",)) for who, spans in people),
        countries=tuple(
            Country(code, code == scene[0], tuple(span for span, _ in seen), tuple(rule for _, rule in seen))
            for code, seen in named
        ),
        organisations=(),
        places=tuple(Place(name, code, tuple(spans)) for (name, code), spans in draft.places.items()),
        quotes=tuple(draft.quotes),
        summary=((0, ends[0]),),
    )


def _rank(chance: random.Random) -> int:
    """Draw a person: the share of the one at rank r goes with 1 / (r + FLATNESS)."""
    return int(FLATNESS * ((PEOPLE + FLATNESS) / FLATNESS) ** chance.random()) - FLATNESS


def _scene(chance: random.Random) -> list[str]:
    codes, weights = _mix()
    return list(dict.fromkeys(chance.choices(codes, weights, k=chance.randint(*SCENE))))


@cache
def _mix() -> tuple[list[str], list[int]]:
    known = [(code, int(count)) for code, count in _rows("country_mix.tsv") if countries()[code].demonyms]
    return [code for code, _ in known], [count for _, count in known]


@cache
def _character(rank: int) -> _Character:
    """The person of a rank. Surnames, too, are shared: a few of them by many people."""
    chance = random.Random(f"person {rank}")
    surname = random.Random(f"surname {int(20_000 * chance.random() ** 2)}")
    name = _made_up(surname)
    return _Character(f"{_pick(chance, 'first')} {name}", _pick(chance, "office"))


@cache
def _outlet(number: int) -> str:
    chance = random.Random(f"outlet {number}")
    place = _made_up(chance)
    return f"The {place} {_pick(chance, 'paper')}"


def _word(chance: random.Random) -> str:
    """A word of the invented language: the vocabulary grows with the collection, as that of real news does."""
    word = random.Random(f"word {int(60_000 * chance.random() ** 4)}")
    return "".join(word.choices(_words()["syllable"], k=3))


def _made_up(chance: random.Random) -> str:
    """A surname or a town."""
    return ("".join(chance.choices(_words()["syllable"], k=2)) + _pick(chance, "ending")).capitalize()


def _pick(chance: random.Random, kind: str) -> str:
    return chance.choice(_words()[kind])


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return {kind: tuple(entries.split(";")) for kind, entries in _rows("words.tsv")}


def _rows(name: str) -> list[list[str]]:
    """The rows of a data file beside this module."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]
