"""The same words again: which quotations are one utterance, reported more than once and not always word for word.

Quotations are brought to plain words: without case, accents, marks, ellipses and what stands in square brackets. Two
are one utterance if the words of the shorter one stand in the longer one in the same order, up to small changes, or if
they share a long stretch; and if enough of the shared words are none of which stock phrases are made. Where two
different people are said to have said it, or it is not known who did, more words must be shared.

Only quotations that share a rare run of words are compared. The runs by which they find each other are few (Schleimer,
Wilkerson, Aiken 2003, "Winnowing: local algorithms for document fingerprinting") and are noted with each quotation when
its brief is read. The measure of order is the longest common subsequence of words, by the bit-parallel method of Hyyrö
2004, "Bit-parallel LCS-length computation revisited".
"""

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cache
from typing import TypeVar
from zlib import crc32

from builder import datafiles
from builder.brief import Brief
from builder.duplicates import words_of

# A quotation of fewer words is a phrase that many people use.
SHORTEST = 5

# Of three runs in a row the one with the smallest hash is kept: any five shared words that tell something share a run.
_RUN, _WINDOW = 3, 3

# Runs that stand in more different wordings than this are phrases, and lead to none of them.
_COMMON = 20

# So many runs are kept all of them: in a short quotation one changed word spoils three.
_FEW = 7

# Bytes of the runs of a long quotation, most often of a dozen words and more: two such are compared if they share two.
_LONG = 24

# Shared words, and those of them that are no stock words: by the same speaker, and otherwise.
_FEWEST, _FEWEST_TELLING = 4, 3
_FEWEST_OTHERWISE, _FEWEST_TELLING_OTHERWISE = 7, 4

# Telling words of a short saying that the same speaker repeats to the letter: "a door, not yet a house".
_FEWEST_TELLING_REPEATED = 2

# Of the words of the shorter quotation one in so many may differ, and so much of those that tell something.
_CHANGED, _TELLING = 4, 0.7

# What differs stands apart: so much of the shorter one's runs is whole. Words strewn over a long text are no quotation.
_WHOLE = 0.3

# More words than this with others in their place at an end of a wording are not changed: the sentence was cut there.
_SWAPPED = 3

# Runs that two quotations share if each has a sentence that the other has not, and between them the same ones.
_STRETCH = 12

_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f]")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_CAPITAL = re.compile(r"\[(\w)\](?=\w)")
_BRACKETED = re.compile(r"\[[^\]]*\]")

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Wording:
    """A quotation to be compared. `speaker` is somebody's id, or None where it is not known; `runs` is of `runs_of`."""

    text: str
    speaker: str | None
    runs: bytes


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one wording beside another: `same`, `other` (only here), `missing` (only there) or `cut` at an end."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Plain:
    """A quotation as plain words, its runs, and its words that are no stock words."""

    words: tuple[str, ...]
    speaker: str | None
    runs: frozenset[tuple[str, ...]]
    telling: frozenset[str]


def plain_words(text: str) -> list[str]:
    """Return the words of a quotation as they are compared."""
    text = _UNSEEN.sub("", unicodedata.normalize("NFKD", _CAPITAL.sub(r"\1", text)))
    return words_of(_BRACKETED.sub(" ", _APOSTROPHE.sub("", text)).casefold())


def runs_of(text: str) -> bytes:
    """Return the runs of words by which a quotation is found, hashed, four bytes each; none of one too short."""
    plain = plain_words(text)
    if len(plain) < SHORTEST:
        return b""
    hashes = [crc32(" ".join(run).encode()) for run in _runs(plain) if not _stock().issuperset(run)]
    window = 1 if len(hashes) <= _FEW else _WINDOW
    kept = {min(hashes[at : at + window]) for at in range(len(hashes) - window + 1)}
    return array("I", sorted(kept)).tobytes()


def surveyed(brief: Brief) -> Brief:
    """Note with each quotation of a brief the runs by which it is found; reported speech is not the speaker's words."""
    quotes = (replace(quote, runs=b"" if quote.reported else runs_of(quote.text)) for quote in brief.quotes)
    return replace(brief, quotes=tuple(quotes))


def same_utterances(wordings: Mapping[Key, Wording]) -> list[list[Key]]:
    """Group the keys of wordings of one utterance, in the order given; those alone are left out.

    The longest wordings come first, each of the others joins the one that it has most in common with. So the groups do
    not depend on the order, and the wordings at their heads are all of different utterances.
    """
    groups: list[list[Key]] = []
    index = _Index()
    plain = cache(lambda key: _plain(wordings[key]))
    for key, runs in _candidates(wordings):
        written = wordings[key].runs
        numbers = index.alike(written, runs)
        measured = [
            (shared, -number) for number in numbers if (shared := _shared(plain(key), plain(groups[number][0])))
        ]
        if measured:
            groups[-max(measured)[1]].append(key)
            continue
        index.add(written, runs, len(groups))
        groups.append([key])
    order = {key: number for number, key in enumerate(wordings)}
    together = [sorted(group, key=order.__getitem__) for group in groups if len(group) > 1]
    return sorted(together, key=lambda group: order[group[0]])


def is_same(one: str, other: str, *, by_same_speaker: bool) -> bool:
    """Tell whether two quotations are one utterance."""
    speakers = ("one", "one" if by_same_speaker else "other")
    return bool(_shared(*(_plain(Wording(text, who, b"")) for text, who in zip((one, other), speakers, strict=True))))


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


def _candidates(wordings: Mapping[Key, Wording]) -> list[tuple[Key, frozenset[int]]]:
    """Give the quotations that share rare runs with others, with these runs, the longest first."""
    keys: dict[bytes, list[Key]] = {}
    for key, wording in wordings.items():
        if wording.runs:
            keys.setdefault(wording.runs, []).append(key)
    everywhere = Counter(array("I", b"".join(keys)))
    rare = frozenset(run for run, count in everywhere.items() if 1 < count <= _COMMON)
    found = [
        (key, runs)
        for written, same in keys.items()
        if (runs := rare.intersection(array("I", written))) or len(same) > 1
        for key in same
    ]
    return sorted(found, key=lambda one: _longest_first(wordings[one[0]]))


def _longest_first(wording: Wording) -> tuple[int, str, str]:
    return -len(wording.text), wording.text, wording.speaker or ""


@dataclass(slots=True)
class _Index:
    """Utterances by the runs of the wordings at their heads."""

    by_run: dict[int, list[int]] = field(default_factory=dict)
    by_all: dict[bytes, list[int]] = field(default_factory=dict)
    long: set[int] = field(default_factory=set)

    def alike(self, written: bytes, runs: Iterable[int]) -> list[int]:
        """Return the numbers of utterances that share a run; of two long ones they must share more than one."""
        seen: set[int] = set()
        twice: set[int] = set()
        for run in runs:
            for number in self.by_run.get(run, ()):
                (twice if number in seen else seen).add(number)
        found = twice | (seen - self.long if len(written) >= _LONG else seen)
        return sorted(found.union(self.by_all.get(written, ()))) if found or written in self.by_all else []

    def add(self, written: bytes, runs: Iterable[int], number: int) -> None:
        """Enter the wording at the head of an utterance."""
        self.by_all.setdefault(written, []).append(number)
        for run in runs:
            self.by_run.setdefault(run, []).append(number)
        if len(written) >= _LONG:
            self.long.add(number)


def _plain(wording: Wording) -> _Plain:
    found = tuple(plain_words(wording.text))
    return _Plain(found, wording.speaker, frozenset(_runs(found)), frozenset(found) - _stock())


def _shared(one: _Plain, other: _Plain) -> int:
    """Count the words that two quotations share, in order, if they are one utterance; 0 if they are two."""
    shared, shortest = _in_order(one.words, other.words), min(len(one.words), len(other.words))
    telling, runs = len(one.telling & other.telling), len(one.runs & other.runs)
    known = one.speaker is not None and one.speaker == other.speaker
    if known and one.words == other.words and telling >= _FEWEST_TELLING_REPEATED:
        return shared
    fewest = (_FEWEST, _FEWEST_TELLING) if known else (_FEWEST_OTHERWISE, _FEWEST_TELLING_OTHERWISE)
    if shared < fewest[0] or telling < fewest[1]:
        return 0
    close = shortest - shared <= max(1, shortest // _CHANGED) and runs >= _WHOLE * (shortest - _RUN + 1)
    same = close and telling >= _TELLING * min(len(one.telling), len(other.telling))
    return shared if same or runs >= _STRETCH else 0


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
