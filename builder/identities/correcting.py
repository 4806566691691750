"""What a person says about who is who, applied to the people that names and contexts led to."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from builder.corrections.kinds import AnyCorrection, SetRole
from builder.corrections.people import Decided, PersonCorrection, decide
from builder.identities.appearances import Appearance
from builder.identities.joining import Identity


@dataclass(frozen=True, slots=True)
class Corrected:
    """The people after the corrections.

    `names` are those given by hand, by id; `moved` leads from ids that are no more to those in their place; `nobody`
    are the appearances of what is no person; `unfit` are the corrections that are about nothing that there is.
    """

    people: tuple[Identity, ...]
    names: Mapping[str, str]
    moved: Mapping[str, str]
    nobody: tuple[Appearance, ...]
    unfit: tuple[AnyCorrection, ...]


def corrected(people: Iterable[Identity], corrections: Iterable[AnyCorrection]) -> Corrected:
    """Apply the corrections of people, in their order."""
    before = {person.id: person for person in people}
    corrections = [one for one in corrections if isinstance(one, PersonCorrection)]
    if not corrections:
        return Corrected(tuple(before.values()), {}, {}, (), ())
    all_of_them = {_key(one): one for person in before.values() for one in person.appearances}
    decided = decide({key: map(_key, person.appearances) for key, person in before.items()}, corrections)
    after = []
    for key, kept in decided.people.items():
        appearances = sorted((_with_roles(all_of_them.pop(one), decided.roles.get(one, ())) for one in kept), key=_age)
        after.append(_identity(key, tuple(appearances), before.get(key), decided.people.keys()))
    return Corrected(
        people=tuple(after),
        names={**_kept_names(before, decided), **decided.names},
        moved={old: new for old, new in decided.moved.items() if new is not None},
        nobody=tuple(all_of_them.values()),
        unfit=tuple(decided.unfit),
    )


def _kept_names(before: Mapping[str, Identity], decided: Decided) -> dict[str, str]:
    """The names of those whom others were merged into: the first is the one that stays."""
    merged = (key for key in set(decided.moved.values()) if key in before and key in decided.people)
    return {key: before[key].name for key in merged}


def _key(appearance: Appearance) -> tuple[str, str]:
    """The brief's id, by which corrections name it, and what tells this appearance from all others."""
    return appearance.brief_id, f"{appearance.brief}#{appearance.local}"


def _age(appearance: Appearance) -> tuple[bool, str, str, str]:
    return appearance.age


def _with_roles(appearance: Appearance, corrections: Iterable[SetRole]) -> Appearance:
    roles = appearance.roles
    for correction in corrections:
        kept = tuple((text, codes) for text, codes in roles if text not in {correction.was, correction.role})
        roles = (*([(correction.role, ())] if correction.role else []), *kept)
    return replace(appearance, roles=roles)


def _identity(key: str, appearances: tuple[Appearance, ...], before: Identity | None, ids: Container[str]) -> Identity:
    """Make a person anew. Whom a hand has put together or apart there is no doubt about any more."""
    if before is None or len(before.appearances) != len(appearances):
        return Identity(key, appearances)
    namesakes, maybe = (tuple(one for one in some if one in ids) for some in (before.namesakes, before.maybe))
    return replace(before, appearances=appearances, namesakes=namesakes, maybe=maybe)
