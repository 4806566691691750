"""Fetching: one page from the public web, asked for once and politely."""

import gzip
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser as _Rules

from builder.errors import ArticleError

LARGEST = 20 << 20
TIME_LIMIT = 30.0
MOST_REDIRECTS = 4
# RFC 9309 asks for this much of robots.txt to be read, and for this many redirects of it to be followed.
_LARGEST_ROBOTS = 500 << 10
_ROBOTS_REDIRECTS = 5
AGENT = "news-briefs"
_HEADERS = {
    "User-Agent": f"{AGENT}/0.1",
    "Accept": "text/html, application/xhtml+xml, text/markdown;q=0.8, text/plain;q=0.7, */*;q=0.1",
    "Accept-Encoding": "identity, gzip;q=0.5",
    "Accept-Language": "en;q=0.9, *;q=0.5",
}
# What sites call the kinds of files that there are readers for, and the suffix that such a file goes by.
_TYPES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md",
    "application/pdf": ".pdf", "application/epub+zip": ".epub", "application/rss+xml": ".xml",
    "application/atom+xml": ".xml", "application/xml": ".xml", "text/xml": ".xml", "application/feed+json": ".json",
    "application/json": ".json", "multipart/related": ".mhtml", "message/rfc822": ".eml",
}  # fmt: skip
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SAVE = "open it in a browser and save the page instead"
# Addresses of IPv6 that stand for one of IPv4 behind a translator (RFC 6052).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# All public addresses of IPv6 are in here (RFC 4291, section 2.4); some that lie outside lead to private networks.
_UNICAST = ipaddress.IPv6Network("2000::/3")
# Kept for special uses (IANA's registries), which not every release of Python knows.
_RESERVED = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20")))
# Ports below this one belong to other services than the web, but for the web's own two.
_SYSTEM_PORTS = 1024


class Fetched(NamedTuple):
    """A file as it came, the address it came from after redirects, and the suffix that files of its kind go by."""

    data: bytes
    url: str
    suffix: str


class _Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    data: bytes


def fetch(url: str) -> Fetched:
    """Fetch the page at `url`: public http(s) only, robots.txt respected, few redirects, limits on size and time.

    Raises `ArticleError`, with the remedy, if it cannot or must not be fetched.
    """
    deadline = time.monotonic() + TIME_LIMIT
    asked: dict[str, _Rules | None] = {}
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked(url)
        _respect_robots(parts, asked, deadline)
        answer = _get(parts, deadline, LARGEST)
        location = answer.headers.get("Location")
        if answer.status not in _REDIRECTS or not location:
            return Fetched(_page(answer), parts.geturl(), _TYPES[answer.headers.get_content_type()])
        url = urljoin(parts.geturl(), location)
    raise ArticleError(f"the address redirects more than {MOST_REDIRECTS} times; {_SAVE}")


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise ArticleError("this is no valid address; copy it again from the browser") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ArticleError("only addresses that begin with http:// or https:// can be fetched")
    if port is not None and port < _SYSTEM_PORTS and port not in {80, 443}:
        raise ArticleError(f"web pages are not served at port {port}; copy the address again from the browser")
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="")  # neither is anybody else's business


def _page(answer: _Answer) -> bytes:
    """Return the bytes of a page that was delivered, unpacked."""
    if answer.status != 200:
        raise ArticleError(f"the site answered with status {answer.status} instead of the page; {_SAVE}")
    kind = answer.headers.get_content_type()
    if kind not in _TYPES:
        raise ArticleError(
            f"this address leads to a file of the type {kind}, not to an article; give that of the article"
        )
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


def _respect_robots(parts: SplitResult, asked: dict[str, _Rules | None], deadline: float) -> None:
    """Raise `ArticleError` if the site's robots.txt does not let us have the page; each site is `asked` once."""
    site = f"{parts.scheme}://{parts.netloc}"
    if site not in asked:
        asked[site] = _rules(parts._replace(path="/robots.txt", query=""), deadline)
    rules = asked[site]
    if rules is not None and not rules.can_fetch(AGENT, parts.geturl()):
        raise ArticleError(f"the site asks programs not to fetch this page (robots.txt); {_SAVE}")


def _rules(parts: SplitResult, deadline: float) -> _Rules | None:
    """Return what a site's robots.txt says; None, which allows all, if there is none (RFC 9309, section 2.3.1)."""
    for _ in range(_ROBOTS_REDIRECTS + 1):
        answer = _get(parts, deadline, _LARGEST_ROBOTS, cut=True)
        if answer.status >= 500:
            raise ArticleError(
                f"the site does not say what may be fetched (robots.txt, status {answer.status}); {_SAVE}"
            )
        location = answer.headers.get("Location")
        if answer.status in _REDIRECTS and location:
            parts = _checked(urljoin(parts.geturl(), location))
            continue
        if answer.status != 200:
            return None
        rules = _Rules()
        rules.parse(answer.data.decode("utf-8", "replace").splitlines())
        return rules
    return None


def _get(parts: SplitResult, deadline: float, largest: int, *, cut: bool = False) -> _Answer:
    """Send one request to a public address; `cut` keeps the beginning of what is too large instead of raising."""
    host = parts.hostname or ""
    connection = _Connection(host, parts.port or (443 if parts.scheme == "https" else 80), parts.scheme, deadline)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    watch = threading.Timer(max(0.1, deadline - time.monotonic()), connection.cut)
    watch.daemon = True
    watch.start()
    try:
        connection.request("GET", _quoted(target), headers=_HEADERS)
        response = connection.getresponse()
        data = b""
        while len(data) <= largest and (chunk := response.read1(1 << 16)):
            data += chunk
        broken = bool(response.length) and len(data) <= largest
    except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
        raise _unreachable(error, deadline) from error
    finally:
        watch.cancel()
        connection.close()
    if broken or time.monotonic() > deadline:
        raise _unreachable(http.client.HTTPException("it broke off"), deadline)
    if len(data) > largest and not cut:
        raise _too_large()
    return _Answer(response.status, response.headers, data[:largest])


def _unreachable(error: Exception, deadline: float) -> ArticleError:
    if isinstance(error, TimeoutError) or time.monotonic() > deadline:
        return ArticleError(f"the site took longer than {TIME_LIMIT:g} seconds; try again later")
    return ArticleError(f"the site cannot be reached ({error or type(error).__name__}); check address and network")


def _quoted(target: str) -> str:
    return quote(target, safe="/%?=&+,;:@!$'()*~#[]")


class _Connection(http.client.HTTPConnection):
    """A connection that is made to the very addresses that were checked: the name is not looked up twice."""

    def __init__(self, host: str, port: int, scheme: str, deadline: float) -> None:
        super().__init__(host, port)
        self._tls = ssl.create_default_context() if scheme == "https" else None
        self._deadline = deadline

    def connect(self) -> None:
        """Connect to the first address of the host that answers; raises `ArticleError` if one is not public."""
        failure: OSError = OSError("no address")
        for address in public_addresses(self.host, self.port):
            try:
                left = max(0.1, self._deadline - time.monotonic())
                self.sock = socket.create_connection(address, timeout=left)
                break
            except OSError as error:
                failure = error
        else:
            raise failure
        if self._tls is not None:
            self.sock = self._tls.wrap_socket(self.sock, server_hostname=self.host)

    def cut(self) -> None:
        """End the connection from another thread: a site may send a byte now and then for ever."""
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


def public_addresses(host: str, port: int) -> list[tuple[str, int]]:
    """Return the addresses of `host`, all of which must be public: none of this machine or its network."""
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(_is_public(ipaddress.ip_address(address.partition("%")[0])) for address in found):
        raise ArticleError("this address belongs to this machine or its own network, not to the public web")
    return [(address, port) for address in dict.fromkeys(found)]


def _is_public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Tell whether an address, and any of IPv4 that it stands for, is one of the public web."""
    if isinstance(ip, ipaddress.IPv6Address):
        inside = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            inside.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        embedded = [address for address in inside if address is not None]
        if embedded:
            return all(map(_is_public, embedded))
        if ip not in _UNICAST:
            return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _RESERVED)
