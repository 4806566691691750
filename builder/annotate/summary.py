"""An extractive summary: two or three whole sentences of the text, word for word."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from builder.annotate.context import set_extension

set_extension("summary", ())

# Sentences of the summary; a text of fewer than twice as many is summed up by fewer.
SENTENCES = 3

# Words of a sentence that can stand alone in a summary: shorter ones lean on their neighbours, longer ones are no help.
SHORTEST, LONGEST = 8, 45

# How much a sentence's weight falls from one to the next: news puts what matters first.
DECAY = 0.93

# Tokens within which a dateline ends with its dash: "SZEGED, Hungary (Northline) — ".
DATELINE = 10

_DASHES = frozenset({"—", "–", "-", "--"})

# Tokens within which a colon ends the label of a speaker or of a topic: "Harbour Desk: How did it begin?"
LABEL = 4

# A sentence that begins with one of these leans on the one before it.
_LEANING = frozenset({"PRON", "CCONJ", "SCONJ", "PUNCT"})


@Language.component("briefs_summary", assigns=["doc._.summary"])
def annotate_summary(doc: Doc) -> Doc:
    """Set `doc._.summary`: the spans of the chosen sentences, in reading order.

    The first good sentence is always taken, since a news text opens with its point; the others are those whose words
    are the most common ones of the text, the earlier ones preferred.
    """
    sentences = list(_candidates(doc))
    wanted = min(SENTENCES, (len(sentences) + 1) // 2)
    weights = Counter(word for sentence in sentences for word in set(_words(sentence)))
    rest = sorted(range(1, len(sentences)), key=lambda n: (-_weight(sentences[n], weights) * DECAY**n, n))
    chosen = sorted([0, *rest[: wanted - 1]]) if wanted else []
    doc._.summary = tuple((sentences[n].start_char, sentences[n].end_char) for n in chosen)
    return doc


def _candidates(doc: Doc) -> Iterator[Span]:
    for sentence in doc.sents:
        trimmed = _trimmed(sentence)
        if SHORTEST <= sum(token.is_alpha for token in trimmed) <= LONGEST and _stands_alone(trimmed):
            yield trimmed


def _trimmed(sentence: Span) -> Span:
    """Take the space off both ends, as a sentence of the parser may reach over a paragraph's end, and the dateline."""
    tokens = [token.i for token in sentence if not token.is_space]
    if tokens and sentence.doc[tokens[0]].is_upper:
        dash = next((n for n, at in enumerate(tokens[:DATELINE]) if sentence.doc[at].text in _DASHES), None)
        tokens = tokens if dash is None else tokens[dash + 1 :]
    return sentence.doc[tokens[0] : tokens[-1] + 1] if tokens else sentence[:0]


def _stands_alone(sentence: Span) -> bool:
    """Tell whether a sentence is whole: it ends as a statement, lies in one paragraph, quotes and leans on nothing."""
    text = sentence.text
    whole = text.endswith((".", "!")) and "\n" not in text
    quoted = any(mark in text for mark in '“”"«»„')
    labelled = any(token.text == ":" for token in sentence[:LABEL])
    return whole and not quoted and not labelled and text[:1].isupper() and sentence[0].pos_ not in _LEANING


def _weight(sentence: Span, weights: Counter[str]) -> float:
    words = set(_words(sentence))
    return sum(weights[word] - 1 for word in words) / math.sqrt(len(words) or 1)


def _words(sentence: Iterable[Token]) -> Iterator[str]:
    return (token.lower_ for token in sentence if token.is_alpha and not token.is_stop)
