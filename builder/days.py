"""Days as readers see them."""

import re
from datetime import UTC, date, datetime

from builder import texts

# Months of a year.
MONTHS = 12


def day_of(value: str | None) -> date | None:
    """Return the calendar day of an ISO date or time, or None for what is none."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def date_text(value: str | None) -> str | None:
    """Write an ISO date for people: "2 June 2025"; what is no ISO date is given back as it is."""
    day = day_of(value)
    return texts.say("date", day=day.day, month=_month(day.month), year=day.year) if day else value


def day_text(value: str | None) -> str | None:
    """Write an ISO date without its year: "2 June"; None for what is none."""
    day = day_of(value)
    return texts.say("day", day=day.day, month=_month(day.month)) if day else None


def month_key(value: str) -> str | None:
    """The month of an ISO date, as the key of its name in the texts."""
    month = value[5:7]
    return _month_key(int(month)) if month.isdecimal() and 1 <= int(month) <= MONTHS else None


def month_text(year: int, month: int) -> str:
    """Write a month of a year for people: "June 2025"."""
    return texts.say("month", month=_month(month), year=year)


def _month_key(number: int) -> str:
    return f"months.{number - 1}"


def _month(number: int) -> str:
    return texts.say(_month_key(number))


def instant(value: str | None) -> str | None:
    """Write an ISO date or time as RFC 3339 has it, in UTC; None for what is none.

    What is not told counts as the earliest that it may be: a day begins at midnight, a month with its first day.
    """
    text = (value or "").strip()
    whole = f"{text}{'-01-01'[len(text) - 4 :]}" if re.fullmatch(r"\d{4}(-\d\d)?", text) else text
    try:
        moment = datetime.fromisoformat(whole)
        known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return f"{known.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"
    except (ValueError, OverflowError):
        return None
