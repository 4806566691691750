"""Hostile articles are shown as the text that they are, and nothing in them runs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from builder import readers
from builder.article import Article
from builder.records import load
from tests.browser import hostile
from tests.browser.conftest import WIDE, OpenPage, Site, Watch, Windows, search
from tests.browser.test_links import parsed

# By the file name of an article, the address of its brief and what was read of it.
Stories = dict[str, tuple[str, Article]]

ARTICLES = [name for name, _ in hostile.articles()]


# Characters that only steer how others are shown; readers take them out.
INVISIBLE = re.compile("[\u200b\u202a-\u202e\u2066-\u2069\ufeff]")


def plain(text: str) -> str:
    """Reduce runs of white space, which HTML does not keep."""
    return " ".join(text.split())


# The parts of a page that show an article's own words, without the small numbers of the quotations.
PARTS = {
    "headline": "#text h1",
    "outlet": ".kicker__outlet",
    "byline": ".byline",
    "blocks": ".brief__text :is(p, h2, h3, li):not(:has(p))",
    "excerpt": ".excerpt-note",
    "summary": ".points li",
    "quotations": ".notes > div > ol .note__text",
    "said": ".entity__text > ul > li > blockquote",
}
SHOWN = """parts => Object.fromEntries(Object.entries(parts).map(([name, selector]) => [
    name,
    [...document.querySelectorAll(selector)].map(part => {
        const copy = part.cloneNode(true);
        copy.querySelectorAll(".quote-ref").forEach(number => number.remove());
        return copy.textContent;
    }),
]))"""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a browser came to see under an address of the site."""

    url: str
    title: str
    ran: bool
    shown: dict[str, list[str]]


@pytest.fixture(scope="module")
def stories(site: Site) -> Stories:
    found = {}
    for record in load(site.collection / "briefs"):
        name = record.brief.made.article if record.brief else None
        if name in ARTICLES:
            article = readers.read_file(site.collection / "articles" / name)
            found[name] = f"briefs/{record.path.removesuffix('.md')}/", article
    assert sorted(found) == sorted(ARTICLES)
    return found


def hostile_pages(site: Site) -> Iterator[str]:
    """Every page that holds any of the strings, but for the guide, and those that lead on to another one at once."""
    marks = re.compile(rb"pwned|evil|alert\(|7\*7|Donaudampf|mkdocs\.yml|Price Index")
    for path in site.pages():
        text = (site.files / path / "index.html").read_bytes()
        if path.startswith("guide/"):  # written by this project, it tells of mkdocs.yml
            continue
        if marks.search(text) and b'http-equiv="refresh"' not in text:
            yield "" if path == "." else f"{path}/"


@dataclass(frozen=True, slots=True)
class Tour:
    """A visit to every page that holds a hostile string, and what happened that must not."""

    visits: dict[str, Visit]
    wrong: list[str]


@pytest.fixture(scope="module")
def tour(windows: Windows, site: Site) -> Tour:
    watch = Watch(urlsplit(site.address).netloc)
    with windows.opened(WIDE, {}) as page, watch.over(page):
        visits = {path: visit(page, site.address + path) for path in hostile_pages(site)}
    return Tour(visits, watch.seen)


def visit(page: Page, address: str) -> Visit:
    page.goto(address)
    shown = {name: [plain(text) for text in texts] for name, texts in page.evaluate(SHOWN, PARTS).items()}
    return Visit(page.url, page.title(), page.evaluate(f"typeof window.{hostile.FLAG}") != "undefined", shown)


def test_nothing_runs_on_any_page_that_holds_a_hostile_string(site: Site, tour: Tour) -> None:
    assert tour.wrong == []
    assert [path for path, seen in tour.visits.items() if seen.ran or seen.url != site.address + path] == []
    kinds = {"", "briefs", "people", "countries", "organisations", "outlets", "timeline", "explore"}
    assert {path.partition("/")[0] for path in tour.visits} == kinds, "each kind of page holds some of the strings"


@pytest.mark.parametrize("name", ["strange words.txt", *(name for name in ARTICLES if name.endswith("?.html"))])
def test_each_string_reaches_the_page(name: str, stories: Stories) -> None:
    """What the following tests compare is worth comparing: the readers keep the strings."""
    text = plain(stories[name][1].text)
    missing = [string for string in hostile.STRINGS if plain(INVISIBLE.sub("", string)) not in text]
    assert missing == []


def test_the_text_of_a_hostile_article_is_shown_to_the_letter(stories: Stories, tour: Tour) -> None:
    for address, article in stories.values():
        seen = tour.visits[address].shown
        if seen["excerpt"]:
            assert plain(article.blocks[0].text).startswith(seen["blocks"][0].removesuffix(" …")), address
        else:
            assert seen["blocks"] == [plain(block.text) for block in article.blocks], address


def test_titles_authors_and_outlets_are_shown_to_the_letter(stories: Stories, tour: Tour) -> None:
    for address, article in stories.values():
        page = tour.visits[address]
        assert page.title == f"{plain(article.title).replace('<', '‹')} · Annotated News Briefs"
        assert page.shown["headline"] == [plain(article.title)]
        assert page.shown["outlet"] == ([plain(article.publisher)] if article.publisher else []), address
        assert all(plain(author) in "".join(page.shown["byline"]) for author in article.author), address


def test_a_proposed_record_is_shown_to_the_letter(tour: Tour) -> None:
    strings = [plain(string) for string in hostile.STRINGS]
    brief = tour.visits["briefs/2024/proposed/"].shown
    assert brief["summary"] == strings
    assert brief["quotations"][: len(strings)] == [f"“{string}”" for string in strings]
    (person,) = (seen.shown for path, seen in tour.visits.items() if path.startswith("people/mallory-"))
    assert person["headline"] == [f"Mallory {hostile.HTML[0]} | {hostile.HTML[1]}"]
    assert person["said"] == [f"“{string}”" for string in strings]


def test_no_file_of_the_project_is_taken_into_a_page(site: Site) -> None:
    for path in site.pages():
        text = parsed(site.files / path / "index.html").text_content()
        assert "markdown_extensions:" not in text, path
        assert "49 Annotated News Briefs" not in text, path


@pytest.mark.parametrize(
    ("words", "title"),
    [("wall said", hostile.TITLES[0]), ("at the mill", hostile.TITLES[1]), ("bridge", hostile.TITLES[2])],
)
def test_search_shows_hostile_titles_as_text(open_page: OpenPage, words: str, title: str) -> None:
    page = open_page()
    search(page, words)
    found = page.locator(".md-search-result__article", has_text=title).first
    found.wait_for()
    assert page.evaluate(f"typeof window.{hostile.FLAG}") == "undefined"
