"""Saved pages for tests, invented by this project: an article, and whatever head, top and markup a test needs."""

import json

SENTENCE = "The crews of the harbour ferries asked the port on Monday for ten minutes of quiet, number {}."
BODY = "".join(f"<p>{SENTENCE.format(n)}</p>" for n in range(8))


def page(head: str = "", body: str = BODY, linked: object = None) -> str:
    """Return a page with `linked` as its JSON-LD."""
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked else ""
    return f"<!doctype html><html><head>{head}{script}</head><body><main><article>{body}</article></main></body></html>"


def linked(**fields: object) -> dict[str, object]:
    """Return JSON-LD of a news article with these fields."""
    return {"@context": "https://schema.org", "@type": "NewsArticle", **fields}


def meta(**tags: str) -> str:
    """Return meta tags; two underscores in a name stand for a colon, as in `og__title`."""
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{text}">' for name, text in tags.items())
