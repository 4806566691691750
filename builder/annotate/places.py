"""The countries and places of an article."""

from spacy.language import Language
from spacy.tokens import Doc

from builder.annotate.context import set_extension

set_extension("countries", ())
set_extension("places", ())


@Language.component("briefs_places", assigns=["doc._.countries"])
def annotate_places(doc: Doc) -> Doc:
    """Set `doc._.countries`."""
    return doc
