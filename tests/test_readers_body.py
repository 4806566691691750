"""Bodies of saved pages: whole, in order, and nothing that stands beside them."""

import pytest

from builder.readers.html import read
from tests.saved_pages import BODY, SENTENCE, linked, page

TITLE = "<h1>Ferry crews ask for quiet</h1>"
FIRST = "The crews of the ferries have asked for a pause, and the port has promised an answer in a week."
SECOND = "Ten minutes between two crossings are enough, they say, and nobody on the quays has to wait for longer."
PARAGRAPHS = [SENTENCE.format(n) for n in range(8)]


def texts(body: str, declared: str = "") -> list[str]:
    return [block.text for block in read(page("", TITLE + body, linked(articleBody=declared))).blocks]


def test_a_first_paragraph_in_a_container_of_its_own_is_body() -> None:
    assert texts(f'<div class="x1"><div><p>{FIRST}</p></div></div><div class="x2">{BODY}</div>') == [FIRST, *PARAGRAPHS]


def test_sentences_beside_paragraphs_without_an_element_are_body() -> None:
    loose = f'<section class="story">{FIRST}<p></p><h2>One quay</h2><a href="#"></a>{SECOND}<br>{BODY}</section>'
    assert texts(loose) == [FIRST, "One quay", SECOND, *PARAGRAPHS]


def test_a_sentence_full_of_links_is_body_and_a_bare_link_is_a_pointer() -> None:
    linking = '<p><a href="/q">The quays and all their ferries are listed by the port</a>.</p>'
    pointer = '<p><a href="/r"><strong>NINE FERRIES ASK FOR QUIET AT THE OLD QUAY</strong></a></p>'
    found = texts(BODY.replace(PARAGRAPHS[4], PARAGRAPHS[4] + f"</p>{linking}{pointer}<p>", 1))
    assert "The quays and all their ferries are listed by the port." in found
    assert not any("NINE FERRIES" in text for text in found)


def test_a_paragraph_that_json_ld_has_is_body_wherever_it_stands() -> None:
    box = f'<div class="y1"><p>{FIRST}</p></div>'
    half = BODY.find("<p>", len(BODY) // 2)
    body = f'<div class="x">{BODY[:half]}</div>{box}<div class="x">{BODY[half:]}</div>'
    assert FIRST in texts(body, " ".join([*PARAGRAPHS[:4], FIRST, *PARAGRAPHS[4:]]))


def test_captions_are_the_text_of_a_picture_gallery() -> None:
    slide = '<figure><img src="f.jpg"><figcaption class="slide-caption"><p>{}</p></figcaption></figure>'
    told = "".join(slide.format(text) for text in PARAGRAPHS)
    article = read(page("", f"{TITLE}<p>{FIRST}</p>{told}"))
    assert [block.text for block in article.blocks] == [FIRST, *PARAGRAPHS]
    assert article.captions == ()


@pytest.mark.parametrize(
    "caption",
    [
        "<figure><img src=a.jpg><figcaption>{}</figcaption></figure>",
        '<div class="wp-caption"><img src=a.jpg><p class="wp-caption-text">{}</p></div>',
        '<div class="picture"><img src=a.jpg><span class="image-caption">{}</span></div>',
    ],
)
def test_captions_are_kept_apart_with_their_credits(caption: str) -> None:
    told = "The morning ferry at the Old Quay. Photo: Nils Aarden"
    article = read(page("", TITLE + caption.format(told) + BODY))
    assert article.captions == (told,)
    assert told not in article.text


def test_what_opens_over_a_name_is_not_read_with_it() -> None:
    name = '<a href="/ines">Ines Varga</a><span class="tooltip-card">Ines Varga Nine stories MORE</span>'
    found = texts(f"<p>On the quay, {name} asked for ten minutes of quiet on Monday morning.</p>{BODY}")
    assert found[0] == "On the quay, Ines Varga asked for ten minutes of quiet on Monday morning."


def test_an_item_of_a_list_does_not_end_the_article() -> None:
    end = "<ul><li>Sign up for a crossing at the old quay</li></ul><p>The port will answer in a week.</p>"
    assert texts(BODY + end)[-1] == "The port will answer in a week."


def test_the_agency_of_a_dateline_is_parted_from_the_text() -> None:
    assert texts(f"<p><cite>(NLN)</cite>{FIRST}</p>{BODY}")[0] == f"(NLN) {FIRST}"
