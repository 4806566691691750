"""Which cue belongs to which quotation: the constructions of news English, in the order in which they apply."""

from collections.abc import Callable

from builder.annotate.quotes.before import (
    governing_cue,
    inside_clause,
    lead_cue,
    lead_thing,
    lead_view,
    next_to_cue,
)
from builder.annotate.quotes.behind import far_tail_cue, loose_tail_cue, tail_cue
from builder.annotate.quotes.labels import colon, come, label, name_and_colon, noun_clause, noun_cue, signature
from builder.annotate.quotes.links import Link
from builder.annotate.quotes.scene import Piece, Scene

Rule = Callable[[Scene, Piece], Link | None]


def attach(scene: Scene) -> list[Link | None]:
    """Give the link of every piece of the scene to a cue of its own, or None."""
    return [next(filter(None, (rule(scene, piece) for rule in _RULES)), None) for piece in scene.pieces]


# In order: a construction further down applies only where none above does.
_RULES: tuple[Rule, ...] = (
    label,
    come,
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
