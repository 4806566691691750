"""Marks that quote nobody: titles of works, names of programmes and nicknames."""

import re

from builder.annotate.quotes.labels import is_pointer
from builder.annotate.quotes.links import Link
from builder.annotate.quotes.scene import Piece, Scene

_WORD = re.compile(r"[^\W_][\w’'\-]*")
# Words that English titles leave in lower case.
_SMALL = frozenset(("a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "it", "nor"))
_SMALL |= frozenset(("of", "on", "or", "the", "to", "vs", "with"))
# Words and marks after which a capital begins a sentence of its own: X said “No”, X chanted “Marco”.
_NO_PLACE_FOR_NAMES = frozenset((",", ":", "that", "—", "–", "-"))


def is_title(scene: Scene, piece: Piece, link: Link | None) -> bool:
    """Say whether what stands between marks is a name: every word with a capital, and nobody said to say it.

    At the start of a sentence it takes a comma to be said ("“No Way,” Novotny replied"), after a word of its own
    sentence ("on “Good Morning Prague,”") no cue behind it makes it so.
    """
    text = scene.text[slice(*piece.span)]
    if (
        is_pointer(scene, piece)
        or _is_heading(scene, piece, link)
        or _is_named_so(scene, piece)
        or (_modifies_noun(scene, piece) and (link is None or link.how in _WITHOUT_CUE))
    ):
        return True
    if not _has_capitals(text) or (link is not None and link.how in _INTRODUCED):
        return False
    last = text.rstrip("’'”\"")[-1:]
    if _begins(scene, piece):
        return link is None or link.how not in _SAID or (link.how == "tail" and last not in ",.?!")
    return last not in "?!" and not (last == "." and len(_WORD.findall(text)) == 1)


def _is_heading(scene: Scene, piece: Piece, link: Link | None) -> bool:
    """Say whether a few words without a full stop are a line of their own, which repeats what is said below it."""
    start, end = scene.paragraphs[piece.paragraph]
    alone = piece.opens == start and piece.after == end and scene.text[piece.span[1] - 1].isalnum()
    return alone and piece.words <= _LONGEST_HEADING and (link is None or link.how in _WITHOUT_CUE)


_LONGEST_HEADING = 10


def _is_named_so(scene: Scene, piece: Piece) -> bool:
    """Say whether a participle of naming stands right before: a group called “Save the Harbour”."""
    start, end = piece.lead
    if end <= start:
        return False
    verb = scene.doc[end - 1]
    return verb.lower_ in _NAMING and verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl")


_NAMING = frozenset(("called", "named", "titled", "entitled", "nicknamed"))
_WITHOUT_CUE = frozenset(("subject", "topic", "paragraph before", "continued"))


def _modifies_noun(scene: Scene, piece: Piece) -> bool:
    """Say whether the stretch stands between an article and a noun: the “In case of flood” brochure."""
    doc = scene.doc
    if piece.opens == 0 or piece.after >= len(doc):
        return False
    before = doc[piece.opens - 1]
    opened = before.pos_ in ("DET", "ADJ") or before.tag_ in ("POS", "PRP$")
    return opened and doc[piece.after].pos_ == "NOUN" and scene.text[piece.span[1] - 1].isalnum()


_SAID = frozenset(("tail", "ahead", "joined", "continued"))
# Constructions that announce a quotation right before it.
_INTRODUCED = frozenset(("next", "colon", "introduced", "label", "signature"))


def _has_capitals(text: str) -> bool:
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    return bool(words) and not text.isupper() and all(word[0].isupper() or word[0].isdigit() for word in words)


def _begins(scene: Scene, piece: Piece) -> bool:
    start, end = piece.lead
    return start == end or scene.doc[end - 1].text in _NO_PLACE_FOR_NAMES
