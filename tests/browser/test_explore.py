"""Explore: choosing narrows the briefs down, and the address says what was chosen."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Site


def results(page: Page) -> list[str]:
    expect(page.locator(".explore__list a").first).not_to_have_text("…")
    return page.locator(".explore__list a").all_inner_texts()


def choose_georgia(page: Page) -> None:
    page.get_by_label("Find a country").fill("georgia")
    page.get_by_role("button", name=re.compile(r"^Georgia \d")).click()


def test_a_choice_narrows_the_briefs_down_and_can_be_taken_back(open_page: OpenPage) -> None:
    page = open_page("explore/")
    everything = len(results(page))
    choose_georgia(page)
    expect(page).to_have_url(re.compile(r"\?country=georgia$"))
    narrowed = results(page)
    assert any("Tbilisi" in title for title in narrowed)
    assert len(narrowed) < everything
    expect(page.get_by_role("status")).to_contain_text(f"{len(narrowed)} briefs")
    page.get_by_role("button", name="Clear all").click()
    assert len(results(page)) == everything
    expect(page).to_have_url(re.compile(r"/explore/$"))


def test_the_count_beside_a_choice_is_the_number_of_briefs_that_it_leaves(open_page: OpenPage) -> None:
    page = open_page("explore/?country=georgia")
    results(page)
    choices = page.locator(".choice--year, .choice--outlet, .choice--kind")
    for number in range(choices.count()):
        count = choices.nth(number).locator(".choice__count").inner_text()
        choices.nth(number).click()
        expect(page.locator(".explore__list li")).to_have_count(int(count))
        choices.locator("[aria-pressed=true]").or_(page.locator(".choice[aria-pressed=true]:focus")).first.click()


def test_an_address_brings_back_what_was_chosen(open_page: OpenPage) -> None:
    page = open_page("explore/?person=amadu-balde&kind=direct")
    pressed = page.locator(".choice[aria-pressed=true] .choice__name")
    expect(pressed).to_have_text(["Amadu Baldé", "Quoted"])
    found = results(page)
    page.reload()
    assert results(page) == found


def test_an_address_with_nonsense_shows_everything(open_page: OpenPage) -> None:
    page = open_page("explore/?person=nobody&kind=<b>&year=1")
    expect(page.locator(".choice[aria-pressed=true]")).to_have_count(0)
    assert results(page)


def test_a_name_is_found_and_chosen_with_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("explore/")
    page.get_by_label("Find a person").focus()
    page.keyboard.type("balde")
    expect(page.locator(".choice--person")).to_have_text([re.compile("^Amadu Baldé")])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".choice--person").first).to_be_focused()
    expect(page.locator(".choice--person").first).to_have_attribute("aria-pressed", "true")


def test_a_result_leads_to_the_brief(site: Site, open_page: OpenPage) -> None:
    page = open_page("explore/?person=amadu-balde")
    title = results(page)[0]
    page.locator(".explore__list a").first.click()
    expect(page.locator("#text h1")).to_have_text(title)


def test_on_a_phone_the_results_come_first(open_page: OpenPage) -> None:
    page = open_page("explore/", width=390)
    results(page)
    assert not page.locator(".choice").first.is_visible()
    page.locator("summary", has_text="Narrow down").click()
    choose_georgia(page)
    expect(page.locator(".choice").first).to_be_visible()


def test_without_scripts_there_are_links(open_page: OpenPage) -> None:
    page = open_page("explore/", java_script_enabled=False)
    expect(page.locator(".explore__room")).to_be_hidden()
    page.locator(".explore__links a", has_text="Amadu Baldé").click()
    expect(page.locator("#text h1")).to_have_text("Amadu Baldé")
