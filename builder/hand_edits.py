"""What a person changed in a brief, beside what the builder would write there now, and how to take the builder's value.

Both are compared as flat tables of named values. The names are those of `brief: edited:`: a key (`title`), `body`,
`quotes.ID`, `quotes.order`, `brief.people.ID`; a detail of a quotation has its own, too: `quotes.ID.speaker`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from builder import frontmatter
from builder.brief import KEYS, words_name
from builder.compose import Composed
from builder.errors import UsageError
from builder.merge import NOTES, ORDER, QUOTES, Existing, as_ordered, mapping, notes_of

BODY = "body"

# Keys of the front matter with values that are compared whole.
_FIELDS = tuple(key for key in KEYS if key not in {QUOTES, "review", "brief"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that a person changed: as it stands in the brief, and as the builder has it; None is no value."""

    name: str
    yours: Any
    machine: Any


def differences(composed: Composed, existing: str) -> Iterator[Difference]:
    """Give what a person changed, where the builder has something else. Raises `RecordError` for broken front matter.

    `composed` is what the builder would write now. What differs only because the brief was not built again is left out.
    """
    old = Existing(frontmatter.parse(existing))
    yours, machine = _in_file(old), _of_machine(composed)
    order = _common_order(old, composed)
    kept_whole = QUOTES in old.edited
    for name in dict.fromkeys([*machine, *yours]):
        kept = kept_whole and name.startswith(f"{QUOTES}.")
        if yours.get(name) != machine.get(name) and (kept or old.was_edited(name, name in yours, yours.get(name))):
            yield from _details(Difference(name, yours.get(name), machine.get(name)))
    if old.was_reordered() and order[0] != order[1]:
        yield Difference(ORDER, *order)


def hand_edited(existing: str) -> bool:
    """Tell whether a person changed anything in a brief. Raises `RecordError` where it cannot be read."""
    old = Existing(frontmatter.parse(existing))
    yours = _in_file(old)
    names = {*yours, *(name for name in old.hashes if not name.startswith(words_name("")))}
    return bool(old.edited) or any(old.was_edited(name, name in yours, yours.get(name)) for name in names)


def _details(found: Difference) -> Iterator[Difference]:
    """Give a changed quotation, or note, detail by detail."""
    if not isinstance(found.yours, dict) or not isinstance(found.machine, dict):
        yield found
        return
    for key in dict.fromkeys([*found.machine, *found.yours]):
        yours, machine = found.yours.get(key), found.machine.get(key)
        if yours != machine:
            yield Difference(f"{found.name}.{key}", yours, machine)


def _common_order(old: Existing, composed: Composed) -> tuple[list[str], list[str]]:
    """The order of the quotations that both have, in the file and in the builder's version."""
    there = list(old.quotes or {})
    machine = [entry["id"] for entry in composed.fields[QUOTES]]
    return [key for key in there if key in machine], [key for key in machine if key in there]


def _in_file(old: Existing) -> dict[str, Any]:
    values = old.document.values
    found = {key: values[key] for key in _FIELDS if key in values}
    return {**found, **_flat({QUOTES: old.quotes or {}, **_noted(old.made)}), BODY: old.document.body}


def _of_machine(composed: Composed) -> dict[str, Any]:
    found = {key: composed.fields[key] for key in _FIELDS}
    entries = {QUOTES: _by_id(composed), **_noted(notes_of(composed))}
    return {**found, **_flat(entries), BODY: composed.body}


def _flat(groups: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {f"{group}.{key}": entry for group, entries in groups.items() for key, entry in entries.items()}


def accepted(composed: Composed, existing: str, names: Iterable[str]) -> str:
    """Return a brief with the builder's values under these names, and nothing else touched.

    Raises `UsageError` for a name that neither the brief nor the builder knows.
    """
    accepting = _Accepting(composed, Existing(frontmatter.parse(existing)))
    for name in names:
        accepting.take(name)
    return accepting.text()


class _Accepting:
    """Values of the builder's on their way into one brief.

    `ours` and `machine` are the entries that are merged one by one, by the beginning of their names; `fields` are the
    keys that get another value, `hashes` and `edited` what the builder notes of all.
    """

    def __init__(self, composed: Composed, old: Existing) -> None:
        self.composed = composed
        self.old = old
        self.body = old.document.body
        self.fields: dict[str, Any] = {}
        self.hashes = dict(old.hashes)
        self.edited = old.edited
        self.ours = {QUOTES: dict(old.quotes or {}), **_noted(old.made)}
        self.machine = {QUOTES: _by_id(composed), **_noted(notes_of(composed))}

    def take(self, name: str) -> None:
        """Take the value of one name."""
        if name == BODY:
            self.body = self.composed.body
            self._settle(name, self.body)
        elif name in _FIELDS:
            self.fields[name] = self.composed.fields[name]
            self._settle(name, self.fields[name])
        elif name == QUOTES:
            for key in {**self.ours[QUOTES], **self.machine[QUOTES]}:
                self._take_entry(QUOTES, key)
            self._sort()
            self._forget(QUOTES)
        elif name == ORDER:
            self._sort()
        else:
            self._take_from(name)

    def _take_from(self, name: str) -> None:
        """Take an entry, or one detail of it."""
        for group, ours in self.ours.items():
            key = name.removeprefix(f"{group}.")
            if key != name and (key in {**ours, **self.machine[group]} or name in self.edited):
                self._take_entry(group, key)
                return
            entry, _, detail = key.rpartition(".")
            if key != name and detail in {**mapping(ours.get(entry)), **mapping(self.machine[group].get(entry))}:
                self._take_detail(group, entry, detail)
                return
        raise UsageError(f"there is no '{name}' in the brief; 'briefs diff' names what was changed by hand")

    def _take_entry(self, group: str, key: str) -> None:
        ours, machine = self.ours[group], self.machine[group]
        if key in machine:
            there = [*ours]
            ours[key] = machine[key]
            in_order = as_ordered([each for each in machine if each in ours], there)
            self.ours[group] = {each: ours[each] for each in in_order}
            self._settle(f"{group}.{key}", machine[key])
            if group == QUOTES:
                self.hashes[words_name(key)] = frontmatter.digest(machine[key]["text"])
        else:
            ours.pop(key, None)
            self._forget(f"{group}.{key}")

    def _take_detail(self, group: str, key: str, detail: str) -> None:
        """Take a detail; once nothing else differs, the entry is the builder's again."""
        ours, machine = self.ours[group].get(key, {}), self.machine[group].get(key, {})
        mixed = {**ours, detail: machine.get(detail)}
        in_order = {name: mixed[name] for name in [*machine, *ours] if name != detail or name in machine}
        self.ours[group][key] = in_order
        if in_order == machine:
            self._take_entry(group, key)

    def _sort(self) -> None:
        """Put the builder's quotations in its order, and those added by hand after them."""
        there = self.ours[QUOTES]
        self.ours[QUOTES] = {key: there[key] for key in [*self.machine[QUOTES], *there] if key in there}
        self._forget(ORDER)

    def _settle(self, name: str, machine: Any) -> None:
        self.hashes[name] = frontmatter.digest(machine)
        self.edited = [other for other in self.edited if other != name]

    def _forget(self, name: str) -> None:
        self.hashes.pop(name, None)
        self.edited = [other for other in self.edited if other != name]

    def _hashes(self) -> dict[str, str]:
        """The hashes, those of the quotations in the order that tells later whether a person moved any."""
        there = [name for name in self.hashes if name.startswith(f"{QUOTES}.")]
        machine = [name for key in self.machine[QUOTES] if (name := f"{QUOTES}.{key}") in there]
        in_order = iter(as_ordered(machine, [name for name in there if name in self.old.hashes]))
        names = (next(in_order) if name in there else name for name in self.hashes)
        return {name: self.hashes[name] for name in names}

    def text(self) -> str:
        """Write the brief; only the blocks whose values changed are written anew."""
        old = self.old.document
        fields = {**self.fields, QUOTES: list(self.ours[QUOTES].values())}
        if self.old.quotes is None or list(self.old.quotes.values()) == fields[QUOTES]:
            del fields[QUOTES]
        notes = {key: self.ours[f"brief.{key}"] for key in NOTES}
        brief = {**self.old.made, **notes, "made": self._hashes(), "edited": self.edited}
        written = {key: frontmatter.block(key, fields[key]) for key in KEYS if key in fields}
        before = {key: written.pop(key, block) for key, block in old.blocks.items() if key != "brief"}
        return frontmatter.write({**before, **written, "brief": frontmatter.block("brief", brief)}, self.body)


def _by_id(composed: Composed) -> dict[str, Any]:
    return {entry["id"]: entry for entry in composed.fields[QUOTES]}


def _noted(notes: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {f"brief.{key}": dict(mapping(notes.get(key))) for key in NOTES}
