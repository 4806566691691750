"""What a page of each kind weighs, and how soon a reader on a slow connection sees it.

    python -m benchmarks.page_weight site [--pages briefs/2025/a/ ...]

`site` is a folder that was built. Of each kind of page the largest is opened in Chromium, from a server of this
machine, over a connection like a slow 4G one. Printed are

- what is transferred beyond Material's own files, in kilobytes: compressed, as hosts of static sites do, and plain,
  and the compressed size of what Material fetches of the whole site in the background (search index and sitemap);
- the largest contentful paint in milliseconds, the best of three: compressed with nothing cached, then compressed and
  plain with Material's files cached from a visit before;
- the sum of layout shifts while the page loads and is scrolled to its end, requests, and requests to other hosts.
"""

import argparse
import functools
import gzip
import http.server
import re
import shutil
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, sync_playwright

# "Slow 4G" as Lighthouse has it: 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up.
CONNECTION = {"offline": False, "latency": 150, "downloadThroughput": 1_638_400 / 8, "uploadThroughput": 768_000 / 8}

# Files that Material brings, the same for all pages of all its sites, so that they are cached.
MATERIAL = re.compile(r"/assets/(stylesheets/(main|palette)\.|javascripts/(bundle|workers/|lunr/))")

# What it fetches in the background, which grows with the site.
WHOLE_SITE = re.compile(r"/(search/search_index\.json|sitemap\.xml)$")

# Other programs of this machine delay a paint now and then.
TRIES = 3

# Scripts and what they fetch come after the page is loaded; milliseconds until all of it is there.
SETTLE = 2500

KINDS = ("briefs", "people", "countries", "organisations", "outlets", "timeline")

_COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml"}

# Notes the largest contentful paint and the shifts of the layout from the first moment on.
_WATCH = """
window.seen = {paint: 0, shift: 0};
new PerformanceObserver((list) => list.getEntries().forEach((entry) => (seen.paint = entry.startTime)))
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver((list) => list.getEntries().forEach((entry) => (seen.shift += entry.value)))
  .observe({type: "layout-shift", buffered: true});
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One page opened: bytes of ours and of the whole site's, milliseconds to the largest paint, shift, requests."""

    ours: int
    whole_site: int
    paint: float
    shift: float
    requests: int
    elsewhere: int


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a host of static sites does: files may be cached, and are compressed if that is asked for."""

    protocol_version = "HTTP/1.1"
    compressed = False

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not self.compressed or path.suffix not in _COMPRESSED or not path.is_file():
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


class _Compressing(_Handler):
    compressed = True


@contextmanager
def served(folder: Path, handler: type[_Handler]) -> Iterator[str]:
    """Serve a folder; yields its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def largest_pages(site: Path) -> dict[str, str]:
    """Give the heaviest page of each kind, as it is addressed in the site: `{"briefs": "briefs/2025/a/"}`."""
    pages = {"home": "", "explore": "explore/", "list": "briefs/"}
    for kind in KINDS:
        found = [path for path in (site / kind).rglob("index.html") if path.parent != site / kind]
        if found:
            pages[kind] = f"{max(found, key=lambda path: path.stat().st_size).parent.relative_to(site).as_posix()}/"
    return {kind: path for kind, path in pages.items() if (site / path / "index.html").is_file()}


def warm(context: BrowserContext, address: str, site: Path) -> None:
    """Put Material's files into the cache, and nothing of ours."""
    page = context.new_page()
    page.goto(f"{address}sitemap.xml")
    files = [
        path.relative_to(site).as_posix() for path in (site / "assets").rglob("*.*") if path.suffix in {".css", ".js"}
    ]
    wanted = [f"{address}{file}" for file in files if MATERIAL.search(f"/{file}") and "/lunr/" not in file]
    page.evaluate("files => Promise.all(files.map((file) => fetch(file).then((answer) => answer.blob())))", wanted)
    page.close()


def best(browser: Browser, address: str, path: str, site: Path, *, cached: bool) -> Visit:
    """Open a page a few times, and give the visit that painted soonest."""
    visits = [visit(browser, address, path, site, cached=cached) for _ in range(TRIES)]
    return min(visits, key=lambda one: one.paint)


def visit(browser: Browser, address: str, path: str, site: Path, *, cached: bool) -> Visit:
    """Open a page once in a new window, scroll it to its end, and say what was seen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    if cached:
        warm(context, address, site)
    page = context.new_page()
    page.add_init_script(_WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", CONNECTION)
    asked: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on("Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]["url"]}))
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(address + path)
    page.wait_for_timeout(SETTLE)
    paint = page.evaluate("seen.paint")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(400)
    shift = page.evaluate("seen.shift")
    context.close()
    web = {key: url for key, url in asked.items() if not url.startswith(("data:", "blob:"))}
    paths = {key: urlsplit(url).path for key, url in web.items()}
    whole_site = sum(sizes.get(key, 0) for key, path in paths.items() if WHOLE_SITE.search(path))
    ours = sum(sizes.get(key, 0) for key, path in paths.items() if not MATERIAL.search(path)) - whole_site
    elsewhere = sum(not url.startswith(address) for url in web.values())
    return Visit(ours, whole_site, paint, shift, len(web), elsewhere)


def _row(name: str, values: Iterable[str]) -> str:
    return f"{name:16}" + "".join(f"{value:>10}" for value in values)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page_weight", description="Weigh the pages of a site.")
    parser.add_argument("site", type=Path, help="the folder of a built site")
    parser.add_argument("--pages", nargs="*", help="addresses in the site, in place of the largest of each kind")
    given = parser.parse_args()
    site = given.site.absolute()
    pages = {path: path for path in given.pages} if given.pages else largest_pages(site)
    command = next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), None)
    if not pages or command is None:
        sys.exit(f"{given.site}: no built site there" if command else "this needs Chromium or Chrome")
    print(_row("page", ["KB gzip", "KB plain", "KB site", "paint", "cached", "plain", "shift", "asked", "elsewhere"]))
    with sync_playwright() as running, served(site, _Compressing) as small, served(site, _Handler) as plain:
        browser = running.chromium.launch(executable_path=command, args=["--no-sandbox", "--disable-gpu"])
        for kind, path in pages.items():
            first = best(browser, small, path, site, cached=False)
            again = best(browser, small, path, site, cached=True)
            large = best(browser, plain, path, site, cached=True)
            weights = [f"{weight / 1000:.1f}" for weight in (first.ours, large.ours, first.whole_site)]
            paints = [f"{one.paint:.0f}" for one in (first, again, large)]
            shift = f"{max(first.shift, large.shift):.4f}"
            print(_row(kind, [*weights, *paints, shift, str(first.requests), str(first.elsewhere)]), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
