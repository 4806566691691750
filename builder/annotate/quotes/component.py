"""The quotations of an article: what was said."""

import re
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from builder.annotate.context import set_extension
from builder.annotate.quotes.marks import CLOSERS, Marked, find_marked, paragraphs
from builder.annotations import Quote, Span

set_extension("quotes", ())

# The label of a turn in a transcript: "Q:", "ANNA KOVAC:", "Kovac:", at the start of a paragraph.
LABEL = re.compile(r"\s*((?:Q|A|[A-Z][\w.’'\-]+(?: [A-Z][\w.’'\-]*){0,4})(?: \([^()\n]{1,60}\))?)\s?:\s+(?=\S)")
# So many paragraphs with a label, one of them used twice, make a transcript; fewer are headings or asides.
_FEWEST_TURNS = 3
# A page sets off headings and labels, too: a quotation without marks has at least so many words.
_FEWEST_WORDS = 4
# A dash and a name under or behind a block quotation.
_SIGNATURE = re.compile(r"\s*(?:[—–]|--?)\s?[^\W\da-z_][^.!?\n]{1,80}$")


@Language.component("briefs_quotes", assigns=["doc._.quotes"])
def annotate_quotes(doc: Doc) -> Doc:
    """Set `doc._.quotes` to what stands between quotation marks, the turns of a transcript, and what a page sets off.

    None of them has a speaker yet.
    """
    text = doc.text
    bare = [(turn,) for _, turn in find_turns(text)] + find_set_off(text, doc._.context.set_off)
    taken = [span for spans in bare for span in spans]
    marked = [group for group in join_paragraphs(find_marked(text), text) if not _inside_any(group[0].outer, taken)]
    spans = [tuple(part.span for part in group) for group in marked] + bare
    doc._.quotes = tuple(Quote("direct", each, None, None, "unknown") for each in sorted(spans))
    return doc


def join_paragraphs(marked: list[Marked], text: str) -> Iterator[list[Marked]]:
    """Group what belongs to one quotation: every paragraph of it opens the mark again, only the last one closes it.

    A paragraph that begins with the label of another speaker begins another quotation.
    """
    group: list[Marked] = []
    for part in marked:
        if group and not (part.reopens and not group[-1].closed and not LABEL.match(text, *part.span)):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def find_set_off(text: str, paragraphs: Iterable[Span]) -> list[tuple[Span, ...]]:
    """Find the block quotations of a page that have no marks, each with all its paragraphs, up to its signature."""
    groups: list[list[Span]] = []
    end_before, signed = -1, False
    for start, end in sorted(paragraphs):
        if end_before < 0 or signed or text[end_before:start].strip():
            groups.append([])
        # A dash and a name may be all that a paragraph holds.
        signature = _SIGNATURE.search(text, start, end)
        end_before, signed = end, signature is not None
        if start < (stop := signature.start() if signature else end):
            groups[-1].append((start, stop))
    found = (tuple(group) for group in groups if group and text[group[0][0]] not in CLOSERS)
    return [spans for spans in found if sum(len(text[slice(*span)].split()) for span in spans) >= _FEWEST_WORDS]


def find_turns(text: str) -> list[tuple[Span, Span]]:
    """Find the turns of a transcript without marks: (span of the label, span of what was said)."""
    turns: list[tuple[Span, Span]] = []
    for start, end in paragraphs(text):
        match = LABEL.match(text, start, end)
        if match:
            stop = start + len(text[start:end].rstrip())
            turns.append((match.span(1), (match.end(), stop)))
    labels = [text[slice(*label)] for label, _ in turns]
    if len(turns) < _FEWEST_TURNS or len(set(labels)) == len(labels):
        return []
    asking = {label for label in labels if _asks(text, label, turns)}
    return [(label, said) for label, said in turns if text[slice(*label)] not in asking]


def _asks(text: str, label: str, turns: list[tuple[Span, Span]]) -> bool:
    """Say whether a label is the interviewer's: Q, or every one of its turns is a question."""
    said = [text[slice(*span)] for where, span in turns if text[slice(*where)] == label]
    return label == "Q" or (len(said) > 1 and all(turn.rstrip("”\"'’").endswith("?") for turn in said))


def _inside_any(span: Span, others: Iterable[Span]) -> bool:
    return any(start <= span[0] < end for start, end in others)
