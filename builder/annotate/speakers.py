"""The speakers of the quotations: who said it."""

import re
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from builder.annotate.attach import LONG, Link, attach
from builder.annotate.context import set_extension
from builder.annotate.neighbours import complete
from builder.annotate.reported import find_reported
from builder.annotate.scene import Piece, Scene
from builder.annotate.sources import UNKNOWN, Resolver
from builder.annotations import Quote, Span

set_extension("quotes", ())


@Language.component("briefs_speakers", requires=["doc._.quotes"], assigns=["doc._.quotes"])
def annotate_speakers(doc: Doc) -> Doc:
    """Give the quotations in `doc._.quotes` their speakers, drop what is none, and add reported speech."""
    scene = Scene(doc)
    resolver = Resolver(doc, scene.quoted)
    direct = _direct(scene, resolver)
    reported = find_reported(scene, resolver)
    doc._.quotes = tuple(sorted(direct + reported, key=lambda quote: (quote.spans[0][0], quote.kind)))
    return doc


def _direct(scene: Scene, resolver: Resolver) -> list[Quote]:
    links = attach(scene)
    complete(scene, links)
    found: list[Quote] = []
    last: tuple[Piece, Link] | None = None
    for number in range(len(scene.quotes)):
        pieces = [(p, link) for p, link in zip(scene.pieces, links, strict=True) if p.quote == number]
        link = _best([each for _, each in pieces if each is not None])
        words = sum(piece.words for piece, _ in pieces)
        if (link is None and words < LONG) or _is_name(scene.doc.text[slice(*pieces[0][0].span)], link):
            continue
        quote = _speak(scene, resolver, scene.quotes[number], link)
        if last is not None and link is not None and _broken(scene, last, pieces[0][0], link):
            found[-1] = replace(found[-1], spans=found[-1].spans + quote.spans)
        else:
            found.append(quote)
        last = (pieces[-1][0], link) if link else None
    return found


def _is_name(text: str, link: Link | None) -> bool:
    """Say whether a stretch is a title of a work or a nickname: every word with a capital, no cue straight after."""
    if link is not None and link.how in ("tail", "continued"):
        return False
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    return (
        bool(words)
        and all(word[0].isupper() or word[0].isdigit() for word in words)
        and not text.isupper()
        and text[-1:] not in "?!."
    )


_WORD = re.compile(r"[^\W_][\w’'\-]*")
# Words that English titles leave in lower case.
_SMALL = frozenset(("a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "it", "nor"))
_SMALL |= frozenset(("of", "on", "or", "the", "to", "with"))


def _best(links: list[Link]) -> Link | None:
    """Prefer a cue beside any paragraph of a quotation to what its neighbours suggest."""
    return next((link for link in links if link.how != "continued"), links[0] if links else None)


def _speak(scene: Scene, resolver: Resolver, quote: Quote, link: Link | None) -> Quote:
    speaker, reason = UNKNOWN if link is None or link.source is None else resolver.resolve(link.source, quote.spans)
    if link is not None and link.how == "continued" and speaker is not None:
        reason = "continued"
    cue = None if link is None or link.cue is None else _chars(scene.doc, link.cue)
    return replace(quote, speaker=speaker, cue=cue, reason=reason)


def _broken(scene: Scene, last: tuple[Piece, Link], piece: Piece, link: Link) -> bool:
    """Say whether a piece goes on after the cue that broke the one before it: "A," he said. "B"."""
    before, its_link = last
    if before.paragraph != piece.paragraph or its_link.cue is None or its_link.cue != link.cue:
        return False
    start, end = before.after, piece.opens
    ends = [token for token in scene.doc[start : max(start, end - 1)] if token.text in (".", "?", "!")]
    return start <= its_link.cue[0] < end and not ends


def _chars(doc: Doc, tokens: tuple[int, int]) -> Span:
    span = doc[slice(*tokens)]
    return span.start_char, span.end_char
