"""The site in the browser: each kind of page, on every screen, from one to the next, and without scripts."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HEIGHT, OpenPage, Site, search

# One of each kind, and those that hostile articles make.
KINDS = {
    "home": "index.html",
    "about": "about/index.html",
    "guide": "guide/correcting/index.html",
    "corrections": "corrections/index.html",
    "missing": "404.html",
    "explore": "explore/index.html",
    "briefs": "briefs/index.html",
    "people": "people/index.html",
    "countries": "countries/index.html",
    "organisations": "organisations/index.html",
    "outlets": "outlets/index.html",
    "timeline": "timeline/index.html",
    "brief": "briefs/*/*slow-rail*/index.html",
    "person": "people/eleanor-ashworth/index.html",
    "country": "countries/georgia/index.html",
    "organisation": "organisations/unesco/index.html",
    "outlet": "outlets/pacific-ledger/index.html",
    "year": "timeline/2025/index.html",
    "strange brief": "briefs/*/*strange-words-on-a-page/index.html",
    "proposed brief": "briefs/2024/proposed/index.html",
    "long word": "briefs/*/*donaudampf*/index.html",
    "long title": "briefs/*/*council-of-the-two-towns*/index.html",
    "strange person": "people/mallory-*/index.html",
    "strange country": "countries/hungary/index.html",
}


def address(site: Site, kind: str) -> str:
    (path,) = site.files.glob(KINDS[kind])
    return Path(path).relative_to(site.files).as_posix().removesuffix("index.html")


# The visible parts of the page that reach over its edge, and those whose text is cut off.
OVER_THE_EDGE = """() => [...document.querySelectorAll("article *, footer *")].filter(part => {
    const box = part.getBoundingClientRect();
    return box.width > 1 && part.checkVisibility() && (box.right > innerWidth + 1 || box.left < -1);
}).map(part => `${part.tagName}.${part.className} ${part.textContent.slice(0, 40)}`)"""


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_reaches_over_the_edge_of_any_screen(site: Site, open_page: OpenPage, kind: str) -> None:
    page = open_page(address(site, kind))
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        assert page.evaluate(OVER_THE_EDGE) == [], width


@pytest.mark.parametrize("kind", ["home", "people", "brief", "person", "about"])
def test_pages_read_without_scripts(site: Site, open_page: OpenPage, kind: str) -> None:
    page = open_page(address(site, kind), java_script_enabled=False)
    assert page.locator("article h1").is_visible()
    assert len(page.locator("article").inner_text()) > 500
    assert page.locator("article input").count() == 0, "no box that does nothing"
    page.locator(".md-tabs a", has_text="Countries").click()
    expect(page.locator("#text h1")).to_contain_text("Countries")


class TestPalette:
    def scheme(self, page: Page) -> tuple[str, str]:
        body = page.locator("body")
        return body.get_attribute("data-md-color-scheme") or "", str(
            body.evaluate("b => getComputedStyle(b).backgroundColor")
        )

    def test_the_button_changes_to_dark_and_the_choice_stays(self, site: Site, open_page: OpenPage) -> None:
        page = open_page("about/")
        light = self.scheme(page)
        page.get_by_title("Switch to dark").click()
        dark = self.scheme(page)
        assert (light[0], dark[0]) == ("default", "slate")
        assert light[1] != dark[1]
        page.goto(f"{site.address}people/")
        assert self.scheme(page) == dark

    def test_it_follows_the_system(self, open_page: OpenPage) -> None:
        assert self.scheme(open_page("about/", color_scheme="dark"))[0] == "slate"


def rows(page: Page) -> list[str]:
    """The first cells of the rows that are shown."""
    return page.locator("tbody tr:visible td:first-child > a").all_inner_texts()


class TestFilter:
    def test_typing_narrows_the_rows_and_announces_their_number(self, open_page: OpenPage) -> None:
        page = open_page("people/")
        everyone = rows(page)
        box = page.get_by_role("searchbox", name="Filter people by name")
        box.press_sequentially("conti")
        assert rows(page) == ["Giulia Conti"]
        expect(page.locator("output[aria-live=polite]")).to_have_text(f"1 of {len(everyone)} people")
        box.press("Escape")
        assert rows(page) == everyone
        expect(page.locator("output[aria-live=polite]")).to_have_text("")

    def test_accents_and_the_order_of_words_do_not_matter(self, open_page: OpenPage) -> None:
        page = open_page("people/")
        page.get_by_role("searchbox", name="Filter people by name").fill("NOVACEK tomas")
        assert rows(page) == ["Tomás Nováček"]

    def test_what_no_row_holds_leaves_none(self, open_page: OpenPage) -> None:
        page = open_page("people/")
        page.get_by_role("searchbox", name="Filter people by name").fill("nobody of that name")
        assert rows(page) == []
        expect(page.locator("output[aria-live=polite]")).to_have_text(re.compile(r"^0 of \d+ people$"))

    @pytest.mark.parametrize("listing", ["briefs", "countries", "outlets", "timeline"])
    def test_other_listings_have_one_too(self, open_page: OpenPage, listing: str) -> None:
        page = open_page(f"{listing}/")
        last = rows(page)[-1]
        page.locator(".filter input").fill(last)
        assert last in rows(page)
        assert rows(page)[-1] == last


def test_from_home_to_a_brief_and_on_to_a_person_without_a_reload(open_page: OpenPage) -> None:
    page = open_page()
    page.evaluate("window.stays = true")
    page.locator(".home-newest li a").first.click()
    page.wait_for_url("**/briefs/2025/*/")
    note = page.locator(".note:has(.note__speaker a)").first
    note.hover()
    expect(note).to_have_class(re.compile(r"\bis-lit\b"))
    speaker = note.locator(".note__speaker a")
    name = speaker.inner_text()
    speaker.click()
    page.wait_for_url("**/people/*/")
    expect(page.locator("#text h1")).to_have_text(name)
    page.locator(".md-tabs a", has_text="People").click()
    page.wait_for_url("**/people/")
    page.locator(".filter input").fill(name)
    assert name in rows(page)
    assert len(rows(page)) < page.locator("tbody tr").count()
    page.go_back()
    expect(page.locator("#text h1")).to_have_text(name)
    assert page.evaluate("window.stays"), "the window was not loaded anew"


def test_a_quotation_on_a_persons_page_leads_to_its_passage(open_page: OpenPage) -> None:
    page = open_page("people/eleanor-ashworth/")
    words = page.locator(".entity__text blockquote").first.inner_text()
    page.locator(".entity__text a[href*='#q']").first.click()
    page.wait_for_url("**/briefs/**#q*")
    passage = page.locator("mark.is-lit").first
    expect(passage).to_be_in_viewport()
    assert passage.inner_text().rstrip(",. ")[:20] in words


def test_search_finds_a_brief_by_words_of_its_title(open_page: OpenPage) -> None:
    page = open_page("people/")
    search(page, "share a harbour")
    page.locator(".md-search-result__link", has_text="share a harbour").first.click()
    page.wait_for_url(re.compile("/briefs/2025/.*harbour"))
    expect(page.locator("#text h1")).to_contain_text("share a harbour")


def test_the_keyboard_reaches_the_text_first(open_page: OpenPage) -> None:
    page = open_page("people/eleanor-ashworth/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
