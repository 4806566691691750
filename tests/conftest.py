"""Fixtures that several test modules share."""

import pytest
from hypothesis import settings
from spacy.language import Language

from builder.annotate import pipeline

# A busy machine is no reason to fail: tests assert what comes out, never how fast.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The annotating pipeline with the model that the ordinary install brings, loaded once."""
    return pipeline.load()
