"""The speakers of the quotations: who said it."""

from dataclasses import dataclass, replace
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc

from builder.annotate.context import set_extension
from builder.annotate.quotes.attach import attach
from builder.annotate.quotes.links import LONG, Link
from builder.annotate.quotes.neighbours import complete
from builder.annotate.quotes.reported import find_reported
from builder.annotate.quotes.scene import Piece, Scene
from builder.annotate.quotes.sources import Resolver
from builder.annotate.quotes.titles import is_title
from builder.annotations import Quote

# People and organisations may be missing from a pipeline of somebody else's: then speakers stay as printed.
for _name in ("quotes", "people", "organisations"):
    set_extension(_name, ())


@Language.component("briefs_speakers", requires=["doc._.quotes"], assigns=["doc._.quotes"])
def annotate_speakers(doc: Doc) -> Doc:
    """Give the quotations in `doc._.quotes` their speakers, drop what is none, and add reported speech."""
    scene = Scene(doc)
    claims = sorted(_direct(scene) + _reported(scene), key=_place)
    resolver = Resolver(doc, scene.quoted, {claim.source for claim in claims if claim.source is not None})
    doc._.quotes = tuple(sorted((_resolved(claim, resolver) for claim in claims), key=lambda q: (q.spans[0], q.kind)))
    return doc


@dataclass(frozen=True, slots=True)
class _Claim:
    """A quotation and the head of its source, not yet resolved; `away` is the reason where that is not beside it."""

    quote: Quote
    source: int | None
    away: str | None = None


def _place(claim: _Claim) -> int:
    """Order claims as a reader meets their sources, since pronouns lean on those before them."""
    return -1 if claim.source is None else claim.source


def _resolved(claim: _Claim, resolver: Resolver) -> Quote:
    if claim.source is None:
        return claim.quote
    speaker, reason = resolver.resolve(claim.source, claim.quote.spans)
    return replace(claim.quote, speaker=speaker, reason=reason if reason == "unknown" else claim.away or reason)


def _reported(scene: Scene) -> list[_Claim]:
    return [
        _Claim(
            Quote("reported", tuple(map(scene.chars, spans)), None, scene.chars((cue.start, cue.end)), "unknown"),
            source,
        )
        for cue, source, spans in find_reported(scene)
    ]


def _direct(scene: Scene) -> list[_Claim]:
    links = attach(scene)
    complete(scene, links)
    found: list[_Claim] = []
    last: tuple[Piece, Link] | None = None
    for number, group in groupby(zip(scene.pieces, links, strict=True), key=lambda pair: pair[0].quote):
        pieces, its_links = zip(*group, strict=True)
        link = _best([each for each in its_links if each is not None])
        if not _is_quotation(scene, pieces, link):
            continue
        if last is not None and link is not None and _broken(scene, last, pieces[0], link):
            before = found[-1]
            found[-1] = replace(
                before, quote=replace(before.quote, spans=before.quote.spans + scene.quotes[number].spans)
            )
        else:
            found.append(_claim(scene, scene.quotes[number], link))
        last = (pieces[-1], link) if link else None
    return found


def _claim(scene: Scene, quote: Quote, link: Link | None) -> _Claim:
    if link is None:
        return _Claim(quote, None)
    cue = None if link.cue is None else scene.chars(link.cue)
    return _Claim(replace(quote, cue=cue), link.source, _AWAY.get(link.how))


# The reasons for constructions that find the source outside the sentence.
_AWAY = {
    "before": "same-paragraph",
    "topic": "same-paragraph",
    "introduced": "paragraph-before",
    "paragraph before": "paragraph-before",
    "continued": "continued",
    "ahead": "continues",
}


def _is_quotation(scene: Scene, pieces: tuple[Piece, ...], link: Link | None) -> bool:
    """Say whether what stands between marks was said: a few words need a cue, and names are no quotations."""
    if not any(char.isalnum() for piece in pieces for char in scene.text[slice(*piece.span)]):
        return False
    if link is None and sum(piece.words for piece in pieces) < LONG:
        return False
    return not is_title(scene, pieces[0], link)


def _best(links: list[Link]) -> Link | None:
    """Prefer a cue beside any paragraph of a quotation to what its neighbours suggest."""
    return next((link for link in links if link.how not in _AWAY), links[0] if links else None)


def _broken(scene: Scene, last: tuple[Piece, Link], piece: Piece, link: Link) -> bool:
    """Say whether a piece goes on after the cue that broke the one before it: "A," he said. "B"."""
    before, its_link = last
    if before.paragraph != piece.paragraph or its_link.cue is None or its_link.cue != link.cue:
        return False
    start, end = before.after, piece.opens
    ends = [token for token in scene.doc[start : max(start, end - 1)] if token.text in (".", "?", "!")]
    return start <= its_link.cue[0] < end and not ends
