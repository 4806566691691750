"""`briefs review`: what is doubtful comes first, and leaves the list once somebody has looked at it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from builder import frontmatter
from builder.build import build, gathered
from builder.cli import main
from builder.corrections import reading
from builder.review import queue
from builder.settings import find_project

BRIEFS = Path(__file__).parent.parent / "briefs"
GUINEAS = "2025-09-15-two-guineas-agree-to-print-one-tide-table"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text("site_name: Tried\n", encoding="utf-8")
    Path("briefs/2025").mkdir(parents=True)
    shutil.copy(BRIEFS / "2025" / f"{GUINEAS}.md", "briefs/2025")
    return tmp_path


def review(*words: str) -> Result:
    return CliRunner().invoke(main, ["review", *words])


def listed() -> list[dict[str, Any]]:
    return [json.loads(line) for line in review("--json").output.splitlines()]


def quotation(items: list[dict[str, Any]], words: str) -> dict[str, Any]:
    return next(item for item in items if words in item["passage"])


def test_a_doubtful_speaker_is_listed_with_passage_reason_and_remedy(here: Path) -> None:
    item = quotation(listed(), "There was hardly any.")
    assert item["where"] == f"briefs/2025/{GUINEAS}.md"
    assert "Diane Kowalczyk: continues the quotation" in item["doubt"]
    assert item["right"] == f"briefs review --right {GUINEAS} q25551c7"


def test_the_line_that_would_settle_it_is_a_correction_that_is_understood(here: Path) -> None:
    for item in listed():
        if item["kind"] == "speaker":
            assert reading.read(item["wrong"].replace("WHO", "unknown"))
            assert yaml.safe_load(item["wrong"])[0]["fix"] == "speaker"


def test_the_most_consequential_comes_first(here: Path) -> None:
    weights = [item["weight"] for item in listed()]
    assert len(weights) > 1
    assert weights == sorted(weights, reverse=True)


def test_what_is_right_leaves_the_list_and_is_counted(here: Path) -> None:
    before = listed()
    text = Path(f"briefs/2025/{GUINEAS}.md").read_text(encoding="utf-8")
    assert review("--right", GUINEAS, "q25551c7").exit_code == 0
    after = listed()
    assert [item for item in before if item not in after] == [quotation(before, "There was hardly any.")]
    changed = Path(f"briefs/2025/{GUINEAS}.md").read_text(encoding="utf-8")
    noted = frontmatter.parse(changed).values["review"]
    assert [(name, found["speaker"]) for entry in noted for name, found in entry.items()] == [
        ("q25551c7", "diane-kowalczyk")
    ]
    assert {**frontmatter.parse(changed).blocks, "review": "review: []\n"} == frontmatter.parse(text).blocks
    build(find_project(here))
    assert "1 of 1 reviewed speakers were right" in Path("docs/_home/reviewed.md").read_text(encoding="utf-8")


def test_what_was_right_is_asked_about_again_when_the_machine_says_something_else(here: Path) -> None:
    review("--right", GUINEAS, "q25551c7")
    path = Path(f"briefs/2025/{GUINEAS}.md")
    document = frontmatter.parse(path.read_text(encoding="utf-8"))
    quotes = [
        {**entry, "speaker": "amadu-balde"} if entry["id"] == "q25551c7" else entry
        for entry in document.values["quotes"]
    ]
    brief = document.values["brief"]
    brief["made"] |= {f"quotes.{entry['id']}": frontmatter.digest(entry) for entry in quotes}
    changed = {"quotes": frontmatter.block("quotes", quotes), "brief": frontmatter.block("brief", brief)}
    path.write_text(frontmatter.write({**document.blocks, **changed}, document.body), encoding="utf-8")
    assert "Amadu Baldé" in quotation(listed(), "There was hardly any.")["doubt"]
    build(find_project(here))
    assert Path("docs/_home/reviewed.md").read_text(encoding="utf-8") == ""


def test_the_page_for_reviewers_is_made_for_serving_only(here: Path) -> None:
    project = find_project(here)
    build(project, reviewing=True)
    page = Path("docs/review/index.md").read_text(encoding="utf-8")
    assert f"(../briefs/2025/{GUINEAS}.md#q25551c7)" in page
    assert f"<code>briefs review --right {GUINEAS} q25551c7</code>" in page
    assert "fix: speaker" in page
    assert build(project, reviewing=True).pages_written == 0
    build(project)
    assert not Path("docs/review").exists()


def test_briefs_that_may_tell_one_story_twice_are_listed(here: Path) -> None:
    text = Path(f"briefs/2025/{GUINEAS}.md").read_text(encoding="utf-8")
    Path("briefs/2025/twice.md").write_text(text.replace(f"id: {GUINEAS}", "id: twice"), encoding="utf-8")
    (item,) = [item for item in listed() if item["kind"] == "duplicate"]
    assert "briefs/2025/twice.md" in item["passage"]
    assert review(*item["right"].split()[2:]).exit_code == 0
    assert all(item["kind"] != "duplicate" for item in listed())


def test_what_was_set_by_hand_counts_as_wrong_and_is_not_asked_about_again(here: Path) -> None:
    CliRunner().invoke(main, ["correct", "speaker", GUINEAS, "q25551c7", "unknown"])
    assert all("There was hardly any." not in item["passage"] for item in listed())
    review("--right", GUINEAS, "qe839e26")
    build(find_project(here))
    assert "1 of 2 reviewed speakers were right" in Path("docs/_home/reviewed.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--right"], "name a brief and what is right in it"),
        (["--right", GUINEAS], "name a brief and what is right in it"),
        (["--right", GUINEAS, "q9"], "the brief has no quotation or field 'q9'"),
        (["--right", "nothing", "q9"], "there is no brief 'nothing'"),
    ],
)
def test_a_wrong_call_changes_nothing(here: Path, words: list[str], message: str) -> None:
    before = Path(f"briefs/2025/{GUINEAS}.md").read_bytes()
    ran = review(*words)
    assert ran.exit_code == 2
    assert message in ran.output
    assert Path(f"briefs/2025/{GUINEAS}.md").read_bytes() == before


def test_whatever_else_a_person_wrote_under_review_is_no_fault(here: Path) -> None:
    path = Path(f"briefs/2025/{GUINEAS}.md")
    path.write_text(path.read_text(encoding="utf-8").replace("review: []", "review: {by: me}"), encoding="utf-8")
    found, failures = gathered(find_project(here))
    assert failures == []
    assert found.briefs[0].review == ()
    assert queue(found)
