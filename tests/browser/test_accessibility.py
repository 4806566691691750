"""Everybody can read the pages: axe-core finds no violation of WCAG 2.2 AA on any kind of page."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import OpenPage, Site
from tests.browser.test_site import address

# One page of each template, and the brief that has everything wrong that can be.
TEMPLATES = (
    *("home", "about", "guide", "missing", "explore", "briefs", "countries"),
    *("brief", "proposed brief", "person", "country", "year"),
)

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
@pytest.mark.parametrize("kind", TEMPLATES)
def test_axe_finds_no_violation(site: Site, open_page: OpenPage, kind: str, scheme: str, width: int) -> None:
    page = open_page(address(site, kind), width=width, color_scheme=scheme, reduced_motion="reduce")
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], node["html"][:120]) for rule in found for node in rule["nodes"][:3]] == []
