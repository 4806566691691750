"""What the builder remembers: read back as it was written, and forgotten rather than misread."""

from pathlib import Path

import pytest

from builder import state
from builder.files import Workshop
from builder.inbox import Seen
from builder.state import State, Written


@pytest.mark.parametrize("name", ["a.txt", "ärger.txt", "not-utf-8-\udce4.txt"])
def test_what_is_saved_is_loaded(tmp_path: Path, name: str) -> None:
    seen = Seen((1, 2), text="t", url=None, sketch="3:AA==")
    saved = State({name: seen}, {"a.md": (1, 2)}, {"briefs/a.md": Written((3, 4), "shape")}, told={name: "a.md"})
    state.save(saved, tmp_path, Workshop(tmp_path))
    assert state.load(tmp_path) == saved


@pytest.mark.parametrize("damage", [b"", b"{", b"{}x", b"\xff", b"\x81\xa8articles\x01", b'{"version": 0}'])
def test_a_damaged_state_is_forgotten(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / state.FILE).write_bytes(damage)
    assert state.load(tmp_path) == State()
