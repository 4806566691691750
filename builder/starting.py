"""A new collection: the files of `starter/`, for somebody who has installed the package and has no clone of it."""

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from builder import __version__, theming
from builder.errors import BriefsError, UsageError
from builder.files import stamps
from builder.settings import CONFIG, find_project

_STARTER = Path(__file__).parent / "starter"
_PACKAGE = "news-briefs"

# Packages leave out files whose names begin with a dot, so here they begin with this word.
_DOT = "dot-"

# What a folder may hold already: a repository, the working files of a call that was killed.
_WORKING = ".briefs"
_HARMLESS = frozenset({".git", _WORKING})


def start(folder: Path) -> tuple[str, ...]:
    """Make a collection in a new or empty folder, and return its files. Raises `UsageError` if the folder is in use.

    All is written apart and then moved in, the settings last: without these a folder is no collection. What fails
    half-way is taken back.
    """
    present = _look(folder)
    made_here = not folder.exists()
    staging = folder / _WORKING / "starting"
    try:
        shutil.rmtree(staging, ignore_errors=True)
        names = _write(staging, folder.resolve().name)
        for entry in sorted(staging.iterdir(), key=lambda entry: (entry.name == CONFIG, entry.name)):
            entry.replace(folder / entry.name)
        staging.rmdir()
        theming.refresh(find_project(folder.resolve()))
    except BaseException as error:
        _take_back(folder, present, made_here)
        if isinstance(error, OSError):
            raise BriefsError(f"{error.filename or folder}: {error.strerror or error}") from error
        raise
    return names


def _look(folder: Path) -> frozenset[str]:
    """Name what the folder holds, if that is no hindrance."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file: name a folder for the new collection")
    present = frozenset(entry.name for entry in folder.iterdir()) if folder.is_dir() else frozenset()
    if found := sorted(present - _HARMLESS):
        named = ", ".join(found[:5]) + (f" and {len(found) - 5} more" if len(found) > 5 else "")
        raise UsageError(f"{folder} is not empty, it holds {named}: name a new folder, or an empty one")
    return present


def _write(staging: Path, folder: str) -> tuple[str, ...]:
    files = dict(_files(folder))
    for path, data in files.items():
        (staging / path).parent.mkdir(parents=True, exist_ok=True)
        (staging / path).write_bytes(data)
    return tuple(sorted(files))


def _files(folder: str) -> Iterator[tuple[str, bytes]]:
    """Yield paths and bytes of the new files, in which the name of the site and the source of the program are put."""
    given = {b'"@NAME@"': _quoted(title(folder)), b'"@BUILDER@"': _quoted(source() or "")}
    for path in stamps(_STARTER):
        if "__pycache__" in path:
            continue
        data = (_STARTER / path).read_bytes()
        for mark, value in given.items():
            data = data.replace(mark, value)
        yield "/".join(part.replace(_DOT, ".", part.startswith(_DOT)) for part in path.split("/")), data


def _quoted(text: str) -> bytes:
    """Write a text as YAML between double quotes; JSON is YAML."""
    return json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")


def title(folder: str) -> str:
    """Make the name of a site from that of its folder: "harbour-watch" gives "Harbour watch"."""
    words = " ".join(folder.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:] or "Briefs"


def source() -> str | None:
    """Say from where another machine can install this very program, as `pip install` takes it; None if from nowhere.

    pip notes what was not installed from an index (PEP 610): a repository with the commit, an address, or a folder or
    file of this machine, which nobody else can reach.
    """
    try:
        noted = distribution(_PACKAGE).read_text("direct_url.json")
    except PackageNotFoundError:  # run from a folder of the program
        return None
    if noted is None:
        return f"{_PACKAGE}=={__version__}"
    origin = json.loads(noted)
    address = str(origin.get("url", ""))
    if not address.startswith("https://"):
        return None
    if "vcs_info" in origin:
        return f"{_PACKAGE} @ {origin['vcs_info']['vcs']}+{address}@{origin['vcs_info']['commit_id']}"
    return f"{_PACKAGE} @ {address}"


def _take_back(folder: Path, present: frozenset[str], made_here: bool) -> None:
    with suppress(OSError):
        if made_here:
            shutil.rmtree(folder)
            return
        for entry in folder.iterdir():
            if entry.name not in present:
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
