"""`briefs diff` and `briefs accept`: what was changed by hand beside what the machine says, and giving it back."""

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builder import annotating
from builder.annotations import Annotations, Quote
from builder.article import Article
from builder.brief import quote_id
from builder.build import build
from builder.cli import main
from builder.settings import find_project

TEXT = "Nobody was late that morning in the harbour of the old town. “The tide was early,” she said to all of them."
SAID = "The tide was early,"
NAME = "2025-03-04-tides"
QUOTE = quote_id(SAID)
BRIEF = Path(f"briefs/2025/{NAME}.md")


def annotate(articles: Iterable[Article], *_: Any) -> Iterator[tuple[Annotations, str]]:
    for article in articles:
        start = article.text.index(SAID)
        quote = Quote("direct", ((start, start + len(SAID)),), None, None, "unknown")
        yield Annotations(quotes=(quote,)), "a model"


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A collection of one brief."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(annotating, "annotate", annotate)
    Path("mkdocs.yml").write_text("site_name: Tried\n", encoding="utf-8")
    Path("articles").mkdir()
    head = "title: Tides\ndate: 2025-03-04\nlang: en\nlicense: CC0-1.0\n"
    Path("articles/tides.md").write_text(f"---\n{head}---\n\n{TEXT}\n", encoding="utf-8")
    build(find_project(tmp_path))
    return tmp_path


@pytest.fixture
def here(built: Path) -> Path:
    """The same after a person has changed its title, rights and speaker."""
    edit("title: Tides", "title: High water")
    edit("speaker: unknown", "speaker: A sailor")
    edit("rights: CC0-1.0", "rights: full")
    return built


def edit(old: str, new: str) -> None:
    text = BRIEF.read_text(encoding="utf-8")
    assert old in text
    BRIEF.write_text(text.replace(old, new, 1), encoding="utf-8")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_diff_shows_what_was_changed_and_writes_nothing(here: Path) -> None:
    before = BRIEF.read_bytes()
    ran = run("diff")
    assert ran.exit_code == 0, ran.output
    assert f"briefs/2025/{NAME}.md\n  title\n    yours:   High water\n    machine: Tides\n" in ran.output
    assert f"take the machine's: briefs accept {NAME} title\n" in ran.output
    rows = [json.loads(line) for line in run("diff", NAME, "--json").output.splitlines()]
    assert {row["field"]: (row["yours"], row["machine"]) for row in rows} == {
        "title": ("High water", "Tides"),
        "rights": ("full", "CC0-1.0"),
        f"quotes.{QUOTE}.speaker": ("A sailor", "unknown"),
    }
    assert BRIEF.read_bytes() == before


def test_what_is_accepted_follows_the_machine_again(here: Path) -> None:
    build(find_project(here))
    ran = run("accept", NAME, "title", "rights")
    assert ran.exit_code == 0, ran.output
    text = BRIEF.read_text(encoding="utf-8")
    assert "title: Tides\n" in text
    assert "rights: CC0-1.0\n" in text
    assert "speaker: A sailor" in text
    build(find_project(here))
    assert "The tide was early" in Path(f"docs/briefs/2025/{NAME}.md").read_text(encoding="utf-8")
    assert run("accept", NAME, f"quotes.{QUOTE}.speaker").exit_code == 0
    assert run("diff").output == "no brief was edited by hand\n"


def test_without_the_article_nothing_is_claimed_and_nothing_changed(here: Path) -> None:
    shutil.rmtree("articles")
    before = BRIEF.read_bytes()
    for words in (["diff"], ["accept", NAME, "title"]):
        ran = run(*words)
        assert ran.exit_code == 1
        assert "so what the machine would say cannot be known" in ran.output
    assert BRIEF.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["diff", "2025-03-04-tide"], 2, f"there is no brief '2025-03-04-tide'; did you mean {NAME}"),
        (["accept", NAME, "titel"], 2, "there is no 'titel' in the brief; 'briefs diff' names"),
        (["accept", NAME], 2, "Missing argument"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(here: Path, words: list[str], code: int, message: str) -> None:
    before = BRIEF.read_bytes()
    ran = run(*words)
    assert (ran.exit_code, BRIEF.read_bytes()) == (code, before)
    assert message in ran.output


def test_a_broken_brief_is_named(here: Path) -> None:
    edit("title: ", "title: [")
    ran = run("diff", NAME)
    assert ran.exit_code == 1
    assert f"briefs/2025/{NAME}.md: line" in ran.output
