"""The theme of a collection that stands apart from the program: a folder that is filled from the package.

Renderers find templates only through `custom_dir` in mkdocs.yml, a path in the collection (a theme that a package
offers under a name is known to MkDocs alone, not to Zensical). So the folder `theme/` there is filled at every build:
with what the package brings, and over it what lies in `overrides/`. Git holds nothing of it but the `.gitignore` that
makes the folder one of ours; an upgrade of the package therefore leaves neither old files nor differences behind.

Whoever edits a file of `theme/` all the same loses nothing: it moves into `overrides/`, and so it stays in force.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from builder.errors import BriefsError
from builder.files import Workshop, stamps
from builder.settings import Project

FOLDER = "theme"
OVERRIDES = "overrides"

# The words in a folder's .gitignore that make it one to be filled.
MARK = "Filled by briefs"

# What is told of a file that was edited where nobody should.
MOVED = f"{FOLDER}/%s was edited by hand: it lies in {OVERRIDES}/ now, where it is left alone"

# Names the bytes of every file that was put there: what has others was edited by hand.
_WRITTEN = ".written"

_PACKAGED = Path(__file__).parent / "theme"


def refresh(project: Project) -> tuple[str, ...]:
    """Fill the folder of the theme, where there is one; returns the edited files that were moved into `overrides/`.

    Raises `BriefsError` for a file that was edited both there and in `overrides/`.
    """
    folder = project.root / FOLDER
    if not _is_ours(folder):
        return ()
    workshop = Workshop(project.state)
    with workshop.opened():
        overrides = project.root / OVERRIDES
        moved = _rescue(folder, overrides, workshop)
        _fill(folder, _wanted(overrides), workshop)
    return moved


def _is_ours(folder: Path) -> bool:
    try:
        return MARK in (folder / ".gitignore").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False


def _wanted(overrides: Path) -> Mapping[str, bytes]:
    """Give what the folder is to hold, by path: the files of the package, or those that stand for them."""
    return {path: (home / path).read_bytes() for home in (_PACKAGED, overrides) for path in stamps(home)}


def _rescue(folder: Path, overrides: Path, workshop: Workshop) -> tuple[str, ...]:
    """Move what was edited by hand to where it may be edited."""
    written = _written(folder)
    wanted = _wanted(overrides)
    moved = []
    for path in stamps(folder):
        data = (folder / path).read_bytes()
        if _name(data) in written or data == wanted.get(path):
            continue
        if (overrides / path).exists():
            raise BriefsError(
                f"{FOLDER}/{path} was edited, and so was {OVERRIDES}/{path}: "
                f"put what you want to keep into {OVERRIDES}/{path} and delete the other"
            )
        workshop.write(overrides / path, data)
        moved.append(path)
    return tuple(moved)


def _fill(folder: Path, wanted: Mapping[str, bytes], workshop: Workshop) -> None:
    """Write and remove files. Old and new names are noted first: a build that is killed leaves nothing unknown."""
    names = {_name(data) for data in wanted.values()}
    _note(folder, names | _written(folder), workshop)
    for path in stamps(folder):
        if path not in wanted:
            (folder / path).unlink()
    for path, data in wanted.items():
        workshop.write(folder / path, data)
    _note(folder, names, workshop)


def _note(folder: Path, names: set[str], workshop: Workshop) -> None:
    workshop.write(folder / _WRITTEN, "".join(f"{name}\n" for name in sorted(names)))


def _written(folder: Path) -> set[str]:
    try:
        return set((folder / _WRITTEN).read_text(encoding="utf-8").split())
    except (OSError, ValueError):
        return set()


def _name(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
