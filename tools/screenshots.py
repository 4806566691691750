"""Take the pictures of the README and the guide from the built sample site.

    make site && .venv/bin/python -m tools.screenshots

Run it from the top of the repository; it needs Chromium, and the packages of requirements/dev.lock. The pictures go
into docs/guide/images/ as WebP, which the browser itself writes.
"""

import base64
import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "guide" / "images"

_COMMANDS = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")

# Screen pixels for one of the page: sharp enough on most screens, and small.
_SCALE = 1.25

_TO_WEBP = """async png => {
  const image = await createImageBitmap(await (await fetch("data:image/png;base64," + png)).blob());
  const canvas = Object.assign(document.createElement("canvas"), {width: image.width, height: image.height});
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", 0.75).split(",")[1];
}"""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its name, the page, the window in pixels of the page, what to rest the pointer on, light or dark."""

    name: str
    path: str
    width: int = 1280
    height: int = 900
    hover: str | None = None
    scheme: str = "light"


_BRIEF = "briefs/2025/2025-09-15-two-guineas-agree-to-print-one-tide-table/"
_SHOTS = (
    Shot("home", ""),
    Shot("brief", _BRIEF, hover=".brief__text a[href*='/people/']"),
    Shot("person", "people/amadu-balde/"),
    Shot("countries", "countries/"),
    Shot("explore", "explore/"),
    Shot("phone", _BRIEF, 390, 844, scheme="dark"),
)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def _take(page: Page, address: str, shot: Shot) -> bytes:
    """Take one picture, as PNG."""
    page.goto(address + shot.path, wait_until="networkidle")
    if shot.hover:
        page.locator(shot.hover).first.hover()
        page.wait_for_timeout(800)
    return page.screenshot(animations="disabled")


def main() -> None:
    """Take all pictures."""
    browser_path = next(path for name in _COMMANDS if (path := shutil.which(name)))
    IMAGES.mkdir(exist_ok=True)
    with _served(ROOT / "site") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(_ARGUMENTS))
        converter = browser.new_page()
        for shot in _SHOTS:
            page = browser.new_page(
                viewport={"width": shot.width, "height": shot.height},
                device_scale_factor=_SCALE,
                color_scheme="dark" if shot.scheme == "dark" else "light",
            )
            png = base64.b64encode(_take(page, address, shot)).decode()
            webp = base64.b64decode(converter.evaluate(_TO_WEBP, png))
            (IMAGES / f"{shot.name}.webp").write_bytes(webp)
            print(f"{shot.name}: {len(webp) // 1000} KB")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
