"""What is known about a text besides the text itself, carried by the `Doc` as `doc._.context`."""

from dataclasses import dataclass

from spacy.tokens import Doc

from builder.annotations import Span


@dataclass(frozen=True, slots=True)
class Context:
    """The article's own metadata; every field may be missing.

    `set_off` are the paragraphs that a page sets off as block quotations, as spans of the text.
    """

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    source_url: str | None = None
    set_off: tuple[Span, ...] = ()


def set_extension(name: str, default: object) -> None:
    """Register `doc._.<name>` once, whichever component is imported first."""
    if not Doc.has_extension(name):
        Doc.set_extension(name, default=default)


set_extension("context", Context())
