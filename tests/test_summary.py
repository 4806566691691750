"""The summary takes whole sentences of the text, word for word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from builder.annotate import pipeline
from builder.annotate.context import Context

NEWS = """Hungary and Serbia will share their river gauges from June, the two water ministers said on Wednesday.

“A river does not stop at the border post,” said Judit Halmos. It rained.

The gauges along the river have been read by hand since the flood of 1970, and the numbers are sent by post.

A heading without an end

But that will end with the new line between the two capitals, which carries the numbers of all river gauges.

The line will carry the numbers of forty river gauges to both capitals every ten minutes from June."""


def summary(nlp: Language, text: str) -> list[str]:
    (found,) = pipeline.annotate(nlp, [(text, Context())])
    return [text[start:end] for start, end in found.summary]


def test_it_opens_with_the_lead_and_quotes_nothing(nlp: Language) -> None:
    sentences = summary(nlp, NEWS)
    assert 2 <= len(sentences) <= 3
    assert sentences[0].startswith("Hungary and Serbia will share")
    for sentence in sentences:
        assert sentence in NEWS
        assert sentence.endswith(".")
        assert "“" not in sentence
        assert not sentence.startswith("But")


def test_it_leaves_the_dateline_out(nlp: Language) -> None:
    assert summary(nlp, f"SZEGED, Hungary (Northline) — {NEWS}")[0].startswith("Hungary and Serbia will share")


def test_questions_and_turns_of_an_interview_are_no_summary(nlp: Language) -> None:
    interview = "Harbour Desk: We would like to hear how the ferry came to be so late on every day of June."
    question = "Will the ferry between the two islands ever be on time in the month of June?"
    assert summary(nlp, f"{interview}\n\n{question}") == []


@pytest.mark.parametrize("text", ["", "Rain.", "A heading without an end", "\n\n\n"])
def test_what_has_no_sentence_to_show_has_no_summary(nlp: Language, text: str) -> None:
    assert summary(nlp, text) == []


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_gives_spans_within_it(nlp: Language, text: str) -> None:
    assert all(sentence in text for sentence in summary(nlp, text))
