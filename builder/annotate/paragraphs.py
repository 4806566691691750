"""Paragraphs: where one ends, a sentence ends, too, so that no parse runs from a headline into the text below it."""

import re
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

# A quotation glued to the words after it, as pasted text often has it: “…,”Brandt said.
_GLUED = (r"[,.!?](?=[”\"’][A-Z])", r"(?<=[,.!?])[”\"’](?=[A-Z])")


@Language.component("briefs_paragraphs", assigns=["token.is_sent_start"])
def end_sentences(doc: Doc) -> Doc:
    """Begin a sentence after every line break; the parser, which comes later, keeps to it."""
    for token in doc[1:]:
        before = doc[token.i - 1]
        if before.is_space and "\n" in before.text and not token.is_space:
            token.is_sent_start = True
    return doc


def split_glued_marks(nlp: Language) -> None:
    """Let the tokenizer of a pipeline part a closing mark from the word that stands right behind it."""
    tokenizer: Any = nlp.tokenizer
    own = tokenizer.infix_finditer.__self__.pattern
    tokenizer.infix_finditer = re.compile("|".join((own, *_GLUED))).finditer
