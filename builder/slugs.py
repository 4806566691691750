"""Slugs: the ids of people, outlets and briefs, safe as a file name and in a URL."""

import re
from functools import lru_cache

from anyascii import anyascii

# Longest slug: leaves room for a date, a suffix and a folder within the 255 bytes that file systems allow a name.
LONGEST = 80

_TAKEN = re.compile(r"index|con|prn|aux|nul|com\d|lpt\d")


@lru_cache(maxsize=1 << 16)  # the same names come up in brief after brief
def slug(text: str) -> str:
    """Return `text` as lower-case ASCII words joined by hyphens, cut at a word's end; `untitled` if none is left.

    It is never `index`, which is the list of its folder, nor a name that Windows keeps for devices.
    """
    ascii_text = anyascii(text).lower().replace("'", "")
    whole = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
    if len(whole) > LONGEST:
        whole = whole[: LONGEST + 1].rpartition("-")[0] or whole[:LONGEST]
    return f"the-{whole}" if _TAKEN.fullmatch(whole) else whole or "untitled"
