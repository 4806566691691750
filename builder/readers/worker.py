"""The reading process: a page can hang or crash a parser, so another process reads it and is killed if it must be."""

import atexit
import logging
import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from builder.article import Article
from builder.errors import ArticleError
from builder.readers import formats

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

# An ordinary page takes a tenth of a second; what takes longer than this is broken or hostile.
TIME_LIMIT = 20.0
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

    def read(self, path: Path) -> Article:
        """Return the article in the file at `path`; raises `ArticleError`, also when time is up or the parser fails."""
        with self._lock:
            try:
                connection = self._started()
                connection.send(path)
                if not connection.poll(self.time_limit):
                    self._kill()
                    raise ArticleError(f"reading it took longer than {self.time_limit:g} seconds; {_PASTE}")
                answer = connection.recv()
            except (EOFError, OSError) as error:
                self._kill()
                raise ArticleError(f"the page made the parser stop; {_PASTE}") from error
            except BaseException:  # interrupted: an answer may be under way that nobody will fetch
                self._kill()
                raise
        if isinstance(answer, Article):
            return answer
        raise ArticleError(answer)

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
        if not ours.poll(_START_LIMIT):
            raise EOFError
        ours.recv()

    def _kill(self) -> None:
        if self._connection is not None:
            self._connection.close()
        if self._process is not None and self._owner == os.getpid():
            self._process.kill()
            self._process.join()
        self._process = self._connection = None


def _serve(connection: Connection) -> None:
    """Answer paths with articles or with the message of an error, until the other side closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    connection.send("ready")
    while True:
        try:
            path = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(answer(path))


def answer(path: Path) -> Article | str:
    """Return the article in the file at `path`, or the message of what went wrong."""
    logging.disable(logging.CRITICAL)  # trafilatura and htmldate write to the log what is said here better
    try:
        return formats.read(path)
    except ArticleError as error:
        return str(error)
    except MemoryError:
        return f"the page needs too much memory; {_PASTE}"
    except Exception as error:
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
