"""The index of Pagefind: many small files, of which a browser reads those that a question is about.

Pagefind makes it of pages. It is given pages that hold nothing but what can be found, in a folder that goes away again:
of the site itself it would index every list and every heading, in a hundred times the time and the memory.
"""

import html
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from builder.errors import BriefsError
from builder.search.entries import Entry

FOLDER = "pagefind"

# The weight of a word of an entry's text, and that in a title, to Pagefind; 10 is the highest that it knows.
_TITLE = 7.0
_HIGHEST = 10.0

# Of what Pagefind writes: boxes to type in, which Material has, and its code once more for a worker, which ours is.
_NOT_USED = ("pagefind-*ui.*", "pagefind-highlight.js", "pagefind-worker.js", "wasm.unknown.pagefind")

_PAGE = "<!doctype html><html><body>{}</body></html>"


def write(site: Path, entries: Iterable[Entry], rendered: Iterable[Mapping[str, Any]], language: str) -> None:
    """Write the index into `site`, of entries and of what Material's index has of other pages, in its language.

    The same entries give the same bytes. Raises `BriefsError` where Pagefind does not run.
    """
    with TemporaryDirectory(prefix="briefs-search-") as folder:
        pages = Path(folder, "pages")
        for entry in entries:
            _write_page(pages, entry.address, _page(entry))
        for address, body in _rendered(rendered).items():
            _write_page(pages, address, body)
        _run(pages, site / FOLDER, language)
    for pattern in _NOT_USED:
        for path in (site / FOLDER).glob(pattern):
            path.unlink()


def _write_page(folder: Path, address: str, body: str) -> None:
    path = folder / address / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_PAGE.format(body), encoding="utf-8")


def _page(entry: Entry) -> str:
    weight = min(_HIGHEST, _TITLE * entry.weight)
    parts = [
        f'<h1 data-pagefind-weight="{weight:g}">{html.escape(entry.title)}</h1>',
        f"<p>{html.escape(entry.text)}</p>",
    ]
    for section in entry.sections:
        head = f'<h2 id="{html.escape(section.anchor)}">{html.escape(section.title)}</h2>'
        parts.append(f"{head}<p>{html.escape(section.text)}</p>")
    return "".join(parts)


def _rendered(documents: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Put the pieces of each page of Material's index together; their texts are HTML."""
    pages: dict[str, str] = {}
    for document in documents:
        address, _, anchor = str(document["location"]).partition("#")
        level = "h2" if anchor else "h1"
        head = f'<{level} id="{html.escape(anchor)}">{document["title"]}</{level}>'
        pages[address] = f"{pages.get(address, '')}{head}{document['text']}"
    return pages


def _run(pages: Path, target: Path, language: str) -> None:
    # Where Pagefind runs it also reads its settings, so that must be nowhere where a person has any.
    options = ("--site", ".", "--output-path", str(target.resolve()), "--force-language", language, "--quiet")
    command = [sys.executable, "-m", "pagefind", *options]
    ran = subprocess.run(command, cwd=pages, capture_output=True, text=True, check=False)
    if ran.returncode:
        said = " ".join((ran.stderr or ran.stdout).split())
        remedy = "set 'search: built-in' under 'extra: briefs:' in mkdocs.yml to do without it"
        raise BriefsError(f"Pagefind could not make the index of the search ({said}); {remedy}")
