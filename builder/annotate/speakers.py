"""The speakers of the quotations: who said it."""

from spacy.language import Language
from spacy.tokens import Doc

from builder.annotate.context import set_extension

set_extension("quotes", ())


@Language.component("briefs_speakers", assigns=["doc._.quotes"])
def annotate_speakers(doc: Doc) -> Doc:
    """Set `doc._.quotes`."""
    return doc
