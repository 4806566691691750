"""Hostile articles are shown as the text that they are, and nothing in them runs."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from builder import readers
from builder.article import Article
from builder.records import load
from tests.browser import hostile
from tests.browser.conftest import OpenPage, Site, search
from tests.browser.test_links import parsed

ARTICLES = [name for name, _ in hostile.articles()]


# Characters that only steer how others are shown; readers take them out.
INVISIBLE = re.compile("[\u200b\u202a-\u202e\u2066-\u2069\ufeff]")


def plain(text: str) -> str:
    """Reduce runs of white space, which HTML does not keep."""
    return " ".join(text.split())


def shown(page: Page, selector: str) -> list[str]:
    """The text of all elements that match, without the small numbers of quotations."""
    script = """parts => parts.map(part => {
        const copy = part.cloneNode(true);
        copy.querySelectorAll(".quote-ref").forEach(number => number.remove());
        return copy.textContent;
    })"""
    return [plain(text) for text in page.locator(selector).evaluate_all(script)]


@pytest.fixture(scope="module")
def stories(site: Site) -> dict[str, tuple[str, Article]]:
    """By the file name of an article, the address of its brief and what was read of it."""
    found = {}
    for record in load(site.collection / "briefs"):
        name = record.brief.made.article if record.brief else None
        if name in ARTICLES:
            article = readers.read_file(site.collection / "articles" / name)
            found[name] = f"briefs/{record.path.removesuffix('.md')}/", article
    assert sorted(found) == sorted(ARTICLES)
    return found


def hostile_pages(site: Site) -> Iterator[str]:
    """Every page that holds any of the strings."""
    marks = re.compile(rb"pwned|evil|alert\(|7\*7|Donaudampf|mkdocs\.yml|Price Index")
    for path in site.pages():
        if marks.search((site.files / path / "index.html").read_bytes()):
            yield "" if path == "." else f"{path}/"


def test_nothing_runs_on_any_page_that_holds_a_hostile_string(site: Site, open_page: OpenPage) -> None:
    page = open_page()
    ran = []
    paths = list(hostile_pages(site))
    for path in paths:
        page.goto(site.address + path)
        if page.url != site.address + path or page.evaluate(f"typeof window.{hostile.FLAG}") != "undefined":
            ran.append(path)
    assert ran == []
    kinds = {"briefs", "people", "countries", "outlets", "timeline"}
    assert kinds <= {path.partition("/")[0] for path in paths}, "each kind of page holds some of the strings"


@pytest.mark.parametrize("name", ["strange words.txt", *(name for name in ARTICLES if name.endswith("?.html"))])
def test_each_string_reaches_the_page(name: str, site: Site, stories: dict[str, tuple[str, Article]]) -> None:
    """What the following tests compare is worth comparing: the readers keep the strings."""
    text = plain(stories[name][1].text)
    missing = [string for string in hostile.STRINGS if plain(INVISIBLE.sub("", string)) not in text]
    assert missing == []


def test_the_text_of_a_hostile_article_is_shown_to_the_letter(
    open_page: OpenPage, site: Site, stories: dict[str, tuple[str, Article]]
) -> None:
    page = open_page()
    for address, article in stories.values():
        page.goto(site.address + address)
        if page.locator(".excerpt-note").count():
            (text,) = shown(page, ".brief__text")
            assert plain(article.blocks[0].text).startswith(text.removesuffix(" …"))
        else:
            blocks = ".brief__text :is(p, h2, h3, li):not(:has(p))"
            assert shown(page, blocks) == [plain(block.text) for block in article.blocks], address


def test_titles_authors_and_outlets_are_shown_to_the_letter(
    open_page: OpenPage, site: Site, stories: dict[str, tuple[str, Article]]
) -> None:
    page = open_page()
    for address, article in stories.values():
        page.goto(site.address + address)
        assert shown(page, ".brief__head h1") == [plain(article.title)]
        assert page.title() == f"{plain(article.title).replace('<', '‹')} · Annotated News Briefs"
        assert shown(page, ".kicker__outlet") == ([plain(article.publisher)] if article.publisher else []), address
        assert all(plain(author) in "".join(shown(page, ".byline")) for author in article.author), address


def test_quotations_are_shown_to_the_letter(site: Site, open_page: OpenPage) -> None:
    page = open_page("briefs/2024/proposed/")
    expected = [plain(f"“{string}”") for string in hostile.STRINGS]
    assert shown(page, ".notes > div > ol .note__text")[: len(expected)] == expected
    assert shown(page, ".points li") == [plain(string) for string in hostile.STRINGS]
    page.goto(site.address + "people/mallory/")
    assert shown(page, "h1") == [f"Mallory {hostile.HTML[0]} | {hostile.HTML[1]}"]
    assert shown(page, ".entity__text blockquote > p:first-child, .entity__text li > blockquote")[0] == expected[0]


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
    found = page.locator(".md-search-result__article", has_text=title.replace("<", "‹")).first
    found.wait_for()
    assert page.evaluate(f"typeof window.{hostile.FLAG}") == "undefined"
