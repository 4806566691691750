"""Places named within, near or beside another: "Paris, Texas", "Kingston, south of Brisbane", "Georgia and Alabama"."""

from collections.abc import Sequence
from itertools import pairwise

from builder.annotate.places.sense_weights import KIND_BONUS, clear_sense
from builder.annotate.places.toponym import Toponym
from builder.gazetteer import Sense
from builder.gazetteer.tables import word_list
from builder.gazetteer.words import Word

# "Washington, Georgia" may be two of a list, but a town of this size is meant so ("Athens, Georgia").
TOWN = 20_000
# In these countries a town is named with its state or province after a comma.
TOWN_AND_STATE = frozenset({"AU", "CA", "US"})

# Words and signs of a description between two places, at most: ", the second largest city in".
LONGEST_DESCRIPTION = 7


def bind(toponyms: Sequence[Toponym], words: Sequence[Word]) -> None:
    """Set `bound` of the names with a larger place right after them, and `near` of those that are close to another.

    A name in a list with a state is marked as one with a `state` beside it.
    """
    for inner, outer in reversed(list(pairwise(toponyms))):
        between = [word.folded for word in words[inner.last + 1 : outer.first]]
        if _is_listed(between):
            inner.state = inner.state or _is_state(outer)
            outer.state = outer.state or _is_state(inner)
        if _is_within(between):
            _bind_pair(inner, outer, between == [","])
        elif _is_near(between) and (sense := outer.bound or clear_sense(outer)):
            inner.near = sense.code


def _bind_pair(inner: Toponym, outer: Toponym, comma: bool) -> None:
    senses = [outer.bound] if outer.bound else [s for s in outer.senses if s.kind in ("country", "region")]
    for within in senses:
        bound = _inside(inner, within)
        if bound and (within is senses[0] or bound.population >= TOWN or not clear_sense(inner)):
            inner.bound = bound
            outer.bound = within
            return
    if comma and len(senses) == 1 and (inner.dateline or not inner.senses or _is_unlisted(inner, senses[0])):
        inner.bound = Sense(senses[0].code, senses[0].admin, "city", 0)


def _is_unlisted(inner: Toponym, within: Sense) -> bool:
    """Whether `inner` must be a town of the state after it that the gazetteer lacks ("London, Arkansas")."""
    is_state = any(sense.kind == "region" and sense.code in TOWN_AND_STATE for sense in inner.senses)
    has_state = within.kind == "region" and within.code in TOWN_AND_STATE
    return has_state and not is_state and inner.kinds <= KIND_BONUS.keys()


def _is_listed(between: list[str]) -> bool:
    """Whether these words stand between two names of a list."""
    return between in ([","], ["and"], ["or"], [",", "and"], [",", "or"])


def _is_state(toponym: Toponym) -> bool:
    """Whether it is plainly a state or province of a country whose towns are named with it."""
    sense = clear_sense(toponym)
    return sense is not None and sense.kind == "region" and sense.code in TOWN_AND_STATE


def _is_within(between: list[str]) -> bool:
    """Whether these words stand between a place and the larger one that it lies in."""
    plain = [word for word in between if word not in word_list("direction")]
    return plain in ([","], ["in"], [",", "in"], ["("]) or _is_description(plain)


def _is_description(between: list[str]) -> bool:
    """Whether these words say what the place is within the larger one: ", the largest city in"."""
    if not 4 <= len(between) <= LONGEST_DESCRIPTION or between[0] != ",":
        return False
    settlement = any(word in word_list("settlement") for word in between[2:-1])
    return settlement and between[1] in ("a", "an", "the") and between[-1] in ("in", "of")


def _is_near(between: list[str]) -> bool:
    """Whether these words stand between a place and one close to it: ", south of", ", 20 miles from"."""
    words = [word for word in between if word != ","]
    skipped = word_list("direction") | word_list("distance")
    plain = [word for word in words if word not in skipped and not word.isdigit()]
    return plain in (["near"], ["outside"]) or (plain in (["of"], ["from"]) and len(words) > 1)


def _inside(inner: Toponym, within: Sense) -> Sense | None:
    """Return the sense of `inner` that lies within a country or region."""
    for sense in inner.senses:
        is_part = sense.kind in KIND_BONUS and (sense.kind != "region" or within.kind == "country")
        if is_part and sense.code == within.code and sense.admin == (within.admin or sense.admin):
            return sense
    return None
