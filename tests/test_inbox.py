"""The inbox: what counts as an article, and which articles tell one story."""

from itertools import permutations
from pathlib import Path

import pytest

from builder.duplicates import sketch
from builder.inbox import Seen, file_of, free_name, reference, scan, stories


def seen(text: str, url: str | None = None, day: str = "", publisher: str | None = None) -> Seen:
    return Seen(
        (1, 1),
        text=text,
        content=text,
        url=url,
        publisher=publisher,
        sketch=sketch(text),
        published=day[:10],
        day=day,
    )


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


TEXT = (
    "The harbour council of Port Ellery has voted to double its fees from January, the first rise in eleven years. "
    "Fishing crews said that they had not been asked, and that they would come to the next meeting with all boats."
)
CHANGED = TEXT.replace("eleven", "twelve")
LONGER = f"{TEXT} The council will meet again in March."


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        # The same text: one story, but for another outlet.
        (seen(TEXT), seen(TEXT), True),
        (seen(TEXT, publisher="The Gazette"), seen(TEXT, publisher="gazette"), True),
        (seen(TEXT, publisher="The Gazette"), seen(TEXT), True),
        (seen(TEXT, publisher="The Gazette"), seen(TEXT, publisher="Courier"), False),
        (seen(TEXT, "https://a.example/1"), seen(TEXT, "https://b.example/1"), False),
        (seen(TEXT, "https://a.example/1"), seen(TEXT, "https://www.a.example/2"), True),
        # The same address: one story, whatever the text.
        (seen(TEXT, "https://a.example/1"), seen("Another text.", "https://a.example/1"), True),
        # Small changes: one story of one outlet and one day, if there are not two addresses.
        (seen(TEXT, day="2025-03-12"), seen(CHANGED, day="2025-03-12T10:00Z"), True),
        (seen(TEXT, day="2025-03-12"), seen(LONGER), True),
        (seen(TEXT, "https://a.example/1"), seen(LONGER), True),
        (seen(TEXT, day="2025-03-12"), seen(CHANGED, day="2025-03-13"), False),
        (seen(TEXT, "https://a.example/1"), seen(CHANGED, "https://a.example/2"), False),
        (seen(TEXT, publisher="The Gazette"), seen(CHANGED, publisher="Courier"), False),
        # Another text.
        (
            seen(TEXT),
            seen("The night train is back, and it is full on its first day, the railway said on Monday."),
            False,
        ),
    ],
)
def test_which_copies_are_one_story(one: Seen, other: Seen, are_one: bool) -> None:
    assert len(stories({"a.txt": one, "b.txt": other})) == (1 if are_one else 2)
    assert len(stories({"a.txt": other, "b.txt": one})) == (1 if are_one else 2)


def test_of_copies_of_one_day_the_longest_counts() -> None:
    assert stories({"a.txt": seen(LONGER), "b.txt": seen(TEXT), "c.txt": seen(CHANGED)}) == [
        ["a.txt", "c.txt", "b.txt"]
    ]


def test_a_copy_without_an_outlet_joins_one_of_two_outlets_and_does_not_join_these() -> None:
    copies = {
        "a.txt": seen(TEXT),
        "b.txt": seen(TEXT, publisher="The Gazette"),
        "c.txt": seen(CHANGED, publisher="Courier"),
    }
    assert stories(copies) == [["b.txt", "a.txt"], ["c.txt"]]
    assert stories(dict(reversed(copies.items()))) == [["b.txt", "a.txt"], ["c.txt"]]


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


def test_a_file_that_is_read_with_others_changes_when_they_do(tmp_path: Path) -> None:
    for name in ("page.html", "text.txt", "library/My Library.rdf", "library/files/2/page.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    before = scan(tmp_path)
    assert list(before) == ["library/My Library.rdf", "page.html", "text.txt"]
    (tmp_path / "refs.json").write_text("[]")
    (tmp_path / "library/files/2/page.html").write_text("xx")
    after = scan(tmp_path)
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {"library/My Library.rdf", "page.html"}
    (tmp_path / "refs.json").unlink()
    assert scan(tmp_path)["page.html"] == before["page.html"]
