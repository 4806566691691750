"""The countries and places of an article, most prominent first.

Each mention keeps the rule by which it counts, a key of `builder.annotations.EVIDENCE`.

Prominence is the number of mentions; of two countries with as many, the one named first comes first.

A country is a subject of the article, and not only mentioned in passing, if it is the most prominent one, or if it is
named in the first half of the text, at least three times, and more than a quarter as often as the most prominent one.
(Fitted on the hand-annotated samples: a country that is named often but late is a witness, an example or a pun.)
"""

from collections import defaultdict

from spacy.language import Language
from spacy.tokens import Doc

from builder.annotate.context import set_extension
from builder.annotate.places.home import home_country
from builder.annotate.places.resolution import Resolved, resolve
from builder.annotate.places.sense_weights import clear_sense
from builder.annotate.places.surroundings import Surroundings
from builder.annotate.places.toponym import Toponym
from builder.annotate.places.toponyms import Finder
from builder.annotations import Country, Place, Span
from builder.gazetteer import Kind, Sense, load

set_extension("countries", ())
set_extension("places", ())
set_extension("people", ())

# The rule by which a name of each kind counts for its country.
RULE_OF_KIND: dict[Kind, str] = {
    "country": "name",
    "demonym": "adjective",
    "metonym": "government",
    "capital": "capital",
    "region": "region",
    "city": "city",
}
# Names in capitals up to this length are abbreviations: NSW, NYC.
LONGEST_ABBREVIATION = 3
# A subject is named so often, in more than this share of the most prominent country's mentions, ...
SUBJECT_MENTIONS, SUBJECT_SHARE = 3, 0.25
# ... and first in this part of the text.
SUBJECT_BEFORE = 0.5


@Language.component("briefs_places", assigns=["doc._.countries", "doc._.places"])
def annotate_places(doc: Doc) -> Doc:
    """Set `doc._.countries` and `doc._.places`."""
    around = Surroundings(doc, load())
    home = home_country(doc._.context.source_url, doc._.context.publisher)
    resolved = resolve(list(Finder(around).find()), around.words, home)
    doc._.countries = _countries(resolved, len(around.text))
    doc._.places = _places(resolved, around.text)
    return doc


def _countries(resolved: Resolved, length: int) -> tuple[Country, ...]:
    mentions: dict[str, list[Span]] = defaultdict(list)
    rules: dict[str, list[str]] = defaultdict(list)
    for toponym, sense in resolved:
        if sense.code:
            mentions[sense.code].append(toponym.span)
            rules[sense.code].append(_rule(toponym, sense))
    ranked = sorted(mentions.items(), key=lambda item: (-len(item[1]), item[1][0]))
    most = ranked[0][1] if ranked else []
    return tuple(
        Country(code, spans is most or _is_subject(spans, len(most), length), tuple(spans), tuple(rules[code]))
        for code, spans in ranked
    )


def _rule(toponym: Toponym, sense: Sense) -> str:
    if toponym.bound:
        return "beside"
    clear = clear_sense(toponym)
    rivals = {other.code for other in toponym.senses} - {sense.code}
    if rivals and (clear is None or clear.code != sense.code):
        return "likeliest"
    return RULE_OF_KIND[sense.kind]


def _is_subject(mentions: list[Span], most: int, length: int) -> bool:
    often = len(mentions) == most or (len(mentions) >= SUBJECT_MENTIONS and len(mentions) > SUBJECT_SHARE * most)
    return often and mentions[0][0] < SUBJECT_BEFORE * length


def _places(resolved: Resolved, text: str) -> tuple[Place, ...]:
    mentions: dict[tuple[str, str | None], list[Span]] = defaultdict(list)
    for toponym, sense in resolved:
        if sense.kind in ("capital", "region", "city"):
            mentions[toponym.key, sense.code].append(toponym.span)
    ranked = sorted(mentions.items(), key=lambda item: (-len(item[1]), item[1][0]))
    return tuple(Place(_name(text, spans), code, tuple(spans)) for (_, code), spans in ranked)


def _name(text: str, spans: list[Span]) -> str:
    """Return the name as printed; one that is only in datelines ("NEW YORK —") in ordinary letters."""
    forms = [text[start:end] for start, end in spans]
    ordinary = next((form for form in forms if not form.isupper()), None)
    if ordinary or len(forms[0]) <= LONGEST_ABBREVIATION or "." in forms[0]:
        return ordinary or forms[0]
    return forms[0].title()
