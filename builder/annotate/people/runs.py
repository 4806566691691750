"""Runs of capitalised words: where names can stand in a text, before anyone judges what they name.

A run is cut at lower-case words (but for particles: `van der`, `bin`), at punctuation, and at words that begin with a
capital only because a sentence does. It knows nothing of spaCy but what `held` tells it: whether the model takes a
word to be inside a person's name.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from msgspec import Struct

from builder.annotate import lexicon

# Initials with their full stops (`K.C.`, `L.`); or a word, whose apostrophe and hyphen join it only to more letters
# (`O'Neal`, `Lvova-Belova`) so that a possessive or a contraction stays outside.
_WORD = re.compile(
    r"(?:[^\W\d_]\.)+(?:-[^\W\d_]\.)?"
    r"|[^\W\d_](?:\w|['’ʻʼ](?=[^\W\d_]{2})(?!(?:ll|re|ve)\b)|[-‐‑](?=[^\W\d_]))*"
)
_GAP = re.compile(r"[ \u00a0]{1,2}")
_ABBREVIATION_GAP = re.compile(r"\.[ \u00a0]{1,2}")
_SUFFIX_GAP = re.compile(r",?[ \u00a0]")
_NICKNAME_OPENS = re.compile(r" [\"“‘'(]")
_NICKNAME_CLOSES = re.compile(r"[\"”’')] ")

MONTHS = frozenset({"January", "March", "April", "May", "June", "August"})
DAYS = MONTHS | {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
"""Days and months that are given names too: they may open a name; only a month goes on with one (`Theresa May`)."""

SUFFIXES = frozenset({"Jr", "Sr", "Jnr", "Snr", "II", "III", "IV"})

_ARTICLES = frozenset({"al", "el", "ul", "as", "ad", "ar", "ash", "an", "at", "az"})

# A particle that is an English word, or too short to trust, opens no run of its own.
_OPENING_PARTICLES = frozenset({"van", "von", "der", "den", "bin", "ibn", "al", "el", "di", "della", "de", "ter"})

# A line that ends without a full stop is no headline if it is longer.
_LONGEST_HEADLINE = 140
# A text with fewer sentences, or more lines to each, is a list.
_FEWEST_SENTENCES = 3
_MOST_LINES = 8
# In a text that was broken to a width, this share of the lines goes on with a small letter.
_BROKEN_SHARE = 0.2
# A quotation with a dash and a name after it, or the dash and the name on a line of their own.
_SIGNED = re.compile(r"(?:^|[”\"’»] ?)[—–-] ?[^\W\da-z_]")

# The most words that a nickname in quotation marks has (`Dwayne “The Rock” Johnson`).
_LONGEST_NICKNAME = 2

# A line in which this share of the longer words is capitalised is a headline in title case.
_HEADLINE_SHARE = 0.7


class Word(Struct, frozen=True):  # made for every word of a text, in a quarter of a dataclass's time
    """One word with its offsets in the text; `nickname` marks one that was printed in quotation marks or brackets."""

    text: str
    start: int
    end: int
    nickname: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Adjacent name words; `loud` when they stand in a headline, where a capital proves nothing."""

    words: tuple[Word, ...]
    loud: bool = False


def find_runs(text: str, held: Callable[[Word], bool]) -> list[Run]:
    """All runs of `text`, in order. `held(word)` says that the model puts the word inside a person's name."""
    runs: list[Run] = []
    for start, end in _lines(text):
        words = [Word(m[0], m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
        if _is_shouted(words):
            runs += [Run((word,), loud=True) for word in words]
        elif _is_headline(words, text[start:end]):
            line = _Line(text, lambda word: not held(word), held)
            runs += [Run(run, loud=True) for run in line.runs(words)]
        else:
            line = _Line(text, lambda word: _breaks(word, held), held)
            runs += [Run(run) for run in line.runs(words)]
    return runs


def lone_lines(text: str) -> list[tuple[int, int]]:
    """Where lines stand alone that are no sentences: headlines, names, links to other articles.

    There are none in a text of so few sentences that it can be a list itself, and none among lines broken to a width.
    """
    lines = [(start, end) for start, end in _lines(text) if text[start:end].strip()]
    prose = [_is_prose(text[start:end].strip()) for start, end in lines]
    broken = sum(text[start:end].lstrip()[0].islower() for start, end in lines)
    if sum(prose) < max(_FEWEST_SENTENCES, len(lines) / _MOST_LINES) or broken > _BROKEN_SHARE * len(lines):
        return []
    lone: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        opens = index == 0 or prose[index - 1] or lines[index - 1] in lone[-1:]
        after = text[lines[index + 1][0]] if index + 1 < len(lines) else ""
        if not prose[index] and opens and not (after.islower() or after.isspace()):
            lone.append(line)
    return lone


def _is_prose(line: str) -> bool:
    """Whether a line is a sentence, or somebody's signed words (`“Never again.” — Ana Reyes, Cork`)."""
    return len(line) > _LONGEST_HEADLINE or line.rstrip(")”’\"'")[-1:] in tuple(".!?:;,…") or bool(_SIGNED.search(line))


def is_suffix(word: str) -> bool:
    """Whether the word is a generational suffix (`Jr.`, `III`)."""
    return word.rstrip(".") in SUFFIXES


def is_capitalised(word: str) -> bool:
    """Whether the word looks like part of a name: a capital first, or an Arabic article before one."""
    if word[0].isupper():
        head, hyphen, tail = word.partition("-")
        return not (hyphen and tail in lexicon.words("adjective_endings"))
    head, hyphen, tail = word.partition("-")
    return bool(hyphen) and head in _ARTICLES and tail[:1].isupper()


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)


def _is_shouted(words: list[Word]) -> bool:
    return len(words) > 1 and all(word.text.isupper() for word in words)


def _is_headline(words: list[Word], line: str) -> bool:
    long_words = [word for word in words if len(word.text) > 3]
    if len(long_words) < 3 or line.rstrip()[-1:] in tuple('.!?:;,"”'):
        return False
    return sum(word.text[0].isupper() for word in long_words) >= _HEADLINE_SHARE * len(long_words)


def _breaks(word: Word, held: Callable[[Word], bool]) -> bool:
    if is_shouting(word.text):
        return word.text not in lexicon.words("offices")
    return word.text in lexicon.words("function_words") and word.text not in DAYS and not held(word)


def is_shouting(word: str) -> bool:
    """Whether the word is in capitals and too long for initials (`NASA`, `LONDON`)."""
    return len(word) > 2 and word.isupper() and "." not in word and word not in SUFFIXES


class _Line:
    """Cuts the words of one line into runs; `breaks` says which capitalised words stand for themselves."""

    def __init__(self, text: str, breaks: Callable[[Word], bool], held: Callable[[Word], bool]) -> None:
        self._text = text
        self._breaks = breaks
        self._held = held
        self._run: list[Word] = []
        self._particles: list[Word] = []
        self._found: list[tuple[Word, ...]] = []

    def runs(self, words: list[Word]) -> list[tuple[Word, ...]]:
        """The runs of the line's words, in order."""
        skipped = 0
        for index, word in enumerate(words):
            nickname = _nickname_length(self._text, words, index, self._run[-1]) if self._run and not skipped else 0
            if skipped:
                skipped -= 1
            elif nickname and (nickname == 1 or self._held(words[index + nickname])):
                end = words[index + nickname - 1].end
                self._run.append(Word(self._text[word.start : end], word.start, end, nickname=True))
                skipped = nickname - 1
            elif word.text in lexicon.words("particles"):
                self._take_particle(word)
            elif is_capitalised(word.text):
                self._take_name(word)
            else:
                self._close()
        self._close()
        return self._found

    def _close(self) -> None:
        if self._run:
            self._found.append(tuple(self._run))
        self._run, self._particles = [], []

    def _is_joined(self, word: Word) -> bool:
        before = (self._particles or self._run)[-1:]
        return bool(before) and _joined(self._text, before[0], word)

    def _take_particle(self, word: Word) -> None:
        if not self._is_joined(word):
            self._close()
        if self._run or self._particles or word.text in _OPENING_PARTICLES:
            self._particles.append(word)

    def _take_name(self, word: Word) -> None:
        joined = self._is_joined(word)
        last = self._run[-1] if self._run and joined else None
        if self._breaks(word) and not (last and (self._particles or _goes_on(last, word, self._held))):
            self._close()
            self._found.append((word,))
        elif joined and (word.text not in DAYS or self._is_month_in_name(last, word)):
            self._run += [*self._particles, word]
            self._particles = []
        else:
            self._close()
            self._run = [word]

    def _is_month_in_name(self, last: Word | None, word: Word) -> bool:
        """Whether a month is a surname: after a given name, and with no day after it."""
        if word.text not in MONTHS or last is None or last.text not in lexicon.table("given_names"):
            return False
        return not self._text[word.end : word.end + 2].strip().isdigit()


def _goes_on(before: Word, word: Word, held: Callable[[Word], bool]) -> bool:
    """Whether a short word that looks like a sentence's first is a surname after a given name (`James To`)."""
    return held(before) and len(word.text) < 4 and not word.text.isupper() and not is_abbreviated(before.text)


def is_abbreviated(word: str) -> bool:
    """Whether a full stop may follow the word inside a sentence."""
    return word.endswith(".") or word in lexicon.words("abbreviated_titles")


def _joined(text: str, before: Word, word: Word) -> bool:
    gap = text[before.end : word.start]
    if _GAP.fullmatch(gap) or (not gap and before.text.endswith(".")):  # `R.Sampanthan`
        return True
    if before.nickname and _NICKNAME_CLOSES.fullmatch(gap):
        return True
    if before.text in lexicon.words("abbreviated_titles") and _ABBREVIATION_GAP.fullmatch(gap):
        return True
    return is_suffix(word.text) and bool(_SUFFIX_GAP.fullmatch(gap))


def _nickname_length(text: str, words: list[Word], index: int, before: Word) -> int:
    """How many words from `index` on are a nickname in quotation marks or brackets inside a name; 0 if none are."""
    if not _NICKNAME_OPENS.fullmatch(text[before.end : words[index].start]):
        return 0
    for length in range(1, _LONGEST_NICKNAME + 1):
        inside, after = words[index : index + length], words[index + length : index + length + 1]
        if not after or not all(word.text[0].isupper() for word in inside) or not after[0].text[0].isupper():
            continue
        shouted = all(word.text.isupper() and "." not in word.text for word in inside)
        if not shouted and _NICKNAME_CLOSES.fullmatch(text[inside[-1].end : after[0].start]):
            return length
    return 0
