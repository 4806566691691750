"""Texts with their quotations marked by hand, as the table of constructions writes them, and back.

`[…]` is what is said, `{…}` the speaker where it is printed beside, `<…>` the cue. Where a text has several quotations,
each mark begins with the letters of those it belongs to: `[a|Dig on!] {ab|she} <ab|said>. [b|Or go home.]`
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from builder.annotations import Quote, Span

_TOKEN = re.compile(r"([\[{<])(?:([a-z]+)\|)?|([\]}>])")
_PARTS = {"[": "spans", "{": "mention", "<": "cue"}


@dataclass
class Marks:
    """What is marked of one quotation."""

    spans: list[Span] = field(default_factory=list)
    mention: Span | None = None
    cue: Span | None = None


def read(marked: str) -> tuple[str, list[Marks]]:
    """Give the text without its marks, and what they mark, one `Marks` a quotation in the order of their letters."""
    text, at, opened = "", 0, []
    found: dict[str, Marks] = defaultdict(Marks)
    for match in _TOKEN.finditer(marked):
        text, at = text + marked[at : match.start()], match.end()
        if match[1]:
            opened.append((match[1], match[2] or "a", len(text)))
            continue
        kind, letters, start = opened.pop()
        for letter in letters:
            if kind == "[":
                found[letter].spans.append((start, len(text)))
            else:
                setattr(found[letter], _PARTS[kind], (start, len(text)))
    assert not opened, f"a mark is not closed: {marked}"
    return text + marked[at:], [found[letter] for letter in sorted(found)]


def write(text: str, quotes: list[Quote]) -> str:
    """Mark the quotations in a text, the inverse of `read`: to see what was found beside what should be."""
    letters: dict[tuple[str, Span], str] = defaultdict(str)
    for letter, quote in zip("abcdefghijklmnopqrstuvwxyz", quotes, strict=False):
        mention = quote.speaker.mention if quote.speaker else None
        for span in quote.spans:
            letters["[]", span] += letter
        for kind, part in (("{}", mention), ("<>", quote.cue)):
            if part:
                letters[kind, part] += letter
    inserts = []
    for (kind, (start, end)), owners in letters.items():
        label = f"{owners}|" if len(quotes) > 1 else ""
        inserts += [(start, 1, -end, kind[0] + label), (end, 0, -start, kind[1])]
    for at, _, _, mark in sorted(inserts, reverse=True):
        text = text[:at] + mark + text[at:]
    return text
