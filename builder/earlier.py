"""Earlier copies of an article: what the record keeps of their quotations when a newer copy takes their place.

Under `brief: versions:` stands for each copy when it was saved, the ids of the quotations that the brief still has, and
the words of the others. So what was cut or changed can be told when the old file is long gone.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from builder.brief import LOCKED, Brief, quote_id
from builder.rights import Shown, shown


def copy(text_hash: str, article: str, saved: str, words: Iterable[str]) -> dict[str, Any]:
    """Note a copy of an article with the words of all its quotations."""
    return {"text": text_hash, "article": article, "saved": saved, "kept": [], "other": list(words)}


def of_record(brief: Brief, text_hash: str, address: str | None) -> list[dict[str, Any]]:
    """Give the copies that a brief knows of, and the one that it was made from, if another one is used now."""
    words = {quote_id(quote.text): quote.text for quote in brief.quotes if quote.words == LOCKED and not quote.reported}
    known = [
        copy(
            each.text_hash, each.article, each.saved, [*(words[key] for key in each.kept if key in words), *each.other]
        )
        for each in brief.made.versions
    ]
    made = brief.made
    if address and brief.source_url == address and made.text_hash and made.text_hash != text_hash:
        saved = brief.accessed or brief.updated or brief.date or ""
        known.append(copy(made.text_hash, made.article or "", saved, words.values()))
    return known


def versions(
    copies: Iterable[Mapping[str, Any]], text_hash: str, quotes: Sequence[Mapping[str, Any]], rights: str
) -> list[dict[str, Any]]:
    """Say of each copy which of the quotations that are written now it had, and what others; the oldest copy first.

    Of equal copies the first one counts. Where the rights allow no quotations none are kept of the copies either.
    """
    now = {quote_id(quote["text"]) for quote in quotes}
    found: dict[str, dict[str, Any]] = {}
    for each in copies:
        names = {quote_id(words): words for words in each["other"]} if shown(rights) is not Shown.METADATA else {}
        kept, other = [name for name in names if name in now], [names[name] for name in names if name not in now]
        if each["text"] != text_hash:
            found.setdefault(each["text"], {**each, "kept": kept, "other": other})
    return sorted(found.values(), key=lambda each: (each["saved"], each["text"]))
