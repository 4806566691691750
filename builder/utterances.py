"""The same words again: which quotations are one utterance, reported more than once and not always word for word.

Quotations are brought to plain words: without case, accents, marks, ellipses and what stands in square brackets. Two
are one utterance if the words of the shorter one stand in the longer one in the same order, up to small changes, or if
they share a long stretch; and if enough of the shared words are none of which stock phrases are made. Where two
different people are said to have said it, or it is not known who did, more words must be shared.

Only quotations that share a rare run of words are compared (`builder/wordings.py`). The runs by which they find each
other are few (Schleimer, Wilkerson, Aiken 2003, "Winnowing: local algorithms for document fingerprinting") and are
noted with each quotation when its brief is read. The measure of order is the longest common subsequence of words, by
the bit-parallel method of Hyyrö 2004, "Bit-parallel LCS-length computation revisited".
"""

import hashlib
import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from zlib import crc32

from builder import datafiles
from builder.brief import Brief
from builder.duplicates import words_of

# A quotation of fewer words is a phrase that many people use.
SHORTEST = 5

# Of three runs in a row the one with the smallest hash is kept: any five shared words that tell something share a run.
_RUN, _WINDOW = 3, 3

# So many runs are kept all of them: in a short quotation one changed word spoils three.
_FEW = 7

# Bytes of the name of a quotation's words.
NAME = 8

# Shared words, and those of them that are no stock words: by the same speaker, and otherwise.
_FEWEST, _FEWEST_TELLING = 4, 3
_FEWEST_OTHERWISE, _FEWEST_TELLING_OTHERWISE = 7, 4

# Telling words of a short saying that the same speaker repeats to the letter: "a door, not yet a house".
_FEWEST_TELLING_REPEATED = 2

# Of the words of the shorter quotation one in so many may differ, and so much of those that tell something.
_CHANGED, _TELLING = 4, 0.7

# So many words that tell something, if each has the same ones and no more, are one utterance in whatever order.
_ALL_TELLING, _ALL_TELLING_OTHERWISE = 4, 5

# What differs stands apart: so much of the shorter one's runs is whole. Words strewn over a long text are no quotation.
_WHOLE = 0.3

# More words than this with others in their place at an end of a wording are not changed: the sentence was cut there.
_SWAPPED = 3

# Runs that two quotations share if each has a sentence that the other has not, and between them the same ones.
_STRETCH = 12

_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f]")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_CAPITAL = re.compile(r"\[(\w)\](?=\w)")
# British spellings to American ones, also in words that both write alike: it is done to all that is compared.
_SPELLINGS = (
    (re.compile(r"(?<=\w\w)our(?=(?:s|ed|ing|ite)?\b)"), "or"),
    (re.compile(r"is(?=(?:e|ed|es|ing|ations?)\b)"), "iz"),
    (re.compile(r"(?<=\w\w)tre(?=s?\b)"), "ter"),
    (re.compile(r"ogu(?=(?:e|es|ed|ing)\b)"), "og"),
    (re.compile(r"oge(?=[sd]?\b)"), "og"),
    (re.compile(r"\bgrey"), "gray"),
    (re.compile(r"\bprogramme(?=s?\b)"), "program"),
)
_BRACKETED = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one wording beside another: `same`, `other` (only here), `missing` (only there) or `cut` at an end."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Plain:
    """A quotation as plain words, its runs, and its words that are no stock words."""

    words: tuple[str, ...]
    runs: frozenset[tuple[str, ...]]
    telling: frozenset[str]


def plain_words(text: str) -> list[str]:
    """Return the words of a quotation as they are compared."""
    text = _UNSEEN.sub("", unicodedata.normalize("NFKD", _CAPITAL.sub(r"\1", text)))
    folded = _BRACKETED.sub(" ", _APOSTROPHE.sub("", text)).casefold()
    for british, american in _SPELLINGS:
        folded = british.sub(american, folded)
    return words_of(folded)


def noted(text: str) -> bytes:
    """Return what is noted of a quotation's words: their name in eight bytes, then the runs by which it is found.

    Each run is hashed into four bytes, the last stands for all of them. Of a quotation too short nothing is noted.
    """
    plain = plain_words(text)
    if len(plain) < SHORTEST:
        return b""
    hashes = [crc32(" ".join(run).encode()) for run in _runs(plain) if not _stock().issuperset(run)]
    window = 1 if len(hashes) <= _FEW else _WINDOW
    kept = array("I", sorted({min(hashes[at : at + window]) for at in range(len(hashes) - window + 1)}))
    kept.append(crc32(kept.tobytes()))
    return hashlib.blake2b(" ".join(plain).encode(), digest_size=NAME).digest() + kept.tobytes()


def surveyed(brief: Brief) -> Brief:
    """Note with each quotation of a brief the runs by which it is found; reported speech is not the speaker's words."""
    quotes = (replace(quote, runs=b"" if quote.reported else noted(quote.text)) for quote in brief.quotes)
    return replace(brief, quotes=tuple(quotes))


def is_same(one: str, other: str, *, by_same_speaker: bool) -> bool:
    """Tell whether two quotations are one utterance."""
    return bool(likeness(plain(one), plain(other))[0 if by_same_speaker else 1])


def likeness(one: Plain, other: Plain) -> tuple[int, int]:
    """Count the words that two quotations share, in order, if they are one utterance; 0 if they are two.

    The first number is for two by the same speaker, the second for two by others or by somebody who is not known.
    """
    shortest = min(len(one.words), len(other.words))
    telling, runs = len(one.telling & other.telling), len(one.runs & other.runs)
    whole = runs >= _WHOLE * (shortest - _RUN + 1)
    alike = one.telling == other.telling
    if telling < _FEWEST_TELLING_REPEATED or not (whole or alike or runs >= _STRETCH):
        return 0, 0
    shared = _in_order(one.words, other.words)
    close = whole and shortest - shared <= max(1, shortest // _CHANGED)
    same = close and telling >= _TELLING * min(len(one.telling), len(other.telling))
    if same or runs >= _STRETCH:
        repeated = one.words == other.words
        enough = repeated or (shared >= _FEWEST and telling >= _FEWEST_TELLING)
        enough_otherwise = shared >= _FEWEST_OTHERWISE and telling >= _FEWEST_TELLING_OTHERWISE
    else:
        enough = alike and telling >= _ALL_TELLING
        enough_otherwise = alike and telling >= _ALL_TELLING_OTHERWISE
    return shared if enough else 0, shared if enough_otherwise else 0


def plain(text: str) -> Plain:
    """Return a quotation as it is compared."""
    found = tuple(plain_words(text))
    return Plain(found, frozenset(_runs(found)), frozenset(found) - _stock())


def compared(wording: str, first: str) -> list[Piece]:
    """Lay a wording beside another one: what is the same in both, and what is not, in the words as printed."""
    here, there = wording.split(), first.split()
    steps = SequenceMatcher(None, _keys(there), _keys(here), autojunk=False).get_opcodes()
    pieces: list[Piece] = []
    for number, (step, start, end, begin, stop) in enumerate(steps):
        if start < end and step != "equal":
            at_an_end = number in {0, len(steps) - 1} and (step == "delete" or end - start > _SWAPPED)
            kind = "cut" if at_an_end else "missing"
            pieces.append(Piece(kind, " ".join(there[start:end])))
        if begin < stop:
            pieces.append(Piece("same" if step == "equal" else "other", " ".join(here[begin:stop])))
    return pieces


def _keys(printed: Iterable[str]) -> list[str]:
    return [" ".join(plain_words(word)) for word in printed]


def _in_order(one: Sequence[str], other: Iterable[str]) -> int:
    """Count the words of the longest common subsequence."""
    places: dict[str, int] = {}
    for at, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << at
    everywhere = row = (1 << len(one)) - 1
    for word in other:
        matched = row & places.get(word, 0)
        row = (row + matched | row - matched) & everywhere
    return len(one) - row.bit_count()


def _runs(found: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(found[at : at + _RUN]) for at in range(len(found) - _RUN + 1))


@cache
def _stock() -> frozenset[str]:
    return frozenset(word for line in datafiles.lines("builder", "stock_words.txt") for word in line.split())
