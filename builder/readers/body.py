"""The body of a saved page: trafilatura says where it is, the page's own elements say what it is."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress
from typing import Any

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Document

from builder.article import Block, BlockKind
from builder.readers.furniture import ends_sentence
from builder.readers.plain import folded, plain
from builder.readers.tree import inside, text_of

_TRAFILATURA_KINDS: dict[str, BlockKind] = {"p": "paragraph", "head": "heading", "item": "item", "quote": "quote"}
_HTML_KINDS: dict[str, BlockKind] = {
    "p": "paragraph", "li": "item", "blockquote": "quote",
    "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
}  # fmt: skip
_AWAY = frozenset({"nav", "footer", "aside", "form", "figure", "button"})
# Below this share of trafilatura's text the page does not keep its text in paragraphs, and they are no help.
_COVERED = 0.75
# More of a paragraph than this in links: it points to other articles.
_LINKS = 0.7
_ALL_LINKED = 0.95
_LEAD_LINKS = 0.3
_LEAD_WORDS = 8
_BODY_CLASS = re.compile(
    r"(?:article|story|entry|post|page|main)[-_ ]*(?:body|content|text|copy)|body[-_]*(?:text|copy|content)", re.I
)
# A container is the article's if at least this share of its paragraphs is.
_HOLDS_BODY = 0.5


@dataclass(frozen=True, slots=True)
class Leaf:
    """An element of the page that holds one block, and what it stands in."""

    block: Block
    folded: str
    holder: str
    linked: float
    below_heading: bool

    @property
    def is_sentence(self) -> bool:
        """Tell whether it ends as running text does."""
        return ends_sentence(self.block.text)

    @property
    def is_pointer(self) -> bool:
        """Tell whether it is a paragraph that is nothing but a link to another article's headline."""
        return self.block.kind == "paragraph" and self.linked > _ALL_LINKED and not self.is_sentence


def body_blocks(tree: HtmlElement, declared: str = "") -> list[Block]:
    """Return the blocks of the article: what trafilatura finds, made whole from the paragraphs beside it.

    `declared` is the text that the page's JSON-LD has: a paragraph that stands in it is the article's too.
    """
    found = list(_extracted(tree))
    leaves = list(_leaves(tree))
    extracted = "\n".join(folded(block.text) for block in found)
    whole = set(extracted.split("\n"))
    said = folded(declared)
    ours = [
        leaf.folded in whole or _is_in(leaf, extracted) or (leaf.is_sentence and _is_in(leaf, said)) for leaf in leaves
    ]
    if sum(len(leaf.folded) for leaf in compress(leaves, ours)) < _COVERED * len(extracted):
        return found
    ours = _with_lead(leaves, ours)
    held = Counter(leaf.holder for leaf in leaves if leaf.block.kind == "paragraph")
    holding = Counter(leaf.holder for leaf in compress(leaves, ours) if leaf.block.kind == "paragraph")
    good = {holder for holder, count in holding.items() if count > 1 and _holds_body(holder, count / held[holder])}
    kept = [
        leaf
        for leaf, sure in zip(leaves, ours, strict=True)
        if not leaf.is_pointer and (sure or (leaf.holder in good and (leaf.linked < _LINKS or leaf.is_sentence)))
    ]
    pointers = {leaf.folded for leaf in leaves if leaf.is_pointer}
    return _with_loose_text(kept, [block for block in found if folded(block.text) not in pointers])


def _with_lead(leaves: list[Leaf], ours: list[bool]) -> list[bool]:
    """Count the sentence directly above the first paragraph found as the article's, if it stands below the headline.

    Some pages set it in a container of its own, and trafilatura then passes over it.
    """
    first = next((i for i, sure in enumerate(ours) if sure), 0)
    lead = leaves[first - 1] if first else None
    fits = lead is not None and lead.below_heading and lead.is_sentence and lead.linked < _LEAD_LINKS
    if lead is None or not fits or lead.block.kind != "paragraph" or len(lead.folded.split()) < _LEAD_WORDS:
        return ours
    return [sure or index == first - 1 for index, sure in enumerate(ours)]


def _holds_body(holder: str, share: float) -> bool:
    """Tell whether a container is the article's: a smaller share will do if its class says so."""
    return share >= _HOLDS_BODY or (share >= _HOLDS_BODY / 2 and bool(_BODY_CLASS.search(holder)))


def _with_loose_text(leaves: list[Leaf], found: list[Block]) -> list[Block]:
    """Put in what trafilatura found outside of paragraphs (tables, text between line breaks), where it found it."""
    text = "\n".join(leaf.folded for leaf in leaves)
    loose: dict[int, list[Block]] = {}
    at = 0
    for block in found:
        key = folded(block.text)
        place = next((i for i, leaf in enumerate(leaves[at:], at) if leaf.folded == key), None)
        at = at if place is None else place + 1
        if place is None and key and key not in text and not any(leaf.folded in key for leaf in leaves):
            loose.setdefault(at, []).append(block)
    parts = ([*loose.get(i, []), leaf.block] for i, leaf in enumerate(leaves))
    return [block for part in parts for block in part] + loose.get(len(leaves), [])


def _is_in(leaf: Leaf, text: str) -> bool:
    """Tell whether trafilatura has the leaf in another paragraph, or (it cuts some at links) the greater part of it."""
    if len(leaf.folded) < 25:
        return False
    third = len(leaf.folded) // 3
    parts = (leaf.folded[:third], leaf.folded[third : 2 * third], leaf.folded[2 * third :])
    return leaf.folded in text or sum(part in text for part in parts) > 1


def _leaves(tree: HtmlElement) -> Iterator[Leaf]:
    """Yield the elements that hold one block each, in page order; a quotation's paragraphs are quotes."""
    below_heading = False
    for element in tree.iter("h1", *_HTML_KINDS):
        if element.tag == "h1":
            below_heading = True
            continue
        if any(child.tag in _HTML_KINDS for child in element.iterdescendants()) or inside(element, _AWAY):
            continue
        text = text_of(element)
        if not text:
            continue
        parents = [a for a in element.iterancestors() if a.tag in {"li", "blockquote"}]
        kind = _HTML_KINDS[
            "blockquote" if any(a.tag == "blockquote" for a in parents) else "li" if parents else element.tag
        ]
        links = sum(len(text_of(a)) for a in element.iter("a"))
        yield Leaf(Block(text, kind), folded(text), _holder(element), links / len(text), below_heading)


def _holder(element: HtmlElement) -> str:
    """Return what the element stands in: its nearest container by tag and class, or by place if it has no class."""
    parent = next((a for a in element.iterancestors() if a.tag not in {"ul", "ol", "li", "blockquote"}), element)
    return f"{parent.tag} {parent.get('class')}" if parent.get("class") else parent.getroottree().getpath(parent)


def _extracted(tree: HtmlElement) -> Iterator[Block]:
    """Yield the blocks that trafilatura finds. Its Python tree keeps the kinds that its text output drops."""
    document = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    if isinstance(document, Document) and document.body is not None:
        yield from _blocks(document.body, "paragraph")


def _blocks(element: Any, kind: BlockKind) -> Iterator[Block]:
    """Yield the blocks under `element` of trafilatura's tree; two line breaks in a row part paragraphs."""
    texts = [element.text or ""]
    for child in element:
        if child.tag in {"p", "head", "list", "item", "quote", "table", "row", "cell", "div"}:
            yield from _parted(texts, kind)
            texts = [child.tail or ""]
            yield from _blocks(child, kind if kind in {"quote", "item"} else _TRAFILATURA_KINDS.get(child.tag, kind))
        elif child.tag == "lb":
            texts.append("\n" + (child.tail or ""))
        else:
            texts += [*(child.itertext() if isinstance(child.tag, str) else ()), child.tail or ""]
    yield from _parted(texts, kind)


def _parted(texts: list[str], kind: BlockKind) -> Iterator[Block]:
    for paragraph in re.split(r"\n\s*\n", "".join(texts)):
        if text := plain(paragraph):
            yield Block(text, kind)


def all_paragraphs(tree: HtmlElement) -> Iterator[Block]:
    """Yield every long enough paragraph of the page: the last resort, for pages nested too deep for trafilatura."""
    for element in tree.iter("p"):
        text = text_of(element)
        if len(text) > 40 and not inside(element, frozenset({"nav", "footer", "aside", "header", "form"})):
            yield Block(text)
