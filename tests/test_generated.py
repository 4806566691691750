"""Files of data among the pages: told by their bytes, removed when they are no more, and never a person's own."""

import shutil
from pathlib import Path

import pytest

from builder.build import build
from builder.pages.generated import MARK, was_generated
from builder.settings import Project, Settings, Site

BRIEF = "---\ntitle: {0}\ndate: 2025-03-0{0}\npeople: [ana-beck]\ncountries: [HU]\nrights: full\n{1}---\n\nText.\n"
QUOTES = "quotes:\n- {id: q1, text: Quite so, speaker: ana-beck}\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path, Settings(), Site("Desk", "", "https://desk.example/"))
    made.briefs.mkdir()
    for number in (1, 2, 3):  # whoever is in three briefs has a feed
        (made.briefs / f"{number}.md").write_text(BRIEF.format(number, QUOTES))
    build(made)
    return made


def files(project: Project) -> set[str]:
    return {path.relative_to(project.docs).as_posix() for path in project.docs.rglob("*") if path.is_file()}


DATA = {"annotations/1.json", "annotations/2.json", "feeds/people/ana-beck.json", "feeds/people/ana-beck.xml"}


def test_every_generated_file_can_be_told_by_its_bytes(project: Project) -> None:
    made = {path for path in files(project) if not path.startswith("_home/")}
    assert made > DATA
    assert [path for path in made if not was_generated(project.docs / path)] == []


@pytest.mark.parametrize("forgotten", [True, False])
def test_what_is_no_more_is_removed_and_what_people_wrote_stays(project: Project, forgotten: bool) -> None:
    theirs = (
        "feeds/mine.xml",
        "annotations/notes.json",
        "feeds/people/notes.txt",
        "explore/mine.json",
        "briefs/own.csv",
    )
    for path in theirs:
        (project.docs / path).write_text("Mine.")
    (project.briefs / "2.md").unlink()
    if forgotten:
        shutil.rmtree(project.state)
    assert build(project).pages_removed > 0
    assert files(project) & DATA == {"annotations/1.json"}
    assert set(theirs) <= files(project)


@pytest.mark.parametrize("name", ["robots.txt", "llms.txt"])
def test_a_file_beside_the_home_page_that_a_person_wrote_stays(project: Project, name: str) -> None:
    ours = (project.docs / name).read_text()
    assert MARK in ours
    (project.docs / name).write_text("Mine.\n")
    for title in ("3", "4"):  # the second build remembers that the first one left it alone
        (project.briefs / "1.md").write_text(BRIEF.format(title, QUOTES))
        build(project)
        assert (project.docs / name).read_text() == "Mine.\n"
    (project.docs / name).unlink()
    (project.briefs / "1.md").write_text(BRIEF.format("5", QUOTES))
    build(project)
    assert (project.docs / name).read_text() == ours


def test_another_address_of_the_site_is_written_where_it_stands_and_nowhere_else(project: Project) -> None:
    before = {path: (project.docs / path).read_text() for path in files(project)}
    build(Project(project.root, project.settings, Site("Desk", "", "https://other.example/")))
    changed = {path for path in before if (project.docs / path).read_text() != before[path]}
    assert changed == {path for path, text in before.items() if "https://desk.example/" in text}
    assert {"robots.txt", "llms.txt", "feeds/briefs.xml", *DATA} <= changed
    assert not [path for path in changed if path.endswith(".md")]
