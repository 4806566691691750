"""What ties a quotation to its source."""

from dataclasses import dataclass

from builder.annotate.quotes.cues import RELATIVE, Cue
from builder.annotate.quotes.phrases import is_nominal
from builder.annotate.quotes.scene import Scene

# A quotation of so many words needs no cue to be one: 98 of 100 such stretches in annotated news are quotations.
LONG = 4
# Words that may stand between a quotation and its cue clause: "…”, in a speech on Monday, he said".
NEAR = 3
NOBODY = ("nobody", "none")
BREAKS = frozenset((",", ":", ";", "—", "–", "-", "--", "―"))


@dataclass(frozen=True, slots=True)
class Link:
    """What ties a piece to its source: the cue in tokens, the head of the source, and the construction's name."""

    how: str
    cue: tuple[int, int] | None
    source: int | None


def link_to(how: str, cue: Cue, source: int | None = None) -> Link:
    """Make the link to a cue, with the cue's own source or a better one."""
    return Link(how, (cue.start, cue.end), cue.source if source is None else source)


def gap(scene: Scene, start: int, end: int) -> int:
    """Count the words of a range of tokens."""
    return sum(1 for token in scene.doc[start:end] if not (token.is_punct or token.is_space))


def subject_in(scene: Scene, start: int, end: int) -> int | None:
    """Find the first subject of the words before a quotation; a bare name is its own subject."""
    tokens = scene.doc[start:end]
    for token in tokens:
        if token.dep_ in ("nsubj", "nsubjpass") and is_nominal(token) and token.lower_ not in RELATIVE:
            return None if token.lower_ in NOBODY else int(token.i)
    root = tokens.root if len(tokens) else None
    return int(root.i) if root is not None and root.pos_ in ("PROPN", "NOUN") else None
