"""The folder of the theme is what the package brings, under what people put over it, whatever was there before."""

from collections.abc import Callable
from pathlib import Path

import pytest

from builder import theming
from builder.errors import BriefsError
from builder.files import Workshop
from builder.settings import Project, Settings


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A collection with a theme to fill, and a package with two files of one."""
    packaged = tmp_path / "package"
    write(packaged / "main.html", "first")
    write(packaged / "partials" / "note.html", "note")
    monkeypatch.setattr(theming, "_PACKAGED", packaged)
    write(tmp_path / "here" / "theme" / ".gitignore", f"# {theming.MARK}\n*\n")
    return Project(tmp_path / "here", Settings())


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def theme(project: Project) -> dict[str, str]:
    folder = project.root / "theme"
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


def test_the_folder_follows_the_package_and_the_overrides(project: Project, tmp_path: Path) -> None:
    assert theming.refresh(project) == ()
    assert theme(project) == {"main.html": "first", "partials/note.html": "note"}
    write(project.root / "overrides" / "main.html", "mine")
    write(project.root / "overrides" / "more.css", "added")
    assert theming.refresh(project) == ()
    assert theme(project) == {"main.html": "mine", "partials/note.html": "note", "more.css": "added"}
    (tmp_path / "package" / "partials" / "note.html").unlink()
    write(tmp_path / "package" / "new.html", "new")
    (project.root / "overrides" / "main.html").unlink()
    (project.root / "overrides" / "more.css").unlink()
    assert theming.refresh(project) == ()
    assert theme(project) == {"main.html": "first", "new.html": "new"}


def test_nothing_is_written_where_nothing_changed(project: Project) -> None:
    theming.refresh(project)
    files = [path for path in (project.root / "theme").rglob("*") if path.is_file()]
    before = {path: path.stat().st_mtime_ns for path in files}
    theming.refresh(project)
    assert {path: path.stat().st_mtime_ns for path in files} == before


def test_what_was_edited_there_moves_into_the_overrides_and_stays_in_force(project: Project, tmp_path: Path) -> None:
    theming.refresh(project)
    write(project.root / "theme" / "main.html", "edited")
    write(project.root / "theme" / "own.html", "own")
    write(tmp_path / "package" / "main.html", "second")
    assert theming.refresh(project) == ("main.html", "own.html")
    assert theme(project) == {"main.html": "edited", "own.html": "own", "partials/note.html": "note"}
    assert (project.root / "overrides" / "main.html").read_text() == "edited"
    assert theming.refresh(project) == ()


def test_two_edits_of_one_file_are_for_a_person_to_settle(project: Project) -> None:
    theming.refresh(project)
    write(project.root / "overrides" / "main.html", "one")
    write(project.root / "theme" / "main.html", "other")
    with pytest.raises(BriefsError, match=r"theme/main\.html was edited, and so was overrides/main\.html"):
        theming.refresh(project)
    assert (theme(project)["main.html"], (project.root / "overrides" / "main.html").read_text()) == ("other", "one")


@pytest.mark.parametrize("writes", range(6))
def test_an_upgrade_that_is_killed_leaves_nothing_that_passes_for_an_edit(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    theming.refresh(project)
    for name in ("main.html", "partials/note.html"):
        write(tmp_path / "package" / name, "second")
    write_whole, left = Workshop.write, iter(range(writes))

    def killed(workshop: Workshop, path: Path, content: str | bytes) -> bool:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return write_whole(workshop, path, content)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt) if writes < 4 else patched.context():
        patched.setattr(Workshop, "write", killed)
        theming.refresh(project)
    for name in ("main.html", "partials/note.html"):
        write(tmp_path / "package" / name, "third")
    assert theming.refresh(project) == ()
    assert set(theme(project).values()) == {"third"}


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_text("*\n")])
def test_a_folder_that_is_not_marked_is_left_alone(project: Project, spoil: Callable[[Path], object]) -> None:
    spoil(project.root / "theme" / ".gitignore")
    assert theming.refresh(project) == ()
    assert theme(project) == {}
