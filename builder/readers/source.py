"""Sources: a file to be read, wherever it lies, and the articles that are found in it."""

import gzip
import os
import posixpath
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count
from pathlib import Path, PurePosixPath
from typing import IO, Protocol, cast

from builder.article import Article
from builder.errors import ArticleError
from builder.readers import language
from builder.readers.plain import plain

MEGABYTE = 1 << 20
_GZIP = b"\x1f\x8b"
_DAMAGED = "the compressed file is damaged; save the page again"
# Enough of a file to tell its format by: the longest comments that browsers and SingleFile put first fit in.
_HEAD = 8192


class Folder(Protocol):
    """Where a file lies, on the disk or in an archive; paths in it are POSIX paths that never lead out."""

    def open(self, path: str) -> IO[bytes]:
        """Open a file for reading; raises `ArticleError`."""

    def holds(self, path: str) -> bool:
        """Tell whether there is such a file."""

    def names(self, directory: str) -> tuple[str, ...]:
        """List the names of the files directly in `directory`, sorted."""

    def stamp(self, path: str) -> tuple[int, ...]:
        """Return what tells cheaply whether a file has changed."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read. What lies beside it can be read too, where a format is made of several files."""

    folder: Folder
    path: str

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return PurePosixPath(self.path).name

    @property
    def suffix(self) -> str:
        """The suffix in lower case, that of a compressed file without `.gz`."""
        return PurePosixPath(self.name.lower().removesuffix(".gz")).suffix

    def open(self) -> IO[bytes]:
        """Open the file, unpacked if it is compressed; `data` is safer, this is for what does not fit into memory."""
        file = self.folder.open(self.path)
        begins = file.read(2)
        file.seek(0)
        packed = begins == _GZIP
        if (
            not packed and self.name.lower().endswith(".gz") and b"<" not in begins
        ):  # some browsers unpack what they save
            raise ArticleError(_DAMAGED)
        return cast(IO[bytes], gzip.GzipFile(fileobj=file)) if packed else file

    def head(self) -> bytes:
        """Return the first bytes, unpacked: enough to tell the format by."""
        with self.open() as file:
            return _read(file, _HEAD)

    def data(self, largest: int) -> bytes:
        """Return all bytes, unpacked; raises `ArticleError` for more than `largest`, and never holds more."""
        with self.open() as file:
            data = _read(file, largest + 1)
        if len(data) > largest:
            raise ArticleError(
                f"the file is larger than {largest // MEGABYTE} MB; save only the article, or paste its text"
            )
        return data

    def check_size(self, largest: int) -> None:
        """Raise `ArticleError` for a file that is larger, as it lies there, than what is read bit by bit may be."""
        with self.folder.open(self.path) as file:
            if file.seek(0, os.SEEK_END) > largest:
                raise ArticleError(f"the file is larger than {largest // MEGABYTE:,} MB; divide it")

    def beside(self, path: str) -> "Source | None":
        """Return the file at `path`, relative to this one; None if there is none, or the path leads out."""
        whole = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), path))
        inside = not whole.startswith(("/", "..")) and "\\" not in whole and "\0" not in whole
        return Source(self.folder, whole) if inside and self.folder.holds(whole) else None

    def neighbours(self, suffix: str) -> Iterator["Source"]:
        """Yield the files of a suffix that lie in the same directory."""
        directory = posixpath.dirname(self.path)
        for name in self.folder.names(directory):
            if name.lower().endswith(suffix) and (path := posixpath.join(directory, name)) != self.path:
                yield Source(self.folder, path)


def _read(file: IO[bytes], most: int) -> bytes:
    try:
        return file.read(most)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise ArticleError(_DAMAGED) from error
    except OSError as error:
        raise ArticleError(f"the file cannot be read ({error.strerror or error}); copy it anew") from error


@dataclass(frozen=True, slots=True)
class Directory:
    """A directory on the disk."""

    root: Path

    def open(self, path: str) -> IO[bytes]:
        """Open a file for reading; raises `ArticleError`."""
        try:
            return (self.root / path).open("rb")
        except OSError as error:
            raise ArticleError(
                f"the file cannot be opened ({error.strerror or error}); check its name and permissions"
            ) from error

    def holds(self, path: str) -> bool:
        """Tell whether there is such a file; a link out of the directory does not count."""
        whole = self.root / path
        return whole.is_file() and whole.resolve().is_relative_to(self.root.resolve())

    def names(self, directory: str) -> tuple[str, ...]:
        """List the names of the files directly in `directory`, sorted."""
        whole = self.root / directory
        return _listed(whole, whole.stat().st_mtime_ns)

    def stamp(self, path: str) -> tuple[int, ...]:
        """Return what tells cheaply whether a file has changed."""
        status = (self.root / path).stat()
        return status.st_size, status.st_mtime_ns


@lru_cache(maxsize=8)
def _listed(directory: Path, changed: int) -> tuple[str, ...]:
    """List a directory once for all the pages in it, until it has `changed`."""
    return tuple(sorted(entry.name for entry in os.scandir(directory) if entry.is_file(follow_symlinks=False)))


def on_disk(path: Path) -> Source:
    """Return the file at `path` as a source."""
    return Source(Directory(path.parent), path.name)


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a file, not yet read: its name there, "" where it is the only one, and what reads it.

    It is read before the next one is asked for: the file is open only so long.
    """

    name: str
    reader: Callable[[], Article]

    def read(self) -> Article:
        """Read the article, and tell its language by its text; raises `ArticleError`."""
        try:
            return language.told(self.reader())
        except RecursionError as error:
            raise ArticleError("the page is nested too deep to be read; paste its text instead") from error


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one article in a file: its name there, and the article or why it could not be read.

    With neither, the file is read together with others and holds no article of its own.
    """

    entry: str
    article: Article | None = None
    error: str | None = None


def refusing(name: str, reason: str) -> Entry:
    """Return an entry that cannot be read, for `reason`."""

    def reader() -> Article:
        raise ArticleError(reason)

    return Entry(name, reader)


def distinct(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield entries under names that are one printed line each; a second one of a name gets a number."""
    taken: set[str] = set()
    for entry in entries:
        name = plain(entry.name)
        numbered = chain([name], (f"{name}-{number}" for number in count(2)))
        free = next(candidate for candidate in numbered if candidate not in taken)
        taken.add(free)
        yield Entry(free, entry.reader)
