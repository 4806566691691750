"""The an extractive summary."""

from spacy.language import Language
from spacy.tokens import Doc

from builder.annotate.context import set_extension

set_extension("summary", ())


@Language.component("briefs_summary", assigns=["doc._.summary"])
def annotate_summary(doc: Doc) -> Doc:
    """Set `doc._.summary`."""
    return doc
