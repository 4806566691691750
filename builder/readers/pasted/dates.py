"""When a pasted article appeared: date lines in its head or at its end, or a dated caption."""

import re
from collections.abc import Iterable

from builder.readers.dates import printed_dates
from builder.readers.lines import META, Kind
from builder.readers.pasted.layout import Layout

_UPDATED = re.compile(r"(?:updated|modified)\b[^\d]{0,25}$", re.I)
_PUBLISHED = re.compile(r"\W*(?:first\s+)?(?:published|posted)\b", re.I)


def find_dates(layout: Layout, captions: Iterable[str]) -> tuple[str | None, str | None, str]:
    """Return date, date of the last update, and where the date stands."""
    published: list[str] = []
    updated: list[str] = []
    for line in layout.head:
        if line.kind in META:
            for found in printed_dates(line.text):
                (updated if _UPDATED.search(line.text[: found.start]) else published).append(found.day)
    if published or updated:
        date = published[0] if published else updated[0]
        return date, next((day for day in updated if published and day > date), None), "date line"
    ends = [
        line.text for line in layout.lines[layout.start :] if line.kind is Kind.DATE and _PUBLISHED.match(line.text)
    ]
    below = [found.day for text in ends for found in printed_dates(text)]
    pictured = [found.day for caption in captions for found in printed_dates(caption)]
    if pictured:
        return max(pictured), None, "caption"
    return (below[0], None, "date line at the end") if below else (None, None, "")
