"""Files are written whole, also across disks, and only when their bytes change."""

import errno
from pathlib import Path

import pytest

from builder.errors import BriefsError
from builder.files import Workshop, stamps


class Killed(BaseException):
    """The builder is killed."""


def test_equal_bytes_are_not_written_again(tmp_path: Path) -> None:
    workshop, target = Workshop(tmp_path / ".briefs"), tmp_path / "deep" / "a.md"
    with workshop.opened():
        assert workshop.write(target, "one")
        stamp = target.stat().st_mtime_ns
        assert not workshop.write(target, "one")
        assert target.stat().st_mtime_ns == stamp
        assert workshop.write(target, "two")
    assert target.read_text() == "two"


def test_a_file_on_another_disk_is_written_whole_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def across(path: Path, target: Path) -> Path:
        if path.parent != target.parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", across)
    workshop = Workshop(tmp_path / ".briefs")
    with workshop.opened():
        workshop.write(tmp_path / "a.md", "one")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.md"]
    assert not list((tmp_path / ".briefs" / "unfinished").iterdir())


def test_what_a_killed_builder_left_beside_a_place_on_another_disk_is_swept_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def across(path: Path, _target: Path) -> Path:
        raise OSError(errno.EXDEV, "Invalid cross-device link") if path.parent.name == "unfinished" else Killed

    workshop = Workshop(tmp_path / ".briefs")
    with monkeypatch.context() as patched, workshop.opened(), pytest.raises(Killed):
        patched.setattr(Path, "replace", across)
        workshop.write(tmp_path / "a.md", "one")
    assert [path.suffix for path in tmp_path.iterdir() if path.is_file()] == [".unfinished"]
    with workshop.opened():
        assert [path for path in tmp_path.iterdir() if path.is_file()] == []


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.md" / "b").mkdir(parents=True)
    workshop = Workshop(tmp_path / ".briefs")
    with workshop.opened(), pytest.raises(BriefsError, match=r"a\.md"):
        workshop.write(tmp_path / "a.md", "one")


def test_stamps_know_the_files_of_one_kind(tmp_path: Path) -> None:
    for name in ("a.md", "b/c.MD", "b/d.txt", ".hidden/e.md", "b/.f.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    assert list(stamps(tmp_path, ".md")) == ["a.md", "b/c.MD"]
    assert list(stamps(tmp_path)) == ["a.md", "b/c.MD", "b/d.txt"]
    assert stamps(tmp_path / "nowhere") == {}
