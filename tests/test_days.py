"""Days as readers and as other programs see them."""

import pytest

from builder.days import instant


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2025-03-12", "2025-03-12T00:00:00Z"),
        ("2025-03-12T23:30:15.5-02:00", "2025-03-13T01:30:15Z"),
        ("2025-03-12T23:30", "2025-03-12T23:30:00Z"),
        ("2025-03", "2025-03-01T00:00:00Z"),
        ("0987", "0987-01-01T00:00:00Z"),
        ("2025-13", None),
        ("0001-01-01T00:00:00+10:00", None),
        ("last Tuesday", None),
        ("", None),
        (None, None),
    ],
)
def test_an_instant_is_written_as_rfc_3339_has_it(value: str | None, written: str | None) -> None:
    assert instant(value) == written
