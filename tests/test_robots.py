"""robots.txt and llms.txt: short, true, and with addresses that there are."""

import re

from builder import pages
from builder.collection import Collection
from builder.pages import robots
from builder.pages.page import url
from builder.settings import Site

SITE = Site("Desk", "Who said what.", "https://desk.example/below/")


def made(site: Site) -> dict[str, str]:
    return {page.path: page.text for page in robots.pages(site)}


def test_robots_may_read_everything_and_are_told_of_the_site_map() -> None:
    lines = made(SITE)["robots.txt"].splitlines()
    assert lines[-3:] == ["Allow: /", "", "Sitemap: https://desk.example/below/sitemap.xml"]
    assert "Sitemap" not in made(Site())["robots.txt"], "without an address there is none that would be valid"


def test_llms_txt_has_the_parts_that_its_readers_look_for() -> None:
    text = made(SITE)["llms.txt"]
    assert text.startswith("# Desk\n\n> Who said what.\n\n")
    assert re.findall(r"^## (.+)$", text, flags=re.MULTILINE) == ["Pages", "Data"]
    links = re.findall(r"^- \[[^\]]+\]\(([^)]+)\): \S", text, flags=re.MULTILINE)
    assert len(links) == 10
    assert all(link.startswith(SITE.address) for link in links)


def test_llms_txt_links_to_what_there_is(collection: Collection) -> None:
    paths = [draft.path for draft in pages.drafts(collection, Site())]
    known = {url(path).removesuffix("index/") if path.endswith(".md") else path for path in paths}
    links = re.findall(r"\]\(([^)]+)\)", made(Site())["llms.txt"])
    assert links
    assert set(links) <= known
