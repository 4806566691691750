"""Furniture: the lines of a page that are no part of the article, told by their wording."""

import re
from functools import cache

from builder.readers.plain import plain
from builder.readers.wordlists import entries, lines

_NEXT_SENTENCE = re.compile(r"[.!?][\"'”’]?\s+[\"'“‘]?[A-Z]")
_MOST_SENTENCES = 5  # a caption; more of them with a credit at the end are a whole article on one line
_EDGE = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$|:$|[,;—–-]$")


@cache
def _any_of(name: str, flags: int = re.I) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in lines(name)), flags)


def is_furniture(line: str) -> bool:
    """Tell whether the whole line is a button, a share bar, a pitch, a pointer to other articles or a legal note."""
    text = plain(line).replace("’", "'")
    if not any(c.isalnum() for c in text) or (
        len(text) < 60 and _EDGE.sub("", text).lower() in entries("furniture.txt")
    ):
        return True
    return len(text) < 320 and bool(_any_of("furniture_patterns.txt").match(text))


def is_tail_marker(line: str) -> bool:
    """Tell whether the line heads what pages put after an article: tags, comments, more stories."""
    text = plain(line).replace("’", "'")
    sentence = text.endswith(".") and len(text.split()) > 4
    return len(text) < 80 and not sentence and bool(_any_of("tail_markers.txt").fullmatch(text))


def has_credit(line: str) -> bool:
    """Tell whether the line ends with a photo credit, or is one."""
    text = plain(line)
    sentences = len(_NEXT_SENTENCE.findall(text)) + 1
    return len(text) < 900 and sentences <= _MOST_SENTENCES and bool(_any_of("credit_patterns.txt", 0).search(text))


def ends_sentence(line: str) -> bool:
    """Tell whether the line ends as running text does: with a stop, or in mid-sentence."""
    return bool(_SENTENCE_END.search(plain(line)))
