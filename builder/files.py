"""Files: written whole or not at all, and only when their bytes change."""

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from builder.errors import BriefsError, UsageError

# How long a second builder waits for the first: longer than a build of some hundred articles.
PATIENCE = 120.0

# What Python makes of bytes in a file name that are not UTF-8.
SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Workshop:
    """The folder for half-written files and the lock."""

    folder: Path

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Keep other builders out, and sweep away what a killed one left. Raises `UsageError` when one is at work.

        What the disk refuses in the meantime becomes a `BriefsError` that names the file.
        """
        try:
            self._unfinished.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / "lock", timeout=PATIENCE):
                for left in self._unfinished.iterdir():
                    left.unlink()
                yield
        except Timeout as error:
            raise UsageError("another build of this collection is at work; try again when it has ended") from error
        except OSError as error:
            raise BriefsError(f"{error.filename or self.folder}: {error.strerror or error}") from error

    def write(self, path: Path, content: str | bytes) -> bool:
        """Write a file whole. Returns False, and touches nothing, when it holds these bytes already."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        try:
            if path.is_file() and path.read_bytes() == data:
                return False
            path.parent.mkdir(parents=True, exist_ok=True)
            self._unfinished.mkdir(parents=True, exist_ok=True)
            unfinished = self._unfinished / str(os.getpid())
            unfinished.write_bytes(data)
            _move(unfinished, path)
        except OSError as error:
            raise BriefsError(f"{path} cannot be written: {error.strerror or error}") from error
        return True

    @property
    def _unfinished(self) -> Path:
        return self.folder / "unfinished"


def _move(unfinished: Path, path: Path) -> None:
    """Put a finished file in its place at one stroke, also where that is on another disk (a link, a mount)."""
    try:
        unfinished.replace(path)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = path.with_name(f".{unfinished.name}.unfinished")
        shutil.copyfile(unfinished, beside)
        beside.replace(path)
        unfinished.unlink()


Stamp = tuple[int, int]


def stamp(path: Path) -> Stamp:
    """Return what tells cheaply whether a file has changed: its size and its time in nanoseconds."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def stamps(folder: Path, suffix: str = "") -> dict[str, Stamp]:
    """Return the stamps of all files below a folder by their paths there, hidden ones and links out of it left out."""
    home = folder.resolve()
    found: dict[str, Stamp] = {}
    for path, entry in _files(str(folder), ""):
        outside = entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(home)
        if outside or not path.lower().endswith(suffix):
            continue
        status = entry.stat()
        found[path] = status.st_size, status.st_mtime_ns
    return {path: found[path] for path in sorted(found, key=lambda path: path.split("/"))}


def _files(folder: str, inside: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield all files that are not hidden; what lies behind a link to a folder is not looked at."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        path = f"{inside}{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, f"{path}/")
        elif entry.is_file():
            yield path, entry
