"""Dates as pages print them and carry them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.readers.dates import close, iso, printed_dates


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-06-02", "2025-06-02"),
        ("2025-06-02T16:55:35+08:00", "2025-06-02T16:55:35+08:00"),
        ("2025-06-02 16:55:35 +02:00", "2025-06-02T16:55:35+02:00"),
        ("2025-06-02T16:55:35.123Z", "2025-06-02T16:55:35Z"),
        ("2025-06-02T16:55:35", "2025-06-02"),
        ("20250602", "2025-06-02"),
        ("June 2, 2025", "2025-06-02"),
        ("2025-13-45", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_iso(value: str, expected: str | None) -> None:
    assert iso(value) == expected


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Monday, 2 June 2025", ["2025-06-02"]),
        ("Sept. 27, 2025 at 7:42 p.m. CT", ["2025-09-27"]),
        ("the 3rd of March 2025", ["2025-03-03"]),
        ("JUNE 26, 2023 5 AM PT", ["2023-06-26"]),
        ("Published: 22:04, 22 Apr 2024Updated: 09:05, 23 Apr 2024", ["2024-04-22", "2024-04-23"]),
        ("2 min readApril 25, 20232:26 PM", ["2023-04-25"]),
        ("30/04/2025 and 04/30/2025", ["2025-04-30", "2025-04-30"]),
        ("3.4.2025", ["2025-04-03"]),
        ("03/04/2025", []),  # day or month first: nobody can tell
        ("03/04/2025 - 13:55 GMT+1", ["2025-04-03"]),
        ("03/04/2025, 1:55 p.m. EST", ["2025-03-04"]),
        ("03/04/2025 13:55", []),
        ("11.15.2025 10:09 AM", ["2025-11-15"]),
        ("31 February 2025", []),
        ("Est. May 19, 1883", []),
        ("flight 2025", []),
    ],
)
def test_printed_dates(line: str, days: list[str]) -> None:
    assert [found.day for found in printed_dates(line)] == days


def test_a_printed_date_knows_its_place() -> None:
    line = "By Ines Varga, 2 June 2025"
    (found,) = printed_dates(line)
    assert line[found.start : found.end] == "2 June 2025"


def test_close_dates_are_a_day_apart_at_most() -> None:
    assert close("2025-06-02T23:30:00Z", "2025-06-03")
    assert not close("2025-06-02", "2025-06-04")


@given(st.text())
def test_any_text_has_iso_days_or_none(text: str) -> None:
    assert all(len(found.day) == 10 and found.start < found.end for found in printed_dates(text))
    assert iso(text) is None or iso(text) == iso(str(iso(text)))
