"""What others say of somebody stands on their page, with the speaker; what they say of themselves does not."""

from dataclasses import replace

import pytest

from builder.brief import Brief, PersonNote
from tests.test_pages import NOBODY, brief, front_matter, made, quote

ANA = PersonNote("Ana Reisz", ("Reisz",), ("head of Harbour Watch",), 2)
BO = PersonNote("Bo Lind", ("Lind",), (), 1)


def spoken(words: str, speaker: str | None, **others: PersonNote) -> Brief:
    people = {"ana-reisz": ANA, "bo-lind": BO, **others}
    return brief(
        quotes=(quote(words, speaker=speaker),),
        people=tuple(people),
        organisations=("Harbour Watch",),
        made=replace(NOBODY, people=people),
    )


def said_about(one: Brief, page: str = "people/ana-reisz.md") -> str:
    return made(one)[page].partition("## Said about")[2].partition("## Briefs")[0]


@pytest.mark.parametrize("words", ["Ask Ana Reisz about it.", "It was Reisz’s idea.", "Reisz knew."])
def test_a_quotation_that_names_somebody_stands_on_their_page_with_its_speaker(words: str) -> None:
    entry = said_about(spoken(words, "bo-lind"))
    assert words in entry
    assert "[Bo Lind](bo-lind.md)" in entry


@pytest.mark.parametrize(
    ("words", "speaker"),
    [("Ana Reisz never lies.", "ana-reisz"), ("The Reiszner bridge fell.", "bo-lind"), ("She knew.", "bo-lind")],
    ids=["by themselves", "within another name", "without a name"],
)
def test_a_quotation_by_themselves_or_without_their_name_does_not(words: str, speaker: str) -> None:
    assert said_about(spoken(words, speaker)) == ""


def test_a_name_that_two_people_of_the_article_share_tells_of_neither() -> None:
    assert said_about(spoken("Reisz knew.", "bo-lind", **{"jo-reisz": PersonNote("Jo Reisz", ("Reisz",), (), 1)})) == ""


def test_an_organisation_has_what_is_said_of_it_and_its_people() -> None:
    page = made(spoken("We trust Harbour Watch.", "bo-lind"))["organisations/harbour-watch.md"]
    assert "We trust Harbour Watch." in page.partition("## Said about")[2]
    links = {
        group["title"]: [item["name"] for item in group["items"]] for group in front_matter(page)["entity"]["links"]
    }
    assert (links["People of it"], links["Named with it"]) == (["Ana Reisz"], ["Bo Lind"])


def test_an_outlet_has_its_years_and_whom_it_quotes_most() -> None:
    page = made(spoken("We trust Harbour Watch.", "bo-lind"))["outlets/the-lowland-courier.md"]
    links = {
        group["title"]: [item["name"] for item in group["items"]] for group in front_matter(page)["entity"]["links"]
    }
    assert (links["Most quoted"], links["Years"]) == (["Bo Lind"], ["2025"])
