"""Lines and brackets that say who made the article or its pictures: nobody named there is in the article."""

import re

from builder.annotations import Span

# A credit is a line of its own or stands in brackets; inside a sentence the same words are part of the story.
_CREDITS = re.compile(
    r"^[ \t]*(?:[Bb]y|BY|(?:[Ww]ords|[Ss]tory|[Ww]ritten|[Rr]eported) by)[ \t]+[A-Z][^.!?\n]{2,120}$"
    r"|^[^\n]{0,200}\b(?:contributed|reported) (?:to this (?:report|story|article)|from [A-Z])[^\n]{0,80}$"
    r"|(?:^|(?<=[.;(])|(?<=[.;] ))(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Aa]dditional reporting) by [^.;)\n]{0,120}"
    r"|\([^()\n]{0,120}?(?:[Pp]hoto|[Ii]mage|[Pp]icture|[Cc]redit|[Cc]ourtesy|Getty|/AP|AP/|Reuters/|AFP)[^()\n]{0,120}\)"
    r"|^[ \t]*(?:Photo(?:graph)?|Image|Picture|File photo|Credit)s?(?: by|:)[^\n]{0,200}$",
    re.MULTILINE,
)


def credit_spans(text: str) -> list[Span]:
    """Where bylines, picture credits and contributor lines stand, in characters."""
    return [match.span() for match in _CREDITS.finditer(text)]
