"""Dates: from what pages print or carry in their markup to ISO 8601."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from builder.readers.wordlists import table

# Nothing older is a news article with a day of its own, nothing newer has been written.
_EARLIEST, _LATEST = 1700, 2100
_ISO = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[T ]\s?(?P<time>\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.I,
)


_ZONE_BEHIND = re.compile(
    r"[\s,|-]{1,4}(?:at\s)?\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?\s?\(?"
    r"(?:(?P<day_first>GMT|BST|WES?T|CES?T|EES?T|AES?T|NZS?T|SAST)|(?:E[SD]?T|C[SD]T|M[SD]T|P[SD]?T))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A calendar day as printed in a line: ISO 8601, and where in the line it stands."""

    day: str
    start: int
    end: int


def iso(value: str) -> str | None:
    """Return the date in `value`, a machine's or a printed one, or None if it holds none.

    A time of day is kept only with its zone (`2025-06-02T16:55:35+08:00`); without a zone it is only a calendar day.
    """
    found = _ISO.search(value)
    if not found:
        return next((d.day for d in printed_dates(value)), _compact(value))
    day = _day(*map(int, found["day"].split("-")))
    if day is None or not found["time"] or not found["zone"]:
        return day
    zone = found["zone"].upper().replace("UTC", "Z").replace("GMT", "Z")
    try:
        return datetime.fromisoformat(f"{day}T{found['time']}{zone}").isoformat().replace("+00:00", "Z")
    except ValueError:
        return day


def _compact(value: str) -> str | None:
    """Read `20250602` and seconds or milliseconds since 1970, as some pages' meta tags have them."""
    digits = value.strip()
    if re.fullmatch(r"(?:19|20)\d{6}", digits):
        return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if re.fullmatch(r"1\d{9}(?:\d{3})?", digits):
        return datetime.fromtimestamp(int(digits[:10]), UTC).isoformat().replace("+00:00", "Z")
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if _EARLIEST <= year <= _LATEST else None
    except ValueError:
        return None


def close(one: str, other: str) -> bool:
    """Tell whether two ISO dates are at most one calendar day apart (the same moment in two time zones)."""
    return abs(date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])) <= timedelta(days=1)


@cache
def _printed() -> re.Pattern[str]:
    names = "|".join(sorted(table("months.tsv"), key=len, reverse=True))
    month = rf"(?P<{{}}>{names})\.?"
    number = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"
    year = r"(?P<{}>(?:17|18|19|20)\d\d)(?!\d(?!\d?:\d\d))"  # a time of day may be glued to it
    shapes = (
        rf"{month.format('m1')}\s{{0,2}}{number.format('d1')},?\s{{0,2}}{year.format('y1')}",
        rf"(?<!\d){number.format('d2')}(?:\sof)?[\s/-]{{0,2}}{month.format('m2')},?[\s/-]{{0,2}}{year.format('y2')}",
        rf"(?<!\d){year.format('y3')}[-/.]\s?(?P<m3>\d{{1,2}})[-/.]\s?(?P<d3>\d{{1,2}})(?!\d)",
        rf"(?<![\d.])(?P<a4>\d{{1,2}})(?P<sep>[./-])(?P<b4>\d{{1,2}})(?P=sep){year.format('y4')}",
    )
    return re.compile("|".join(shapes), re.I)


def printed_dates(text: str) -> Iterator[PrintedDate]:
    """Yield the calendar days printed in `text`, left to right.

    Of 3/4/2025 nobody can tell day from month, so it is left out, unless a time with a zone stands behind it where one
    way of writing is used: 13:55 CET or 1:55 PM EST. 30/4/2025 and 3.4.2025 (dots: day first) are sure.
    """
    for found in _printed().finditer(text):
        day = _named(found) if found["m1"] or found["m2"] else _numeric(found)
        if day and not text[max(0, found.start() - 5) : found.start()].rstrip().lower().endswith(("est.", "est")):
            yield PrintedDate(day, *found.span())


def _named(found: re.Match[str]) -> str | None:
    which = "1" if found["m1"] else "2"
    month = int(table("months.tsv")[found["m" + which].lower()])
    return _day(int(found["y" + which]), month, int(found["d" + which]))


def _numeric(found: re.Match[str]) -> str | None:
    if found["y3"]:
        return _day(int(found["y3"]), int(found["m3"]), int(found["d3"]))
    first, second, year = int(found["a4"]), int(found["b4"]), int(found["y4"])
    if second > 12:
        return _day(year, first, second)
    if found["sep"] == "." or first > 12 or first == second:
        return _day(year, second, first)
    zone = _ZONE_BEHIND.match(found.string, found.end())
    if zone:
        return _day(year, second, first) if zone["day_first"] else _day(year, first, second)
    return None
