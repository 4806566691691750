"""Finding the names of places in a text, with what speaks for each being a place."""

from collections.abc import Iterator

from spacy.tokens import Span

from builder.annotate.people.component import person_at
from builder.annotate.places.not_places import is_place
from builder.annotate.places.surroundings import Surroundings
from builder.annotate.places.toponym import Toponym
from builder.gazetteer import Sense
from builder.gazetteer.tables import word_list
from builder.gazetteer.words import Word

# Words longer than this are capitalised in a name: "Burkina Faso", but "Isle of Man" and "Rio de Janeiro".
LONGEST_SMALL_WORD = 3
# Abbreviations of subdivisions have at most this many words and signs: "P.E.I.".
LONGEST_ABBREVIATION = 6


class Finder:
    """Finds the toponyms of one document."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.gazetteer = around.gazetteer

    def find(self) -> Iterator[Toponym]:
        """Yield the toponyms in reading order; they do not overlap."""
        before: Toponym | None = None
        i = 0
        while i < len(self.around.words):
            toponym = self._abbreviation(i, before) or self._longest(i) or self._unlisted(i)
            if toponym is None:
                i += 1
                continue
            i = toponym.last + 1
            if is_place(toponym, self.around):
                before = toponym
                yield toponym

    def _longest(self, i: int) -> Toponym | None:
        """Return the longest name that begins at word `i`."""
        words = self.around.words
        if not words[i].text[0].isupper():
            return None
        for length in range(min(self.gazetteer.longest(words[i].folded), len(words) - i), 0, -1):
            part = words[i : i + length]
            name = " ".join(word.folded for word in part)
            senses = self.gazetteer.senses(name)
            if senses and self._is_capitalised(name, part, senses):
                return self._toponym(i, i + length - 1, name, senses)
        return None

    def _unlisted(self, i: int) -> Toponym | None:
        """Return a name that the gazetteer lacks and the model takes for a place; it is one if its country follows."""
        words = self.around.words
        entity = self.around.entity_from(words[i].start) if words[i].text[0].isupper() else None
        if entity is None or entity.label_ != "GPE":
            return None
        part = [word for word in words[i : i + len(entity)] if word.start < entity.end_char]
        if any(self._longest(i + k) for k in range(1, len(part))) or part[0].folded == "the":
            return None
        return self._toponym(i, i + len(part) - 1, " ".join(word.folded for word in part), ())

    def _is_capitalised(self, name: str, part: list[Word], senses: tuple[Sense, ...]) -> bool:
        if not self.gazetteer.is_printed_well(name, "".join(word.text for word in part)):
            return False
        if senses[0].kind == "none":
            return True
        return not any(word.text[0].islower() and len(word.text) > LONGEST_SMALL_WORD for word in part)

    def _abbreviation(self, i: int, before: Toponym | None) -> Toponym | None:
        """Return an abbreviated subdivision at word `i`, if it follows a name and a comma ("Paris, Tex.")."""
        words = self.around.words
        if i < 2 or words[i - 1].text != "," or not words[i - 2].text[0].isupper():
            return None
        for last in range(min(i + LONGEST_ABBREVIATION, len(words)) - 1, i - 1, -1):
            printed = self.around.text[words[i].start : words[last].end]
            sense = self.gazetteer.abbreviations.get(printed)
            if sense is None:
                continue
            known = before is not None and before.last == i - 2 and sense.region in {s.region for s in before.senses}
            if known or printed.endswith(".") or not (self.around.is_upper(i - 2) or self._is_person(i - 2)):
                return self._toponym(i, last, f"{words[i].folded},", (sense,))
        return None

    def _is_person(self, i: int) -> bool:
        """Whether word `i` is a person's name, after which MA is a degree."""
        word = self.around.words[i]
        entity = self.around.entity(word.start)
        tagged = entity is not None and entity.label_ == "PERSON"
        return tagged or person_at(self.around.people, word.start, word.end) is not None

    def _toponym(self, first: int, last: int, name: str, senses: tuple[Sense, ...]) -> Toponym:
        around = self.around
        toponym = Toponym(around.words[first].start, around.words[last].end, first, last, name, senses)
        entity = around.entity(toponym.start)
        if entity is not None:
            toponym.label = entity.label_
            toponym.exact = _covers(entity, toponym)
        toponym.dateline = self._is_dateline(first, last)
        toponym.embedded = not toponym.dateline and self._is_embedded(first, last)
        before = around.word(first - 1)
        toponym.preposition = before in word_list("preposition") or before in word_list("direction")
        toponym.state = any(around.word(i) in word_list("state") for i in (first - 3, first - 2, last + 1, last + 3))
        toponym.state |= around.printed(first - 2, first - 1).lower() == "state of"
        return toponym

    def _is_dateline(self, first: int, last: int) -> bool:
        """Whether it opens a paragraph in capitals, as the place of a report does ("KYIV, Ukraine —")."""
        if not self.around.is_upper(first) or self.around.word(last + 1) not in word_list("dateline"):
            return False
        return first == 0 or not self.around.words[first - 1].text.isalnum()

    def _is_embedded(self, first: int, last: int) -> bool:
        """Whether it is part of a longer name, or of a heading in capitals, where a capital tells nothing."""
        if self.around.is_upper(first):
            return self.around.is_upper(first - 1) or self.around.is_upper(last + 1)
        after = self.around.word(last + 1)
        return self.around.is_name_part(first - 1) or (
            after not in word_list("civic") and self.around.is_name_part(last + 1)
        )


def _covers(entity: Span, toponym: Toponym) -> bool:
    """Whether the entity is the toponym and no more than an article, a possessive or such a word as "city"."""
    extra = [t for t in entity if t.idx >= toponym.end or t.idx + len(t) <= toponym.start]
    return all(t.is_stop or t.is_punct or t.tag_ == "POS" or t.lower_ in word_list("civic") for t in extra)
