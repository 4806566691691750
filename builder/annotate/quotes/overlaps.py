"""How reports lie beside their cues, the quotations and each other: never across an edge."""

from collections.abc import Sequence

from builder.annotate.quotes.bounds import Ranges, trimmed
from builder.annotate.quotes.scene import Scene


def without(scene: Scene, spans: Ranges, clause: tuple[int, int]) -> Ranges:
    """Cut a cue clause out of spans: "which" and "was cold" of "which Brandt said was cold"."""
    start, end = clause
    kept: Ranges = []
    for first, last in spans:
        if last <= start or end <= first:
            kept.append((first, last))
        else:
            kept += trimmed(scene, first, min(start, last)) + trimmed(scene, max(end, first), last)
    return kept


def without_remark(scene: Scene, span: tuple[int, int]) -> Ranges:
    """Cut off what the writer remarks of the words: "…, a phrase that the mayor likes"."""
    start, end = span
    for noun in scene.doc[start + 2 : end - 1]:
        before, after = scene.doc[noun.i - 2 : noun.i], noun.nbor(1)
        if noun.lower_ in _FOR_WORDS and before.text.lower() == ", a" and after.lower_ in ("that", "which"):
            return trimmed(scene, start, before.start)
    return [span]


# Nouns that mean the words themselves.
_FOR_WORDS = frozenset(
    ("clause", "claim", "comment", "description", "phrase", "point", "promise", "remark", "sentence")
)


def with_whole_quotations(scene: Scene, spans: Ranges) -> Ranges:
    """Let no span begin or end inside a quotation: it takes all of it."""
    return [part for start, end in spans for part in _with_whole_quotations(scene, start, end)]


def _with_whole_quotations(scene: Scene, start: int, end: int) -> Ranges:
    while start > 0 and _both_quoted(scene, start - 1):
        start -= 1
    while end < len(scene.doc) and _both_quoted(scene, end - 1):
        end += 1
    closes = end < len(scene.doc) and scene.doc[end].is_quote and scene.quoted[end - 1]
    return trimmed(scene, start, end + closes)


def _both_quoted(scene: Scene, at: int) -> bool:
    """Say whether a token and the next one stand in quotations of the same paragraph."""
    return scene.quoted[at] and scene.quoted[at + 1] and scene.paragraph_of[at] == scene.paragraph_of[at + 1]


def nested(scene: Scene, reports: Sequence[Ranges]) -> list[Ranges]:
    """Let reports lie inside or beside each other: one that runs out of another ends with it."""
    every = [span for spans in reports for span in spans]
    return [[part for span in spans for part in _inside(scene, span, every)] for spans in reports]


def _inside(scene: Scene, span: tuple[int, int], every: Ranges) -> Ranges:
    start, end = span
    limit = min((last for first, last in every if first < start < last < end), default=end)
    return [span] if limit == end else [(first, min(last, limit)) for first, last in trimmed(scene, start, limit)]
