"""Blocks of names that were joined before: as long as its appearances are the same, so are a block's people.

Kept is what joining found out, by a digest of the appearances; these themselves are in the briefs.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from builder.files import Workshop
from builder.identities.appearances import Appearance
from builder.identities.joining import Identity, join

FILE = "people.msgpack"

_ENCODER = msgspec.msgpack.Encoder()


class _Person(msgspec.Struct, frozen=True, array_like=True):
    """An identity, whose appearances are given by their places in the block, the oldest first."""

    id: str
    appearances: tuple[int, ...]
    doubtful: bool
    namesakes: tuple[str, ...]
    maybe: tuple[str, ...]


_Joined = tuple[_Person, ...]


class _File(msgspec.Struct, frozen=True):
    code: str
    blocks: dict[bytes, _Joined]


@dataclass(slots=True)
class Blocks:
    """Blocks by the digests of their appearances: those `known` from before, and those asked for `now`."""

    known: Mapping[bytes, _Joined] = field(default_factory=dict)
    now: dict[bytes, _Joined] = field(default_factory=dict)

    @property
    def are_new(self) -> bool:
        """Tell whether there is anything to keep, or to forget."""
        return self.known.keys() != self.now.keys()

    def join(self, block: Iterable[Appearance]) -> tuple[Identity, ...]:
        """Join the appearances of one block into people, sorted by id, or remember who they are."""
        ordered = sorted(block, key=lambda appearance: appearance.age)
        digest = hashlib.blake2b(_ENCODER.encode(ordered), digest_size=16).digest()
        found = self.known.get(digest)
        people = tuple(_identity(person, ordered) for person in found) if found is not None else join(ordered)
        self.now[digest] = found if found is not None else _joined(people, ordered)
        return people


def _identity(person: _Person, ordered: list[Appearance]) -> Identity:
    appearances = tuple(ordered[place] for place in person.appearances)
    return Identity(person.id, appearances, person.doubtful, person.namesakes, person.maybe)


def _joined(people: Iterable[Identity], ordered: list[Appearance]) -> _Joined:
    places = {id(appearance): place for place, appearance in enumerate(ordered)}
    return tuple(
        _Person(who.id, tuple(places[id(one)] for one in who.appearances), who.doubtful, who.namesakes, who.maybe)
        for who in people
    )


def load(folder: Path, code: str) -> Blocks:
    """Read what the same code found out before; nothing where that cannot be read."""
    try:
        found = msgspec.msgpack.decode((folder / FILE).read_bytes(), type=_File)
    except (OSError, ValueError, msgspec.MsgspecError):
        return Blocks()
    return Blocks(found.blocks) if found.code == code else Blocks()


def save(blocks: Blocks, folder: Path, code: str, workshop: Workshop) -> None:
    """Keep the blocks that there are now."""
    workshop.write(folder / FILE, _ENCODER.encode(_File(code, blocks.now)))
