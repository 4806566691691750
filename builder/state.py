"""What the builder remembers between two runs, so that the next one does only what changed.

It may be deleted at any time: everything in it can be found again from the articles and the briefs.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from builder.files import Stamp, Workshop
from builder.inbox import Seen
from builder.settings import Site

FILE = "state.msgpack"

# Another shape of this file: an older one is then forgotten, not misread.
VERSION = 8


@dataclass(frozen=True, slots=True)
class Written:
    """A page that was written: its file's stamp, and the name of its shape, if it has one."""

    stamp: Stamp
    shape: str | None


@dataclass(frozen=True, slots=True)
class State:
    """What the last run left: articles read, the stamps of briefs and pages, what it was made with, what failed.

    `told` gives the brief of every article, `corrections` the stamp of their file, `site` what mkdocs.yml said of the
    site, `withheld` names what was looked for in all pages and found in none, `broken` the quotations that do not stand
    in the articles of their briefs, `locked` names what of each brief was held against its article. A run that is not
    `finished` had read the articles, and nothing more is sure.
    """

    articles: Mapping[str, Seen] = field(default_factory=dict)
    briefs: Mapping[str, Stamp] = field(default_factory=dict)
    pages: Mapping[str, Written] = field(default_factory=dict)
    corrections: Stamp | None = None
    site: Site = field(default_factory=Site)
    made_with: str = ""
    failures: tuple[tuple[str, str], ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)
    withheld: str = ""
    broken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    locked: Mapping[str, str] = field(default_factory=dict)
    finished: bool = True
    version: int = VERSION


def load(folder: Path) -> State:
    """Read the state, or begin with none when there is none that can be read."""
    try:
        found = _read((folder / FILE).read_bytes())
    except (OSError, ValueError, msgspec.MsgspecError):
        return State()
    return found if found.version == VERSION else State()


def save(state: State, folder: Path, workshop: Workshop) -> None:
    """Write the state: in MessagePack, which is read ten times as fast as JSON; in JSON if it holds no UTF-8."""
    try:
        data = msgspec.msgpack.encode(state)
    except UnicodeEncodeError:  # the name of a file may be any bytes
        data = json.dumps(msgspec.to_builtins(state), separators=(",", ":")).encode()
    workshop.write(folder / FILE, data)


def _read(data: bytes) -> State:
    if data.startswith(b"{"):
        return msgspec.convert(json.loads(data), State)
    return msgspec.msgpack.decode(data, type=State)
