"""Phrases that give a sentence to a source without a verb: "in Brandt's view, …", "in a poll, …"."""

from collections.abc import Iterator, Sequence

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from builder.annotate.lexicon import words
from builder.annotate.quotes.cues import Cue, may_speak

# Documents in which others are asked: "In a poll, half of the town wanted the canal".
_POLLS = frozenset(("poll", "survey", "referendum"))


_PREPOSITIONS = frozenset(map(get_string_id, ("in", "to")))


def find_viewpoints(doc: Doc, quoted: Sequence[bool]) -> Iterator[Cue]:
    """Give the phrases with "in" that stand apart from their sentence, as cues of the kind of "according to"."""
    for token in doc:
        if token.lower not in _PREPOSITIONS or token.dep_ != "prep" or quoted[token.i] or not _stands_apart(token):
            continue
        noun = next((child for child in token.rights if child.dep_ == "pobj"), None)
        cue = noun and (_view(token, noun) or _poll(token, noun))
        if cue and cue.source is not None and not quoted[cue.source]:
            yield cue


def _stands_apart(preposition: Token) -> bool:
    """Say whether a phrase opens its sentence, or follows a comma, and ends with a comma or the sentence."""
    doc = preposition.doc
    opens = preposition.is_sent_start or (preposition.i and doc[preposition.i - 1].text in (",", "—", "–"))
    after = preposition.right_edge.i + 1
    return bool(opens) and after < len(doc) and doc[after].is_punct


def _view(preposition: Token, noun: Token) -> Cue | None:
    if noun.lemma_.lower() not in words("view_nouns"):
        return None
    owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    of = next((child for child in noun.rights if child.lower_ == "of"), None)
    if owner is None and of is not None:
        owner = next((child for child in of.rights if child.dep_ == "pobj"), None)
    if owner is None or not may_speak(owner):
        return None
    last = noun.i if owner.i < noun.i or of is None else of.i
    return Cue(preposition.i, last + 1, preposition.i, "according", owner.i)


def _poll(preposition: Token, noun: Token) -> Cue | None:
    if noun.lemma_.lower() not in _POLLS or preposition.lower_ != "in":
        return None
    return Cue(preposition.i, preposition.i + 1, preposition.i, "according", noun.i)
