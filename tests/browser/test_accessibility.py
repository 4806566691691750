"""Everybody can read the pages: axe-core finds no violation of WCAG 2.2 AA on any kind of page."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import HEIGHT, OpenPage, Site
from tests.browser.test_site import address

# One page of each template, and the brief that has everything wrong that can be.
TEMPLATES = (
    *("home", "about", "guide", "corrections", "missing", "explore", "briefs", "countries"),
    *("brief", "proposed brief", "person", "country", "organisation", "outlet", "year"),
)

VERY_WIDE = 1920

# What is folded away is read as well.
UNFOLD = "for (const fold of document.querySelectorAll('article details')) fold.open = true"

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},  # AA since WCAG 2.2, and not among axe's own choice
    # What was passed is thousands of nodes, each with a selector that takes time to make.
    "resultTypes": ["violations"],
}


@pytest.mark.parametrize("kind", TEMPLATES)
def test_axe_finds_no_violation(site: Site, open_page: OpenPage, kind: str) -> None:
    """Neither in light on the narrowest screen nor in dark on a wide one."""
    page = open_page(address(site, kind), width=320, reduced_motion="reduce")
    page.evaluate(UNFOLD)
    assert violations(page) == []
    page.set_viewport_size({"width": VERY_WIDE, "height": HEIGHT})
    page.get_by_title("Switch to dark").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert violations(page) == []


def violations(page: Page) -> list[tuple[str, str]]:
    """Run axe, and give each rule that is violated with the beginning of where."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [(rule["id"], node["html"][:120]) for rule in found for node in rule["nodes"][:3]]


# What the keyboard stops at: how big a mark shows that it is there, and what lies over its middle.
STOPS = """limit => {
    const found = [], stops = document.querySelectorAll("a[href], button, input, summary, [tabindex='0']");
    for (const part of [...stops].slice(0, limit)) {
        if (!part.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
        part.focus({focusVisible: true});
        if (document.activeElement !== part) continue;
        const style = getComputedStyle(part), box = part.getBoundingClientRect();
        if (box.width < 2 || box.height < 2) continue;
        const name = `${part.tagName}.${part.className} ${part.textContent.trim().slice(0, 30)}`;
        if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 1) found.push(`no mark: ${name}`);
        const spots = [...part.getClientRects()].map(
            spot => document.elementFromPoint(spot.x + spot.width / 2, spot.y + spot.height / 2));
        if (!spots.some(top => top && (part.contains(top) || top.contains(part)))) found.push(`covered: ${name}`);
    }
    return found;
}"""


@pytest.mark.parametrize("kind", ["brief", "explore", "person", "countries"])
@pytest.mark.parametrize("forced", ["none", "active"])
def test_the_focus_is_seen_and_lies_under_nothing(site: Site, open_page: OpenPage, kind: str, forced: str) -> None:
    """Also with colours of the reader's own, and where the header stays in its place."""
    page = open_page(address(site, kind), width=320, forced_colors=forced, reduced_motion="reduce")
    page.evaluate(UNFOLD)
    assert page.evaluate(STOPS, 150) == []
