"""The text around a name: words, tokens, entities and people, found by position."""

import re
from bisect import bisect_right

from spacy.tokens import Doc, Span, Token

from builder.annotations import Person
from builder.gazetteer import Gazetteer
from builder.gazetteer.words import words


class Surroundings:
    """One document, seen by words (see `builder.gazetteer.words`): `i` counts them, offsets count characters."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer) -> None:
        self.doc = doc
        self.gazetteer = gazetteer
        self.text: str = doc.text
        self.words = words(self.text)
        self.people: tuple[Person, ...] = doc._.people
        self._starts = [token.idx for token in doc]
        self._entities = {i: ent for ent in doc.ents for i in range(ent.start, ent.end)}
        self._in_lower_case = {word.text for word in self.words if word.text.islower()}
        self.first_names, self.last_names = self._names_of_people()

    def word(self, i: int) -> str:
        """Return word `i` folded, nothing beyond either end."""
        return self.words[i].folded if 0 <= i < len(self.words) else ""

    def printed(self, first: int, last: int) -> str:
        """Return the words from `first` to `last`, as far as there are any, joined by spaces."""
        return " ".join(word.text for word in self.words[max(first, 0) : last + 1])

    def contains(self, printed: str) -> bool:
        """Whether the text has this word or run of words somewhere, printed so."""
        return re.search(rf"\b{re.escape(printed)}\b", self.text) is not None

    def token(self, offset: int) -> Token:
        """Return the token at an offset."""
        return self.doc[bisect_right(self._starts, offset) - 1]

    def entity(self, offset: int) -> Span | None:
        """Return the entity at an offset, if there is one."""
        return self._entities.get(self.token(offset).i)

    def entity_from(self, offset: int) -> Span | None:
        """Return the entity that begins at an offset, if there is one."""
        entity = self.entity(offset)
        return entity if entity is not None and entity.start_char == offset else None

    def is_upper(self, i: int) -> bool:
        """Whether word `i` is in capitals and has more than one."""
        return 0 <= i < len(self.words) and len(self.words[i].text) > 1 and self.words[i].text.isupper()

    def is_name_part(self, i: int) -> bool:
        """Whether word `i` is capitalised as part of a name, and is no place's name itself."""
        if not 0 <= i < len(self.words) or not self.words[i].text[0].isupper() or self.is_upper(i):
            return False
        token = self.token(self.words[i].start)
        return (
            token.pos_ == "PROPN"
            and token.ent_type_ not in ("DATE", "NORP")
            and not self.gazetteer.senses(self.words[i].folded)
        )

    def is_word(self, i: int) -> bool:
        """Whether word `i` is also in the text without its capital."""
        return self.words[i].text.lower() in self._in_lower_case

    def _names_of_people(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the first and the last names of the people who are named in full, folded."""
        printed = [self.text[start:end] for person in self.people for start, end in person.mentions]
        printed += [ent.text for ent in self.doc.ents if ent.label_ == "PERSON"]
        parts = [[word.folded for word in words(name) if word.text.isalpha()] for name in printed]
        # The model takes places for people now and then.
        named = [name for name in parts if not self.gazetteer.senses(" ".join(name))]
        full = [name[:-1] if name[-1] == "s" else name for name in named if len(name) > 1]
        return frozenset(name[0] for name in full), frozenset(name[-1] for name in full if len(name) > 1)
