"""What stands beside the body of pasted text: captions, the address, tags."""

import re
from collections.abc import Iterable, Iterator, Sequence

from builder.readers.lines import Kind, Line
from builder.readers.pasted.headline import is_captioned
from builder.readers.plain import plain
from builder.readers.urls import cleaned

_ADDRESS = re.compile(r"^(?:(?:source|url|link|original|read at)\s*:\s*)?(https?://\S+)$", re.I)
_TAGS = re.compile(r"^(?:tags|topics|tagged|keywords|filed under)\s*:?\s*(?P<listed>.*)$", re.I)


def captions(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the captions with their credits."""
    for index, line in enumerate(lines):
        if line.kind is Kind.CAPTION:
            yield f"{lines[index - 1].text} {line.text}" if index and is_captioned(lines, index - 1) else line.text


def address(lines: Iterable[Line]) -> str | None:
    """Return the address that stands alone in a line, the first one."""
    found = (_ADDRESS.match(line.text) for line in lines)
    return next((url for match in found if match and (url := cleaned(match[1]))), None)


def tags(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the tags listed behind "Tags:" or in the lines under it."""
    for index, line in enumerate(lines):
        if line.kind is Kind.TAIL and (found := _TAGS.match(line.text)):
            listed = [found["listed"]] if found["listed"] else []
            for below in lines[index + 1 :] if not listed else ():
                if below.kind is not Kind.SHORT or below.weight > 5:
                    break
                listed.append(below.text)
            yield from (tag for entry in listed for part in entry.split(",") if (tag := plain(part)) and len(tag) < 50)
            return
