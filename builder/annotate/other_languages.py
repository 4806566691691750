"""Articles in other languages than English: what any spaCy model of the language tells, and no more.

Our rules are English. What holds without them is done: people, organisations and places as the model's own names, one
entry for each full name (a surname alone joins the one full name that ends in it); quotations by their marks, four
words or more, without speakers. Countries, roles, reported speech and a summary are left out.
"""

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from builder.annotate.quotes.marks import DOUBLE, find_marked
from builder.annotations import Annotations, Organisation, Person, Place, Quote, Span
from builder.slugs import slug

# What spaCy's models call them: those trained on news in the manner of OntoNotes, and those trained on WikiNER; the
# Polish, Nordic, Greek and Romanian models have names of their own.
_PEOPLE = frozenset({"PERSON", "PER", "PRS", "persName"})
_ORGANISATIONS = frozenset({"ORG", "orgName", "ORGANIZATION"})
_PLACES = frozenset({"LOC", "GPE", "GPE_LOC", "GPE_ORG", "placeName", "geogName"})
# Shorter stretches between marks are titles and terms more often than speech.
_FEWEST_WORDS = 4
# Scripts without spaces: so many characters make up the same.
_FEWEST_CHARACTERS = 12


def annotate(nlp: Language, texts: Iterable[str]) -> Iterator[Annotations]:
    """Annotate texts in order with a model of their language, as `spacy.load` gives it."""
    for doc in nlp.pipe(texts):
        people = _joined(_named(doc, _PEOPLE))
        yield Annotations(
            people=tuple(Person(slug(name), name, tuple(spans)) for name, spans in _prominent(people)),
            organisations=tuple(Organisation(name, tuple(s)) for name, s in _prominent(_named(doc, _ORGANISATIONS))),
            places=tuple(Place(name, None, tuple(s)) for name, s in _prominent(_named(doc, _PLACES))),
            quotes=tuple(quotations(doc.text)),
        )


def quotations(text: str) -> Iterator[Quote]:
    """Yield what stands between double quotation marks; who said it is not known."""
    for marked in find_marked(text):
        words = text[slice(*marked.span)]
        long_enough = len(words.split()) >= _FEWEST_WORDS or (" " not in words and len(words) >= _FEWEST_CHARACTERS)
        if marked.closed and marked.mark in DOUBLE and long_enough:
            yield Quote("direct", (marked.span,), None, None, "unknown")


def _named(doc: Doc, labels: frozenset[str]) -> dict[str, list[Span]]:
    """Return the mentions of each name that the model gives one of the labels, in reading order."""
    found: dict[str, list[Span]] = {}
    for entity in doc.ents:
        name = " ".join(entity.text.split())
        if entity.label_ in labels and slug(name) and any(character.isalpha() for character in name):
            found.setdefault(name, []).append((entity.start_char, entity.end_char))
    return found


def _joined(people: dict[str, list[Span]]) -> dict[str, list[Span]]:
    """Join a surname alone with the one full name that ends in it; two names with the same id are one person."""
    full = [name for name in people if " " in name]
    joined: dict[str, list[Span]] = {}
    ids: dict[str, str] = {}
    for name, spans in people.items():
        ending = [] if " " in name else [other for other in full if other.endswith(f" {name}")]
        whole = ending[0] if len(ending) == 1 else name
        joined.setdefault(ids.setdefault(slug(whole), whole), []).extend(spans)
    return {name: sorted(spans) for name, spans in joined.items()}


def _prominent(found: dict[str, list[Span]]) -> list[tuple[str, list[Span]]]:
    """Sort names by the number of their mentions, equals in reading order."""
    return sorted(found.items(), key=lambda item: (-len(item[1]), item[1][0]))
