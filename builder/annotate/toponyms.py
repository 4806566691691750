"""Finding the names of places in a text, with what speaks for and against each being a place."""

from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from builder.annotations import Span as Offsets
from builder.gazetteer import Gazetteer, Sense
from builder.gazetteer.words import Word, words

# Words longer than this are capitalised in a name: "Burkina Faso", but "Isle of Man" and "Rio de Janeiro".
LONGEST_SMALL_WORD = 3
# Abbreviations of subdivisions have at most this many words and signs: "P.E.I.".
LONGEST_ABBREVIATION = 6

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
PREPOSITIONS = frozenset("in near from around outside across throughout toward towards to".split())
DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeastern northwestern southeastern "
    "southwestern northeast northwest southeast southwest nearby downtown rural".split()
)
# After a place's name these belong to the place; other capitalised words make it part of a longer name.
CIVIC = frozenset(
    "county city town council police airport province state district region borough township mayor fire court "
    "hospital port international island islands metropolitan regional".split()
)
STREETS = frozenset("street st road rd avenue ave lane boulevard blvd drive crescent terrace".split())
# What follows the place in a dateline.
DATELINE_ENDS = frozenset("— – - , (".split())
# Before a nickname.
NICKNAMED = frozenset("nicknamed nickname alias aka".split())
# Before the name of a language; a demonym after them is one.
SPEAKING = frozenset("speak speaks spoke speaking spoken learn learning learned fluent translated teach taught".split())
LANGUAGE_NOUNS = frozenset(
    "language languages speaker speakers speaking translation lessons dictionary subtitles".split()
)


@dataclass(slots=True)
class Toponym:
    """A name that may be a place's: offsets in characters, position in words, senses, and the evidence beside it."""

    start: int
    end: int
    first: int
    last: int
    key: str
    senses: tuple[Sense, ...]
    label: str = ""
    exact: bool = False
    preposition: bool = False
    embedded: bool = False
    dateline: bool = False
    bound: Sense | None = None

    @property
    def span(self) -> Offsets:
        """Offsets in characters of the text."""
        return self.start, self.end


class Finder:
    """Finds the toponyms of one document."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer) -> None:
        self.doc = doc
        self.gazetteer = gazetteer
        self.text = doc.text
        self.words = words(self.text)
        self._starts = [token.idx for token in doc]
        self._entities = {i: ent for ent in doc.ents for i in range(ent.start, ent.end)}
        self._lower = {word.text for word in self.words if word.text.islower()}
        self._people = sorted(span for person in doc._.people for span in person.mentions)
        self._first_names, self._surnames = self._names_of_people()

    def find(self) -> list[Toponym]:
        """Return the toponyms in reading order; they do not overlap."""
        found: list[Toponym] = []
        i = 0
        while i < len(self.words):
            toponym = self._abbreviation(i, found) or self._longest(i)
            if toponym is None:
                i += 1
                continue
            i = toponym.last + 1
            if self._is_place(toponym):
                found.append(toponym)
        return found

    def _longest(self, i: int) -> Toponym | None:
        """Return the longest name that begins at word `i`."""
        word = self.words[i]
        if not word.text[0].isupper():
            return None
        for length in range(min(self.gazetteer.longest(word.folded), len(self.words) - i), 0, -1):
            part = self.words[i : i + length]
            name = " ".join(w.folded for w in part)
            senses = self.gazetteer.senses(name)
            if senses and self._is_capitalised(name, part):
                return self._toponym(i, i + length - 1, name, senses)
        return None

    def _is_capitalised(self, name: str, part: list[Word]) -> bool:
        if not self.gazetteer.is_printed_well(name, "".join(w.text for w in part)):
            return False
        return all(w.text[0].isupper() or not w.text.isalpha() or len(w.text) <= LONGEST_SMALL_WORD for w in part) or (
            None in {s.code for s in self.gazetteer.senses(name)}
        )

    def _abbreviation(self, i: int, found: list[Toponym]) -> Toponym | None:
        """Return an abbreviated subdivision at word `i`, if it follows a name and a comma ("Paris, Tex.")."""
        if i < 2 or self.words[i - 1].text != "," or not self.words[i - 2].text[0].isupper():
            return None
        for last in range(min(i + LONGEST_ABBREVIATION, len(self.words)) - 1, i - 1, -1):
            printed = self.text[self.words[i].start : self.words[last].end]
            sense = self.gazetteer.abbreviations.get(printed)
            if sense and (printed.endswith(".") or _has_sense(found, i - 2, sense) or not self._is_upper(i - 2)):
                return self._toponym(i, last, self.words[i].folded + "~", (sense,))
        return None

    def _toponym(self, first: int, last: int, name: str, senses: tuple[Sense, ...]) -> Toponym:
        start, end = self.words[first].start, self.words[last].end
        toponym = Toponym(start, end, first, last, name, senses)
        entity = self._entities.get(self._token(start).i)
        if entity is not None:
            toponym.label = entity.label_
            toponym.exact = self._covers(entity, toponym)
        before, after = self._word(first - 1), self._word(last + 1)
        toponym.preposition = before in PREPOSITIONS or before in DIRECTIONS
        toponym.dateline = self._is_dateline(first, last)
        toponym.embedded = not toponym.dateline and (
            self._is_name_part(first - 1)
            or (after not in CIVIC and self._is_name_part(last + 1))
            or self._is_in_heading(first, last)
        )
        return toponym

    def _is_place(self, toponym: Toponym) -> bool:
        """Whether nothing plainly says that this is no place."""
        kinds = {sense.kind for sense in toponym.senses}
        return not (
            "none" in kinds
            or self._is_part_of_other_name(toponym)
            or self._is_person(toponym)
            or (self._is_called(toponym) and "country" not in kinds)
            or self._is_ordinary_word(toponym)
            or (kinds == {"demonym"} and self._is_language(toponym))
        )

    def _is_part_of_other_name(self, toponym: Toponym) -> bool:
        """Whether the words beside it make it an airline, a street, a newspaper, a dish."""
        after = [self.words[k].text for k in range(toponym.last + 1, min(toponym.last + 4, len(self.words)))]
        before = [self.words[k].text for k in range(max(toponym.first - 2, 0), toponym.first)]
        return (
            self.text[toponym.start - 1 : toponym.start] == "@"
            or any(" ".join(after[:n]) in self.gazetteer.after for n in (1, 2, 3))
            or any(" ".join(before[-n:]) in self.gazetteer.before for n in (1, 2) if before)
            or bool(after and after[0][0].isupper() and after[0].lower() in STREETS)
            or (toponym.key.startswith(("st ", "saint ")) and self.text[toponym.end : toponym.end + 1] in ("'", "’"))
        )

    def _is_person(self, toponym: Toponym) -> bool:
        name_of_people = toponym.key in self.gazetteer.person_names
        if toponym.label == "PERSON" and (name_of_people or not toponym.exact):
            return True
        if any(start < toponym.end and toponym.start < end for start, end in self._people):
            return toponym.label not in PLACE_LABELS or name_of_people
        if name_of_people and self._is_first_name(toponym):
            return True
        named_so = toponym.label in PLACE_LABELS, toponym.preposition
        if toponym.key in self._surnames:
            return not all(named_so)
        return name_of_people and toponym.key in self._first_names and not any(named_so)

    def _is_first_name(self, toponym: Toponym) -> bool:
        return (
            toponym.label == "" and self._word(toponym.last + 1) not in CIVIC and self._is_name_part(toponym.last + 1)
        )

    def _is_called(self, toponym: Toponym) -> bool:
        """Whether it follows the words that introduce a nickname."""
        before = self._word(toponym.first - 2), self._word(toponym.first - 1)
        return before[1] in NICKNAMED or before == ("known", "as")

    def _is_ordinary_word(self, toponym: Toponym) -> bool:
        """Whether it is a word of the language with a capital: at a sentence's start, or in a heading."""
        if (
            toponym.first != toponym.last
            or toponym.dateline
            or any(s.kind in ("demonym", "metonym") for s in toponym.senses)
            or self.gazetteer.is_abbreviation(toponym.key)
        ):
            return False
        token = self._token(toponym.start)
        if any(s.kind == "country" for s in toponym.senses):
            return token.is_sent_start and self.words[toponym.first].text.lower() in self._lower
        return token.pos_ != "PROPN" or self.words[toponym.first].text.lower() in self._lower

    def _is_language(self, toponym: Toponym) -> bool:
        token = self._token(toponym.start)
        if token.ent_type_ == "LANGUAGE" or self._word(toponym.first - 1) in SPEAKING:
            return True
        after = self._word(toponym.last + 1)
        if after == "-":
            after = self._word(toponym.last + 2)
        if after in LANGUAGE_NOUNS:
            return True
        return self._word(toponym.first - 1) in ("in", "into") and token.dep_ == "pobj"

    def _is_name_part(self, i: int) -> bool:
        """Whether word `i` is capitalised as part of a name, and belongs to no place itself."""
        if not 0 <= i < len(self.words):
            return False
        word = self.words[i]
        if not word.text[0].isupper() or (word.text.isupper() and len(word.text) > 1):
            return False
        token = self._token(word.start)
        return (
            token.pos_ == "PROPN" and token.ent_type_ not in ("DATE", "NORP") and not self.gazetteer.senses(word.folded)
        )

    def _is_in_heading(self, first: int, last: int) -> bool:
        """Whether it stands in a run of words in capitals, where a capital tells nothing."""
        beside = (self.words[i].text for i in (first - 1, last + 1) if 0 <= i < len(self.words))
        return self.words[first].text.isupper() and any(len(text) > 1 and text.isupper() for text in beside)

    def _is_upper(self, i: int) -> bool:
        return self.words[i].text.isupper()

    def _is_dateline(self, first: int, last: int) -> bool:
        """Whether it opens a paragraph in capitals, as the place of a report does ("KYIV, Ukraine —")."""
        if not self._is_upper(first) or self._word(last + 1) not in DATELINE_ENDS:
            return False
        return first == 0 or not self.words[first - 1].text.isalnum()

    def _covers(self, entity: Span, toponym: Toponym) -> bool:
        """Whether the entity is the toponym and no more than an article, a possessive or such a word as "city"."""
        extra = [t for t in entity if t.idx >= toponym.end or t.idx + len(t) <= toponym.start]
        return all(t.is_stop or t.is_punct or t.tag_ == "POS" or t.lower_ in CIVIC for t in extra)

    def _names_of_people(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the first and the last names of the people who are named in full, folded."""
        printed = [self.text[start:end] for person in self.doc._.people for start, end in person.mentions]
        printed += [ent.text for ent in self.doc.ents if ent.label_ == "PERSON"]
        parts = [[word.folded for word in words(name) if word.text.isalpha()] for name in printed]
        full = [name[:-1] if name[-1] == "s" else name for name in parts if len(name) > 1]
        return frozenset(name[0] for name in full), frozenset(name[-1] for name in full if len(name) > 1)

    def _token(self, offset: int) -> Token:
        return self.doc[bisect_right(self._starts, offset) - 1]

    def _word(self, i: int) -> str:
        return self.words[i].folded if 0 <= i < len(self.words) else ""


def _has_sense(found: list[Toponym], last: int, within: Sense) -> bool:
    """Whether the toponym that ends at word `last` may lie in `within`."""
    if not found or found[-1].last != last:
        return False
    return any(s.code == within.code and s.admin == within.admin for s in found[-1].senses)
