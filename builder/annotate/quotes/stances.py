"""What nouns and adjectives report: "Brandt's claim that …", "raised doubts about …", "is confident that …"."""

from collections.abc import Iterator, Sequence

from spacy.symbols import ADJ, NOUN, VERB
from spacy.tokens import Doc, Token

from builder.annotate.lexicon import table, words
from builder.annotate.quotes.cues import Cue, lemma, may_speak, source_of

# A cue with the head of its source, and the tokens of what it reports.
Stance = tuple[Cue, int, tuple[int, int]]

_COPULAS = frozenset(("be", "feel", "remain", "seem", "sound", "become", "appear", "grow"))
# Subjects of which nobody knows what they stand for: "it is clear that …".
_EMPTY = frozenset(("it", "this", "that", "what", "there", "which", "these", "those"))
# Fewer words after a preposition say nothing: "critical of Brandt"; those after "about" name a topic.
_FEWEST_WORDS = 3
_FEWEST_ABOUT = 5
_CLAUSES = frozenset(("acl", "ccomp", "xcomp", "advcl"))


def is_nobody(source: Token) -> bool:
    """Tell of a source that it stands for nobody whom a reader could look up: "nobody", "not everybody", "its"."""
    if source.lower_ in _NOBODY:
        return True
    return any(child.lower_ in ("no", "not", "whose") or child.dep_ == "neg" for child in source.lefts)


_NOBODY = frozenset(("nobody", "anybody", "anyone", "none", "neither", "its", "whose"))


def find_stances(doc: Doc, quoted: Sequence[bool]) -> Iterator[Stance]:
    """Give what the nouns and adjectives outside the quotations report, in reading order."""
    for token in doc:
        if quoted[token.i] or token.pos not in _FINDERS:
            continue
        found = _FINDERS[token.pos](token, quoted)
        if found is not None and not quoted[found[1]] and not is_nobody(doc[found[1]]):
            yield found


def _of_noun(noun: Token, quoted: Sequence[bool]) -> Stance | None:
    """Find the stance of "X's claim that …", "a claim by X that …", "X raised doubts about …"."""
    kinds = _kinds("reported_nouns", noun.lemma_.lower())
    told = kinds and _complement(noun, kinds)
    if not told:
        return None
    owner = _owner(noun)
    if owner is not None:
        return Cue(noun.i, noun.i + 1, noun.i, "say", owner.i), owner.i, told
    verb = noun.head
    if noun.dep_ != "dobj" or lemma(verb) not in words("expressing_verbs"):
        return None
    source = source_of(verb, quoted)
    if source is None or not may_speak(source) or source.lower_ in _EMPTY:
        return None
    return Cue(verb.i, noun.i + 1, noun.i, "say", source.i), source.i, told


def _of_adjective(adjective: Token, quoted: Sequence[bool]) -> Stance | None:
    """Find the stance of "X is confident that …", "X was critical of …"."""
    kinds = _kinds("reported_adjectives", adjective.lower_)
    told = kinds and _complement(adjective, kinds)
    if not told:
        return None
    verb = adjective.head if adjective.dep_ == "acomp" else adjective
    if verb is adjective and not any(child.dep_ == "auxpass" for child in verb.lefts):
        return None
    if verb is not adjective and verb.lemma_ not in _COPULAS:
        return None
    source = _holder(verb)
    if source is None or not may_speak(source) or source.lower_ in _EMPTY:
        return None
    start = verb.i if verb is not adjective else adjective.i
    return Cue(start, adjective.i + 1, adjective.i, "think", source.i), source.i, told


def _holder(verb: Token) -> Token | None:
    return next((child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)


def _kinds(name: str, word: str) -> frozenset[str]:
    found = table(name).get(word)
    return frozenset(found[0].split()) if found else frozenset()


def _owner(noun: Token) -> Token | None:
    """Find X in "X's claim", "the claim by X", "the claim from X"."""
    for child in noun.children:
        possesses = child.dep_ == "poss" or any(below.dep_ == "case" for below in child.rights)
        if possesses and child.i < noun.i and may_speak(child):
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            below = next((under for under in child.children if under.dep_ == "pobj"), None)
            if below is not None and may_speak(below):
                return below
    return None


def _complement(word: Token, kinds: frozenset[str]) -> tuple[int, int] | None:
    """Give the tokens of what follows a noun or adjective, where it is of one of the kinds."""
    for child in word.rights:
        if child.dep_ in _CLAUSES:
            opening = child.doc[child.left_edge.i].lower_
            infinitive = any(under.dep_ == "aux" and under.lower_ == "to" for under in child.lefts)
            clause = "that" in kinds and not infinitive and (opening == "that" or child.dep_ == "ccomp")
            if clause or (opening in kinds and opening != "that") or (infinitive and "to" in kinds):
                return child.left_edge.i, child.right_edge.i + 1
        elif child.dep_ == "prep" and child.lower_ in kinds and _is_long_enough(child):
            return child.i, child.right_edge.i + 1
    return _that_clause(word) if "that" in kinds else None


def _is_long_enough(preposition: Token) -> bool:
    words = preposition.right_edge.i - preposition.i
    return bool(words >= (_FEWEST_ABOUT if preposition.lower_ == "about" else _FEWEST_WORDS))


def _that_clause(word: Token) -> tuple[int, int] | None:
    """Find a clause with "that" right behind a word, wherever the parse hangs it."""
    mark = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else word
    if mark.lower_ != "that" or mark.dep_ != "mark" or mark.head.i < mark.i:
        return None
    return mark.i, mark.head.right_edge.i + 1


_FINDERS = {NOUN: _of_noun, ADJ: _of_adjective, VERB: _of_adjective}
