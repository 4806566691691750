"""Links to the exact passage of a page: text fragments (https://wicg.github.io/scroll-to-text-fragment/).

`#:~:text=words` leads to the first place where a page has these words, whatever their case; `first,last` names the
ends of a longer passage. `prefix-,` and `,-suffix` stand for words right before and after it, where the page says the
same elsewhere. A browser looks for whole words, and for each end within one block of the page.
"""

import re
from collections.abc import Iterable
from urllib.parse import quote as percent

from builder.annotations import Span
from builder.brief import CONTEXT, BriefQuote

# Words that name each end of a longer quotation: a whole one makes a very long address.
END_WORDS = 5

# Characters that have a meaning between the parts of a fragment and that `percent` lets pass.
_DASH = str.maketrans({"-": "%2D"})


def link(source: str, quote: BriefQuote) -> str | None:
    """Return the address of a quotation's passage on the page `source`; None where the record has no words.

    All spans are named. Where the article has the words more than once, only the first span is, with what stands
    around it: this is known of no other.
    """
    parts = [part for part in quote.parts if part.strip()]
    if not parts:
        return None
    directives = [_directive(part) for part in parts]
    if quote.repeated:
        suffix = _whole_words(quote.suffix, -1) if len(parts) == 1 else ""
        directives = [_directive(parts[0], _whole_words(quote.prefix, 0), suffix)]
    return f"{source.partition('#')[0]}#:~:{'&'.join(f'text={directive}' for directive in directives)}"


def is_repeated(text: str, spans: Iterable[Span], besides: Iterable[str | None] = ()) -> bool:
    """Tell whether a browser could take another passage for one of these spans of a text.

    `besides` are other words that stand on the same page, such as its headline.
    """
    page = "\n".join((text, *(words for words in besides if words)))
    return any(_occurrences(page, _ends(text[start:end])[0]) > 1 for start, end in spans)


def _occurrences(page: str, words: str) -> int:
    """Count the places where a browser would find words: in any case, with any spaces, and whole."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return sum(1 for _ in re.finditer(rf"(?<!\w){pattern}(?!\w)", page, re.IGNORECASE)) if pattern else 0


def _ends(passage: str) -> tuple[str, ...]:
    """Return what a fragment names of a passage: all of it, or its first and last words.

    A passage that goes on in another block has to be named by its ends. One whose last words stand in it before has
    to be named whole.
    """
    first, *others = [line for line in passage.split("\n") if line.strip()] or [""]
    words = passage.split()
    if not others and len(words) <= 2 * END_WORDS:
        return (" ".join(words),)
    start, end = first.split()[:END_WORDS], (others[-1] if others else first).split()[-END_WORDS:]
    rest = words[len(start) :]
    early = any(rest[at : at + len(end)] == end for at in range(len(rest) - len(end)))
    return (" ".join(words),) if early and not others else (" ".join(start), " ".join(end))


def _directive(passage: str, prefix: str = "", suffix: str = "") -> str:
    parts = [_encoded(part) for part in _ends(passage)]
    return ",".join(
        [*([f"{_encoded(prefix)}-"] if prefix else []), *parts, *([f"-{_encoded(suffix)}"] if suffix else [])]
    )


def _whole_words(context: str, edge: int) -> str:
    """Leave out the word at the edge of a context that was cut there, and a context that has nothing but marks."""
    words = context.split()
    if words and len(context) >= CONTEXT and not context[edge].isspace():
        del words[edge]
    found = " ".join(words)
    return found if re.search(r"\w", found) else ""


def _encoded(words: str) -> str:
    return percent(words, safe="").translate(_DASH)
