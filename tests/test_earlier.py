"""A newer copy of an article: the brief remembers what the older ones quoted, and its page says what became of it."""

from pathlib import Path

import pytest
import yaml
from spacy.language import Language

from builder.annotate import pipeline
from builder.build import build
from builder.settings import Project, Settings
from tests.test_build import edit, files, only_brief
from tests.test_pages import front_matter

CLIPPING = """\
---
title: The pilots checked the buoys
source: https://courier.example/buoys
published: 2025-05-01
accessed: 2025-05-0{day}
---

“The pilots checked every buoy between the lighthouse and the pier,” said Judit Halmos, the water minister.

{more}
"""
CUT = "“Nobody warned the villagers about the sluice gates,” said Milan Petrov, a farmer from Szeged."
BEFORE = "“The dredger will be back in the northern harbour by Friday,” said Judit Halmos."
AFTER = BEFORE.replace("Friday", "Sunday")


@pytest.fixture
def project(tmp_path: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(pipeline, "load", lambda _model: nlp)
    (tmp_path / "articles").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n", encoding="utf-8")
    return Project(tmp_path, Settings(rights="full"))


def save(project: Project, name: str, day: int, *more: str) -> Path:
    path = project.articles / name
    path.write_text(CLIPPING.format(day=day, more="\n\n".join(more)), encoding="utf-8")
    return path


def told(project: Project) -> list[dict[str, object]]:
    page = next(path for path in (project.docs / "briefs").rglob("*.md") if "buoys" in path.name)
    versions = front_matter(page.read_text(encoding="utf-8"))["brief"]["versions"]
    assert isinstance(versions, list)
    return versions


def test_a_brief_remembers_what_older_copies_of_its_article_quoted(project: Project) -> None:
    old = save(project, "old.md", 1, CUT, BEFORE)
    assert build(project).failures == ()
    new = save(project, "new.md", 3, AFTER)
    assert build(project).failures == ()
    brief = only_brief(project)
    (version,) = told(project)
    assert (version["date_text"], version["text"]) == ("1 May 2025", "1 quotation was cut, 1 changed")
    assert "Nobody warned the villagers" in str(version["cut"])
    assert [("Friday" in str(each)) and ("Sunday" in str(each)) for each in version["changed"]] == [True]  # type: ignore[attr-defined]

    made = files(project.briefs)
    assert build(project).briefs_written == ()
    brief.unlink()  # all of it comes from the inbox, as long as both copies are there
    build(project)
    assert files(project.briefs) == made

    edit(brief, "title: The pilots", "title: All pilots")
    old.unlink()  # and stays when one is not
    save(project, "new.md", 4, AFTER, "It rained in Szeged on Thursday, and the ferry stayed where it was.")
    assert build(project).failures == ()
    assert yaml.safe_load(brief.read_text(encoding="utf-8").split("---")[1])["title"].startswith("All pilots")
    first, second = told(project)
    assert (first["text"], second["text"]) == ("1 quotation was cut, 1 changed", "the quotations are the same")
    assert [version["date_text"] for version in (first, second)] == ["1 May 2025", "3 May 2025"]
    assert new.exists()


def test_where_no_quotation_may_be_shown_none_of_an_older_copy_is(project: Project) -> None:
    save(project, "old.md", 1, CUT)
    save(project, "new.md", 3, AFTER)
    build(Project(project.root, Settings(rights="metadata")))
    assert "Nobody warned" not in only_brief(project).read_text(encoding="utf-8")
