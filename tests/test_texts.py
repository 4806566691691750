"""The words of the pages: the same keys in every language, each of them used, and none left outside."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builder import texts
from builder.days import date_text, day_text, month_name
from builder.texts import ENGLISH, catalogue, counted, languages, say, speaking

BUILDER = Path(__file__).parents[1] / "builder"
THEME = BUILDER / "theme"

GERMAN = "de"


def flat(found: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Give every text with its key."""
    if isinstance(found, str):
        yield key, found
        return
    for name, value in found.items() if isinstance(found, dict) else enumerate(found):
        yield from flat(value, f"{key}.{name}" if key else str(name))


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_language_has_the_same_texts_with_the_same_things_to_fill_in(language: str) -> None:
    english, other = dict(flat(catalogue(ENGLISH))), dict(flat(catalogue(language)))
    assert other.keys() == english.keys()
    assert {key for key in other if fields(other[key]) != fields(english[key])} == set()
    assert [key for key, text in other.items() if not text and key not in {"times.one.0", "times.other.0"}] == []
    assert catalogue(language)["language"] == language


def test_what_templates_may_choose_from_is_what_there_is() -> None:
    listed = re.search(r"set ours = \[(.+?)\]", (THEME / "partials" / "texts.html").read_text(encoding="utf-8"))
    assert listed
    assert set(re.findall(r'"(.+?)"', listed[1])) == languages()


def test_a_language_is_spoken_within_its_context_only() -> None:
    german = speaking(GERMAN)
    assert german.run(date_text, "2025-06-02") == "2. Juni 2025"
    assert german.run(day_text, "2025-06-02") == "2. Juni"
    assert german.run(month_name, "2025-03") == "März"
    assert date_text("2025-06-02") == "2 June 2025"
    assert texts.language() == ENGLISH


def test_a_language_without_texts_gets_english() -> None:
    assert speaking("tlh").run(say, "people") == "People"


@pytest.mark.parametrize(("number", "text"), [(0, "0 quotations"), (1, "1 quotation"), (2, "2 quotations")])
def test_a_number_decides_the_form(number: int, text: str) -> None:
    assert counted("quotations", number) == text
