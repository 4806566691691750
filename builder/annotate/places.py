"""The countries and places of an article, most prominent first.

Prominence is the number of mentions; of two countries with as many, the one named first comes first.

A country is a subject of the article, and not only mentioned in passing, if it is the most prominent one, or if it has
at least two mentions and at least a fifth as many as the most prominent one.
"""

from collections import defaultdict

from spacy.language import Language
from spacy.tokens import Doc

from builder.annotate.context import set_extension
from builder.annotate.home import home_country
from builder.annotate.resolution import Resolved, resolve
from builder.annotate.toponyms import Finder
from builder.annotations import Country, Place, Span
from builder.gazetteer import load

set_extension("countries", ())
set_extension("places", ())
set_extension("people", ())

# A subject has this share of the mentions that the most prominent country has, and this many.
SUBJECT_SHARE = 0.2
SUBJECT_MENTIONS = 2


@Language.component("briefs_places", assigns=["doc._.countries", "doc._.places"])
def annotate_places(doc: Doc) -> Doc:
    """Set `doc._.countries` and `doc._.places`."""
    finder = Finder(doc, load())
    context = doc._.context
    resolved = resolve(finder.find(), finder.words, home_country(context.source_url, context.publisher))
    doc._.countries = _countries(resolved)
    doc._.places = _places(resolved, doc.text)
    return doc


def _countries(resolved: Resolved) -> tuple[Country, ...]:
    mentions: dict[str, list[Span]] = defaultdict(list)
    for toponym, sense in resolved:
        if sense.code:
            mentions[sense.code].append(toponym.span)
    ranked = sorted(mentions.items(), key=lambda item: (-len(item[1]), item[1][0]))
    most = len(ranked[0][1]) if ranked else 0
    return tuple(Country(code, _is_subject(len(spans), most), tuple(spans)) for code, spans in ranked)


def _is_subject(mentions: int, most: int) -> bool:
    return mentions == most or (mentions >= SUBJECT_MENTIONS and mentions >= SUBJECT_SHARE * most)


def _places(resolved: Resolved, text: str) -> tuple[Place, ...]:
    mentions: dict[tuple[str, str | None], list[Span]] = defaultdict(list)
    for toponym, sense in resolved:
        if sense.kind in ("capital", "region", "city"):
            mentions[toponym.key, sense.code].append(toponym.span)
    ranked = sorted(mentions.items(), key=lambda item: (-len(item[1]), item[1][0]))
    return tuple(Place(_name(text, spans), code, tuple(spans)) for (_, code), spans in ranked)


def _name(text: str, spans: list[Span]) -> str:
    """Return the name as printed, a form in capitals only where there is no other."""
    forms = [text[start:end] for start, end in spans]
    return next((form for form in forms if not form.isupper()), forms[0])
