"""The inbox: what counts as an article, and which articles tell one story."""

from itertools import permutations
from pathlib import Path

import pytest

from builder.inbox import Seen, file_of, free_name, reference, scan, stories


def seen(text: str, url: str | None = None, day: str = "") -> Seen:
    return Seen((1, 1), text=text, content=text, url=url, day=day)


def test_hidden_files_page_folders_readmes_and_links_out_are_no_articles(tmp_path: Path) -> None:
    inbox = tmp_path / "articles"
    for name in (
        "a.txt",
        "sub/b.html",
        ".hidden.txt",
        "b_files/c.html",
        "README.md",
        "sub/.git/x.txt",
        "a.txt~",
        "Thumbs.db",
    ):
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).write_text("x")
    (tmp_path / "secret.txt").write_text("secret")
    (inbox / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert list(scan(inbox)) == ["a.txt", "sub/b.html"]


def test_a_missing_inbox_is_an_empty_one(tmp_path: Path) -> None:
    assert scan(tmp_path / "articles") == {}


ARTICLES = {
    "a.txt": seen("1"),
    "b.txt": seen("2", "https://a.example/x", "2025-01-01"),
    "c.txt": seen("3", "https://a.example/x", "2025-01-02"),
    "d.txt": seen("3"),
    "e-2.txt": seen("1"),
    "e-10.txt": seen("1"),
    "broken.txt": Seen((1, 1), error="empty"),
}


def test_one_address_or_one_text_is_one_story_whose_latest_copy_counts() -> None:
    assert sorted(stories(ARTICLES)) == [["c.txt", "b.txt", "d.txt"], ["e-10.txt", "e-2.txt", "a.txt"]]


def test_the_order_of_arrival_does_not_matter() -> None:
    expected = stories(ARTICLES)
    for order in list(permutations(ARTICLES))[::500]:
        assert stories({path: ARTICLES[path] for path in order}) == expected


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        ("My Page (1).HTML", "my-page-1.html"),
        ("../../etc/passwd", "passwd"),
        ("page.html.gz", "page.html.gz"),
        ("a.b.c.txt", "a-b-c.txt"),
        ("Привет.txt", "privet.txt"),
        (".txt", "txt"),
        ("x.gz", "x.gz"),
        ("...", "untitled"),
        ("README.md", "the-readme.md"),
    ],
)
def test_names_are_made_safe(tmp_path: Path, name: str, becomes: str) -> None:
    assert free_name(tmp_path, name, b"x") == tmp_path / becomes


def test_a_name_that_is_taken_gets_a_number_unless_the_bytes_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one")
    assert free_name(tmp_path, "a.txt", b"one").name == "a.txt"
    assert free_name(tmp_path, "a.txt", b"two").name == "a-2.txt"


def test_an_article_in_a_file_of_several_is_called_by_file_and_name(tmp_path: Path) -> None:
    inside = Seen((1, 1), text="1", entry="a#b.html")
    name = reference("sub/old#papers.zip", inside.entry)
    assert name == "sub/old#papers.zip#a#b.html"
    assert file_of(name, inside) == "sub/old#papers.zip"
    assert file_of("old#papers.txt", seen("1")) == "old#papers.txt"


def test_files_that_hold_no_article_of_their_own_tell_no_story() -> None:
    assert stories({"list.json": Seen((1, 1))}) == []
