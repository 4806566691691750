"""The reading process: a page can hang or crash a parser, so another process reads it and is killed if it must be."""

import atexit
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from builder.errors import UNGUARDED, ArticleError, BriefsError
from builder.readers import formats
from builder.readers.plain import plain
from builder.readers.source import Entry, Reading, distinct, on_disk

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

# An ordinary page takes a tenth of a second; what takes longer than this is broken or hostile.
TIME_LIMIT = 20.0
# Ten thousand articles in one file are read in half of this.
FILE_LIMIT = 1800.0
# Articles of one file that may cost a process each.
MOST_STOPS = 5
# A cold start on a busy machine: Python, then lxml.
_START_LIMIT = 60.0
_MEMORY_LIMIT = 4 << 30

_PASTE = "paste the article's text instead"


class Worker:
    """One reading process, started when it is first needed and again after it had to be killed. Safe for threads."""

    def __init__(self, time_limit: float = TIME_LIMIT) -> None:
        self.time_limit = time_limit
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._owner = 0

    def read(self, path: Path) -> list[Reading]:
        """Return what came of each article in the file at `path`, one at least; what fails is there with its error.

        An article that takes too long, or stops the parser, costs a process; those after it are read by the next.
        """
        with self._lock:
            readings: list[Reading] = []
            until = time.monotonic() + FILE_LIMIT
            for _ in range(MOST_STOPS):
                if self._read(path, readings, until):
                    return readings
            return [*readings, Reading("", error=f"too many articles in it could not be read; {_PASTE}")]

    def _read(self, path: Path, readings: list[Reading], until: float) -> bool:
        """Read on behind the `readings` that there are; False if it goes on behind an article that had to be left."""
        entry: str | None = None
        try:
            connection = self._started()
            connection.send((path, len(readings)))
            while True:
                if not connection.poll(self.time_limit):
                    raise TimeoutError
                answer = connection.recv()
                if answer is None:
                    return True
                entry = answer if isinstance(answer, str) else None
                if isinstance(answer, Reading):
                    readings.append(answer)
                if time.monotonic() > until:
                    self._kill()
                    readings.append(Reading("", error=f"it takes longer than {FILE_LIMIT / 60:g} minutes; divide it"))
                    return True
        except TimeoutError:
            self._kill()
            limit = f"{self.time_limit:g} seconds"
            readings.append(Reading(entry or "", error=f"reading it took longer than {limit}; {_PASTE}"))
            return not entry
        except (EOFError, OSError):
            self._kill()
            readings.append(Reading(entry or "", error=f"the page made the parser stop; {_PASTE}"))
            return not entry
        except BaseException:  # interrupted: an answer may be under way that nobody will fetch
            self._kill()
            raise

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._kill()

    def _started(self) -> Connection:
        if self._owner != os.getpid():  # never share a process with a forked parent
            self._process = self._connection = None
        if self._connection is None or self._process is None or not self._process.is_alive():
            self._kill()
            self._start()
        assert self._connection is not None
        return self._connection

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), name="briefs-reader", daemon=True)
        self._process.start()
        theirs.close()
        self._connection, self._owner = ours, os.getpid()
        try:
            if not ours.poll(_START_LIMIT):
                raise BriefsError(f"the process that reads articles did not begin within {_START_LIMIT:g} seconds")
            ours.recv()
        except (EOFError, OSError) as error:  # it ended; no article is to blame, and none may be remembered as failed
            raise BriefsError(UNGUARDED) from error

    def _kill(self) -> None:
        if self._connection is not None:
            self._connection.close()
        if self._process is not None and self._owner == os.getpid():
            self._process.kill()
            self._process.join()
        self._process = self._connection = None


def _serve(connection: Connection) -> None:
    """Answer paths with what is in the files, until the other side closes: name and reading of each, then None."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.disable(logging.CRITICAL)  # parsers write to the log and to standard error what is said here better
    sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
    _limit_memory()
    import_module("builder.readers.html")  # the parsers take most of a second, which is not the first page's fault
    connection.send("ready")
    while True:
        try:
            path, done = connection.recv()
        except (EOFError, OSError):
            return
        for message in answers(path, done):
            connection.send(message)
        connection.send(None)


def answers(path: Path, done: int = 0) -> Iterator[str | Reading]:
    """Yield the name of each article in the file at `path`, then what came of it; the first `done` are passed over."""
    number = 0
    try:
        for number, entry in enumerate(distinct(formats.entries(on_disk(path))), 1):
            if number > done:
                yield entry.name
                yield _reading(entry)
    except Exception as error:
        yield Reading("", error=_message(error))
    else:
        if not number:
            yield Reading("")


def _reading(entry: Entry) -> Reading:
    try:
        return Reading(entry.name, entry.read())
    except Exception as error:
        return Reading(entry.name, error=_message(error))


def _message(error: Exception) -> str:
    """Say on one line what went wrong; only our own errors say it themselves."""
    if isinstance(error, ArticleError):
        return plain(str(error))
    if isinstance(error, MemoryError):
        return f"the page needs too much memory; {_PASTE}"
    return f"the page could not be read ({type(error).__name__}); {_PASTE}"


def _limit_memory() -> None:
    if resource is None:
        return  # not on this system; the time limit still holds
    try:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_LIMIT, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (ValueError, OSError):
        logging.getLogger(__name__).debug("memory is not limited")


shared = Worker()
atexit.register(shared.close)
