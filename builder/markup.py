r"""Markdown as the briefs write it: plain text in, Markdown that can only be read back as that text.

An article's text is hostile: whatever it holds must come out of a Markdown renderer as the same characters. `escape`
writes it so. `Inline` goes the other way for one block of a brief, which a person may have edited: it knows which
piece of Markdown shows which characters, so that a passage can be found and marked, and it lets through nothing but
text, emphasis, code spans and links to safe targets.
"""

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

# What a backslash can escape in Python-Markdown (markdown.core: ESCAPED_CHARS); `<` and `&` need an entity instead.
_ESCAPABLE = r"\\`*_{}\[\]()>#+\-.!"
_SPECIAL = re.compile(r"[\\`*_{}\[\]]")
_ENTITY_LIKE = re.compile(r"&#?\w*;?")
_BLOCK_START = re.compile(r"^(?:[#>]|[-+](?=[\s\-+]|$)|\d+(?=[.)](?:\s|$)))")
_SAFE_TARGET = re.compile(r"(?i)https?://[^\s<>\"'()\\]+|mailto:[^\s<>\"'()\\]+|[\w./#-]+")

_TOKEN = re.compile(
    rf"""
      (?P<escape>\\[{_ESCAPABLE}])
    | (?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|\w{{2,31}});)
    | (?P<link>!?\[(?P<label>(?:\\.|[^\[\]\\])*)\]\((?P<target>[^()\s]*)(?:\s+"[^"]*")?\))
    | (?P<emphasis>\*{{1,3}}|_{{1,3}})
    | (?P<text>[^\\&!\[*_]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)


def escape(text: str) -> str:
    """Write plain text as inline Markdown that renders as exactly that text (line breaks become spaces)."""
    line = " ".join(text.split())
    line = _ENTITY_LIKE.sub(_ampersand, _SPECIAL.sub(r"\\\g<0>", line)).replace("<", "&lt;")
    start = _BLOCK_START.match(line)
    if start is None:
        return line
    if start[0].isdigit():
        return f"{start[0]}\\{line[start.end() :]}"
    return f"\\{line}"


def _ampersand(match: re.Match[str]) -> str:
    """Leave the ampersand of "R&D" alone, but not one that a browser would read as the start of an entity."""
    entity = match[0].startswith("&#") or match[0].endswith(";") or html.unescape(match[0]) != match[0]
    return f"&amp;{match[0][1:]}" if entity else match[0]


def safe_url(url: str | None) -> str | None:
    """Return a web address that may stand in a link (http and https only), or None."""
    if url and re.fullmatch(r"(?i)https?://[^\s<>\"\\]+", url):
        return url.replace("(", "%28").replace(")", "%29").replace("'", "%27")
    return None


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some Markdown, and the characters that it shows; `join` binds it to the next piece (inside a link)."""

    markdown: str
    plain: str = ""
    join: bool = False


Resolve = Callable[[str], str | None]


class Inline:
    """One block's inline Markdown, made safe, with the text that it shows.

    `resolve` gets each link's target and returns the target to write, or None to show the label alone.
    """

    def __init__(self, source: str, resolve: Resolve = lambda target: target) -> None:
        self._pieces = list(_pieces(source, resolve))
        self.plain = "".join(piece.plain for piece in self._pieces)

    def markdown(self, marks: Iterable[tuple[int, int, str, str]] = ()) -> str:
        """Write the block with tags put around passages: (start, end, opening tag, closing tag) in `plain`.

        Where a passage begins or ends inside a link, the tag moves out of the link.
        """
        before: dict[int, str] = {}
        after: dict[int, str] = {}
        pieces = self._pieces
        passages = sorted(marks)
        for start, end, _, _ in passages:
            pieces = _cut(_cut(pieces, start), end)
        for start, end, opening, closing in passages:
            first, last = _covering(pieces, start, end)
            before[first] = before.get(first, "") + opening
            after[last] = closing + after.get(last, "")
        return "".join(
            before.get(number, "") + piece.markdown + after.get(number, "") for number, piece in enumerate(pieces)
        )

    def replaced(self, passages: Iterable[tuple[int, int, str]]) -> str:
        """Write the block with passages of `plain` replaced: (start, end, Markdown), none of which overlap.

        A link that a passage touches is lost, and what it shows besides stays.
        """
        pieces = self._pieces
        for start, end, markdown in sorted(passages, reverse=True):
            pieces = _cut(_cut(pieces, start), end)
            first, last = _covering(pieces, start, end)
            before, after = _beside(pieces, first, last, start, end)
            pieces = [*pieces[:first], *before, _Piece(markdown, markdown), *after, *pieces[last + 1 :]]
        return "".join(piece.markdown for piece in pieces)


def _beside(pieces: list[_Piece], first: int, last: int, start: int, end: int) -> tuple[list[_Piece], list[_Piece]]:
    """Give what the pieces of a range show before and after a passage in it, without links."""
    position = sum(len(piece.plain) for piece in pieces[:first])
    before, after = [], []
    for piece in pieces[first : last + 1]:
        if piece.plain and position < start:
            before.append(_Piece(piece.markdown, piece.plain))
        elif piece.plain and position >= end:
            after.append(_Piece(piece.markdown, piece.plain))
        position += len(piece.plain)
    return before, after


def _pieces(source: str, resolve: Resolve) -> Iterable[_Piece]:
    for token in _TOKEN.finditer(source):
        if token["link"]:
            yield from _link(token["label"], token["target"], resolve)
        elif token["escape"]:
            yield _Piece(token["escape"], token["escape"][1])
        elif token["entity"]:
            yield _Piece(_written(html.unescape(token["entity"])), html.unescape(token["entity"]))
        elif token["emphasis"]:
            yield _Piece(token["emphasis"])
        else:
            yield _Piece(_written(token["text"]), token["text"])


def _link(label: str, target: str, resolve: Resolve) -> Iterable[_Piece]:
    inside = list(_pieces(label, resolve))
    resolved = resolve(target) if _SAFE_TARGET.fullmatch(target) else None
    if resolved is None:
        yield from inside
        return
    yield _Piece("[", join=True)
    yield from (_Piece(piece.markdown, piece.plain, join=True) for piece in inside)
    yield _Piece(f"]({resolved})")


def _written(text: str) -> str:
    """Write characters that stand bare in a brief's Markdown so that they can start nothing but text."""
    text = re.sub(r"[\[\]{}\\]|`(?=``)|(?<=``)`", r"\\\g<0>", text)
    # Three tildes, like three grave accents, would fence off code, and a tilde cannot be escaped.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("~", "&#126;")


def _cut(pieces: list[_Piece], offset: int) -> list[_Piece]:
    """Split the plain-text piece that `offset` falls into, so that a piece begins there."""
    done: list[_Piece] = []
    position = 0
    for piece in pieces:
        inside = offset - position
        if 0 < inside < len(piece.plain):
            halves = piece.plain[:inside], piece.plain[inside:]
            done += [_Piece(_written(half), half, piece.join) for half in halves]
        else:
            done.append(piece)
        position += len(piece.plain)
    return done


def _covering(pieces: list[_Piece], start: int, end: int) -> tuple[int, int]:
    """Return the numbers of the first and the last piece of a passage, whole links included."""
    position = 0
    first, last = -1, -1
    for number, piece in enumerate(pieces):
        if piece.plain and position >= start and first < 0:
            first = number
        if piece.plain and position < end:
            last = number
        position += len(piece.plain)
    while first > 0 and pieces[first - 1].join:
        first -= 1
    while pieces[last].join:
        last += 1
    return first, last
