"""The quote lock: what passes for the article's words stands in the article, and what is by hand says so."""

from pathlib import Path

import pytest

from builder import frontmatter, readers
from tests import test_comparing
from tests.test_comparing import BRIEF, NAME, QUOTE, edit, run

PAGE = Path(f"docs/briefs/2025/{NAME}.md")

built = test_comparing.built


def words() -> str:
    return PAGE.read_text(encoding="utf-8")


def forge() -> None:
    """Change a quotation's words, and the hashes by which the builder would notice."""
    document = frontmatter.parse(BRIEF.read_text(encoding="utf-8"))
    (entry,) = document.values["quotes"]
    edit(f"quotes.{QUOTE}: {frontmatter.digest(entry)}", "quotes.")
    edit("text: The tide was early,", "text: The tide was never,")
    edit("quotes.\n", f"quotes.{QUOTE}: {frontmatter.digest({**entry, 'text': 'The tide was never,'})}\n")


def test_words_that_the_article_has_not_are_named_and_left_out_of_the_pages(built: Path) -> None:
    assert "The tide was early" in words()
    forge()
    for _ in range(2):  # the second build has nothing to do, and says so again
        ran = run("build")
        assert ran.exit_code == 1
        assert f"briefs/2025/{NAME}.md: quotation {QUOTE}: does not stand in its article like this" in ran.output
        assert "never" not in words()
    assert run("check").exit_code == 1
    assert run("accept", NAME, f"quotes.{QUOTE}").exit_code == 0
    assert run("build").exit_code == 0
    assert f"id: {QUOTE}\n" in words()


def test_an_edit_that_leaves_the_quotations_alone_reads_no_article_and_loses_no_fault(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forge()
    assert run("build").exit_code == 1
    edit("title: ", "title: Once more ")
    monkeypatch.setattr(readers, "read_all", pytest.fail)
    ran = run("build")
    assert (ran.exit_code, "does not stand in its article" in ran.output) == (1, True)


def test_words_that_a_person_changed_are_shown_as_such_and_checked_until_somebody_says_that_they_are_meant_so(
    built: Path,
) -> None:
    edit("text: The tide was early,", "text: The tide was [very] early,")
    assert run("build").exit_code == 0
    assert "reason: words edited by hand" in words()
    checked = run("check")
    assert checked.exit_code == 1
    assert f"briefs review --right {NAME} {QUOTE}" in checked.output
    assert run("review", "--right", NAME, QUOTE).exit_code == 0
    assert run("check").exit_code == 0


@pytest.mark.parametrize("article", ["The same.", "Longer by a paragraph.\n\n"])
def test_a_speaker_set_by_hand_leaves_the_words_locked(built: Path, article: str) -> None:
    edit("speaker: unknown", "speaker: A sailor")
    assert run("build").exit_code == 0
    assert "reason: set by hand" in words()
    assert run("check").exit_code == 0
    path = Path("articles/tides.md")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("---\n\nNobody", f"---\n\n{article} Nobody"), encoding="utf-8")
    assert run("build").exit_code == 0
    assert "reason: set by hand" in words()
    checked = run("check")
    assert f"'briefs accept {NAME} quotes.{QUOTE}.spans' puts it right" in checked.output
    assert run("accept", NAME, f"quotes.{QUOTE}.spans").exit_code == 0
    assert run("check").exit_code == 0


def test_a_quotation_that_a_person_found_is_compared_too(built: Path) -> None:
    edit("quotes:\n", "quotes:\n- text: in the harbour\n  speaker: unknown\n")
    assert run("build").exit_code == 0
    assert "reason: added by hand" in words()
    assert run("check").exit_code == 0
    edit("text: in the harbour", "text: in the port")
    assert "“in the port” is by hand, and does not stand in its article like this" in run("check").output
