"""Files: written whole or not at all, and only when their bytes change."""

import errno
import multiprocessing
import os
import re
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from builder.errors import UNGUARDED, BriefsError, UsageError

# How long a second builder waits for the first: longer than a build of some hundred articles.
PATIENCE = 120.0

# How long two writes may bear the same time: Linux counts the times of files in ticks of up to a hundredth of a second.
TICK = 10_000_000

# What helps against what the system refuses.
_REMEDIES = {
    errno.ENOSPC: "make room on the disk and build again; nothing is lost",
    errno.EDQUOT: "make room in your share of the disk and build again; nothing is lost",
    errno.EROFS: "the disk can only be read; let it be written, or move the collection to another one",
    errno.EACCES: "give yourself the right to read and write there, and build again",
    errno.EPERM: "give yourself the right to read and write there, and build again",
}

# Files beside their place on another disk, and the notes that tell where these are.
_UNFINISHED, _BESIDE = ".unfinished", ".beside"

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
        if getattr(multiprocessing.current_process(), "_inheriting", False):  # begins, and runs the script once more
            raise UsageError(UNGUARDED)
        try:
            self._unfinished.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / "lock", timeout=PATIENCE):
                for left in self._unfinished.iterdir():
                    _sweep(left)
                yield
        except Timeout as error:
            raise UsageError("another build of this collection is at work; try again when it has ended") from error
        except OSError as error:
            raise BriefsError(f"{error.filename or self.folder}: {_reason(error)}") from error

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
            raise BriefsError(f"{path} cannot be written: {_reason(error)}") from error
        return True

    @property
    def _unfinished(self) -> Path:
        return self.folder / "unfinished"


def _reason(error: OSError) -> str:
    """Say what the system refuses, and what helps against it, if that is known."""
    remedy = _REMEDIES.get(error.errno or 0)
    return f"{error.strerror or error}{f'; {remedy}' if remedy else ''}"


def _sweep(left: Path) -> None:
    """Remove a half-written file, and the one beside its place that was to be put there, if it is noted."""
    if left.suffix == _BESIDE and (beside := Path(os.fsdecode(left.read_bytes()))).suffix == _UNFINISHED:
        beside.unlink(missing_ok=True)
    left.unlink()


def _move(unfinished: Path, path: Path) -> None:
    """Put a finished file in its place at one stroke, also where that is on another disk (a link, a mount)."""
    try:
        unfinished.replace(path)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = path.with_name(f".{unfinished.name}{_UNFINISHED}").absolute()
        note = unfinished.with_suffix(_BESIDE)
        note.write_bytes(os.fsencode(beside))
        shutil.copyfile(unfinished, beside)
        beside.replace(path)
        unfinished.unlink()
        note.unlink()


# Size and time in nanoseconds of a file. The time is that of its last change as the system keeps it, and no program
# can set it: also an edit that leaves size and date alone is seen. Windows has none; there it is the date.
Stamp = tuple[int, int]


def stamp_of(status: os.stat_result) -> Stamp:
    """Return what tells cheaply whether a file has changed."""
    return status.st_size, status.st_mtime_ns if sys.platform == "win32" else status.st_ctime_ns


def stamp(path: Path) -> Stamp:
    """Return the stamp of a file."""
    return stamp_of(path.stat())


def stamps(folder: Path, suffix: str = "") -> dict[str, Stamp]:
    """Return the stamps of all files below a folder by their paths there, hidden ones and links out of it left out.

    Raises `OSError` for a folder that cannot be looked into: what is in it must not be taken for gone.
    """
    home = folder.resolve()
    found: dict[str, Stamp] = {}
    for path, entry in _files(str(folder), ""):
        outside = entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(home)
        if outside or not path.lower().endswith(suffix):
            continue
        found[path] = stamp_of(entry.stat())
    return {path: found[path] for path in sorted(found, key=lambda path: path.split("/"))}


def outlast(found: Iterable[Stamp]) -> None:
    """Wait, a moment at most, until any further change of these files will bear another time."""
    latest = max((time for _, time in found), default=0)
    if 0 <= (age := time.time_ns() - latest) < TICK:
        time.sleep((TICK - age) / 1e9)


def _files(folder: str, inside: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield all files that are not hidden; what lies behind a link to a folder is not looked at."""
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        path = f"{inside}{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, f"{path}/")
        elif entry.is_file():
            yield path, entry
