"""The same pages under other renderers of mkdocs.yml: what readers see must not depend on MkDocs.

The renderers are not among the dependencies of the project: the group `portability` has them, which a workflow installs
to run this. Where one is missing its tests are skipped, unless BRIEFS_REQUIRE_RENDERERS is 1.
"""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html
from playwright.sync_api import expect

from builder.build import build
from builder.settings import find_project
from tests.browser import collection
from tests.browser.conftest import Watch, browser, playwright  # noqa: F401 - fixtures

# Each writes into `site/`, and takes a warning for an error.
RENDERERS = {"properdocs": ("build", "--strict"), "zensical": ("build", "--strict", "--clean")}

ADDRESS = "https://desk.example/project/"
TITLE = '</script><script>alert(1)</script> & "more" {{ 7*7 }}'
HOSTILE = f"""\
---
title: {json.dumps(TITLE)}
date: 2025-12-01
people: [ana-beck]
rights: full
quotes:
- {{id: q1, text: {json.dumps(TITLE)}, speaker: ana-beck}}
---

Text.
"""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A collection and its site."""

    docs: Path
    site: Path

    def page(self, path: str) -> Any:
        """Read the only page that a pattern fits."""
        (found,) = self.site.glob(f"{path}/index.html")
        return html.fromstring(found.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))

    def pages(self) -> Iterator[tuple[Any, str]]:
        """Yield every page with its address."""
        for path in sorted(self.site.rglob("index.html")):
            folder = path.parent.relative_to(self.site).as_posix()
            yield html.fromstring(path.read_bytes()), f"{ADDRESS}{'' if folder == '.' else f'{folder}/'}"


@pytest.fixture(scope="module", params=RENDERERS)
def rendered(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """The samples and a hostile brief, built by the builder and then rendered."""
    name: str = request.param
    if importlib.util.find_spec(name) is None:
        missing = f"{name} is not installed; the dependency group `portability` in pyproject.toml has it"
        if os.environ.get("BRIEFS_REQUIRE_RENDERERS") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    root = collection.copy(tmp_path_factory.mktemp(name) / "copy")
    shutil.copytree(collection.ROOT / "briefs", root / "briefs")
    (root / "briefs" / "2025" / "hostile.md").write_text(HOSTILE, encoding="utf-8")
    environment = collection.environment(ADDRESS)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SITE_URL", ADDRESS)
        build(find_project(root))
    ran = subprocess.run(
        [sys.executable, "-m", name, *RENDERERS[name]],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return Rendered(root / "docs", root / "site")


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_every_page_is_there_and_every_link_within_the_site_leads_to_a_file(rendered: Rendered) -> None:
    written = {path.relative_to(rendered.docs) for path in rendered.docs.rglob("*.md")}
    wanted = {path.with_suffix("") for path in written if path.parts[0] != "_home" and path.name != "index.md"}
    assert [path for path in wanted if not (rendered.site / path / "index.html").is_file()] == []
    broken = set()
    for tree, address in rendered.pages():
        for link in tree.xpath("//@href | //@src | //*[local-name()='a']/@*[name()='xlink:href']"):
            target = urldefrag(urljoin(address, link))[0]
            if urlsplit(target).netloc == urlsplit(ADDRESS).netloc:
                file = rendered.site / unquote(target.removeprefix(ADDRESS))
                if not (file / "index.html" if target.endswith("/") else file).is_file():
                    broken.add(f"{address}: {link}")
    assert broken == set()


def test_a_brief_has_its_quotations_beside_it(rendered: Rendered) -> None:
    tree = rendered.page("briefs/2025/*slow-rail*")
    notes = tree.xpath("//aside[contains(@class, 'notes')]//li[contains(@class, 'note')][@data-quote]")
    assert len(notes) > 5
    for note in notes:
        assert words(note)
        assert note.xpath(".//p[@class='note__speaker']")
    passages = set(tree.xpath("//mark/@id"))
    assert passages & {note.get("data-quote") for note in notes}
    assert tree.xpath("//a[contains(@class, 'chip--country')]")


def test_people_and_countries_have_their_pages(rendered: Rendered) -> None:
    person = rendered.page("people/eleanor-ashworth")
    assert words(person.xpath("//article//h1")[0]) == "Eleanor Ashworth"
    assert person.xpath("//dl[@class='figures']//dd")
    assert person.xpath("//div[@class='entity__text']//blockquote")
    country = rendered.page("countries/georgia")
    assert words(country.xpath("//article//h1")[0]) == "Georgia"
    assert country.xpath("//div[@class='entity__text']//a[contains(@href, 'briefs/')]")
    world = rendered.page("countries")
    assert len(world.xpath("//figure[@class='world']//*[local-name()='path']")) > 50
    assert world.xpath("//table//a[contains(@href, 'georgia')]")


def test_explore_has_its_index_and_links_without_a_script(rendered: Rendered) -> None:
    tree = rendered.page("explore")
    (room,) = tree.xpath("//*[@data-explore]")
    index = rendered.site / unquote(urljoin(f"{ADDRESS}explore/", room.get("data-explore")).removeprefix(ADDRESS))
    assert json.loads(index.read_bytes())["briefs"]
    assert tree.xpath("//div[@class='explore__links']//a[contains(@href, 'people/')]")


def test_files_of_data_are_published_as_they_are(rendered: Rendered) -> None:
    data = [
        path.relative_to(rendered.docs) for path in rendered.docs.rglob("*") if path.suffix in {".xml", ".json", ".txt"}
    ]
    assert {"robots.txt", "llms.txt", "feeds/briefs.xml"} <= {path.as_posix() for path in data}
    for path in data:
        assert (rendered.site / path).read_bytes() == (rendered.docs / path).read_bytes()


def test_a_reader_of_feeds_understands_them(rendered: Rendered) -> None:
    feedparser = pytest.importorskip("feedparser")
    for path in sorted((rendered.site / "feeds").rglob("*.xml")):
        read = feedparser.parse(path.read_bytes())
        assert (read.bozo, read.version) == (False, "atom10"), path
        assert all(entry.link.startswith(ADDRESS) and entry.title for entry in read.entries)


def test_pages_say_the_same_to_programs(rendered: Rendered) -> None:
    tree = rendered.page("briefs/2025/*slow-rail*")
    (canonical,) = tree.xpath("//link[@rel='canonical']/@href")
    said = {meta.get("property") or meta.get("name"): meta.get("content") for meta in tree.xpath("//head/meta")}
    assert canonical == said["og:url"] == f"{ADDRESS}briefs/2025/{canonical.split('/')[-2]}/"
    assert said["og:type"] == "article"
    listed = re.findall("<loc>(.+?)</loc>", (rendered.site / "sitemap.xml").read_text(encoding="utf-8"))
    assert canonical in map(unescape, listed)


def test_what_an_article_says_stays_text(rendered: Rendered) -> None:
    tree = rendered.page("briefs/2025/hostile")
    assert not [
        script for script in tree.xpath("//script") if "alert" in script.text_content() and not script.get("type")
    ]
    assert "{{ 7*7 }}" in words(tree.xpath("//article//h1")[0])
    (data,) = tree.xpath("//script[@type='application/ld+json']")
    assert json.loads(data.text_content())["name"] == TITLE


def test_scripts_run(rendered: Rendered, request: pytest.FixtureRequest) -> None:
    window = request.getfixturevalue("browser").new_page()
    with collection.served(rendered.site.parent) as served:
        root = served.replace(collection.BASE, f"/{rendered.site.name}/")
        watch = Watch(urlsplit(root).netloc)
        with watch.over(window):
            window.goto(f"{root}explore/")
            expect(window.locator(".explore__state")).to_contain_text(re.compile(r"^\d+ briefs?, "))
            expect(window.locator(".explore__list a").first).not_to_have_text("…")
            window.goto(f"{root}people/")
            window.get_by_role("searchbox", name="Filter people by name").fill("eleanor ashworth")
            expect(window.locator("tbody tr:visible")).to_have_count(1)
        assert watch.seen == []
    window.close()
