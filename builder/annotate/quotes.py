"""The quotations of an article: what was said."""

from spacy.language import Language
from spacy.tokens import Doc

from builder.annotate.context import set_extension

set_extension("quotes", ())


@Language.component("briefs_quotes", assigns=["doc._.quotes"])
def annotate_quotes(doc: Doc) -> Doc:
    """Set `doc._.quotes`."""
    return doc
