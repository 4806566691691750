"""Briefs by month: what the chart on the page of a country is drawn from."""

import pytest

from builder.collection import Said
from builder.pages.months import LOWEST, YEARS, months, months_of
from builder.pages.page import coverage
from tests.test_pages import brief, quote


def test_months_are_counted_from_the_january_of_the_first_year() -> None:
    about = [brief("a", date="2024-12-31"), brief("b", date="2025-02-01"), brief("c", date="2025-02-28T10:00:00Z")]
    chart = months(about, [brief("d", date="2025-02-03")])
    assert chart is not None
    assert chart["years"] == [{"name": "2024", "url": "timeline/2024/"}, {"name": "2025", "url": "timeline/2025/"}]
    assert chart["columns"] == [
        {"name": "December 2024", "at": 11, "about": 1, "mentioned": 0, "text": "1 brief about it"},
        {"name": "February 2025", "at": 13, "about": 2, "mentioned": 1, "text": "2 briefs about it, 1 mentions it"},
    ]
    assert (chart["most"], chart["left_out"]) == (LOWEST, 0)


def test_a_year_without_briefs_has_its_room_but_no_link() -> None:
    chart = months([brief("a", date="2023-05-01"), brief("b", date="2025-05-01")], [])
    assert chart is not None
    assert [(year["name"], year["url"] is None) for year in chart["years"]] == [
        *(("2023", False), ("2024", True), ("2025", False)),
    ]


def test_the_chart_is_as_high_as_its_highest_column() -> None:
    chart = months([brief(f"b{n}") for n in range(7)], [brief("c")])
    assert chart is not None
    assert chart["most"] == 8


def test_older_briefs_and_those_without_a_month_are_left_out_and_counted() -> None:
    chart = months([brief("a", date="1999-01-01"), brief("b", date="2025-01-01"), brief("c", date=None)], [])
    assert chart is not None
    assert len(chart["columns"]) == 1
    assert chart["left_out"] == 2
    assert len(chart["years"]) <= YEARS


@pytest.mark.parametrize("date", [None, "summer", "2025", "2025-13-01", "٢٠٢٥-01-01"])
def test_without_a_month_there_is_no_chart(date: str | None) -> None:
    assert months([brief(date=date)], [brief("b", date=date)]) is None


def test_a_single_brief_needs_no_chart() -> None:
    assert months([brief(date="2025-01-01")], []) is None


@pytest.mark.parametrize(
    ("about", "mentioned", "text"),
    [
        (3, 2, "3 briefs about it, 2 mention it"),
        (1, 1, "1 brief about it, 1 mentions it"),
        (2, 0, "2 briefs about it"),
        (0, 1, "1 brief mentions it"),
        (0, 4, "4 briefs mention it"),
    ],
)
def test_numbers_are_put_in_words(about: int, mentioned: int, text: str) -> None:
    assert coverage(about, mentioned) == text


def test_the_months_of_somebody_tell_being_quoted_from_being_named() -> None:
    quoting, naming = brief("a", quotes=(quote("Rain."),)), brief("b")
    chart = months_of([Said(quoting, quoting.quotes[0])], [quoting, naming])
    assert chart is not None
    assert chart["keys"] == ["quoted", "only named"]
    (column,) = chart["columns"]
    assert (column["about"], column["mentioned"], column["text"]) == (1, 1, "quoted in 1 brief, only named in 1 brief")
