"""What the grammar of attribution looks at: a document cut into paragraphs, quotations and the words around them."""

import bisect
from dataclasses import dataclass

from spacy.tokens import Doc

from builder.annotate.quotes.cues import Cue, find_cues
from builder.annotate.quotes.viewpoints import find_viewpoints
from builder.annotations import Quote, Span

_SENTENCE_ENDS = frozenset((".", "?", "!"))


@dataclass(frozen=True, slots=True)
class Piece:
    """One span of a direct quotation, in tokens: the words `start:end`; with its marks `opens:after`.

    `lead` and `tail` are the words before and after it in the same sentence, up to the next quotation; `above` are the
    tokens on which it hangs in the parse.
    """

    quote: int
    span: Span
    start: int
    end: int
    opens: int
    after: int
    paragraph: int
    lead: tuple[int, int]
    tail: tuple[int, int]
    words: int
    ends_sentence: bool
    above: frozenset[int]


class Scene:
    """A document, its direct quotations in pieces, and its cues."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = doc.text  # spaCy puts it together anew at every call
        self.quotes: tuple[Quote, ...] = doc._.quotes
        self._starts = [token.idx for token in doc]
        rough = [
            (number, span, *self._tokens(span)) for number, quote in enumerate(self.quotes) for span in quote.spans
        ]
        self.quoted = self._mask(rough)
        self.paragraph_of, self.paragraphs = _paragraphs(doc)
        self.pieces = [self._piece(*each) for each in rough]
        cues = (*find_cues(doc, self.quoted), *find_viewpoints(doc, self.quoted))
        self.cues = sorted(cues, key=lambda cue: cue.start)
        self._cue_starts = [cue.start for cue in self.cues]

    def is_set_off(self, piece: Piece) -> bool:
        """Say whether a piece has no marks because the page sets it off as a block quotation."""
        start = piece.span[0]
        return piece.opens == piece.start and any(first <= start < end for first, end in self.doc._.context.set_off)

    def cues_in(self, start: int, end: int) -> list[Cue]:
        """Give the cues that begin in a range of tokens."""
        return self.cues[bisect.bisect_left(self._cue_starts, start) : bisect.bisect_left(self._cue_starts, end)]

    def chars(self, tokens: tuple[int, int]) -> Span:
        """Give a range of tokens in characters."""
        words = self.doc[slice(*tokens)]
        return words.start_char, words.end_char

    def _tokens(self, span: Span) -> tuple[int, int]:
        first = max(0, bisect.bisect_right(self._starts, span[0]) - 1)
        return first, bisect.bisect_left(self._starts, span[1])

    def _mask(self, rough: list[tuple[int, Span, int, int]]) -> list[bool]:
        mask = [False] * len(self.doc)
        for *_, start, end in rough:
            for at in range(start, end):
                mask[at] = True
        return mask

    def _piece(self, quote: int, span: Span, start: int, end: int) -> Piece:
        doc = self.doc
        paragraph = self.paragraph_of[start]
        first, last = self.paragraphs[paragraph]
        opens = start - 1 if start > first and doc[start - 1].is_quote else start
        after = end + 1 if end < last and doc[end].is_quote else end
        text = self.text[slice(*span)]
        return Piece(
            quote=quote,
            span=span,
            start=start,
            end=end,
            opens=opens,
            after=after,
            paragraph=paragraph,
            lead=self._lead(opens, first),
            tail=(after, self._sentence_end(after, last)),
            words=sum(1 for token in doc[start:end] if not (token.is_punct or token.is_space)),
            above=frozenset(ancestor.i for ancestor in doc[start:end].root.ancestors),
            ends_sentence=text.rstrip("'’\"” )")[-1:] in (".", "?", "!", "…"),
        )

    def _lead(self, opens: int, first: int) -> tuple[int, int]:
        end = opens
        while end > first and self.doc[end - 1].is_space:
            end -= 1
        return self._sentence_start(end, first), end

    def _sentence_start(self, before: int, first: int) -> int:
        at = before
        while at > first and not self._ends_sentence(at - 1):
            at -= 1
        return at

    def _sentence_end(self, after: int, last: int) -> int:
        at = after
        while at < last and not self.quoted[at]:
            if self._ends_sentence(at):
                return at + 1
            at += 1
        return at

    def _ends_sentence(self, at: int) -> bool:
        if self.quoted[at]:
            return True
        return self.doc[at].text in _SENTENCE_ENDS


def _paragraphs(doc: Doc) -> tuple[list[int], list[tuple[int, int]]]:
    """Give the number of the paragraph of every token, and the token range of every paragraph."""
    numbers: list[int] = []
    ranges: list[tuple[int, int]] = []
    start = 0
    for token in doc:
        numbers.append(len(ranges))
        if token.is_space and "\n" in token.text:
            if start < token.i:
                ranges.append((start, token.i))
            start = token.i + 1
    ranges.append((start, len(doc)))
    return numbers, ranges
