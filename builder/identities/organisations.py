"""The organisations of a collection: names that differ in case, article or legal form are one, and known acronyms.

An acronym is known where a brief notes it as another name of exactly one organisation, or where it is on our list of
bodies of world news. Ids go by the rule of the people's: the slug of the name in the oldest brief.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from builder.brief import Brief
from builder.corrections.kinds import AnyCorrection, MergeOrganisations
from builder.identities import lexicon
from builder.slugs import slug


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """One organisation: the id, the name printed in most briefs, and the other ones, the most frequent first."""

    id: str
    name: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Organisations:
    """All organisations by id; `keys` leads from the keys of their names to ids, `moved` from slugs that are no ids.

    `unfit` are the corrections that are about nothing that there is.
    """

    known: Mapping[str, KnownOrganisation]
    keys: Mapping[str, str]
    moved: Mapping[str, str]
    unfit: tuple[AnyCorrection, ...]

    def id_of(self, name: str) -> str | None:
        """The id of the organisation that goes by a printed name."""
        return self.keys.get(key_of(name))


def key_of(name: str) -> str:
    """What a name has in common with all that are printed a little otherwise: "the Acme Co. (AC)" is "Acme"."""
    name = name.partition(" (")[0]
    words = slug(name.replace("&", " and ").replace("’s ", "s ").replace("'s ", "s ")).split("-")
    words = words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words
    while len(words) > 1 and words[-1] in lexicon.words("legal_forms"):
        words.pop()
    return "-".join(words)


def organisations(briefs: Iterable[Brief], corrections: Iterable[AnyCorrection] = ()) -> Organisations:
    """Find out which organisations the briefs name, whatever order they come in, and merge those that are to be."""
    ordered = sorted(briefs, key=lambda brief: (brief.date is None, brief.date or "", brief.path))
    merges = [correction for correction in corrections if isinstance(correction, MergeOrganisations)]
    same = _merged(_same_keys(ordered), merges)
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, str] = {}
    for brief in ordered:
        for name, others in _named(brief):
            key = _follow(same, key_of(name))
            first.setdefault(key, slug(name))
            names[key].update(dict.fromkeys((name, *others), 1))
    keys = first | {old: first[new] for old in same if (new := _follow(same, old)) in first}
    shown = {_follow(same, key_of(merge.organisations[0])): merge.organisations[0] for merge in merges}
    known = {first[key]: _known(first[key], counts, shown.get(key)) for key, counts in names.items()}
    listed = {slug(name): keys[key_of(name)] for brief in ordered for name in brief.organisations}
    printed = {key_of(name) for counts in names.values() for name in counts}
    return Organisations(
        known=known,
        keys=keys,
        moved={old: new for old, new in listed.items() if old not in known},
        unfit=tuple(merge for merge in merges if printed.isdisjoint(map(key_of, merge.organisations[1:]))),
    )


def _merged(same: Mapping[str, str], merges: Iterable[MergeOrganisations]) -> dict[str, str]:
    """Lead the keys of names that a person says are one organisation's to the key of the first."""
    merged = dict(same)
    for merge in merges:
        first, *others = (_follow(merged, key_of(name)) for name in merge.organisations)
        merged |= {other: first for other in others if other != first}
    return merged


def _follow(same: Mapping[str, str], key: str) -> str:
    while key in same:
        key = same[key]
    return key


def _named(brief: Brief) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each organisation of a brief with its other names there."""
    for name in brief.organisations:
        yield name, brief.made.organisations.get(name, ())


def _known(key: str, counts: Counter[str], shown: str | None) -> KnownOrganisation:
    """The name shown is the one that a person chose, or that most briefs print; of equals the longest."""
    ranked = sorted(counts, key=lambda name: (-counts[name], -len(name), name))
    name = shown or ranked[0]
    return KnownOrganisation(key, name, tuple(other for other in ranked if other != name))


def _same_keys(briefs: Iterable[Brief]) -> dict[str, str]:
    """Lead the keys of known acronyms to those of the names that they stand for."""
    noted: defaultdict[str, set[str]] = defaultdict(set)
    for brief in briefs:
        for name, others in _named(brief):
            for other in others:
                if _is_acronym(other):
                    noted[key_of(other)].add(key_of(name))
    same = dict(_listed())
    for key, (full, *more) in sorted((key, sorted(names)) for key, names in noted.items()):
        if not more and _follow(same, full) != key:
            same[key] = full
    return same


def _is_acronym(name: str) -> bool:
    return name.isupper() and " " not in name


@cache
def _listed() -> Mapping[str, str]:
    return {key_of(short): key_of(full) for short, full in lexicon.table("acronyms").items()}
