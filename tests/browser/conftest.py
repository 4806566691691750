"""Fixtures: the built site behind an address, and a browser page that notices whatever must not happen."""

import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Dialog,
    Error,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from tests.browser import collection, hostile

_COMMANDS = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
WIDE = 1280
HEIGHT = 900


@dataclass(frozen=True, slots=True)
class Site:
    """The built site: the collection that it is made from, its files, and the address that it is served at."""

    collection: Path
    files: Path
    address: str

    def pages(self) -> list[str]:
        """Every page, as it is addressed below `address`."""
        return sorted(path.parent.relative_to(self.files).as_posix() for path in self.files.rglob("index.html"))


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The samples and the hostile articles as a site, built once, and only where there is a browser."""
    copied = collection.copy(tmp_path_factory.mktemp("collection") / "copy", collection.ROOT / "articles" / "samples")
    shutil.copytree(collection.ROOT / "briefs", copied / "briefs")  # so that no sample is annotated again
    hostile.write(copied)
    root = tmp_path_factory.mktemp("served")
    files = root / collection.BASE.strip("/")
    with collection.served(root) as address:
        collection.build(copied, files, address)
        yield Site(copied, files, address)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """A browser of this machine; where there is none the tests are skipped, or fail where one is required."""
    path = next((found for name in _COMMANDS if (found := shutil.which(name))), None)
    if path is None:
        missing = f"these tests need a browser, one of: {', '.join(_COMMANDS)}"
        if os.environ.get("BRIEFS_REQUIRE_BROWSER") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    running: Playwright = request.getfixturevalue("playwright")
    with running.chromium.launch(executable_path=path, args=list(_ARGUMENTS)) as launched:
        yield launched


@dataclass
class Watch:
    """Writes down what no page may do: open a dialog, report an error, ask another host for anything.

    It has no slots, because playwright keeps notes in the owner of a handler.
    """

    host: str
    seen: list[str] = field(default_factory=list)

    @contextmanager
    def over(self, page: Page) -> Iterator[None]:
        """Watch a page for a while."""
        watched: dict[Any, Callable[..., None]] = {
            "dialog": self._dialog,
            "pageerror": self._error,
            "console": self._console,
            "request": self._request,
        }
        page.set_default_timeout(10_000)
        for event, handler in watched.items():
            page.on(event, handler)
        yield
        for event, handler in watched.items():
            page.remove_listener(event, handler)

    def _dialog(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _error(self, error: Error) -> None:
        self.seen.append(f"error: {error}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.seen.append(f"console on {message.location.get('url')}: {message.text}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme != "data" and address.netloc != self.host:
            self.seen.append(f"request to {request.url} from {request.frame.url}")


OpenPage = Callable[..., Page]


@dataclass
class Windows:
    """Windows of one browser, used again and again: to open one takes longer than all that a test does in it."""

    browser: Browser
    closed: dict[tuple[tuple[str, Any], ...], list[Page]] = field(default_factory=lambda: defaultdict(list))

    @contextmanager
    def opened(self, width: int, settings: dict[str, Any]) -> Iterator[Page]:
        """Give an empty window that nobody else uses, and afterwards leave nothing of what was done in it."""
        free = self.closed[tuple(sorted(settings.items()))]
        page = free.pop() if free else self.browser.new_context(**settings).new_page()
        page.set_viewport_size({"width": width, "height": HEIGHT})
        yield page
        if page.url.startswith("http"):
            page.evaluate("localStorage.clear(); sessionStorage.clear()")
        page.goto("about:blank")
        page.mouse.move(0, 0)
        free.append(page)


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Windows:
    """The windows of this run; they are closed with the browser."""
    return Windows(browser)


@pytest.fixture
def open_page(windows: Windows, site: Site) -> Iterator[OpenPage]:
    """Give a function that opens a page of the site in a window. Fails if a page did what none may do."""
    watch = Watch(urlsplit(site.address).netloc)
    with ExitStack() as all_opened:

        def opened(path: str = "", *, width: int = WIDE, **settings: Any) -> Page:
            page = all_opened.enter_context(windows.opened(width, settings))
            all_opened.enter_context(watch.over(page))
            page.goto(site.address + path)
            return page

        yield opened
    assert watch.seen == []


def search(page: Page, words: str) -> None:
    """Type words into the search, once it has read its index: what is typed earlier gets no answer."""
    page.click(".md-search__input")
    expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching")
    page.keyboard.type(words)
