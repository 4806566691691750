"""The builder's version of a brief and the file that a person may have edited: nobody's edit is lost.

The record keeps, under `brief: made:`, the hash of each value that the builder wrote. A value whose hash is another
was changed by a person, and stays; its name goes into `brief: edited:`, and stays there until the person takes the
builder's value again (`briefs accept`). Quotations and the notes on people, countries and places are compared one by
one. `quotes.order` is the name of the order of the quotations.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from builder import frontmatter
from builder.brief import KEYS, quote_id, words_name
from builder.compose import Composed

# Keys that the builder writes once and never again: they are a person's own.
_HANDS_OFF: Mapping[str, Any] = {"review": []}

# What is merged one by one under `brief`, by its key there.
NOTES = ("people", "countries", "places")

QUOTES = "quotes"
ORDER = f"{QUOTES}.order"


@dataclass(frozen=True, slots=True)
class Merged:
    """A brief ready to be written, and the names of what a person's hand has set in it."""

    text: str
    edited: tuple[str, ...]


def fresh(composed: Composed, made: Mapping[str, Any]) -> Merged:
    """Write a brief that does not exist yet. `made` is the beginning of its key `brief`."""
    return _write(_Merge(composed, Existing(frontmatter.Document({}, {}, "")), made))


def update(composed: Composed, made: Mapping[str, Any], existing: str) -> Merged:
    """Bring an existing brief up to date. Raises `RecordError` when its front matter cannot be read."""
    return _write(_Merge(composed, Existing(frontmatter.parse(existing)), made))


@dataclass(frozen=True, slots=True)
class Existing:
    """A brief as it stands in its file, with what the builder noted when it last wrote it."""

    document: frontmatter.Document

    @property
    def made(self) -> Mapping[str, Any]:
        """What the builder noted."""
        return mapping(self.document.values.get("brief"))

    @property
    def hashes(self) -> Mapping[str, Any]:
        """The hashes of what it wrote, by name."""
        return mapping(self.made.get("made"))

    @property
    def edited(self) -> list[str]:
        """What was known as edited then."""
        edited = self.made.get("edited")
        return [str(name) for name in edited] if isinstance(edited, list) else []

    @property
    def quotes(self) -> dict[str, Any] | None:
        """The quotations by their ids; None where the key holds something else.

        One without an id goes by its words, as the builder would have named it; a copy, whose id is taken, by a number
        too.
        """
        entries = self.document.values.get(QUOTES)
        if entries is None:
            return {}
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            return None
        known: dict[str, Any] = {}
        for entry in entries:
            name = str(entry.get("id") or quote_id(str(entry.get("text"))))
            number = sum(other.partition("#")[0] == name for other in known)
            known[f"{name}#{number + 1}" if number else name] = entry
        return known

    def was_edited(self, name: str, present: bool, value: Any) -> bool:
        """Tell whether a person changed `name` since the builder wrote it (or took it out)."""
        if name in self.edited:
            return True
        recorded = self.hashes.get(name)
        return present if recorded is None else not present or frontmatter.digest(value) != recorded

    def written(self, name: str) -> list[str]:
        """The keys of the entries that the builder wrote under `name`, in its order."""
        return [key.removeprefix(f"{name}.") for key in self.hashes if key.startswith(f"{name}.")]

    def was_reordered(self) -> bool:
        """Tell whether the quotations stand otherwise than the builder put them: its own first, in its order."""
        if ORDER in self.edited:
            return True
        there, written = list(self.quotes or {}), self.written(QUOTES)
        return there != [key for key in written if key in there] + [key for key in there if key not in written]


@dataclass(slots=True)
class _Merge:
    """One merge under way: `hashes` and `edited` collect what the next one needs to know."""

    composed: Composed
    existing: Existing
    made: Mapping[str, Any]
    hashes: dict[str, str] = field(default_factory=dict)
    edited: list[str] = field(default_factory=list)

    @property
    def old(self) -> frontmatter.Document:
        """The file as it stands."""
        return self.existing.document

    def keep(self, name: str, machine: Any) -> None:
        """Note that the person's version of `name` stands."""
        self.edited.append(name)
        self.hashes[name] = frontmatter.digest(machine)

    def value(self, name: str, machine: Any, old: Mapping[str, Any], *, commented: bool = False) -> Any:
        """Choose between the builder's value and the one in the file; `_GONE` for one that a person took out."""
        if self.existing.was_edited(name, name in old, old.get(name)) or commented:
            self.keep(name, machine)
            return old.get(name, _GONE)
        self.hashes[name] = frontmatter.digest(machine)
        return machine

    def entries(self, name: str, machine: Mapping[str, Any], old: Mapping[str, Any]) -> dict[str, Any]:
        """Choose entry by entry; entries that only the file has stay when a person put them there."""
        named_old = {f"{name}.{key}": value for key, value in old.items()}
        merged = {key: self.value(f"{name}.{key}", value, named_old) for key, value in machine.items()}
        for key, value in old.items():
            if key not in machine and self.existing.was_edited(f"{name}.{key}", True, value):
                self.edited.append(f"{name}.{key}")
                merged[key] = value
        # What was taken out stays out, also when the builder finds it again some day.
        self.edited += [f"{name}.{key}" for key in self.existing.written(name) if not {key} & {*machine, *old}]
        return {key: value for key, value in merged.items() if value is not _GONE}


_GONE = object()


def _write(merge: _Merge) -> Merged:
    blocks = dict(_blocks(merge))
    body = merge.value("body", merge.composed.body, {"body": merge.old.body} if merge.old.blocks else {})
    machine = notes_of(merge.composed)
    notes = {key: merge.entries(f"brief.{key}", machine[key], mapping(merge.existing.made.get(key))) for key in NOTES}
    edited = sorted({*merge.edited, *merge.existing.edited})
    brief = {**merge.made, **merge.composed.notes, **notes, "made": merge.hashes, "edited": edited}
    if merge.old.values.get("brief") != brief or "brief" not in blocks:
        blocks["brief"] = frontmatter.block("brief", brief)
    return Merged(frontmatter.write(blocks, "" if body is _GONE else body), tuple(edited))


def notes_of(composed: Composed) -> Mapping[str, Mapping[str, Any]]:
    """Give the builder's own notes that are merged one by one."""
    return {"people": composed.people, "countries": composed.countries, "places": composed.places}


def _blocks(merge: _Merge) -> Iterator[tuple[str, str]]:
    """Yield the front matter's blocks: in the file's own order where there is one, new keys before `brief`."""
    old = merge.old
    written = {key: text for key in KEYS if (text := _block(merge, key)) is not None}
    for key in old.blocks:
        if key != "brief" and (key in written or key not in KEYS):
            yield key, written.pop(key, old.blocks[key])
    yield from written.items()
    if "brief" in old.blocks:
        yield "brief", old.blocks["brief"]


def _block(merge: _Merge, key: str) -> str | None:
    """Write one of our keys, or give back the block as it stands in the file where its value stays."""
    old = merge.old
    if key == "brief" or (key in _HANDS_OFF and old.blocks):
        return old.blocks.get(key) if key != "brief" else None
    machine = merge.composed.fields.get(key, _HANDS_OFF.get(key))
    commented = key in old.blocks and frontmatter.has_comment(old.blocks[key])
    if key in _HANDS_OFF:
        value = machine
    elif key == QUOTES and (entries := merge.existing.quotes) is not None:
        value = _quotes(merge, machine, entries, commented=commented)
    else:
        value = merge.value(key, machine, old.values, commented=commented)
    if value is _GONE:
        return None
    if key in old.blocks and old.values[key] == value:
        return old.blocks[key]
    return frontmatter.block(key, value)


def _quotes(merge: _Merge, machine: list[dict[str, Any]], old: Mapping[str, Any], *, commented: bool) -> Any:
    """Merge the quotations by their ids: in the builder's order, those added by hand last, unless a person moved some.

    A comment among them keeps them all as they stand, but which of them a person changed is told one by one all the
    same: no other is marked as set by hand, and all follow the builder again when the comment has gone.
    """
    merge.hashes |= _words(merge, machine, old)
    if commented:
        return _all_kept(merge, machine, old)
    merged = merge.entries(QUOTES, {entry["id"]: entry for entry in machine}, old)
    if not merge.existing.was_reordered():
        return list(merged.values())
    merge.edited.append(ORDER)
    return [merged[key] for key in as_ordered(list(merged), [key for key in old if key in merged])]


def _words(merge: _Merge, machine: list[dict[str, Any]], old: Mapping[str, Any]) -> dict[str, str]:
    """Give the hashes of the words that stand in the article, also those of entries that only the file has by now."""
    found = {words_name(entry["id"]): frontmatter.digest(entry["text"]) for entry in machine}
    if merge.existing.made.get("text") == merge.made.get("text"):
        known = merge.existing.hashes
        found |= {name: known[name] for name in map(words_name, old) if name in known and name not in found}
    return found


def _all_kept(merge: _Merge, machine: list[dict[str, Any]], old: Mapping[str, Any]) -> Any:
    merge.keep(QUOTES, machine)
    for key in merge.existing.written(QUOTES):
        name = f"{QUOTES}.{key}"
        merge.hashes[name] = merge.existing.hashes[name]
        if merge.existing.was_edited(name, key in old, old.get(key)):
            merge.edited.append(name)
    if merge.existing.was_reordered():
        merge.edited.append(ORDER)
    return merge.old.values[QUOTES]


def as_ordered(names: list[str], by_hand: list[str]) -> list[str]:
    """Keep a person's order, and put what is new after what it follows in the builder's."""
    ordered = list(by_hand)
    for number, name in enumerate(names):
        if name not in by_hand:
            ordered.insert(ordered.index(names[number - 1]) + 1 if number else 0, name)
    return ordered


def mapping(value: Any) -> dict[str, Any]:
    """Take a value of YAML for a mapping, an empty one where it is something else."""
    return value if isinstance(value, dict) else {}
