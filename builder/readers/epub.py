"""EPUB: a zip of XHTML. An article saved as a book is one article, a newspaper one for each chapter.

https://www.w3.org/TR/epub-33/
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import unquote

from lxml import etree

from builder.article import Article, Block
from builder.errors import ArticleError
from builder.readers import clipping, fragment
from builder.readers.archive import Archive, opened
from builder.readers.decoding import decode
from builder.readers.described import Values, noted
from builder.readers.plain import plain
from builder.readers.source import MEGABYTE, Entry, Source
from builder.readers.tree import parse as parse_html
from builder.readers.xml import local, parse, text
from builder.slugs import slug

_LARGEST_PART = 10 * MEGABYTE
_MOST_PARTS = 2000
# A cover, a title page or a list of contents has less text than this (characters).
_FEWEST = 200
_BROKEN = "it has no {} that can be read, as an EPUB must; save it again, or paste its text"


@dataclass(slots=True)
class _Chapter:
    """One article: its name in the list of contents, and its text."""

    label: str
    blocks: list[Block] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)


def entries(source: Source, largest: int) -> Iterator[Entry]:
    """Yield the articles of an EPUB. Raises `ArticleError`."""
    archive = opened(io.BytesIO(source.data(largest)))
    book = Source(Archive(archive, {info.filename: info for info in archive.infolist()}), "META-INF/container.xml")
    package = _package(book)
    root = parse(package.data(_LARGEST_PART))
    chapters = [chapter for chapter in _chapters(root, package) if _weight(chapter) >= _FEWEST]
    if not chapters:
        raise ArticleError("there is no article text in this EPUB; save the article as a page, or paste its text")
    if len(chapters) == 1:
        yield Entry("", partial(_article, chapters[0], _values(root)))
        return
    for chapter in chapters:
        values = noted(title=chapter.label, lang=_values(root).get("lang"))
        yield Entry(slug(chapter.label), partial(_article, chapter, values))


def _article(chapter: _Chapter, values: Values) -> Article:
    return clipping.from_blocks(values, "EPUB", chapter.blocks, chapter.captions)


def _weight(chapter: _Chapter) -> int:
    return sum(len(block.text) for block in chapter.blocks)


def _package(book: Source) -> Source:
    """Return the file that lists the parts of the book."""
    if not book.folder.holds(book.path):
        raise ArticleError(_BROKEN.format("META-INF/container.xml"))
    container = parse(book.data(_LARGEST_PART))
    path = next((element.get("full-path", "") for element in container.iter() if local(element) == "rootfile"), "")
    package = Source(book.folder, "x").beside(path)
    if package is None:
        raise ArticleError(_BROKEN.format("list of its parts"))
    return package


def _values(root: etree._Element) -> Values:
    """Return what the book says of itself."""

    def all_of(name: str) -> list[str]:
        return [text(element) for element in root.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}")]

    return noted(
        title=all_of("title")[:1],
        author=all_of("creator"),
        publisher=all_of("publisher")[:1],
        date=all_of("date")[:1],
        lang=all_of("language")[:1],
        source_url=[url for url in (*all_of("source"), *all_of("identifier")) if url.startswith("http")][:1],
        description=all_of("description")[:1],
        rights=all_of("rights")[:1],
    )


def _chapters(root: etree._Element, package: Source) -> Iterator[_Chapter]:
    """Yield the chapters: what the list of contents names, with the parts behind it that it does not name."""
    items = {item.get("id", ""): item for item in root.iter() if local(item) == "item"}
    contents = _contents(items.values(), package)
    chapter: _Chapter | None = None
    for part in _parts(root, items, package):
        blocks, captions = fragment.parts(parse_html(decode(part.data(_LARGEST_PART), markup=True)[0]))
        label = contents.get(part.path) if contents else ""
        if chapter is None or label is not None:
            if chapter is not None:
                yield chapter
            chapter = _Chapter(label or next((block.text for block in blocks), ""))
        chapter.blocks += blocks
        chapter.captions += captions
    if chapter is not None:
        yield chapter


def _parts(root: etree._Element, items: Mapping[str, etree._Element], package: Source) -> Iterator[Source]:
    """Yield the parts of the book in reading order, without its list of contents."""
    order = [element.get("idref", "") for element in root.iter() if local(element) == "itemref"]
    for name in order[:_MOST_PARTS]:
        item = items.get(name)
        if item is not None and "nav" not in item.get("properties", "").split():
            part = package.beside(unquote(item.get("href", "")))
            if part is not None and "html" in item.get("media-type", "html"):
                yield part


def _contents(items: Iterable[etree._Element], package: Source) -> dict[str, str]:
    """Return the paths of the parts that the list of contents names, with what it calls them."""
    found: dict[str, str] = {}
    for item in items:
        is_list = "nav" in item.get("properties", "").split() or item.get("media-type") == "application/x-dtbncx+xml"
        listed = package.beside(unquote(item.get("href", ""))) if is_list else None
        if listed is not None:
            for href, label in _named(parse(listed.data(_LARGEST_PART))):
                part = listed.beside(unquote(href.partition("#")[0]))
                if part is not None and label:
                    found.setdefault(part.path, label)
    return found


def _named(contents: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield addresses and names from a list of contents, of EPUB 3 (links) or EPUB 2 (`navPoint`)."""
    for element in contents.iter():
        if local(element) == "a":
            yield element.get("href", ""), plain(text(element))
        elif local(element) == "navPoint":
            label = next((child for child in element if local(child) == "navLabel"), None)
            target = next((child.get("src", "") for child in element if local(child) == "content"), "")
            yield target, plain(text(label))
