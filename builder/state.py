"""What the builder remembers between two runs, so that the next one does only what changed.

It may be deleted at any time: everything in it can be found again from the articles and the briefs.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from builder.files import Stamp, Workshop
from builder.inbox import Seen

# Another shape of this file: an older one is then forgotten, not misread.
VERSION = 2


@dataclass(frozen=True, slots=True)
class State:
    """Articles read, the stamps of briefs and pages after the last run, what that run was made with, what failed.

    `told` gives the brief of every article.
    """

    articles: Mapping[str, Seen] = field(default_factory=dict)
    briefs: Mapping[str, Stamp] = field(default_factory=dict)
    pages: Mapping[str, Stamp] = field(default_factory=dict)
    made_with: str = ""
    failures: tuple[tuple[str, str], ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)


def load(folder: Path) -> State:
    """Read the state, or begin with none when there is none that can be read."""
    try:
        data = json.loads((folder / "state.json").read_text(encoding="utf-8"))
        return _state(data) if data.pop("version") == VERSION else State()
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return State()


def save(state: State, folder: Path, workshop: Workshop) -> None:
    """Write the state."""
    text = json.dumps({"version": VERSION, **asdict(state)}, separators=(",", ":"))
    workshop.write(folder / "state.json", text)


def _state(data: Mapping[str, Any]) -> State:
    return State(
        articles={path: Seen(**{**seen, "stamp": _stamp(seen["stamp"])}) for path, seen in data["articles"].items()},
        briefs={path: _stamp(value) for path, value in data["briefs"].items()},
        pages={path: _stamp(value) for path, value in data["pages"].items()},
        made_with=data["made_with"],
        failures=tuple((file, reason) for file, reason in data["failures"]),
        told=data["told"],
    )


def _stamp(value: Any) -> Stamp:
    size, time = value
    return int(size), int(time)
