"""Where rendered pages are kept between builds: their HTML, and what it was made from.

One room for each set of inputs that shape all pages, so that `mkdocs serve` and `mkdocs build`, whose pages have other
addresses, do not push each other out. What is damaged or half-written is noticed by its digest and made anew.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from builder.files import Workshop
from builder.rendering.inputs import DIGEST_SIZE, digest

# Rooms that stay: one for serving, one for publishing.
ROOMS = 2

_TABLE = "pages.msgpack"


class Kept(msgspec.Struct, frozen=True):
    """A rendered page: digests of its file and of its HTML, the files it links to, its entries for the search.

    Of its front matter, which templates of other pages may show, the keys and the short values.
    """

    source: bytes
    html: bytes
    links: list[str]
    entries: list[dict[str, Any]]
    title: str | None
    keys: list[str]
    meta: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Room:
    """The pages of one set of inputs, in a folder of their own."""

    folder: Path

    def path(self, page: str) -> Path:
        """Return where the HTML of a page is, given the path of its Markdown in `docs/`."""
        return self.folder / f"{digest(page.encode()).hex()}.html"

    def load(self) -> dict[str, Kept]:
        """Return what was kept, by the path of the Markdown; nothing if the table is missing or damaged."""
        try:
            data = (self.folder / _TABLE).read_bytes()
            if data[:DIGEST_SIZE] == digest(data[DIGEST_SIZE:]):
                return msgspec.msgpack.decode(data[DIGEST_SIZE:], type=dict[str, Kept])
        except (OSError, msgspec.MsgspecError):
            pass
        return {}

    def save(self, kept: Mapping[str, Kept], pages: Iterable[str], workshop: Workshop) -> None:
        """Keep these of the site's pages; what is no page of it any more goes, and all rooms but the latest."""
        data = msgspec.msgpack.encode(kept)
        workshop.write(self.folder / _TABLE, digest(data) + data)
        os.utime(self.folder)
        for name in {entry.name for entry in os.scandir(self.folder)} - {self.path(page).name for page in pages}:
            if name != _TABLE:
                (self.folder / name).unlink()
        rooms = sorted((path for path in self.folder.parent.iterdir() if path.is_dir()), key=_age, reverse=True)
        for room in rooms[ROOMS:]:
            shutil.rmtree(room, ignore_errors=True)

    def holds(self, page: str, kept: Kept) -> bool:
        """Tell whether the HTML of a page is as it was written."""
        try:
            return digest(self.path(page).read_bytes()) == kept.html
        except OSError:
            return False


def _age(room: Path) -> int:
    return room.stat().st_mtime_ns


def place(html: Path, target: Path) -> None:
    """Put kept HTML into the site: as another name of the same file where the disk can do that, else as a copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        target.hardlink_to(html)
    except OSError:
        shutil.copyfile(html, target)
