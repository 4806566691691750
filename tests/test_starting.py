"""`briefs init`: a new collection that works at once, refuses what is in use, and takes back what it began."""

import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from builder import __version__, starting, theming
from builder.cli import main
from builder.errors import BriefsError, UsageError
from builder.pages import FOLDERS
from builder.settings import find_project

ROOT = Path(__file__).parent.parent
STARTER = ROOT / "builder" / "starter"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def config(path: Path) -> Any:
    class Loader(yaml.SafeLoader):
        """Leaves the tags of MkDocs out."""

    Loader.add_multi_constructor("!", lambda *_: None)
    return yaml.load(path.read_text(encoding="utf-8"), Loader)


def test_a_new_collection_builds_at_once_and_again_in_a_fresh_clone(tmp_path: Path) -> None:
    called = CliRunner().invoke(main, ["init", str(tmp_path / "harbour-watch")])
    assert (called.exit_code, called.output.splitlines()[-1]) == (
        0,
        f"next: cd {tmp_path}/harbour-watch && briefs serve",
    )
    made = tmp_path / "harbour-watch"
    # The briefs of the two samples are at hand, so that no model has to be loaded here.
    (made / "briefs").mkdir()
    for story in ("ferry-crews", "guinea-and-guinea-bissau"):
        (brief,) = (ROOT / "briefs" / "2025").glob(f"*{story}*.md")
        shutil.copy(brief, made / "briefs")
    clone = ["git", "-c", "user.name=x", "-c", "user.email=x", "-c", "init.defaultBranch=main"]
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["commit", "-qm", "x"],
        ["clone", "-q", ".", str(tmp_path / "clone")],
    ):
        subprocess.run([*clone, *command], cwd=made, check=True)
    fresh = tmp_path / "clone"
    assert [path.name for path in (fresh / "theme").iterdir()] == [".gitignore"]
    shutil.rmtree(fresh / "articles")  # as the workflow checks it out
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    ran = subprocess.run(command, cwd=fresh, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    page = (fresh / "site" / "index.html").read_text(encoding="utf-8")
    assert "<title>Harbour watch</title>" in page
    assert (fresh / "site" / "assets" / "stylesheets" / "briefs.css").is_file()
    assert list((fresh / "site" / "briefs").glob("*-ten-quiet-minutes"))
    assert [name for name in contents(fresh / "site") if name.startswith(".") or name.endswith(".py")] == []


def test_a_folder_in_use_is_refused_and_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"is not empty, it holds notes\.txt: name a new folder"):
        starting.start(tmp_path)
    assert contents(tmp_path) == {"notes.txt": b"mine"}
    with pytest.raises(UsageError, match="is a file"):
        starting.start(tmp_path / "notes.txt")
    assert CliRunner().invoke(main, ["init", str(tmp_path)]).exit_code == 2


def test_an_empty_repository_and_what_a_killed_call_left_are_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".briefs" / "starting" / "docs").mkdir(parents=True)
    (tmp_path / ".briefs" / "starting" / "docs" / "half.md").touch()
    assert "mkdocs.yml" in starting.start(tmp_path)
    assert not (tmp_path / "docs" / "half.md").exists()


@pytest.mark.parametrize("empty", [True, False])
def test_what_fails_half_way_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty: bool) -> None:
    folder = tmp_path / "new"
    if empty:
        (folder / ".git").mkdir(parents=True)

    def full(_: object) -> None:
        raise OSError(28, "No space left on device", "x.css")

    monkeypatch.setattr(theming, "refresh", full)
    with pytest.raises(BriefsError, match=r"x\.css: No space left on device"):
        starting.start(folder)
    assert [path.name for path in tmp_path.rglob("*")] == (["new", ".git"] if empty else [])


@pytest.mark.parametrize(
    ("folder", "name"), [("harbour-watch", "Harbour watch"), ('a "b": c', 'A "b": c'), ("--", "Briefs"), ("é_é", "É é")]
)
def test_the_site_is_called_like_its_folder(tmp_path: Path, folder: str, name: str) -> None:
    starting.start(tmp_path / folder)
    assert find_project(tmp_path / folder).site.name == name


@pytest.mark.parametrize(
    ("noted", "source"),
    [
        (None, f"news-briefs=={__version__}"),
        (
            {"url": "https://host.example/o/r.git", "vcs_info": {"vcs": "git", "commit_id": "c0ffee"}},
            "news-briefs @ git+https://host.example/o/r.git@c0ffee",
        ),
        ({"url": "https://host.example/x.whl", "archive_info": {}}, "news-briefs @ https://host.example/x.whl"),
        ({"url": "file:///home/me/x.whl", "archive_info": {}}, None),
        ({"url": "file:///home/me/project", "dir_info": {"editable": True}}, None),
    ],
)
def test_the_workflow_installs_the_program_that_made_the_collection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, noted: object, source: str | None
) -> None:
    text = json.dumps(noted) if noted else None
    monkeypatch.setattr(starting, "distribution", lambda _: SimpleNamespace(read_text=lambda _: text))
    starting.start(tmp_path / "new")
    workflow = yaml.safe_load((tmp_path / "new" / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8"))
    assert workflow["env"] == {"BUILDER": source or ""}
    output = CliRunner().invoke(main, ["init", str(tmp_path / "other")]).output
    assert ("before you publish" in output) is (source is None)


def test_a_program_that_was_not_installed_has_no_source(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(starting, "distribution", missing)
    assert starting.source() is None


def test_the_workflow_is_this_project_s_but_for_where_the_builder_comes_from() -> None:
    ours, theirs = (
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (ROOT / ".github/workflows/publish.yml", STARTER / "dot-github/workflows/publish.yml")
    )
    assert theirs.pop("env") == {"BUILDER": "@BUILDER@"}
    steps = theirs["jobs"]["build"]["steps"]
    (refusal,) = (step for step in steps if "if" in step)
    assert (refusal["if"], refusal["run"].endswith("exit 1")) == ("env.BUILDER == ''", True)
    steps.remove(refusal)
    for step in steps:
        if step.get("run", "").endswith('"$BUILDER"'):
            step["run"] = step["run"].replace('"$BUILDER"', "--editable .")
    assert theirs == ours


def test_what_a_new_collection_gets_is_what_this_project_has() -> None:
    for path in ("docs/about.md", "requirements/publish.lock"):
        assert (STARTER / path).read_bytes() == (ROOT / path).read_bytes(), f"run: cp {path} builder/starter/{path}"
    for sample in (STARTER / "articles" / "samples").iterdir():
        assert sample.read_bytes() == (ROOT / "articles" / "samples" / sample.name).read_bytes()
    index, own = ((root / "docs" / "index.md").read_text(encoding="utf-8") for root in (STARTER, ROOT))
    assert index == own.replace("title: Annotated News Briefs", 'title: "@NAME@"')
    ignored, ours = (
        {line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(("/docs/", "/articles"))}
        for path in (STARTER / "dot-gitignore", ROOT / ".gitignore")
    )
    assert ignored == ours
    assert {f"/docs/{folder}/" for folder in FOLDERS} <= ignored


def test_the_settings_of_a_new_collection_are_this_project_s() -> None:
    theirs, ours = config(STARTER / "mkdocs.yml"), config(ROOT / "mkdocs.yml")
    assert theirs.pop("site_name") == "@NAME@"
    assert theirs["theme"].pop("custom_dir") == "theme"
    assert theirs.pop("hooks") == ["hook.py"]
    del ours["site_name"], ours["hooks"], ours["theme"]["custom_dir"]
    ours["nav"] = [entry for entry in ours["nav"] if "Guide" not in entry]
    assert theirs == ours
