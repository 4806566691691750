"""The index of the search that comes with Material: one file, which the browser reads whole and makes ready itself."""

import html
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from builder.search.entries import Entry

# How much more words count in a title than in a text. Material's own 1000 would put whatever is called by one of the
# words of a quotation before the quotation.
_FIELDS = {"title": {"boost": 5.0}, "text": {"boost": 1.0}, "tags": {"boost": 1.0}}

# How much more a quotation counts than a title or a summary that holds the same words.
_QUOTED = 2.0


# What parts words, to Material and to us: its own leaves quotation marks and commas on them.
_THEIR_SEPARATOR = r"[\s\-]+"
_SEPARATOR = r"[\s\-\u2010-\u2015.,;:!?…·/()\[\]\"'“”„‘’‚«»‹›]+"


def settings(rendered: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of an index that was rendered, with what parts words, if nobody chose it, and what counts."""
    separator = rendered["separator"]
    return {**rendered, "separator": _SEPARATOR if separator == _THEIR_SEPARATOR else separator, "fields": _FIELDS}


def documents(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    """Give the entries as Material's index has them, each page before its sections. Its texts are HTML."""
    for entry in entries:
        yield {**_document(entry.address, entry.title, entry.text), "boost": entry.weight}
        for section in entry.sections:
            yield {**_document(f"{entry.address}#{section.anchor}", section.title, section.text), "boost": _QUOTED}


def _document(location: str, title: str, text: str) -> dict[str, Any]:
    return {"location": location, "title": html.escape(title, quote=False), "text": html.escape(text, quote=False)}
