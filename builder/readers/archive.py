"""Archives: the articles in a zip, read where they lie; nothing is ever unpacked to the disk."""

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO

from builder.errors import ArticleError
from builder.readers import formats
from builder.readers.bundles import bundles
from builder.readers.source import MEGABYTE, Entry, Source, refusing

# More than the largest exports hold; an archive beyond these is broken, hostile, or better taken apart.
MOST_ENTRIES = 20_000
LARGEST_UNPACKED = 4096 * MEGABYTE
# Text packs to a tenth, a page of nothing but spaces to a thousandth. Small files may pack as well as they like.
_LARGEST_RATIO = 200
_SMALL = MEGABYTE
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError, ValueError)
_UNPACK = "unpack the archive and add what is in it"
_NESTED = f"it is an archive in an archive; {_UNPACK}"


def entries(source: Source, largest: int) -> Iterator[Entry]:
    """Yield the articles in an archive, each under its path there. Raises `ArticleError`."""
    if isinstance(source.folder, Archive):
        raise ArticleError(_NESTED)
    source.check_size(largest)
    with source.folder.open(source.path) as file:
        archive = opened(file)
        infos = [info for info in archive.infolist() if not info.is_dir()]
        kind = _refused_kind({info.filename for info in infos})
        if kind:
            raise ArticleError(kind)
        if len(infos) > MOST_ENTRIES:
            raise ArticleError(f"the archive holds more than {MOST_ENTRIES:,} files; add it in several parts")
        folder = Archive(archive, {_name(info): info for info in infos if not _fault(info)})
        yield from (refusing(_name(info), fault) for info in infos if (fault := _fault(info)))
        found = False
        for path in bundles(folder.infos):
            if formats.is_known(inside := Source(folder, path)):
                found = True
                yield from _inside(inside)
            if folder.unpacked > LARGEST_UNPACKED:
                raise _too_large()
        if not found:
            raise ArticleError("the archive holds no file that can be read; add the articles themselves")


def _inside(source: Source) -> Iterator[Entry]:
    """Yield the articles of one file in the archive, named by its path and their own name there."""
    try:
        for entry in formats.entries(source):
            yield Entry(f"{source.path}#{entry.name}" if entry.name else source.path, entry.reader)
    except ArticleError as error:
        yield refusing(source.path, str(error))


@dataclass(slots=True, eq=False)
class Archive:
    """The files of an archive as a folder; counts what is unpacked of it."""

    archive: zipfile.ZipFile
    infos: dict[str, zipfile.ZipInfo]
    unpacked: int = field(default=0)

    def open(self, path: str) -> IO[bytes]:
        """Open a file for reading; raises `ArticleError`."""
        try:
            file = self.archive.open(self.infos[path])
        except (NotImplementedError, RuntimeError) as error:
            raise ArticleError(f"it is packed in a way that cannot be read ({error}); {_UNPACK}") from error
        except _DAMAGE as error:
            raise ArticleError(f"the archive is damaged; pack it again, or {_UNPACK}") from error
        return io.BufferedReader(_Counted(file, self))

    def holds(self, path: str) -> bool:
        """Tell whether there is such a file."""
        return path in self.infos

    def names(self, directory: str) -> tuple[str, ...]:
        """List the names of the files directly in `directory`, sorted."""
        inside = (PurePosixPath(path) for path in self.infos)
        return tuple(sorted(path.name for path in inside if str(path.parent) == (directory or ".")))

    def stamp(self, path: str) -> tuple[int, ...]:
        """Return what tells cheaply whether a file has changed."""
        return self.infos[path].file_size, self.infos[path].CRC

    def count(self, number: int) -> None:
        """Note that `number` bytes were unpacked; raises `ArticleError` when it is too much altogether."""
        self.unpacked += number
        if self.unpacked > LARGEST_UNPACKED:
            raise _too_large()


class _Counted(io.RawIOBase):
    """A file in an archive that counts what is read of it and says in our words what goes wrong."""

    def __init__(self, file: IO[bytes], archive: Archive) -> None:
        self._file, self._archive = file, archive

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        try:
            data = self._file.read(len(buffer))
        except _DAMAGE as error:
            raise ArticleError(f"the archive is damaged; pack it again, or {_UNPACK}") from error
        self._archive.count(len(data))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def _too_large() -> ArticleError:
    return ArticleError(f"the archive unpacks to more than {LARGEST_UNPACKED // MEGABYTE:,} MB; {_UNPACK}")


def opened(file: IO[bytes]) -> zipfile.ZipFile:
    """Open an archive; raises `ArticleError` if it is damaged."""
    try:
        return zipfile.ZipFile(file)
    except (*_DAMAGE, NotImplementedError) as error:
        raise ArticleError(f"the archive is damaged; pack it again, or {_UNPACK}") from error


def _refused_kind(names: set[str]) -> str | None:
    """Tell what is a zip without being an archive of articles, and what to do with it."""
    if "[Content_Types].xml" in names or "content.xml" in names:
        return "this is an office document; save it as PDF or as plain text"
    return None


def _name(info: zipfile.ZipInfo) -> str:
    return info.filename.replace("\\", "/")


def _fault(info: zipfile.ZipInfo) -> str | None:
    """Say what is wrong with a file of the archive before it is opened."""
    path = PurePosixPath(_name(info))
    if path.is_absolute() or ".." in path.parts or ":" in _name(info).partition("/")[0]:
        return "its path leads out of the archive, so it is left out; pack the archive anew without it"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "it is a link, not a file, so it is left out; pack the archive anew with the file itself"
    if info.flag_bits & 1:
        return f"it is locked with a password; {_UNPACK}"
    if path.suffix.lower() in {".zip", ".wacz", ".tar", ".tgz", ".7z", ".rar"}:
        return _NESTED
    if info.file_size > _SMALL and info.file_size > _LARGEST_RATIO * max(info.compress_size, 1):
        return f"it unpacks to {info.file_size // MEGABYTE:,} MB, as no article does; {_UNPACK}"
    return None
