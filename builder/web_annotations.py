"""Quotations as W3C Web Annotations, so that other tools can find each passage in its source.

https://www.w3.org/TR/annotation-model/ describes the model: an annotation says something (its body) about a passage
(its target), which is found by its words (`TextQuoteSelector`) or by where it stands (`TextPositionSelector`).
"""

from typing import Any

from builder.brief import Brief, BriefQuote
from builder.markup import safe_url

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def annotation(brief: Brief, quote: BriefQuote, address: str, speaker: str | None) -> dict[str, Any]:
    """Return one quotation as an annotation; `address` is that of its entry, `speaker` the name of who said it."""
    told = "reported speech" if quote.reported else "quotation"
    return {
        "@context": CONTEXT,
        "id": address,
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "TextualBody", "purpose": "identifying", "value": speaker or "unknown"},
            {"type": "TextualBody", "purpose": "tagging", "value": told},
        ],
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
