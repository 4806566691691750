"""All wordings of a collection, which of them are alike, and the groups that are one utterance.

Of wordings with the same plain words there is one, whoever said them. It is compared with the others that share a rare
run with it; two long ones must share two. Which are alike does not depend on the rest of the collection but by how many
wordings share a run. So the pairs that are alike are kept from one build to the next, together with an index of the
runs, and only what is new, and what shares a run that became rare or common, is compared again. Like the index of the
briefs the file holds nothing that is not found anew when it is lost.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path
from types import MappingProxyType

import msgspec

from builder.files import Workshop
from builder.utterances import NAME, Plain, likeness, plain

FILE = "wordings.msgpack"

# Runs that stand in more different wordings than this are phrases, and lead to none of them.
_COMMON = 20

# Bytes noted of a long quotation, most often of sixteen words and more: two such are compared if they share two runs.
_LONG = NAME + 4 + 32

# Two wordings by their names, the smaller number first; and how alike they are, as `utterances.likeness` says it.
_Pair = tuple[int, int]
_Likeness = tuple[int, int]

_NOBODY: Mapping[int, Collection[int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation to be compared. `speaker` is somebody's id, or None where it is not known."""

    text: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Alike:
    """Wordings by the numbers that are their names: the runs in order, each beside the wording that has it; pairs."""

    names: frozenset[int] = frozenset()
    runs: "array[int]" = field(default_factory=lambda: array("I"))
    holders: "array[int]" = field(default_factory=lambda: array("Q"))
    pairs: Mapping[_Pair, _Likeness] = field(default_factory=dict)

    def holding(self, run: int) -> "array[int]":
        """Give the wordings that have a run."""
        start = bisect_left(self.runs, run)
        return self.holders[start : bisect_right(self.runs, run, start)]

    def is_rare(self, run: int) -> bool:
        """Tell whether a run leads from one wording to others."""
        start = bisect_left(self.runs, run)
        return 1 < bisect_right(self.runs, run, start) - start <= _COMMON


@dataclass(frozen=True, slots=True)
class Grouped:
    """Groups of quotations of one utterance, by their numbers in the order given, and which wordings are alike.

    `parted` are pairs that were to be `apart`, and that would otherwise have been compared and found one utterance.
    """

    groups: tuple[tuple[int, ...], ...]
    parted: frozenset[frozenset[int]]
    alike: Alike


def same_utterances(
    noted: Sequence[bytes],
    said: Callable[[int], Said],
    apart: Mapping[int, Collection[int]] = _NOBODY,
    before: Alike | None = None,
) -> Grouped:
    """Group quotations of one utterance, given what is `noted` of each, and what was `said` by its number there.

    The longest wordings come first, each of the others joins the one that it has most in common with. So the groups do
    not depend on the order, and the wordings at their heads are all of different utterances. Those that are `apart`
    from others are in no group with any of these. What was found out `before` changes no group.
    """
    names = array("Q", b"".join([words[:NAME] for words in noted]))
    times = Counter(names)
    alike = _brought_to(before or Alike(), names, noted, times, lambda number: said(number).text)
    near: defaultdict[int, list[tuple[int, _Likeness]]] = defaultdict(list)
    for (one, other), how in alike.pairs.items():
        near[one].append((other, how))
        if one != other:
            near[other].append((one, how))
    found = {number: said(number) for number, name in enumerate(names) if name in near}
    groups, parted = _grouped(found, names, near, apart)
    return Grouped(tuple(tuple(sorted(group)) for group in groups if len(group) > 1), frozenset(parted), alike)


def _grouped(
    found: Mapping[int, Said],
    names: Sequence[int],
    near: Mapping[int, Sequence[tuple[int, _Likeness]]],
    apart: Mapping[int, Collection[int]],
) -> tuple[list[list[int]], set[frozenset[int]]]:
    """Put each quotation into the group whose head it is most like, or at the head of one of its own."""
    groups: list[list[int]] = []
    heads: defaultdict[int, list[int]] = defaultdict(list)
    parted: set[frozenset[int]] = set()
    for number in sorted(found, key=lambda number: _longest_first(found[number])):
        speaker = found[number].speaker
        best = (0, 0)
        for name, how in near[names[number]]:
            for group in heads[name]:
                known = speaker is not None and speaker == found[groups[group][0]].speaker
                shared = how[0 if known else 1]
                others = set(groups[group]).intersection(apart.get(number, ())) if shared else ()
                parted |= {frozenset((number, other)) for other in others}
                if not others:
                    best = max(best, (shared, -group))
        if best[0]:
            groups[-best[1]].append(number)
        else:
            heads[names[number]].append(len(groups))
            groups.append([number])
    return groups, parted


def _longest_first(said: Said) -> tuple[int, str, str]:
    return -len(said.text), said.text, said.speaker or ""


def _brought_to(
    before: Alike, names: Sequence[int], noted: Sequence[bytes], times: Counter[int], text: Callable[[int], str]
) -> Alike:
    """Compare what is new, and what is found otherwise than before."""
    new, gone = times.keys() - before.names, before.names - times.keys()
    repeated = {(name, name) for name, often in times.items() if often > 1 and (name, name) not in before.pairs}
    if not (new or gone or repeated):
        return before
    written = dict(zip(names, noted, strict=True))
    index, touched = _indexed(before, new, gone, written)
    changed = set(_found_otherwise(before, index, touched, new))
    kept = {pair: how for pair, how in before.pairs.items() if pair not in changed and gone.isdisjoint(pair)}
    numbers = {name: number for number, name in enumerate(names)}
    plainly: Callable[[int], Plain] = cache(lambda name: plain(text(numbers[name])))
    candidates = {*repeated, *_with_new(index, new, written), *_again(index, changed, written)}
    compared = {(one, other): likeness(plainly(one), plainly(other)) for one, other in candidates}
    alike = {pair: how for pair, how in compared.items() if how[0] or pair in repeated}
    return Alike(frozenset(times), index.runs, index.holders, kept | alike)


def _indexed(
    before: Alike, new: Collection[int], gone: Collection[int], written: Mapping[int, bytes]
) -> tuple[Alike, set[int]]:
    """Put what is new into the index, and take out what is gone; give also the runs of both."""
    old = [at for at, name in enumerate(before.holders) if name in gone] if gone else []
    runs, holders = _without(before.runs, old), _without(before.holders, old)
    fresh = sorted((run, name) for name in new for run in _runs(written[name]))
    places = [bisect_left(runs, run) for run, _ in fresh]
    touched = {before.runs[at] for at in old}.union(run for run, _ in fresh)
    index = Alike(
        runs=_with(runs, places, [run for run, _ in fresh]), holders=_with(holders, places, [name for _, name in fresh])
    )
    return index, touched


def _without(column: "array[int]", places: Iterable[int]) -> "array[int]":
    kept, start = array(column.typecode), 0
    for place in places:
        kept += column[start:place]
        start = place + 1
    return kept + column[start:]


def _with(column: "array[int]", places: Iterable[int], values: Iterable[int]) -> "array[int]":
    """Put each value before the one at its place, as the column was."""
    filled, start = array(column.typecode), 0
    for place, value in zip(places, values, strict=True):
        if start < place:
            filled += column[start:place]
            start = place
        filled.append(value)
    return filled + column[start:]


def _runs(noted: bytes) -> "array[int]":
    return array("I", noted[NAME:])


def _found_otherwise(before: Alike, index: Alike, touched: Iterable[int], new: Collection[int]) -> Iterator[_Pair]:
    """Give the older pairs that share a run which has become rare, or common."""
    for run in touched:
        if before.is_rare(run) != index.is_rare(run):
            yield from combinations(sorted(name for name in index.holding(run) if name not in new), 2)


def _with_new(index: Alike, new: Collection[int], written: Mapping[int, bytes]) -> Iterator[_Pair]:
    """Give the pairs to be compared of which one at least is new."""
    shared: Counter[_Pair] = Counter()
    all_new = len(new) == len(written)
    for run in {run for name in new for run in _runs(written[name])}:
        holders = index.holding(run)
        if 1 < len(holders) <= _COMMON:
            pairs = combinations(sorted(holders), 2)
            shared.update(pairs if all_new else (pair for pair in pairs if pair[0] in new or pair[1] in new))
    yield from (pair for pair, often in shared.items() if often > 1 or _is_enough(1, *map(written.__getitem__, pair)))


def _again(index: Alike, pairs: Iterable[_Pair], written: Mapping[int, bytes]) -> Iterator[_Pair]:
    """Give those of the pairs that are to be compared now."""
    for one, other in pairs:
        often = sum(map(index.is_rare, set(_runs(written[one])).intersection(_runs(written[other]))))
        if _is_enough(often, written[one], written[other]):
            yield one, other


def _is_enough(often: int, one: bytes, other: bytes) -> bool:
    """Tell whether two wordings that share so many rare runs are to be compared."""
    are_long = len(one) >= _LONG and len(other) >= _LONG
    return often > 1 or (often == 1 and (not are_long or one[NAME:] == other[NAME:]))


class _File(msgspec.Struct, frozen=True, array_like=True):
    """What is kept: made by which code, and the arrays, as they lie in memory."""

    code: str
    names: bytes
    runs: bytes
    holders: bytes
    pairs: bytes


def load(folder: Path, code: str) -> Alike:
    """Read what was found out before by the same code; nothing where that cannot be read."""
    try:
        found = msgspec.msgpack.decode((folder / FILE).read_bytes(), type=_File)
        names, holders, pairs = (array("Q", column) for column in (found.names, found.holders, found.pairs))
        runs = array("I", found.runs)
    except (OSError, ValueError, msgspec.MsgspecError):
        return Alike()
    if found.code != code or len(runs) != len(holders) or len(pairs) % 4:
        return Alike()
    rows = zip(*(pairs[start::4] for start in range(4)), strict=True)
    return Alike(
        frozenset(names), runs, holders, {(one, other): (same, not_same) for one, other, same, not_same in rows}
    )


def save(alike: Alike, folder: Path, code: str, workshop: Workshop) -> None:
    """Keep what was found out."""
    pairs = array("Q", [value for pair, how in alike.pairs.items() for value in (*pair, *how)])
    columns = (array("Q", sorted(alike.names)), alike.runs, alike.holders, pairs)
    workshop.write(folder / FILE, msgspec.msgpack.encode(_File(code, *(column.tobytes() for column in columns))))
