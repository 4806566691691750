"""The people of an article, with their mentions and roles."""

from spacy.language import Language
from spacy.tokens import Doc

from builder.annotate.context import set_extension

set_extension("people", ())


@Language.component("briefs_people", assigns=["doc._.people"])
def annotate_people(doc: Doc) -> Doc:
    """Set `doc._.people`."""
    return doc
