"""Other versions of an article, as the page of a brief tells of them: when saved, and which quotations differ."""

from collections.abc import Sequence
from typing import Any

from builder.brief import Brief, Version
from builder.days import date_text
from builder.pages.page import brief_path, url
from builder.versions import Revision, in_words, is_later, revision, saved, since

# Versions told of on one page, the newest.
VERSIONS = 5


def of_brief(brief: Brief, others: Sequence[Brief]) -> list[dict[str, Any]]:
    """Tell of each other version what was changed from the earlier of the two to the later one."""
    copies = [_copy(version, brief) for version in brief.made.versions]
    return [*copies, *(_version(brief, other) for other in others)][-VERSIONS:]


def _copy(version: Version, brief: Brief) -> dict[str, Any]:
    """Tell of an earlier copy, of which there is no brief."""
    told = _told(since(version, brief))
    return {"later": False, "title": None, "url": None, "date_text": date_text(version.saved or None), **told}


def _version(brief: Brief, other: Brief) -> dict[str, Any]:
    later = is_later(other, brief)
    found = revision(*((brief, other) if later else (other, brief)))
    return {
        "later": later,
        "title": other.title,
        "url": url(brief_path(other)),
        "date_text": date_text(saved(other)),
        **_told(found),
    }


def _told(found: Revision) -> dict[str, Any]:
    return {
        "text": in_words(found),
        "added": [quote.shown for quote in found.added],
        "cut": [quote.shown for quote in found.cut],
        "changed": [{"before": before.shown, "after": after.shown} for before, after in found.changed],
    }
