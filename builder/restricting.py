"""What a brief may publish by its rights as they stand now, whatever was written into it before they were changed."""

from dataclasses import replace

from builder.brief import Brief, Text
from builder.rights import Shown, shown

# All that comes after the first paragraph (and a heading before it).
_REST = r"\A((?:#[^\n]*\n+)?[^\n]*)(?s:.*)"


def restricted(brief: Brief) -> Brief | None:
    """Return as much of a brief as its rights let be published: nothing at all of a private one.

    Where the record holds more than that, because a person changed the rights and the article is not here to make the
    record anew, the rest is left out of the pages.
    """
    much = shown(brief.rights)
    if much is Shown.NOTHING:
        return None
    if much is Shown.METADATA:
        return replace(brief, description=None, summary=(), quotes=(), text=Text(""))
    if much is Shown.EXCERPT and brief.made.shows == Shown.FULL:
        direct = tuple(quote for quote in brief.quotes if not quote.reported)
        return replace(brief, quotes=direct, text=_first_paragraph(brief.text))
    return brief


def _first_paragraph(text: Text) -> Text:
    """Cut a text; what was noted of its links and passages holds no more."""
    return replace(text.changed(_REST, r"\1"), links=None, marked=None)
