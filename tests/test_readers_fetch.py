"""Fetching from a server on this machine, with the check for public addresses stood in for."""

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from unittest.mock import patch

import pytest

from builder.errors import ArticleError
from builder.readers import fetch as fetching
from builder.readers.fetch import fetch, public_address

Answer = tuple[int, dict[str, str], bytes]
HTML = {"Content-Type": "text/html; charset=utf-8"}

ANSWERS: dict[str, Answer] = {
    "/robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /private\n"),
    "/page": (200, HTML, b"<p>Quiet.</p>"),
    "/packed": (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(b"<p>Quiet.</p>")),
    "/bomb": (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(b" " * (30 << 20))),
    "/moved": (302, {"Location": "/page"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/to-file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/private/page": (200, HTML, b"<p>Secret.</p>"),
    "/picture": (200, {"Content-Type": "image/png"}, b"x"),
    "/nothing": (200, HTML, b""),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = ANSWERS.get(self.path, (404, HTML, b"no"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with patch.object(fetching, "public_address", lambda host, port: (host, port)):
        yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_fetches_a_page(site: str) -> None:
    assert fetch(f"{site}/page") == (b"<p>Quiet.</p>", f"{site}/page")


def test_unpacks_and_follows(site: str) -> None:
    assert fetch(f"{site}/packed").data == b"<p>Quiet.</p>"
    assert fetch(f"{site}/moved").url == f"{site}/page"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/gone", "404"),
        ("/loop", "redirects"),
        ("/to-file", "http://"),
        ("/private/page", "robots.txt"),
        ("/picture", "image/png"),
        ("/nothing", "empty"),
        ("/bomb", "larger than 20 MB"),
    ],
)
def test_refuses_clearly(site: str, path: str, words: str) -> None:
    with pytest.raises(ArticleError, match=words):
        fetch(site + path)


@pytest.mark.parametrize("url", ["ftp://a.example/x", "file:///etc/passwd", "a.example", "http://", "http://a:b:c/"])
def test_refuses_what_is_no_web_address(url: str) -> None:
    with pytest.raises(ArticleError):
        fetch(url)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "::1",
        "::ffff:127.0.0.1",
        "224.0.0.1",
    ],
)
def test_addresses_of_this_machine_and_its_network_are_not_public(host: str) -> None:
    with pytest.raises(ArticleError, match="public web"):
        public_address(host, 80)


def test_a_public_address_is_connected_to_as_it_was_checked() -> None:
    assert public_address("93.184.216.34", 443) == ("93.184.216.34", 443)
