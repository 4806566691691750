"""What counts as right: one article as the product read or annotated it, against the gold of `tests/gold/`.

Every scorer gives its measures by name, as a `Score` each. Scores of several articles are added up, so that every
person, country or quotation counts the same, whatever article it stands in (micro average).
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.annotations import Annotations, Quote, Span
from builder.article import Article

Gold = Mapping[str, Any]
# A person by name or a country by code, with its mentions.
Mentioned = tuple[str, Sequence[Span]]

# Two quotations are the same one when this share of the words of both together belongs to both.
SAME_QUOTE = 0.8
# Marked stretches shorter than this are often titles and scare quotes, so they are also left out once.
LONG_QUOTE = 4
# The length of the runs of words by which two texts are compared, as is usual for body extraction.
SHINGLE = 4

# Fields of an article that are right when they are the same as in the gold; of a date the calendar day.
FIELDS = ("title", "author", "date", "publisher", "agency", "source_url", "description", "rights")

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_ARTICLE = re.compile(r"^(?:the|an?)\s+")


@dataclass(frozen=True, slots=True)
class Score:
    """How many were found, how many the gold holds, how many are right, and in words what is wrong."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    errors: tuple[str, ...] = ()

    def __add__(self, other: "Score") -> "Score":
        """Count both together."""
        return Score(
            self.right + other.right,
            self.found + other.found,
            self.wanted + other.wanted,
            self.errors + other.errors,
        )

    @property
    def figure(self) -> float:
        """F1: 2 right / (found + wanted). A mere share has found = wanted; where there is nothing to find, 1."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0


def score_reading(gold: Gold, article: Article) -> dict[str, Score]:
    """Score the fields of an article that was read, its body by runs of four words, and whether the body is exact."""
    scores = {field: _answer(_field(gold[field]), _field(getattr(article, field))) for field in FIELDS}
    scores["date"] = _answer(_day(gold["date"]), _day(article.date))
    scores["body"] = _compare(_shingles(gold["text"]), _shingles(article.text))
    exact = gold["text"] == article.text
    scores["body exact"] = Score(exact, 1, 1, () if exact else (_difference(gold["text"], article.text),))
    return scores


def score_annotations(gold: Gold, found: Annotations) -> dict[str, Score]:
    """Score everything that was found in the gold's own text."""
    return {
        **score_people(gold, found),
        **score_countries(gold, found),
        "organisations": _compare(
            [_source(each["name"]) for each in gold["organisations"]],
            [_source(each.name) for each in found.organisations],
        ),
        **score_quotes(gold, found),
        **score_reported(gold, found),
    }


def score_people(gold: Gold, found: Annotations) -> dict[str, Score]:
    """Score people by canonical name, their mentions by exact span, and whether each person is one person.

    `people apart` is the share of the people found that hold mentions of one person of the gold only (the others are
    wrong merges); `people whole` the share of the gold's people whose mentions lie with one person found (the others
    are split). People without a mention in common with the other side count in neither.
    """
    wanted = [(person["name"], _spans(person["mentions"])) for person in gold["people"]]
    given = [(person.name, person.mentions) for person in found.people]
    return {
        "people": _compare((name for name, _ in wanted), (name for name, _ in given)),
        "people mentions": _compare(*(_located(gold["text"], side) for side in (wanted, given))),
        "people apart": _one_each(given, wanted),
        "people whole": _one_each(wanted, given),
    }


def score_countries(gold: Gold, found: Annotations) -> dict[str, Score]:
    """Score the codes, each mention with its code, the first country, and subject or not where a code is in both."""
    wanted = {country["code"]: country for country in gold["countries"]}
    given = {country.code: country for country in found.countries}
    subjects = [
        _answer(_role(wanted[code]["subject"], code), _role(given[code].subject, code))
        for code in wanted
        if code in given
    ]
    mentions = (
        [(code, _spans(country["mentions"])) for code, country in wanted.items()],
        [(code, country.mentions) for code, country in given.items()],
    )
    return {
        "countries": _compare(list(wanted), list(given)),
        "countries mentions": _compare(*(_coded(gold["text"], side) for side in mentions)),
        "countries first": _answer(next(iter(wanted), None), next(iter(given), None)),
        "countries subject": sum(subjects, Score()),
    }


@dataclass(frozen=True, slots=True)
class Utterance:
    """A quotation as it is compared: the offsets of its words, its speaker (`None`: unknown), the reason, its text."""

    words: frozenset[int]
    source: str | None
    reason: str
    text: str


def score_quotes(gold: Gold, found: Annotations) -> dict[str, Score]:
    """Score direct quotations: found or not, found with the right speaker, and of those found, speaker and reason."""
    wanted, given = _gold_utterances(gold, "direct"), _utterances(gold["text"], found.quotes, "direct")
    pairs = match(wanted, given)
    return {
        "quotes": _matched(wanted, given, pairs, least=1),
        "quotes with speaker": _attributed(wanted, given, pairs, least=1),
        "long quotes with speaker": _attributed(wanted, given, pairs, least=LONG_QUOTE),
        "quotes speaker": sum((_answer(w.source, g.source, w.text) for w, g in pairs), Score()),
        "quotes reason": sum((_answer(w.reason, g.reason, w.text) for w, g in pairs), Score()),
    }


def score_reported(gold: Gold, found: Annotations) -> dict[str, Score]:
    """Score reported speech word by word: the words inside reported clauses, then the same with the speaker of each."""
    wanted, given = _gold_utterances(gold, "reported"), _utterances(gold["text"], found.quotes, "reported")
    errors = _matched(wanted, given, match(wanted, given), least=1).errors
    words = _compare(*({word for each in side for word in each.words} for side in (wanted, given)))
    said = _compare(*({(word, each.source) for each in side for word in each.words} for side in (wanted, given)))
    return {
        "reported words": Score(words.right, words.found, words.wanted, errors),
        "reported words with speaker": Score(said.right, said.found, said.wanted),
    }


def match(wanted: Sequence[Utterance], given: Sequence[Utterance]) -> list[tuple[Utterance, Utterance]]:
    """Pair each quotation of the gold with the one found that is most like it, one to one, if it is like it enough."""
    pairs = []
    free = list(given)
    for each in wanted:
        best = max(free, key=lambda other: _likeness(each, other), default=None)
        if best is not None and _likeness(each, best) >= SAME_QUOTE:
            free.remove(best)
            pairs.append((each, best))
    return pairs


def _likeness(one: Utterance, other: Utterance) -> float:
    both = one.words | other.words
    return len(one.words & other.words) / len(both) if both else 0.0


def _gold_utterances(gold: Gold, kind: str) -> list[Utterance]:
    quotes = [quote for quote in gold["quotes"] if quote["kind"] == kind]
    return [_utterance(gold["text"], _spans(q["spans"]), q["speaker"], q["reason"]) for q in quotes]


def _utterances(text: str, quotes: Iterable[Quote], kind: str) -> list[Utterance]:
    return [
        _utterance(text, quote.spans, quote.speaker.name if quote.speaker else None, quote.reason)
        for quote in quotes
        if quote.kind == kind
    ]


def _utterance(text: str, spans: Iterable[Span], speaker: str | None, reason: str) -> Utterance:
    spans = tuple(spans)
    words = frozenset(word.start() for start, end in spans for word in _WORD.finditer(text, start, end))
    return Utterance(words, _source(speaker), reason, " … ".join(text[start:end] for start, end in spans))


def _source(name: str | None) -> str | None:
    """Give a speaker's name as it is compared: without regard to case and to a leading article."""
    return None if name is None else _ARTICLE.sub("", name.casefold())


def _matched(
    wanted: Sequence[Utterance], given: Sequence[Utterance], pairs: Sequence[tuple[Utterance, Utterance]], least: int
) -> Score:
    """Count the quotations of at least so many words that were found, whoever is said to speak."""
    ours, theirs = ([each for each in side if len(each.words) >= least] for side in (wanted, given))
    right = [(w, g) for w, g in pairs if w in ours and g in theirs]
    return Score(len(right), len(theirs), len(ours), _leftover(ours, theirs, right))


def _attributed(
    wanted: Sequence[Utterance], given: Sequence[Utterance], pairs: Sequence[tuple[Utterance, Utterance]], least: int
) -> Score:
    """Count the quotations of at least so many words that were found and given to the right speaker (end to end)."""
    found = _matched(wanted, given, pairs, least)
    wrong = sum(w.source != g.source for w, g in pairs if min(len(w.words), len(g.words)) >= least)
    return Score(found.right - wrong, found.found, found.wanted)


def _leftover(
    wanted: Iterable[Utterance], given: Iterable[Utterance], pairs: Sequence[tuple[Utterance, Utterance]]
) -> tuple[str, ...]:
    missed = [f"missed “{each.text}” ({each.source})" for each in wanted if all(each is not w for w, _ in pairs)]
    extra = [f"extra “{each.text}” ({each.source})" for each in given if all(each is not g for _, g in pairs)]
    return (*missed, *extra)


def _compare(wanted: Iterable[Hashable], given: Iterable[Hashable]) -> Score:
    """Compare two collections in which order says nothing and a thing may stand more than once."""
    ours, theirs = Counter(wanted), Counter(given)
    missed = [f"missed {each}" for each in (ours - theirs).elements()]
    extra = [f"extra {each}" for each in (theirs - ours).elements()]
    return Score((ours & theirs).total(), theirs.total(), ours.total(), (*missed, *extra))


def _answer(wanted: Hashable, given: Hashable, about: str = "") -> Score:
    """Score one question with one right answer."""
    if wanted == given:
        return Score(1, 1, 1)
    return Score(0, 1, 1, (f"{given!s} instead of {wanted!s}" + (f" for “{about}”" if about else ""),))


def _one_each(one: Sequence[Mentioned], other: Sequence[Mentioned]) -> Score:
    """Count those of `one` whose mentions touch mentions of exactly one of `other`, out of those that touch any."""
    total = Score()
    for name, spans in one:
        touched = [each for each, others in other if _touch(spans, others)]
        if touched:
            good = len(touched) == 1
            total += Score(good, 1, 1, () if good else (f"{name} is {' and '.join(touched)}",))
    return total


def _touch(spans: Iterable[Span], others: Iterable[Span]) -> bool:
    return any(start < end2 and start2 < end for start, end in spans for start2, end2 in others)


def _located(text: str, entities: Iterable[Mentioned]) -> list[str]:
    """Show each mention by its words and where it stands, such as `Kovac [120:125]`."""
    return [f"{text[start:end]} [{start}:{end}]" for _, spans in entities for start, end in spans]


def _coded(text: str, countries: Iterable[Mentioned]) -> list[str]:
    return [f"{country[0]} {each}" for country in countries for each in _located(text, [country])]


def _spans(mentions: Iterable[Gold]) -> tuple[Span, ...]:
    return tuple((each["span"][0], each["span"][1]) for each in mentions)


def _role(subject: bool, code: str) -> str:
    return f"{code} {'subject' if subject else 'mentioned'}"


def _shingles(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))] if words else []


def _field(value: Any) -> Any:
    return ", ".join(value) if isinstance(value, list | tuple) else value


def _day(date: str | None) -> str | None:
    return date and date[:10]


def _difference(wanted: str, given: str) -> str:
    """Show the first place where two texts part."""
    at = next((i for i, (a, b) in enumerate(zip(wanted, given, strict=False)) if a != b), min(len(wanted), len(given)))
    return f"at {at}: {given[at : at + 50]!r} instead of {wanted[at : at + 50]!r}"
