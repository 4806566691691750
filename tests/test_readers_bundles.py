"""Bundles: which files of a folder are articles, and what is read together."""

import pytest

from builder.readers.bundles import bundles


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["a.txt", "sub/b.html"], {"a.txt": (), "sub/b.html": ()}),
        ([".DS_Store", "__MACOSX/a.txt", "Thumbs.db", "a.txt~", "README.md", ".git/x.txt"], {}),
        (["Page.html", "Page_files/x.html"], {"Page.html": ()}),
        (
            ["Seite.htm", "Seite-Dateien/x.html", "Andere-Dateien/y.html"],
            {"Seite.htm": (), "Andere-Dateien/y.html": ()},
        ),
        (["Page.html", "Page/x.html"], {"Page.html": (), "Page/x.html": ()}),
        (
            ["My Library.rdf", "files/3/a.html", "files/3/style.css", "files/x.txt"],
            {"My Library.rdf": ("files/3/a.html", "files/3/style.css"), "files/x.txt": ()},
        ),
        (["feed.rdf", "files/x.txt"], {"feed.rdf": (), "files/x.txt": ()}),
        (
            ["metadata_0_to_20.json", "content/a.html", "highlights/a.md"],
            {"metadata_0_to_20.json": ("content/a.html", "highlights/a.md")},
        ),
        (
            ["1700000000/index.json", "1700000000/index.html", "1700000000/readability/content.html", "other.txt"],
            {
                "1700000000/index.json": ("1700000000/index.html", "1700000000/readability/content.html"),
                "other.txt": (),
            },
        ),
        (["index.json", "index.html"], {"index.json": (), "index.html": ("index.json",)}),
        (
            ["refs.json", "a.html", "b.txt", "sub/c.html"],
            {"refs.json": (), "a.html": ("refs.json",), "b.txt": (), "sub/c.html": ()},
        ),
    ],
)
def test_finds_what_is_to_be_read(paths: list[str], expected: dict[str, tuple[str, ...]]) -> None:
    assert bundles(paths) == expected
    assert list(bundles(reversed(paths))) == sorted(expected)
