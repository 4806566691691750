"""Cues behind a quotation: "…," X said; said X; X, who was there, said."""

import bisect

from builder.annotate.quotes.cues import Cue, lemma
from builder.annotate.quotes.links import BREAKS, LONG, NEAR, Link, gap, link_to
from builder.annotate.quotes.phrases import FINITE, head_of, is_naming, is_nominal
from builder.annotate.quotes.scene import Piece, Scene


def tail_cue(scene: Scene, piece: Piece) -> Link | None:
    """Find the cue of "…," X said / said X / X, who was there, said, where the quotation ends as if a cue followed."""
    return _tail(scene, piece, ("say", "manner", "according", "judge")) if _expects_cue(scene, piece) else None


def loose_tail_cue(scene: Scene, piece: Piece) -> Link | None:
    """Find the same behind a quotation that ends without a comma or the like."""
    return _tail(scene, piece, ("say", "manner", "according"))


def _expects_cue(scene: Scene, piece: Piece) -> bool:
    text = scene.text
    last = text[piece.span[1] - 1]
    follows = scene.doc[piece.after].text if piece.after < len(scene.doc) else ""
    return last in ",?!…—–" or text[: piece.span[1]].endswith("...") or follows in (",", "—", "–")


def _tail(scene: Scene, piece: Piece, kinds: tuple[str, ...]) -> Link | None:
    start, end = piece.tail
    first = start + (start < end and scene.doc[start].text == ",")
    if first >= end or scene.doc[first].lower_ in _NO_CUE_CLAUSE or _closes_broken(scene, piece):
        return None
    for cue in scene.cues_in(start, end):
        if cue.kind not in kinds or not _may_follow(scene, cue, start):
            continue
        source = _tail_source(scene, cue, start, end)
        if source is None:
            continue
        left = scene.doc[source].left_edge.i
        clause = min(cue.start, left if left >= start else source)
        if gap(scene, start, clause) <= NEAR and not (piece.ends_sentence and _new_sentence(scene, start, cue)):
            return link_to("tail", cue, source)
        return None
    return None


def _closes_broken(scene: Scene, piece: Piece) -> bool:
    """Say whether a quotation is the end of a broken one, with a full stop: "A," said X. "B." Y agreed."""
    number = bisect.bisect_left(scene.pieces, piece.start, key=lambda each: each.start)
    if not number or scene.text[piece.span[1] - 1] != "." or not scene.doc[piece.tail[0]].is_title:
        return False
    before = scene.pieces[number - 1]
    if before.paragraph != piece.paragraph or scene.text[before.span[1] - 1] != ",":
        return False
    between = scene.doc[before.after : piece.opens]
    stops = [token for token in between[:-1] if token.text in (".", "?", "!")]
    return not stops and any(cue.source is not None for cue in scene.cues_in(between.start, between.end))


# What follows a quotation when no cue clause does.
_NO_CUE_CLAUSE = frozenset((".", ";", "and", "but", "that", "to", "in"))
_NO_CUE_CLAUSE |= frozenset(("when", "while", "where", "after", "because", "before", "if", "since", "though"))
_NO_CUE_CLAUSE |= frozenset(("although", "unless", "until"))


def _may_follow(scene: Scene, cue: Cue, start: int) -> bool:
    """Say whether a cue has the form of one behind a quotation: finite, or in "X can be heard asking"."""
    verb = scene.doc[cue.head]
    if verb.tag_ == "VBG":
        heard = verb.head
        return verb.dep_ in ("xcomp", "ccomp", "advcl") and lemma(heard) in _PERCEIVED and start <= heard.i < verb.i
    return verb.tag_ != "VB"


_PERCEIVED = frozenset(("hear", "see", "show", "quote", "record", "report"))


def _tail_source(scene: Scene, cue: Cue, start: int, end: int) -> int | None:
    source = cue.source
    if source is not None and start <= source < end and not scene.quoted[source]:
        return source
    return _source_beside(scene, cue, start, end)


def _new_sentence(scene: Scene, start: int, cue: Cue) -> bool:
    """Say whether the words after a quotation that ends a sentence begin another: "…?" X said that …

    After a question or exclamation a cue clause may be long, but it reports nothing itself; after a full stop it is
    short.
    """
    doc = scene.doc
    if not doc[start].text[:1].isupper() or cue.start == start:
        return False
    end = next(
        (at for at in range(cue.end, len(doc)) if doc[at].text in (".", "?", "!", ":") or doc[at].is_space), len(doc)
    )
    if end < len(doc) and doc[end].text == ":":
        return True
    if scene.text[max(0, doc[start].idx - 9) : doc[start].idx].rstrip("”’\"'» ")[-1:] in ("?", "!"):
        return any(child.dep_ == "ccomp" and child.i > cue.head for child in doc[cue.head].children)
    return gap(scene, cue.end, end) > _LONGEST_TAG


# The longest rest of a cue clause, in words, after a quotation that ends with a full stop: "…." X said on Monday.
_LONGEST_TAG = 4


def _source_beside(scene: Scene, cue: Cue, start: int, end: int) -> int | None:
    """Read the source off the surface where the parse does not give it: "X said", or "said X" where nothing is left."""
    doc = scene.doc
    for at in range(cue.start - 1, start - 1, -1):
        if is_naming(doc[at]):
            return at
    for at in range(cue.end, min(cue.end + 3, end)):
        if is_nominal(doc[at]):
            return head_of(doc[at], cue.start).i
        if doc[at].is_punct:
            break
    return None


def far_tail_cue(scene: Scene, piece: Piece) -> Link | None:
    """Find the cue of "…" there and elsewhere, X said."""
    start, end = piece.tail
    if piece.ends_sentence:
        return None
    for cue in scene.cues_in(start, end):
        if cue.source is None or cue.kind not in ("say", "according") or scene.quoted[cue.source]:
            continue
        first = min(cue.start, scene.doc[cue.source].left_edge.i)
        aside = first > start and scene.doc[first - 1].text in BREAKS and scene.doc[cue.head].tag_ in FINITE
        if aside or cue.kind == "according" or piece.words >= LONG:
            return link_to("far tail", cue)
    return None
