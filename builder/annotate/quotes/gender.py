"""Whether a text treats a person as a he or a she: by titles, words of kinship and sex, and pronouns bound to the name.

First names are never used: they tell an algorithm's prejudice, not what the article says.
"""

from typing import Literal

from spacy.tokens import Doc, Token

from builder.annotate.lexicon import table

Gender = Literal["m", "f"]

_PRONOUNS: dict[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip


def of_pronoun(token: Token) -> Gender | None:
    """Give the gender of a pronoun, or None."""
    return _PRONOUNS.get(token.lower_)


def of_noun(token: Token) -> Gender | None:
    """Give the gender that a title or noun states, or None."""
    (gender,) = table("gendered_words").get(token.lower_, ("",))
    return gender if gender in ("m", "f") else None  # type: ignore[return-value]


def of_mention(doc: Doc, start: int, end: int) -> Gender | None:
    """Give the gender that the words beside one mention (tokens `start:end`) state."""
    head = doc[start:end].root
    beside = [doc[start - 1]] if start else []
    beside += [child for child in head.children if child.dep_ in ("compound", "appos", "nmod", "amod")]
    beside += [head.head] if head.dep_ in ("appos", "attr") else []
    for token in beside:
        gender = of_noun(token)
        if gender is not None and token.sent == head.sent:
            return gender
    return _reflexive(head)


def _reflexive(head: Token) -> Gender | None:
    """Find the pronoun that must mean the subject: "X … himself", "X told his wife" with no other subject between."""
    if head.dep_ not in ("nsubj", "nsubjpass"):
        return None
    for token in head.head.subtree:
        if token.i > head.i and token.lower_ in ("himself", "herself"):
            return of_pronoun(token)
    return None
