"""Clippings: Markdown with front matter, as Obsidian Web Clipper and others write it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import markdown
from lxml.html import HtmlElement

from builder.article import Article, Block, BlockKind
from builder.errors import ArticleError
from builder.readers import frontmatter, furniture
from builder.readers.dates import iso, printed_dates
from builder.readers.finishing import finished
from builder.readers.lines import Kind, kind_of
from builder.readers.names import Byline, merge, outlet_of, read_byline
from builder.readers.plain import folded
from builder.readers.rights import spdx
from builder.readers.titles import split_site
from builder.readers.tree import parse, text_of
from builder.readers.urls import cleaned, domain

_NO_TEXT = "no article text was found under the front matter; paste the article's paragraphs into it"
_KINDS: dict[str, BlockKind] = {
    "li": "item",
    "blockquote": "quote",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
}
_LEAVES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "td", "th", "dt", "dd"})
_OBSIDIAN_COMMENT = re.compile(r"%%.*?%%", re.S)
_HIGHLIGHT = re.compile(r"==(?=\S)(.+?)(?<=\S)==")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Tags that clippers put on everything they save say nothing about the article.
_CLIPPER_TAGS = frozenset({"clippings", "clipping", "clipped", "web-clip", "readwise", "omnivore"})


def read(source: str) -> Article:
    """Read a clipping; raises `ArticleError` for broken front matter and for a body without text."""
    values, body = frontmatter.split(source)
    article = _described(values or {})
    blocks, captions = _parts(body)
    article, blocks = _with_printed_title(article, blocks)
    article, blocks = _with_printed_byline(article, blocks)
    if not blocks:
        raise ArticleError(_NO_TEXT)
    return finished(replace(article, blocks=tuple(blocks), captions=tuple(captions)))


# --- front matter --------------------------------------------------------------------------------------------------


def _described(values: frontmatter.Values) -> Article:
    """Return an article without blocks that holds what the front matter says."""

    def one(name: str) -> str | None:
        return values.get(name, [""])[0] or None

    publisher = one("publisher")
    url = next((u for value in values.get("source_url", []) if (u := cleaned(value))), None)
    if not url and not publisher and one("source_url"):
        publisher = one("source_url")  # `source: The Ridgeway Gazette`
    title, site = split_site(one("title") or "", [name for name in (publisher, domain(url)) if name])
    printed = publisher or site
    publisher = printed or outlet_of(domain(url))
    byline = merge(read_byline(name, publisher) for name in values.get("author", []))
    date, updated = iso(one("date") or ""), iso(one("updated") or "")
    found: dict[str, Any] = {
        "title": title,
        "author": byline.authors,
        "agency": one("agency") or byline.agency,
        "date": date,
        "updated": updated if date and updated and updated > date else None,
        "publisher": publisher,
        "source_url": url,
        "accessed": iso(one("accessed") or ""),
        "description": one("description"),
        "tags": tuple(tag for tag in values.get("tags", []) if tag.lower() not in _CLIPPER_TAGS),
        "rights": spdx(one("rights")),
    }
    problems = ("The date in the front matter could not be understood.",) if one("date") and not date else ()
    lang = re.match(r"[a-z]{2,3}", (one("lang") or "en").lower())
    provenance = {name: "front matter" for name, value in found.items() if value}
    if publisher and not printed:
        provenance["publisher"] = "address"
    return Article(blocks=(), lang=lang.group() if lang else "en", provenance=provenance, problems=problems, **found)


# --- body ----------------------------------------------------------------------------------------------------------


def _parts(body: str) -> tuple[list[Block], list[str]]:
    """Return blocks and captions of a Markdown text, as plain text."""
    captions: list[str] = []
    blocks: list[Block] = []
    after_image = False
    for element, kind in _elements(_tree(body)):
        text = text_of(element)
        images = list(element.iter("img"))
        if images and kind == "paragraph":
            caption = text or next((alt for image in images if (alt := image.get("alt") or "")), "")
            captions += [caption] * bool(caption)
            after_image = not text
            continue
        is_caption = kind == "paragraph" and (
            furniture.has_credit(text) or (after_image and _is_emphasis(element, text))
        )
        after_image = False
        if is_caption:
            captions.append(text)
        elif text and not furniture.is_furniture(text):
            blocks.append(Block(text, kind))
    return _without_tail(blocks), captions


def _tree(body: str) -> HtmlElement:
    source = _HIGHLIGHT.sub(r"\1", frontmatter.without_wiki_links(_OBSIDIAN_COMMENT.sub("", _CONTROL.sub("", body))))
    try:
        rendered = markdown.markdown(source, extensions=["tables", "fenced_code", "sane_lists"], output_format="html")
    except RecursionError as error:
        raise ArticleError("the Markdown is nested too deep; paste the article's text instead") from error
    return parse(f"<html><body>{rendered}\n</body></html>")


def _elements(tree: HtmlElement) -> Iterator[tuple[HtmlElement, BlockKind]]:
    """Yield the elements that hold one block each, with its kind; text in a list item may stand without a paragraph."""
    for element in tree.iter(*_LEAVES, "li", "div"):
        if element.tag in {"li", "div"} and any(child.tag in _LEAVES for child in element):
            continue
        if any(ancestor.tag in _LEAVES for ancestor in element.iterancestors()):
            continue
        kinds = [_KINDS[tag] for tag in (element.tag, *(a.tag for a in element.iterancestors())) if tag in _KINDS]
        yield element, kinds[0] if kinds else "paragraph"


def _is_emphasis(element: HtmlElement, text: str) -> bool:
    """Tell whether the whole paragraph is set in italics, as captions under pictures are."""
    return any(text_of(child) == text for child in element.iter("em", "i", "small"))


def _without_tail(blocks: list[Block]) -> list[Block]:
    half = sum(len(block.text) for block in blocks) * 0.6
    seen = 0
    for index, block in enumerate(blocks):
        if seen > half and furniture.is_tail_marker(block.text):
            return blocks[:index]
        seen += len(block.text)
    return blocks


def _with_printed_title(article: Article, blocks: list[Block]) -> tuple[Article, list[Block]]:
    """Take the first heading as the title where the front matter has none; drop it where it repeats the title."""
    heading = blocks[0] if blocks and blocks[0].kind == "heading" else None
    if heading and not article.title:
        article = replace(article, title=heading.text, provenance={**article.provenance, "title": "first heading"})
    kept = [block for block in blocks if folded(block.text) != folded(article.title)] if article.title else blocks
    return article, kept


def _with_printed_byline(article: Article, blocks: list[Block]) -> tuple[Article, list[Block]]:
    """Take byline and date lines off the top of the body, and use them where the front matter is silent."""
    rest = list(blocks)
    byline, day = Byline(), None
    while rest and kind_of(rest[0].text) in {Kind.BYLINE, Kind.DATE}:
        text = rest.pop(0).text
        byline = byline or (read_byline(text, article.publisher) if kind_of(text) is Kind.BYLINE else Byline())
        day = day or next((found.day for found in printed_dates(text)), None)
    provenance = dict(article.provenance)
    if byline and not article.author and not article.agency:
        article = replace(article, author=byline.authors, agency=byline.agency)
        provenance["author" if byline.authors else "agency"] = "byline"
    if day and not article.date:
        article = replace(article, date=day)
        provenance["date"] = "date line"
    return replace(article, provenance=provenance), rest
