"""Headlines of saved pages: the printed one, and what the others say."""

import pytest

from builder.readers.html import read
from tests.saved_pages import BODY, linked, meta, page

PRINTED = "Ferry crews ask the port for ten quiet minutes"
SEARCHED = "Harbour ferries: why the crews ask for quiet minutes"


def test_the_printed_headline_wins_and_the_others_are_noted() -> None:
    article = read(
        page(meta(og__title="Quiet, please, say crews"), f"<h1>{PRINTED}</h1>{BODY}", linked(headline=SEARCHED))
    )
    assert (article.title, article.provenance["title"]) == (PRINTED, "page heading")
    assert article.disagreements["title"] == (f"JSON-LD: ‘{SEARCHED}’", "meta tag og:title: ‘Quiet, please, say crews’")


@pytest.mark.parametrize(
    ("og", "headline"),
    [
        (f"{PRINTED} | Harbour Desk", PRINTED.upper()),
        ("Ferry crews ask the port for ten quiet…", PRINTED.replace("ten", "ten")),
        (PRINTED, f"{PRINTED} - Harbour Desk"),
    ],
)
def test_the_same_headline_written_otherwise_is_no_disagreement(og: str, headline: str) -> None:
    head = meta(og__title=og, og__site_name="Harbour Desk")
    article = read(page(head, f"<h1>{PRINTED}</h1>{BODY}", linked(headline=headline)))
    assert article.title == PRINTED
    assert "title" not in article.disagreements


@pytest.mark.parametrize(
    ("head", "top"),
    [
        (f"<title>Quay Notes » Blog Archive » {PRINTED}</title>", f"<h1>Quay Notes</h1><h2>{PRINTED}</h2>"),
        (f"<title>Quay Notes: {PRINTED}</title>{meta(og__title=PRINTED)}", "<h1>Quay Notes</h1>"),
        (f"<title>{PRINTED} – Quay Notes</title>{meta(og__title=PRINTED)}", "<h1>Quay Notes</h1>"),
    ],
)
def test_the_name_of_a_blog_above_the_headline_is_the_outlet(head: str, top: str) -> None:
    article = read(page(head, top + BODY))
    assert (article.title, article.publisher) == (PRINTED, "Quay Notes")


def test_the_name_of_the_site_below_the_headline_does_not_take_its_place() -> None:
    source = page(
        f"<title>{PRINTED} – Quay Notes of the North</title>",
        f"<h1>{PRINTED}</h1>{BODY}<h2>Quay Notes of the North</h2>",
    )
    assert read(source).title == PRINTED
