"""Bylines of saved pages: people in order, whoever names them, and nobody who is no author."""

import pytest

from builder.article import Article
from builder.readers.html import read
from tests.saved_pages import BODY, linked, meta, page

SITE = meta(og__site_name="Harbour Desk")
TITLE = "<h1>Ferry crews ask for quiet</h1>"


def article(top: str = "", head: str = "", author: object = None) -> Article:
    return read(page(SITE + head, TITLE + top + BODY, linked(author=author) if author else None))


@pytest.mark.parametrize(
    ("top", "authors"),
    [
        ('<span class="category">Posted by Ines</span>', ("Ines",)),
        ("<div><span>| By </span><span>Ines Varga</span> | <time>2 June 2025</time></div>", ("Ines Varga",)),
        ('<div class="page-meta--author">Posted on June 2, 2025 by Ines Varga</div>', ("Ines Varga",)),
        ('<div class="video-credit">By Coast Guard and Border Service</div>', ()),
        ('<div class="author-address">Old Quay Street</div>', ()),
    ],
)
def test_reads_printed_bylines(top: str, authors: tuple[str, ...]) -> None:
    assert article(top).author == authors


@pytest.mark.parametrize("wrapper", ["<div class='page with-sidebar'>", "<form action='/page'>"])
def test_a_byline_counts_in_whatever_holds_the_heading(wrapper: str) -> None:
    end = f"</{wrapper[1:].split(maxsplit=1)[0]}>"
    source = f'{wrapper}{TITLE}<p class="byline">By Ines Varga</p>{BODY}{end}'
    assert read(page(SITE, source)).author == ("Ines Varga",)


@pytest.mark.parametrize("box", ["<aside>", "<div class='related'>", "<div class='comment-list'>"])
def test_who_wrote_something_else_is_no_author(box: str) -> None:
    end = f"</{box[1:-1].split(maxsplit=1)[0]}>"
    assert article(f'{box}<a class="author">Tom Okafor</a>{end}').author == ()


def test_a_meta_tag_with_more_authors_completes_json_ld() -> None:
    found = article(head=meta(author="Ines Varga, Tom Okafor"), author={"@type": "Person", "name": "Ines Varga"})
    assert found.author == ("Ines Varga", "Tom Okafor")
    assert found.disagreements["author"] == ("JSON-LD: ‘Ines Varga’",)


def test_meta_tag_and_page_together_overrule_json_ld() -> None:
    tags = meta(author="Ines Varga")
    found = article('<p class="byline">By Ines Varga</p>', tags, {"@type": "Person", "name": "Web Producer Ada Lind"})
    assert found.author == ("Ines Varga",)
    assert found.provenance["author"] == "meta tag author"


def test_json_ld_is_believed_against_a_meta_tag_alone() -> None:
    found = article(head=meta(author="Quay Publishers"), author="Ines Varga")
    assert found.author == ("Ines Varga",)
    assert found.disagreements["author"] == ("meta tag author: ‘Quay Publishers’",)


def test_catalogue_tags_name_the_surname_first() -> None:
    assert article(head='<meta name="dc.creator" content="Varga, Ines">').author == ("Ines Varga",)


def test_a_named_team_among_the_authors_is_kept_and_the_outlet_is_not() -> None:
    authors = [{"name": "Ines Varga"}, {"name": "Ferry Team"}, {"name": "Harbour Desk"}]
    assert article(author=authors).author == ("Ines Varga", "Ferry Team")


def test_the_outlet_is_named_as_the_author_only_where_the_page_prints_so_and_nobody_else() -> None:
    assert article('<p class="byline">By Harbour Desk staff</p>').author == ("Harbour Desk staff",)
    assert article('<p class="byline">By Ines Varga, Harbour Desk</p>').author == ("Ines Varga",)
    assert article(author={"@type": "Organization", "name": "Harbour Desk"}).author == ()


def test_a_section_run_together_with_the_byline_is_no_disagreement() -> None:
    found = article('<p class="byline">News Ines Varga Deputy Editor</p>', author="Ines Varga")
    assert "author" not in found.disagreements
