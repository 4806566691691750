"""Files looked through for what is withheld, whatever they are and however their text is written down.

A file's text is looked at as it stands, with the escapes of HTML, JSON and web addresses undone, and without tags. What
is packed is unpacked: gzip, zip, and every cell of an SQLite database. So are the names of files and folders.
"""

import gzip
import html
import io
import os
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builder.errors import BriefsError
from builder.withholding.forms import Form, Forms, Kind, Match

# Files of programs, whose words are not ours: as in pictures, names in full are looked for in them, surnames are not.
_PROGRAMS = frozenset({".css", ".js", ".map", ".mjs", ".wasm"})

# How often escapes are undone: an address in JSON in HTML is escaped three times.
_DEPTH = 3

# Archives in archives are unpacked so far.
_NESTED = 4

# Characters shown on either side of a leak.
_AROUND = 30
_WIDE = 200

# Keeps apart what does not belong together: no form goes over so many characters that are no letters.
_GAP = "\n" * 9

_TAG = re.compile(r"<[^<>]*>")
_TAGS = re.compile(r"(?:<[^<>]*>)+")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_ESCAPE = re.compile(
    r"(?:\\u[0-9A-Fa-f]{4})+|\\U[0-9A-Fa-f]{8}|\\u\{[0-9A-Fa-f]{1,6}\}|\\x[0-9A-Fa-f]{2}|\\[\\bfnrt/\"]"
)


@dataclass(frozen=True, slots=True)
class Leak:
    """Something withheld that was found: where, by which line of the corrections, and what stands around it."""

    file: str
    place: str
    line: int
    around: str

    @property
    def reason(self) -> str:
        """Say what is wrong without the words themselves: what is printed may end in a public log."""
        about = f", near “{self.around}”" if self.around else ""
        return f"{self.place} holds what line {self.line} of briefs/corrections.yml withholds{about}"


def refuse(leaks: Iterable[Leak], folder: str) -> None:
    """Raise `BriefsError` if there is any leak, naming each; `folder` is where the files lie."""
    lines = [f"{folder}/{leak.file}: {leak.reason}" for leak in leaks]
    if lines:
        remedy = "publish nothing of this: take the words out of pages and files that you wrote or put there yourself"
        raise BriefsError("\n".join([*lines, remedy]))


class Scanner:
    """Looks for forms in names and contents of files."""

    def __init__(self, forms: Iterable[Form]) -> None:
        forms = tuple(forms)
        self._forms = Forms(forms)
        self._without_short = Forms(form for form in forms if form.kind is not Kind.SHORT)

    def folder(self, folder: Path, skip: Callable[[str], bool] = lambda _: False) -> Iterator[Leak]:
        """Look through all files below a folder but those that `skip` names by their paths there."""
        if not self._forms:
            return
        for root, folders, files in os.walk(folder):
            folders.sort()
            inside = Path(root).relative_to(folder).as_posix()
            for name in sorted(files):
                path = name if inside == "." else f"{inside}/{name}"
                if not skip(path):
                    yield from self.file(path, (folder / path).read_bytes())

    def file(self, name: str, content: bytes) -> Iterator[Leak]:
        """Look through one file, its name first."""
        if not self._forms:
            return
        if found := _first(self._forms, [name, _decoded(name)]):
            yield Leak(_covered(self._forms, name), "its name", found[1].form.line, "")
        is_program = PurePosixPath(name).suffix.lower() in _PROGRAMS
        yield from self._content(_covered(self._forms, name), content, is_program, 0)

    def _content(self, name: str, content: bytes, is_program: bool, depth: int) -> Iterator[Leak]:
        text = _text(content)
        forms = self._without_short if is_program or "\0" in text else self._forms
        if found := _first(forms, _views(text)):
            view, match = found
            yield Leak(name, _line(forms, text), match.form.line, _around(forms, view, match))
        for inner, unpacked in _unpacked(content) if depth < _NESTED else ():
            yield from self._content(f"{name} ({_covered(forms, inner)})", unpacked, is_program, depth + 1)


def _first(forms: Forms, views: Iterable[str]) -> tuple[str, Match] | None:
    """The first place of a form in any of several views of a text."""
    return next(((view, match) for view in views for match in forms.find(view)), None)


def _text(content: bytes) -> str:
    """Read bytes as text, whatever they are."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _views(text: str) -> Iterator[str]:
    """Give a text as it may be read: without tags, these by themselves; and again with all escapes undone, if any.

    What looks like an escape may be none, and would then hide a letter: so a text is looked at with them, too.
    """
    yield from map(html.unescape, _parted(text))
    plain = _decoded(text)
    if plain != html.unescape(text):
        yield from _parted(plain)


def _parted(text: str) -> Iterator[str]:
    """Part a text from the tags in it; these end a word (in a table) or stand within one (around a single letter)."""
    if "<" not in text:
        yield text
        return
    bare = _TAGS.sub("\0", text)
    yield bare
    yield bare.replace("\0", "")
    yield _GAP.join(_TAG.findall(text))


def _decoded(text: str) -> str:
    """Undo escapes, as deep as they go."""
    for _ in range(_DEPTH):
        before = text
        text = _ESCAPE.sub(_unescaped, text) if "\\" in text else text
        text = html.unescape(text) if "&" in text else text
        text = _PERCENT.sub(_from_percent, text) if "%" in text else text
        if text == before:
            break
    return text


def _unescaped(escape: re.Match[str]) -> str:
    written = escape[0]
    if written[1] not in "uUx":
        return "\\" if written[1] == "\\" else " "
    if written.startswith("\\u") and written[2] != "{":
        units = bytes.fromhex(written.replace("\\u", ""))
        return units.decode("utf-16-be", "replace")
    code = int(written[2:].strip("{}"), 16)
    return chr(code) if code < 0x110000 else " "


def _from_percent(escape: re.Match[str]) -> str:
    return _text(bytes.fromhex(escape[0].replace("%", "")))


def _unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Give what is packed in a file, with the name that it has there; what is damaged holds nothing to read."""
    try:
        if content.startswith(b"\x1f\x8b"):
            yield "unpacked", gzip.decompress(content)
        elif content.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for name in archive.namelist():
                    yield name, name.encode() + b"\n" + archive.read(name)
        elif content.startswith(b"SQLite format 3\0"):
            yield from _tables(content)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, sqlite3.Error, RuntimeError, NotImplementedError):
        return


def _tables(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Give all cells of each table: in the file itself a long one is torn into pieces."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            quoted = name.replace('"', '""')
            cells = (cell for row in database.execute(f'SELECT * FROM "{quoted}"') for cell in row)
            written = (cell if isinstance(cell, bytes) else str(cell).encode(errors="replace") for cell in cells)
            yield f"table {name}", _GAP.encode().join(written)


def _line(forms: Forms, text: str) -> str:
    """Name the line of a text that holds a form, where one line does."""
    lines = text.split("\n")
    found = (number for number, line in enumerate(lines, 1) if len(lines) > 1 and _first(forms, _views(line)))
    number = next(found, None)
    return f"line {number}" if number else "it"


def _around(forms: Forms, view: str, match: Match) -> str:
    """What stands around a form, with all forms covered before it is cut: half a name tells it, too."""
    before = _covered(forms, view[max(0, match.start - _WIDE) : match.start])
    after = _covered(forms, view[match.end : match.end + _WIDE])
    return " ".join(f"{before[-_AROUND:]}…{after[:_AROUND]}".split())


def _covered(forms: Forms, text: str) -> str:
    """A text with dots in the place of forms; nothing else where they are written with escapes."""
    for match in sorted(forms.find(text, any_case=True), key=lambda match: -match.start):
        text = f"{text[: match.start]}…{text[match.end :]}"
    return "…" if forms.holds(_decoded(text)) else text
