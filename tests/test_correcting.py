"""Corrections in a collection: made at every build, reported where they do not fit, written by a command."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.build import build, gathered
from builder.cli import main
from builder.errors import BriefsError
from builder.settings import find_project

BRIEF = """\
---
title: {title}
date: {date}
people: [{person}, homework]
countries: [GE]
organisations: [Harbour Office]
quotes:
- {{id: {quote}, text: The tide was early, speaker: {person}, reason: named}}
- {{id: h{quote}, text: Quite, speaker: homework, reason: named}}
brief:
  id: {id}
  people:
    {person}: {{name: {name}, roles: [pilot], mentions: 2}}
    homework: {{name: Homework, mentions: 1}}
  countries:
    GE: {{mentions: 1, subject: true}}
---

[{name}](../../people/{person}.md) of [Georgia](../../countries/georgia.md) did [Homework](../../people/homework.md).
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text("site_name: Tried\n", encoding="utf-8")
    Path("briefs/2025").mkdir(parents=True)
    people = {"one": ("mira-volk", "Mira Volk"), "two": ("mira-kral", "Mira Kral")}
    for number, (key, (person, name)) in enumerate(people.items(), start=1):
        text = BRIEF.format(
            title=key.title(), date=f"2025-01-0{number}", person=person, name=name, quote=f"q{number}", id=key
        )
        Path(f"briefs/2025/{key}.md").write_text(text, encoding="utf-8")
    return tmp_path


def correct(*words: str) -> Result:
    return CliRunner().invoke(main, ["correct", *words])


def page(path: str) -> str:
    return Path("docs", path).read_text(encoding="utf-8")


def test_people_merged_by_command_are_one_page_after_the_build(here: Path) -> None:
    build(find_project(here))
    assert Path("docs/people/mira-kral.md").exists()
    assert correct("merge", "mira-volk", "mira-kral", "--note", "One pilot.", "--by", "Ines Varga").exit_code == 0
    outcome = build(find_project(here))
    assert outcome.failures == ()
    person = page("people/mira-volk.md")
    assert person.count("The tide was early") == 2
    assert "[Mira Kral](../../people/mira-volk.md)" in page("briefs/2025/two.md")
    assert "Mira Kral" in person
    told = page("corrections/index.md")
    assert "One pilot." in told
    assert "Ines Varga" in told
    assert "[Mira Volk](../people/mira-volk.md) are one person" in told


def test_two_quotations_are_told_apart_by_command(here: Path) -> None:
    assert correct("not-the-same-words", "one", "q1", "two", "q2").exit_code == 0
    assert "other_brief: two\n  other_quote: q2\n" in Path("briefs/corrections.yml").read_text(encoding="utf-8")
    assert "name two quotations" in correct("not-the-same-words", "one", "q1", "one", "q1").output


def test_what_is_no_person_is_gone_with_its_links_and_keeps_its_words(here: Path) -> None:
    assert correct("not-a-person", "homework").exit_code == 0
    build(find_project(here))
    text = page("briefs/2025/one.md")
    assert "did Homework." in text
    assert "people/homework" not in text
    found, _ = gathered(find_project(here))
    assert [quote.speaker for quote in found.briefs[1].quotes] == ["mira-volk", "Homework"]


def test_a_person_is_split_off_and_renamed(here: Path) -> None:
    assert correct("merge", "mira-volk", "mira-kral").exit_code == 0
    assert correct("split", "mira-volk", "Marta Volk", "--in", "two").exit_code == 0
    assert correct("rename", "mira-volk", "Mira Volk-Lind").exit_code == 0
    build(find_project(here))
    assert "title: Marta Volk" in page("people/marta-volk.md")
    assert "title: Mira Volk-Lind" in page("people/mira-volk.md")


def test_a_speaker_a_country_and_a_role_are_set(here: Path) -> None:
    assert correct("speaker", "one", "q1", "A sailor").exit_code == 0
    assert correct("country", "one", "ge", "none").exit_code == 0
    assert correct("country", "two", "HR", "about").exit_code == 0
    assert correct("role", "mira-volk", "--was", "pilot", "--is", "river pilot").exit_code == 0
    build(find_project(here))
    assert "A sailor" in page("briefs/2025/one.md")
    assert "countries/georgia" not in page("briefs/2025/one.md")
    assert "Two" in page("countries/croatia.md")
    assert "river pilot" in page("people/mira-volk.md")


def test_an_organisation_may_be_given_a_name_that_no_brief_has(here: Path) -> None:
    assert correct("merge-organisations", "Office of the Harbour", "Harbour Office").exit_code == 0
    outcome = build(find_project(here))
    assert outcome.failures == ()
    assert "title: Office of the Harbour" in page("organisations/harbour-office.md")


def test_corrections_are_made_without_a_brief_being_written(here: Path) -> None:
    before = {path: path.read_bytes() for path in Path("briefs").rglob("*.md")}
    correct("merge", "mira-volk", "mira-kral")
    build(find_project(here))
    assert before == {path: path.read_bytes() for path in Path("briefs").rglob("*.md")}


def test_a_correction_that_fits_nothing_is_named_with_its_line(here: Path) -> None:
    text = "- fix: not-a-person\n  person: nobody\n- fix: not-a-quotation\n  brief: one\n  quote: q9\n"
    Path("briefs/corrections.yml").write_text(text, encoding="utf-8")
    told = dict.fromkeys(reason.partition(":")[0] for _, reason in build(find_project(here)).failures)
    assert list(told) == ["line 1", "line 3"]


def test_while_the_file_is_broken_no_page_changes(here: Path) -> None:
    build(find_project(here))
    before = page("people/mira-volk.md")
    Path("briefs/corrections.yml").write_text("- fix: merj\n", encoding="utf-8")
    shutil.rmtree("briefs/2025")
    with pytest.raises(BriefsError, match=r"briefs/corrections.yml: line 1: 'fix': it must be one of"):
        build(find_project(here))
    assert page("people/mira-volk.md") == before


def test_a_changed_file_of_corrections_is_noticed(here: Path) -> None:
    build(find_project(here))
    correct("rename", "mira-volk", "Mira the pilot")
    assert build(find_project(here)).pages_written > 0
    Path("briefs/corrections.yml").unlink()
    build(find_project(here))
    assert "title: Mira Volk" in page("people/mira-volk.md")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["merge", "mira-volk", "mira-volk"], "name two people or more"),
        (["merge", "mira-volk", "mira-vol"], "there is no person 'mira-vol'; did you mean mira-volk"),
        (["speaker", "one", "q9", "x"], "there is no quotation 'q9'"),
        (["speaker", "three", "q1", "x"], "there is no brief 'three'"),
        (["country", "one", "XX", "about"], "'XX' is no code of ISO 3166-1"),
        (["role", "mira-volk"], "say which role to put in"),
        (["split", "mira-volk", "Mira Kral", "--in", "one"], "there is somebody with the id 'mira-kral'"),
        (["merge-organisations", "A"], "give two names or more"),
        (["merge-organisations", "A", "Harbor Office"], "no organisation 'Harbor Office'; did you mean Harbour Office"),
    ],
)
def test_a_slip_of_the_pen_is_found_before_anything_is_written(here: Path, words: list[str], message: str) -> None:
    ran = correct(*words)
    assert ran.exit_code == 2
    assert message in ran.output
    assert not Path("briefs/corrections.yml").exists()


def test_editors_find_the_schema_beside_the_file(here: Path) -> None:
    assert correct("rename", "mira-volk", "Mira").exit_code == 0
    assert Path("briefs/corrections.yml").read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=")
    assert Path("briefs/corrections.schema.json").exists()


def test_hostile_words_in_corrections_stay_words(here: Path) -> None:
    correct(
        "rename", "mira-volk", "<script>alert(1)</script> {{ 7*7 }}", "--note", "[x](javascript:y)", "--by", "a | b"
    )
    build(find_project(here))
    told = page("corrections/index.md").split("---\n", 2)[2]
    assert "<script" not in told
    assert "](javascript" not in told.replace("\\]", "")
