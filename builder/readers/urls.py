"""Addresses: the one URL that an article is known by."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from builder.readers.wordlists import entries

_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f<>\"`{}|\\^\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def cleaned(url: str | None, base: str | None = None) -> str | None:
    """Return `url` as an absolute http(s) address without tracking parameters, fragment or password, else None."""
    try:
        parts = urlsplit(urljoin(base or "", (url or "").strip()))
        port = parts.port
    except ValueError:
        return None
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or "." not in host or _UNSAFE.search(parts.geturl()):
        return None
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(k)])
    return urlunsplit((parts.scheme, f"{host}:{port}" if port else host, parts.path or "/", query, ""))


def _is_tracking(parameter: str) -> bool:
    name = parameter.lower()
    return name.startswith(("utm_", "mc_", "pk_", "at_", "mtm_", "hsa_")) or name in entries("tracking_parameters.txt")


def domain(url: str | None) -> str:
    """Return the host of `url` without `www.`, or an empty string."""
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
