"""Fixtures that several test modules share."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from spacy.language import Language

from builder.annotate import pipeline
from builder.build import gathered
from builder.collection import Collection
from builder.settings import Project, Settings

# A busy machine is no reason to fail: tests assert what comes out, never how fast.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The annotating pipeline with the model that the ordinary install brings, loaded once."""
    return pipeline.load()


@pytest.fixture
def small_model_misses(nlp: Language, request: pytest.FixtureRequest) -> Callable[[bool], None]:
    """Mark a row that the small language model is known to get wrong: it must fail with that one, and with no other."""

    def mark(known: bool) -> None:
        if known and "core_web_sm" in nlp.meta["name"]:
            request.applymarker(pytest.mark.xfail(strict=True, reason="the smaller language model"))

    return mark


@pytest.fixture(scope="session")
def collection() -> Collection:
    """The committed briefs of the samples, collected once."""
    return gathered(Project(Path(__file__).parent.parent, Settings()))[0]
