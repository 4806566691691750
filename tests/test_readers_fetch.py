"""Fetching from a server on this machine, with the check for public addresses stood in for."""

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from unittest.mock import patch

import pytest

from builder.errors import ArticleError
from builder.readers import fetch as fetching
from builder.readers.fetch import fetch, public_addresses

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
    "/feed": (200, {"Content-Type": "application/rss+xml"}, b"<rss/>"),
    "/short": (200, HTML | {"Content-Length": "500"}, b"<p>Qui"),
}


ASKED: list[str] = []


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        ASKED.append(self.path)
        if self.path == "/drip":
            self.drip()
            return
        status, headers, body = ANSWERS.get(self.path, (404, HTML, b"no"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        """Send a header now and then, for ever."""
        self.wfile.write(b"HTTP/1.0 200 OK\r\n")
        with suppress(OSError):
            for number in range(600):
                self.wfile.write(f"X-{number}: x\r\n".encode())
                time.sleep(0.05)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with patch.object(fetching, "public_addresses", lambda host, port: [(host, port)]):
        yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_fetches_a_page(site: str) -> None:
    assert fetch(f"{site}/page") == (b"<p>Quiet.</p>", f"{site}/page", ".html")


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
        ("/short", "broke off"),
    ],
)
def test_refuses_clearly(site: str, path: str, words: str) -> None:
    with pytest.raises(ArticleError, match=words):
        fetch(site + path)


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://a.example/x", "file:///etc/passwd", "gopher://a.example/", "a.example", "//a.example/x", "http://"),
        *("http://a:b:c/", "http://a.example:22/", "https://a.example:25/", "http://a.example:99999/"),
    ],
)
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
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "fe80::1",
        "fd00::1",
        "224.0.0.1",
        "255.255.255.255",
        "100.64.0.1",
        "192.0.0.8",
        "192.88.99.1",
        *("2130706433", "017700000001", "0x7f000001", "0177.0.0.1", "0x7f.1", "127.1", "0"),
        *("::", "::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b:1::7f00:1", "2001:0:7f00:1::", "fec0::1", "3fff::1"),
        *("ff02::1", "2001:db8::1", "5f00::1"),
    ],
)
def test_addresses_of_this_machine_and_its_network_are_not_public(host: str) -> None:
    with pytest.raises(ArticleError, match="public web"):
        public_addresses(host, 80)


def test_a_public_address_is_connected_to_as_it_was_checked() -> None:
    assert public_addresses("93.184.216.34", 443) == [("93.184.216.34", 443)]


def test_a_redirect_to_this_machine_is_not_followed(site: str) -> None:
    """Each step is checked anew, and a name is looked up once: what was checked is what is connected to."""
    lookups: list[str] = []

    def looked_up(host: str, port: int) -> list[tuple[str, int]]:
        lookups.append(host)
        return [("127.0.0.1", port)] if host == "public.example" else public_addresses(host, port)

    port = site.rpartition(":")[2]
    ANSWERS["/inwards"] = (302, {"Location": f"http://127.0.0.1:{port}/page"}, b"")
    ASKED.clear()
    with patch.object(fetching, "public_addresses", looked_up), pytest.raises(ArticleError, match="public web"):
        fetch(f"http://public.example:{port}/inwards")
    assert ASKED == ["/robots.txt", "/inwards"]
    assert lookups == ["public.example", "public.example", "127.0.0.1"]


def test_a_name_and_a_word_in_an_address_are_not_sent(site: str) -> None:
    address = site.replace("://", "://name:word@")
    assert fetch(f"{address}/page#part").url == f"{site}/page"


def test_asks_once_for_a_page_and_once_for_the_rules_of_its_site(site: str) -> None:
    ASKED.clear()
    assert fetch(f"{site}/moved").data == b"<p>Quiet.</p>"
    assert ASKED == ["/robots.txt", "/moved", "/page"]


def test_a_site_that_never_ends_is_left(site: str) -> None:
    before = time.monotonic()
    with patch.object(fetching, "TIME_LIMIT", 0.5), pytest.raises(ArticleError, match=r"longer than 0\.5 seconds"):
        fetch(f"{site}/drip")
    assert time.monotonic() - before < 10


def test_other_kinds_of_files_are_called_what_they_are(site: str) -> None:
    assert fetch(f"{site}/feed").suffix == ".xml"


def test_the_rules_of_a_site_are_respected_where_it_has_moved_them(site: str) -> None:
    moved: Answer = (301, {"Location": "/rules"}, b"")
    with patch.dict(ANSWERS, {"/robots.txt": moved, "/rules": ANSWERS["/robots.txt"]}):
        assert fetch(f"{site}/page").data
        with pytest.raises(ArticleError, match=r"robots\.txt"):
            fetch(f"{site}/private/page")


def test_no_password_is_sent_or_kept(site: str) -> None:
    assert fetch(site.replace("://", "://me:secret@") + "/page#part").url == f"{site}/page"
