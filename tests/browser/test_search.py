"""Search in the browser: the one that comes with Material and Pagefind, which answer in the same box."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response, expect

from builder.search.indexing import index
from builder.settings import find_project
from tests.browser import collection
from tests.browser.conftest import OpenPage, Site, search

TITLE = "“A puppet must be a little afraid of you”"

NAMES = {
    "hrytsenko": "people/volodymyr-hrytsenko/",
    "gritsenko volodymyr": "people/volodymyr-hrytsenko/",
    "novackova": "people/hana-novackova/",
    "Emirati": "countries/united-arab-emirates/",
    "lowland courier": "outlets/the-lowland-courier/",
    "what is shown": "about/",
}

# Results are drawn as one scrolls.
TO_THE_END = """async box => {
    for (let frame = 0; frame < 90; frame++) {
        box.scrollTo(0, frame % 2 ? box.scrollHeight : 0);
        await new Promise(requestAnimationFrame);
    }
}"""

OpenSearch = Callable[..., Page]


@pytest.fixture(scope="module")
def addresses(site: Site) -> dict[str, str]:
    """The addresses of the site with either search, on the same host and each below a path."""
    copied = site.files.parent / "with-pagefind"
    shutil.copytree(site.files, copied, ignore=shutil.ignore_patterns("annotations", "feeds"))
    project = find_project(site.collection)
    assert index(replace(project, settings=replace(project.settings, search="pagefind")), copied) == "pagefind"
    return {"built-in": site.address, "pagefind": site.address.replace(collection.BASE, f"/{copied.name}/")}


@pytest.fixture(params=["built-in", "pagefind"])
def open_search(request: pytest.FixtureRequest, addresses: dict[str, str], open_page: OpenPage) -> OpenSearch:
    """Give a function that opens a page where the search is of one kind. Fails if anything is not there."""
    missing: list[str] = []

    def note(response: Response) -> None:
        if response.status >= 400:
            missing.append(response.url)

    def opened(path: str = "people/", **settings: object) -> Page:
        page = open_page("about/", **settings)
        page.on("response", note)
        page.goto(addresses[request.param] + path)
        request.addfinalizer(lambda: page.remove_listener("response", note))
        return page

    request.addfinalizer(lambda: missing and pytest.fail(f"not there: {missing}"))
    return opened


@pytest.mark.parametrize("typed", ["“He has never made two noses alike,” said", "never made two noses"])
def test_a_quotation_is_found_by_its_words_with_its_speaker(open_search: OpenSearch, typed: str) -> None:
    page = open_search()
    search(page, typed)
    first = page.locator(".md-search-result__item").first
    expect(first).to_contain_text("Said by Hana Nováčková")
    assert [part.strip() for part in first.inner_text().split("\n") if part.strip()][:3] == [
        TITLE,
        "Said by Hana Nováčková",
        "“He has never made two noses alike”",
    ]
    assert first.locator("mark", has_text="noses").count() == 1


def test_the_keyboard_is_enough_from_anywhere_to_the_passage(open_search: OpenSearch) -> None:
    page = open_search()
    expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching")
    page.keyboard.press("/")
    page.keyboard.type("a library is a quiet place")
    expect(page.locator(".md-search-result__item").first).to_contain_text("Said by Ibrahim Keita")
    page.keyboard.press("Enter")
    page.wait_for_url("**/briefs/**#q*")
    lit = page.locator("mark.is-lit").first
    expect(lit).to_contain_text("People imagine that a library is a quiet place")
    expect(lit).to_be_in_viewport()
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).not_to_be_visible()


def test_people_countries_outlets_and_guides_are_found_by_their_names(open_search: OpenSearch) -> None:
    page = open_search()
    search(page, "")
    for typed, url in NAMES.items():
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(typed)
        expect(page.locator(".md-search-result__link").first).to_have_attribute("href", re.compile(f"/{url}[?]"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("zzyzzx")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")


def test_results_can_be_read_by_everybody(open_search: OpenSearch) -> None:
    page = open_search(width=390, color_scheme="dark")
    page.locator("label[for=__search]").first.click()
    page.keyboard.type("river")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    axe = Axe().run(page, ".md-search__inner")
    assert [violation["id"] for violation in axe.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_many_results_are_counted_though_few_are_drawn(open_search: OpenSearch) -> None:
    page = open_search()
    search(page, "brief")
    expect(page.locator(".md-search-result__meta")).to_contain_text("matching documents")
    page.locator(".md-search__scrollwrap").evaluate(TO_THE_END)
    last = page.locator(".md-search-result__item").last
    expect(last).to_contain_text("more page")
    assert (last.locator("a").get_attribute("href") or "").partition("?")[0].endswith("/explore/")
