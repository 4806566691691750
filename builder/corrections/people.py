"""Corrections of who is who: applied, in the order of the file, to the people that names and contexts led to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from builder.corrections.kinds import AnyCorrection, Merge, NotAPerson, Rename, SetRole, Split

PersonCorrection = Merge | Split | Rename | NotAPerson | SetRole

# A person in one brief: the brief's id, and the person's id there.
Appearance = tuple[str, str]


@dataclass(slots=True)
class Decided:
    """Who is who after the corrections.

    `people` gives all appearances by the person's id in the collection. `moved` gives ids that are no more, with the
    one in their place, or `None` for what is no person. `names` are those given by hand; `roles` lists corrections of
    roles by appearance, in order. `unfit` are the corrections that matched nothing.
    """

    people: dict[str, list[Appearance]]
    moved: dict[str, str | None] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    roles: dict[Appearance, list[SetRole]] = field(default_factory=dict)
    unfit: list[AnyCorrection] = field(default_factory=list)

    def _move(self, appearances: Iterable[Appearance], old: str, new: str | None) -> None:
        """Take appearances from one person to another (or to nobody); an id without any left leads to the new one."""
        gone = set(appearances)
        if new is not None:
            self.people.setdefault(new, []).extend(one for one in self.people[old] if one in gone)
            self.moved.pop(new, None)
        self.people[old] = [one for one in self.people[old] if one not in gone]
        if not self.people[old]:
            del self.people[old]
            self.moved = {key: new if value == old else value for key, value in self.moved.items()} | {old: new}
            if new is not None and old in self.names:
                self.names.setdefault(new, self.names.pop(old))

    def apply(self, correction: PersonCorrection) -> bool:
        """Make one correction. Returns whether there was anything that it is about."""
        match correction:
            case Merge():
                return self._merge(correction)
            case Rename():
                return self._rename(correction)
            case SetRole():
                return self._set_role(correction)
            case Split() | NotAPerson():
                return self._take_out(correction)

    def _merge(self, correction: Merge) -> bool:
        first, *others = dict.fromkeys(self._now(person) for person in correction.people)
        others = [person for person in others if person in self.people and person != first]
        for person in others:
            self._move(self.people[person], person, first)
        return bool(others)

    def _rename(self, correction: Rename) -> bool:
        person = self._now(correction.person)
        if person not in self.people or correction.id in self.people.keys() - {person}:
            return False
        self.names[person] = correction.name
        if correction.id and correction.id != person:
            self._move(self.people[person], person, correction.id)
        return True

    def _set_role(self, correction: SetRole) -> bool:
        found = self._found(self._now(correction.person), correction.briefs)
        for one in found:
            self.roles.setdefault(one, []).append(correction)
        return bool(found)

    def _take_out(self, correction: Split | NotAPerson) -> bool:
        person = self._now(correction.person)
        found = self._found(person, correction.briefs)
        if not found or getattr(correction, "id", None) == person:
            return False
        new = correction.id if isinstance(correction, Split) else None
        self._move(found, person, new)
        if isinstance(correction, Split):
            self.names[correction.id] = correction.name
        return True

    def _found(self, person: str, briefs: Iterable[str]) -> list[Appearance]:
        wanted = set(briefs)
        return [one for one in self.people.get(person, ()) if not wanted or one[0] in wanted]

    def _now(self, person: str) -> str:
        """Where a person is to be found who has been moved by a correction before this one."""
        return self.moved.get(person) or person


def decide(people: Mapping[str, Iterable[Appearance]], corrections: Iterable[AnyCorrection]) -> Decided:
    """Make the corrections of people, one after the other, the later ones on what the earlier ones left."""
    decided = Decided({person: list(appearances) for person, appearances in people.items()})
    for correction in corrections:
        if isinstance(correction, PersonCorrection) and not decided.apply(correction):
            decided.unfit.append(correction)
    return decided
