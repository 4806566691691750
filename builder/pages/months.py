"""Briefs by month, as numbers for the chart that the theme draws on pages of countries, people, bodies and outlets."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from builder.brief import Brief
from builder.collection import UNDATED, Said, year_of
from builder.days import month_key, month_text
from builder.pages.page import coverage, url, year_path
from builder.texts import counted, say

# Years shown: sixty columns are as many as a phone can show apart.
YEARS = 5

# The chart is at least this many briefs high, so that a single one does not look like a flood.
LOWEST = 4

# Briefs that are worth a chart.
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Layers:
    """The two parts of a column: the keys of what they are called below the chart, and how to put numbers in words."""

    keys: tuple[str, ...]
    text: Callable[[int, int], str]


def _quoted(quoted: int, named: int) -> str:
    parts = [counted("coverage.quoted", quoted)] if quoted else []
    return ", ".join([*parts, *([counted("coverage.named", named)] if named else [])])


def _briefs(number: int, _: int) -> str:
    return counted("coverage.briefs", number)


COUNTRY = Layers(("about", "mentioned"), coverage)
SOMEBODY = Layers(("quoted", "named"), _quoted)
PLAIN = Layers(("briefs",), _briefs)


def months_of(said: Iterable[Said], briefs: Iterable[Brief]) -> dict[str, Any] | None:
    """Count the briefs of each month that quote somebody, and those that only name them."""
    quoting = {one.brief.path for one in said if not one.quote.reported}
    parts: tuple[list[Brief], list[Brief]] = ([], [])
    for brief in briefs:
        parts[brief.path not in quoting].append(brief)
    return months(*parts, SOMEBODY)


def months(about: Iterable[Brief], mentioned: Iterable[Brief], layers: Layers = COUNTRY) -> dict[str, Any] | None:
    """Count the briefs of each month; `None` if none has a date, or if there is only one, which needs no chart.

    A column has its place `at` from the January of the first year, and its numbers; `left_out` counts the briefs
    that are older than what is shown, or have no month.
    """
    subjects, mentions = Counter(map(_month, about)), Counter(map(_month, mentioned))
    found = sorted(month for month in subjects | mentions if month)
    if not found or (subjects + mentions).total() < FEWEST:
        return None
    last = found[-1][0]
    first = max(found[0][0], last - YEARS + 1)
    shown = [month for month in found if month[0] >= first]
    return {
        "keys": [say(f"layers.{key}") for key in layers.keys],
        "years": [_year(year, shown) for year in range(first, last + 1)],
        "most": max(LOWEST, *(subjects[month] + mentions[month] for month in shown)),
        "columns": [
            {
                "name": month_text(year, month),
                "at": (year - first) * 12 + month - 1,
                "about": subjects[year, month],
                "mentioned": mentions[year, month],
                "text": layers.text(subjects[year, month], mentions[year, month]),
            }
            for year, month in shown
        ],
        "left_out": (subjects + mentions).total() - sum(subjects[month] + mentions[month] for month in shown),
    }


def _year(year: int, shown: Iterable[tuple[int, int]]) -> dict[str, Any]:
    """A year below the columns; only one that has briefs is sure to have a page."""
    has_briefs = any(month[0] == year for month in shown)
    return {"name": str(year), "url": url(year_path(f"{year:04}")) if has_briefs else None}


def _month(brief: Brief) -> tuple[int, int] | None:
    year = year_of(brief)
    if year == UNDATED or not year.isascii() or not month_key(brief.date or ""):
        return None
    return int(year), int((brief.date or "")[5:7])
