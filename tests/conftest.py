"""Fixtures that several test modules share."""

import pytest
from spacy.language import Language

from builder.annotate import pipeline


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The annotating pipeline with the model that the ordinary install brings, loaded once."""
    return pipeline.load()
