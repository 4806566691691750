"""What verbs in the passive report: "the plan was hailed by Brandt as …", "it is said that …", "is expected to …"."""

from spacy.tokens import Token

from builder.annotate.lexicon import words
from builder.annotate.quotes.complements import following
from builder.annotate.quotes.cues import lemma

# Verbs that report words to the one who is their subject in the passive: "Brandt was told that …".
_TO_HEARER = frozenset(("tell", "ask", "inform", "assure", "notify", "warn", "remind", "advise", "brief"))


def passive_report(verb: Token) -> list[tuple[int, int]]:
    """Give the tokens of what a passive verb reports: its subject with what is said of it, or a clause; or nothing."""
    subject = next((child for child in verb.lefts if child.dep_ in ("nsubjpass", "expl", "nsubj")), None)
    told = following(verb)
    if subject is None or told is None or told[0] < verb.i or subject.tag_ in ("WDT", "WP"):
        return []
    if subject.dep_ == "expl" or subject.lower_ == "it" or verb.doc[told[0]].lower_ == "that":
        return [told]
    if lemma(verb) in _TO_HEARER and not _is_infinitive_at(verb, told[0]):
        return [told]
    return [(subject.left_edge.i, subject.right_edge.i + 1), told]


def unattributed(verb: Token) -> list[tuple[int, int]]:
    """Give the same where nobody is named who says it: "it is said that …", "the harbour is expected to open"."""
    parts = {child.dep_ for child in verb.children}
    if lemma(verb) not in words("impersonal_verbs") or "agent" in parts or "auxpass" not in parts:
        return []
    if any(token.tag_ in ("WDT", "WP") for child in verb.lefts for token in child.subtree):
        return []  # the rest stands outside the clause: "a point on which Brandt is said to have insisted"
    clause = any(child.dep_ in ("xcomp", "ccomp") and child.i > verb.i for child in verb.rights)
    return passive_report(verb) if clause else []


def _is_infinitive_at(verb: Token, start: int) -> bool:
    return bool(verb.doc[start].lower_ == "to")
