"""A brief in the browser: the text, and beside it who said what."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage, Site

LIT = re.compile(r"\bis-(lit|found)\b")
CLEAR = "rgba(0, 0, 0, 0)"


@pytest.fixture(scope="module")
def address(site: Site) -> str:
    """A brief with many quotations, one of them in two parts."""
    (path,) = site.files.glob("briefs/*/*slow-rail*")
    return f"{path.relative_to(site.files).as_posix()}/"


def notes(page: Page) -> Locator:
    return page.locator(".notes > div > ol .note")


def name(note: Locator) -> str:
    return note.get_attribute("data-quote") or ""


def background(part: Locator) -> str:
    return str(part.evaluate("part => getComputedStyle(part).backgroundColor"))


def lit(page: Page) -> list[str]:
    """The ids of the quotations that are lit beside the text."""
    return [str(found) for found in page.locator(".note.is-lit").evaluate_all("all => all.map(n => n.dataset.quote)")]


def test_each_quotation_leads_to_its_words_and_back(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    assert notes(page).count() > 5
    for note in notes(page).all():
        passage = page.locator(f"mark#{name(note)}")
        words = note.locator(".note__ink").inner_text().strip("“”")
        assert words.startswith(passage.inner_text().rstrip(", "))
        assert note.locator(f"a[href$='#{name(note)}']").count() == 1
        assert page.locator(f".brief__text a[href$='#note-{name(note)}']").count() == 1


def test_a_link_from_beside_the_text_lights_the_passage(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    note = notes(page).nth(-2)
    passage = page.locator(f"mark#{name(note)}")
    expect(passage).not_to_be_in_viewport()
    note.get_by_label("Passage").click()
    expect(passage).to_be_in_viewport()
    assert page.url.endswith(f"#{name(note)}")
    page.mouse.move(5, 5)
    expect(passage).to_have_class(LIT)
    expect(passage).not_to_have_css("background-color", CLEAR)


def test_the_number_in_the_text_lights_the_entry(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    note = notes(page).nth(-1)
    number = page.locator(f"a[href$='#note-{name(note)}']")
    number.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    number.click()
    expect(note).to_be_focused()
    expect(note).to_be_in_viewport()
    assert lit(page) == [name(note)]
    assert page.evaluate("scrollY") == before, "the text stays where it is"


def test_scrolling_lights_the_quotation_that_is_being_read(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    seen: list[str] = []
    for number in (1, 4, -1):
        wanted = name(notes(page).nth(number))
        page.evaluate(
            "id => scrollTo(0, document.getElementById(id).getBoundingClientRect().top + scrollY - innerHeight * 0.4)",
            wanted,
        )
        page.wait_for_function(
            "before => document.querySelector('.note.is-lit')?.dataset.quote !== before", arg=seen[-1] if seen else None
        )
        (now,) = lit(page)
        expect(page.locator(f"mark#{now}")).to_be_in_viewport()
        expect(page.locator(f".note[data-quote={now}]")).to_be_in_viewport()
        seen.append(now)
    assert len(set(seen)) == len(seen)


def test_a_quotation_in_two_parts_is_lit_in_both(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    second = page.locator("mark[data-quote]").first
    quotation = second.get_attribute("data-quote")
    page.locator(f".note[data-quote={quotation}]").hover()
    for part in (second, page.locator(f"mark#{quotation}")):
        expect(part).to_have_class("quote is-lit")


def test_on_a_phone_the_quotations_stand_between_the_text_and_the_foot(open_page: OpenPage, address: str) -> None:
    page = open_page(address, width=390)
    order = [".brief__text", ".notes", ".about-brief", "footer"]
    tops = [page.locator(part).bounding_box() for part in order]
    for above, below in pairwise(tops):
        assert above and below
        assert above["y"] + above["height"] <= below["y"] + 1


def test_on_a_wide_screen_they_stand_beside_the_text(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    text, beside = (page.locator(part).bounding_box() for part in (".brief__text", ".notes"))
    assert text and beside
    assert beside["x"] >= text["x"] + text["width"]
    assert beside["y"] < text["y"] + 100


def test_on_a_phone_numbers_and_entries_lead_to_each_other(open_page: OpenPage, address: str) -> None:
    page = open_page(address, width=390)
    note = notes(page).nth(4)
    page.locator(f"a[href$='#note-{name(note)}']").click()
    expect(note).to_be_in_viewport()
    note.get_by_label("Passage").click()
    expect(page.locator(f"mark#{name(note)}")).to_be_in_viewport()


def test_an_address_with_a_quotation_opens_there(open_page: OpenPage, site: Site, address: str) -> None:
    page = open_page(address)
    quotation = name(notes(page).nth(-3))
    page.goto("about:blank")
    page.goto(f"{site.address}{address}#{quotation}")
    expect(page.locator(f"mark#{quotation}")).to_be_in_viewport()
    assert lit(page) == [quotation]


class TestWithoutScripts:
    """The same brief where no script runs."""

    def test_the_address_lights_the_passage(self, open_page: OpenPage, address: str) -> None:
        page = open_page(address, java_script_enabled=False)
        note = notes(page).nth(-2)
        assert background(page.locator(f"mark#{name(note)}")) == CLEAR
        note.get_by_label("Passage").click()
        expect(page.locator(f"mark#{name(note)}")).to_be_in_viewport()
        expect(page.locator(f"mark#{name(note)}")).not_to_have_css("background-color", CLEAR)

    def test_the_whole_text_and_all_quotations_are_there(self, open_page: OpenPage, address: str) -> None:
        page = open_page(address, java_script_enabled=False)
        expect(page.locator(".brief__text p").first).to_be_visible()
        assert all(note.is_visible() for note in notes(page).all())
        page.locator(".about-brief summary").click()
        expect(page.locator(".provenance").first).to_be_visible()
