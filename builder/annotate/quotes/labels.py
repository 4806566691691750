"""Speakers given by a noun, a colon, a label or a signature: X's reply: "…"; her remark that "…"; "…" — X."""

import re

from spacy.tokens import Token

from builder.annotate.lexicon import words
from builder.annotate.quotes.before import governing_cue
from builder.annotate.quotes.component import LABEL
from builder.annotate.quotes.cues import may_speak
from builder.annotate.quotes.links import Link, subject_in
from builder.annotate.quotes.phrases import FINITE, head_of, noun_right_of
from builder.annotate.quotes.scene import Piece, Scene

_NOUNS = words("cue_nouns")


def name_and_colon(scene: Scene, piece: Piece) -> Link | None:
    """Find X: "…", where nothing but the name stands before the colon, in the sentence or after a dash."""
    start, end = piece.lead
    if end - start < 2 or scene.doc[end - 1].text != ":":
        return None
    at = end - 2
    while at >= start and scene.doc[at].pos_ == "PROPN":
        at -= 1
    if at == end - 2 or (at >= start and scene.doc[at].text not in _DASHES) or is_pointer(scene, piece):
        return None
    return Link("colon", (end - 1, end), end - 2)


def is_pointer(scene: Scene, piece: Piece) -> bool:
    """Say whether a quotation follows a pointer to another article: MORE: "…", Read also: "…"."""
    start, end = piece.lead
    label = [token.lower_ for token in scene.doc[start : end - 1]]
    return end > start and scene.doc[end - 1].text == ":" and bool(label) and set(label) <= words("pointers")


_DASHES = frozenset(("—", "–", "-", "--", "―"))


def colon(scene: Scene, piece: Piece) -> Link | None:
    """Find the source of X: "…" and of X's reply: "…"."""
    start, end = piece.lead
    if end <= start or scene.doc[end - 1].text != ":" or is_pointer(scene, piece):
        return None
    source = owner(scene, start, end - 1)
    if source is None and (above := governing_cue(scene, piece)) is not None:
        return above
    if source is None and scene.doc[end - 2].pos_ == "PROPN" and end - 2 >= start:
        source = end - 2
    if source is None:
        source = subject_in(scene, start, end - 1)
    return None if source is None else Link("colon", (end - 1, end), source)


def owner(scene: Scene, start: int, end: int) -> int | None:
    """Find X in "X's reply" and "the reply from X"."""
    for token in scene.doc[start:end]:
        if token.lemma_.lower() in _NOUNS:
            for child in token.children:
                if child.dep_ == "poss":
                    return _same_pronoun(child).i
                if child.lower_ in ("by", "from") and (below := next(child.children, None)) is not None:
                    return int(below.i)
    return None


def _same_pronoun(owner: Token) -> Token:
    """Find whom the pronoun of an owner means in its own clause: "he returned to his old line", "it kept its motto"."""
    for above in owner.ancestors if owner.tag_ == "PRP$" else ():
        for child in above.lefts:
            if child.dep_ not in ("nsubj", "nsubjpass"):
                continue
            things = owner.lower_ in ("its", "their") and child.pos_ in ("NOUN", "PROPN")
            if things or (child.lower_, owner.lower_) in _PAIRS:
                return child
    return owner


_PAIRS = frozenset((("he", "his"), ("she", "her"), ("i", "my"), ("we", "our"), ("they", "their"), ("it", "its")))


def noun_clause(scene: Scene, piece: Piece) -> Link | None:
    """Find the source of her remark on Monday that the water was "cold", nearer to the quotation than any verb."""
    start, end = piece.lead
    cues = [cue.head for cue in scene.cues_in(start, end) if cue.source is not None]
    for noun in reversed(scene.doc[max([start, *cues]) : end]):
        if noun.lemma_.lower() in _NOUNS and noun.pos_ == "NOUN":
            source = owner(scene, noun.i, noun.i + 1) if _holds(scene, noun, piece) else None
            return None if source is None else Link("noun", (noun.i, noun.i + 1), source)
    return None


def _holds(scene: Scene, noun: Token, piece: Piece) -> bool:
    """Say whether the quotation stands in the "that"-clause of a noun, with no verb between the noun and "that"."""
    end = piece.lead[1]
    that = next((token for token in scene.doc[noun.i + 1 : end] if token.lower_ == "that"), None)
    if that is None or any(token.pos_ in ("VERB", "AUX") for token in scene.doc[noun.i + 1 : that.i]):
        return False
    return that.i == end - 1 or (that.dep_ == "mark" and that.head.right_edge.i >= end)


def noun_cue(scene: Scene, piece: Piece) -> Link | None:
    """Find the source of her remark that "…", his pledge to "…", a statement by X: "…"."""
    start, end = piece.lead
    at = end - 1
    while at > start and (scene.doc[at].is_punct or scene.doc[at].lower_ in _BEFORE_QUOTE):
        at -= 1
    if at < start or scene.doc[at].lemma_.lower() not in _NOUNS:
        return None
    if at == end - 1 and scene.doc[piece.start].tag_ in (*FINITE, "MD"):
        return None
    source = owner(scene, at, at + 1)
    return None if source is None else Link("noun", (at, at + 1), source)


_BEFORE_QUOTE = frozenset(("that", "of", "to", "was", "is", "were", "about", "on", "for"))


def come(scene: Scene, piece: Piece) -> Link | None:
    """Find X in "…?" came the question from X; where nobody is named, leave open who it was."""
    verb, end = piece.tail
    if end - verb < 3 or scene.doc[verb].lower_ not in ("came", "comes") or scene.doc[verb + 1].pos_ != "DET":
        return None
    told = scene.doc[verb + 1 : end]
    noun = next((token.i for token in told if token.pos_ == "NOUN"), verb)
    if scene.doc[noun].lemma_.lower() not in _NOUNS:
        return None
    origin = noun + 1 < end and scene.doc[noun + 1].lower_ in ("from", "of")
    source = noun_right_of(scene.doc[noun + 1]) if origin else None
    return Link("came", (verb, verb + 1), None if source is None or not may_speak(source) else source.i)


def label(scene: Scene, piece: Piece) -> Link | None:
    """Find the speaker of "X: …", the label inside the marks."""
    match = LABEL.match(scene.text, *piece.span)
    if match is None or not (match.group(1).isupper() or scene.doc[piece.start].ent_type_ == "PERSON"):
        return None
    at = next(token.i for token in scene.doc[piece.start :] if token.idx + len(token) >= match.end(1))
    return Link("label", None, at)


def signature(scene: Scene, piece: Piece) -> Link | None:
    """Find the source of "…" — X, at the end of the paragraph or in a paragraph of its own."""
    text = scene.text
    if text[max(0, piece.span[0] - 9) : piece.span[0]].rstrip("“\"'‘« ")[-1:] not in ("", "\n"):
        return None
    match = (_BARE_SIGNATURE if scene.is_set_off(piece) else _SIGNATURE).match(text, piece.span[1])
    if match is None:
        return None
    head = next(token for token in scene.doc[piece.end :] if token.idx + len(token) > match.start(1))
    return Link("signature", None, head_of(head, head.i - 1).i)


# A signature is a dash and a name, up to the end of the line; a longer stretch of words is an aside.
_NAMED = r"\s{0,3}(?:[—–―-]|--)\s?((?:[A-Z]|anonymous)[^\n”\"]{0,100})(?=\n|$)"
_SIGNATURE = re.compile(rf"[”\"’'»]{{1,2}}{_NAMED}")
# Under a block quotation it stands without a mark before it.
_BARE_SIGNATURE = re.compile(_NAMED)
