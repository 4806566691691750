"""Fetching: one page from the public web, asked for once and politely."""

import gzip
import http.client
import ipaddress
import socket
import ssl
import time
import urllib.robotparser
import zlib
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from builder.errors import ArticleError

LARGEST = 20 << 20
TIME_LIMIT = 30.0
MOST_REDIRECTS = 4
# RFC 9309 asks for this much of robots.txt to be read.
_LARGEST_ROBOTS = 500 << 10
AGENT = "news-briefs"
_HEADERS = {
    "User-Agent": f"{AGENT}/0.1",
    "Accept": "text/html, application/xhtml+xml, text/markdown;q=0.8, text/plain;q=0.7",
    "Accept-Encoding": "identity, gzip;q=0.5",
    "Accept-Language": "en;q=0.9, *;q=0.5",
}
_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
_SAVE = "open it in a browser and save the page instead"


class Fetched(NamedTuple):
    """A page as it came, and the address it came from after redirects."""

    data: bytes
    url: str


class _Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    data: bytes


def fetch(url: str) -> Fetched:
    """Fetch the page at `url`: public http(s) only, robots.txt respected, few redirects, limits on size and time.

    Raises `ArticleError`, with the remedy, if it cannot or must not be fetched.
    """
    deadline = time.monotonic() + TIME_LIMIT
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked(url)
        _ask_robots(parts, deadline)
        answer = _get(parts, deadline, LARGEST)
        location = answer.headers.get("Location")
        if answer.status not in {301, 302, 303, 307, 308} or not location:
            return Fetched(_page(answer), url)
        url = urljoin(url, location)
    raise ArticleError(f"the address redirects more than {MOST_REDIRECTS} times; {_SAVE}")


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError as error:
        raise ArticleError("this is no valid address; copy it again from the browser") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ArticleError("only addresses that begin with http:// or https:// can be fetched")
    return parts


def _page(answer: _Answer) -> bytes:
    """Return the bytes of a page that was delivered, unpacked."""
    if answer.status != 200:
        raise ArticleError(f"the site answered with status {answer.status} instead of the page; {_SAVE}")
    kind = answer.headers.get_content_type()
    if kind not in _TYPES:
        raise ArticleError(f"this address leads to a file of the type {kind}, not to an article")
    data = _unpacked(answer.data, answer.headers.get("Content-Encoding", ""))
    if not data.strip():
        raise ArticleError(f"the site sent an empty page; {_SAVE}")
    return data


def _unpacked(data: bytes, encoding: str) -> bytes:
    if encoding.strip().lower() not in {"gzip", "x-gzip"}:
        return data
    try:
        unpacked = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, LARGEST + 1)
    except (zlib.error, gzip.BadGzipFile) as error:
        raise ArticleError(f"the site sent a damaged page; {_SAVE}") from error
    if len(unpacked) > LARGEST:
        raise _too_large()
    return unpacked


def _too_large() -> ArticleError:
    return ArticleError(f"the page is larger than {LARGEST >> 20} MB; {_SAVE}")


def _ask_robots(parts: SplitResult, deadline: float) -> None:
    """Raise `ArticleError` if the site's robots.txt does not let us have the page (RFC 9309; none at all allows it)."""
    answer = _get(parts._replace(path="/robots.txt", query=""), deadline, _LARGEST_ROBOTS, cut=True)
    if answer.status >= 500:
        raise ArticleError(f"the site does not say what may be fetched (robots.txt, status {answer.status}); {_SAVE}")
    if answer.status != 200:
        return
    rules = urllib.robotparser.RobotFileParser()
    rules.parse(answer.data.decode("utf-8", "replace").splitlines())
    if not rules.can_fetch(AGENT, parts.geturl()):
        raise ArticleError(f"the site asks programs not to fetch this page (robots.txt); {_SAVE}")


def _get(parts: SplitResult, deadline: float, largest: int, *, cut: bool = False) -> _Answer:
    """Send one request to a public address; `cut` keeps the beginning of what is too large instead of raising."""
    host = parts.hostname or ""
    connection = _Connection(host, parts.port or (443 if parts.scheme == "https" else 80), parts.scheme, deadline)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("GET", _quoted(target), headers=_HEADERS)
        response = connection.getresponse()
        data = b""
        while len(data) <= largest and (chunk := response.read1(1 << 16)):
            data += chunk
            if time.monotonic() > deadline:
                raise TimeoutError
    except TimeoutError as error:
        raise ArticleError(f"the site took longer than {TIME_LIMIT:g} seconds; try again later") from error
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise ArticleError(
            f"the site cannot be reached ({error or type(error).__name__}); check address and network"
        ) from error
    finally:
        connection.close()
    if len(data) > largest and not cut:
        raise _too_large()
    return _Answer(response.status, response.headers, data[:largest])


def _quoted(target: str) -> str:
    return quote(target, safe="/%?=&+,;:@!$'()*~#[]")


class _Connection(http.client.HTTPConnection):
    """A connection that is made to the very address that was checked: the name is not looked up twice."""

    def __init__(self, host: str, port: int, scheme: str, deadline: float) -> None:
        super().__init__(host, port)
        self._tls = ssl.create_default_context() if scheme == "https" else None
        self._deadline = deadline

    def connect(self) -> None:
        """Connect to the first public address of the host; raises `ArticleError` if it has none."""
        left = max(0.1, self._deadline - time.monotonic())
        self.sock = socket.create_connection(public_address(self.host, self.port), timeout=left)
        if self._tls is not None:
            self.sock = self._tls.wrap_socket(self.sock, server_hostname=self.host)


def public_address(host: str, port: int) -> tuple[str, int]:
    """Return an address of `host`, all of whose addresses must be public: none of this machine or its network."""
    found = [info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found:
        ip = ipaddress.ip_address(str(address).partition("%")[0])
        mapped = getattr(ip, "ipv4_mapped", None) or ip
        if not mapped.is_global or mapped.is_multicast:
            raise ArticleError("this address belongs to this machine or its own network, not to the public web")
    return str(found[0]), port
