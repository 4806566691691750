"""Section and tags of a saved page, without the marks that publishing software puts among them."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from builder.readers import jsonld
from builder.readers.page import Page
from builder.readers.plain import folded, plain
from builder.readers.wordlists import entries

_MOST = 20
_LONGEST = 50  # characters: longer is a sentence
# "Category: Travel", "_commerce", "/article", "26157981-b4f7-4929", "news_world": written for programs.
_FOR_PROGRAMS = re.compile(r"[:=_|/\\{}<>]|[0-9a-f]{8}-[0-9a-f]{4}-|^\W|^\d+$|^\S+\.\w{2,3}$")
_CODE = re.compile(r"[A-Z0-9-]{2,8}")  # one is an acronym; where most tags are such, they are codes of an archive


def page_tags(page: Page) -> tuple[str, ...]:
    """Return the section that the article stands in, and its tags: of JSON-LD, else `article:tag`, else keywords."""
    sections = [*_listed(page.node.get("articleSection")), *page.metas.get("article:section", ())]
    linked = _listed(page.node.get("keywords"))
    tagged = _parts(page.metas.get("article:tag", ()))
    keywords = _parts(content for name in ("news_keywords", "keywords") for content in page.metas.get(name, ()))
    tags = next((found for listed in (linked, tagged, keywords) if (found := _told(listed))), [])
    unique: dict[str, str] = {}
    for tag in (*_told(sections)[:1], *tags):
        unique.setdefault(folded(tag), tag)
    return tuple(unique.values())[:_MOST]


def _listed(value: Any) -> list[str]:
    """Return the items of a JSON list, or the parts of a string; a comma in an item is the item's own."""
    return [jsonld.text(item) for item in value] if isinstance(value, list) else list(_parts([jsonld.text(value)]))


def _parts(contents: Iterable[str]) -> Iterator[str]:
    for content in contents:
        yield from re.split(r"\s*[,;](?!\s*(?:&|and\b))\s*", content)


def _told(values: Iterable[str]) -> list[str]:
    """Return what tells readers something."""
    cleaned = [plain(value) for value in values]
    told = [
        tag
        for tag in cleaned
        if 1 < len(tag) < _LONGEST and tag.lower() not in entries("no_tags.txt") and not _FOR_PROGRAMS.search(tag)
    ]
    codes = sum(bool(_CODE.fullmatch(tag)) for tag in told)
    return told if codes < 3 or 2 * codes < len(told) else []
