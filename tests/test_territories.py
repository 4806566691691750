"""Territories counted and named otherwise than ISO 3166-1 does, and the neutral policy without any setting."""

from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from builder import brief as record
from builder import frontmatter
from builder.brief import Brief, CountryNote, Evidence
from builder.collection import collect
from builder.errors import UsageError
from builder.gazetteer import COUNTRY_CODES
from builder.pages import pages
from builder.territories import territories

TEXT = """---
title: Islands
date: 2025-03-12
rights: CC0-1.0
countries: [JP, TW, CN]
places: [Taipei]
brief:
  countries:
    JP: {mentions: 5, subject: true, evidence: {name: {Japan: 5}}}
    TW: {mentions: 4, subject: true, evidence: {name: {Taiwan: 3}, capital: {Taipei: 1}}}
    CN: {mentions: 2, subject: false, evidence: {name: {China: 2}}}
  places: {Taipei: TW}
---

[Japan](../../countries/japan.md) lies north of [Taiwan](../../countries/taiwan.md).
"""


def brief() -> Brief:
    return record.read(PurePosixPath("2025/islands.md"), frontmatter.parse(TEXT))


def made(**setting: str) -> dict[str, str]:
    return {page.path: page.text for page in pages(collect([brief()], territories(setting)))}


def test_without_a_setting_every_code_counts_by_itself() -> None:
    assert territories({}).applied(brief()) == brief()
    assert set(collect([brief()]).countries) == {"JP", "TW", "CN"}
    assert {"HK", "PS", "TW", "EH", "XK"} <= set(COUNTRY_CODES)


def test_what_counts_as_another_is_counted_with_it() -> None:
    found = territories({"TW": "CN"}).applied(brief())
    assert found.countries == ("JP", "CN")
    evidence = (Evidence("Taiwan", 3, "name"), Evidence("Taipei", 1, "capital"), Evidence("China", 2, "name"))
    assert found.made.countries["CN"] == CountryNote(6, True, evidence)
    assert found.made.places == {"Taipei": "CN"}


def test_a_country_set_by_hand_stays_a_subject_when_counted_with_another() -> None:
    noted = replace(brief().made, countries={"CN": CountryNote(2, False, ())})
    found = territories({"TW": "CN"}).applied(replace(brief(), made=noted))
    assert found.is_about("CN")
    nothing_noted = replace(brief(), made=replace(brief().made, countries={}))
    assert territories({"TW": "CN"}).applied(nothing_noted).is_about("CN")


def test_links_lead_to_the_page_that_there_is_and_words_stay_as_printed() -> None:
    paths = made(TW="CN")
    assert "countries/taiwan.md" not in paths
    assert "[Taiwan](../../countries/china.md)" in paths["briefs/2025/islands.md"]
    assert "Taiwan ×3 (name)" in paths["countries/china.md"]


def test_another_name_is_printed_everywhere_at_the_same_address() -> None:
    paths = made(TW="Formosa")
    assert "[Taiwan](../../countries/taiwan.md)" in paths["briefs/2025/islands.md"]
    for path in ("briefs/2025/islands.md", "countries/taiwan.md", "countries/japan.md", "countries/index.md"):
        assert "Formosa" in paths[path], path


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ({"QQ": "CN"}, "'QQ', which is no code"),
        ({"TW": "QQ"}, "'QQ', which is no code"),
        ({"TW": "cn"}, "'cn', which is no code"),
        ({"TW": "CN", "CN": "JP"}, "'TW' count as what counts as another"),
    ],
)
def test_a_slip_is_named(setting: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        territories(setting)
