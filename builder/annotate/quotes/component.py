"""The quotations of an article: what was said."""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from builder.annotate.context import set_extension
from builder.annotate.quotes.marks import Marked, find_marked, paragraphs
from builder.annotations import Quote, Span

set_extension("quotes", ())

# The label of a turn in a transcript: "Q:", "ANNA KOVAC:", "Kovac:", at the start of a paragraph.
LABEL = re.compile(r"\s*((?:Q|A|[A-Z][\w.’'\-]+(?: [A-Z][\w.’'\-]*){0,4})(?: \([^()\n]{1,60}\))?)\s?:\s+(?=\S)")
# So many paragraphs with a label, one of them used twice, make a transcript; fewer are headings or asides.
_FEWEST_TURNS = 3


@Language.component("briefs_quotes", assigns=["doc._.quotes"])
def annotate_quotes(doc: Doc) -> Doc:
    """Set `doc._.quotes` to every stretch between quotation marks and every turn of a transcript, without speakers."""
    text = doc.text
    turns = find_turns(text)
    marked = [group for group in join_paragraphs(find_marked(text), text) if not _inside_any(group[0].outer, turns)]
    spans = [tuple(part.span for part in group) for group in marked] + [(turn,) for _, turn in turns]
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


def _inside_any(span: Span, turns: list[tuple[Span, Span]]) -> bool:
    return any(start <= span[0] < end for _, (start, end) in turns)
