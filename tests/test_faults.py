"""Faults: nothing is torn or lost, what is wrong is said with its remedy, and the next build is as if nothing had been.

`python -m tests.faults 200` does many more of them.
"""

import errno
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder import annotating, files, readers
from builder.build import build
from builder.cli import main
from builder.files import Workshop
from builder.pages import review
from builder.settings import Project
from tests.faults import Trials, kill_at, killed, refuse, told

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are forked and killed")


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trials]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(annotating, "annotate", annotating.annotate)  # put back afterwards
        patched.setattr(readers, "read_all", readers.read_all)
        yield Trials(tmp_path_factory.mktemp("faults") / "collection", seed=1)


@pytest.fixture
def project(trials: Trials) -> Project:
    return trials.project


@pytest.mark.parametrize("operation", [4, 25, 60, 120])
def test_a_killed_builder_has_lost_nothing(trials: Trials, operation: int) -> None:
    assert trials.survive(kill_at(trials.project.root, operation, 0), killed)


@pytest.mark.parametrize("write", [1, 9, 40])
def test_a_full_disk_is_named_with_its_remedy(trials: Trials, write: int) -> None:
    assert trials.survive(refuse(trials.project.root, "", errno.ENOSPC, write), told("make room on the disk"))


@pytest.mark.parametrize(
    ("folder", "code", "remedy"),
    [
        ("docs", errno.EROFS, "can only be read"),
        ("briefs", errno.EACCES, "give yourself the right"),
        (".briefs", errno.EROFS, "can only be read"),
    ],
)
def test_a_folder_that_cannot_be_written_is_named_with_its_remedy(
    trials: Trials, folder: str, code: int, remedy: str
) -> None:
    assert trials.survive(refuse(trials.project.root, folder, code), told(f"/{folder}/", remedy))


def test_a_second_builder_waits_for_the_first(project: Project) -> None:
    begun, ended = threading.Event(), threading.Event()

    def first() -> None:
        with Workshop(project.state).opened():
            begun.set()
            time.sleep(0.2)
            ended.set()

    thread = threading.Thread(target=first)
    thread.start()
    begun.wait()
    build(project)
    assert ended.is_set()
    thread.join()


@pytest.mark.parametrize("command", ["build", "add {0}", "accept {1} title", "correct country {1} GE about", "export"])
def test_a_command_that_writes_says_that_another_build_is_at_work(
    project: Project, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    build(project)
    monkeypatch.chdir(project.root)
    monkeypatch.setattr(files, "PATIENCE", 0.01)
    brief = max(path for path in project.briefs.rglob("*.md"))
    before = brief.read_bytes()
    with Workshop(project.state).opened():
        result = CliRunner().invoke(main, command.format(brief, brief.stem).split())
    assert (result.exit_code, "another build" in result.output) == (2, True), result.output
    assert brief.read_bytes() == before


# Clocks: what counts is that a file has changed, not when.


@pytest.mark.parametrize("shift", [0, -(10**15), 10**15])
def test_an_edit_of_the_same_size_is_seen_whatever_its_date(project: Project, shift: int) -> None:
    build(project)
    brief = max(path for path in project.briefs.rglob("*.md"))
    text, at = brief.read_bytes(), brief.stat().st_mtime_ns
    word = text.partition(b"\ntitle: ")[2].split()[0]
    for edited in (text.replace(word, word.swapcase(), 1), text):
        brief.write_bytes(edited)
        os.utime(brief, ns=(at + shift, at + shift))
        build(project)
        listed = (project.docs / "briefs/index.md").read_bytes()
        assert edited.partition(b"\ntitle: ")[2].split()[0] in listed


def test_an_edit_right_behind_the_look_at_a_file_bears_another_time(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    for number in range(5):
        path.write_text(f"one {number}")
        before = files.stamps(tmp_path)
        files.outlast(before.values())
        path.write_text(f"two {number}")
        assert files.stamps(tmp_path) != before


def test_the_list_for_reviewers_that_a_killed_server_left_is_not_published(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    build(project)
    write = Workshop.write

    def dying(workshop: Workshop, path: Path, content: str | bytes) -> bool:
        written = write(workshop, path, content)
        if path == project.docs / review.HERE:
            raise Killed
        return written

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(Workshop, "write", dying)
        build(project, reviewing=True)
    assert (project.docs / review.HERE).exists()
    build(project)
    assert not (project.docs / review.HERE).exists()


def test_a_folder_of_briefs_that_cannot_be_looked_into_is_not_taken_for_empty(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project)
    pages = sorted(project.docs.rglob("*"))
    scandir = os.scandir

    def shut(folder: str) -> object:
        if str(folder).startswith(f"{project.briefs}/"):
            raise PermissionError(errno.EACCES, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", shut)
    with pytest.raises(Exception, match=rf"^{project.briefs}/\d+: Permission denied; give yourself the right"):
        build(project)
    assert sorted(project.docs.rglob("*")) == pages


def test_a_script_that_would_start_itself_again_and_again_is_told_so(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path\n"
        "from builder.build import build\n"
        "from builder.settings import Project, Settings\n"
        "build(Project(Path.cwd(), Settings()))\n"
    )
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text("It rained in Szeged. " * 20)
    (tmp_path / "script.py").write_text(code)
    ended = subprocess.run(
        [sys.executable, "script.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "the call must stand below the line: if __name__ == '__main__'" in ended.stderr.splitlines()[-1]
