"""What a verb reports besides a clause: "vowed to fight", "accused him of sexism", "called for a vote"."""

from collections.abc import Sequence

from spacy.tokens import Token

from builder.annotate.lexicon import table
from builder.annotate.quotes.cues import lemma

# What belongs to what is said of an object: "blamed X for Y", "called X Y", "urged X to go", "dismissed X as Y".
_OF_OBJECT = frozenset(("oprd", "acl", "xcomp", "ccomp", "dobj", "dative"))
_PREDICATING = frozenset(("as", "of", "for", "to", "with", "against", "about", "over", "from", "by"))
_TIMES = frozenset(("DATE", "TIME"))
# Fewer words are a name or a pronoun, and say nothing: "mentioned him", "endorsed Brandt".
_FEWEST_WORDS = 3


def complement(verb: Token, quoted: Sequence[bool]) -> tuple[int, int] | None:
    """Give the tokens `start:end` of what a verb reports by an infinitive, an object or a prepositional phrase."""
    allowed = _allowed(verb)
    if is_only_possible(verb):
        return None
    following = [child for child in verb.rights if not child.is_punct]
    first = next((child for child in following if _opens(child, allowed, quoted)), None)
    if first is None:
        return None
    start, end = first.left_edge.i, first.right_edge.i + 1
    for child in following:
        if child.i > first.i and child.left_edge.i >= end:
            if not _goes_on(child):
                break
            end = child.right_edge.i + 1
    return (start, end) if end - start >= _FEWEST_WORDS else None


def finding(verb: Token, quoted: Sequence[bool]) -> tuple[int, int] | None:
    """Give the tokens of what a document shows: "the poll shows Brandt ahead in every town, with Novotny second"."""
    found = complement(verb, quoted)
    if found is None or verb.doc[found[0]].tag_ == "PRP":
        return None  # what "it" shows in a picture: "the leaflet shows it open"
    start, end = found
    for child in verb.rights:
        if child.i >= start and child.dep_ not in ("cc", "conj", "advcl", "parataxis"):
            end = max(end, child.right_edge.i + 1)
        elif child.left_edge.i >= end:
            break
    return start, end


def following(verb: Token) -> tuple[int, int] | None:
    """Give the tokens of what is said of the subject of a passive verb: "was accused of …", "is said to …"."""
    children = [child for child in verb.rights if not child.is_punct and child.dep_ != "agent" and _goes_on(child)]
    if not children or (children[0].dep_ == "prep" and children[0].lower_ == "by"):
        return None
    return children[0].left_edge.i, children[0].right_edge.i + 1


def is_only_possible(verb: Token) -> bool:
    """Tell of an infinitive that its deed is not told as done: "may call for", "wants to urge", "a plan to urge"."""
    for child in verb.lefts:
        if child.tag_ == "MD":
            return child.lower_ not in _TOLD
        if child.tag_ == "TO":
            return verb.head.pos_ != "VERB" or table("cue_verbs").get(lemma(verb.head)) == ("think",)
    return False


# Modal verbs with which a view is told: "would prefer to wait", "will say".
_TOLD = frozenset(("would", "'d", "’d", "will", "'ll", "’ll"))


def holds_view(verb: Token) -> bool:
    """Say whether a clause under a verb of thinking is a view that somebody has told: "Brandt fears that …"."""
    allowed = _allowed(verb)
    return "clause" in allowed or ("now" in allowed and verb.tag_ in _PRESENT)


_PRESENT = frozenset(("VBZ", "VBP"))


def _allowed(verb: Token) -> frozenset[str]:
    (kinds,) = table("reported_complements").get(lemma(verb), ("",))
    return frozenset(kinds.split())


# Verbs that ask something of the hearer; without one they tell of an act: "asked to go".
_OF_HEARER = frozenset(("ask", "tell", "order", "instruct", "urge", "encourage"))


def _opens(child: Token, allowed: frozenset[str], quoted: Sequence[bool]) -> bool:
    if quoted[child.left_edge.i] and quoted[child.i]:
        return False
    if child.dep_ in ("dobj", "oprd"):
        return _opens_as_object(child, allowed) and child.ent_type_ not in _TIMES
    if child.dep_ in ("xcomp", "ccomp"):
        if not _is_infinitive(child):
            return "object" in allowed
        told = lemma(child.head) not in _OF_HEARER or _has_subject(child)
        return "to" in allowed and told and not _keeps_name(child)
    return child.dep_ == "prep" and child.lower_ in allowed - {"as"} and not _is_time(child)


def _keeps_name(verb: Token) -> bool:
    """Tell "declined to give his name" and "asked not to be named", by which a text excuses that it names nobody."""
    return lemma(verb) in ("name", "identify") or any(child.lemma_ == "name" for child in verb.rights)


def _opens_as_object(noun: Token, allowed: frozenset[str]) -> bool:
    return (
        "object" in allowed
        or ("to" in allowed and _infinitive_after(noun))
        or ("as" in allowed and any(other.dep_ == "prep" and other.lower_ == "as" for other in noun.head.rights))
    )


def _infinitive_after(noun: Token) -> bool:
    return any(other.dep_ in ("xcomp", "ccomp") and _is_infinitive(other) for other in noun.head.rights)


def _is_infinitive(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.lefts)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.lefts)


def _goes_on(child: Token) -> bool:
    if child.dep_ == "prep":
        return child.lower_ in _PREDICATING and not _is_time(child)
    return child.dep_ in _OF_OBJECT and child.ent_type_ not in _TIMES


def _is_time(preposition: Token) -> bool:
    return any(below.ent_type_ in _TIMES for below in preposition.children)
