"""Whether one capitalised word can be a known person's surname or given name where it stands."""

import re

from builder.annotate import lexicon
from builder.annotate.people import personhood
from builder.annotate.people.candidates import Candidate
from builder.annotate.people.drafts import Draft
from builder.annotate.people.runs import MONTHS

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_IN_A_PLACE = re.compile(r"\b(?:in|near|across|outside|around|downtown|central|northern|southern|eastern|western) $")
_OF_A_PLACE = re.compile(r"\b(?:in|of|from|to|into|across|through|for|near|at|between|around|[A-Z]{2,},) $")
_DISTINGUISHED = re.compile(r"\b[Tt]he (?:first|elder|older|younger|senior|other) (?:[A-Z]\w+ )*$")
_REFLEXIVE = re.compile(r"[^.;!?”\"\n]{0,60}\b(?:himself|herself)\b")

# Courtesy titles that stand before surnames only.
_SURNAME_TITLES = frozenset({"Mr", "Mrs", "Ms", "Mister"})

# In a headline, where every word has a capital, a shorter surname is too likely a word.
_SHORTEST_LOUD = 3


def can_be_surname(candidate: Candidate) -> bool:
    """Whether the word can be the surname of somebody in the article, whatever the model calls it."""
    if _DISTINGUISHED.search(candidate.before):
        return False
    if candidate.label == "PERSON" or candidate.honorific:
        return True
    word = candidate.words[0].text
    if personhood.names_country(word):
        return False
    if candidate.loud or candidate.after_the:
        return len(word) > _SHORTEST_LOUD if candidate.loud else candidate.attributive
    if word in MONTHS:
        return candidate.opening and candidate.proper and not candidate.after[:2].strip().isdigit()
    in_a_place = candidate.label in _PLACES and _IN_A_PLACE.search(candidate.before)
    return candidate.proper and not in_a_place and word not in lexicon.words("function_words")


def can_be_given_name(candidate: Candidate, draft: Draft) -> bool:
    """Whether the word can be the given name, or a middle one, of this person."""
    if candidate.loud or candidate.after_the or not candidate.proper:
        return False
    if candidate.titled:
        return candidate.honorific not in _SURNAME_TITLES and sexes_agree(candidate, draft)
    if not personhood.names_place(candidate.words[0].text):
        return candidate.label != "NORP"
    if _REFLEXIVE.match(candidate.after):
        return True
    return candidate.label in ("PERSON", "") and not _OF_A_PLACE.search(candidate.before)


def sexes_agree(candidate: Candidate, draft: Draft) -> bool:
    """Whether the courtesy title before the word fits what is known of the person."""
    return "u" in (candidate.sex, draft.sex) or candidate.sex == draft.sex
