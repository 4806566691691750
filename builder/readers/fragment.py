"""Fragments: HTML that is nothing but an article, as programs export it; the body need not be searched for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from builder.article import Block, BlockKind
from builder.readers import furniture
from builder.readers.plain import plain
from builder.readers.wordlists import entries

_KINDS: dict[str, BlockKind] = {
    "li": "item",
    "blockquote": "quote",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_EMPHASIS = frozenset({"em", "i", "small"})
_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(slots=True)
class _Piece:
    """The text of one block as it is collected: what it is in, which pictures stand in it, how much is in italics."""

    kind: BlockKind = "paragraph"
    is_caption: bool = False
    texts: list[str] = field(default_factory=list)
    emphasised: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)

    @property
    def is_emphasis(self) -> bool:
        """Tell whether the whole block is set in italics, as captions under pictures are."""
        return bool(self.emphasised) and plain("".join(self.texts)) == plain("".join(self.emphasised))


def parts(tree: HtmlElement) -> tuple[list[Block], list[str]]:
    """Return the blocks of an article and its captions, as plain text."""
    captions: list[str] = []
    blocks: list[Block] = []
    after_picture = False
    for piece in _pieces(tree):
        texts = [text for part in _PARAGRAPHS.split("".join(piece.texts)) if (text := plain(part))]
        whole = " ".join(texts)
        if piece.pictures and piece.kind == "paragraph" and len(texts) < 2:
            caption = whole or next(filter(None, map(plain, piece.pictures)), "")
            captions += [caption] * bool(caption)
            after_picture = not whole
        elif whole:
            pictured = piece.is_caption or (after_picture and piece.is_emphasis)
            if piece.kind == "paragraph" and (pictured or furniture.has_credit(whole)):
                captions.append(whole)
            else:
                blocks += [Block(text, piece.kind) for text in texts if not furniture.is_furniture(text)]
            after_picture = False
    return _without_tail(blocks), list(dict.fromkeys(captions))


def _pieces(tree: HtmlElement) -> Iterator[_Piece]:
    """Yield the pieces of text between the beginnings and ends of blocks (a page may nest deeper than Python may)."""
    blocks, unseen = entries("block_elements.txt"), entries("unseen_elements.txt")
    piece = _Piece()
    emphasis = 0
    events = etree.iterwalk(tree, events=("start", "end", "comment"))
    for event, node in events:
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in blocks:
            if piece.texts or piece.pictures:
                yield piece
            piece = _begun(node if event == "start" else node.getparent())
        if event == "start":
            emphasis += tag in _EMPHASIS
            if tag in unseen or _HIDDEN.search(node.get("style") or ""):
                events.skip_subtree()
                continue
            if tag == "img":
                piece.pictures.append(node.get("alt") or "")
            _add(piece, "\n" if tag == "br" else _one_line(node.text), emphasis)
        elif node is not tree:
            emphasis -= tag in _EMPHASIS
            _add(piece, _one_line(node.tail), emphasis)
    if piece.texts or piece.pictures:
        yield piece


def _begun(element: HtmlElement | None) -> _Piece:
    """Begin a piece that stands in `element`."""
    tags = [] if element is None else [element.tag, *(ancestor.tag for ancestor in element.iterancestors())]
    kinds = [_KINDS[tag] for tag in tags if tag in _KINDS]
    return _Piece(kinds[0] if kinds else "paragraph", is_caption="figcaption" in tags)


def _one_line(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _add(piece: _Piece, text: str, emphasis: int) -> None:
    if text:
        piece.texts.append(text)
        if emphasis:
            piece.emphasised.append(text)


def _without_tail(blocks: list[Block]) -> list[Block]:
    half = sum(len(block.text) for block in blocks) * 0.6
    seen = 0
    for index, block in enumerate(blocks):
        if seen > half and furniture.is_tail_marker(block.text):
            return blocks[:index]
        seen += len(block.text)
    return blocks
