"""What the text says that a person is: roles as printed beside the person's mentions.

Four constructions of news English are read: the title before the name (`former culture minister Viktor Semenov`), the
apposition after it (`Ante Peric, 44, a fisherman from Split,`), the apposition before it (`The head of Delta Forum,
Saskia de Wit,`) and the relative clause (`who led the delegation`).
"""

import itertools
import re
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from builder.annotate import lexicon
from builder.annotate.people.candidates import is_role_noun
from builder.annotate.people.runs import DAYS, is_shouting
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
_NO_ROLE_ALONE = frozenset({"Republican", "Democrat", "General", "Crown", "Chief"})

# A phrase up to the next comma, dash or stop; full stops of initials (U.K.) and titles in quotation marks belong to it.
_PHRASE = r"(?:(?<![^\W\d_])(?:[A-Z]\.)+|[“\"][^“”\"\n]{1,60}[”\"]|[^,.;:!?()“”\"\n—–])"
_STOP = r"(?=[,.;:!?()”\n—–]|$|\s(?:who|which|whose|whom|that)\s)"

# After the name: perhaps an age, then the phrase.
_AFTER = re.compile(rf"(?:,|\s[—–-])\s((?:(?:aged )?\d{{1,3}},\s)?(?!\d|and ){_PHRASE}{{3,110}}){_STOP}")
_WHO = re.compile(rf",?\s(who\s([a-z-]+)\b{_PHRASE}{{2,90}}){_STOP}")
_BEFORE = re.compile(r"(?:^|[,.;:!?“”\"\n—–])\s?([^,.;:!?“”\"\n—–]{5,110}),\s$")
_RELATIVE = re.compile(r"\s(?:who|which|whose|whom|that)\s")
_ADVERBS = frozenset(
    {"also", "already", "always", "been", "ever", "himself", "herself", "long", "now", "once", "since"}
)
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "one"})

# A role is a short noun phrase that ends before a reader loses the thread.
_LONGEST = 14
_LONGEST_TITLE = 7
_LONGEST_BARE = 3


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
    return word in lexicon.words("offices") or word in lexicon.words("honoured_offices") or is_role_noun(token.lower_)


def _title_before(doc: Doc, start: int) -> tuple[int, str]:
    """Where the title before the name starts (`start` if there is none), and the title."""
    name = doc.char_span(start, start + 1, alignment_mode="expand")
    last = name.start - 1 if name is not None else -1
    while last >= 0 and _is_courtesy(doc[last]):
        last -= 1
    after_comma = last > 0 and doc[last].text == ","  # `the Commissioner of Police, Mr Hassan Odeh`
    last -= after_comma
    if last < 0:
        return start, ""
    first = _department(doc, last)
    if first == last and (after_comma or not is_role_word(doc[last])):
        return start, ""
    first = _with_party(doc, _leftmost(doc, first, last), last)
    title = doc[first : last + 1].text
    shared = title.endswith("s") and title[:-1].split()[-1] in lexicon.words("offices")  # `Presidents A and B`
    return doc[first].idx, "" if shared or title in _NO_ROLE_ALONE or _is_bare(title.split()) else title


def _is_courtesy(token: Token) -> bool:
    word = token.text.rstrip(".")
    return word in lexicon.table("honorifics") and word not in lexicon.words("honoured_offices")


def _leftmost(doc: Doc, first: int, last: int) -> int:
    """Where the words that describe the office start; a possessive (`his old press secretary`) is the first of them."""
    while first > 0 and last - first < _LONGEST_TITLE and _is_title_part(doc[first - 1]):
        first -= 1
        if doc[first].tag_ == "PRP$":
            break
    while first < last and doc[first].tag_ in ("POS", "HYPH"):
        first += 1
    return first


def _with_party(doc: Doc, first: int, last: int) -> int:
    """Where the whole name of the organisation starts: `Democratic Party of` + `Japan leader`."""
    of = first - 2 if first > 1 and doc[first - 1].lower_ == "the" else first - 1
    if of < 1 or first == last or doc[of].lower_ not in ("of", "for") or doc[of - 1].tag_ not in ("NNP", "NNPS"):
        return first
    if doc[first].ent_type_ == "NORP":
        return first
    return _leftmost(doc, of - 1, of - 1)


def _department(doc: Doc, last: int) -> int:
    """Where `Secretary of State` or `Minister for Foreign Affairs` starts; `last` if no such title ends there."""
    for of in range(last - 1, max(last - 4, 0), -1):
        named = all(token.tag_ in _TITLE_TAGS or token.tag_ == "CC" for token in doc[of + 1 : last + 1])
        if named and doc[of].lower_ in ("of", "for") and doc[of - 1].text in lexicon.words("offices"):
            return of - 1
    return last


def _is_title_part(token: Token) -> bool:
    dateline = is_shouting(token.text) and token.ent_type_ == "GPE" and token.is_sent_start
    dash = token.tag_ == "HYPH" and bool(token.whitespace_)
    if dateline or dash or _is_time(token) or "\n" in token.text:
        return False
    if token.tag_ not in _TITLE_TAGS and token.lower_ not in _TITLE_PARTICIPLES:
        return False
    if token.text in lexicon.words("offices"):
        return True
    return token.ent_type_ != "PERSON" or token.nbor().tag_ == "POS" or token.tag_ == "POS"


def _is_time(token: Token) -> bool:
    if token.lower_ == "next" and token.nbor().lower_ == "door":
        return False
    return token.ent_type_ in ("DATE", "TIME") or token.text in DAYS or token.lower_ in _TIMES


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
    if verb in ("has", "had"):
        verb = next((word for word in words[2:] if word not in _ADVERBS), "")
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
    if not _noun_in(words) or words[0] == "and" or words[-1] in _LOOSE_ENDS or len(words) > _LONGEST:
        return False
    if _is_bare(words):
        return False
    span = doc.char_span(start, start + len(phrase), alignment_mode="contract")
    if span is None or any(token.tag_ in _FINITE_TAGS or _has_object(token) for token in span):
        return False
    return not any(entity.label_ == "PERSON" and not _is_bound(doc, entity.start, entity.end) for entity in span.ents)


def _has_object(token: Token) -> bool:
    """Whether a participle goes on with an object: what somebody is doing is no role (`leaving the house`)."""
    return token.tag_ == "VBG" and token.i + 1 < len(token.doc) and token.nbor().tag_ in ("DT", "PRP$", "PRP")


def _is_bound(doc: Doc, start: int, end: int) -> bool:
    """Whether another person inside the phrase is part of it (`a son of Mr Keita`, `Keita's brother`)."""
    first = start
    while first > 0 and doc[first - 1].tag_ == "NNP":  # `an adviser to President Keita`
        first -= 1
    after = doc[end] if end < len(doc) else None
    return (first > 0 and doc[first - 1].tag_ in ("IN", "TO")) or (after is not None and after.tag_ == "POS")


def _noun_in(words: list[str]) -> bool:
    """Whether the head of a noun phrase says what a person is."""
    head = itertools.takewhile(lambda word: word not in lexicon.words("phrase_links"), words)
    return any(is_role_noun(word.lower().strip("’'")) for word in head)


def _is_bare(words: list[str]) -> bool:
    """Whether a noun phrase says no more than that somebody is a man, a wife or a friend."""
    if words[-1].lower() not in lexicon.words("bare_nouns") or len(words) > _LONGEST_BARE:
        return False
    plain = words[0].lower() in _DETERMINERS or len(words) == 1
    return plain and not re.search(r"\d|['’]s?\b", " ".join(words))
