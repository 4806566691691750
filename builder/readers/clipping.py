"""Clippings: notes on an article and its text, put together, whatever program kept the two."""

from collections.abc import Iterable
from dataclasses import replace

from lxml.html import HtmlElement

from builder.article import Article, Block
from builder.errors import ArticleError
from builder.readers import fragment
from builder.readers.dates import printed_dates
from builder.readers.described import Values, described
from builder.readers.finishing import finished
from builder.readers.lines import Kind, kind_of
from builder.readers.names import Byline, read_byline
from builder.readers.plain import folded
from builder.readers.refusals import examined
from builder.readers.tree import parse


def from_html(values: Values, origin: str, source: str) -> Article:
    """Return an article of notes on it (`origin` names who made them) and of HTML that is nothing but its text.

    Raises `ArticleError` if there is no text; notes it if the text looks like no article.
    """
    return examined(from_tree(values, origin, tree(source)), source, markup=True)


def tree(source: str) -> HtmlElement:
    """Return the tree of HTML that is no whole page."""
    return parse(f"<html><body>{source}\n</body></html>")


def from_tree(values: Values, origin: str, body: HtmlElement) -> Article:
    """Return an article of notes and of HTML that has been parsed; raises `ArticleError` if there is no text."""
    return from_blocks(values, origin, *fragment.parts(body))


def from_blocks(values: Values, origin: str, blocks: list[Block], captions: Iterable[str]) -> Article:
    """Return an article of notes, blocks of text and captions; raises `ArticleError` if there is no text."""
    article, blocks = _with_printed_title(described(values, origin), blocks)
    article, blocks = _with_printed_byline(article, blocks)
    if not blocks:
        raise ArticleError("no article text was found in it; open the article in the browser and save it as a page")
    return finished(replace(article, blocks=tuple(blocks), captions=tuple(captions)))


def _with_printed_title(article: Article, blocks: list[Block]) -> tuple[Article, list[Block]]:
    """Take the first heading as the title where the notes have none; drop it where it repeats the title."""
    heading = blocks[0] if blocks and blocks[0].kind == "heading" else None
    if heading and not article.title:
        article = replace(article, title=heading.text, provenance={**article.provenance, "title": "first heading"})
    kept = [block for block in blocks if folded(block.text) != folded(article.title)] if article.title else blocks
    return article, kept


def _with_printed_byline(article: Article, blocks: list[Block]) -> tuple[Article, list[Block]]:
    """Take byline and date lines off the top of the body, and use them where the notes are silent."""
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
