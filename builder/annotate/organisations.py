"""The organisations of an article."""

from spacy.language import Language
from spacy.tokens import Doc

from builder.annotate.context import set_extension

set_extension("organisations", ())


@Language.component("briefs_organisations", assigns=["doc._.organisations"])
def annotate_organisations(doc: Doc) -> Doc:
    """Set `doc._.organisations`."""
    return doc
