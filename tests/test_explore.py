"""The index behind the page Explore: small, complete, and the same as the pages say."""

import json
from typing import Any

import pytest

from builder.collection import Collection, collect
from builder.pages import explore


@pytest.fixture(scope="module")
def made(collection: Collection) -> dict[str, str]:
    return {page.path: page.text for page in explore.pages(collection)}


@pytest.fixture(scope="module")
def index(made: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(made["explore/index.json"])
    return found


def unpacked(row: list[int]) -> tuple[int, int, list[int], list[int], list[list[int]]]:
    year, outlet, about, *rest = row
    mentioned, *more = rest[about:]
    people = more[mentioned:]
    return year, outlet, rest[:about], more[:mentioned], [people[n : n + 3] for n in range(0, len(people), 3)]


def test_every_brief_has_a_row_and_a_title_in_the_same_order(
    collection: Collection, made: dict[str, str], index: dict[str, Any]
) -> None:
    titles = json.loads(made["explore/titles-0.json"])["titles"]
    assert len(index["briefs"]) == len(titles) == len(collection.briefs)
    assert [title for _, title, _ in titles] == [brief.title for brief in collection.briefs]


def test_a_row_says_what_the_brief_says(collection: Collection, index: dict[str, Any]) -> None:
    for brief, row in zip(collection.briefs, index["briefs"], strict=True):
        year, outlet, about, mentioned, people = unpacked(row)
        assert index["years"][year][0].endswith(f"/{(brief.date or 'undated')[:4]}/") or brief.date is None
        assert brief.publisher == (None if outlet < 0 else index["outlets"][outlet][1])
        names = [index["countries"][number][1] for number in (*about, *mentioned)]
        assert names == [
            collection.countries[code].name
            for code in sorted(brief.countries, key=lambda code: not brief.is_about(code))
        ]
        assert {index["people"][number][1] for number, _, _ in people} == {
            collection.people[key].name for key in brief.everyone
        }


def test_quotations_are_counted_as_on_the_page_of_the_person(collection: Collection, index: dict[str, Any]) -> None:
    direct: dict[str, int] = {}
    reported: dict[str, int] = {}
    for row in index["briefs"]:
        for number, quoted, told in unpacked(row)[4]:
            name = index["people"][number][1]
            direct[name] = direct.get(name, 0) + quoted
            reported[name] = reported.get(name, 0) + told
    for person in collection.people.values():
        assert direct[person.name] == sum(not said.quote.reported for said in person.said)
        assert reported[person.name] == sum(said.quote.reported for said in person.said)


def test_without_a_script_there_are_links_to_every_kind_of_page(made: dict[str, str]) -> None:
    text = made["explore/index.md"]
    for title, folder in (
        ("People", "people"),
        ("Countries", "countries"),
        ("Outlets", "outlets"),
        ("Years", "timeline"),
    ):
        assert f"## {title}\n\n[" in text
        assert f"](../{folder}/" in text


def test_a_collection_without_briefs_has_the_page_all_the_same() -> None:
    made = {page.path: page.text for page in explore.pages(collect([]))}
    assert json.loads(made["explore/index.json"])["briefs"] == []
    assert "None yet." in made["explore/index.md"]
