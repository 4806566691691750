"""Where what is said may start and stop: inside one sentence, without the marks and words around it."""

from spacy.strings import get_string_id
from spacy.tokens import Token

from builder.annotate.quotes.scene import Scene

Ranges = list[tuple[int, int]]

# Words that open a reported clause and are no part of it.
OPENERS = frozenset(("that", "whether", "and", "but"))
_DASHES = frozenset(("—", "–", "-", "--"))
# So far from the start of a paragraph, in tokens, the dash of a dateline stands.
_LONGEST_DATELINE = 8


_ENDS = frozenset(map(get_string_id, (".", "?", "!", ";")))


def sentence(scene: Scene, at: int) -> tuple[int, int]:
    """Give the sentence around a token, up to its full stop, without a dateline."""
    first, last = scene.paragraphs[scene.paragraph_of[at]]
    start = at
    while start > first and not _ends_sentence(scene, start - 1):
        start -= 1
    end = at
    while end < last and not _ends_sentence(scene, end):
        end += 1
    dash = next((i for i in range(start, min(start + _LONGEST_DATELINE, at)) if scene.doc[i].text in _DASHES), None)
    if start == first and dash is not None and scene.doc[start].is_upper and scene.doc[start].is_alpha:
        start = dash + 1  # a dateline: "PUNE, India — "
    return start, end


def _ends_sentence(scene: Scene, at: int) -> bool:
    if scene.doc[at].orth not in _ENDS:
        return False
    return not scene.quoted[at] or (at + 1 < len(scene.doc) and scene.doc[at + 1].is_quote)


def clipped(scene: Scene, spans: Ranges, at: int) -> Ranges:
    """Trim spans, and cut them to the sentence around the token `at`."""
    first, last = sentence(scene, at)
    return [part for start, end in spans for part in trimmed(scene, max(start, first), min(end, last))]


def trimmed(scene: Scene, start: int, end: int) -> Ranges:
    """Give the span without what stands at its edges: punctuation, "that", a mark that has no partner in it."""
    doc = scene.doc
    while start < end and not scene.quoted[start] and (_is_lead_in(doc[start]) or _closes_before(scene, start)):
        start += 1
    while end > start and not scene.quoted[end - 1] and _is_left_over(scene, start, end - 1):
        end -= 1
    for at in range(end, min(end + 2, len(doc))):  # `… as “idiotic,”`: the mark that closes what was opened
        if doc[at].is_quote and _is_open(scene, start, end) and all(_is_stop(token) for token in doc[end:at]):
            end = at + 1
    return [(start, end)] if any(token.is_alpha or token.like_num for token in doc[start:end]) else []


def _closes_before(scene: Scene, at: int) -> bool:
    """Tell of a mark that it closes a quotation that ends before it."""
    return bool(scene.doc[at].is_quote) and at > 0 and scene.quoted[at - 1] and not scene.quoted[at]


def _opens_what_follows(scene: Scene, start: int, last: int) -> bool:
    """Tell whether a clause ends with the mark of a quotation that comes after it: `would accept hers, “`."""
    return bool(scene.doc[last].is_quote) and _is_open(scene, start, last + 1) and not scene.quoted[last - 1]


def _is_open(scene: Scene, start: int, end: int) -> bool:
    return sum(token.is_quote for token in scene.doc[start:end]) % 2 == 1


def _is_lead_in(token: Token) -> bool:
    return _is_stop(token) or token.is_space or token.lower_ in OPENERS


def _is_left_over(scene: Scene, start: int, last: int) -> bool:
    token = scene.doc[last]
    return _is_stop(token) or token.is_space or token.dep_ == "cc" or _opens_what_follows(scene, start, last)


def _is_stop(token: Token) -> bool:
    return bool(token.is_punct and not token.is_quote and not token.is_bracket)
