"""The people of a document by token: who is mentioned where, by which gender and in which roles."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from builder.annotate.people.candidates import is_role_noun
from builder.annotate.quotes import gender
from builder.annotate.role_nouns import heads
from builder.annotations import Person


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a person, in tokens."""

    person: Person
    start: int
    end: int


class PeopleIndex:
    """Mentions in reading order, the mention that covers a token, and what the text shows of a person's gender."""

    def __init__(self, doc: Doc, quoted: Sequence[bool]) -> None:
        self.doc = doc
        self.mentions = sorted(
            (mention for person in doc._.people for mention in _mentions(doc, person)),
            key=lambda mention: mention.start,
        )
        self._at = {at: mention for mention in self.mentions for at in range(mention.start, mention.end)}
        self._evidence: dict[str, Counter[str]] = {}
        self._role_nouns = {
            person.id: {noun for role in person.roles for noun in heads(role)} for person in doc._.people
        }
        for mention in self.mentions:
            found = gender.of_mention(doc, mention.start, mention.end) or self._of_pronoun(mention, quoted)
            if found:
                self.learn(mention.person, found)
            self._role_nouns[mention.person.id] |= _role_nouns_beside(doc, mention)

    def _of_pronoun(self, mention: Mention, quoted: Sequence[bool]) -> gender.Gender | None:
        """Find the first pronoun after a subject, if possessive, before another person: "X sold her boat"."""
        if self.doc[mention.start : mention.end].root.dep_ not in ("nsubj", "nsubjpass"):
            return None
        for token in self.doc[mention.end :]:
            if token.i in self._at or token.is_sent_start or quoted[token.i]:
                return None
            found = gender.of_pronoun(token)
            if found:
                return found if token.tag_ == "PRP$" else None
        return None

    def at(self, token: int) -> Mention | None:
        """Give the mention that covers a token."""
        return self._at.get(token)

    def role_nouns(self, person: Person) -> set[str]:
        """Give the nouns, in lower case, that may stand for a person: those of the roles and those beside the name."""
        return self._role_nouns[person.id]

    def learn(self, person: Person, found: gender.Gender) -> None:
        """Add one piece of evidence."""
        self._evidence.setdefault(person.id, Counter())[found] += 1

    def gender(self, person: Person) -> str | None:
        """Give the gender that most of the evidence shows, or None where there is none or it is even."""
        seen = self._evidence.get(person.id, Counter())
        if seen["m"] == seen["f"]:
            return None
        return "m" if seen["m"] > seen["f"] else "f"


def _role_nouns_beside(doc: Doc, mention: Mention) -> set[str]:
    """Find the nouns that a name is in apposition to, or the other way about: "its director, X", "X was the keeper"."""
    root = doc[mention.start : mention.end].root
    beside = [child for child in root.children if child.dep_ in ("appos", "compound", "attr")]
    if root.dep_ in ("appos", "attr"):
        beside.append(root.head)
    if root.dep_ == "nsubj" and root.head.lemma_ in ("be", "become"):
        beside += [child for child in root.head.children if child.dep_ == "attr"]
    return {token.lemma_.lower() for token in beside if token.pos_ == "NOUN" and is_role_noun(token.lower_)}


def _mentions(doc: Doc, person: Person) -> list[Mention]:
    found = []
    for span in person.mentions:
        tokens = doc.char_span(span[0], span[1], alignment_mode="expand")
        if tokens is not None and len(tokens):
            found.append(Mention(person, tokens.start, tokens.end))
    return found
