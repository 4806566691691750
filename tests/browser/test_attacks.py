"""The site of nothing but attacks in a real browser: its parser finds no markup but the theme's, and nothing runs."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests import attacks
from tests.attacked import Built
from tests.browser import collection
from tests.browser.conftest import WIDE, Watch, Windows
from tests.browser.test_links import ATTRIBUTES, DRAWN_ATTRIBUTES, DRAWN_TAGS, TAGS

# What the browser's own parser makes of pages: elements and attributes of their text, addresses that are no path, event
# handlers anywhere, comments in the text, and what stands in the frame of each page.
PARSED = """async paths => {
    const kinds = ["tags", "attributes", "addresses", "handlers", "frames"];
    const found = Object.fromEntries(kinds.map(kind => [kind, new Set()]));
    const files = "link:not([rel=canonical], [rel^='alternate '])";
    const inFrame = `script, style, base, iframe, object, embed, form, img, ${files}`;
    let comments = 0;
    for (const path of paths) {
        const page = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
        for (const element of page.querySelectorAll("article, article *")) {
            found.tags.add(element.localName);
            for (const {name} of element.attributes) found.attributes.add(name.toLowerCase());
        }
        for (const element of page.querySelectorAll("*"))
            for (const {name, value} of element.attributes) {
                if (name.startsWith("on")) found.handlers.add(name);
                if (/href$|src|action|^data$|poster/.test(name) && !/^(?!\\/\\/)[\\w./?=&%,~-]*(#.*)?$/.test(value))
                    found.addresses.add(`${element.localName} ${name} ${value}`);
            }
        const walker = page.createTreeWalker(page.querySelector("article"), NodeFilter.SHOW_COMMENT);
        while (walker.nextNode()) comments++;
        const frame = [...page.querySelectorAll(inFrame)].filter(e => e.type !== "application/ld+json");
        found.frames.add(frame.map(e => e.localName).join(" "));
    }
    return {comments, ...Object.fromEntries(Object.entries(found).map(([name, set]) => [name, [...set]]))};
}"""

# Pages of every kind, in whose fields all of the attacks stand.
VISITED = (
    *("index.html", "briefs/index.html", "people/index.html", "organisations/index.html", "outlets/index.html"),
    *("countries/index.html", "countries/*/index.html", "timeline/2024/index.html", "corrections/index.html"),
    *(
        "explore/index.html",
        "briefs/2024/*-0/index.html",
        "briefs/2024/record-*[05]/index.html",
        "people/*-z*5/index.html",
    ),
)


@pytest.fixture(scope="module")
def address(attacked: Built) -> Iterator[str]:
    with collection.served(attacked.site.parent) as served:
        yield served


@pytest.fixture
def page(windows: Windows, address: str) -> Iterator[Page]:
    watch = Watch(urlsplit(address).netloc)
    with windows.opened(WIDE, {}) as opened, watch.over(opened):
        yield opened
    assert watch.seen == []


def test_the_parser_of_the_browser_finds_only_the_markup_of_the_theme(
    attacked: Built, page: Page, address: str
) -> None:
    page.goto(address)
    made = [path for path in attacked.pages if not path.startswith("guide/")]  # which has pictures, put there by hand
    found = page.evaluate(PARSED, [address + path for path in made])
    assert set(found["tags"]) <= TAGS | DRAWN_TAGS | {"hr"}  # the last by hand, in the Markdown of a record
    assert set(found["attributes"]) <= ATTRIBUTES | DRAWN_ATTRIBUTES
    assert (found["handlers"], found["comments"], len(found["frames"])) == ([], 0, 1)
    outside = [one for one in found["addresses"] if not one.startswith(("a href http://", "a href https://"))]
    assert [one for one in outside if not one.startswith("link href https://briefs.example/")] == []


def test_nothing_runs_and_nothing_is_asked_of_another_host(attacked: Built, page: Page, address: str) -> None:
    paths = sorted({path for pattern in VISITED for path in attacked.site.glob(pattern)})
    assert len(paths) > 15
    for path in paths:
        url = address + Path(path).relative_to(attacked.site).as_posix().removesuffix("index.html")
        page.goto(url)
        assert (page.url, page.evaluate(f"typeof window.{attacks.FLAG}")) == (url, "undefined")
