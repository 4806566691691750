"""Which candidates name people.

The model's PERSON spans are evidence, not the answer: a run is taken for a person's name when the model says so in most
places where it stands, or when a title, an age, an apposition or a verb of speaking beside it does; it is refused when
a word in it makes it an organisation or a place.
"""

import re
from collections import Counter, defaultdict

from builder.annotate import lexicon
from builder.annotate.people import names
from builder.annotate.people.candidates import AGE, Candidate, Tokens, is_pageant, is_role_noun
from builder.annotate.people.runs import is_shouting
from builder.gazetteer import gazetteer
from builder.gazetteer.words import key

_IN = re.compile(r"\b(?:in|near|across|outside|around|next to|downtown) $")
_FROM = re.compile(r"([a-z-]+) from $")
_APPOSITION = re.compile(r" ?[,–—-] ?(?:who (?:is|was) )?([^,.;:!?()\n]{3,70})")
_YEAR_OLD = re.compile(r", (?:a|an|the) (?:[a-z]+ )?\d+-year-old\b")
_AT_A_PLACE = re.compile(r"(?:\b(?:in|near|from|to|at|of|around|via|between)|[A-Z]\w+,) $")
_SIGNATURE = re.compile(r"[.!?,”\"] ?[—–-] ?$")
_WHO = re.compile(r",? who\b")
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_INITIALS = re.compile(r"(?!U\.|E\.U|D\.C|L\.A)(?:[A-Z]\.){1,3}")
_SHOUT = re.compile(r" [A-Z]{2,}\b")
_QUOTED = (("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"))
_VERB_AFTER = re.compile(r",? (?:who )?(?:also )?([a-z]+)\b")
_WORD_BEFORE = re.compile(r"([a-z-]+),? $")

# What a single word is held against: pronouns that show a person, as far as the sentence goes.
_PRONOUN = re.compile(r"[^.!?\n]*?\b(?:he|she|his|her|him|himself|herself)\b|[^.!?\n]*[.!?]”? (?:He|She|His|Her) ")
_LED = re.compile(r" (?:administration|cabinet|family|government|presidency)\b")
_RELATIVE_AFTER = re.compile(r"(?:['’]s|,? (?:and )?(?:his|her|their)) ((?:\d+-)?[a-z-]+(?: [a-z-]+){0,2})\b")
_NOUN_BEFORE = re.compile(r"\b([a-z-]+)(?: of| called| named)? $")
_SAID_TO_BE = re.compile(r", (?:a|an|the) ((?:[A-Za-z-]+ ){0,2}[a-z-]+)\b(?!['’])")
_NOUN_AFTER = re.compile(r" ([a-z-]+)\b")

# A city of so many people is better known than a namesake of one name whom nothing else shows to be a person.
_WELL_KNOWN = 50_000


def find_people(candidates: list[Candidate], tokens: Tokens, publisher: str = "") -> set[str]:
    """The texts of the candidates that name people; what names a person once does so wherever it stands."""
    by_text: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_text[candidate.text].append(candidate)
    by_text.pop(publisher, None)
    people = {text for text, same in by_text.items() if _is_person(same, tokens)}
    called = {c.key for c in candidates if len(c.words) == 1 and _is_called(c, people)}
    spoken = {c.key for c in candidates if len(c.words) == 1 and c.label == "PERSON" and speaks(c)}
    aged = {c.key for c in candidates if len(c.words) == 1 and AGE.match(c.after)}
    for text, same in by_text.items():
        if same[0].key in called and any(
            _is_full_name(one, one.key in aged, one.key in spoken, tokens) for one in same
        ):
            people.add(text)
    surnames = {one.key for one in (by_text[text][0] for text in people) if not (one.single or one.name.surname_first)}
    return {text for text in people if not _is_doubtful(by_text[text], surnames, tokens)}


def _is_doubtful(same: list[Candidate], surnames: set[str], tokens: Tokens) -> bool:
    """Whether only the model says that these are a person's: one word, or what is named after one (`Moreau Prints`)."""
    one = same[0]
    if one.single:
        return not _is_shown(same, tokens)
    after = one.name.words[0] in surnames - {one.key} and not names.is_given_name(one.words[0].text)
    return after and not one.name.surname_first and not any(_has_personal_context(c, tokens) for c in same)


def _is_shown(same: list[Candidate], tokens: Tokens) -> bool:
    """Whether more than the model's word speaks for a single name: brands, villages and horses have those too."""
    return any(
        names.is_given_name(c.words[-1].text) or _has_personal_context(c, tokens) or _is_shown_human(c) for c in same
    )


def _is_called(candidate: Candidate, people: set[str]) -> bool:
    """Whether the text speaks of one word as of a person, or the model says so."""
    if candidate.loud or candidate.after_the or names_thing(candidate):
        return False
    if candidate.text in people and candidate.label == "PERSON":
        return True
    return candidate.proper and bool(AGE.match(candidate.after) or _WHO.match(candidate.after) or speaks(candidate))


def _is_full_name(candidate: Candidate, aged: bool, spoken: bool, tokens: Tokens) -> bool:
    """Whether a run whose last word is a person's elsewhere, with an age or speaking there, can be the full name."""
    if candidate.single or len(candidate.words) > 3 or _is_refused(candidate):
        return False
    if names_country(candidate.words[-1].text):
        return False
    if aged or names.is_given_name(candidate.words[0].text):
        return True
    others = {"GPE", "NORP", "EVENT", "WORK_OF_ART"} if spoken else {"ORG", "GPE", "NORP", "EVENT", "WORK_OF_ART"}
    return candidate.label not in others and not (candidate.opening and not tokens.is_proper(candidate.words[0]))


def names_thing(candidate: Candidate) -> bool:
    """Whether a word of the name makes it an organisation, a work or a place."""
    texts = [word.text for word in candidate.words]
    known = names.is_given_name(texts[0])
    things = lexicon.words("organisation_words")
    if any(text in things for text in (texts[1:] if known else texts)):
        return True
    if len(texts) > 1 and not known and _is_title_word(texts[-1]) and _is_title_word(texts[0]):
        return True
    if texts[-1] in lexicon.words("place_words"):
        return not (
            known and candidate.label == "PERSON" and len(texts) == 2 and texts[-1] in lexicon.words("place_surnames")
        )
    openers = lexicon.words("place_openers") | lexicon.words("thing_openers")
    return len(texts) > 1 and texts[0] in openers and not known


def _is_refused(candidate: Candidate) -> bool:
    return candidate.loud or names_thing(candidate) or candidate.after_the or _is_shouted(candidate)


def _is_shouted(candidate: Candidate) -> bool:
    return any(is_shouting(word.text) and word.text not in ("III",) for word in candidate.words)


def _is_person(same: list[Candidate], tokens: Tokens) -> bool:
    """Whether the candidates of one text name a person."""
    one = same[0]
    if names_thing(one) or _is_shouted(one) or all(c.aside or (c.loud and not c.single) for c in same):
        return False
    if any(_has_personal_context(candidate, tokens) for candidate in same):
        return True
    labels = Counter(candidate.label for candidate in same if not (candidate.loud and candidate.single))
    if not labels["PERSON"] or 2 * sum(_names_thing_beside(candidate) for candidate in same) >= len(same):
        return False
    return _is_single_person(same, labels, tokens) if one.single else _is_plain_full_name(same, labels)


def _is_plain_full_name(same: list[Candidate], labels: Counter[str]) -> bool:
    """Whether a run that the model calls a person, and nothing beside it does, is a full name."""
    one = same[0]
    known = names.is_given_name(one.words[0].text)
    if names_country(one.words[-1].text) or all(c.after_the or (c.attributive and not known) for c in same):
        return False
    if not known and (all(_is_quoted(c) for c in same) or all(_is_in_gazetteer(c) and _is_origin(c) for c in same)):
        return False
    return known or (2 * labels["PERSON"] >= labels.total() and not names_place(one.words[0].text))


def _is_single_person(same: list[Candidate], labels: Counter[str], tokens: Tokens) -> bool:
    word = same[0].words[-1].text
    if len(word) < 2 or word.isupper() or word.lower() in tokens.lower or _is_title_word(word):
        return False
    if any(c.after_the and not c.attributive for c in same) or not any(c.proper for c in same):
        return False
    if all(_is_quoted(c) or (c.opening and c.after[:1] == ".") for c in same):
        return False
    if not any(speaks(c) for c in same) and (is_place(word) or all(_stands_for_place(c) for c in same)):
        return False
    votes = labels["PERSON"] - sum(1 for c in same if c.label == "PERSON" and _is_origin(c))
    return 2 * votes > labels.total()


def _is_shown_human(candidate: Candidate) -> bool:
    """Whether the text beside a single name shows that it is a person's, not a brand's or a village's.

    It is, beside a verb of speaking, an age, `who`, a role or kinship noun, the government that somebody leads, or a
    pronoun later in the sentence or at the head of the next.
    """
    if _LED.match(candidate.after) or speaks(candidate) or AGE.match(candidate.after) or _WHO.match(candidate.after):
        return True
    relative = _RELATIVE_AFTER.match(candidate.after)
    if relative and any(is_role_noun(word) for word in relative[1].split()):
        return True
    return _is_after_role(candidate) or _has_apposition(candidate, True) or bool(_PRONOUN.match(candidate.after))


def _names_thing_beside(candidate: Candidate) -> bool:
    """Whether the noun right before or after the name is a thing's: `the band X`, `the X party`."""
    things = lexicon.words("thing_nouns")
    around = (_NOUN_BEFORE.search(candidate.before), _NOUN_AFTER.match(candidate.after))
    said = _SAID_TO_BE.match(candidate.after)
    return any(match is not None and match[1] in things for match in around) or bool(
        said and not things.isdisjoint(said[1].split())
    )


def _is_origin(candidate: Candidate) -> bool:
    """Whether it stands where a place does: `in Split`, `a fisherman from Split`."""
    origin = _FROM.search(candidate.before)
    return bool(_IN.search(candidate.before) or (origin and is_role_noun(origin[1])))


def _is_title_word(word: str) -> bool:
    return any(word in lexicon.words(stem) for stem in ("function_words", "offices")) or word in lexicon.table(
        "honorifics"
    )


def names_place(word: str) -> bool:
    """Whether a well-known place or people has the name, whoever else has it."""
    senses = gazetteer.load().senses(key(word))
    return any(s.kind in ("country", "demonym", "capital", "region") or s.population >= _WELL_KNOWN for s in senses)


def names_country(word: str) -> bool:
    """Whether the word is a country's name, and no common name of people."""
    senses = gazetteer.load().senses(key(word))
    return any(s.kind == "country" for s in senses) and key(word) not in gazetteer.load().person_names


def is_place(word: str) -> bool:
    """Whether the word is first of all a place's or a people's name, and no common name of people."""
    return names_place(word) and key(word) not in gazetteer.load().person_names


def _stands_for_place(candidate: Candidate) -> bool:
    """Whether a place of the name, however small, is meant: after a preposition or another place."""
    known = gazetteer.load().senses(key(candidate.words[-1].text))
    return bool(known) and bool(_AT_A_PLACE.search(candidate.before))


def _is_quoted(candidate: Candidate) -> bool:
    after = candidate.after.lstrip(".,")
    return any(candidate.before.endswith(opens) and after.startswith(closes) for opens, closes in _QUOTED)


def _has_personal_context(candidate: Candidate, tokens: Tokens) -> bool:
    """Whether what stands beside the name says that it is a person's, whatever the model says."""
    first = candidate.words[0].text
    if candidate.loud or candidate.after_the or _is_title_word(candidate.words[-1].text):
        return False
    if candidate.honorific:
        pageant = candidate.honorific == "Miss" and is_pageant(first)
        return not pageant and not first.isupper() and not _SHOUT.match(candidate.after)
    if candidate.titled:
        common = candidate.single and first.lower() in tokens.lower and candidate.label != "PERSON"
        return names.is_given_name(first) or not (common or _is_inside_thing(candidate, tokens))
    if candidate.single:
        aged = AGE.match(candidate.after) or _YEAR_OLD.match(candidate.after)
        return candidate.proper and bool(aged) and not is_place(first)
    return _has_context_of_full_name(candidate, first)


def _has_context_of_full_name(candidate: Candidate, first: str) -> bool:
    known = names.is_given_name(first)
    if AGE.match(candidate.after) or _has_apposition(candidate, known):
        return True
    if names_country(candidate.words[-1].text):
        return False
    if (
        known
        and not _is_quoted(candidate)
        and (candidate.label in ("", "DATE") or (candidate.label in _PLACES and not _is_in_gazetteer(candidate)))
    ):
        return True
    if _SIGNATURE.search(candidate.before) and not names_place(first) and candidate.after[:1] in ",\n":
        return True
    spoken = speaks(candidate) or bool(_WHO.match(candidate.after)) or _is_after_role(candidate)
    return spoken and (known or bool(_INITIALS.fullmatch(first)))


def _is_in_gazetteer(candidate: Candidate) -> bool:
    return bool(gazetteer.load().senses(key(candidate.text)))


def _is_inside_thing(candidate: Candidate, tokens: Tokens) -> bool:
    """Whether the model sees title and name together as one thing (`General Electric`)."""
    whole = tokens.doc.char_span(candidate.title, candidate.end, alignment_mode="expand")
    if whole is None:
        return False
    return any(e.start <= whole.start and e.end >= whole.end and e.label_ != "PERSON" for e in whole.ents)


def _has_apposition(candidate: Candidate, known: bool) -> bool:
    """`NAME, a fisherman from Split`; a noun that companies are called by too proves nothing without a given name."""
    match = _APPOSITION.match(candidate.after)
    if not match:
        return False
    words = match[1].replace("’", "'").split()[:6]
    return any(is_role_noun(w) and (known or w not in lexicon.words("company_nouns")) for w in words)


def speaks(candidate: Candidate) -> bool:
    """Whether a verb of speaking stands beside the name."""
    verbs = lexicon.words("speech_verbs")
    after, before = _VERB_AFTER.match(candidate.after), _WORD_BEFORE.search(candidate.before)
    return bool((after and after[1] in verbs) or (before and before[1] in verbs and before[0] == f"{before[1]} "))


def _is_after_role(candidate: Candidate) -> bool:
    before = _WORD_BEFORE.search(candidate.before)
    return bool(before and (is_role_noun(before[1]) or is_role_noun(before[1].removesuffix("s"))))
