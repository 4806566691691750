"""Quotations as W3C Web Annotations, so that other tools can find each passage in its source.

https://www.w3.org/TR/annotation-model/ describes the model: an annotation says something (its body) about a passage
(its target), which is found by its words (`TextQuoteSelector`) or by where it stands (`TextPositionSelector`).
"""

from collections.abc import Iterable
from typing import Any

from builder.brief import Brief, BriefQuote
from builder.markup import safe_url

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def annotation(brief: Brief, quote: BriefQuote, address: str, speaker: str | None) -> dict[str, Any]:
    """Return one quotation as an annotation; `address` is that of its entry, `speaker` the name of who said it."""
    return {"@context": CONTEXT, **_annotation(brief, quote, address, speaker)}


def annotations(brief: Brief, address: str, page: str, entries: Iterable[tuple[str, str | None]]) -> dict[str, Any]:
    """Return all quotations of a brief as an annotation collection of one page, whose address is that of its file.

    `entries` are the addresses of the quotations' entries as seen from `page`, each with the name of who said it, in
    the order of the quotations. (`@base` is what JSON-LD reads them by; whole addresses are a sixth of such a file.)
    """
    items = [_annotation(brief, quote, *entry) for quote, entry in zip(brief.quotes, entries, strict=True)]
    return {
        "@context": [CONTEXT, {"@base": page}],
        "id": address,
        "type": "AnnotationCollection",
        "label": brief.title,
        "total": len(items),
        "first": {"id": f"{address}#page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _annotation(brief: Brief, quote: BriefQuote, address: str, speaker: str | None) -> dict[str, Any]:
    body = [{"type": "TextualBody", "purpose": "identifying", "value": speaker or "unknown"}]
    if quote.reported:
        body.append({"type": "TextualBody", "purpose": "tagging", "value": "reported speech"})
    return {
        "id": address,
        "type": "Annotation",
        "motivation": "identifying",
        "body": body,
        "target": _targets(brief, quote),
    }


def _targets(brief: Brief, quote: BriefQuote) -> list[dict[str, Any]]:
    """One target for each span; the words before the first and after the last are known, and help to find them.

    Positions count in the text of the article as it was read, which the record's `brief: text:` is the hash of.
    Words of which some are withheld stand nowhere, and find nothing.
    """
    source = safe_url(brief.source_url) or f"urn:briefs:{brief.made.id}"
    if quote.withheld:
        return [{"type": "SpecificResource", "source": source}]
    last = len(quote.parts) - 1
    targets = []
    for number, words in enumerate(quote.parts):
        near = {"prefix": quote.prefix if not number else "", "suffix": quote.suffix if number == last else ""}
        selectors: list[dict[str, Any]] = [
            {"type": "TextQuoteSelector", "exact": words, **{key: text for key, text in near.items() if text}}
        ]
        if len(quote.spans) == len(quote.parts):
            start, end = quote.spans[number]
            selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
        targets.append({"type": "SpecificResource", "source": source, "selector": selectors})
    return targets
