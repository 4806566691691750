"""What the annotators found in one text: values only, no spaCy.

Every span is a pair of offsets `(start, end)` in characters of the annotated text, end exclusive.
"""

from dataclasses import dataclass
from typing import Any, Literal

from builder.texts import say

Span = tuple[int, int]
QuoteKind = Literal["direct", "reported"]

# The version of the annotating rules: a higher one makes every article be annotated again.
RULES = 3

# Why a quotation is given to its speaker: the closed list; its words are `reasons` in the texts.
REASONS = (
    *("named", "short-name", "pronoun", "role", "same-paragraph", "paragraph-before", "continued", "continues"),
    *("organisation", "document", "unnamed", "unknown", "edited"),
)
# Those that can be told with the words by which the text calls the speaker, where these say more.
_WITH_MENTION = frozenset({"short-name", "pronoun", "role", "same-paragraph", "paragraph-before"})
_WHOM = {"he": "man", "his": "man", "him": "man", "she": "woman", "her": "woman"}


def reason_words(reason: str, mention: str | None) -> str:
    """Say in plain words why a quotation is given to its speaker: "‘she’, the last woman named"."""
    if reason not in _WITH_MENTION or not mention:
        return say(f"reasons.{reason}")
    whom = _WHOM.get(mention.lower(), "person") if reason == "pronoun" else ""
    return say(f"reasons_with_mention.{'-'.join(filter(None, (reason, whom)))}", mention=mention)


def uses_mention(reason: str) -> bool:
    """Say whether the words for a reason tell how the text calls the speaker."""
    return reason in _WITH_MENTION


# By which rule a mention counts for its country: the closed list; its words are `evidence` in the texts.
EVIDENCE = ("name", "adjective", "government", "capital", "region", "city", "beside", "likeliest")


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the article: canonical name, its slug as id, every mention, and roles as printed."""

    id: str
    name: str
    mentions: tuple[Span, ...]
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Country:
    """A country by ISO 3166-1 alpha-2 code (XK for Kosovo); a subject, or only mentioned in passing.

    `rules` gives the key of `EVIDENCE` for each mention; it is empty where nobody noted any.
    """

    code: str
    subject: bool
    mentions: tuple[Span, ...]
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation under its fullest name in the article."""

    name: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place smaller than a country, with the country it lies in where that is known."""

    name: str
    country: str | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: `id` where it is a person of the article, `name` in full (or as printed), `mention` by the cue."""

    id: str | None
    name: str
    mention: Span | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation (marks outside its spans) or reported speech; one quotation broken by its cue has several spans."""

    kind: QuoteKind
    spans: tuple[Span, ...]
    speaker: Speaker | None
    cue: Span | None
    reason: str


@dataclass(frozen=True, slots=True)
class Annotations:
    """All that was found in one text; people and countries most prominent first, quotes in reading order."""

    people: tuple[Person, ...] = ()
    countries: tuple[Country, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    places: tuple[Place, ...] = ()
    quotes: tuple[Quote, ...] = ()
    summary: tuple[Span, ...] = ()


def to_json(annotations: Annotations) -> dict[str, Any]:
    """Give the annotations as the JSON object that `briefs annotate` prints (without `id`)."""
    return {
        "people": [{"id": p.id, "name": p.name, "mentions": p.mentions, "roles": p.roles} for p in annotations.people],
        "countries": [
            {"code": c.code, "subject": c.subject, "mentions": c.mentions, "rules": c.rules}
            for c in annotations.countries
        ],
        "organisations": [{"name": o.name, "mentions": o.mentions} for o in annotations.organisations],
        "places": [{"name": p.name, "country": p.country, "mentions": p.mentions} for p in annotations.places],
        "quotes": [_quote_json(q) for q in annotations.quotes],
        "summary": annotations.summary,
    }


def _quote_json(quote: Quote) -> dict[str, Any]:
    who = quote.speaker
    speaker = who and {"id": who.id, "name": who.name, "mention": who.mention}
    return {
        "kind": quote.kind,
        "spans": quote.spans,
        "speaker": speaker,
        "cue": quote.cue,
        "reason": quote.reason,
    }
