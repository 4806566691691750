"""Everybody can read the pages: axe-core finds no violation of WCAG 2.2 AA on any kind of page."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import HEIGHT, WIDE, OpenPage, Site
from tests.browser.test_site import address

# One page of each template, and the brief that has everything wrong that can be.
TEMPLATES = (
    *("home", "about", "guide", "missing", "explore", "briefs", "countries"),
    *("brief", "proposed brief", "person", "country", "year"),
)

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # What was passed is thousands of nodes, each with a selector that takes time to make.
    "resultTypes": ["violations"],
}


@pytest.mark.parametrize("kind", TEMPLATES)
def test_axe_finds_no_violation(site: Site, open_page: OpenPage, kind: str) -> None:
    """Neither in light on the narrowest screen nor in dark on a wide one."""
    page = open_page(address(site, kind), width=320, reduced_motion="reduce")
    assert violations(page) == []
    page.set_viewport_size({"width": WIDE, "height": HEIGHT})
    page.get_by_title("Switch to dark").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert violations(page) == []


def violations(page: Page) -> list[tuple[str, str]]:
    """Run axe, and give each rule that is violated with the beginning of where."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [(rule["id"], node["html"][:120]) for rule in found for node in rule["nodes"][:3]]
