"""Block quotations: what a page sets off without marks is a quotation, and somebody's only where the text says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from builder.annotate import pipeline
from builder.annotate.context import Context
from builder.annotate.quotes.component import find_set_off
from builder.annotating import set_off
from builder.annotations import Quote
from builder.article import Article, Block


def quotes_of(nlp: Language, *paragraphs: str) -> tuple[str, list[Quote]]:
    """Annotate paragraphs, those with `>` being set off. Returns the text and its direct quotations."""
    blocks = tuple(Block(p.removeprefix("> "), "quote" if p.startswith("> ") else "paragraph") for p in paragraphs)
    text = Article(blocks).text
    (found,) = pipeline.annotate(nlp, [(text, Context(set_off=set_off(blocks)))])
    return text, [quote for quote in found.quotes if quote.kind == "direct"]


@pytest.mark.parametrize(
    ("paragraphs", "words", "speaker"),
    [
        (
            (
                "Ilse Brandt, who chairs the port board, wrote to the crews:",
                "> It is far too cold.",
                "> Wait until May.",
            ),
            ["It is far too cold.", "Wait until May."],
            "Ilse Brandt",
        ),
        (
            ("In a letter, Ilse Brandt said she was sorry.", "> It should never have happened to anybody.", "It did."),
            ["It should never have happened to anybody."],
            "Ilse Brandt",
        ),
        (
            (
                "The library keeps a book.",
                "> I came for the maps and stayed for the soup. — Oskar Lindqvist",
                "It is full.",
            ),
            ["I came for the maps and stayed for the soup."],
            "Oskar Lindqvist",
        ),
        (
            ("The library keeps a book.", "> I came for the maps and stayed.", "> — Oskar Lindqvist", "It is full."),
            ["I came for the maps and stayed."],
            "Oskar Lindqvist",
        ),
        (
            ("“We go home,” said Oskar Lindqvist.", "> The harbour closes at nine in winter.", "He left."),
            ["The harbour closes at nine in winter."],
            None,
        ),
        (
            ("Ilse Brandt put up a notice:", "> “The water is far too cold.”", "They swam."),
            ["The water is far too cold."],
            "Ilse Brandt",
        ),
    ],
)
def test_a_block_quotation_has_the_speaker_whom_the_text_names(
    nlp: Language, paragraphs: tuple[str, ...], words: list[str], speaker: str | None
) -> None:
    text, quotes = quotes_of(nlp, *paragraphs)
    quote = next(quote for quote in quotes if text[slice(*quote.spans[0])] == words[0])
    assert [text[slice(*span)] for span in quote.spans] == words
    assert (quote.speaker.name if quote.speaker else None) == speaker


def test_two_signed_entries_are_two_quotations(nlp: Language) -> None:
    entries = ("> The soup was worth the walk. — Oskar Lindqvist", "> Please leave the lamps on. — Ilse Brandt")
    _, quotes = quotes_of(nlp, "The library keeps a book.", *entries)
    assert [quote.speaker.name if quote.speaker else None for quote in quotes] == ["Oskar Lindqvist", "Ilse Brandt"]


def test_a_label_that_is_set_off_is_no_quotation(nlp: Language) -> None:
    assert quotes_of(nlp, "The port is closed.", "> Key points", "It opens in May.")[1] == []


@given(st.text(alphabet="ab “”—-.\n", max_size=60), st.lists(st.integers(0, 60), max_size=6))
def test_what_is_set_off_stays_inside_its_paragraphs(text: str, cuts: list[int]) -> None:
    bounds = sorted({min(cut, len(text)) for cut in cuts})
    paragraphs = [(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=False) if start < end]
    for spans in find_set_off(text, paragraphs):
        assert all(any(a <= start < end <= b for a, b in paragraphs) for start, end in spans)
        assert list(spans) == sorted(spans)
