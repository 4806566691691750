"""Quotations that several briefs have: one utterance by their words, unless a correction says that they are two."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from builder.brief import Brief, BriefQuote
from builder.corrections.kinds import AnyCorrection, NotTheSameWords, Suppress
from builder.identities.blocks import Blocks
from builder.utterances import noted
from builder.wordings import Alike, Said, same_utterances

# A quotation and the brief that it stands in.
Quoted = tuple[Brief, BriefQuote]

# The ids of a brief and of a quotation of it, by which corrections name them.
_Key = tuple[str, str | None]


@dataclass(slots=True)
class Memory:
    """What one collection found out that the next one need not: wordings that are alike, people that are the same."""

    alike: Alike = field(default_factory=Alike)
    blocks: Blocks = field(default_factory=Blocks)


@dataclass(frozen=True, slots=True)
class Repeats:
    """Groups of quotations of several briefs that are one utterance, the oldest report first.

    `unfit` are the corrections of quotations that are not there, or would not have been taken for one utterance.
    """

    groups: tuple[tuple[Quoted, ...], ...]
    unfit: tuple[NotTheSameWords, ...]


def repeats(
    briefs: Iterable[Brief],
    source: Callable[[BriefQuote], str | None],
    corrections: Iterable[AnyCorrection],
    ids: Mapping[PurePosixPath, str],
    memory: Memory,
) -> Repeats:
    """Find what stands in several briefs. `source` gives the id of who said a quotation, `ids` that of a brief.

    The memory spares what was found out before, and changes nothing else; it is left with what is known now.
    """
    corrections = list(corrections)
    quoted, words = _direct(briefs)
    numbers = _numbers(quoted, [one for one in corrections if isinstance(one, NotTheSameWords)], ids)
    apart: defaultdict[int, set[int]] = defaultdict(set)
    for pair in numbers.values():
        for one in pair:
            apart[one] |= pair - {one}
    found = same_utterances(
        words, lambda number: Said(quoted[number][1].text, source(quoted[number][1])), apart, memory.alike
    )
    memory.alike = found.alike
    groups = (tuple(sorted((quoted[number] for number in group), key=_age)) for group in found.groups)
    return Repeats(
        groups=tuple(group for group in groups if any(brief is not group[0][0] for brief, _ in group)),
        unfit=tuple(_unfit(corrections, numbers, found.parted)),
    )


def _direct(briefs: Iterable[Brief]) -> tuple[list[Quoted], list[bytes]]:
    """Give the quotations that can be told by their words, and what is noted of these."""
    quoted = [(brief, quote) for brief in briefs for quote in brief.quotes if quote.runs != b"" and not quote.reported]
    words = [noted(quote.text) if quote.runs is None else quote.runs for _, quote in quoted]
    if all(words):
        return quoted, words
    return [pair for pair, runs in zip(quoted, words, strict=True) if runs], [*filter(None, words)]


def _numbers(
    quoted: Sequence[Quoted], corrections: Sequence[NotTheSameWords], ids: Mapping[PurePosixPath, str]
) -> dict[NotTheSameWords, frozenset[int]]:
    """Give the numbers of the two quotations of each correction, where both are there."""
    wanted = {key for correction in corrections for key in _keys(correction)}
    if not wanted:
        return {}
    keys = ((ids[brief.path], quote.id) for brief, quote in quoted)
    known = {key: number for number, key in enumerate(keys) if key in wanted}
    found = {each: frozenset(known[key] for key in _keys(each) if key in known) for each in corrections}
    return {correction: pair for correction, pair in found.items() if len(pair) == 2}


def _keys(correction: NotTheSameWords) -> tuple[_Key, _Key]:
    return (correction.brief, correction.quote), (correction.other_brief, correction.other_quote)


def _unfit(
    corrections: Iterable[AnyCorrection],
    numbers: Mapping[NotTheSameWords, frozenset[int]],
    parted: Iterable[frozenset[int]],
) -> Iterator[NotTheSameWords]:
    """Give the corrections that keep nothing apart. Of what is withheld nobody can tell; those are not named."""
    corrections = list(corrections)
    hidden = {(one.brief, one.quote) for one in corrections if isinstance(one, Suppress)}
    for one in corrections:
        if isinstance(one, NotTheSameWords) and numbers.get(one) not in set(parted):
            keys = {*_keys(one), (one.brief, None), (one.other_brief, None)}
            if hidden.isdisjoint(keys):
                yield one


def _age(quoted: Quoted) -> tuple[bool, str, PurePosixPath]:
    brief, _ = quoted
    return not brief.date, brief.date or "", brief.path
