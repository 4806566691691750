"""The organisations annotator: one construction a row, and rules that hold for any text."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from builder.annotate.organisations import find_organisations
from builder.annotate.people.component import find_people
from builder.annotations import Organisation

# What stands in the text, and the organisations in it: fullest name -> mentions as printed, in order.
CONSTRUCTIONS: dict[str, tuple[str, dict[str, list[str]]]] = {
    "the article is trimmed": (
        "The Delta Forum met in Rotterdam. Members of the Delta Forum voted.",
        {"Delta Forum": ["Delta Forum", "Delta Forum"]},
    ),
    "acronym in brackets": (
        "The International Criminal Court (ICC) sat on Monday. The ICC rose on Friday.",
        {"International Criminal Court": ["International Criminal Court", "ICC", "ICC"]},
    ),
    "acronym without brackets": (
        "The African Union agreed. An official of the AU helped.",
        {"African Union": ["African Union", "AU"]},
    ),
    "acronym of a name with a possessive": (
        "The World Beekeepers’ Congress (WBC) opened in June.",
        {"World Beekeepers’ Congress": ["World Beekeepers’ Congress", "WBC"]},
    ),
    "name with of": (
        "The Institute of Slow Rail wrote a report for the Bank of England.",
        {"Institute of Slow Rail": ["Institute of Slow Rail"], "Bank of England": ["Bank of England"]},
    ),
    "name with of and an article": (
        "She works at the Museum of the Vine.",
        {"Museum of the Vine": ["Museum of the Vine"]},
    ),
    "university": (
        "Diane Kowalczyk teaches at Columbia University.",
        {"Columbia University": ["Columbia University"]},
    ),
    "university by its first word": (
        "She left Columbia University in May. “I loved Columbia’s library,” she said.",
        {"Columbia University": ["Columbia University", "Columbia"]},
    ),
    "airline": ("Air Atlantica flew to Conakry.", {"Air Atlantica": ["Air Atlantica"]}),
    "possessive": (
        "The Northern Ferry Union's plan pleased the Northern Ferry Union.",
        {"Northern Ferry Union": ["Northern Ferry Union", "Northern Ferry Union"]},
    ),
    "most mentioned first": (
        "The European Union wrote to UNESCO. UNESCO wrote back.",
        {"UNESCO": ["UNESCO", "UNESCO"], "European Union": ["European Union"]},
    ),
    "corporate suffix": (
        "Harlow Timber Inc. sold wood. On Monday Harlow Timber stopped.",
        {"Harlow Timber Inc.": ["Harlow Timber Inc.", "Harlow Timber"]},
    ),
    "a word before the name is left out": (
        "At Columbia University nobody slept.",
        {"Columbia University": ["Columbia University"]},
    ),
    "people are none": ("Rustam Ibrayev spoke. Ibrayev also called for calm.", {}),
    "cities are none": ("The train runs from Izmir to Tbilisi and Manaus.", {}),
    "a dateline is none": ("SZEGED, Hungary — The river rose on Monday.", {}),
    "a title is none": ("Defense Minister Karim Bensaid and Secretary of State Helen Mercer left.", {}),
    "a photo credit is none": ("The river rose. (Photo: Northline News Agency)", {}),
    "common words are none": ("The congress met and the museum closed.", {}),
    "acronym before its name": (
        "The ICC, or International Criminal Court, sat on Monday. The ICC rose on Friday.",
        {"International Criminal Court": ["ICC", "International Criminal Court", "ICC"]},
    ),
    "acronym joined by or": (
        "The Northern Ferry Union, or NFU, met. The NFU voted.",
        {"Northern Ferry Union": ["Northern Ferry Union", "NFU", "NFU"]},
    ),
    "short form that takes letters from inside words": (
        "The Department of Education (DepEd) wrote. DepEd officials came.",
        {"Department of Education": ["Department of Education", "DepEd", "DepEd"]},
    ),
    "name with its acronym cut open": (
        "The Ministry of Defence (MoD) has named the ship. The MoD is proud.",
        {"Ministry of Defence": ["Ministry of Defence", "MoD", "MoD"]},
    ),
    "a court of justice": (
        "The International Court of Justice (ICJ) sat on Monday.",
        {"International Court of Justice": ["International Court of Justice", "ICJ"]},
    ),
    "a country’s possessive is left out": (
        "India’s Supreme Court ruled on Monday.",
        {"Supreme Court": ["Supreme Court"]},
    ),
    "a law is none, nor is its acronym": (
        "The Visual Artists Rights Act (VARA) became law. VARA protects murals.",
        {},
    ),
    "an agency in a dateline is none": ("BEIRUT (AP) — The river rose on Monday.", {}),
    "an owner of rights is none": ("The river rose.\nCopyright 2018 Harlow Media, Inc. All rights reserved.", {}),
    "abbreviations of times and degrees are none": ("At 7 p.m. CST she was given an MBA, and the GPA rose.", {}),
    "a family is none": ("Sergei Ibrayev spoke on Monday. The Ibrayevs went home.", {}),
    "an award, an order and a vigil are none": (
        "He won the Harlow Award, signed an Executive Order and kept the Easter Vigil.",
        {},
    ),
    "nothing": ("The river rose by two metres.", {}),
}


def organisations_of(nlp: Language, text: str) -> tuple[Organisation, ...]:
    organisations: tuple[Organisation, ...] = nlp(text)._.organisations
    return organisations


@pytest.mark.parametrize(("text", "expected"), CONSTRUCTIONS.values(), ids=CONSTRUCTIONS.keys())
def test_mentions(nlp: Language, text: str, expected: dict[str, list[str]]) -> None:
    found = [(o.name, [text[start:end] for start, end in o.mentions]) for o in organisations_of(nlp, text)]
    assert found == list(expected.items())


PIECES = st.sampled_from(
    [
        "The",
        "African Union",
        "AU",
        "Columbia University",
        "Columbia",
        "Bank of",
        "England",
        "Earl Whitmore",
        "(",
        ")",
        "said",
        ",",
        ".",
        "\n\n",
        "’s",
        "Inc",
        "Air",
        "of the",
        "Museum",
        "Union Union",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=100))
def test_any_text_gives_sound_mentions(nlp: Language, text: str) -> None:
    """Mentions lie in the text, are sorted, overlap neither each other nor the people's; names are not empty."""
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name.startswith("briefs_")]):
        doc = nlp(text)
    doc._.people = find_people(doc)
    organisations = find_organisations(doc)
    assert all(list(o.mentions) == sorted(o.mentions) and o.mentions and o.name.strip() for o in organisations)
    mentions = [span for o in organisations for span in o.mentions]
    spans = sorted(mentions + [span for person in doc._.people for span in person.mentions])
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
