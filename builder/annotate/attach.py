"""Which cue belongs to which quotation: the constructions of news English, one small function each, in order."""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from builder.annotate.cues import Cue, nouns, phrase_head
from builder.annotate.scene import Piece, Scene

# A quotation of so many words needs no cue to be one: 98 of 100 such stretches in annotated news are quotations.
LONG = 4
# Words that may stand between a quotation and its cue clause: "…”, in a speech on Monday, he said".
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Link:
    """What ties a piece to its source: the cue in tokens, the head of the source, and the construction's name."""

    how: str
    cue: tuple[int, int] | None
    source: int | None


Rule = Callable[[Scene, Piece], Link | None]


def attach(scene: Scene) -> list[Link | None]:
    """Give the link of every piece of the scene, or None."""
    links: list[Link | None] = [_first(scene, piece, _BESIDE) for piece in scene.pieces]
    for number, piece in enumerate(scene.pieces):
        if links[number] is None:
            links[number] = _from_neighbours(scene, links, number) if piece.words >= LONG else None
    return links


def _first(scene: Scene, piece: Piece, rules: tuple[Rule, ...]) -> Link | None:
    for rule in rules:
        link = rule(scene, piece)
        if link is not None:
            return link
    return None


def _link(how: str, cue: Cue, source: int | None = None) -> Link:
    return Link(how, (cue.start, cue.end), cue.source if source is None else source)


def tail_cue(scene: Scene, piece: Piece) -> Link | None:
    """Find the cue of "…," X said / said X / X, who was there, said."""
    start, end = piece.tail
    if start >= end or scene.doc[start].text in (".", ";"):
        return None
    for cue in scene.cues_in(start, end):
        if cue.kind in ("judge", "think", "show") and piece.words < LONG:
            continue
        source = cue.source
        if source is None or scene.quoted[source] or not start <= source < end:
            source = _source_beside(scene, cue, start, end)
        if source is None:
            continue
        clause = min(cue.start, scene.doc[source].left_edge.i if scene.doc[source].left_edge.i >= start else source)
        if _gap(scene, start, clause) <= _NEAR and not (piece.ends_sentence and _new_sentence(scene, start, cue)):
            return _link("tail", cue, source)
        return None
    return None


def _gap(scene: Scene, start: int, end: int) -> int:
    return sum(1 for token in scene.doc[start:end] if not (token.is_punct or token.is_space))


def _new_sentence(scene: Scene, start: int, cue: Cue) -> bool:
    """After a full stop inside the marks a capital begins a sentence of its own, unless the cue clause is all of it."""
    doc = scene.doc
    end = next((at for at in range(cue.end, len(doc)) if doc[at].text in ".?!:" or doc[at].is_space), len(doc))
    follows = _gap(scene, cue.end, end)
    return (
        doc[start].text[:1].isupper() and cue.start > start and (follows > 4 or end < len(doc) and doc[end].text == ":")
    )


def _source_beside(scene: Scene, cue: Cue, start: int, end: int) -> int | None:
    """Read the source off the surface where the parse does not give it: "said X" or "X said"."""
    doc = scene.doc
    for at in range(cue.end, min(cue.end + 3, end)):
        if doc[at].pos_ in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"):
            return phrase_head(doc[at], cue.start).i
        if doc[at].is_punct:
            break
    for at in range(cue.start - 1, start - 1, -1):
        if doc[at].pos_ in ("NOUN", "PROPN", "PRON"):
            return at
    return None


def lead_cue(scene: Scene, piece: Piece) -> Link | None:
    """Find the cue of X said "…", X told Y on Monday that "…", X called it "…"."""
    start, end = piece.lead
    cues = [cue for cue in scene.cues_in(start, end) if cue.source is not None and not scene.quoted[cue.source]]
    governing = [cue for cue in cues if _governs(scene, cue, piece)]
    for cue in reversed(governing or cues):
        if cue.kind == "manner" and _gap(scene, cue.end, end) > _NEAR:
            continue
        return _link("lead", cue)
    return None


def _governs(scene: Scene, cue: Cue, piece: Piece) -> bool:
    """Say whether the quotation hangs on the cue in the parse."""
    head = scene.doc[cue.head]
    inside = scene.doc[piece.start : piece.end].root
    return any(ancestor.i == head.i for ancestor in inside.ancestors)


def governing_cue(scene: Scene, piece: Piece) -> Link | None:
    """Find a cue anywhere in the sentence on which the quotation hangs."""
    root: Token = scene.doc[piece.start : piece.end].root
    heads = {ancestor.i for ancestor in root.ancestors}
    first, last = scene.paragraphs[piece.paragraph]
    for cue in scene.cues_in(first, last):
        if cue.head in heads and cue.source is not None and cue.kind != "manner" and not scene.quoted[cue.source]:
            return _link("governing", cue)
    return None


def far_tail_cue(scene: Scene, piece: Piece) -> Link | None:
    """Find the cue of "…" there and elsewhere, X said."""
    start, end = piece.tail
    for cue in scene.cues_in(start, end):
        if cue.source is not None and cue.kind in ("say", "according") and not scene.quoted[cue.source]:
            return _link("far tail", cue)
    return None


def colon(scene: Scene, piece: Piece) -> Link | None:
    """Find the source of X: "…" and of X's reply: "…"."""
    start, end = piece.lead
    if end <= start or scene.doc[end - 1].text != ":":
        return None
    source = _owner(scene, start, end - 1) or _subject_in(scene, start, end - 1)
    if source is None:
        return None
    return Link("colon", (end - 1, end), source)


def _owner(scene: Scene, start: int, end: int) -> int | None:
    """Find X in "X's reply" and "the reply from X"."""
    for token in scene.doc[start:end]:
        if token.lemma_.lower() in nouns():
            for child in token.children:
                if child.dep_ == "poss":
                    return int(child.i)
    return None


def _subject_in(scene: Scene, start: int, end: int) -> int | None:
    """Find the first subject of the words before a quotation; a bare name is its own subject."""
    tokens = scene.doc[start:end]
    for token in tokens:
        if token.dep_ in ("nsubj", "nsubjpass") and token.pos_ in ("PROPN", "NOUN", "PRON"):
            return int(token.i)
    root = tokens.root if len(tokens) else None
    return int(root.i) if root is not None and root.pos_ in ("PROPN", "NOUN") else None


def noun_cue(scene: Scene, piece: Piece) -> Link | None:
    """Find the source of his pledge to "…", the "…" comment by X."""
    root: Token = scene.doc[piece.start : piece.end].root
    for ancestor in root.ancestors:
        if ancestor.pos_ in ("VERB", "AUX"):
            return None
        if ancestor.lemma_.lower() in nouns():
            for child in ancestor.children:
                if child.dep_ == "poss":
                    return Link("noun", (ancestor.i, ancestor.i + 1), child.i)
    return None


def signature(scene: Scene, piece: Piece) -> Link | None:
    """Find the source of "…" — X, in the same paragraph or in one of its own."""
    first, last = scene.paragraphs[piece.paragraph]
    start = piece.after
    if start >= last and piece.paragraph + 1 < len(scene.paragraphs):
        start, last = scene.paragraphs[piece.paragraph + 1]
    if start >= last or scene.doc[start].text not in ("—", "–", "-", "--", "―"):
        return None
    if last - start > 15 or any(scene.quoted[start:last]):
        return None
    head = next((token for token in scene.doc[start + 1 : last] if token.pos_ == "PROPN" or token.is_alpha), None)
    return None if head is None else Link("signature", None, phrase_head(head, start).i)


_BESIDE: tuple[Rule, ...] = (tail_cue, lead_cue, colon, signature, governing_cue, noun_cue, far_tail_cue)


def _from_neighbours(scene: Scene, links: list[Link | None], number: int) -> Link | None:
    """Give a piece without a cue of its own the source of the text around it."""
    piece = scene.pieces[number]
    for rule in (_same_paragraph, _later_in_paragraph, _introduced, _own_subject, _paragraph_before):
        link = rule(scene, links, number)
        if link is not None:
            return link
    return None


def _same_paragraph(scene: Scene, links: list[Link | None], number: int) -> Link | None:
    piece = scene.pieces[number]
    if number and links[number - 1] and scene.pieces[number - 1].paragraph == piece.paragraph:
        before = links[number - 1]
        return Link("continued", before.cue, before.source)
    return None


def _later_in_paragraph(scene: Scene, links: list[Link | None], number: int) -> Link | None:
    piece = scene.pieces[number]
    for later in range(number + 1, len(scene.pieces)):
        if scene.pieces[later].paragraph != piece.paragraph:
            return None
        if links[later] is not None and links[later].how == "tail":
            return links[later]
    return None


def _introduced(scene: Scene, links: list[Link | None], number: int) -> Link | None:
    """Take the cue of a paragraph that ends with a colon just before."""
    piece = scene.pieces[number]
    if piece.paragraph == 0 or piece.lead[0] != scene.paragraphs[piece.paragraph][0] or piece.lead[0] < piece.lead[1]:
        return None
    start, end = scene.paragraphs[piece.paragraph - 1]
    while start == end and piece.paragraph > 1:
        return None
    if scene.doc[end - 1].text != ":":
        return None
    cues = [cue for cue in scene.cues_in(start, end) if cue.source is not None]
    if cues:
        return _link("introduced", cues[-1])
    source = _subject_in(scene, start, end - 1)
    return None if source is None else Link("introduced", (end - 1, end), source)


def _own_subject(scene: Scene, links: list[Link | None], number: int) -> Link | None:
    piece = scene.pieces[number]
    source = _subject_in(scene, *piece.lead) if piece.lead[0] < piece.lead[1] else None
    return None if source is None else Link("subject", None, source)


def _paragraph_before(scene: Scene, links: list[Link | None], number: int) -> Link | None:
    if number and links[number - 1] is not None:
        before = links[number - 1]
        return Link("continued", None, before.source)
    return None
