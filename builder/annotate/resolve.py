"""Who a source is: from the head of a noun phrase to a `Speaker` and the reason."""

from functools import cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from builder.annotate import gender
from builder.annotate.people_index import Mention, PeopleIndex
from builder.annotations import Speaker, Span

Resolved = tuple[Speaker | None, str]
UNKNOWN: Resolved = (None, "unknown")

_COLLECTIVE = frozenset(("they", "we", "it", "them", "those", "these", "both", "some", "many", "others", "one"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))
# How far back a pronoun is looked up, in sentences.
_REACH = 12


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
        self._collective: Speaker | None = None
        self._memo: dict[int, Resolved] = {}
        self._subjects = [m for m in self.people.mentions if not quoted[m.start]]

    def resolve(self, at: int) -> Resolved:
        """Resolve the noun phrase with the head `doc[at]`."""
        if at not in self._memo:
            self._memo[at] = self._resolve(self.doc[at])
        return self._memo[at]

    def _resolve(self, head: Token) -> Resolved:
        mention = self._person_of(head)
        if mention is not None:
            return self._named(mention)
        if head.lower_ in _RELATIVE:
            return self._relative(head)
        sex = gender.of_pronoun(head)
        if sex is not None:
            return self._pronoun(head, sex)
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
        if clause.dep_ in ("relcl", "acl") and clause.head.i < head.i:
            return self.resolve(clause.head.i)
        if head.i > 1 and self.people.at(head.i - 2):
            return self.resolve(head.i - 2)
        return Speaker(None, head.text, _span(head)), "unnamed"

    def _pronoun(self, head: Token, sex: gender.Gender) -> Resolved:
        person = self._antecedent(head, sex)
        if person is None:
            return UNKNOWN
        self.people.learn(person.person, sex)
        return Speaker(person.person.id, person.person.name, _span(head)), "pronoun"

    def _antecedent(self, head: Token, sex: gender.Gender) -> Mention | None:
        """Find the last suitable person: sentence by sentence backwards, in each one subjects before the rest."""
        before = [
            mention
            for mention in self._subjects
            if mention.end <= head.i
            and self.people.gender(mention.person) in (None, sex)
            and not _possessive(self.doc, mention)
        ]
        if not before:
            return None
        return max(before, key=lambda mention: self._salience(head, mention))

    def _salience(self, head: Token, mention: Mention) -> float:
        distance = self._sentences_between(mention.end, head.i)
        root = self.doc[mention.start : mention.end].root
        subject = 2.0 if root.dep_ in ("nsubj", "nsubjpass") or root.head.dep_ in ("nsubj", "nsubjpass") else 0.0
        known = 0.5 if self.people.gender(mention.person) else 0.0
        return subject + known - 1.5 * distance + mention.start * 1e-6

    def _sentences_between(self, start: int, end: int) -> int:
        return sum(
            1 for token in self.doc[start:end] if not self.quoted[token.i] and (token.text in ".?!" or token.is_space)
        )

    def _group(self, head: Token) -> Resolved:
        speaker = self._collective
        if speaker is None:
            return Speaker(None, head.text, _span(head)), "unnamed"
        return Speaker(None, speaker.name, _span(head)), "organisation"

    def _phrase(self, head: Token) -> Resolved:
        start, end = phrase(head)
        words = self.doc[start:end]
        speaker = Speaker(None, words.text, (words.start_char, words.end_char))
        if head.ent_type_ == "PERSON":
            return speaker, "named"
        kind = _kinds().get(head.lemma_.lower())
        if kind == "document":
            return speaker, "document"
        if kind == "organisation" or head.ent_type_ in ("ORG", "GPE", "FAC"):
            self._collective = speaker
            return speaker, "organisation"
        return self._by_role(head) or (speaker, "unnamed")

    def _by_role(self, head: Token) -> Resolved | None:
        """Find the person introduced with the role: "the minister", "the Turkish leader"."""
        if head.tag_ != "NN" or not any(child.lower_ == "the" for child in head.children):
            return None
        words = head.lemma_.lower()
        for mention in reversed(self._subjects):
            if mention.end <= head.i and any(words in role.lower().split() for role in mention.person.roles):
                return Speaker(mention.person.id, mention.person.name, _span(head)), "role"
        return None


def _possessive(doc: Doc, mention: Mention) -> bool:
    return mention.end < len(doc) and doc[mention.end].tag_ == "POS"


def _span(token: Token) -> Span:
    return token.idx, token.idx + len(token)


def phrase(head: Token) -> tuple[int, int]:
    """Give the noun phrase of a head in tokens, with "of"- and "for"-phrases, without clauses and appositions."""
    start = head.i
    end = head.i + 1
    for child in head.children:
        if (
            child.i < head.i
            and child.dep_ not in ("punct", "cc", "relcl", "prep", "advcl", "intj", "mark")
            and child.i >= start - 12
        ):
            start = min(start, child.left_edge.i)
        elif child.i > head.i and child.dep_ == "prep" and child.i == end:
            end = child.right_edge.i + 1
    doc = head.doc
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
