"""Marks around names are no quotations; quotations that look like names are."""

import pytest
from spacy.language import Language

from tests.test_quote_constructions import CAST
from tests.test_speakers import said

NAMES = [
    ("programme, cue clause behind", "On Radio Bremen’s “Good Morning Harbour,” Brandt said the water was cold."),
    ("programme, at the end", "“The water is cold,” Brandt said on Radio Bremen’s “Harbour Week.”"),
    ("told a programme", "“The water is cold,” Brandt told “Harbour Week,” smiling."),
    ("book", "Brandt wrote it all down in her memoir, “Cold Water.”"),
    ("song before a noun", "“Water of the North” singer Ana Kos opened the evening."),
    ("film with a number", "Ana Kos, who starred in “Two Barges 2,” posted a picture on Thursday."),
    ("movement", "Some of the “Dig No More” crowd suggest another route."),
    ("a pointer to another article", "MORE: “Canal boats sink in the harbour again”\n\nRead also: “Water is cold”"),
    ("a brochure by its title", "The council sends out the “In case of a flood” brochure this week."),
    ("a group by its name", "Brandt belongs to a group called “We love the old harbour & its boats”."),
    ("attribute of a tag", '<post author="Ana Kos of Bremen"> was how the page began, Brandt said.'),
]


@pytest.mark.parametrize("text", [row[1] for row in NAMES], ids=[row[0] for row in NAMES])
def test_a_name_between_marks_is_no_quotation(nlp: Language, text: str) -> None:
    whole = CAST + text
    found = [whole[slice(*quote.spans[0])] for quote in said(whole, nlp)]
    assert [words for words in found if words != "The water is cold,"] == []


SAID = [
    ("a slogan, then who said it", "“Water For Bremen,” Brandt said.", "Water For Bremen,"),
    ("after the verb", "The crowd chanted “Water For Bremen.”", "Water For Bremen."),
    ("after a colon", "Brandt added: “Water For Bremen.”", "Water For Bremen."),
    ("with a question mark", "“Mr Novotny?” Brandt asked.", "Mr Novotny?"),
]


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_words_with_capitals_may_be_said(nlp: Language, text: str, words: str) -> None:
    whole = CAST + text
    assert [whole[slice(*quote.spans[0])] for quote in said(whole, nlp)] == [words]
