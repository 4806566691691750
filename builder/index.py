"""The index of the briefs: what their files say, so that an unchanged file is not read again.

An SQLite file with one row for each brief: its stamp, and its record in MessagePack. It holds no texts; these stay in
the briefs. A row counts only while the file has the same stamp and the code that read it is the same; what is lost or
damaged is made anew from the briefs.

Why so: the YAML of 10,000 briefs takes 40 s to read, their rows 0.6 s, straight into our own value classes and checked
on the way. JSON takes twice as long before any class is made; pickle three times, and it would run what a file tells
it to. A single file of all rows is as fast to read, but one new brief would have it written again, all 80 MB of it.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

import msgspec

from builder import records
from builder.files import SURROGATE, Stamp
from builder.records import Record

FILE = "index.sqlite"

# Briefs read between two commits, which is what a killed builder reads again at most.
BATCH = 500

# Another process has it, the disk is full, or it may not be written.
_UNUSABLE_NOW = frozenset(
    {
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY),
        *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR),
    }
)

_TABLE = """CREATE TABLE IF NOT EXISTS briefs
    (path TEXT PRIMARY KEY, code TEXT, size INTEGER, time INTEGER, record BLOB) WITHOUT ROWID"""

# Wraps the paths of the briefs to be read, given their number, so that progress can be shown.
Progress = Callable[[Iterable[str], int], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Index:
    """The index, in the folder of working files, of the briefs below another folder; `code` names what reads them."""

    folder: Path
    briefs: Path
    code: str

    def load(self, found: Mapping[str, Stamp], progress: Progress = lambda paths, _: paths) -> dict[str, Record]:
        """Give the records of the files that were found, reading only those that are not in the index as they are."""
        known, gone = self._known(found)
        changed = [path for path in found if path not in known]
        fresh: dict[str, Record] = {}
        for path in progress(changed, len(changed)):
            if read := records.read(self.briefs, path):
                fresh[path] = read[0]
            if len(fresh) == BATCH:
                self.keep(fresh, found)
                known |= fresh
                fresh = {}
        self.keep(fresh, found, gone)
        known |= fresh
        return {path: known[path] for path in found if path in known}

    def keep(self, fresh: Mapping[str, Record], found: Mapping[str, Stamp], gone: Iterable[str] = ()) -> None:
        """Put records in, under the stamps that their files had before they were read; take out those that are gone."""
        encode = msgspec.msgpack.Encoder(enc_hook=self._inside).encode
        rows = [(path, self.code, *found[path], encode(fresh[path])) for path in fresh if not SURROGATE.search(path)]
        ends = [(path,) for path in gone]
        if not rows and not ends:
            return
        try:
            with closing(self._opened()) as database, database:
                database.executemany("INSERT OR REPLACE INTO briefs VALUES (?, ?, ?, ?, ?)", rows)
                database.executemany("DELETE FROM briefs WHERE path = ?", ends)
        except sqlite3.Error as error:
            self._forget(error)

    def _known(self, found: Mapping[str, Stamp]) -> tuple[dict[str, Record], list[str]]:
        """Return the records that still hold, and the paths of files that are no more."""
        decoder = msgspec.msgpack.Decoder(Record, dec_hook=self._path)
        known: dict[str, Record] = {}
        gone: list[str] = []
        try:
            with closing(self._opened()) as database:
                for path, code, size, time, row in database.execute("SELECT * FROM briefs"):
                    if path not in found:
                        gone.append(path)
                    elif code == self.code and found[path] == (size, time):
                        known[path] = decoder.decode(row)
        except (sqlite3.Error, msgspec.MsgspecError, TypeError, ValueError) as error:
            self._forget(error)
            return {}, []
        return known, gone

    def _opened(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.folder / FILE)
        database.execute(_TABLE)
        return database

    def _forget(self, error: Exception) -> None:
        """Begin a new index, unless nothing is wrong with this one and it only cannot be used now."""
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _UNUSABLE_NOW:
            for name in (FILE, f"{FILE}-journal"):  # a journal would be played back into the new one
                (self.folder / name).unlink(missing_ok=True)

    def _path(self, kind: type, path: Any) -> PurePath:
        return self.briefs / path if kind is Path else PurePosixPath(path)

    def _inside(self, path: PurePath) -> str:
        return (path.relative_to(self.briefs) if isinstance(path, Path) else path).as_posix()
