"""Slugs: the ids of people, outlets and briefs, safe as a file name and in a URL."""

import re

from anyascii import anyascii

# Longest slug: leaves room for a date, a suffix and a folder within the 255 bytes that file systems allow a name.
LONGEST = 80


def slug(text: str) -> str:
    """Return `text` as lower-case ASCII words joined by hyphens, cut at a word's end; `untitled` if none is left.

    It is never `index`: that file is the list of its folder.
    """
    ascii_text = anyascii(text).lower().replace("'", "")
    whole = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
    if len(whole) > LONGEST:
        whole = whole[: LONGEST + 1].rpartition("-")[0] or whole[:LONGEST]
    return "the-index" if whole == "index" else whole or "untitled"
