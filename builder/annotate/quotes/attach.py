"""Which cue belongs to which quotation: the constructions of news English, one small function each, in order."""

import bisect
import re
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from builder.annotate.lexicon import words
from builder.annotate.quotes.component import LABEL
from builder.annotate.quotes.cues import RELATIVE, Cue, is_passive, lemma, may_speak
from builder.annotate.quotes.phrases import FINITE, head_of, is_naming, is_nominal
from builder.annotate.quotes.scene import Piece, Scene

# A quotation of so many words needs no cue to be one: 98 of 100 such stretches in annotated news are quotations.
LONG = 4
_NOUNS = words("cue_nouns")
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
    """Give the link of every piece of the scene to a cue of its own, or None."""
    return [next(filter(None, (rule(scene, piece) for rule in _RULES)), None) for piece in scene.pieces]


def link_to(how: str, cue: Cue, source: int | None = None) -> Link:
    """Make the link to a cue, with the cue's own source or a better one."""
    return Link(how, (cue.start, cue.end), cue.source if source is None else source)


def tail_cue(scene: Scene, piece: Piece) -> Link | None:
    """Find the cue of "…," X said / said X / X, who was there, said, where the quotation ends as if a cue followed."""
    return _tail(scene, piece, ("say", "manner", "according", "judge")) if _expects_cue(scene, piece) else None


def next_to_cue(scene: Scene, piece: Piece) -> Link | None:
    """Find the cue right before the quotation: X replied, "…", said X: "…", X claimed that "…", X chanted "…"."""
    start, end = piece.lead
    cues = [cue for cue in scene.cues_in(start, end) if cue.kind in _DIRECT]
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
    if end <= start or scene.doc[end - 1].text in _BREAKS:
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
    whole = not any(token.text in _BREAKS for token in scene.doc[verb.i : end])
    return link_to("lead", cues[-1]) if whole and verb.tag_ in FINITE else None


_BREAKS = frozenset((",", ":", ";", "—", "–", "-", "--", "―"))
_SUBORDINATING = frozenset(("when", "while", "although", "though", "as", "after", "before", "if", "since", "because"))
_SUBORDINATING |= frozenset(("once", "whereas", "unless", "despite"))


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
        if _gap(scene, start, clause) <= _NEAR and not (piece.ends_sentence and _new_sentence(scene, start, cue)):
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


def _gap(scene: Scene, start: int, end: int) -> int:
    return sum(1 for token in scene.doc[start:end] if not (token.is_punct or token.is_space))


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
    return _gap(scene, cue.end, end) > _LONGEST_TAG


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
    return cue.kind == "manner" and finite and scene.doc[end - 1].text in ",:" and _gap(scene, cue.end, end) <= _NEAR


def governing_cue(scene: Scene, piece: Piece) -> Link | None:
    """Find a cue anywhere in the paragraph on which the quotation hangs."""
    cues = [cue for cue in scene.cues_in(*scene.paragraphs[piece.paragraph]) if cue.head in piece.above]
    cues = [cue for cue in cues if cue.source is not None and may_speak(scene.doc[cue.source])]
    link = _lead(scene, piece, cues, _SPEECH)
    return link and Link("governing", link.cue, link.source)


def far_tail_cue(scene: Scene, piece: Piece) -> Link | None:
    """Find the cue of "…" there and elsewhere, X said."""
    start, end = piece.tail
    if piece.ends_sentence:
        return None
    for cue in scene.cues_in(start, end):
        if cue.source is None or cue.kind not in ("say", "according") or scene.quoted[cue.source]:
            continue
        first = min(cue.start, scene.doc[cue.source].left_edge.i)
        aside = first > start and scene.doc[first - 1].text in _BREAKS and scene.doc[cue.head].tag_ in FINITE
        if aside or cue.kind == "according" or piece.words >= LONG:
            return link_to("far tail", cue)
    return None


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


def subject_in(scene: Scene, start: int, end: int) -> int | None:
    """Find the first subject of the words before a quotation; a bare name is its own subject."""
    tokens = scene.doc[start:end]
    for token in tokens:
        if token.dep_ in ("nsubj", "nsubjpass") and is_nominal(token) and token.lower_ not in RELATIVE:
            return None if token.lower_ in ("nobody", "none") else int(token.i)
    root = tokens.root if len(tokens) else None
    return int(root.i) if root is not None and root.pos_ in ("PROPN", "NOUN") else None


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
    match = _SIGNATURE.match(text, piece.span[1])
    if match is None:
        return None
    head = next(token for token in scene.doc[piece.end :] if token.idx + len(token) > match.start(1))
    return Link("signature", None, head_of(head, head.i - 1).i)


# A signature is a dash and a name, up to the end of the line; a longer stretch of words is an aside.
_SIGNATURE = re.compile(r"[”\"’'»]{1,2}\s{0,3}(?:[—–―-]|--)\s?((?:[A-Z]|anonymous)[^\n”\"]{0,100})(?=\n|$)")


# In order: a construction further down applies only where none above does.
_RULES: tuple[Rule, ...] = (
    label,
    next_to_cue,
    inside_clause,
    tail_cue,
    name_and_colon,
    noun_clause,
    lead_cue,
    noun_cue,
    colon,
    signature,
    loose_tail_cue,
    governing_cue,
    far_tail_cue,
    lead_thing,
    lead_view,
)
