"""A brief says exactly what the article says, with links to its people and countries."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.annotations import Annotations, Country, Person, Place, Quote, Speaker
from builder.article import Article, Block
from builder.brief import CONTEXT
from builder.compose import compose
from builder.excerpts import excerpt, merged
from builder.markup import Inline
from builder.rights import DEFAULT_BUDGET, Budget, is_open, shown

TEXT = "“A river does not stop,” said Ana Reisz of Hungary. “It runs.” Reisz smiled in Hungary."
ANA = Person("ana-reisz", "Ana Reisz", ((30, 39), (63, 68)), ("hydrologist",))
HUNGARY = Country("HU", True, ((43, 50), (79, 86)), ("name", "name"))
QUOTE = Quote("direct", ((1, 23), (53, 61)), Speaker("ana-reisz", "Ana Reisz", (30, 39)), (25, 29), "named")
FOUND = Annotations(people=(ANA,), countries=(HUNGARY,), quotes=(QUOTE,), summary=((63, 87),))


def article(*paragraphs: str) -> Article:
    return Article(blocks=tuple(Block(paragraph) for paragraph in paragraphs), title="Rivers", date="2025-03-12")


def test_people_are_linked_at_every_mention_and_countries_once_a_paragraph() -> None:
    body = compose(article(TEXT), FOUND, "CC0-1.0").body
    assert body == (
        "“A river does not stop,” said [Ana Reisz](../../people/ana-reisz.md) "
        "of [Hungary](../../countries/hungary.md). "
        "“It runs.” [Reisz](../../people/ana-reisz.md) smiled in Hungary."
    )


def test_a_quotation_broken_by_its_cue_is_one_entry() -> None:
    (entry,) = compose(article(TEXT), FOUND, "full").fields["quotes"]
    assert entry["text"] == "A river does not stop, … It runs."
    assert (entry["speaker"], entry["reason"], entry["cue"]) == ("ana-reisz", "named", "said")
    assert entry["spans"] == [[1, 23], [53, 61]]
    assert entry["paragraph"] == 1
    assert TEXT[1 - len(entry["context"]["prefix"]) : 1] == entry["context"]["prefix"]
    assert entry["context"]["suffix"] == TEXT[61 : 61 + CONTEXT]


def test_the_record_keeps_how_the_text_calls_a_speaker_where_the_reason_tells_of_it() -> None:
    text = "“It rains,” said Reisz, the mayor. “It pours,” Ana Reisz said."
    speaker = Speaker("ana-reisz", "Ana Reisz", (17, 33))
    short = Quote("direct", ((1, 10),), speaker, (12, 16), "short-name")
    full = Quote("direct", ((36, 44),), speaker, None, "named")
    one, two = compose(article(text), Annotations(quotes=(short, full)), "full").fields["quotes"]
    assert (one["mention"], "mention" in two) == ("Reisz", False)


def test_equal_words_said_twice_have_two_ids() -> None:
    twice = Annotations(quotes=(Quote("direct", ((0, 4),), None, None, "unknown"),) * 2)
    one, two = compose(article("Rain and rain"), twice, "full").fields["quotes"]
    assert two["id"] == f"{one['id']}-2"
    assert one["speaker"] == "unknown"


def test_kinds_of_blocks_become_markdown() -> None:
    blocks = (Block("Rivers", "heading"), Block("A line", "quote"), Block("One", "item"), Block("# Two"), Block("1. x"))
    body = compose(Article(blocks=blocks), Annotations(), "full").body
    assert body == "## Rivers\n\n> A line\n\n- One\n\n\\# Two\n\n1\\. x"


def test_notes_keep_names_roles_and_evidence() -> None:
    composed = compose(article(TEXT), FOUND, "full")
    assert composed.people["ana-reisz"] == {
        "name": "Ana Reisz",
        "also": ["Reisz"],
        "roles": ["hydrologist"],
        "mentions": 2,
    }
    assert composed.countries["HU"] == {"mentions": 2, "subject": True, "evidence": {"name": {"Hungary": 2}}}


def test_evidence_is_counted_by_rule_most_frequent_first() -> None:
    text = "Tbilisi, Georgian, Tbilisi, Georgia"
    spans = ((0, 7), (9, 17), (19, 26), (28, 35))
    georgia = Country("GE", True, spans, ("capital", "adjective", "capital", "likeliest"))
    note = compose(article(text), Annotations(countries=(georgia,)), "full").countries["GE"]
    assert list(note["evidence"].items()) == [
        ("capital", {"Tbilisi": 2}),
        ("adjective", {"Georgian": 1}),
        ("likeliest", {"Georgia": 1}),
    ]


def test_places_keep_the_country_that_they_lie_in() -> None:
    szeged, nowhere = Place("Szeged", "HU", ((0, 6),)), Place("Nowhere", None, ((11, 18),))
    composed = compose(article("Szeged and Nowhere"), Annotations(places=(szeged, nowhere)), "full")
    assert composed.fields["places"] == ["Szeged", "Nowhere"]
    assert composed.places == {"Szeged": "HU"}


def test_an_excerpt_is_the_opening_and_leaves_reported_speech_out() -> None:
    first = "It rained. " + "Then it rained again in many places. " * 20
    reported = Annotations(quotes=(Quote("reported", ((0, 9),), None, None, "unknown"),))
    composed = compose(article(first.strip(), "Nothing more."), reported, "excerpt")
    assert composed.body.startswith("It rained. Then it rained again")
    assert len(composed.body.split()) <= DEFAULT_BUDGET.words + 1
    assert composed.body.endswith("places. …")
    assert composed.fields["quotes"] == []


@pytest.mark.parametrize("rights", ["excerpt", "private"])
def test_of_a_short_text_the_opening_is_a_part_too(rights: str) -> None:
    text = "It rained in the hills for ten days, and then it stopped."
    body = compose(article(text), Annotations(), rights, Budget(words=60, share=50)).body
    assert body == "It rained in the hills for …"


def test_an_opening_sentence_without_an_end_is_cut() -> None:
    body = compose(article("rain " * 500), Annotations(), "excerpt").body
    assert len(body.split()) == DEFAULT_BUDGET.words + 1


def test_an_interview_is_not_shown_whole_because_all_of_it_is_quotations() -> None:
    said = [f"Answer {number} is this one, I should think." for number in range(20)]
    text = "\n\n".join(said)
    spans = [(text.index(words), text.index(words) + len(words)) for words in said]
    found = Annotations(quotes=tuple(Quote("direct", (span,), None, None, "unknown") for span in spans))
    composed = compose(article(*said), found, "excerpt", Budget(words=60, share=50))
    kept = composed.fields["quotes"]
    assert 8 <= len(kept) <= 10
    assert kept[0]["text"] == said[0]
    left = 20 - len(kept)
    note = f"{left} quotations are left out, because too much of the article would be shown with them."
    assert note in composed.notes["problems"]
    assert len(compose(article(*said), found, "full").fields["quotes"]) == 20


@given(st.integers(0, 80), st.integers(0, 100), st.lists(st.integers(0, 300), max_size=12))
def test_no_more_is_ever_shown_than_the_budget_and_the_opening(words: int, share: int, cuts: list[int]) -> None:
    text = "Rain fell on the town and on the hills. " * 10
    quotes = tuple(Quote("direct", ((cut, cut + 40),), None, None, "unknown") for cut in sorted(cuts))
    kept = excerpt([Block(text.strip())], [(120, 159)], quotes, Budget(words, share))
    opening = [kept.opening] if kept.opening else []
    shown_spans = [*opening, *kept.summary, *(quote.spans[0] for quote in kept.quotes)]
    total = sum(end - start for start, end in merged(shown_spans))
    first = sum(end - start for start, end in opening)
    assert total <= max(first, len(text) * share / 100)
    assert kept.left_out == len(quotes) - len(kept.quotes)


def test_of_metadata_no_word_of_the_text_is_recorded() -> None:
    composed = compose(article(TEXT), FOUND, "metadata")
    assert (composed.body, composed.fields["quotes"], composed.fields["summary"]) == ("", [], [])
    assert composed.fields["description"] is None
    assert composed.fields["people"] == ["ana-reisz"]


@pytest.mark.parametrize(
    ("rights", "much"),
    [("private", "nothing"), (" Private ", "nothing"), ("metadata", "metadata"), ("CC0-1.0", "full"), ("?", "excerpt")],
)
def test_rights_say_how_much_is_published(rights: str, much: str) -> None:
    assert shown(rights) == much


@pytest.mark.parametrize(
    ("rights", "open_"),
    [
        ("CC0-1.0", True),
        ("CC-BY-4.0", True),
        ("cc-by-sa-4.0", True),
        ("full", True),
        ("public domain", True),
        ("CC-BY-NC-4.0", False),
        ("CC-BY-ND-4.0", False),
        ("excerpt", False),
        ("© The Paper", False),
        ("", False),
        ("fully reserved", False),
    ],
)
def test_only_open_licences_open_a_text(rights: str, open_: bool) -> None:
    assert is_open(rights) == open_


WORDS = st.text(alphabet="ab *_[](){}<>&#-+1.\\`!|:\"'“”", min_size=1, max_size=30).map(
    lambda text: " ".join(text.split()) or "x"
)


@given(st.lists(WORDS, min_size=1, max_size=3), st.data())
def test_the_body_shows_the_article_character_by_character(paragraphs: list[str], data: st.DataObject) -> None:
    text = "\n\n".join(paragraphs)
    spans = []
    for _ in range(3):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, min(len(text), start + 6)))
        if "\n" not in text[start:end] and text[start:end].strip() == text[start:end]:
            spans.append((start, end))
    found = Annotations(people=(Person("a-b", "A B", tuple(spans)),), countries=(Country("HU", True, tuple(spans)),))
    body = compose(article(*paragraphs), found, "full").body
    assert [Inline(block).plain for block in re.split(r"\n\n", body)] == paragraphs


def test_what_disagrees_is_noted_only_where_something_does() -> None:
    disagreements = {"title": ("JSON-LD: ‘Rivers, explained’",)}
    noted = compose(replace(article(TEXT), disagreements=disagreements), FOUND, "full").notes
    assert noted["disagree"] == {"title": ["JSON-LD: ‘Rivers, explained’"]}
    assert "disagree" not in compose(article(TEXT), FOUND, "full").notes
