"""The people of a document by token: who is mentioned where, by which gender and in which roles."""

from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc

from builder.annotate import gender
from builder.annotations import Person


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a person, in tokens."""

    person: Person
    start: int
    end: int


class PeopleIndex:
    """Mentions in reading order, the mention that covers a token, and what the text shows of a person's gender."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mentions = sorted(
            (mention for person in doc._.people for mention in _mentions(doc, person)),
            key=lambda mention: mention.start,
        )
        self._at = {at: mention for mention in self.mentions for at in range(mention.start, mention.end)}
        self._evidence: dict[str, Counter[str]] = {}
        for mention in self.mentions:
            found = gender.of_mention(doc, mention.start, mention.end)
            if found:
                self.learn(mention.person, found)

    def at(self, token: int) -> Mention | None:
        """Give the mention that covers a token."""
        return self._at.get(token)

    def learn(self, person: Person, found: gender.Gender) -> None:
        """Add one piece of evidence."""
        self._evidence.setdefault(person.id, Counter())[found] += 1

    def gender(self, person: Person) -> str | None:
        """Give the gender that most of the evidence shows, or None where there is none or it is even."""
        seen = self._evidence.get(person.id, Counter())
        if seen["m"] == seen["f"]:
            return None
        return "m" if seen["m"] > seen["f"] else "f"


def _mentions(doc: Doc, person: Person) -> list[Mention]:
    found = []
    for span in person.mentions:
        tokens = doc.char_span(span[0], span[1], alignment_mode="expand")
        if tokens is not None and len(tokens):
            found.append(Mention(person, tokens.start, tokens.end))
    return found
