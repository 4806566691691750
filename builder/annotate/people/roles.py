"""What the text says that a person is: roles as printed beside the person's mentions.

Four constructions of news English are read: the title before the name (`former culture minister Viktor Semenov`), the
apposition after it (`Ante Peric, 44, a fisherman from Split,`), the apposition before it (`The head of Delta Forum,
Saskia de Wit,`) and the relative clause (`who led the delegation`).
"""

import re
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from builder.annotate import lexicon
from builder.annotate.people.candidates import is_role_noun
from builder.annotations import Span

# Words of a title left of its noun, by the model's tag: adjectives, nouns, names, possessives, participles, hyphens.
_TITLE_TAGS = frozenset({"JJ", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "AFX", "PRP$"})
_TITLE_PARTICIPLES = frozenset(
    {"retired", "elected", "appointed", "ousted", "jailed", "exiled", "disgraced", "renowned"}
)
_TIMES = frozenset({"year", "week", "month", "day", "following", "last", "next", "same", "previous"})
_LOOSE_ENDS = frozenset(
    {"St", "a", "an", "the", "of", "in", "at", "for", "to", "by", "and", "with", "from", "on", "or"}
)
_FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NO_ROLE_ALONE = frozenset({"Republican", "Democrat", "General", "Crown"})

# After the name: perhaps an age, then a phrase up to the next comma, dash or stop.
_AFTER = re.compile(r"(?:,|\s[—–-])\s((?:(?:aged )?\d{1,3},\s)?(?!\d)[^,.;:!?()“”\"\n—–]{3,110})")
_WHO = re.compile(r",?\s(who\s([a-z-]+)\b[^,.;:!?()“”\"\n—–]{2,90})")
_BEFORE = re.compile(r"(?:^|[,.;:!?“”\"\n—–])\s?([^,.;:!?“”\"\n—–]{5,110}),\s$")
_RELATIVE = re.compile(r"\s(?:who|which|whose|whom|that)\s")
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "one"})

# A role is a short noun phrase: its noun stands among the first words, and it ends before a reader loses the thread.
_NOUN_WITHIN = 7
_LONGEST = 14
_LONGEST_TITLE = 7


def roles_of(doc: Doc, text: str, mentions: Iterable[Span]) -> tuple[str, ...]:
    """The roles printed beside `mentions` (offsets in `text`, the document's), in reading order.

    One that lies within another is left out.
    """
    found: list[str] = []
    for start, end in mentions:
        title_start, title = _title_before(doc, start)
        for role in (_apposition_before(doc, text, title_start, end), title, *_after(doc, text, end)):
            if role:
                found.append(role)
    once = {role.lower(): role for role in reversed(found)}
    return tuple(role for role in dict.fromkeys(found) if once[role.lower()] == role and not _is_within(role, found))


def _is_within(role: str, others: Iterable[str]) -> bool:
    return any(role.lower() in other.lower() and len(role) < len(other) for other in others)


def is_role_word(token: Token) -> bool:
    """Whether a token says what a person is, alone or as the last word of a title."""
    word = token.text.rstrip(".")
    return word in lexicon.words("offices") or is_role_noun(token.lower_)


def _title_before(doc: Doc, start: int) -> tuple[int, str]:
    """Where the title before the name starts (`start` if there is none), and the title."""
    name = doc.char_span(start, start + 1, alignment_mode="expand")
    last = name.start - 1 if name is not None else -1
    while last >= 0 and doc[last].text.rstrip(".") in lexicon.table("honorifics"):
        last -= 1
    if last < 0:
        return start, ""
    first = _department(doc, last)
    if first == last and not is_role_word(doc[last]):
        return start, ""
    while first > 0 and last - first < _LONGEST_TITLE and _is_title_part(doc[first - 1]):
        first -= 1
    while first < last and doc[first].tag_ in ("POS", "HYPH"):
        first += 1
    title = doc[first : last + 1].text.rstrip(" ,")
    shared = title.endswith("s") and title[:-1].split()[-1] in lexicon.words("offices")  # `Presidents A and B`
    return doc[first].idx, "" if shared or title in _NO_ROLE_ALONE else title


def _department(doc: Doc, last: int) -> int:
    """Where `Secretary of State` or `Minister for Foreign Affairs` starts; `last` if no such title ends there."""
    for of in range(last - 1, max(last - 4, 0), -1):
        if doc[of].lower_ in ("of", "for") and doc[of - 1].text in lexicon.words("offices"):
            return of - 1
    return last


def _is_title_part(token: Token) -> bool:
    if token.ent_type_ in ("DATE", "TIME") or token.lower_ in _TIMES or "\n" in token.text:
        return False
    if token.tag_ not in _TITLE_TAGS and token.lower_ not in _TITLE_PARTICIPLES:
        return False
    return token.ent_type_ != "PERSON" or token.nbor().tag_ == "POS" or token.tag_ == "POS"


def _after(doc: Doc, text: str, end: int) -> Iterable[str]:
    """The apposition and the relative clause that follow the name."""
    match = _AFTER.match(text, end)
    if match and not match[1].startswith("who "):
        phrase = _RELATIVE.split(match[1])[0].strip()
        if _is_role(doc, match.start(1), phrase):
            yield phrase
            end = match.start(1) + len(phrase)
    clause = _WHO.match(text, end)
    if clause and _says_role(clause[2], clause[1].split()):
        yield clause[1].strip()


def _says_role(verb: str, words: list[str]) -> bool:
    """Whether a relative clause of these words, beginning `who VERB`, says what a person is."""
    if verb not in lexicon.words("role_verbs") or len(words) > _LONGEST:
        return False
    return verb not in ("is", "was", "became", "becomes") or _noun_in(words[2:])


def _apposition_before(doc: Doc, text: str, start: int, end: int) -> str:
    if text[end : end + 1] not in (",", "."):
        return ""
    match = _BEFORE.search(text, max(0, start - 130), start)
    words = match[1].split() if match else []
    for index, word in enumerate(words):
        phrase = " ".join(words[index:])
        if match and word.lower() in _DETERMINERS and _is_role(doc, match.end(1) - len(phrase), phrase):
            return phrase
    return ""


def _is_role(doc: Doc, start: int, phrase: str) -> bool:
    words = phrase.split()
    if not _noun_in(words) or " and" in f" {words[0]}" or words[-1] in _LOOSE_ENDS or len(words) > _LONGEST:
        return False
    span = doc.char_span(start, start + len(phrase), alignment_mode="contract")
    if span is None or any(token.tag_ in _FINITE_TAGS for token in span):
        return False
    return not any(entity.label_ == "PERSON" and not _is_bound(doc, entity.start, entity.end) for entity in span.ents)


def _is_bound(doc: Doc, start: int, end: int) -> bool:
    """Whether another person inside the phrase is part of it (`a son of Mr Keita`, `Keita's brother`)."""
    before = doc[start - 1] if start else None
    after = doc[end] if end < len(doc) else None
    return bool(
        (before is not None and before.tag_ in ("IN", "TO", "NNP")) or (after is not None and after.tag_ == "POS")
    )


def _noun_in(words: list[str]) -> bool:
    return any(is_role_noun(word.lower().strip("’'")) for word in words[:_NOUN_WITHIN])
