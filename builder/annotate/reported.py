"""Reported speech: clauses under a speech verb with a source."""

from spacy.tokens import Token

from builder.annotate.cues import Cue
from builder.annotate.resolve import Resolver
from builder.annotate.scene import Scene
from builder.annotations import Quote, Span

_CLAUSES = frozenset(("ccomp", "xcomp"))
_KINDS = frozenset(("say", "show", "think", "according", "judge"))


def find_reported(scene: Scene, resolver: Resolver) -> list[Quote]:
    """Give the clauses that the cues of a scene report, but for those that are quotations for the most part."""
    found: list[Quote] = []
    for cue in scene.cues:
        if cue.kind not in _KINDS or cue.source is None or scene.quoted[cue.source]:
            continue
        spans = _content(scene, cue)
        if not spans or _mostly_quoted(scene, spans):
            continue
        speaker, reason = resolver.resolve(cue.source)
        doc = scene.doc
        chars = tuple(_chars(scene, start, end) for start, end in spans)
        found.append(Quote("reported", chars, speaker, (doc[cue.start].idx, doc[cue.start : cue.end].end_char), reason))
    return found


def _chars(scene: Scene, start: int, end: int) -> Span:
    words = scene.doc[start:end]
    return words.start_char, words.end_char


def _mostly_quoted(scene: Scene, spans: list[tuple[int, int]]) -> bool:
    words = [token.i for start, end in spans for token in scene.doc[start:end] if not token.is_punct]
    return 2 * sum(scene.quoted[at] for at in words) >= len(words)


def _content(scene: Scene, cue: Cue) -> list[tuple[int, int]]:
    head = scene.doc[cue.head]
    if cue.kind == "according":
        return _rest_of_sentence(scene, cue)
    clause = next(
        (
            child
            for child in head.children
            if child.dep_ in _CLAUSES and child.pos_ in ("VERB", "AUX", "NOUN", "ADJ", "PROPN")
        ),
        None,
    )
    if clause is None:
        return _main_clause(scene, cue, head)
    if clause.i < head.i:
        return _rest_of_sentence(scene, cue)
    return _clip(scene, clause.left_edge.i, clause.right_edge.i + 1, head.i)


def _main_clause(scene: Scene, cue: Cue, head: Token) -> list[tuple[int, int]]:
    if head.dep_ in ("parataxis",):
        return _rest_of_sentence(scene, cue)
    return []


def _sentence(scene: Scene, at: int) -> tuple[int, int]:
    first, last = scene.paragraphs[scene.paragraph_of[at]]
    start = at
    while start > first and not (scene.doc[start - 1].text in (".", "?", "!") and not scene.quoted[start - 1]):
        start -= 1
    end = at
    while end < last and not (scene.doc[end].text in (".", "?", "!", ";") and not scene.quoted[end]):
        end += 1
    return start, end


def _clip(scene: Scene, start: int, end: int, at: int) -> list[tuple[int, int]]:
    first, last = _sentence(scene, at)
    return _trimmed(scene, max(start, first), min(end, last))


def _trimmed(scene: Scene, start: int, end: int) -> list[tuple[int, int]]:
    doc = scene.doc
    while start < end and (doc[start].is_punct or doc[start].is_space) and not doc[start].is_quote:
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space) and not doc[end - 1].is_quote:
        end -= 1
    return [(start, end)] if start < end else []


def _rest_of_sentence(scene: Scene, cue: Cue) -> list[tuple[int, int]]:
    """Give the sentence without the cue clause, which stands before, behind or inside what is said."""
    first, last = _sentence(scene, cue.head)
    source = scene.doc[cue.source] if cue.source is not None else scene.doc[cue.head]
    start = min(cue.start, source.left_edge.i)
    end = max(cue.end, source.right_edge.i + 1)
    return _trimmed(scene, first, max(first, start)) + _trimmed(scene, min(end, last), last)
