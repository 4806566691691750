"""Cues: the words by which a text gives other words to a speaker, each with the head of its source.

A small grammar of news English over spaCy's dependency parse, one function per construction. What a cue introduces
(a quotation, a clause) is not decided here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.symbols import AUX, NOUN, VERB
from spacy.tokens import Doc, Token

from builder.annotate.lexicon import table, words
from builder.annotate.people.candidates import is_role_noun
from builder.annotate.quotes.phrases import FINITE, is_naming, is_nominal, noun_left_of, noun_right_of

CueKind = Literal["say", "manner", "judge", "think", "show", "according"]

# How far a chain of clauses is followed upwards to their subject: "X rose, saying he wanted to start by adding".
_LONGEST_CHAIN = 6
_VERBS: dict[str, CueKind] = {verb: kind for verb, (kind,) in table("cue_verbs").items()}  # type: ignore[misc]
# Words for people, in the singular, that name no role.
_CROWDS = frozenset(("somebody", "someone", "anyone", "everyone", "nobody", "one", "another", "crowd", "audience"))
_CROWDS |= frozenset(("family", "majority", "public", "couple", "person", "voice", "electorate", "plurality", "camp"))
_CROWDS |= frozenset(("side", "half", "percent", "guy", "male", "female", "narrator", "moderator", "source"))
_SUBJECTS = frozenset(("nsubj", "csubj"))
RELATIVE = frozenset(("who", "which", "that", "whom"))
_CLAUSES = frozenset(("advcl", "xcomp", "ccomp", "conj", "pcomp", "prep", "dep", "parataxis"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in tokens: `start:end`, the `head` that governs what is said, and the head of the `source`."""

    start: int
    end: int
    head: int
    kind: CueKind
    source: int | None


def find_cues(doc: Doc, quoted: Sequence[bool]) -> list[Cue]:
    """Find the cues outside the quotations, in reading order; `quoted` says of every token whether it is inside one."""
    found: list[Cue] = []
    for token in doc:
        if quoted[token.i] or token.is_space or token.is_punct:
            continue
        cue = _according(token) or _as_put(token, quoted) or _verb(token, quoted)
        if cue is not None:
            found.append(cue)
    return found


def _according(token: Token) -> Cue | None:
    """Find "according to X" and "per X"."""
    if token.lower_ != "according":
        return None
    doc = token.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    to = doc[token.i + 1]
    source = next((child for child in to.children if child.dep_ == "pobj"), None) or noun_right_of(to)
    return Cue(token.i, token.i + 2, token.i, "according", None if source is None else source.i)


def _as_put(token: Token, quoted: Sequence[bool]) -> Cue | None:
    """Find "as X put it"."""
    if token.lemma_ != "put" or not any(child.lower_ == "it" for child in token.rights):
        return None
    source = source_of(token, quoted)
    if source is None:
        return None
    return Cue(token.i, token.i + 2, token.i, "say", source.i)


def _verb(token: Token, quoted: Sequence[bool]) -> Cue | None:
    kind = _VERBS.get(lemma(token)) if token.pos in _TELLING else None
    if kind is None or _is_all_told(token):
        return None
    if token.pos_ not in ("VERB", "AUX"):
        return _noun_for_verb(token, quoted, kind) if kind in ("say", "manner") else None
    source = _parenthetical(token) or source_of(token, quoted)
    if source is None and token.tag_ in FINITE and not is_passive(token):
        source = (noun_right_of(token) if _inverted(token) and not _takes_clause(token) else None) or noun_left_of(
            token, quoted
        )
    return Cue(token.i, token.i + 1, token.i, kind, None if source is None else source.i)


# Parts of speech of what may be a cue; verbs pass for nouns at times.
_TELLING = frozenset((VERB, AUX, NOUN))


def _is_all_told(verb: Token) -> bool:
    return verb.lower_ == "told" and verb.i > 0 and verb.doc[verb.i - 1].lower_ == "all"


def _noun_for_verb(token: Token, quoted: Sequence[bool], kind: CueKind) -> Cue | None:
    """Find the cue of "…," the letter states, where the tagger takes "letter states" for a noun."""
    doc = token.doc
    ends = token.i + 1 == len(doc) or doc[token.i + 1].is_punct or doc[token.i + 1].pos_ in ("ADP", "ADV", "SPACE")
    if token.pos_ != "NOUN" or not ends or not is_nominal(doc[token.i - 1]) or doc[token.i - 1].pos_ == "DET":
        return None
    first = token.i - 1
    while first > max(0, token.i - _LONGEST_SOURCE) and not doc[first].is_punct:
        first -= 1
    if not doc[first].is_quote or not quoted[first - 1] or doc[first - 1].text not in (",", "?", "!"):
        return None
    last = first + 1
    while is_nominal(doc[last]) and last + 1 < token.i and is_nominal(doc[last + 1]):
        last += 1
    return Cue(token.i, token.i + 1, token.i, kind, last) if is_nominal(doc[last]) else None


# The longest source, in tokens, before a verb that passes for a noun.
_LONGEST_SOURCE = 8


def lemma(token: Token) -> str:
    """Give the lemma in lower case, mending what the tagger makes of capitals and odd contexts."""
    form: str = token.lower_
    found = str(token.lemma_).lower()
    return "say" if form in ("said", "says") else _MISREAD.get(found, found)


# Lemmas that spaCy gives to "hoped", "rated" and "retweeted".
_MISREAD = {"hop": "hope", "rat": "rate", "retweete": "retweet"}


def _parenthetical(verb: Token) -> Token | None:
    """Find X in "…, X said, …" by the commas alone: the parse often gives the verb a subject of the sentence around."""
    doc = verb.doc
    at = verb.i - 1
    if verb.tag_ not in FINITE or verb.i + 1 >= len(doc) or doc[verb.i + 1].text != ",":
        return None
    while at >= 0 and is_nominal(doc[at]):
        at -= 1
    if at < 0 or at == verb.i - 1 or doc[at].text != "," or not is_naming(doc[verb.i - 1]):
        return None
    return doc[verb.i - 1]


def source_of(verb: Token, quoted: Sequence[bool]) -> Token | None:
    """Give the head of the noun phrase whose words the verb introduces, outside the quotations."""
    if is_passive(verb):
        return _quoted_subject(verb) or _agent(verb)
    if verb.tag_ == "VBG" and verb.i and _is_person_shown(verb.nbor(-1)) and not quoted[verb.i - 1]:
        return verb.nbor(-1)
    subject = _subject(verb) or _controller(verb)
    for _ in range(_LONGEST_CHAIN):
        if subject is not None and not quoted[subject.i] and not _of_thing(subject, verb):
            return subject
        if verb.dep_ in ("acl", "relcl"):
            return _issuer(verb.head, quoted) or _doer(verb, quoted) or verb.head
        if verb.dep_ not in _CLAUSES or verb.head == verb:
            return None
        verb = _outermost(verb.head)
        subject = _passive_subject(verb) if is_passive(verb) else _subject(verb)
    return None


def _controller(verb: Token) -> Token | None:
    """Find X in "it led X to conclude …", "they asked X to say …"."""
    if verb.tag_ != "VB" or verb.dep_ not in ("xcomp", "ccomp", "advcl") or lemma(verb.head) not in words("led_verbs"):
        return None
    return next((child for child in verb.head.rights if child.dep_ == "dobj" and child.i < verb.i), None)


def _is_person_shown(name: Token) -> bool:
    """Say whether a name right before a participle is its subject: "footage of X saying", not "wrote to X saying"."""
    return name.ent_type_ == "PERSON" and not (name.dep_ == "pobj" and name.head.lower_ == "to")


def _of_thing(relative: Token, verb: Token) -> bool:
    """Say whether a relative pronoun, taken over from a clause beside it, means what cannot speak: "a raid that …"."""
    if relative.lower_ not in RELATIVE or verb.dep_ not in ("relcl", "acl") or verb.i > relative.i + _LONGEST_SOURCE:
        return False
    return verb.head.tag_ == "NN" and not may_speak(verb.head)


def _issuer(noun: Token, quoted: Sequence[bool]) -> Token | None:
    """Find X in "X issued a statement (to members) saying …": the words are those of X."""
    if noun.dep_ == "pobj" and noun.head.dep_ in ("prep", "dative") and is_document(noun.head.head):
        noun = noun.head.head
    verb = noun.head
    if noun.dep_ != "dobj" or lemma(verb) not in words("issuing_verbs") or not is_document(noun):
        return None
    subject = _subject(verb)
    return subject if subject is not None and not quoted[subject.i] else None


def _doer(verb: Token, quoted: Sequence[bool]) -> Token | None:
    """Find X in "X ended the debate saying …" and "X had this to say", where the noun beside the verb cannot speak."""
    noun = verb.head
    if verb.tag_ not in ("VBG", "VB") or noun.dep_ != "dobj" or is_document(noun):
        return None
    if verb.tag_ == "VBG" and may_speak(noun):
        return None
    subject = _subject(noun.head)
    return subject if subject is not None and not quoted[subject.i] else None


def is_document(noun: Token) -> bool:
    """Say whether a noun names something written or broadcast."""
    return table("sources").get(noun.lemma_.lower()) == ("document",)


def is_quantity(noun: Token) -> bool:
    """Say whether a noun phrase is a time, a sum or a share."""
    return noun.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL")


def may_speak(noun: Token) -> bool:
    """Say whether a noun phrase may be a source: a name, pronoun, people, body or document; no "chance", no time."""
    if is_quantity(noun):
        return False
    if noun.tag_ != "NN" or noun.ent_type_ or noun.text[:1].isupper():
        return True
    word = noun.lower_
    return word in table("sources") or is_role_noun(word) or word in _CROWDS


def _outermost(verb: Token) -> Token:
    """Climb from a reported clause to its cue: "X said Y was late, adding …" may have "adding" hang on "was"."""
    while verb.dep_ == "ccomp" and verb.head != verb and lemma(verb.head) in _VERBS:
        verb = verb.head
    return verb


def _subject(verb: Token) -> Token | None:
    """Give the subject; one right of its verb counts only where the order is inverted ("…," said X).

    Of two the last one is meant: "whom Y called a liar" may be tagged with "whom" as a subject.
    """
    nominal = [child for child in verb.children if child.dep_ in _SUBJECTS and is_nominal(child)]
    subjects = [child for child in nominal if child.ent_type_ not in ("DATE", "TIME")]
    left = [child for child in subjects if child.i < verb.i]
    right = [child for child in subjects if child.i > verb.i]
    if left:
        return _of_relative_clause(left[-1], verb) or left[-1]
    return right[0] if right and _inverted(verb) else None


def _of_relative_clause(relative: Token, verb: Token) -> Token | None:
    """Find X in "whom X on Monday called a liar", where the relative pronoun passes for the subject."""
    if relative.lower_ not in RELATIVE:
        return None
    named = (child for child in verb.lefts if child.i > relative.i and is_naming(child))
    return next((child for child in named if child.ent_type_ not in ("DATE", "TIME")), None)


def _inverted(verb: Token) -> bool:
    """Say whether a verb stands where its subject follows: "…," said X. Verbs that name their hearer never do."""
    doc = verb.doc
    at = verb.i - 1
    if _VERBS.get(lemma(verb)) not in ("say", "manner", None) or lemma(verb) in words("hearer_verbs"):
        return False
    while at > 0 and doc[at].pos_ in ("ADV", "AUX"):
        at -= 1
    return verb.tag_ not in ("VBG", "VB") and (at < 0 or doc[at].is_punct or doc[at].lower_ == "as")


def _takes_clause(verb: Token) -> bool:
    """Say whether what follows a verb that no quotation precedes is a clause: "Brandt, who …, said the canal was"."""
    doc = verb.doc
    if doc[verb.i - 1].is_quote:
        return False
    for token in doc[verb.i + 1 :]:
        if token.is_punct or token.is_space:
            return token.is_quote
        if token.pos_ in ("VERB", "AUX"):
            return True
    return False


def _passive_subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ == "nsubjpass"), None)


def is_passive(verb: Token) -> bool:
    """Say whether the verb is passive: its grammatical subject is not the one who speaks."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN" or verb.dep_ not in ("acl", "advcl"):
        return False
    return not any(child.dep_ in ("aux", "nsubj") for child in verb.children)


def _quoted_subject(verb: Token) -> Token | None:
    """Find X in "X was quoted (as saying)"."""
    return _passive_subject(verb) if lemma(verb) in ("quote", "cite") else None


def _agent(verb: Token) -> Token | None:
    """Find X in "was described by X"."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((below for below in child.children if below.dep_ == "pobj"), None)
    return _record(verb)


def _record(verb: Token) -> Token | None:
    """Find X in "was entered in X as", where X is something written."""
    below = (noun for child in verb.rights if child.lower_ == "in" for noun in child.rights if noun.dep_ == "pobj")
    return next((noun for noun in below if is_document(noun)), None)
