"""Whose words a quotation without a cue of its own is: constructions that reach over to the text around it."""

from collections.abc import Callable

from builder.annotate.quotes.cues import Cue, is_passive, is_quantity, lemma, may_speak, source_of
from builder.annotate.quotes.labels import owner
from builder.annotate.quotes.links import LONG, NOBODY, Link, link_to, subject_in
from builder.annotate.quotes.phrases import FINITE
from builder.annotate.quotes.scene import Piece, Scene

Links = list[Link | None]
Rule = Callable[[Scene, Links, int], Link | None]

# The longest cue clause, in tokens, that may break a quotation of a few words.
_LONGEST_BREAK = 30
_BREAK_ENDS = frozenset((".", ",", ";", ":", "—", "–", "-"))


def complete(scene: Scene, links: Links) -> None:
    """Fill in the missing links in reading order.

    A few words that are no sentence of their own get one only where they resume a broken quotation.
    """
    for number, piece in enumerate(scene.pieces):
        if links[number] is None:
            rules = _RULES if piece.words >= LONG or _is_sentence(scene, piece) else _SHORT
            links[number] = next(filter(None, (rule(scene, links, number) for rule in rules)), None)


def _is_sentence(scene: Scene, piece: Piece) -> bool:
    """Say whether a quotation follows a full stop and ends with one, as no title and no scare quote does."""
    alone = piece.lead[0] == piece.lead[1] and piece.tail[0] == piece.tail[1] and not _opens(scene, piece)
    return alone and piece.ends_sentence and scene.text[piece.span[0]].isupper()


def _before(scene: Scene, links: Links, number: int) -> Link | None:
    """Give the link of the piece before in the same paragraph."""
    if number and scene.pieces[number - 1].paragraph == scene.pieces[number].paragraph:
        return links[number - 1]
    return None


def resumed(scene: Scene, links: Links, number: int) -> Link | None:
    """Take the cue that broke the quotation: "A," he said. "B", however short B is."""
    before = _before(scene, links, number)
    if before is None or before.cue is None:
        return None
    gap = scene.doc[scene.pieces[number - 1].after : scene.pieces[number].opens]
    if not gap.start <= before.cue[0] < gap.end or len(gap) > _LONGEST_BREAK:
        return None
    while len(gap) and gap[-1].is_space:
        gap = gap[:-1]
    if not len(gap) or gap[-1].text not in _BREAK_ENDS or any(token.text in (".", "?", "!") for token in gap[:-1]):
        return None
    return Link("continued", before.cue, before.source)


def joined(scene: Scene, links: Links, number: int) -> Link | None:
    """Take the cue of the quotation to which a word joins this one: X called it "long" and "cold"."""
    before = _before(scene, links, number)
    if before is None:
        return None
    gap = scene.doc[scene.pieces[number - 1].after : scene.pieces[number].opens]
    if not len(gap) or any(token.lower_ not in _JOINING for token in gap):
        return None
    return Link("joined", before.cue, before.source)


_JOINING = frozenset((",", "and", "or", "but", "also", "not", "a", "an", "the", "as", "even", "–", "—", "-"))


def sentence_before(scene: Scene, links: Links, number: int) -> Link | None:
    """Take the last cue between the quotation before it in the paragraph and this one: X agreed. "…"."""
    piece = scene.pieces[number]
    start, _ = scene.paragraphs[piece.paragraph]
    if number and scene.pieces[number - 1].paragraph == piece.paragraph:
        start = scene.pieces[number - 1].tail[1]
    for cue in reversed(scene.cues_in(start, piece.lead[0])):
        finite = scene.doc[cue.head].tag_ in FINITE
        near = cue.kind == "manner" and not _ends_between(scene, cue.end, piece.lead[0] - 1)
        kinds = cue.kind in ("say", "judge") or near
        if kinds and finite and cue.source is not None and _is_another(scene, cue.source):
            return link_to("before", cue)
    return None


def _is_another(scene: Scene, source: int) -> bool:
    """Say whether a source is somebody, and not the writer: after "…, I say." the answer follows."""
    return not scene.quoted[source] and scene.doc[source].lower_ not in ("i", "we", *NOBODY)


def _ends_between(scene: Scene, start: int, end: int) -> bool:
    return any(token.text in (".", "?", "!") for token in scene.doc[start:end])


def same_paragraph(scene: Scene, links: Links, number: int) -> Link | None:
    """Go on with the speaker of the quotation before in the paragraph."""
    before = _before(scene, links, number)
    if before is None or before.source is None:
        return None
    return Link("continued", before.cue, before.source)


def later_in_paragraph(scene: Scene, links: Links, number: int) -> Link | None:
    """Take the cue behind a later quotation in the paragraph: "…." "…," X said."""
    paragraph = scene.pieces[number].paragraph
    for piece, link in zip(scene.pieces[number + 1 :], links[number + 1 :], strict=True):
        if piece.paragraph != paragraph:
            return None
        if link is not None and link.how == "tail":
            return Link("ahead", link.cue, link.source)
    return None


def introduced(scene: Scene, links: Links, number: int) -> Link | None:
    """Take the cue of the paragraph before, which ends with a colon."""
    piece = scene.pieces[number]
    if piece.paragraph == 0 or not _opens(scene, piece):
        return None
    start, end = scene.paragraphs[piece.paragraph - 1]
    if scene.doc[end - 1].text != ":":
        return None
    cues = [cue for cue in scene.cues_in(start, end) if cue.source is not None and not _in_aside(scene, cue, end)]
    speaker = owner(scene, start, end - 1)
    if cues and speaker is None:
        return link_to("introduced", cues[-1])
    source = speaker if speaker is not None else subject_in(scene, _last_sentence(scene, start, end), end - 1)
    return None if source is None else Link("introduced", (end - 1, end), source)


def _in_aside(scene: Scene, cue: Cue, end: int) -> bool:
    """Say whether a cue stands in a relative clause that is over before the end of the sentence."""
    verb = scene.doc[cue.head]
    clauses = (each for each in (verb, *verb.ancestors) if each.dep_ == "relcl")
    return any(clause.right_edge.i + 1 < end - 1 and clause.head.head.i > cue.head for clause in clauses)


def _last_sentence(scene: Scene, start: int, end: int) -> int:
    first = end - 2
    while first > start and scene.doc[first - 1].text not in (".", "?", "!"):
        first -= 1
    return max(start, first)


def question_to(scene: Scene, links: Links, number: int) -> Link | None:
    """Leave open who asked: X was asked, "…"."""
    start, end = scene.pieces[number].lead
    for token in scene.doc[start:end]:
        if lemma(token) in _ASKING and is_passive(token):
            return Link("asked", None, None)
    return None


_ASKING = frozenset(("ask", "tell", "quiz"))


def own_subject(scene: Scene, links: Links, number: int) -> Link | None:
    """Take the subject of the verb on which the quotation hangs, or the first one of the sentence."""
    piece = scene.pieces[number]
    for token in reversed(scene.doc[slice(*piece.lead)]):
        if token.pos_ == "VERB" and token.i in piece.above:
            source = source_of(token, scene.quoted)
            if source is not None and not scene.quoted[source.i] and not is_quantity(source):
                return Link("subject", None, source.i)
    first = subject_in(scene, *piece.lead)
    return None if first is None or is_quantity(scene.doc[first]) else Link("subject", None, first)


def topic(scene: Scene, links: Links, number: int) -> Link | None:
    """Take the subject of the sentence before in the paragraph, where no quotation stands between: X was blunt. "…"."""
    piece = scene.pieces[number]
    first, _ = scene.paragraphs[piece.paragraph]
    if piece.lead[0] <= first:
        return None
    start = piece.lead[0] - 1
    while start > first and (scene.doc[start - 1].text not in (".", "?", "!") or scene.quoted[start - 1]):
        start -= 1
    if any(scene.quoted[start : piece.lead[0]]) and links[number - 1] is not None:
        return None
    source = subject_in(scene, start, piece.lead[0])
    return None if source is None else Link("topic", None, source)


def said_before(scene: Scene, links: Links, number: int) -> Link | None:
    """Take who speaks in the paragraph before, which quotes nothing: X said that it would not happen. ¶ "…"."""
    before = _unquoted_before(scene, number)
    if before is None:
        return None
    for cue in reversed(scene.cues_in(*before)):
        verb = scene.doc[cue.head]
        speaks = cue.kind in ("say", "judge") and verb.tag_ in FINITE and verb.dep_ in ("ROOT", "parataxis", "conj")
        if speaks and cue.source is not None and _is_another(scene, cue.source) and may_speak(scene.doc[cue.source]):
            return Link("paragraph before", None, cue.source)
    return None


def person_before(scene: Scene, links: Links, number: int) -> Link | None:
    """Take the person of whom the last sentence of the paragraph before tells: X shook his head. ¶ "…"."""
    before = _unquoted_before(scene, number)
    if before is None:
        return None
    start, end = before
    source = subject_in(scene, _last_sentence(scene, start, end), end)
    if source is None or not (scene.doc[source].ent_type_ == "PERSON" or scene.doc[source].lower_ in ("he", "she")):
        return None
    return Link("paragraph before", None, source)


def _unquoted_before(scene: Scene, number: int) -> tuple[int, int] | None:
    """Give the paragraph before a quotation that opens its own, where nothing is quoted in it."""
    piece = scene.pieces[number]
    if piece.paragraph == 0 or not _opens(scene, piece):
        return None
    start, end = scene.paragraphs[piece.paragraph - 1]
    return None if any(scene.quoted[start:end]) else (start, end)


def _opens(scene: Scene, piece: Piece) -> bool:
    """Say whether a quotation opens its paragraph."""
    return piece.opens == scene.paragraphs[piece.paragraph][0]


def paragraph_before(scene: Scene, links: Links, number: int) -> Link | None:
    """Go on with the speaker of the quotation before, in the paragraph before or the one before that.

    What is set off without marks goes on from nothing but itself.
    """
    piece = scene.pieces[number]
    if scene.is_set_off(piece) and (not number or scene.pieces[number - 1].quote != piece.quote):
        return None
    before = links[number - 1] if number else None
    if before is None or before.source is None or not _opens(scene, scene.pieces[number]):
        return None
    gap = scene.pieces[number].paragraph - scene.pieces[number - 1].paragraph
    return Link("continued", None, before.source) if gap <= _FARTHEST else None


# So many paragraphs may lie between two quotations of which the second one goes on without a cue.
_FARTHEST = 2

_SHORT: tuple[Rule, ...] = (resumed, joined)
_RULES: tuple[Rule, ...] = (
    *_SHORT,
    sentence_before,
    same_paragraph,
    later_in_paragraph,
    introduced,
    question_to,
    own_subject,
    topic,
    said_before,
    person_before,
    paragraph_before,
)
