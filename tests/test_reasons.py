"""Every reason of the closed list: the text that leads to it, and the words in which a page gives it."""

import pytest
from spacy.language import Language

from builder.annotations import REASONS, reason_words, uses_mention
from builder.texts import group
from tests.test_quote_constructions import CAST
from tests.test_speakers import said

# reason; text after the cast, whose last quotation is meant
TEXTS = {
    "named": "“The water is far too cold,” said Ilse Brandt.",
    "short-name": "“The water is far too cold,” said Brandt.",
    "pronoun": "“The water is far too cold,” she said.",
    "role": "“The water is far too cold,” the mayor said.",
    "same-paragraph": "Brandt disagreed. “The water is far too cold.”",
    "paragraph-before": "Brandt said it would not happen again.\n\n“The water is far too cold.”",
    "continued": "“The water is far too cold,” Brandt said.\n\n“Nobody will ever swim in it.”",
    "organisation": "“The water is far too cold,” the ministry said.",
    "document": "“The water is far too cold,” the report says.",
    "unnamed": "“The water is far too cold,” a senior official said.",
    "unknown": "It rained.\n\n“The water is far too cold.”",
}


@pytest.mark.parametrize(("reason", "text"), TEXTS.items(), ids=TEXTS)
def test_a_text_leads_to_its_reason(nlp: Language, reason: str, text: str) -> None:
    assert said(CAST + text, nlp)[-1].reason == reason


def test_the_first_of_two_quotations_may_go_on_in_the_second(nlp: Language) -> None:
    first, _ = said(CAST + "“The water is far too cold.” “Nobody will ever swim in it,” Brandt said.", nlp)
    assert (first.reason, first.speaker and first.speaker.name) == ("continues", "Ilse Brandt")


def test_every_reason_has_a_test() -> None:
    assert {*TEXTS, "continues", "edited"} == set(REASONS)  # "edited" is set where a person has changed a record


@pytest.mark.parametrize(
    ("reason", "mention", "words"),
    [
        ("pronoun", "he", "‘he’, the last man named"),
        ("pronoun", "She", "‘She’, the last woman named"),
        ("pronoun", "they", "‘they’, the last person named"),
        ("short-name", "Brandt", "‘Brandt’ in the same sentence"),
        ("role", "the mayor", "‘the mayor’ in the same sentence"),
        ("paragraph-before", "Brandt", "‘Brandt’ in the paragraph before"),
        ("named", "Ilse Brandt", "named in the same sentence"),
        ("unknown", None, "speaker not named in the text"),
    ],
)
def test_a_reason_is_told_in_plain_words(reason: str, mention: str | None, words: str) -> None:
    assert reason_words(reason, mention) == words


def test_without_a_mention_the_words_are_those_of_the_list() -> None:
    """Records that were made before the mention was noted stay readable."""
    assert [reason_words(reason, None) for reason in REASONS] == list(group("reasons").values())
    assert not uses_mention("edited")
