"""Candidate mentions of people: runs of capitalised words, freed of titles and of what the model gives to others."""

import re
import sys
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from builder.annotate import lexicon
from builder.annotate.people import names
from builder.annotate.people.credits import credit_spans
from builder.annotate.people.names import Name
from builder.annotate.people.runs import DAYS, Run, Word, find_runs, is_abbreviated, is_shouting, is_suffix, lone_lines
from builder.annotations import Span
from builder.gazetteer import gazetteer
from builder.gazetteer.words import key

AGE = re.compile(r", (?:aged )?\d{1,3}\b(?=[,.;)])| \(\d{1,3}\)")
"""An age after a name."""

# Labels whose words are cut from either end of a run that holds a person.
_OTHERS = frozenset({"GPE", "NORP", "ORG", "LOC", "FAC", "DATE", "TIME", "CARDINAL", "ORDINAL", "EVENT"})
_OTHERS_AFTER = frozenset({"GPE", "NORP", "DATE", "TIME", "CARDINAL", "ORDINAL"})
_TITLE_BEFORE = re.compile(r"\b(?:Secretary|Minister|Ministry|Department) (?:of|for)(?: the)? $")
_OFFICE_BEFORE = re.compile(r"\b([A-Z][a-z]+) (?:of|for) $")
_TWO_WORD_DEPARTMENTS = frozenset({"Homeland", "Veterans", "Foreign", "Home"})
_SENTENCE_ENDS = (".", "!", "?", "…", ":", "“", '"', "‘", "—", "–", "•", "*", "(")

# Adverbs between a subject and its verb.
_ADVERBS = frozenset(
    {"also", "then", "later", "never", "still", "now", "again", "already", "just", "once", "only", "has"}
)

# Words that tell a son from his father, but are names themselves elsewhere (`Vinicius Junior`): after a full name only.
_GENERATIONS = frozenset({"Junior", "Senior"})

# A run longer than this is a list or a headline, not a name.
_LONGEST_NAME = 7


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run without its titles, not yet judged.

    `honorific` is the courtesy title beside it (`Mrs`), `title` where its whole title begins (= `start` if none),
    `label` the model's label of most words, `loud` that it stands in a headline, `opening` that it opens a sentence,
    `aside` that it stands on a line of its own that is no sentence, `proper` that its capital is no mere sentence's,
    `before` and `after` the characters beside it.
    """

    start: int
    end: int
    text: str
    name: Name
    words: tuple[Word, ...]
    honorific: str
    title: int
    label: str
    loud: bool
    aside: bool
    opening: bool
    proper: bool
    before: str
    after: str
    attributive: bool

    @property
    def span(self) -> Span:
        """The mention's offsets."""
        return (self.start, self.end)

    @property
    def key(self) -> str:
        """The last word of the surname, folded."""
        return self.name.surname[-1]

    @property
    def sex(self) -> str:
        """The sex that the courtesy title tells: `m`, `f` or `u`."""
        return lexicon.table("honorifics").get(self.honorific, ("u",))[0]

    @property
    def single(self) -> bool:
        """Whether it is one word, or a surname with its particles alone."""
        return self.name.words == self.name.surname

    @property
    def titled(self) -> bool:
        """Whether a title stands before it."""
        return self.title != self.start

    @property
    def after_the(self) -> bool:
        """Whether `the` stands right before it: then it names a group, a thing, or what the next noun is about."""
        return not self.titled and self.before.lower().endswith("the ")


class Tokens:
    """The model's view of a text, by character."""

    def __init__(self, doc: Doc, text: str) -> None:
        self.doc = doc
        self.text = text
        self._at: dict[int, Token] = {token.idx: token for token in doc}
        self.lower = {token.text for token in doc if token.is_lower}

    def at(self, offset: int) -> Token | None:
        """The token that begins at a character."""
        return self._at.get(offset)

    def label(self, word: Word) -> str:
        """The entity label of a word, or an empty string."""
        token = self._at.get(word.start)
        if token is None:  # the model's token begins before the word: `R.Sampanthan`
            span = self.doc.char_span(word.start, word.end, alignment_mode="expand")
            token = span[0] if span is not None else None
        return token.ent_type_ if token is not None else ""

    def held(self, word: Word) -> bool:
        """Whether the model puts a word inside a person's name."""
        return self.label(word) == "PERSON"

    def is_proper(self, word: Word) -> bool:
        """Whether the model takes a word for a proper noun."""
        token = self._at.get(word.start)
        return token is None or token.pos_ == "PROPN"


def find_candidates(tokens: Tokens) -> list[Candidate]:
    """All candidates of a text in order; those in credits are left out."""
    text = tokens.text
    credited = credit_spans(text)
    lone = lone_lines(text)
    found = []
    for run in find_runs(text, tokens.held):
        if len(run.words) == 1 and _is_mere_word(run.words[0], tokens):
            continue
        candidate = _candidate(text, run, tokens, lone)
        if candidate and not any(start < candidate.end and candidate.start < end for start, end in credited):
            found.append(candidate)
    return found


def _is_mere_word(word: Word, tokens: Tokens) -> bool:
    """Whether a word alone is one that opens sentences, and nobody's name: most runs are (`The`, `But`)."""
    known = word.text in DAYS or names.is_given_name(word.text)
    return word.text in lexicon.words("function_words") and not known and not tokens.held(word)


def _candidate(text: str, run: Run, tokens: Tokens, lone: list[Span]) -> Candidate | None:
    words = run.words
    if len(words) > 1 and is_known_place(words):
        return None
    cut = _title_length(words, tokens)
    cut += _department_length(text, words[cut:])
    core = _without_letters(_trim(words[cut:], tokens, run.loud))
    generation = core[-1:] if len(core) > 2 and core[-1].text in _GENERATIONS else ()
    plain = tuple(w.text for w in core if not w.nickname and not is_suffix(w.text) and w not in generation)
    if not plain or len(core) > _LONGEST_NAME:
        return None
    first = words.index(core[0])
    titled = 0 < first == cut
    honorific = words[first - 1].text.rstrip(".") if titled else ""
    suffix = next((w.text for w in core if is_suffix(w.text) or w in generation), "")
    nickname = next((w.text for w in core if w.nickname), "")
    start, end = core[0].start, core[-1].end
    if suffix and text[end : end + 1] == "." and not suffix.isupper():
        end += 1
    opening = _opens_sentence(text, words[0].start)
    return Candidate(
        start=start,
        end=end,
        text=text[start:end],
        name=names.parse(plain, suffix, nickname),
        words=core,
        honorific=honorific if honorific in lexicon.table("honorifics") else "",
        title=words[0].start if titled else start,
        label=_label(core, tokens),
        loud=run.loud,
        aside=_lies_in(start, lone),
        opening=opening,
        proper=not opening or tokens.is_proper(core[-1]) or _has_verb_after(tokens, end),
        before=text[max(0, words[0].start - 40) : start],
        after=text[end : end + 100],
        attributive=_is_attributive(tokens, text, end),
    )


def _lies_in(offset: int, spans: list[Span]) -> bool:
    """Whether an offset lies in one of the spans, which are sorted and apart."""
    index = bisect_right(spans, (offset, sys.maxsize)) - 1
    return index >= 0 and offset < spans[index][1]


def _title_length(words: tuple[Word, ...], tokens: Tokens) -> int:
    """How many words at the run's start are titles: up to the last title word that still has a name after it."""
    length = 0
    for index, word in enumerate(words[:-1]):
        key = word.text.rstrip(".")
        rest = [w for w in words[index + 1 :] if not is_suffix(w.text)]
        if not rest or not is_title(key, rest, tokens):
            continue
        if names.is_given_name(key) and len(rest) < 2:
            continue
        if index and names.is_given_name(words[index - 1].text) and tokens.held(words[index - 1]):
            continue
        length = index + 1
    if length and words[length - 1].text == "Miss" and is_pageant(words[length].text):
        length += len(words) - length > 2
    return length


def is_pageant(word: str) -> bool:
    """Whether `Miss` before the word makes a contest's title of it (`Miss Universe`)."""
    return word in lexicon.words("pageants") or is_shouting(word)


def is_title(word: str, rest: list[Word], tokens: Tokens) -> bool:
    """Whether a capitalised word is a title before the words `rest`."""
    if word in lexicon.table("honorifics") or word in lexicon.words("offices"):
        return True
    if word.endswith("s") and word[:-1] in lexicon.words("offices"):
        return len(rest) > 1  # `Ambassadors Ana Reyes and Tom Okafor`
    noun = word.lower()
    if names.is_given_name(word) or (noun not in lexicon.words("role_nouns") and not noun.endswith("woman")):
        return False  # by their ends alone, Lakshman and Rahman would be trades
    return len(rest) > 1 and tokens.held(rest[0])


def is_role_noun(word: str) -> bool:
    """Whether a lower-case noun says what a person is (`fisherman`, `hydrologist`)."""
    if word in lexicon.words("role_nouns") or word.endswith(("woman", "person", "ologist")):
        return True
    return word.endswith("man") and word not in {"german", "roman", "ottoman", "human", "norman", "talisman"}


def _department_length(text: str, words: tuple[Word, ...]) -> int:
    """Words that end a title begun before the run: `Secretary of` + `State Marco Rubio`."""
    if len(words) < 2:
        return 0
    before = text[max(0, words[0].start - 30) : words[0].start]
    office = _OFFICE_BEFORE.search(before) if words[0].text in lexicon.words("departments") else None
    if not (office and office[1] in lexicon.words("offices")) and not _TITLE_BEFORE.search(before):
        return 0
    return 2 if words[0].text in _TWO_WORD_DEPARTMENTS and len(words) > 2 else 1


def _trim(words: tuple[Word, ...], tokens: Tokens, loud: bool) -> tuple[Word, ...]:
    """Drop what is not the person's at either end: a sentence's first word, an organisation, a headline's verb."""
    words = _without_organisation(_without_opener(words, tokens))
    labels = [tokens.label(word) for word in words]
    if "PERSON" not in labels:
        return _without_others(words, labels)
    start, end = 0, len(words)
    first = labels.index("PERSON")
    last = len(labels) - 1 - labels[::-1].index("PERSON")
    while start < first and (labels[start] in _OTHERS or not tokens.is_proper(words[start])):
        start += 1
    while start < end - 1 and is_shouting(words[start].text):
        start += 1
    while end - start > 2 and _is_common(words[end - 1], tokens) and not _is_particle(words[end - 2]):
        if not loud and not _is_function_word(words[end - 1]) and not tokens.held(words[end - 1]):
            return ()  # a thing named after a person: the Harlow Prize, where the text speaks of a prize
        end -= 1
    while end - 1 > max(last, start) and labels[end - 1] in _OTHERS_AFTER:
        end -= 1
    return words[start:end]


def is_known_place(words: tuple[Word, ...]) -> bool:
    """Whether the words together are the name of a country, a capital or a region (`French Guiana`, `Sri Lanka`)."""
    senses = gazetteer.load().senses(key(" ".join(word.text for word in words)))
    return any(sense.kind in ("country", "demonym", "capital", "region") and sense.population for sense in senses)


def _without_letters(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Leave out the letters after a full name (`Aoife Brennan MP`)."""
    while len(words) > 2 and words[-1].text.rstrip(".") in lexicon.words("postnominals"):
        words = words[:-1]
    return words


def _without_opener(words: tuple[Word, ...], tokens: Tokens) -> tuple[Word, ...]:
    """Leave out what only opens the sentence, unless it is a given name: `Said Daniel Kiprop`, `Mountainous Nepal`."""
    if len(words) < 2:
        return words
    first = words[0]
    verb = first.text.lower() in lexicon.words("speech_verbs") and _opens_sentence(tokens.text, first.start)
    named = tokens.held(first) or AGE.match(tokens.text, words[-1].end)
    common = _opens_sentence(tokens.text, first.start) and _is_english(first, words[1], tokens)
    return words[1:] if verb or common or (first.text in DAYS and not named) else words


def _is_english(word: Word, after: Word, tokens: Tokens) -> bool:
    """Whether a sentence's first word is an ordinary one before a name, though the model may hold it for the name's."""
    if tokens.is_proper(word) or names.is_given_name(word.text) or is_abbreviated(word.text):
        return False
    return word.text.lower() in tokens.lower or word.text.endswith(("ing", "ous")) or is_known_place((after,))


def _without_organisation(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Leave out an organisation before a full name (`Refugee Council Karim Bensaid`)."""
    inside = range(1, len(words) - 2)
    last = max((i for i in inside if words[i].text in lexicon.words("organisation_words")), default=-1)
    return words[last + 1 :]


def _without_others(words: tuple[Word, ...], labels: list[str]) -> tuple[Word, ...]:
    """Leave out an organisation or a place before words that the model gives to nothing (`Leeds Amneh Safi`)."""
    start = next((index for index, label in enumerate(labels) if label not in _OTHERS), 0)
    return words[start:] if len(words) - start > 1 and not any(labels[start:]) else words


def _is_particle(word: Word) -> bool:
    return word.text in lexicon.words("particles")


def _is_function_word(word: Word) -> bool:
    return word.text in lexicon.words("function_words") or word.text in lexicon.words("headline_verbs")


def _is_common(word: Word, tokens: Tokens) -> bool:
    """Whether a word in capitals is a headline's or a sentence's, not a name's: in small letters elsewhere."""
    if word.text in lexicon.words("organisation_words") or word.text in lexicon.words("place_words"):
        return False
    if _is_function_word(word):
        return True
    return word.text.lower() in tokens.lower and not names.is_given_name(word.text)


def _label(words: tuple[Word, ...], tokens: Tokens) -> str:
    """The label of most words; a tie goes to PERSON."""
    if len(words) == 1:
        return tokens.label(words[0])
    counts = Counter(tokens.label(word) for word in words)
    return max(counts, key=lambda label: (counts[label], label == "PERSON"))


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start]
    return "\n" in before or not before.strip() or before.rstrip().endswith(_SENTENCE_ENDS)


def _has_verb_after(tokens: Tokens, end: int) -> bool:
    """Whether a finite verb, a possessive or `and` with another name follows, as after a name that opens a sentence."""
    token = tokens.at(end) or tokens.at(end + 1)
    if token is None:
        return False
    paired = token.lower_ == "and" and token.i + 1 < len(token.doc) and token.nbor().is_title
    return paired or token.tag_ in {"VBD", "VBZ", "VBP", "MD", "POS"} or token.lower_ in _ADVERBS


def _is_attributive(tokens: Tokens, text: str, end: int) -> bool:
    """Whether a lower-case noun follows directly (`the Nardelli era`)."""
    token = tokens.at(end + 1) if text[end : end + 1] == " " else None
    return token is not None and token.is_lower and token.pos_ == "NOUN"
