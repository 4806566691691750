"""Standfirsts of saved pages: kept apart from the body, and no paragraph of the body taken for one."""

import pytest

from builder.readers.html import read
from tests.saved_pages import BODY, SENTENCE, meta, page

STANDFIRST = "A pause between two crossings would cost the port little, the crews of the ferries say"
HEADING = "<h1>Ferry crews ask for quiet</h1>"
DESCRIBED = meta(og__description=STANDFIRST)


@pytest.mark.parametrize(
    ("head", "top"),
    [
        ("", f'<p class="article-excerpt">{STANDFIRST}</p>'),
        (DESCRIBED, f'<header class="x1"><div class="x2">{STANDFIRST}</div></header>'),
        (DESCRIBED, f"<h2>{STANDFIRST}</h2>"),
        (DESCRIBED, f"<div class='x3'><p>{STANDFIRST}</p></div>"),
        (DESCRIBED, f'<p class="sub-title">Sign up for our newsletter, free every day</p><h2>{STANDFIRST}</h2>'),
    ],
)
def test_keeps_the_standfirst_apart(head: str, top: str) -> None:
    article = read(page(head, f'{HEADING}{top}<div class="body">{BODY}</div>'))
    assert (article.description, article.provenance["description"]) == (STANDFIRST, "page standfirst")
    assert article.blocks[0].text == SENTENCE.format(0)


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        BODY.replace("<p>", '<div class="text"><p>').replace("</p>", "</p></div>"),
        BODY.replace("<p>", "<p class=x>", 1),
    ],
)
def test_the_first_paragraph_is_no_standfirst_though_the_markup_repeats_it(body: str) -> None:
    article = read(page(meta(og__description=SENTENCE.format(0)), HEADING + body))
    assert article.blocks[0].text == SENTENCE.format(0)
