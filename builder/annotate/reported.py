"""Reported speech: clauses under a speech verb with a source."""

from collections.abc import Iterator

from spacy.tokens import Token

from builder.annotate.cues import Cue
from builder.annotate.scene import Scene

# Verbs of thinking report no speech, and infinitives ("agreed to send") report an act.
_KINDS = frozenset(("say", "show", "according"))
# Words that open a reported clause and are no part of it.
_OPENERS = frozenset(("that", "whether", "and", "but"))


# A clause that is quoted for a larger part is left to its quotations.
_LARGEST_QUOTED_PART = 0.5


def find_reported(scene: Scene) -> Iterator[tuple[Cue, int, list[tuple[int, int]]]]:
    """Give what the cues of a scene report: the cue, the head of its source, and the clause in ranges of tokens."""
    for cue in scene.cues:
        if cue.kind not in _KINDS or cue.source is None or scene.quoted[cue.source]:
            continue
        spans = _content(scene, cue, scene.doc[cue.source])
        if spans and _quoted_part(scene, spans) <= _LARGEST_QUOTED_PART:
            yield cue, cue.source, spans


def _quoted_part(scene: Scene, spans: list[tuple[int, int]]) -> float:
    words = [token.i for start, end in spans for token in scene.doc[start:end] if not token.is_punct]
    return sum(scene.quoted[at] for at in words) / max(1, len(words))


def _content(scene: Scene, cue: Cue, source: Token) -> list[tuple[int, int]]:
    head = scene.doc[cue.head]
    if cue.kind == "according":
        return _around(scene, cue, source)
    clause = next((child for child in head.children if child.dep_ == "ccomp"), None)
    if clause is None:
        return _around(scene, cue, source) if head.dep_ == "parataxis" else []
    if clause.i < head.i:
        return _around(scene, cue, source)
    return _clipped(scene, clause.left_edge.i, clause.right_edge.i + 1, head.i)


def _sentence(scene: Scene, at: int) -> tuple[int, int]:
    first, last = scene.paragraphs[scene.paragraph_of[at]]
    start = at
    while start > first and not _ends_sentence(scene, start - 1):
        start -= 1
    end = at
    while end < last and not _ends_sentence(scene, end):
        end += 1
    dash = next((i for i in range(start, min(start + 8, at)) if scene.doc[i].text in ("—", "–", "-", "--")), None)
    if start == first and dash is not None and scene.doc[start].is_upper and scene.doc[start].is_alpha:
        start = dash + 1  # a dateline: "PUNE, India — "
    return start, end


def _ends_sentence(scene: Scene, at: int) -> bool:
    if scene.doc[at].text not in (".", "?", "!", ";"):
        return False
    return not scene.quoted[at] or (at + 1 < len(scene.doc) and scene.doc[at + 1].is_quote)


def _clipped(scene: Scene, start: int, end: int, at: int) -> list[tuple[int, int]]:
    first, last = _sentence(scene, at)
    return _trimmed(scene, max(start, first), min(end, last))


def _trimmed(scene: Scene, start: int, end: int) -> list[tuple[int, int]]:
    doc = scene.doc
    while start < end and (_is_edge(doc[start]) or doc[start].lower_ in _OPENERS):
        start += 1
    while end > start and (_is_edge(doc[end - 1]) or _opens_what_follows(scene, start, end - 1)):
        end -= 1
    return [(start, end)] if start < end else []


def _opens_what_follows(scene: Scene, start: int, last: int) -> bool:
    """Tell whether a clause ends with the mark of a quotation that comes after it: `would accept hers, “`."""
    doc = scene.doc
    return doc[last].is_quote and sum(token.is_quote for token in doc[start : last + 1]) % 2 == 1


def _is_edge(token: Token) -> bool:
    return bool((token.is_punct or token.is_space) and not token.is_quote and not token.is_bracket)


def _around(scene: Scene, cue: Cue, source: Token) -> list[tuple[int, int]]:
    """Give the sentence without the cue clause, which stands before, behind or inside what is said."""
    first, last = _sentence(scene, cue.head)
    start = min(cue.start, source.left_edge.i)
    end = _clause_end(scene, max(cue.end, source.i + 1), last)
    before = _trimmed(scene, first, max(first, start))
    after = _trimmed(scene, min(end, last), last)
    if before and any(token.pos_ in ("VERB", "AUX") for token in scene.doc[slice(*before[0])]):
        return before
    return before + after


def _clause_end(scene: Scene, start: int, last: int) -> int:
    """The cue clause ends with the next comma or dash: "according to a report that she wrote, …"."""
    return next((at for at in range(start, last) if scene.doc[at].text in (",", "—", "–", ";", ":")), last)
