"""The index of a rendered site's search, made anew of the collection: small, and with every quotation in it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from builder.build import gathered
from builder.pages import FOLDERS
from builder.search import material, pagefind
from builder.search.entries import entries
from builder.settings import Project
from builder.texts import each_within, group, speaking

# Bytes of an index that a browser reads whole and makes ready within a second: of 500 to 1,000 briefs.
LARGE = 2_000_000

Kind = Literal["built-in", "pagefind"]

# Where the search plugin of Material writes its index.
_FILE = "search/search_index.json"


def index(project: Project, site: Path) -> Kind | None:
    """Replace the index that was rendered for `site` by one of the collection. Returns the kind; None is no search.

    Pages that people wrote stay as they were rendered. The page's script reads in the index of Material which search
    is there to be asked (assets/javascripts/workers/briefs-search.js).
    """
    file = site / _FILE
    if not file.is_file():
        return None
    rendered = json.loads(file.read_bytes())
    if rendered["config"].get("pagefind"):
        return "pagefind"  # made from this very file, of which nothing is left to make it from again
    context = speaking(project.site.language)
    found = [*each_within(context, lambda: entries(gathered(project)[0]))]
    texts = context.run(group, "search.more")
    theirs = [document for document in rendered["docs"] if not _is_ours(document)]
    documents = [*material.documents(found), *theirs]
    config = {**rendered["config"], "more": texts}
    made = _encoded({"config": material.settings(config), "docs": documents})
    kind = _kind(project, len(made))
    if kind == "pagefind":
        pagefind.write(site, found, theirs, project.site.language)
        made = _encoded({"config": {**config, "pagefind": True}, "docs": []})
    file.write_bytes(made)
    return kind


def _kind(project: Project, size: int) -> Kind:
    if project.settings.search == "auto":
        return "pagefind" if size > LARGE else "built-in"
    return project.settings.search


def _encoded(index: Mapping[str, Any]) -> bytes:
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def _is_ours(document: Mapping[str, Any]) -> bool:
    return str(document["location"]).partition("/")[0] in FOLDERS
