"""Refusals: pages that hold no article, called by what they look like.

Every rule asks for wording that such pages have and for a text too short, or made in another way, to be an article:
a whole article may have any wording around it. The wording is in `data/refusals.tsv`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache

from builder.article import Article
from builder.errors import ArticleError
from builder.readers.lines import Kind, kind_of
from builder.readers.surface import Surface, sentences
from builder.readers.wordlists import lines

# Words of text up to which the wording counts. What stands before a paywall is seldom more than three paragraphs; error
# pages and checks for robots explain themselves in a few lines.
_PAYWALLED = 250
_NOTICE = 150
_SHELL = 60
_LINE = 20
_OFFERED = 180
# Above this, and with a paragraph of a certain length, nothing is looked at: it is an article.
_WHOLE = 400
_PARAGRAPH = 60
# A page of teasers has several, and they are nearly all of its text.
_FEWEST_TEASERS = 5
_TEASER_SHARE = 0.7
# Fewer words than a headline has.
_FEWEST_WORDS = 8
_LONGEST_LINE = 400
_LONGEST_TITLE = 42
_BELOW = 8  # lines below the text among which the offer of a subscription stands
_SHOWN = 60


def checked(read: Callable[[str], Article], source: str, *, markup: bool) -> Article:
    """Return what `read` makes of `source`, with its refusal; an error of `read` says what the page looks like."""
    try:
        article = read(source)
    except ArticleError as error:
        raise explained(error, source) if markup else error from error
    return examined(article, source, markup=markup)


def examined(article: Article, source: str, *, markup: bool) -> Article:
    """Return `article` with its refusal, if it looks like no article. `source` is what it was read from, decoded."""
    words = _weight(block.text for block in article.blocks)
    if words >= _WHOLE and max(_weight([block.text]) for block in article.blocks) >= _PARAGRAPH:
        return article
    surface = Surface(article, source, markup=markup)
    reason = next((reason for rule in _RULES if (reason := rule(surface, words))), None)
    return replace(article, refusal=reason)


def explained(error: ArticleError, source: str) -> ArticleError:
    """Return the error of a reader that found no text in a page with what the page looks like, if that can be told."""
    surface = Surface(None, source, markup=True)
    reason = next((reason for rule in (*_RULES[:-2], _shell_by_noscript) if (reason := rule(surface, 0))), None)
    return ArticleError(f"{reason}; {str(error).partition('; ')[2] or error}") if reason else error


# --- rules: each says what the surface of a page with so many words of text looks like, or None -----------------------


def _robots(surface: Surface, words: int) -> str | None:
    said = _titled(surface, "robots") or _noticed(surface, "robots", words)
    return f"looks like a check for robots: {_quoted(said)}" if said and words < _NOTICE else None


def _error(surface: Surface, words: int) -> str | None:
    said = _titled(surface, "error") or _noticed(surface, "error", words)
    return f"looks like an error page: {_quoted(said)}" if said and words < _NOTICE else None


def _consent(surface: Surface, words: int) -> str | None:
    """A cookie notice: at least half of the text is about cookies and consent."""
    if surface.article is None:
        notices = [line.text for line in surface.lines if _matches("consent", line.text)]
        return f"looks like a cookie notice: {_quoted(notices[0])}" if len(notices) > 1 else None
    notices = [block.text for block in surface.article.blocks if _matches("consent", block.text)]
    if not notices or _weight(notices) * 2 < words:
        return None
    return f"looks like a cookie notice: {_quoted(notices[0])}"


def _paywall(surface: Surface, words: int) -> str | None:
    """A paywall: little text, and a line outside of it (or its last one) that asks for a subscription to go on."""
    gate = _said(surface, "gate") if words < _PAYWALLED else None
    if not gate and words < _OFFERED:
        offers = list(_offers_below(surface))
        needed = 1 if surface.says_not_free else 2 if _breaks_off(surface) else len(offers) + 1
        gate = offers[0] if len(offers) >= needed else None
    if not gate:
        return None
    blocks = surface.article.blocks if surface.article else ()
    count = sum(not _matches("gate", block.text) and not _matches("offer", block.text) for block in blocks)
    return f"looks like a paywall: {count} {'paragraph' if count == 1 else 'paragraphs'}, {_quoted(gate)}"


def _script(surface: Surface, words: int) -> str | None:
    said = _said(surface, "script") if words < _SHELL else None
    return f"looks like a page that needs JavaScript: {_quoted(said)}" if said else None


def _shell_by_noscript(surface: Surface, _words: int) -> str | None:
    said = _first("script", surface.unscripted)
    return f"looks like a page that needs JavaScript: {_quoted(said)}" if said else None


def _sign_in(surface: Surface, words: int) -> str | None:
    said = _titled(surface, "sign-in") if words < _SHELL else None
    return f"looks like a sign-in page: {_quoted(said)}" if said else None


def _teasers(surface: Surface, _words: int) -> str | None:
    count, share = surface.teasers()
    if count < _FEWEST_TEASERS or share < _TEASER_SHARE:
        return None
    return f"looks like a page of teasers: {count} headlines with a line or two each"


def _nearly_empty(surface: Surface, words: int) -> str | None:
    """Too few words for anything; of text they are counted wherever they stand, for a menu was not pasted with it."""
    if words >= _FEWEST_WORDS or (not surface.markup and _weight(line.text for line in surface.lines) >= _FEWEST_WORDS):
        return None
    return f"looks nearly empty: {words} {'word' if words == 1 else 'words'} of text"


_RULES: tuple[Callable[[Surface, int], str | None], ...] = (
    _robots, _error, _consent, _paywall, _script, _sign_in, _teasers, _nearly_empty,
)  # fmt: skip


# --- wording ----------------------------------------------------------------------------------------------------------


def _titled(surface: Surface, kind: str) -> str | None:
    """Return the first title of a kind; headlines of articles may begin like one, and are longer."""
    return _first(kind, (title for title in surface.titles if len(title) < _LONGEST_TITLE))


def _noticed(surface: Surface, kind: str, words: int) -> str | None:
    """Return the wording of a notice: one line is enough for a page with hardly any text, or else it takes two."""
    said = list(dict.fromkeys(_wordings(surface, kind))) if words < _SHELL else []
    return said[0] if said and (words < _LINE or len(said) > 1) else None


def _said(surface: Surface, kind: str) -> str | None:
    return next(_wordings(surface, kind), None)


def _wordings(surface: Surface, kind: str) -> Iterator[str]:
    """Yield the wordings of a kind outside of the article's text and in its last two paragraphs, one a line."""
    last = [block.text for block in surface.article.blocks[-2:]] if surface.article else []
    seen = [line.text for line in surface.lines if not line.in_body or line.text in last]
    found = (_first(kind, sentences(text)) for text in (*seen, *last))
    return (said for said in found if said)


def _offers_below(surface: Surface) -> Iterator[str]:
    """Yield the offers of a subscription in the lines right below the text."""
    said = [line.in_body and not _matches("offer", line.text) for line in surface.lines]
    last = max((index for index, in_body in enumerate(said) if in_body), default=len(said))
    below = surface.lines[last + 1 : last + 1 + _BELOW]
    return (text for line in below for text in sentences(line.text) if _matches("offer", text))


def _first(kind: str, texts: Iterable[str]) -> str | None:
    return next((text for text in texts if _matches(kind, text)), None)


def _matches(kind: str, text: str) -> bool:
    bare = text.replace("’", "'").strip(" .!?…:*-–—|»>→")
    return len(bare) < _LONGEST_LINE and bool(_wording(kind).fullmatch(bare))


@cache
def _wording(kind: str) -> re.Pattern[str]:
    """Return the wording of one kind as one regular expression."""
    rows = (line.partition("\t") for line in lines("refusals.tsv"))
    patterns = "|".join(f"(?:{pattern})" for name, _, pattern in rows if name == kind)
    return re.compile(f"(?:(?:or|and|now|please) )?(?:{patterns})", re.I)


def _breaks_off(surface: Surface) -> bool:
    """Tell whether the text ends in mid-sentence or with an ellipsis."""
    if surface.article is None:
        return False
    last = surface.article.blocks[-1]
    return last.text.endswith(("…", "...", "[…]", "[...]")) or (
        last.kind == "paragraph" and kind_of(last.text) is Kind.SHORT
    )


def _weight(texts: Iterable[str]) -> int:
    """About how many words texts have; scripts without spaces are counted by characters."""
    return sum(_counts(texts))


def _counts(texts: Iterable[str]) -> Iterator[int]:
    for text in texts:
        words = text.split()
        unspaced = sum(len(word) for word in words if len(word) > 1 and word[0] >= "\u0e00" and not word.isascii())
        yield max(len(words), unspaced // 2)


def _quoted(text: str | None) -> str:
    """Return what was printed in quotation marks, cut at a word's end."""
    shown = text or ""
    if len(shown) > _SHOWN:
        shown = (shown[:_SHOWN].rpartition(" ")[0] or shown[:_SHOWN]) + " …"
    return f"'{shown}'"
