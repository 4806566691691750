"""A name in a text that may be a place's, with the evidence beside it."""

from dataclasses import dataclass

from builder.annotations import Span
from builder.gazetteer import Sense


@dataclass(slots=True)
class Toponym:
    """A name that may be a place's.

    `start` and `end` are offsets in characters of the text, `first` and `last` count its words. `label` is that of the
    entity it belongs to, `exact` whether the entity is no more than the name. `bound` and `near` are set when other
    names are looked at: the sense that the text gives it right here, and the country of a place that it is close to.
    """

    start: int
    end: int
    first: int
    last: int
    key: str
    senses: tuple[Sense, ...]
    label: str = ""
    exact: bool = False
    preposition: bool = False
    embedded: bool = False
    dateline: bool = False
    state: bool = False
    bound: Sense | None = None
    near: str | None = None

    @property
    def span(self) -> Span:
        """Offsets in characters of the text."""
        return self.start, self.end

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of its senses."""
        return frozenset(sense.kind for sense in self.senses)
