"""The home country of the outlet that an article comes from."""

from urllib.parse import urlsplit

from builder.gazetteer import COUNTRY_CODES
from builder.gazetteer.gazetteer import outlets

# Endings of addresses that are a country's by name but are used by anyone.
USED_BY_ANYONE = frozenset(
    {"ac", "ai", "cc", "co", "fm", "gg", "io", "la", "me", "ms", "nu", "sh", "so", "st", "tk", "to", "tv", "vc", "ws"}
)
# Endings that are not the country's code, or are one country's alone.
ENDINGS = {"uk": "GB", "gov": "US", "mil": "US", "edu": "US", "scot": "GB", "wales": "GB", "nyc": "US", "cat": "ES"}


def home_country(source_url: str | None, publisher: str | None) -> str | None:
    """Return the outlet's country by its address or else its name; `None` where neither tells."""
    host = _host(source_url or "")
    parts = host.split(".")
    for i in range(len(parts) - 1):
        if code := outlets().get(".".join(parts[i:])):
            return code
    ending = parts[-1]
    if ending not in USED_BY_ANYONE and ending.upper() in COUNTRY_CODES:
        return ending.upper()
    return ENDINGS.get(ending) or outlets().get((publisher or "").strip().lower())


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:  # such as an unclosed [ of an IPv6 address
        return ""
