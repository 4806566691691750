"""A temporary copy of the collection, and MkDocs run on it."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

# A site is often published below a path; links that start from the root of the host break there.
BASE = "/project/"


def copy(target: Path, *articles: Path) -> Path:
    """Lay out a collection that holds what a fresh clone holds, but only the articles given."""
    (target / "docs").mkdir(parents=True)
    for page in (ROOT / "docs").glob("*.md"):
        shutil.copy(page, target / "docs")
    shutil.copytree(ROOT / "docs" / "guide", target / "docs" / "guide")
    shutil.copy(ROOT / "mkdocs.yml", target)
    shutil.copytree(ROOT / "builder", target / "builder", ignore=shutil.ignore_patterns("__pycache__"))
    (target / "articles").mkdir()
    for path in articles:
        (shutil.copytree if path.is_dir() else shutil.copy)(path, target / "articles" / path.name)
    return target


def command(*arguments: str) -> list[str]:
    """Return the command line of MkDocs, as the Makefile has it."""
    return [sys.executable, "-m", "mkdocs", *arguments]


def environment(site_url: str = "") -> dict[str, str]:
    """Return the environment of MkDocs, as the Makefile has it."""
    return {**os.environ, "SITE_URL": site_url, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}


def offline(log: Path) -> dict[str, str]:
    """Return what to add to an environment where no process may connect to anything; attempts are noted in `log`."""
    return {"PYTHONPATH": str(ROOT / "tests" / "offline"), "OFFLINE_LOG": str(log)}


def build(collection: Path, site: Path, site_url: str) -> None:
    """Build the site, without a network; a warning is an error, and so is an attempt to connect to anything."""
    log = collection.parent / "connections"
    log.touch()
    run = subprocess.run(
        command("build", "--strict", "--site-dir", str(site)),
        cwd=collection,
        env=environment(site_url) | offline(log),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert log.read_text(encoding="utf-8") == ""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        """Let the browser keep what all pages share, as web servers do."""
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder whose subfolder `BASE` holds the site; yields the address of the site."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
        server.shutdown()
        thread.join()
