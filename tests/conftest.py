"""Fixtures that several test modules share."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from spacy.language import Language

from builder.annotate import pipeline
from builder.build import gathered
from builder.collection import Collection
from builder.settings import Project, Settings

if TYPE_CHECKING:
    from tests.attacked import Built, Read

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


@pytest.fixture(scope="session")
def attack_articles(tmp_path_factory: pytest.TempPathFactory) -> "Read":
    """What the readers make of attacks in files of their formats, by suffix."""
    from tests import attacked  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("files")
    return {suffix: list(attacked.read(folder, suffix)) for suffix in attacked.SUFFIXES}


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory, attack_articles: "Read") -> "Built":
    """The site of a collection that is nothing but attacks."""
    from tests import attacked  # noqa: PLC0415

    root = tmp_path_factory.mktemp("attacked")
    return attacked.built(root / "copy", root / "served" / "project", attack_articles)
