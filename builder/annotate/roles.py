"""What the text says that a person is: roles as printed, beside the person's mentions."""

import re

from spacy.tokens import Doc

from builder.annotations import Span


def roles_of(doc: Doc, mentions: list[Span]) -> tuple[str, ...]:
    """The roles printed beside `mentions`, in reading order, each once."""
    return ()
