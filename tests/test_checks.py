"""`briefs check`: no quotation that is not word for word in its article gets through."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.brief import BriefQuote
from builder.cli import main
from builder.quote_lock import is_verbatim

SAMPLES = Path(__file__).parent.parent / "articles" / "samples"
NAME = "two-guineas-tide-table.html"
(BRIEF,) = (SAMPLES.parent.parent / "briefs").rglob("*two-guineas-agree*.md")


@pytest.fixture
def brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text("site_name: Tried\n", encoding="utf-8")
    Path("articles/samples").mkdir(parents=True)
    shutil.copy(SAMPLES / NAME, "articles/samples")
    Path("briefs/2025").mkdir(parents=True)
    return Path(shutil.copy(BRIEF, "briefs/2025"))


def check() -> Result:
    return CliRunner().invoke(main, ["check"])


def change(brief: Path, old: str, new: str) -> None:
    text = brief.read_text(encoding="utf-8")
    assert old in text
    brief.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_brief_as_the_builder_made_it_is_in_order(brief: Path) -> None:
    ran = check()
    assert ran.exit_code == 0
    assert "14 quotations compared with the articles, 0 without an article here, 0 faults" in ran.output


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("text: an unusual routing", "text: a most unusual routing", "quotation q1c19101: “a most unusual routing”"),
        ("[1236, 1254]", "[1230, 1254]", "quotation q1c19101: “an unusual routing” does not stand"),
        ("text: 87fd6cb5d305955e", "text: 0000000000000000", "its article has changed since; build again"),
        (
            "[Senegal](../../countries/senegal.md)",
            "[Senegal](../../countries/narnia.md)",
            "'../../countries/narnia.md'",
        ),
    ],
)
def test_what_a_hand_has_broken_is_named(brief: Path, old: str, new: str, told: str) -> None:
    change(brief, old, new)
    ran = check()
    assert ran.exit_code == 1
    assert f"briefs/2025/{brief.name}: " in ran.output
    assert told in ran.output


def test_a_dead_correction_is_named(brief: Path) -> None:
    Path("briefs/corrections.yml").write_text("- fix: not-a-person\n  person: nobody\n", encoding="utf-8")
    ran = check()
    assert ran.exit_code == 1
    assert "briefs/corrections.yml: line 1: " in ran.output


def test_without_the_article_nothing_is_claimed(brief: Path) -> None:
    shutil.rmtree("articles")
    ran = check()
    assert ran.exit_code == 0
    assert "0 quotations compared with the articles, 14 without an article here" in ran.output


def test_an_article_outside_the_inbox_is_not_read(brief: Path) -> None:
    Path("secret.txt").write_text("x" * 400, encoding="utf-8")
    change(brief, f"article: samples/{NAME}", "article: ../secret.txt")
    assert "14 without an article here" in check().output


def a_quote(text: str, *spans: tuple[int, int]) -> BriefQuote:
    return BriefQuote("q", text, None, "unknown", None, None, spans, "", "", reported=False)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        (a_quote("tide was", (4, 12)), True),
        (a_quote("tide was", (5, 13)), False),
        (a_quote("tide … early", (4, 8), (13, 18)), True),
        (a_quote("tide … early"), True),
        (a_quote("early … tide"), False),
        (a_quote("Tide was"), False),
    ],
)
def test_words_are_compared_letter_by_letter_and_in_order(quote: BriefQuote, expected: bool) -> None:
    assert is_verbatim(quote, "The tide was early.") == expected
