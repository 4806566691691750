"""Pages rendered as MkDocs does it, one by one, in as many processes as there are cores.

MkDocs reads all pages before it writes the first and holds them to the end; here each is dropped when it is written.
"""

import gc
import logging
import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from logging.handlers import QueueHandler
from queue import SimpleQueue
from typing import Any

from material.plugins.search.plugin import SearchIndex
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from builder.rendering.front_matter import short
from builder.rendering.inputs import SNIPPET, digest
from builder.rendering.page_files import PageFile, WatchedFiles
from builder.rendering.store import Kept, Room

# Fewer pages than this are rendered sooner than processes are started.
MANY = 64

# Pages that a process takes at a time.
_CHUNK = 16


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page that is rendered: what to keep of it, whether it may be kept, and what was said about it."""

    kept: Kept
    lasting: bool
    said: list[logging.LogRecord]


@dataclass(slots=True)
class Renderer:
    """What rendering takes besides the page; `env` is the Jinja environment that MkDocs made."""

    config: MkDocsConfig
    files: WatchedFiles
    nav: Navigation
    env: Any
    index: SearchIndex | None
    room: Room
    pages: Sequence[File] = field(default_factory=list)

    def render(self, file: PageFile) -> Rendered:
        """Render a page into its room.

        A page of which something was said, which has a link that leads nowhere or takes in another file, is not to be
        kept: what is wrong with it has to be said, or looked up, at each build.
        """
        source = file.content_bytes
        self.files.asked = set()
        log = _Log()
        with log:
            title, meta = self._write(file)
        links, entries = self.files.asked, self.taken()
        html = file.html.read_bytes() if file.html and file.html.is_file() else b""
        targets, keys = sorted(link for link in links if link), [key for key in meta if isinstance(key, str)]
        kept = Kept(digest(source), digest(html), targets, entries, title, keys, short(meta))
        return Rendered(kept, not (log.records or None in links or SNIPPET in source or not html), log.records)

    def _write(self, file: PageFile) -> tuple[str | None, Mapping[Any, Any]]:
        """Render a page as MkDocs does, and drop it. Returns its title and front matter."""
        page, target = file.page, file.html
        assert page is not None
        assert target is not None
        target.unlink(missing_ok=True)
        file.abs_dest_path = str(target)
        file.html = None
        try:
            _populate_page(page, self.config, self.files)
            _build_page(page, self.config, self.pages, self.nav, self.env)
        finally:
            file.html = target
        told = (None if page.title is None else str(page.title)), page.meta
        _drop(page)
        return told

    def taken(self) -> list[dict[str, Any]]:
        """Take the latest entries out of the search index."""
        if self.index is None:
            return []
        entries: list[dict[str, Any]] = self.index.entries
        self.index.entries = []
        return entries


def _drop(page: Page) -> None:
    page.markdown = page.content = None
    page.meta, page.toc = {}, []  # type: ignore[assignment]
    page.links_to_anchors = page.present_anchor_ids = None


class _Log(QueueHandler):
    """Hold back what MkDocs says, to be said in order where MkDocs counts it."""

    def __init__(self) -> None:
        super().__init__(SimpleQueue())
        self.records: list[logging.LogRecord] = []
        self.setLevel(logging.INFO)

    def enqueue(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def __enter__(self) -> None:
        logger = logging.getLogger("mkdocs")
        self._before = logger.handlers, logger.propagate
        logger.handlers, logger.propagate = [self], False

    def __exit__(self, kind: object, *_: object) -> None:
        logger = logging.getLogger("mkdocs")
        logger.handlers, logger.propagate = self._before
        if kind is not None:
            say(self.records)


def say(records: Sequence[logging.LogRecord]) -> None:
    """Say what was held back."""
    for record in records:
        logging.getLogger(record.name).handle(record)


def render(renderer: Renderer, files: Sequence[PageFile]) -> Iterator[Rendered]:
    """Render pages, in their order; in several processes where that is sooner."""
    done = 0
    if len(files) >= MANY and (workers := _workers()) > 1:
        context = multiprocessing.get_context("fork")
        try:
            with ProcessPoolExecutor(workers, context, _begin, (renderer, files)) as pool:
                for found in pool.map(_number, range(len(files)), chunksize=_CHUNK):
                    if found is None:
                        break
                    done += 1
                    yield found
        except (BrokenProcessPool, OSError):  # the system ended one, or lets none begin
            pass
    for file in files[done:]:
        yield renderer.render(file)


def _workers() -> int:
    """Count the cores, where processes can begin with all that this one has read, and no thread is cut off in them."""
    if not sys.platform.startswith("linux") or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


_work: tuple[Renderer, Sequence[PageFile]]


def _begin(renderer: Renderer, files: Sequence[PageFile]) -> None:
    global _work  # noqa: PLW0603 - a process that was forked has what it needs, and is given only numbers
    _work = renderer, files
    gc.freeze()


def _number(number: int) -> Rendered | None:
    """Render one of the pages; what fails is tried again where MkDocs can say why."""
    renderer, files = _work
    try:
        return renderer.render(files[number])
    except Exception:
        return None
