"""Noun phrases in a parse: their heads, their extent, and the one beside a verb where the parse does not link them."""

from collections.abc import Sequence

from spacy.tokens import Token

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"))
FINITE = frozenset(("VBD", "VBZ", "VBP"))
_NAMING = frozenset(("NOUN", "PROPN", "PRON"))
# What rare surnames are tagged as.
_MISTAKEN = frozenset(("INTJ", "X"))
_INSIDE = frozenset(("compound", "amod", "det", "poss", "nummod", "nmod", "advmod", "quantmod", "predet", "case"))
_OUTSIDE = frozenset(("punct", "cc", "relcl", "prep", "advcl", "intj", "mark"))
# The longest left part of a noun phrase, in tokens; a longer one is a slip of the parse.
_LONGEST = 12


def is_nominal(token: Token) -> bool:
    """Say whether a word may head a noun phrase; a capitalised "interjection" is a rare surname."""
    return token.pos_ in NOMINAL or (token.pos_ in _MISTAKEN and token.text[:1].isupper())


def is_naming(token: Token) -> bool:
    """Say whether a word is a noun, a name or a pronoun."""
    return token.pos_ in _NAMING or (token.pos_ in _MISTAKEN and token.text[:1].isupper())


def head_of(token: Token, after: int) -> Token:
    """Climb from the first word of a noun phrase to its head, staying right of token `after`."""
    while token.dep_ in _INSIDE and token.head.i > after and token.head != token:
        token = token.head
    return token


def noun_right_of(token: Token) -> Token | None:
    """Give the head of the noun phrase that begins just right of a token, over adverbs; dates are none."""
    doc = token.doc
    for candidate in doc[token.i + 1 : token.i + 4]:
        if candidate.pos_ in ("ADV", "PART"):
            continue
        if not is_nominal(candidate) or candidate.ent_type_ in ("DATE", "TIME"):
            return None
        return head_of(candidate, token.i)
    return None


def noun_left_of(verb: Token, quoted: Sequence[bool]) -> Token | None:
    """Give the noun just left of a verb, over adverbs, auxiliaries and an aside: "Brandt, the mayor, also said"."""
    doc = verb.doc
    at = verb.i - 1
    while at > 0 and (doc[at].pos_ in ("ADV", "AUX") or doc[at].text == ","):
        at -= 1
    if at < 0 or quoted[at]:
        return None
    if not is_naming(doc[at]):
        return _before_clause(doc[at]) if verb.i and doc[verb.i - 1].text == "," else None
    beside = doc[at]
    return _before_aside(beside, quoted) or beside if doc[at + 1].text == "," else beside


def _before_clause(last: Token) -> Token | None:
    """Find the noun that a relative clause ending with this word tells of: "the forward, who scored twice, said"."""
    doc = last.doc
    for at in range(last.i, max(1, last.i - _LONGEST_CLAUSE), -1):
        if _ends(doc[at]):
            return None
        if doc[at].lower_ == "who" and doc[at - 1].text == "," and is_naming(doc[at - 2]):
            return doc[at - 2]
    return None


# The longest clause about a speaker, in tokens, where the parse does not tell of whom it speaks.
_LONGEST_CLAUSE = 30


def _ends(token: Token) -> bool:
    return token.text in (".", "?", "!", ":", ";") or "\n" in token.text


def _before_aside(last: Token, quoted: Sequence[bool]) -> Token | None:
    """Find the name that an aside ending with this word and a comma tells of."""
    doc, at = last.doc, last.i - 1
    while at > 0 and not quoted[at] and not _ends(doc[at]):
        named = doc[at - 1].ent_type_ == "PERSON" or (doc[at - 1].pos_ == "PROPN" and doc[at + 1].lower_ in _ASIDE)
        if doc[at].text == "," and named and not quoted[at - 1]:
            return doc[at - 1]
        at -= 1
    return None


# Words with which an aside about a person begins.
_ASIDE = frozenset(("a", "an", "the", "who", "whose", "one", "himself", "herself", "now", "then", "his", "her"))


def extent(head: Token) -> tuple[int, int]:
    """Give the noun phrase of a head in tokens, with an "of"-phrase, without clauses and appositions."""
    return _left(head), _right(head)


def _left(head: Token) -> int:
    near = [child for child in head.lefts if child.dep_ not in _OUTSIDE and child.i >= head.i - _LONGEST]
    start = min((child.left_edge.i for child in near), default=head.i)
    before = head.doc[start - 1] if start else head
    if before.pos_ == "DET" and before.head.i > head.i and before.dep_ == "det":
        start -= 1  # of "the letter states", where the tagger takes the verb for a noun
    while start < head.i and _is_no_part(head.doc[start]):
        start += 1
    return int(start)


def _is_no_part(token: Token) -> bool:
    return bool(token.is_punct or token.is_space or (token.pos_ == "ADV" and token.lower_ not in _AMOUNTS))


# Adverbs that belong to a number or a share: "nearly half of the town".
_AMOUNTS = frozenset(("nearly", "almost", "about", "roughly", "around", "over", "some", "only", "just", "barely"))


def _right(head: Token) -> int:
    doc = head.doc
    end = head.i + 1
    if end == len(doc) or doc[end].lower_ != "of":
        return end
    for token in doc[end : doc[end].right_edge.i + 1]:
        if token.text in (",", "—", "–", ":", ";") or token.is_space or token.pos_ in ("VERB", "AUX"):
            break
        end = token.i + 1
    return end


def whole(head: Token, quoted: Sequence[bool]) -> tuple[int, int]:
    """Give the noun phrase of a head in tokens with all that is said of it: appositions, clauses and joined names.

    It ends before a quotation and inside the paragraph.
    """
    doc = head.doc
    top = head.head if head.dep_ == "appos" and is_naming(head.head) and not quoted[head.head.i] else head
    first, start, end = min(_left(top), head.i), top.i, top.i + 1
    while start > first and not ("\n" in doc[start - 1].text or quoted[start - 1]):
        start -= 1
    for child in top.rights:
        if child.dep_ in _WHOLE and (
            child.dep_ in ("acl", "relcl") or not any(below.ent_type_ in _TIMES for below in child.children)
        ):
            end = max(end, child.right_edge.i + 1)
        elif not child.is_punct:
            break
    end = next((at for at in range(top.i + 1, end) if quoted[at] or "\n" in doc[at].text), end)
    while end > top.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space) and doc[end - 1].text != ")":
        end -= 1
    return min(start, head.i), max(end, head.i + 1)


_TIMES = frozenset(("DATE", "TIME"))
_WHOLE = frozenset(("appos", "relcl", "acl", "prep", "cc", "conj", "nummod", "amod", "nmod", "compound", "npadvmod"))
