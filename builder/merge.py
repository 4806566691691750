"""The builder's version of a brief and the file that a person may have edited: nobody's edit is lost.

The record keeps, under `brief: made:`, the hash of each value that the builder wrote. A value whose hash is another
was changed by a person, and stays; its name goes into `brief: edited:`, and stays there until the person takes it out.
Quotations and the notes on people, countries and places are compared one by one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from builder import frontmatter
from builder.brief import KEYS, quote_id
from builder.compose import Composed

# Keys that the builder writes once and never again: they are a person's own.
_HANDS_OFF: Mapping[str, Any] = {"review": []}


@dataclass(frozen=True, slots=True)
class Merged:
    """A brief ready to be written, and the names of what a person's hand has set in it."""

    text: str
    edited: tuple[str, ...]


def fresh(composed: Composed, made: Mapping[str, Any]) -> Merged:
    """Write a brief that does not exist yet. `made` is the beginning of its key `brief`."""
    return _write(_Merge(composed, frontmatter.Document({}, {}, "")), made)


def update(composed: Composed, made: Mapping[str, Any], existing: str) -> Merged:
    """Bring an existing brief up to date. Raises `RecordError` when its front matter cannot be read."""
    return _write(_Merge(composed, frontmatter.parse(existing)), made)


@dataclass(slots=True)
class _Merge:
    """One merge under way: `hashes` and `edited` collect what the next one needs to know."""

    composed: Composed
    old: frontmatter.Document
    hashes: dict[str, str] = field(default_factory=dict)
    edited: list[str] = field(default_factory=list)

    @property
    def made(self) -> Mapping[str, Any]:
        """What the builder noted when it last wrote the file."""
        return _mapping(self.old.values.get("brief"))

    @property
    def before(self) -> list[str]:
        """What was known as edited already."""
        edited = self.made.get("edited")
        return [str(name) for name in edited] if isinstance(edited, list) else []

    def was_edited(self, name: str, present: bool, value: Any) -> bool:
        """Tell whether a person changed `name` since the builder wrote it (or took it out)."""
        if name in self.before:
            return True
        recorded = _mapping(self.made.get("made")).get(name)
        return present if recorded is None else not present or frontmatter.digest(value) != recorded

    def keep(self, name: str, machine: Any) -> None:
        """Note that the person's version of `name` stands."""
        self.edited.append(name)
        self.hashes[name] = frontmatter.digest(machine)

    def value(self, name: str, machine: Any, old: Mapping[str, Any], *, commented: bool = False) -> Any:
        """Choose between the builder's value and the one in the file; `_GONE` for one that a person took out."""
        if self.was_edited(name, name in old, old.get(name)) or commented:
            self.keep(name, machine)
            return old.get(name, _GONE)
        self.hashes[name] = frontmatter.digest(machine)
        return machine

    def entries(self, name: str, machine: Mapping[str, Any], old: Mapping[str, Any]) -> dict[str, Any]:
        """Choose entry by entry; entries that only the file has stay when a person put them there."""
        named_old = {f"{name}.{key}": value for key, value in old.items()}
        merged = {key: self.value(f"{name}.{key}", value, named_old) for key, value in machine.items()}
        for key, value in old.items():
            full = f"{name}.{key}"
            if key not in machine and self.was_edited(full, True, value):
                self.edited.append(full)
                merged[key] = value
        return {key: value for key, value in merged.items() if value is not _GONE}


_GONE = object()


def _write(merge: _Merge, made: Mapping[str, Any]) -> Merged:
    blocks = dict(_blocks(merge))
    body = merge.value("body", merge.composed.body, {"body": merge.old.body} if merge.old.blocks else {})
    people = merge.entries("brief.people", merge.composed.people, _mapping(merge.made.get("people")))
    countries = merge.entries("brief.countries", merge.composed.countries, _mapping(merge.made.get("countries")))
    places = merge.entries("brief.places", merge.composed.places, _mapping(merge.made.get("places")))
    edited = sorted({*merge.edited, *merge.before})
    brief = {
        **made,
        **merge.composed.notes,
        "people": people,
        "countries": countries,
        "places": places,
        "made": merge.hashes,
        "edited": edited,
    }
    if merge.old.values.get("brief") != brief or "brief" not in blocks:
        blocks["brief"] = frontmatter.block("brief", brief)
    return Merged(frontmatter.write(blocks, "" if body is _GONE else body), tuple(edited))


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
    elif key == "quotes" and not commented:
        value = _quotes(merge, machine)
    else:
        if key == "quotes":  # which of them a person changed is told one by one, also where a comment keeps them all
            merge.hashes |= {f"quotes.{entry['id']}": frontmatter.digest(entry) for entry in machine}
        value = merge.value(key, machine, old.values, commented=commented)
    if value is _GONE:
        return None
    if key in old.blocks and old.values[key] == value:
        return old.blocks[key]
    return frontmatter.block(key, value)


def _quotes(merge: _Merge, machine: list[dict[str, Any]]) -> Any:
    """Merge the quotations by their ids, in the builder's order, those added by hand last.

    One without an id goes by its words, as the builder would have named it; a copy, whose id is taken, by a number too.
    """
    old = merge.old.values.get("quotes")
    if old is not None and not (isinstance(old, list) and all(isinstance(entry, dict) for entry in old)):
        return merge.value("quotes", machine, merge.old.values)
    known: dict[str, Any] = {}
    for entry in old or []:
        name = str(entry.get("id") or quote_id(str(entry.get("text"))))
        number = sum(other.partition("#")[0] == name for other in known)
        known[f"{name}#{number + 1}" if number else name] = entry
    return list(merge.entries("quotes", {entry["id"]: entry for entry in machine}, known).values())


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
