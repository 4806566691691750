"""Which cue belongs to which quotation: the constructions of news English, one small function each, in order."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from builder.annotate.cues import Cue, nouns, phrase_head, source_of
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
            links[number] = _resumed(scene, links, number) or (
                _from_neighbours(scene, links, number) if piece.words >= LONG else None
            )
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
    """Find the cue of "…," X said / said X / X, who was there, said, where the quotation ends as if a cue followed."""
    return _tail(scene, piece) if _expects_cue(scene, piece) else None


def loose_tail_cue(scene: Scene, piece: Piece) -> Link | None:
    """Find the same behind a quotation that ends without a comma or the like."""
    return _tail(scene, piece)


def _expects_cue(scene: Scene, piece: Piece) -> bool:
    text = scene.doc.text
    last = text[piece.span[1] - 1]
    follows = scene.doc[piece.after].text if piece.after < len(scene.doc) else ""
    return last in ",?!…—–" or text[: piece.span[1]].endswith("...") or follows in (",", "—", "–")


def _tail(scene: Scene, piece: Piece) -> Link | None:
    start, end = piece.tail
    if start >= end or scene.doc[start].text in (".", ";") or scene.doc[start].lower_ in ("and", "but", "that", "to", "in"):
        return None
    for cue in scene.cues_in(start, end):
        if scene.doc[cue.head].tag_ in ("VBG", "VB") or (cue.kind in ("judge", "think", "show") and piece.words < LONG):
            continue
        source = _tail_source(scene, cue, start, end)
        if source is None:
            continue
        left = scene.doc[source].left_edge.i
        clause = min(cue.start, left if left >= start else source)
        if _gap(scene, start, clause) <= _NEAR and not (piece.ends_sentence and _new_sentence(scene, start, cue)):
            return _link("tail", cue, source)
        return None
    return None


def _tail_source(scene: Scene, cue: Cue, start: int, end: int) -> int | None:
    source = cue.source
    if source is not None and start <= source < end and not scene.quoted[source]:
        return source
    return _source_beside(scene, cue, start, end)


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
    """Read the source off the surface where the parse does not give it: "X said", or "said X" where nothing is left."""
    doc = scene.doc
    for at in range(cue.start - 1, start - 1, -1):
        if doc[at].pos_ in ("NOUN", "PROPN", "PRON"):
            return at
    for at in range(cue.end, min(cue.end + 3, end)):
        if doc[at].pos_ in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"):
            return phrase_head(doc[at], cue.start).i
        if doc[at].is_punct:
            break
    return None


# Which kinds of cue are preferred before a quotation: views and findings only where nothing is said or judged.
_RANKS = (("say", "judge", "according"), ("think", "show"))


def lead_cue(scene: Scene, piece: Piece) -> Link | None:
    """Find the cue of X said "…", X told Y on Monday that "…", X called it "…"."""
    start, end = piece.lead
    cues = [cue for cue in scene.cues_in(start, end) if cue.source is not None and not scene.quoted[cue.source]]
    if len(cues) == 1 and _shot_back(scene, cues[0], end):
        return _link("lead", cues[0])
    for kinds in _RANKS:
        ranked = [cue for cue in cues if cue.kind in kinds]
        governing = [cue for cue in ranked if _governs(scene, cue, piece)]
        for cue in reversed(governing or ranked):
            return _link("lead", cue)
    return None


def _shot_back(scene: Scene, cue: Cue, end: int) -> bool:
    """Say whether a verb of manner stands right before the quotation, with a comma or colon: X went on, "…"."""
    finite = scene.doc[cue.head].tag_ in ("VBD", "VBZ", "VBP", "VBG")
    return cue.kind == "manner" and finite and scene.doc[end - 1].text in ",:" and _gap(scene, cue.end, end) <= _NEAR


def _governs(scene: Scene, cue: Cue, piece: Piece) -> bool:
    """Say whether the quotation hangs on the cue in the parse."""
    return _governs_token(scene, cue.head, piece)


def _governs_token(scene: Scene, at: int, piece: Piece) -> bool:
    inside = scene.doc[piece.start : piece.end].root
    return any(ancestor.i == at for ancestor in inside.ancestors)


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
    if piece.ends_sentence:
        return None
    for cue in scene.cues_in(start, end):
        if cue.source is not None and cue.kind in ("say", "according") and not scene.quoted[cue.source]:
            return _link("far tail", cue)
    return None


def colon(scene: Scene, piece: Piece) -> Link | None:
    """Find the source of X: "…" and of X's reply: "…"."""
    start, end = piece.lead
    if end <= start or scene.doc[end - 1].text != ":":
        return None
    source = _owner(scene, start, end - 1)
    if source is None and scene.doc[end - 2].pos_ == "PROPN" and end - 2 >= start:
        source = end - 2
    if source is None:
        source = _subject_in(scene, start, end - 1)
    return None if source is None else Link("colon", (end - 1, end), source)


def _owner(scene: Scene, start: int, end: int) -> int | None:
    """Find X in "X's reply" and "the reply from X"."""
    for token in scene.doc[start:end]:
        if token.lemma_.lower() in nouns():
            for child in token.children:
                if child.dep_ == "poss":
                    return int(child.i)
                if child.lower_ in ("by", "from") and (below := next(child.children, None)) is not None:
                    return int(below.i)
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
    """Find the source of her remark that "…", his pledge to "…", a statement by X: "…"."""
    start, end = piece.lead
    at = end - 1
    while at > start and (scene.doc[at].is_punct or scene.doc[at].lower_ in _BEFORE_QUOTE):
        at -= 1
    if at < start or scene.doc[at].lemma_.lower() not in nouns():
        return None
    source = _owner(scene, at, at + 1)
    return None if source is None else Link("noun", (at, at + 1), source)


_BEFORE_QUOTE = frozenset(("that", "of", "to", "was", "is", "were", "about", "on", "for", "as"))


def signature(scene: Scene, piece: Piece) -> Link | None:
    """Find the source of "…" — X, at the end of the paragraph or in a paragraph of its own."""
    first, last = scene.paragraphs[piece.paragraph]
    if piece.opens > first + 1:
        return None
    start = piece.after
    if start >= last and piece.paragraph + 1 < len(scene.paragraphs):
        start, last = scene.paragraphs[piece.paragraph + 1]
    if start >= last or last - start > _LONGEST_SIGNATURE or any(scene.quoted[start:last]):
        return None
    match = _DASH.match(scene.doc[start:last].text)
    if match is None:
        return None
    name = scene.doc[start].idx + match.end()
    head = next((token for token in scene.doc[start:last] if token.idx + len(token) > name), None)
    return None if head is None else Link("signature", None, phrase_head(head, start).i)


# A signature is a dash and a name; a longer stretch of words is an aside.
_DASH = re.compile(r"(?:[—–―-]|--)\s*(?=[A-Z]|anonymous)")
_LONGEST_SIGNATURE = 20


_BESIDE: tuple[Rule, ...] = (
    tail_cue,
    lead_cue,
    noun_cue,
    colon,
    signature,
    loose_tail_cue,
    governing_cue,
    far_tail_cue,
)


def _from_neighbours(scene: Scene, links: list[Link | None], number: int) -> Link | None:
    """Give a piece without a cue of its own the source of the text around it."""
    piece = scene.pieces[number]
    for rule in (_sentence_before, _same_paragraph, _later_in_paragraph, _introduced, _own_subject, _paragraph_before):
        link = rule(scene, links, number)
        if link is not None:
            return link
    return None


def _resumed(scene: Scene, links: list[Link | None], number: int) -> Link | None:
    """Take the cue that broke the quotation: "A," he said. "B", however short B is."""
    piece = scene.pieces[number]
    before = links[number - 1] if number else None
    if before is None or before.cue is None or scene.pieces[number - 1].paragraph != piece.paragraph:
        return None
    gap = scene.doc[scene.pieces[number - 1].after : piece.opens]
    if not gap.start <= before.cue[0] < gap.end or sum(token.text in ".?!" for token in gap) > 1 or len(gap) > _LONGEST_BREAK:
        return None
    if len(gap) and gap[-1].text not in (".", ",", ";", ":", "—", "–", "-"):
        return None
    return Link("continued", before.cue, before.source)


# The longest cue clause, in tokens, that may break a quotation of a few words.
_LONGEST_BREAK = 30


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
    """Take the subject of the verb on which the quotation hangs, or the first one of the sentence."""
    piece = scene.pieces[number]
    start, end = piece.lead
    if start >= end:
        return None
    for at in range(end - 1, start - 1, -1):
        if scene.doc[at].pos_ == "VERB" and _governs_token(scene, at, piece):
            source = source_of(scene.doc[at], scene.quoted)
            if source is not None and not scene.quoted[source.i]:
                return Link("subject", None, source.i)
    first = _subject_in(scene, start, end)
    return None if first is None else Link("subject", None, first)


def _sentence_before(scene: Scene, links: list[Link | None], number: int) -> Link | None:
    """Take the last cue between the quotation before it in the paragraph and this one: X agreed. "…"."""
    piece = scene.pieces[number]
    start, _ = scene.paragraphs[piece.paragraph]
    if number and scene.pieces[number - 1].paragraph == piece.paragraph:
        start = scene.pieces[number - 1].tail[1]
    for cue in reversed(scene.cues_in(start, piece.lead[0])):
        finite = scene.doc[cue.head].tag_ in ("VBD", "VBZ", "VBP")
        if cue.kind == "say" and finite and cue.source is not None and not scene.quoted[cue.source]:
            return _link("before", cue)
    return None


def _paragraph_before(scene: Scene, links: list[Link | None], number: int) -> Link | None:
    if number and links[number - 1] is not None:
        before = links[number - 1]
        return Link("continued", None, before.source)
    return None
