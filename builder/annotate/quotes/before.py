"""Cues in front of a quotation: X said "…"; X told Y that "…"; X called it "…"."""

from builder.annotate.lexicon import words
from builder.annotate.quotes.cues import RELATIVE, Cue, is_passive, is_quantity, lemma, may_speak
from builder.annotate.quotes.links import BREAKS, NEAR, Link, gap, link_to
from builder.annotate.quotes.phrases import FINITE
from builder.annotate.quotes.scene import Piece, Scene


def next_to_cue(scene: Scene, piece: Piece) -> Link | None:
    """Find the cue right before the quotation: X replied, "…", said X: "…", X claimed that "…", X chanted "…"."""
    start, end = piece.lead
    cues = [cue for cue in scene.cues_in(start, end) if cue.kind in _DIRECT and not _sets_scene(scene, cue)]
    if not cues or cues[-1].source is None or scene.quoted[cues[-1].source]:
        return None
    cue, source, verb = cues[-1], cues[-1].source, scene.doc[cues[-1].head]
    if cue.end == end and scene.text[piece.span[0]].isupper() and lemma(verb) not in words("hearer_verbs"):
        return None if is_passive(verb) else link_to("next", cue)
    if scene.doc[end - 1].lower_ not in _OPENERS or (verb.tag_ == "VB" and not may_speak(scene.doc[source])):
        return None
    after = max(cue.end, scene.doc[source].right_edge.i + 1) if cue.end <= source < end else cue.end
    between = scene.doc[after : end - 1]
    if scene.doc[end - 1].text == ":" and len(between) <= _LONGEST_ADDRESS and between[:1].text.lower() in _WHERE:
        return None if any(token.pos_ in ("VERB", "AUX") for token in between) else link_to("next", cue)
    return link_to("next", cue) if all(token.pos_ in _SLIGHT for token in between) else None


def _sets_scene(scene: Scene, cue: Cue) -> bool:
    """Say whether a verb of manner tells of something beside: a time ("as the rowers went by, …") or a share."""
    verb = scene.doc[cue.head]
    if cue.kind != "manner":
        return False
    timed = verb.dep_ == "advcl" and any(child.dep_ == "mark" for child in verb.lefts)
    return timed or (cue.source is not None and is_quantity(scene.doc[cue.source]))


_DIRECT = ("say", "manner")
_OPENERS = frozenset((",", ":", "that"))
# Tokens that may stand between a cue and a colon, if no verb is among them: X wrote on her own page on Monday: "…".
_LONGEST_ADDRESS = 12
_WHERE = frozenset(("on", "in", "at", "via", "to"))
# What may stand between a cue and the comma, colon or "that" before a quotation: X shot back angrily, "…".
_SLIGHT = frozenset(("ADV", "PART", "PUNCT", "ADP", "SPACE"))


def inside_clause(scene: Scene, piece: Piece) -> Link | None:
    """Find the cue of a clause that holds the quotation: Although X claimed to be "glad," Y walked out.

    Such a clause opens with a subordinating word, or with "who".
    """
    start, end = piece.lead
    if end <= start or scene.doc[end - 1].text in BREAKS:
        return None
    cues = [cue for cue in scene.cues_in(start, end) if cue.kind in _SPEECH and cue.source is not None]
    if not cues or cues[-1].source is None or not start <= cues[-1].source < end:
        return None
    source = scene.doc[cues[-1].source]
    verb = scene.doc[cues[-1].head]
    opened = any(token.lower_ in _SUBORDINATING for token in scene.doc[start : min(start + 3, source.i)])
    goes_on = scene.doc[piece.start].tag_ in (*FINITE, "MD")
    relative = source.lower_ in RELATIVE and not goes_on
    if not (opened or relative) or scene.quoted[source.i] or not may_speak(source):
        return None
    whole = not any(token.text in BREAKS for token in scene.doc[verb.i : end])
    return link_to("lead", cues[-1]) if whole and verb.tag_ in FINITE else None


_SUBORDINATING = frozenset(("when", "while", "although", "though", "as", "after", "before", "if", "since", "because"))
_SUBORDINATING |= frozenset(("once", "whereas", "unless", "despite"))


_SPEECH = ("say", "judge", "according")
_VIEWS = ("think", "show")


def lead_cue(scene: Scene, piece: Piece) -> Link | None:
    """Find the cue of X said "…", X told Y on Monday that "…", X called it "…", where X is one who may speak."""
    start, end = piece.lead
    cues = [cue for cue in scene.cues_in(start, end) if cue.source is not None and not scene.quoted[cue.source]]
    cues = [cue for cue in cues if cue.source is not None and may_speak(scene.doc[cue.source])]
    if len(cues) == 1 and _shot_back(scene, cues[0], end):
        return link_to("lead", cues[0])
    return _lead(scene, piece, cues, _SPEECH)


def lead_thing(scene: Scene, piece: Piece) -> Link | None:
    """Find the same where the source is a thing."""
    return _lead(scene, piece, scene.cues_in(*piece.lead), _SPEECH)


def lead_view(scene: Scene, piece: Piece) -> Link | None:
    """Find the cue of X thinks "…", the report shows "…", where nothing is said."""
    return _lead(scene, piece, scene.cues_in(*piece.lead), _VIEWS)


def _lead(scene: Scene, piece: Piece, cues: list[Cue], kinds: tuple[str, ...]) -> Link | None:
    """Take the last cue on which the quotation hangs, else the last one."""
    ranked = [cue for cue in cues if cue.kind in kinds and cue.source is not None and not scene.quoted[cue.source]]
    governing = [cue for cue in ranked if cue.head in piece.above]
    return link_to("lead", (governing or ranked)[-1]) if ranked else None


def _shot_back(scene: Scene, cue: Cue, end: int) -> bool:
    """Say whether a verb of manner stands right before the quotation, with a comma or colon: X went on, "…"."""
    finite = scene.doc[cue.head].tag_ in ("VBD", "VBZ", "VBP", "VBG")
    return cue.kind == "manner" and finite and scene.doc[end - 1].text in ",:" and gap(scene, cue.end, end) <= NEAR


def governing_cue(scene: Scene, piece: Piece) -> Link | None:
    """Find a cue anywhere in the paragraph on which the quotation hangs."""
    cues = [cue for cue in scene.cues_in(*scene.paragraphs[piece.paragraph]) if cue.head in piece.above]
    cues = [cue for cue in cues if cue.source is not None and may_speak(scene.doc[cue.source])]
    link = _lead(scene, piece, cues, _SPEECH)
    return link and Link("governing", link.cue, link.source)
