"""Acronyms and short forms of organisations: which name is short for which, told by letters and by what is printed."""

import re
from collections.abc import Iterable

from builder.annotate import lexicon

ACRONYM = re.compile(r"[A-Z][A-Z&]{1,6}")
"""An acronym by itself."""
CORPORATE = re.compile(r",? (?:Stores |Group |Holdings )?(?:Inc|Corp|Co|Ltd|LLC|PLC|plc|GmbH|AG|SA|NV)\.?$")
"""What a company's name may end with, or leave out."""

_SHORT = r"(?P<short>[A-Z][A-Za-z&-]{1,11})"
_SHORT_AFTER = re.compile(rf"(?: \(| ?, (?:or|also known as) (?:the )?[“\"‘]?){_SHORT}(?!\w)")
_SHORT_BEFORE = re.compile(rf"(?<![\w.]){_SHORT}(?: \((?:the )?|, or (?:the )?)(?=[A-Z])")
# What may stand between a name and its bracket, and how far back a name can begin.
_MARKS = "”’\"'\u200e "
_LONGEST = 200


def explained(text: str, names: Iterable[str]) -> dict[str, str]:
    """Short forms that the text itself explains, with their names.

    `the Ferry Board (FB)`, `the Ferry Board, or FB,`, `the FB (Ferry Board)` and `the FB, or Ferry Board,`. The letters
    of the short form must stand in the name in their order, the first of them at the head of a word.
    """
    found: dict[str, str] = {}
    longest_first = sorted((name for name in names if " " in name), key=lambda name: (-len(name), name))
    for pattern, name_before in ((_SHORT_AFTER, True), (_SHORT_BEFORE, False)):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - _LONGEST) : match.start()].rstrip(_MARKS)
            for name in longest_first:
                beside = before.endswith(name) if name_before else text.startswith(name, match.end())
                if beside and _spells(match["short"], name):
                    found.setdefault(match["short"], name)
    return found


def is_short_for(name: str, other: str) -> bool:
    """Whether `name` can be a shorter form of `other`: an acronym, or the name without its company's or head word."""
    if ACRONYM.fullmatch(name):
        return _stands_for(name, other)
    if CORPORATE.sub("", other).casefold() == CORPORATE.sub("", name).casefold():
        return True
    return other.startswith(f"{name} ") and other.rpartition(" ")[2] in lexicon.words("organisation_heads")


def _stands_for(acronym: str, name: str) -> bool:
    """Whether the acronym's letters are the initials of the name's words, with or without its small words."""
    words = re.findall(r"[\w’']+", CORPORATE.sub("", name))
    wanted = acronym.upper().replace("&", "")
    initials = {"".join(w[0] for w in words).upper(), "".join(w[0] for w in words if w[0].isupper()).upper()}
    return len(words) > 1 and wanted in initials


def _spells(short: str, name: str) -> bool:
    """Whether the capitals of the short form stand in the name in their order."""
    wanted = [letter for letter in short if letter.isupper()]
    if len(wanted) < 2 or wanted[0] not in {word[0].upper() for word in name.split()}:
        return False
    letters = iter(name.upper())
    return all(letter in letters for letter in wanted)
