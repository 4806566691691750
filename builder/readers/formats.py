"""The registry of formats: which reader takes a file, by its content first and its suffix second."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module

from builder.article import Article
from builder.errors import ArticleError
from builder.readers import csl
from builder.readers.decoding import decode
from builder.readers.source import MEGABYTE, Entry, Source

# What may stand before the first element of a page. Possessive, or a thousand comments would be tried in all ways.
_PROLOG = r"(?:\s|<\?xml(?:[^?>]|\?(?!>)){0,200}\?>|<!--(?:(?!-->).){0,2000}-->)*+"
_MARKUP = re.compile(
    rf"{_PROLOG}<(?:!doctype\s+html|(?:html|head|body|article|main|div|meta|p)(?:\s[^<>]*)?>)", re.I | re.S
)
_FRONT_MATTER = re.compile(r"\s*---[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the module that reads it, the suffixes it goes by, and the largest file (bytes, unpacked)."""

    module: str
    suffixes: tuple[str, ...]
    largest: int


# Text of one article: the module has `read(source: str) -> Article`.
HTML = Format("html", (".html", ".htm", ".xhtml"), 20 * MEGABYTE)
MARKDOWN = Format("markdown", (".md", ".markdown"), 5 * MEGABYTE)
TEXT = Format("text", (".txt",), 5 * MEGABYTE)
_TEXTS = (HTML, MARKDOWN, TEXT)

# Files of any other kind: the module has `entries(source: Source, largest: int) -> Iterator[Entry]`.
MHTML = Format("mhtml", (".mhtml", ".mht"), 50 * MEGABYTE)
MAIL = Format("mail", (".eml",), 50 * MEGABYTE)
WEBARCHIVE = Format("webarchive", (".webarchive",), 50 * MEGABYTE)
PDF = Format("pdf", (".pdf",), 50 * MEGABYTE)
EPUB = Format("epub", (".epub",), 100 * MEGABYTE)
WARC = Format("warc", (".warc",), 1024 * MEGABYTE)
ZOTERO = Format("zotero", (".rdf",), 50 * MEGABYTE)
FEED = Format("feed", (".rss", ".atom", ".xml"), 50 * MEGABYTE)
EXPORT = Format("exports", (".json",), 200 * MEGABYTE)
LINKS = Format("links", (".csv", ".opml", ".url", ".webloc"), 20 * MEGABYTE)
ARCHIVE = Format("archive", (".zip", ".wacz"), 1024 * MEGABYTE)
FORMATS = (*_TEXTS, MHTML, MAIL, WEBARCHIVE, PDF, EPUB, WARC, ZOTERO, FEED, EXPORT, LINKS, ARCHIVE)

SUFFIXES = tuple(suffix for form in FORMATS for suffix in form.suffixes)

# How a file of each format begins, byte order mark and white space apart.
_HEADERS = r"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*+)*?"
_BEGINNINGS = tuple(
    (re.compile(pattern, re.I | re.S), form)
    for pattern, form in (
        (r"%PDF-", PDF),
        (r"WARC/\d", WARC),
        (r"bplist00", WEBARCHIVE),
        (r"PK\x03\x04.{26}mimetypeapplication/epub\+zip", EPUB),
        (r"PK(?:\x03\x04|\x05\x06)", ARCHIVE),
        (rf'{_HEADERS}(?:Snapshot-Content-Location:|From: <?"?Saved by )', MHTML),
        (rf"(?:From [^\n]*\n)?{_HEADERS}(?:MIME-Version|Message-ID|Received|Return-Path):", MAIL),
        (rf"{_PROLOG}<rdf:RDF\b(?=[^>]*zotero\.org/)", ZOTERO),
        (rf"{_PROLOG}<(?:rss\b|feed\b|rdf:RDF\b(?=[^>]*purl\.org/rss/))", FEED),
        (rf"{_PROLOG}<opml\b|<!DOCTYPE NETSCAPE-Bookmark|\[InternetShortcut\]", LINKS),
        (r"<(?=.{0,1000}?<title>\s*(?:Pocket Export|Instapaper: Export)\s*<)", LINKS),
        (r"title,url,time_added\b|url,title,selection,folder\b", LINKS),
        (r'\{\s*(?:"|\})|\[\s*\{\s*"', EXPORT),
        (_MARKUP.pattern, HTML),
    )
)


def by_suffix(name: str) -> Format | None:
    """Return the format that a file called `name` claims to be."""
    bare = name.lower().removesuffix(".gz")
    return next((form for form in FORMATS if bare.endswith(form.suffixes)), None)


def is_known(source: Source) -> bool:
    """Tell by its name, or if that says nothing by its content, whether a file is of a format that is read.

    Among the parts of saved pages is JSON that nobody exported.
    """
    if by_suffix(source.name) is not None:
        return True
    try:
        return _by_beginning(source.head()) not in {None, EXPORT}
    except ArticleError:
        return True  # it is named with its error when it is read


def entries(source: Source) -> Iterator[Entry]:
    """Find the articles in a file; each is read by its `read`. Both raise `ArticleError` for what cannot be read."""
    head = source.head()
    claimed = by_suffix(source.name)
    form = _by_beginning(head) or claimed
    if form is ARCHIVE and claimed is EPUB:  # one whose first file is not the one that tells
        form = claimed
    if form is None:
        known = ", ".join(SUFFIXES)
        raise ArticleError(f"files of this kind are not read (known: {known}); save the page as HTML or paste its text")
    if form in _TEXTS:
        yield Entry("", lambda: _text(source, form))
    else:
        yield from import_module(f"builder.readers.{form.module}").entries(source, form.largest)


def _by_beginning(head: bytes) -> Format | None:
    """Return the format that the first bytes of a file show, None where they may be any text."""
    begins = _look(head)
    return next((form for pattern, form in _BEGINNINGS if pattern.match(begins)), None)


def _look(head: bytes) -> str:
    """Return the beginning of a file as text for looking at, byte by byte unless it is UTF-16."""
    utf16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = head.decode("utf-16", "ignore") if utf16 else head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    return text.lstrip("\ufeff \t\r\n")


def _text(file: Source, claimed: Format) -> Article:
    data = file.data(claimed.largest)
    if not data.strip():
        raise ArticleError("the file is empty; paste the article's text into it, or remove it")
    source, problems = decode(data, markup=claimed is HTML)
    form = _by_content(source, claimed)
    reader, refusals = (import_module(f"builder.readers.{module}") for module in (form.module, "refusals"))
    article: Article = refusals.checked(reader.read, source, markup=form is HTML)
    article = replace(article, problems=problems + article.problems)
    return csl.with_reference(article, file) if form is HTML else article


def _by_content(source: str, claimed: Format) -> Format:
    """A page saved as .txt is still HTML, and front matter makes a clipping of any text; else the suffix decides."""
    if claimed is not HTML and _FRONT_MATTER.match(source):
        return MARKDOWN
    if _MARKUP.match(source):
        return HTML
    if claimed is HTML and "<" not in source:
        return TEXT
    return claimed
