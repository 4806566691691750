"""The sample articles, read as their gold annotations say."""

import json
from pathlib import Path
from typing import Any

import pytest

from builder.readers import read_file

ROOT = Path(__file__).parents[1]
GOLD = sorted((ROOT / "tests" / "gold").glob("*.json"))
FIELDS = ("title", "updated", "publisher", "agency", "source_url", "description", "rights")


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem)
def test_reads_what_a_careful_reader_finds(gold: Path) -> None:
    expected: dict[str, Any] = json.loads(gold.read_text(encoding="utf-8"))
    article = read_file(ROOT / expected["file"])
    assert article.text == expected["text"]
    assert list(article.author) == expected["author"]
    assert (article.date or "")[:10] == (expected["date"] or "")[:10]
    assert {name: getattr(article, name) for name in FIELDS} == {name: expected[name] for name in FIELDS}
