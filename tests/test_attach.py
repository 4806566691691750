"""Which cue a direct quotation hangs on, where several words of a sentence might be it."""

import pytest
from spacy.language import Language

from tests.test_quote_constructions import CAST
from tests.test_speakers import said

# construction, text after the cast, [(quoted words, speaker's name)]
CUES: list[tuple[str, str, list[tuple[str, str | None]]]] = [
    (
        "the verb beside the marks, not the one before",
        "After Novotny criticised the harbour in a debate, Brandt shot back, “I would rather swim than dig.”",
        [("I would rather swim than dig.", "Ilse Brandt")],
    ),
    (
        "after a question of another",
        "After Novotny asked her who would pay for it, Brandt replied, “Not the people of Bremen.”",
        [("Not the people of Bremen.", "Ilse Brandt")],
    ),
    (
        "a claim inside an aside",
        "But even as Novotny claimed that “nobody will pay a crown,” one of the engineers said the money was gone.",
        [("nobody will pay a crown,", "Pavel Novotny")],
    ),
    (
        "a clause with although",
        "Although Brandt admitted that she and a grower had “been friends for some time,” Novotny claims not to care.",
        [("been friends for some time,", "Ilse Brandt")],
    ),
    (
        "a clause with who",
        "Brandt, who estimates that the cost was “in the seven figures,” described the canal on Monday.",
        [("in the seven figures,", "Ilse Brandt")],
    ),
    (
        "a sentence of its own behind the marks",
        "Brandt answered: “What difference does it make now?” Her critics cited it as proof.",
        [("What difference does it make now?", "Ilse Brandt")],
    ),
    (
        "a clause of time behind the marks",
        "“The harbour,” Brandt wrote on Monday, “is full of barges,” after Novotny repeated his promise.",
        [("The harbour, is full of barges,", "Ilse Brandt")],
    ),
    (
        "the hearer is no speaker",
        "“There is plenty of water, friends,” Brandt assured the crowd in Bremen.",
        [("There is plenty of water, friends,", "Ilse Brandt")],
    ),
    (
        "heard asking",
        "“Is there any water in it at all?” a reporter can be heard asking Novotny.",
        [("Is there any water in it at all?", "a reporter")],
    ),
    (
        "whom another calls so",
        "The plan came from Novotny, whom Brandt on Wednesday called “a man of many ditches”.",
        [("a man of many ditches", "Ilse Brandt")],
    ),
    (
        "a view of another's words",
        "Brandt played down Novotny’s comments as “just part of the campaign”.",
        [("just part of the campaign", "Ilse Brandt")],
    ),
    (
        "her remark with a day between",
        "Novotny came under fire over Brandt’s assertion during the debate that “the water is far too cold”.",
        [("the water is far too cold", "Ilse Brandt")],
    ),
    (
        "his own old line",
        "Back in Prague, he returned to his favourite lines: “Dig deeper and dig longer!”",
        [("Dig deeper and dig longer!", "Pavel Novotny")],
    ),
    (
        "who view it otherwise",
        "Of those who think otherwise, Brandt said: “They have never seen a barge in their lives.”",
        [("They have never seen a barge in their lives.", "Ilse Brandt")],
    ),
    (
        "of two joined quotations",
        "Brandt described the canal as “a very long ditch” and “absurd”.",
        [("a very long ditch", "Ilse Brandt"), ("absurd", "Ilse Brandt")],
    ),
    (
        "a question whose asker is not named",
        "In Prague, Novotny was asked, “Where is all the water supposed to come from?”",
        [("Where is all the water supposed to come from?", None)],
    ),
    (
        "ended it saying",
        "Brandt ended the visit saying that “the water is far too cold”.",
        [("the water is far too cold", "Ilse Brandt")],
    ),
    (
        "had this to say",
        "Brandt had this to say about the plan: “The water is far too cold.”",
        [("The water is far too cold.", "Ilse Brandt")],
    ),
    (
        "a role told between commas",
        "“A very good barge, this one,” Brandt, the mayor of Bremen and a former rower of the north, said.",
        [("A very good barge, this one,", "Ilse Brandt")],
    ),
    (
        "a paragraph without a full stop",
        "Brandt attacked the plan, calling it “the longest ditch in history”\n\nOfficials will hope for rain on Sunday",
        [("the longest ditch in history", "Ilse Brandt")],
    ),
    (
        "broken, then another agrees",
        "“The water is far too cold,” Brandt told reporters. “It will stay so.” Novotny agreed.",
        [("The water is far too cold, It will stay so.", "Ilse Brandt")],
    ),
    (
        "footage of somebody saying",
        "The film shows footage of Pavel Novotny saying, “Nobody will pay for the water at all.”",
        [("Nobody will pay for the water at all.", "Pavel Novotny")],
    ),
    (
        "led somebody to say",
        "The flood led Brandt to conclude that the canal was “a very long ditch indeed”.",
        [("a very long ditch indeed", "Ilse Brandt")],
    ),
    (
        "where it was written",
        "After Novotny criticised her, Brandt wrote on her own page: “The water is far too cold.”",
        [("The water is far too cold.", "Ilse Brandt")],
    ),
    (
        "the writer asks",
        "“The water is far too cold,” Brandt said.\n\nBut you swim in it, I say.\n\n“Only in the summer months.”",
        [("The water is far too cold,", "Ilse Brandt"), ("Only in the summer months.", "Ilse Brandt")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in CUES], ids=[row[0] for row in CUES])
def test_a_quotation_hangs_on_its_own_cue(nlp: Language, text: str, expected: list[tuple[str, str | None]]) -> None:
    whole = CAST + text
    found = [
        (" ".join(whole[slice(*span)] for span in quote.spans), quote.speaker and quote.speaker.name)
        for quote in said(whole, nlp)
    ]
    assert found == expected


# construction, text after the cast, speaker's name; the last quotation is meant
ACROSS: list[tuple[str, str, str | None]] = [
    (
        "a letter that states",
        "The council sent a letter to Prague. “You cannot dig in this harbour,” the letter states.",
        "the letter",
    ),
    ("in his words", "In Novotny’s words, the canal is “a river for patient people”.", "Pavel Novotny"),
    ("in the words of", "The canal is, in the words of Brandt, “a very long ditch indeed”.", "Ilse Brandt"),
    ("glued to the mark", "“There is nothing but mud in it,”Brandt said.", "Ilse Brandt"),
    (
        "praised in the paragraph before",
        "Novotny waited outside.\n\nBrandt praised the work of the diggers in the north.\n\n“We have new barges now.”",
        "Ilse Brandt",
    ),
    (
        "told of in the paragraph before",
        "“The water is cold,” Brandt said.\n\nNovotny shook his head at all of them.\n\n“It is as warm as soup.”",
        "Pavel Novotny",
    ),
    (
        "too far back",
        "“The water is cold,” Brandt said.\n\nIt rained.\n\nThe barges lay still.\n\n“It is as warm as soup today.”",
        None,
    ),
    (
        "an aside of its own",
        "“The water is cold,” Brandt said.\n\nThere was talk of “a harbour for all the barges” that day.",
        None,
    ),
    (
        "a headline without a full stop",
        "THE FIGHT OVER WATER\n\nBrandt, speaking in Bremen, is promising to “heat the harbour”\n\nMore inside",
        "Ilse Brandt",
    ),
]


@pytest.mark.parametrize(("text", "speaker"), [row[1:] for row in ACROSS], ids=[row[0] for row in ACROSS])
def test_a_quotation_leans_on_the_text_around_it(nlp: Language, text: str, speaker: str | None) -> None:
    quote = said(CAST + text, nlp)[-1]
    assert (quote.speaker and quote.speaker.name) == speaker
