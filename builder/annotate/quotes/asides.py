"""What is said around a cue clause: before it, behind it or on both sides of it."""

from spacy.tokens import Token

from builder.annotate.quotes.bounds import Ranges, sentence, trimmed
from builder.annotate.quotes.cues import Cue, is_quantity, may_speak
from builder.annotate.quotes.phrases import FINITE, whole
from builder.annotate.quotes.scene import Scene

# Words with which a sentence goes on after a reported clause, outside of it.
LEAVES = frozenset(("according", "as", "when", "while", "after", "before", "in", "during", "on", "at", "with", "who"))
_STOPS = frozenset((",", "—", "–", ";", ":"))


def around(scene: Scene, cue: Cue, source: Token) -> Ranges:
    """Give the sentence without the cue clause, which stands before, behind or inside what is said."""
    first, last = sentence(scene, cue.head)
    start = min(cue.start, source.left_edge.i)
    if is_as_clause(scene.doc[cue.head]):
        start = min(start, scene.doc[cue.head].left_edge.i)
    end = _cue_clause_end(scene, cue, source, last)
    start = max(first, start)
    before = [] if _hangs(scene, start) else trimmed(scene, _start(scene, first, start), start)
    after = trimmed(scene, min(end, last), last)
    if not before or not _has_verb(scene, before):
        return after if _is_left_of_clause(scene, before) else before + after
    return before + after if _resumes(scene, cue, end, last, _has_verb(scene, after)) else before


def is_told_by(scene: Scene, cue: Cue, source: Token) -> bool:
    """Tell "according to the logbook, …", apart from its clause, from "paid according to the need"."""
    doc = scene.doc
    if may_speak(source):
        return True
    first, last = sentence(scene, cue.head)
    end = _cue_clause_end(scene, cue, source, last)
    apart = (cue.start == first and end < last) or (end == last and doc[cue.start - 1].text == ",")
    return apart and not is_quantity(source) and any(child.dep_ in ("det", "poss") for child in source.lefts)


def is_aside(scene: Scene, cue: Cue, verb: Token) -> bool:
    """Say whether the cue clause stands by itself: "…, X said, …", "as X reported, …"."""
    doc = scene.doc
    if is_as_clause(verb):
        return True
    if verb.tag_ not in FINITE or cue.end >= len(doc) - 1 or doc[cue.end].text != ",":
        return verb.dep_ == "parataxis"
    start = doc[cue.source].left_edge.i if cue.source is not None else cue.start
    near = range(max(0, min(start, cue.start) - 3), min(cue.end + 3, len(doc)))
    return verb.dep_ == "parataxis" or not any(scene.quoted[at] for at in near)


def is_as_clause(verb: Token) -> bool:
    """Say whether a verb without an object stands in an aside with "as": "as X reported", "as reported by X"."""
    if verb.dep_ not in ("advcl", "pcomp") or any(child.dep_ in ("dobj", "ccomp", "xcomp") for child in verb.rights):
        return False
    opening = verb.left_edge
    return opening.lower_ == "as" and (opening.is_sent_start or not verb.doc[opening.i - 1].is_alpha)


def _hangs(scene: Scene, start: int) -> bool:
    """Tell of the words before an aside that they only lead over to what is said: "given that, as X reported, …"."""
    doc = scene.doc
    return start > 1 and doc[start - 1].text == "," and doc[start - 2].lower_ in ("that", "because", "since")


def _start(scene: Scene, first: int, start: int) -> int:
    """Where what is said before an aside starts: "He left early, which, she said, was rude" is about "which …" only."""
    at = start - 1
    while at > first and scene.doc[at].is_punct:
        at -= 1
    return at if at > first and scene.doc[at].tag_ in ("WDT", "WP", "WRB") else first


def _has_verb(scene: Scene, spans: Ranges) -> bool:
    return any(token.pos_ in ("VERB", "AUX") for start, end in spans for token in scene.doc[start:end])


def _is_left_of_clause(scene: Scene, before: Ranges) -> bool:
    """Tell of "which" in "talks at which, both sides agreed, …" that it says nothing."""
    return any(
        start and scene.doc[start].tag_ in ("WDT", "WP") and scene.doc[start - 1].tag_ == "IN" for start, _ in before
    )


def _resumes(scene: Scene, cue: Cue, end: int, last: int, has_verb: bool) -> bool:
    """Say whether what is said goes on after "…, X said," although a whole clause stands before.

    It goes on with a verb, or with a place: "It would hang in the hall, she said, beside the clock".
    """
    doc = scene.doc
    if end + 1 >= last or cue.source is None:
        return False
    if cue.kind != "according" and (end != cue.head + 1 or cue.source > cue.head):
        return False
    follows = doc[end + 1]
    if follows.tag_ == "VBG" or follows.is_quote or follows.lower_ in LEAVES:
        return False
    return has_verb or (follows.tag_ == "IN" and follows.dep_ == "prep")


def _cue_clause_end(scene: Scene, cue: Cue, source: Token, last: int) -> int:
    """The cue clause ends with the next comma or dash after the source with what is told of it."""
    start = max(cue.end, source.i + 1)
    if source.i > cue.head:
        start = max(start, whole(source, scene.quoted)[1])
    return next((at for at in range(start, last) if scene.doc[at].text in _STOPS), last)
