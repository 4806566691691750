"""An article as it was read: its text in blocks, its metadata, and where each field came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["paragraph", "heading", "quote", "item"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the body: plain text without line breaks, and what kind of block it is."""

    text: str
    kind: BlockKind = "paragraph"


@dataclass(frozen=True, slots=True)
class Article:
    """What a reader found in one article.

    `date`, `updated` and `accessed` are ISO 8601 (a calendar day, or a time with its zone where the page gives one).
    `provenance` maps a field's name to where its value came from ("JSON-LD", "caption", "file name").
    `disagreements` maps a field's name to what other sources say, in words ("page heading: ‘...’").
    `problems` are plain sentences about what was doubtful or missing. `refusal` says why it looks like no article at
    all ("looks like a paywall: 3 paragraphs, 'Subscribe to continue'"); such a one is taken only when asked for twice.
    """

    blocks: tuple[Block, ...]
    title: str = ""
    author: tuple[str, ...] = ()
    date: str | None = None
    updated: str | None = None
    publisher: str | None = None
    agency: str | None = None
    source_url: str | None = None
    accessed: str | None = None
    lang: str = "en"
    description: str | None = None
    tags: tuple[str, ...] = ()
    rights: str | None = None
    captions: tuple[str, ...] = ()
    provenance: Mapping[str, str] = field(default_factory=dict)
    disagreements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    refusal: str | None = None

    @property
    def text(self) -> str:
        """The whole body as plain text, blocks parted by one blank line; all offsets count in it."""
        return "\n\n".join(block.text for block in self.blocks)
