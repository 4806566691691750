"""What a program or a person has noted about an article, apart from its text: cleaned, whatever program it was."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from builder.article import Article
from builder.readers.dates import iso
from builder.readers.names import merge, outlet_of, read_byline
from builder.readers.plain import plain
from builder.readers.rights import spdx
from builder.readers.titles import split_site
from builder.readers.urls import cleaned, domain

# Strings by the name of the article's field that they are for.
Values = dict[str, list[str]]

# Tags that clippers put on everything they save say nothing about the article.
_CLIPPER_TAGS = frozenset({"clippings", "clipping", "clipped", "web-clip", "readwise", "omnivore"})
_NAMES = ("name", "label", "literal")
# Doubts about a page that are settled when a note on it has the answer.
_SETTLED = {
    "title": "No headline was found; the first sentence stands in for it.",
    "author": "No author was found.",
    "agency": "No author was found.",
    "date": "No date was found.",
}


def noted(**fields: Any) -> Values:
    """Return what a program exported under the fields it is for: strings, lists of them, or objects with a name."""
    return {field: texts for field, value in fields.items() if (texts := list(_texts(value)))}


def _texts(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list | tuple) else [value]:
        name = next((item[key] for key in _NAMES if item.get(key)), None) if isinstance(item, dict) else item
        if isinstance(name, str | int | float) and not isinstance(name, bool) and (text := plain(str(name))):
            yield text


def described(values: Values, origin: str) -> Article:
    """Return an article without blocks that holds what the notes say; `origin` names them in its provenance."""

    def one(name: str) -> str | None:
        return values.get(name, [""])[0] or None

    publisher = one("publisher")
    url = next((u for value in values.get("source_url", []) if (u := cleaned(value))), None)
    if not url and not publisher and one("source_url"):
        publisher = one("source_url")  # `source: The Ridgeway Gazette`
    title, site = split_site(one("title") or "", [name for name in (publisher, domain(url)) if name])
    printed = publisher or site
    publisher = printed or outlet_of(domain(url))
    byline = merge(read_byline(name, publisher) for name in values.get("author", []))
    date, updated = iso(one("date") or ""), iso(one("updated") or "")
    found: dict[str, Any] = {
        "title": title,
        "author": byline.authors,
        "agency": one("agency") or byline.agency,
        "date": date,
        "updated": updated if date and updated and updated > date else None,
        "publisher": publisher,
        "source_url": url,
        "accessed": iso(one("accessed") or ""),
        "description": one("description"),
        "tags": tuple(tag for tag in values.get("tags", []) if tag.lower() not in _CLIPPER_TAGS),
        "rights": spdx(one("rights")),
    }
    problems = (f"The date in the {origin} could not be understood.",) if one("date") and not date else ()
    lang = re.match(r"[a-z]{2,3}", (one("lang") or "en").lower())
    provenance = {name: origin for name, value in found.items() if value}
    if publisher and not printed:
        provenance["publisher"] = "address"
    return Article(blocks=(), lang=lang.group() if lang else "en", provenance=provenance, problems=problems, **found)


def overlaid(article: Article, values: Values, origin: str) -> Article:
    """Return an article as it was read with what the notes say of it: they come first, and the page fills the gaps."""
    notes = described(values, origin)
    better = {name: getattr(notes, name) for name, source in notes.provenance.items() if source == origin}
    if better.get("date") and article.date and article.date.startswith(better["date"]):
        del better["date"]  # the page knows the hour as well
    others = {
        name: _rival(article, name) for name in better if getattr(article, name) not in {None, "", (), better[name]}
    }
    settled = {_SETTLED[name] for name in better if name in _SETTLED}
    return replace(
        article,
        **better,
        provenance={**article.provenance, **dict.fromkeys(better, origin)},
        disagreements={**article.disagreements, **others},
        problems=(*(problem for problem in article.problems if problem not in settled), *notes.problems),
    )


def _rival(article: Article, name: str) -> tuple[str, ...]:
    """Say what the page itself has for a field that the notes on it have otherwise."""
    value = getattr(article, name)
    printed = ", ".join(value) if isinstance(value, tuple) else value
    return f"{article.provenance.get(name, 'page')}: ‘{printed}’", *article.disagreements.get(name, ())
