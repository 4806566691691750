"""Bylines, picture credits, contributor lines and the like: nobody named there is in the article.

`briefs read` takes most of them out; a text that was copied by hand still has them, often run into the story.
"""

import re
from functools import lru_cache

from builder.annotations import Span

# Names, outlets and what joins them: "Inês de Mello/Northline", "Ana Reyes and Tom L. Okafor for Northline".
_WORD = r"(?:(?:[^\W\da-z_]\.)+|[^\W\da-z_][\w’'-]*|and|&|de|da|di|van|von|der|den|del|la|le|al|bin|el|for|of|the)"
_NAMES = rf"{_WORD}(?:[ ,/]+{_WORD}){{0,14}}"
_NAME = r"[^\W\da-z_][\w’'-]+(?: (?:[^\W\da-z_][\w.’'-]*|de|da|di|van|von|der|den|del|la|le|al|bin|el)){1,4}"
_OUTLET = r"(?:[A-Z][\w’'-]+ ){0,4}(?:Agency|Chronicle|Daily|Herald|Journal|News|Post|Press|Times|Tribune|Weekly)"
_AGENCY = r"(?:AFP|AP(?: Photo)?|EPA|Getty(?: Images)?|PA(?: Images)?|Reuters|Shutterstock|iStock(?:photo)?)"
_OPENS = r"(?:^|(?<=[.!?;(”\"] )|(?<=[.!?;(]))"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d"

# Each pattern with a string that its matches have inside: most texts have none of these, and need no search.
_CREDITS = (
    # A line that is a byline, and a byline at the head of a paragraph or between two sentences.
    ("", r"^[ \t]*(?:[Bb]y|BY|(?:[Ww]ords|[Ss]tory|[Ww]ritten|[Rr]eported) by):?[ \t]+[A-Z][^.!?\n]{2,120}$"),
    ("By", rf"^[ \t]*By:? {_NAME}(?!['’,\w])"),
    ("By", rf"{_OPENS}By:? {_NAMES}(?:\.(?!\w)|$)"),
    ("", rf"^(?:[Bb]y|BY|Authors?(?: of th(?:e|is) article)?:?)\s*\n+{_NAME}|^by {_NAME} (?=\W*{_MONTH})"),
    (
        "",
        rf"^{_NAME}(?:[ \t]*[·•|][^\n]*)?\n+"
        rf"(?=(?:Published|PUBLISHED|Posted|Updated|Last updated)\b|\d{{4}}-|{_MONTH})",
    ),
    (
        " is a",
        rf"^{_NAME} is an? [^.\n]{{0,60}}\b(?:columnist|correspondent|editor|journalist|reporter|writer)\b[^.\n]*",
    ),
    ("", rf"\A\s*{_NAME}, (?:The )?{_OUTLET}(?=\.\s|\n| {_MONTH})"),
    ("", rf"\A\s*{_NAME}(?<=\w\w)(?<![JS]r)(?=\. [A-Z])"),
    ("writes ", rf"(?<=[\w,] )writes {_NAME}(?=\.)"),
    # Who else worked on it.
    (
        "contributed ",
        rf"{_OPENS}[^.!?\n]{{0,200}}\bcontributed (?:to this (?:report|story|article)|reporting\b)[^.\n]{{0,80}}",
    ),
    (" reported from ", rf"{_OPENS}{_NAMES} reported from [A-Z][^.\n]{{0,80}}"),
    (
        "ing by ",
        r"\b(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Aa]dditional reporting|[Ww]ith reporting) by [^.;)\n]{0,120}",
    ),
    ("ith files from ", rf"{_OPENS}(?:[—–-] ?)?[Ww]ith files from {_NAMES}"),
    ("", rf"{_OPENS}(?:Follow|Contact|Email|Reach) {_NAMES} (?:on|at)\b"),
    # Pictures.
    (
        "(",
        r"\([^()\n]{0,120}?(?:[Pp]hoto|PHOTO|[Ii]mage|[Pp]icture|[Cc]redit|[Cc]ourtesy|Getty|/AP|AP/|Reuters/|AFP)[^()\n]{0,120}\)",
    ),
    ("/", rf"{_NAME}(?: [–-] \w+)?/(?:[\w .]{{1,30}}/)?{_AGENCY}|\b{_AGENCY}/{_NAMES}"),
    (" for ", rf"(?<=[.!?] ){_NAME} for {_NAMES}$"),
    ("(", rf"\({_NAMES}/{_NAMES}\)|(?<=[.!?”\"] )\({_NAMES}\)(?=\s*$)"),
    ("", r"^[ \t]*(?:Photo(?:graph)?|Image|Picture|File photo|Credit)s?(?: by|:)[^\n]{0,200}$"),
    ("/", rf"{_NAME}/{_NAMES}$"),
    ("", rf"\b(?:[Pp]hoto(?:graph)?|PHOTO|[Pp]icture|[Ii]mage|[Pp]ic|[Vv]ideo)s?(?: [Cc]redits?)?(?: by|:)\s?{_NAMES}"),
    # What else there is to read.
    (
        "",
        r"^(?:ALSO READ|Also read|READ(?: MORE| NEXT| ALSO)?|Read (?:more|next|also)|MORE|More|RELATED|Related)"
        r"(?::| \|)[^\n]*$",
    ),
)
_PATTERNS = tuple((needle, re.compile(credit, re.MULTILINE)) for needle, credit in _CREDITS)


# Two components ask about each text, one after the other.
@lru_cache(maxsize=4)
def credit_spans(text: str) -> tuple[Span, ...]:
    """Where bylines, picture credits and contributor lines stand, in characters, in order; some may overlap."""
    patterns = [pattern for needle, pattern in _PATTERNS if needle in text]
    return tuple(sorted(match.span() for pattern in patterns for match in pattern.finditer(text)))
