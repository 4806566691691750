"""Zotero: a library exported as "Zotero RDF" with its files, the only export that keeps the snapshots of pages.

What Zotero knows of an item is laid over what its snapshot says of itself.
"""

from collections.abc import Iterator
from functools import partial
from urllib.parse import unquote

from lxml import etree

from builder.article import Article
from builder.errors import ArticleError
from builder.readers import formats
from builder.readers.described import Values, noted, overlaid
from builder.readers.plain import plain
from builder.readers.source import Entry, Source, refusing
from builder.readers.xml import local, parse, text
from builder.slugs import slug

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
# Items of these types should have a snapshot, so it is said if one has none; of books and the like nobody expects it.
_ARTICLES = frozenset({"webpage", "newspaperArticle", "magazineArticle", "blogPost", "forumPost", "statement"})
_PAGES = (".html", ".htm", ".xhtml", ".mhtml")
_FILES = (*_PAGES, ".pdf", ".epub", ".txt")


def entries(source: Source, largest: int) -> Iterator[Entry]:
    """Yield the articles of a library, each named by the path of its snapshot. Raises `ArticleError`."""
    root = parse(source.data(largest))
    files = {element.get(f"{_RDF}about", ""): _path(element) for element in root if local(element) == "Attachment"}
    found = list(_entries(root, files, source))
    if not any(is_there for is_there, _ in found):
        raise ArticleError(
            "there is no snapshot in this export; export it from Zotero again, with 'Export Files' ticked"
        )
    yield from (entry for _, entry in found)


def _entries(root: etree._Element, files: dict[str, str], source: Source) -> Iterator[tuple[bool, Entry]]:
    """Yield an entry for each item of the library, and whether its snapshot is there."""
    for item in root:
        linked = [link.get(f"{_RDF}resource", "") for link in item if local(link) == "link"]
        if linked or (text(_child(item, "itemType")) in _ARTICLES):
            snapshot = _best([files.get(name, "") for name in linked], source)
            title = plain(text(_child(item, "title")))
            if snapshot is not None:
                yield True, Entry(snapshot.path, partial(_read, snapshot, _values(item)))
            elif text(_child(item, "itemType")) in _ARTICLES:
                yield (
                    False,
                    refusing(slug(title), f"'{title}' has no snapshot; open it in the browser and save the page"),
                )


def _best(paths: list[str], source: Source) -> Source | None:
    """Return the file of an item that is most of an article: a page rather than a PDF."""
    there = [file for path in paths for name in (path, unquote(path)) if name and (file := source.beside(name))]
    wanted = [file for suffix in _FILES for file in there if file.suffix == suffix]
    return wanted[0] if wanted else None


def _read(snapshot: Source, values: Values) -> Article:
    for entry in formats.entries(snapshot):
        return overlaid(entry.read(), values, "Zotero")
    raise ArticleError("there is no article in this snapshot; open the page and save it again")


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if local(child) == name), None)


def _path(attachment: etree._Element) -> str:
    """Return the path of an attachment's file, beside the export."""
    found = (child for child in attachment if local(child) in {"resource", "path"})
    return next((child.get(f"{_RDF}resource", "") for child in found), "")


def _values(item: etree._Element) -> Values:
    def one(name: str) -> str:
        return plain(text(_child(item, name)))

    outlet = _child(item, "isPartOf")
    address = _child(item, "identifier")
    return noted(
        title=one("title"),
        author=[_name(person) for authors in item if local(authors) == "authors" for person in authors.iter(*_PERSON)],
        publisher=text(next((e for e in outlet.iter() if local(e) == "title"), None)) if outlet is not None else "",
        source_url=text(next((e for e in address.iter() if local(e) == "value"), None)) if address is not None else "",
        date=one("date"),
        accessed=one("dateSubmitted"),
        description=one("abstract"),
        lang=one("language"),
        tags=[text(subject) for subject in item if local(subject) == "subject"],
    )


_PERSON = ("{http://xmlns.com/foaf/0.1/}Person",)


def _name(person: etree._Element) -> str:
    parts = {local(child): text(child) for child in person}
    return f"{parts.get('givenName') or parts.get('givenname') or ''} {parts.get('surname', '')}".strip()
