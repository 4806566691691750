"""Which clause a verb reports, and where that clause starts and stops."""

from spacy.tokens import Token

from builder.annotate.quotes.asides import LEAVES
from builder.annotate.quotes.bounds import OPENERS, sentence
from builder.annotate.quotes.cues import Cue, lemma
from builder.annotate.quotes.phrases import FINITE
from builder.annotate.quotes.scene import Scene

# Verbs whose object is the hearer.
_ADDRESSING = frozenset(("tell", "ask", "remind", "warn", "assure", "inform", "notify", "advise", "promise", "show"))


def clause_of(verb: Token) -> Token | None:
    """Find the clause under a verb: behind it, else in front."""
    clauses = [child for child in verb.children if child.dep_ == "ccomp"]
    behind = next((clause for clause in clauses if clause.i > verb.i), None)
    return behind or _after_hearer(verb) or next(iter(clauses), None) or _after_phrase(verb)


def _after_hearer(verb: Token) -> Token | None:
    """Find the clause of "told X Y was late", which may hang on X without a "who"."""
    hearer = next((child for child in verb.rights if child.dep_ in ("dobj", "dative")), None)
    if hearer is None or lemma(verb) not in _ADDRESSING:
        return None
    found = (clause for clause in hearer.rights if clause.dep_ in ("relcl", "acl") and _has_subject(clause))
    return next((clause for clause in found if not _is_relative(clause)), None)


def _after_phrase(verb: Token) -> Token | None:
    """Find the clause of "said in a letter that …", which may hang on the letter."""
    for phrase in verb.rights:
        if phrase.dep_ not in ("prep", "npadvmod", "advmod", "agent", "advcl"):
            continue
        if phrase.dep_ == "advcl":
            return phrase if _opens_with_that(phrase) else None
        for noun in phrase.subtree:
            for clause in noun.rights:
                if clause.dep_ in ("acl", "relcl", "ccomp", "advcl") and _opens_with_that(clause):
                    return clause
    return None


def _opens_with_that(clause: Token) -> bool:
    """Tell a clause with "that" from a relative one, in which "that" is the subject or object."""
    opening = clause.doc[clause.left_edge.i]
    return opening.lower_ == "that" and opening.dep_ == "mark" and _has_subject(clause)


def _is_relative(clause: Token) -> bool:
    return any(token.tag_ in ("WP", "WDT", "WP$", "WRB") for token in clause.doc[clause.left_edge.i : clause.i])


def loose_clause(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """Find a clause right behind its cue that the parse hangs elsewhere: a subject, and a verb after it."""
    verb = scene.doc[cue.head]
    if cue.kind != "say" or verb.tag_ not in FINITE:
        return None
    _, last = sentence(scene, cue.head)
    if scene.doc[cue.head].lemma_ == "put":
        return _after_colon(scene, cue, last)
    start = cue.end + (cue.end < last and scene.doc[cue.end].lower_ == "that")
    for token in scene.doc[start:last]:
        if token.dep_ in ("nsubj", "nsubjpass") and token.left_edge.i == start and token.head.i > token.i:
            return (start, last) if token.head.pos_ in ("VERB", "AUX") and token.head != verb else None
    return None


def _after_colon(scene: Scene, cue: Cue, last: int) -> tuple[int, int] | None:
    """Find the clause of "X put it more bluntly: …"."""
    near = range(cue.end, min(cue.end + _NEAR, last))
    colon = next((at for at in near if scene.doc[at].text == ":"), None)
    if colon is None:
        return None
    told = scene.doc[colon + 1 : last]
    return (colon + 1, last) if any(token.tag_ in FINITE for token in told) else None


# So near behind "put it", in tokens, its colon stands: "put it a little more bluntly:".
_NEAR = 5


def clause_start(verb: Token, clause: Token) -> int:
    """Where a clause after its cue starts: with its subject, even if the parse makes that an object of the cue."""
    start = int(clause.left_edge.i)
    if clause.doc[start].lower_ == "if" and clause.doc[start].head == clause:
        return start + 1
    if clause.doc[start].lower_ in OPENERS or lemma(verb) in _ADDRESSING or _has_subject(clause):
        return start
    between = [child for child in verb.rights if child.i < start and child.dep_ in ("dobj", "npadvmod")]
    return int(between[0].left_edge.i) if between else start


def clause_stop(scene: Scene, cue: Cue, clause: Token) -> int:
    """Where a clause after its cue stops; behind the main verb it may go on past what the parse gives it."""
    doc = scene.doc
    _, last = sentence(scene, cue.head)
    end = min(clause.right_edge.i + 1, last)
    verb = doc[cue.head]
    added = _next_report(scene, cue, clause, end)
    if added is not None:
        return added
    if end < last and doc[end].tag_ in FINITE and doc[end - 1].tag_ in _NOUNS:
        return last  # the verb of a long subject, which passes for the clause: "one jar in five sold there contains …"
    at = end
    while at < last and (doc[at].is_punct or doc[at].is_space):
        at += 1
    if at >= last or verb.dep_ not in ("ROOT", "conj", "ccomp", "parataxis"):
        return end
    return end if _leaves(scene, verb, at, last) else last


_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))


def _next_report(scene: Scene, cue: Cue, clause: Token, end: int) -> int | None:
    """Find the "and" of "said that X and added that Y", which the parse may draw into X."""
    for other in scene.cues_in(cue.end, end):
        at = other.start - 1
        while scene.doc[at].pos_ in ("ADV", "AUX"):
            at -= 1
        joined = other.kind != "say" and _is_joined(scene.doc[other.head], clause)
        if other.source == cue.source and scene.doc[at].lower_ in ("and", "but") and not joined:
            return at
    return None


def _is_joined(verb: Token, clause: Token) -> bool:
    """Say whether a verb stands under the "had" of a clause: "said Y had read it and understood none of it"."""
    had = any(child.dep_ == "aux" and child.lower_ == "had" for child in clause.lefts)
    return had and verb.head == clause and verb.tag_ in ("VBD", "VBN") and not _has_subject(verb)


def _leaves(scene: Scene, verb: Token, at: int, last: int) -> bool:
    """Say whether the rest of a sentence is no more part of what is said."""
    token = scene.doc[at]
    if token.lower_ in LEAVES or token.tag_ == "VBG" or scene.cues_in(at, last):
        return True
    if token.dep_ == "cc":
        return any(child.dep_ == "conj" and child.i > at and not _has_subject(child) for child in verb.children)
    return token.dep_ == "ROOT"


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.children)
