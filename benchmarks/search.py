"""How large the index of a built site's search is, and how soon a browser that has seen nothing of it has an answer.

    python -m benchmarks.search FOLDER [FOLDER ...] --query "water minister" [--rounds 5]

FOLDER is what `mkdocs build` made. It is served from this machine, and every round opens its home page in a headless
browser with an empty cache and asks the search that the site has: Pagefind by its own interface for scripts, the one
that comes with Material by its field. Printed are the files and size of the index, and medians: seconds from the
opening of the page to the first answer, and kilobytes of the index sent by then, plain and as a server that compresses
sends them.
"""

import argparse
import functools
import gzip
import http.server
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import IO, Any

from playwright.sync_api import Browser, Page, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# How long an answer may take, in milliseconds; the search of Material needs 41 s for 10,000 briefs.
PATIENCE = 180_000

# Files that are compressed as they are: the pieces of Pagefind's index.
_COMPRESSED = (".pf_index", ".pf_meta", ".pf_fragment", ".pf_filter", ".pagefind")

_ASK_PAGEFIND = """async query => {
    const pagefind = await import(new URL("pagefind/pagefind.js", document.baseURI));
    const found = await pagefind.search(query);
    return found.results.length ? (await found.results[0].data()).url : null;
}"""


@dataclass(frozen=True, slots=True)
class Engine:
    """A search: its name, the folder of its index, and how it is asked. To ask gives the first answer, or nothing."""

    name: str
    folder: str
    ask: Callable[[Page, str], str | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """A first answer: seconds from the opening of the page, kilobytes of the index, and the address found."""

    seconds: float
    plain: float
    compressed: float
    address: str | None


@dataclass(slots=True)
class Served:
    """A folder behind an address, and the files sent so far."""

    folder: Path
    address: str = ""
    sent: list[Path] = field(default_factory=list)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description="Measure the search of sites.")
    parser.add_argument("folders", type=Path, nargs="+", help="built sites")
    parser.add_argument("--query", default="water minister")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    print(f"{'search':12}{'files':>7}{'MB':>8}{'answer s':>10}{'KB':>9}{'KB gzip':>9}  first answer")
    with sync_playwright() as playwright:
        path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
        with playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"]) as browser:
            for folder in given.folders:
                _print(folder, measured(browser, folder, given.query, given.rounds))


def measured(browser: Browser, folder: Path, query: str, rounds: int) -> list[Answer]:
    """Ask the search of a built site, each time in a browser that has seen nothing of it."""
    engine = engine_of(folder)
    with _served(folder.resolve()) as served:
        return [_asked(browser, served, engine, query) for _ in range(rounds)]


def engine_of(folder: Path) -> Engine:
    """Tell which search a built site has."""
    for engine in ENGINES:
        if (folder / engine.folder).is_dir():
            return engine
    raise SystemExit(f"{folder} has no search: neither {' nor '.join(engine.folder for engine in ENGINES)} is in it")


def _print(folder: Path, answers: list[Answer]) -> None:
    engine = engine_of(folder)
    sizes = [path.stat().st_size for path in (folder / engine.folder).rglob("*") if path.is_file()]
    medians = [median(values) for values in zip(*((a.seconds, a.plain, a.compressed) for a in answers), strict=True)]
    figures = f"{len(sizes):7}{sum(sizes) / 1e6:8.2f}{medians[0]:10.2f}{medians[1]:9.0f}{medians[2]:9.0f}"
    print(f"{engine.name:12}{figures}  {answers[0].address or 'none'}", flush=True)


def _asked(browser: Browser, served: Served, engine: Engine, query: str) -> Answer:
    context = browser.new_context()
    served.sent.clear()
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    start = time.perf_counter()
    page.goto(served.address)
    address = engine.ask(page, query)
    seconds = time.perf_counter() - start
    context.close()
    index = [path.read_bytes() for path in served.sent if engine.folder in path.relative_to(served.folder).parts]
    names = [path.suffix for path in served.sent if engine.folder in path.relative_to(served.folder).parts]
    small = [data if name in _COMPRESSED else gzip.compress(data) for name, data in zip(names, index, strict=True)]
    return Answer(seconds, sum(map(len, index)) / 1e3, sum(map(len, small)) / 1e3, address)


def _ask_pagefind(page: Page, query: str) -> str | None:
    found: str | None = page.evaluate(_ASK_PAGEFIND, query)
    return found


def _ask_material(page: Page, query: str) -> str | None:
    page.click(".md-search__input")
    page.wait_for_function(
        "() => !document.querySelector('.md-search-result__meta').innerText.startsWith('Initializing')"
    )
    page.keyboard.type(query)
    result = page.locator(".md-search-result__link, .md-search-result__item a").first
    result.wait_for()
    return result.get_attribute("href")


ENGINES = (Engine("Pagefind", "pagefind", _ask_pagefind), Engine("Material", "search", _ask_material))


@contextmanager
def _served(folder: Path) -> Iterator[Served]:
    """Serve a folder from this machine and note what is sent."""
    served = Served(folder)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def copyfile(self, source: Any, outputfile: Any) -> None:
            file: IO[bytes] = source
            if isinstance(file.name, str):
                served.sent.append(Path(file.name))
            super().copyfile(source, outputfile)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing of each request."""

    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        served.address = f"http://127.0.0.1:{server.server_port}/"
        yield served
        server.shutdown()
        thread.join()


if __name__ == "__main__":
    main()
