"""The registry of formats: which reader takes a file, by its content first and its suffix second."""

import gzip
import re
import zlib
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from builder.article import Article
from builder.errors import ArticleError
from builder.readers.decoding import decode

_MARKUP = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}\?>\s*)*"
    r"<(?:!doctype\s+html|(?:html|head|body|article|main|div|meta|p)(?:\s[^<>]*)?>)",
    re.I | re.S,
)
_FRONT_MATTER = re.compile(r"\s*---[^\S\n]*\n")
_FAMILIAR = "save the page as HTML, or paste its text into a .txt or .md file"
_MAGIC = {b"%PDF": "a PDF", b"PK\x03\x04": "a zip archive or an office document", b"\x1f\x8b": "a compressed file"}
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the module that reads it, the suffixes it goes by, and the largest file (bytes, unpacked)."""

    module: str
    suffixes: tuple[str, ...]
    largest: int

    def read(self, source: str) -> Article:
        """Read decoded text. The module is imported now: lxml and trafilatura take most of a second."""
        article: Article = import_module(f"builder.readers.{self.module}").read(source)
        return article


HTML = Format("html", (".html", ".htm", ".xhtml"), 20 * MEGABYTE)
MARKDOWN = Format("markdown", (".md", ".markdown"), 5 * MEGABYTE)
TEXT = Format("text", (".txt",), 5 * MEGABYTE)
FORMATS = (HTML, MARKDOWN, TEXT)

SUFFIXES = tuple(suffix for form in FORMATS for suffix in form.suffixes) + tuple(f"{s}.gz" for s in HTML.suffixes)


def by_suffix(name: str) -> Format | None:
    """Return the format that a file called `name` claims to be."""
    bare = name.lower().removesuffix(".gz")
    return next((form for form in FORMATS if bare.endswith(form.suffixes)), None)


def read(path: Path) -> Article:
    """Read the article in the file at `path`, unprotected; raises `ArticleError` for whatever cannot be read."""
    claimed = by_suffix(path.name) or TEXT
    data = _bytes(path, claimed.largest)
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise ArticleError(f"this is {what}, not an article; {_FAMILIAR}")
    if not data.strip():
        raise ArticleError("the file is empty; paste the article's text into it, or remove it")
    source, problems = decode(data, markup=claimed is HTML)
    try:
        article = _by_content(source, claimed).read(source)
    except RecursionError as error:
        raise ArticleError("the page is nested too deep to be read; paste its text instead") from error
    return replace(article, problems=problems + article.problems)


def _bytes(path: Path, largest: int) -> bytes:
    """Return the bytes of the file, unpacked; no more than `largest` are ever held."""
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as file:
            data = file.read(largest + 1)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise ArticleError("the compressed file is damaged; save the page again") from error
    except OSError as error:
        raise ArticleError(
            f"the file cannot be opened ({error.strerror or error}); check its name and permissions"
        ) from error
    if len(data) > largest:
        raise ArticleError(
            f"the file is larger than {largest // MEGABYTE} MB; save only the article, or paste its text"
        )
    return data


def _by_content(source: str, claimed: Format) -> Format:
    """A page saved as .txt is still HTML, and front matter makes a clipping of any text; else the suffix decides."""
    if claimed is not HTML and _FRONT_MATTER.match(source):
        return MARKDOWN
    if _MARKUP.match(source):
        return HTML
    if claimed is HTML and "<" not in source:
        return TEXT
    return claimed
