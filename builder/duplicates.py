"""The same text again: a sketch of each text, and the groups of those whose sketches are nearly the same.

A sketch holds the smallest `SIZE` hashes of a text's runs of four words (a bottom-k sketch: Broder 1997, "On the
resemblance and containment of documents"). Two sketches tell how much two texts have in common without the texts. It
stands in the notes of a brief: the site is made from the briefs alone, and knows by them which tell the same.

On 299 real articles, each against all others and against edited copies of its own: unrelated texts share at most 3 % of
their runs; of copies with every fiftieth word changed 19 in 20 share 81 % and more, of those without their last quarter
55 %. MinHash of datasketch gives the same figures, but brings scipy (140 MB); the hash of trafilatura cannot tell such
copies from unrelated texts. The format must not change without need: sketches lie in the records of every collection.
"""

import base64
import binascii
import re
import struct
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TypeVar

# Hashes in a sketch: the share of two texts is known to about 7 in 100.
SIZE = 48
# Hashes by which candidates are found. Of two texts that share a quarter, all but one in a hundred pairs share one.
_INDEXED = 16
# Texts that share a run of words with so many others share a phrase; without this a thousand weather reports that all
# begin alike would each be compared with each.
_COMMON = 50
_RUN = 4
_WORD = re.compile(r"\w+")
# Fewer runs than this say nothing: "More details soon." stands in many articles.
_FEWEST_RUNS = 15
# The shorter text is nearly all in the longer one, which is not much longer: an update, or a copy with its end cut off.
_CONTAINED = 0.7
_SHARED = 0.25

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class _Sketch:
    runs: int
    hashes: tuple[int, ...]
    all: frozenset[int]


def sketch(text: str) -> str:
    """Return the sketch of a text: the number of its different runs, and their smallest hashes in Base64."""
    words = [word.lower() for word in words_of(text)]
    runs = {" ".join(words[at : at + _RUN]) for at in range(max(len(words) - _RUN + 1, min(len(words), 1)))}
    hashes = sorted({int.from_bytes(blake2b(run.encode(), digest_size=4).digest(), "big") for run in runs})
    smallest = struct.pack(f">{len(hashes[:SIZE])}I", *hashes[:SIZE])
    return f"{len(hashes)}:{base64.b64encode(smallest).decode()}"


def words_of(text: str) -> list[str]:
    """Return the words of a text; of scripts without spaces, whose words are whole clauses, the characters."""
    words = _WORD.findall(text)
    return words if sum(map(len, words)) < 12 * max(len(words), 1) else list("".join(words))


def same_texts(sketches: Mapping[Key, str]) -> list[list[Key]]:
    """Group the keys of texts that are the same up to small changes, in the order given; those alone are left out.

    A text joins the first group whose first text it is like. Only texts that share a hash are compared, so ten times as
    many texts take ten times as long.
    """
    groups: list[list[Key]] = []
    first: list[_Sketch] = []
    index: dict[int, list[int]] = {}
    for key, written in sketches.items():
        found = _read(written)
        if found is None or found.runs < _FEWEST_RUNS:
            continue
        alike = (index.get(value, ()) for value in found.hashes[:_INDEXED])
        known = {number for numbers in alike if len(numbers) <= _COMMON for number in numbers}
        number = next((number for number in sorted(known) if _alike(found, first[number])), None)
        if number is not None:
            groups[number].append(key)
            continue
        for value in found.hashes[:_INDEXED]:
            index.setdefault(value, []).append(len(groups))
        groups.append([key])
        first.append(found)
    return [group for group in groups if len(group) > 1]


def length(written: str) -> int:
    """Return how long the text of a sketch is, in different runs of words; 0 for what is no sketch."""
    found = _read(written)
    return found.runs if found else 0


@lru_cache(maxsize=1 << 16)  # articles are compared, and then their briefs
def _read(written: str) -> _Sketch | None:
    """Read a sketch from a record; None for what a person made of it."""
    runs, _, packed = written.partition(":")
    try:
        data = base64.b64decode(packed, validate=True)
        hashes = struct.unpack(f">{len(data) // 4}I", data)
        return _Sketch(int(runs), hashes, frozenset(hashes))
    except (ValueError, binascii.Error, struct.error):
        return None


def _alike(one: _Sketch, other: _Sketch) -> bool:
    """Tell whether two texts are the same up to small changes, or one of them is most of the other."""
    both = one.all & other.all
    if len(both) < _SHARED * min(SIZE, max(len(one.hashes), len(other.hashes))):
        return False  # as nearly always; what follows takes its time
    union = sorted(one.all | other.all)[:SIZE]
    shared = sum(value in both for value in union) / max(len(union), 1)
    contained = shared / (1 + shared) * (one.runs + other.runs) / max(min(one.runs, other.runs), 1)
    return shared >= _SHARED and contained >= _CONTAINED
