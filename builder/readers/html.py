"""Saved pages: the article's body out of a page of HTML, with what the page says about it."""

import re
from collections.abc import Iterable

from builder.article import Article, Block
from builder.errors import ArticleError
from builder.readers import asides, furniture
from builder.readers.body import all_paragraphs, body_blocks
from builder.readers.finishing import finished
from builder.readers.lines import Kind, kind_of
from builder.readers.loose import wrap_loose_text
from builder.readers.metadata import Metadata, read_metadata
from builder.readers.names import read_byline
from builder.readers.plain import folded, plain
from builder.readers.tree import parse

_NO_TEXT = (
    "no article text was found in this page; open the article in the browser and save it again, or paste its text"
)
# A body shorter than this is a stub when the page's JSON-LD carries a body twice as long.
_STUB = 300


def read(source: str) -> Article:
    """Read a saved page; raises `ArticleError` if it holds no article text."""
    tree = parse(source)
    metadata = read_metadata(tree)
    asides.unpack_galleries(tree)
    captions = asides.captions(tree)
    asides.prune(tree)
    wrap_loose_text(tree)
    blocks = _refined(body_blocks(tree, metadata.body), metadata, captions)
    declared = _refined((Block(line) for line in _paragraphs(metadata.body)), metadata, captions)
    if _is_better(declared, blocks):
        blocks = declared
    blocks = blocks or _refined(all_paragraphs(tree), metadata, captions)
    if not blocks:
        raise ArticleError(_NO_TEXT)
    return finished(
        Article(
            blocks=tuple(blocks),
            title=metadata.title,
            author=metadata.byline.authors,
            agency=metadata.byline.agency,
            date=metadata.date,
            updated=metadata.updated,
            publisher=metadata.publisher,
            source_url=metadata.source_url,
            lang=metadata.lang or "en",
            description=metadata.description,
            tags=metadata.tags,
            rights=metadata.rights,
            captions=captions,
            provenance=metadata.provenance,
            disagreements=metadata.disagreements,
        )
    )


# --- the body ------------------------------------------------------------------------------------------------------


def _is_better(declared: list[Block], found: list[Block]) -> bool:
    """Tell whether the JSON-LD has the body that the page only begins, or has its paragraphs and the page has not."""
    there, here = (sum(len(block.text) for block in blocks) for blocks in (declared, found))
    return (here < _STUB and there > 2 * _STUB) or (there > 0.9 * here and len(declared) > 2 * len(found))


def _paragraphs(text: str) -> list[str]:
    return [line for part in text.splitlines() if (line := plain(re.sub(r"<[^<>]{1,200}>", " ", part)))]


def _refined(blocks: Iterable[Block], metadata: Metadata, captions: Iterable[str]) -> list[Block]:
    """Drop what repeats the headline, standfirst, byline, date or a caption, and the page's furniture."""
    known = {folded(text) for text in (metadata.title, metadata.standfirst or "", *captions)} - {""}
    kept = [b for b in blocks if folded(b.text) and folded(b.text) not in known and not furniture.is_furniture(b.text)]
    while kept and _is_head_line(kept[0], metadata):
        kept.pop(0)
    kept = _without_tail(kept)
    kept = _without_repeats(kept)
    while kept and kept[-1].kind == "heading":
        kept.pop()
    return kept


def _is_head_line(block: Block, metadata: Metadata) -> bool:
    """Tell whether a first block is a kicker, the byline or the date."""
    text = block.text
    if kind_of(text) in {Kind.BYLINE, Kind.DATE}:
        return True
    if len(text) > 120 or furniture.ends_sentence(text):
        return False
    few_words = block.kind == "paragraph" and len(text.split()) < 4 and len(text) < 30
    return few_words or bool(set(read_byline(text).authors) & set(metadata.byline.authors))


def _without_tail(blocks: list[Block]) -> list[Block]:
    """Cut where a line heads what pages put after an article, if most of the text is above it."""
    total = sum(len(block.text) for block in blocks)
    seen = 0
    for index, block in enumerate(blocks):
        if seen > 0.6 * total and block.kind != "item" and furniture.is_tail_marker(block.text):
            return blocks[:index]
        seen += len(block.text)
    return blocks


def _without_repeats(blocks: list[Block]) -> list[Block]:
    """Drop a second copy of a block, and pull quotes: quotations whose words stand in another paragraph too."""
    texts = [folded(block.text) for block in blocks]
    whole = "\n".join(texts)
    first = {text: index for index, text in reversed(list(enumerate(texts)))}
    return [
        block
        for index, (block, text) in enumerate(zip(blocks, texts, strict=True))
        if first[text] == index and not (block.kind == "quote" and whole.count(text) > 1)
    ]
