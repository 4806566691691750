"""Who a source is: from the head of a noun phrase to a `Speaker` and the reason."""

import re
from dataclasses import replace
from functools import cache
from itertools import accumulate
from importlib.resources import files

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from builder.annotate import gender
from builder.annotate.people_index import Mention, PeopleIndex
from builder.annotations import Person, Span, Speaker

Resolved = tuple[Speaker | None, str]
UNKNOWN: Resolved = (None, "unknown")

_COLLECTIVE = frozenset(("they", "we", "it", "them", "those", "these", "both", "some", "many", "others", "one"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))
# How prominent a mention is for a pronoun after it, by its grammatical function, in units of two thirds of a sentence.
_RANK_OF = {"nsubj": 2.0, "nsubjpass": 2.0, "poss": -1.0}


@cache
def _kinds() -> dict[str, str]:
    kinds: dict[str, str] = {}
    kind = ""
    for line in (files("builder.annotate") / "data" / "sources.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif not line.startswith("#"):
            kinds.update(dict.fromkeys(line.split(), kind))
    return kinds


class Resolver:
    """Resolves the sources of one document, in reading order: a pronoun leans on those resolved before it."""

    def __init__(self, doc: Doc, quoted: list[bool]) -> None:
        self.doc = doc
        self.quoted = quoted
        self.people = PeopleIndex(doc)
        self._organisations = _by_token(doc)
        self._last_group: tuple[Speaker, str] | None = None
        self._ends: list[int] | None = None
        self._memo: dict[int, Resolved] = {}
        self._subjects = [m for m in self.people.mentions if not quoted[m.start]]

    def resolve(self, at: int, said: tuple[Span, ...] = ()) -> Resolved:
        """Resolve the noun phrase with the head `doc[at]`, the source of what is said in the spans `said`."""
        if at not in self._memo:
            self._memo[at] = self._resolve(self.doc[at], said)
        return self._memo[at]

    def _resolve(self, head: Token, said: tuple[Span, ...]) -> Resolved:
        mention = self._person_of(head)
        if mention is not None:
            return self._named(mention)
        if head.lower_ in _RELATIVE:
            return self._relative(head)
        sex = gender.of_pronoun(head)
        if sex is not None:
            return self._pronoun(head, sex, said)
        if head.lower_ in ("i", "me", "my"):
            return Speaker(None, head.text, _span(head)), "unnamed"
        if head.lower_ in _COLLECTIVE:
            return self._group(head)
        return self._phrase(head)

    def _person_of(self, head: Token) -> Mention | None:
        """Find the person whom a head names: itself, in apposition, or as the name after a role."""
        direct = self.people.at(head.i)
        if direct is not None:
            return direct
        for child in head.children:
            if child.dep_ == "appos" and self.people.at(child.i):
                return self.people.at(child.i)
        if head.dep_ == "appos" and self.people.at(head.head.i):
            return self.people.at(head.head.i)
        if head.i + 1 < len(self.doc) and head.pos_ in ("NOUN", "PROPN"):
            after = self.people.at(head.i + 1)
            if after is not None and after.start == head.i + 1 and head.ent_type_ not in ("ORG", "GPE", "NORP"):
                return after
        return None

    def _named(self, mention: Mention) -> Resolved:
        words = self.doc[mention.start : mention.end]
        span = (words.start_char, words.end_char)
        full = words.text == mention.person.name or len(words) >= len(mention.person.name.split())
        return Speaker(mention.person.id, mention.person.name, span), "named" if full else "short-name"

    def _relative(self, head: Token) -> Resolved:
        clause = head.head
        while clause.dep_ not in ("relcl", "acl") and clause.head != clause:
            clause = clause.head
        antecedent = clause.head.i if clause.dep_ in ("relcl", "acl") and clause.head.i < head.i else None
        if antecedent is None and head.i > 1 and self.people.at(head.i - 2):
            antecedent = head.i - 2
        if antecedent is None:
            return Speaker(None, head.text, _span(head)), "unnamed"
        speaker, reason = self.resolve(antecedent)
        return (None if speaker is None else replace(speaker, mention=_span(head))), reason

    def _pronoun(self, head: Token, sex: gender.Gender, said: tuple[Span, ...]) -> Resolved:
        mention = self._antecedent(head, sex, said)
        if mention is None:
            return Speaker(None, head.text, _span(head)), "unnamed"
        self.people.learn(mention.person, sex)
        return Speaker(mention.person.id, mention.person.name, _span(head)), "pronoun"

    def _antecedent(self, head: Token, sex: gender.Gender, said: tuple[Span, ...]) -> Mention | None:
        """Find the last suitable person: not of the other gender, and not named in what is said."""
        named = {m.person.id for m in self.people.mentions if self._inside(m, said)}
        before = [
            mention
            for mention in self._subjects
            if mention.end <= head.i
            and self.people.gender(mention.person) in (None, sex)
            and mention.person.id not in named
        ]
        return max(before, key=lambda mention: self._salience(head, mention), default=None)

    def _inside(self, mention: Mention, said: tuple[Span, ...]) -> bool:
        at = self.doc[mention.start].idx
        return any(start <= at < end for start, end in said)

    def _salience(self, head: Token, mention: Mention) -> float:
        """Weigh a mention: subjects above the rest, possessives below, and nearer sentences above farther ones."""
        root = self.doc[mention.start : mention.end].root
        rank = _RANK_OF.get(root.dep_, 0.0)
        if rank > 0 and root.head.dep_ in ("relcl", "advcl", "acl"):
            rank -= 1.0
        known = 0.5 if self.people.gender(mention.person) else 0.0
        return rank + known - 1.5 * self._sentences_between(mention.end, head.i) + mention.start * 1e-6

    def _sentences_between(self, start: int, end: int) -> int:
        """Count the ends of sentences and paragraphs between two tokens, outside the quotations."""
        if self._ends is None:
            ends = (not self.quoted[t.i] and (t.text in (".", "?", "!") or t.is_space) for t in self.doc)
            self._ends = list(accumulate(ends, initial=0))
        return self._ends[end] - self._ends[start]

    def _group(self, head: Token) -> Resolved:
        plural = head.lower_ in ("they", "we", "them")
        subject = self._last_plural(head) if plural else None
        found = self._phrase(subject) if subject is not None else self._last_group
        if found is None or found[0] is None:
            return Speaker(None, head.text, _span(head)), "unnamed"
        return replace(found[0], mention=_span(head)), found[1]

    def _last_plural(self, head: Token) -> Token | None:
        """Find the last plural subject in the same paragraph: "Operators are harder to move. They said …"."""
        for at in range(head.i - 1, -1, -1):
            token = self.doc[at]
            if token.is_space and "\n" in token.text:
                return None
            if token.dep_ == "nsubj" and token.tag_ in ("NNS", "NNPS") and not self.quoted[at]:
                return token
        return None

    def _phrase(self, head: Token) -> Resolved:
        start, end = phrase(head)
        words = self.doc[start:end]
        organisation = self._organisations.get(head.i)
        if organisation is not None:
            return self._remember(Speaker(None, organisation, (words.start_char, words.end_char)), "organisation")
        speaker = Speaker(None, words.text, (words.start_char, words.end_char))
        if head.ent_type_ == "PERSON":
            return speaker, "named"
        return self._by_role(head, words) or self._remember(speaker, self._kind(head))

    def _remember(self, speaker: Speaker, reason: str) -> Resolved:
        self._last_group = (speaker, reason)
        return speaker, reason

    def _kind(self, head: Token) -> str:
        kind = _kinds().get(head.lemma_.lower())
        if kind == "document":
            return "document"
        name = head.pos_ == "PROPN" and head.text[:1].isupper()
        return "organisation" if kind or name or head.ent_type_ in ("ORG", "GPE", "FAC") else "unnamed"

    def _by_role(self, head: Token, words: TokenSpan) -> Resolved | None:
        """Find the person introduced with the role: "the minister", "its author"; the nearest one before, else after."""
        if head.tag_ not in ("NN", "NNP") or not head.is_lower or words[0].lower_ not in _DEFINITE:
            return None
        noun = head.lemma_.lower()
        holders = [m for m in self._subjects if any(noun in heads(role) for role in m.person.roles)]
        if not holders:
            return None
        said = {token.lower_ for token in words}
        best = max(holders, key=lambda m: (_shared(said, m.person), m.start < head.i, -abs(m.start - head.i)))
        return Speaker(best.person.id, best.person.name, (words.start_char, words.end_char)), "role"


_DEFINITE = frozenset(("the", "his", "her", "its", "their", "this", "that"))
_AFTER_HEAD = re.compile(r"(?: of| for| at| in| from| to| and| who|,| on) .*", re.IGNORECASE)
# Verb endings taken off, and endings by which a verb names its doer: leads -> leader, directed -> director.
_VERB_END = re.compile(r"(?:es|s|ed|ing)$")
_DOER = ("", "e", "er", "or", "r", "eer")


@cache
def heads(role: str) -> frozenset[str]:
    """Give the nouns that may stand for a role: "the harbour master of Izmir" -> master, "who leads the union" -> leader."""
    words = role.lower().split()
    if words[:1] == ["who"]:
        verb = next((word for word in words[1:] if word not in ("has", "had", "also", "now", "once", "have")), "")
        return frozenset(_VERB_END.sub("", verb) + end for end in _DOER) | frozenset((verb,))
    return frozenset(_AFTER_HEAD.sub("", role).lower().split()[-1:])


def _shared(said: set[str], person: Person) -> int:
    return max((len(said & set(role.lower().split())) for role in person.roles), default=0)


def _by_token(doc: Doc) -> dict[int, str]:
    """Give the name of the organisation that each token of its mentions belongs to."""
    names: dict[int, str] = {}
    for organisation in doc._.organisations:
        for span in organisation.mentions:
            tokens = doc.char_span(*span, alignment_mode="expand")
            names.update(
                dict.fromkeys(range(tokens.start, tokens.end) if tokens is not None else (), organisation.name)
            )
    return names


def _span(token: Token) -> Span:
    return token.idx, token.idx + len(token)


def phrase(head: Token) -> tuple[int, int]:
    """Give the noun phrase of a head in tokens, with an "of"-phrase, without clauses and appositions."""
    start = head.i
    end = head.i + 1
    for child in head.children:
        if (
            child.i < head.i
            and child.dep_ not in ("punct", "cc", "relcl", "prep", "advcl", "intj", "mark")
            and child.i >= start - 12
        ):
            start = min(start, child.left_edge.i)
    doc = head.doc
    if end < len(doc) and doc[end].lower_ == "of":
        end = doc[end].right_edge.i + 1
    while start < head.i and (doc[start].is_punct or doc[start].is_space):
        start += 1
    for at in range(head.i + 1, end):
        if (
            doc[at].is_punct
            and doc[at].text in (",", "—", "–", ":", ";")
            or doc[at].is_space
            or doc[at].pos_ in ("VERB", "AUX")
        ):
            end = at
            break
    return start, end
