"""The index of the briefs: as good as the files, never trusted more than they are, and no loss when it is lost."""

import os
import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import index, records
from builder.index import FILE, Index
from builder.records import Record

SAMPLES = Path(__file__).parent.parent / "briefs"
PATHS = [path.relative_to(SAMPLES).as_posix() for path in sorted(SAMPLES.rglob("20*.md"))[:5]]


@pytest.fixture
def briefs(tmp_path: Path) -> Path:
    folder = tmp_path / "briefs"
    for path in PATHS:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SAMPLES / path, folder / path)
    return folder


@pytest.fixture
def kept(briefs: Path) -> Index:
    """An index that has been filled."""
    (briefs.parent / ".briefs").mkdir()
    filled = Index(briefs.parent / ".briefs", briefs, "1")
    filled.load(records.find(briefs))
    return filled


def from_files(folder: Path) -> dict[str, Record]:
    return {found.path: found for found in records.load(folder)}


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which files are read from now on."""
    seen: list[str] = []
    original = records.read

    def read(folder: Path, path: str) -> tuple[Record, str] | None:
        seen.append(path)
        return original(folder, path)

    monkeypatch.setattr(records, "read", read)
    return seen


def test_what_the_index_gives_is_what_the_files_say(kept: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = from_files(kept.briefs)
    seen = reads(monkeypatch)
    assert kept.load(records.find(kept.briefs)) == expected
    assert seen == []
    assert all(record.brief and record.brief.body for record in expected.values())


def test_only_a_changed_brief_is_read(kept: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    brief = kept.briefs / PATHS[1]
    brief.write_text(brief.read_text(encoding="utf-8").replace("title: ", "title: Not "), encoding="utf-8")
    seen = reads(monkeypatch)
    assert kept.load(records.find(kept.briefs)) == from_files(kept.briefs)
    assert seen[:1] == [PATHS[1]] and seen.count(PATHS[1]) == 2


def test_a_brief_that_is_gone_is_gone(kept: Index) -> None:
    (kept.briefs / PATHS[0]).unlink()
    assert PATHS[0] not in kept.load(records.find(kept.briefs))
    assert list(kept.load(records.find(kept.briefs))) == PATHS[1:]


def test_a_brief_that_cannot_be_read_is_remembered_with_its_error(kept: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    (kept.briefs / PATHS[0]).write_text("---\ntitle: [\nbrief:\n  article: a.txt\n---\n")
    kept.load(records.find(kept.briefs))
    expected = from_files(kept.briefs)
    seen = reads(monkeypatch)
    assert kept.load(records.find(kept.briefs)) == expected
    assert expected[PATHS[0]].error and expected[PATHS[0]].article == "a.txt"
    assert seen == []


def test_other_code_reads_every_brief_anew(kept: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = reads(monkeypatch)
    Index(kept.folder, kept.briefs, "2").load(records.find(kept.briefs))
    assert seen == PATHS


def test_an_index_that_another_process_uses_is_left_to_it(kept: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, timeout=0))
    before = (kept.folder / FILE).read_bytes()
    with closing(sqlite3.connect(kept.folder / FILE)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert kept.load(records.find(kept.briefs)) == from_files(kept.briefs)
    assert (kept.folder / FILE).read_bytes() == before


@pytest.mark.parametrize("damage", ["lost", "empty", "torn", "overwritten"])
def test_a_damaged_index_is_made_anew(kept: Index, damage: str) -> None:
    file = kept.folder / FILE
    whole = file.read_bytes()
    content = {"empty": b"", "torn": whole[: len(whole) // 2], "overwritten": b"no database" * 900}
    file.unlink() if damage == "lost" else file.write_bytes(content[damage])
    for _ in range(2):
        assert kept.load(records.find(kept.briefs)) == from_files(kept.briefs)


@given(st.integers(0, 2**31), st.binary(min_size=1, max_size=40))
def test_no_change_of_its_bytes_makes_the_index_fail(
    tmp_path_factory: pytest.TempPathFactory, at: int, put: bytes
) -> None:
    folder = tmp_path_factory.mktemp("index")
    kept = Index(folder, SAMPLES, "1")
    found = {path: stamp for path, stamp in records.find(SAMPLES).items() if path in PATHS[:2]}
    kept.load(found)
    file = folder / FILE
    content = bytearray(file.read_bytes())
    at %= len(content)
    content[at : at + len(put)] = put
    file.write_bytes(content)
    assert list(kept.load(found)) == PATHS[:2]


def test_a_killed_builder_has_to_read_the_last_briefs_again(kept: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    (kept.folder / FILE).unlink()
    monkeypatch.setattr(index, "BATCH", 2)
    original, count = records.read, 0

    def dying(folder: Path, path: str) -> tuple[Record, str] | None:
        nonlocal count
        count += 1
        if count == 4:
            raise KeyboardInterrupt
        return original(folder, path)

    with monkeypatch.context() as patched:
        patched.setattr(records, "read", dying)
        with pytest.raises(KeyboardInterrupt):
            kept.load(records.find(kept.briefs))
    seen = reads(monkeypatch)
    kept.load(records.find(kept.briefs))
    assert seen == PATHS[2:]


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be deleted there")
def test_an_index_whose_folder_is_gone_costs_nothing_but_time(kept: Index) -> None:
    shutil.rmtree(kept.folder)
    assert kept.load(records.find(kept.briefs)) == from_files(kept.briefs)
