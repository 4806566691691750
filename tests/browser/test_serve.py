"""`mkdocs serve`: what is dropped into the inbox, or corrected in a brief, is seen at once in an open browser."""

import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import collection

# How long the page of a busy machine may take to show a change, in milliseconds.
PATIENCE = 60_000

# A server at rest starts no further build within this many seconds: it looks for changes every half second, and waits
# a tenth of a second for more.
REST = 1.2

ARTICLE = """The lighthouse at Skagen gets a new lamp

By Ingrid Solberg

12 May 2025

“The old lamp was louder than the sea,” said Ana Reisz, the keeper of the lighthouse in Denmark.

She will keep it in her kitchen, she said, beside the bread and the radio.
"""


@dataclass(slots=True)
class Server:
    """A running `mkdocs serve`: its collection, its address, and where it writes what it does."""

    collection: Path
    address: str
    log: Path

    def builds(self) -> int:
        """Count the builds that were begun."""
        return self.log.read_text(encoding="utf-8").count("Building documentation...")

    def rest(self) -> None:
        """Wait until no build is under way and none follows.

        The end of a build is told by what comes after it: MkDocs leaves out a line that it has written before, such as
        how long the build took.
        """
        end = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < end:
            seen = self.log.read_text(encoding="utf-8")
            time.sleep(REST)
            done = seen.count("Serving on") + seen.count("Reloading browsers")
            if seen == self.log.read_text(encoding="utf-8") and self.builds() == done:
                return
        pytest.fail(f"the server does not come to rest:\n{self.log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="module")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of two articles, started as the Makefile does, without options but for its address."""
    samples = [collection.ROOT / "articles" / "samples" / name for name in ("danube-gauges.md", "ice-choir.txt")]
    copied = collection.copy(tmp_path_factory.mktemp("served") / "copy", *samples)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = copied.parent / "log"
    with (
        log.open("w") as output,
        subprocess.Popen(
            collection.command("serve", "--dev-addr", address),
            cwd=copied,
            env=collection.environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        running = Server(copied, f"http://{address}/", log)
        _wait_for(f"Serving on {running.address}", log)
        running.rest()
        yield running
        process.terminate()


def _wait_for(words: str, log: Path) -> None:
    end = time.monotonic() + PATIENCE / 1000
    while words not in log.read_text(encoding="utf-8"):
        assert time.monotonic() < end, log.read_text(encoding="utf-8")
        time.sleep(0.1)


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """The home page, open in a browser; no test loads it again."""
    opened = browser.new_page()
    opened.goto(server.address)
    expect(opened.locator(".home-newest li")).to_have_count(2)
    yield opened
    opened.close()


def newest(page: Page, title: str) -> Locator:
    """The brief of that title in the list of the newest."""
    return page.locator(".home-newest").get_by_role("link", name=title)


def test_a_server_follows_its_inbox_and_its_record(server: Server, page: Page) -> None:
    before = server.builds()
    (server.collection / "articles" / "lighthouse.txt").write_text(ARTICLE, encoding="utf-8")
    expect(newest(page, "The lighthouse at Skagen gets a new lamp")).to_be_visible(timeout=PATIENCE)
    server.rest()
    assert server.builds() - before <= 2, server.log.read_text(encoding="utf-8")

    before = server.builds()
    (brief,) = (server.collection / "briefs").rglob("*lighthouse*.md")
    text = brief.read_text(encoding="utf-8")
    brief.write_text(
        text.replace("title: The lighthouse at Skagen", "title: The lighthouse of Skagen", 1), encoding="utf-8"
    )
    expect(newest(page, "The lighthouse of Skagen gets a new lamp")).to_be_visible(timeout=PATIENCE)
    server.rest()
    assert server.builds() - before <= 2, server.log.read_text(encoding="utf-8")

    before = server.builds()
    (server.collection / "articles" / "empty.txt").write_bytes(b"")
    _wait_for("articles/empty.txt: ", server.log)
    server.rest()
    assert server.builds() - before <= 2
    newest(page, "The lighthouse of Skagen gets a new lamp").click()
    expect(page.locator("#text h1")).to_have_text("The lighthouse of Skagen gets a new lamp")


def test_an_address_that_is_taken_is_told_in_one_line(server: Server) -> None:
    ran = subprocess.run(
        collection.command("serve", "--dev-addr", server.address.removeprefix("http://").strip("/")),
        cwd=server.collection,
        env=collection.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "choose another address" in ran.stderr
    assert "Traceback" not in ran.stderr
