"""The scorers themselves: what is perfect scores 1, nothing scores 0, and one slip costs one."""

from dataclasses import replace
from typing import Any

import pytest

from builder.annotations import Annotations, Country, Organisation, Person, Quote, Span, Speaker
from builder.article import Article, Block
from tests.scorers import Gold, Score, score_annotations, score_reading
from tests.scoring import ROOT, load_gold, raised, round_down, verdict, verdicts

ARTICLES = load_gold()


def spans(mentions: list[dict[str, Any]]) -> tuple[Span, ...]:
    return tuple((mention["span"][0], mention["span"][1]) for mention in mentions)


def perfect(gold: Gold) -> Annotations:
    """Give the annotations that the gold asks for."""
    return Annotations(
        people=tuple(Person(each["name"].lower(), each["name"], spans(each["mentions"])) for each in gold["people"]),
        countries=tuple(Country(each["code"], each["subject"], spans(each["mentions"])) for each in gold["countries"]),
        organisations=tuple(Organisation(each["name"], spans(each["mentions"])) for each in gold["organisations"]),
        quotes=tuple(
            Quote(
                each["kind"],
                spans(each["spans"]),
                each["speaker"] and Speaker(None, each["speaker"], None),
                None,
                each["reason"],
            )
            for each in gold["quotes"]
        ),
    )


def as_read(gold: Gold) -> Article:
    """Give the article that the gold asks for."""
    blocks = tuple(Block(text) for text in gold["text"].split("\n\n"))
    fields = ("title", "date", "publisher", "agency", "source_url", "description", "rights")
    return Article(blocks, author=tuple(gold["author"]), **{field: gold[field] for field in fields})


@pytest.fixture
def gold() -> Gold:
    """One article with people, countries, organisations, and quotations of both kinds and of several spans."""
    return ARTICLES["tbilisi-wine-jars"]


def lost(gold: Gold, found: Annotations) -> dict[str, int]:
    """Say of every measure that is not perfect how many right answers it lacks."""
    scores = score_annotations(gold, found)
    return {measure: score.wanted - score.right for measure, score in scores.items() if score.figure < 1}


@pytest.mark.parametrize("stem", ARTICLES)
def test_what_the_gold_asks_for_is_perfect(stem: str) -> None:
    gold = ARTICLES[stem]
    assert lost(gold, perfect(gold)) == {}
    assert {measure: score for measure, score in score_reading(gold, as_read(gold)).items() if score.figure < 1} == {}


def test_nothing_found_scores_nothing(gold: Gold) -> None:
    scores = score_annotations(gold, Annotations())
    # These are shares of what was found: of nothing, nothing is wrong.
    shares = {"people apart", "people whole", "countries subject", "quotes speaker", "quotes reason"}
    assert {measure for measure, score in scores.items() if score.figure > 0} == shares
    assert {measure for measure, score in scores.items() if score.found + score.wanted == 0} == shares


def test_a_swapped_speaker_costs_one_and_nothing_else(gold: Gold) -> None:
    found = perfect(gold)
    first = next(quote for quote in found.quotes if quote.kind == "direct")
    wrong = replace(first, speaker=Speaker(None, "Levan Beridze", None))
    swapped = replace(found, quotes=tuple(wrong if quote is first else quote for quote in found.quotes))
    assert lost(gold, swapped) == {"quotes with speaker": 1, "long quotes with speaker": 1, "quotes speaker": 1}


@pytest.mark.parametrize(
    ("printed", "right"), [("The Loan Agreement", True), ("loan agreement", True), ("a loan", False)]
)
def test_a_printed_source_is_compared_without_its_article_and_case(gold: Gold, printed: str, right: bool) -> None:
    found = perfect(gold)
    quotes = tuple(
        replace(quote, speaker=Speaker(None, printed, None)) if quote.reason == "document" else quote
        for quote in found.quotes
    )
    assert ("quotes speaker" not in lost(gold, replace(found, quotes=quotes))) is right


def test_a_quotation_cut_by_less_than_a_fifth_is_found_and_a_shorter_one_is_not(gold: Gold) -> None:
    found = perfect(gold)
    start = gold["text"].index("just a clay thing in the corner”")
    quote = next(quote for quote in found.quotes if quote.spans[0][0] == start)
    end = quote.spans[0][1]
    for words, missing in (("just ", 0), ("just a clay ", 1)):
        cut = replace(quote, spans=((start + len(words), end),))
        quotes = tuple(cut if each is quote else each for each in found.quotes)
        assert lost(gold, replace(found, quotes=quotes)).get("quotes", 0) == missing


def test_two_people_in_one_are_a_wrong_merge_and_one_in_two_is_split(gold: Gold) -> None:
    found = perfect(gold)
    first, second, *others = found.people
    merged = replace(first, mentions=first.mentions + second.mentions)
    assert lost(gold, replace(found, people=(merged, *others))) == {"people": 1, "people apart": 1}
    halves = (replace(first, mentions=first.mentions[:1]), Person("x", "X", first.mentions[1:]))
    assert lost(gold, replace(found, people=(*halves, second, *others))) == {"people": 0, "people whole": 1}


def test_countries_lose_for_the_first_one_and_for_the_subject_by_themselves(gold: Gold) -> None:
    found = perfect(gold)
    first, second, third = found.countries
    assert lost(gold, replace(found, countries=(second, first, third))) == {"countries first": 1}
    passing = replace(first, subject=False)
    assert lost(gold, replace(found, countries=(passing, second, third))) == {"countries subject": 1}


def test_reported_words_outside_the_clause_count_against_it(gold: Gold) -> None:
    found = perfect(gold)
    start = gold["text"].index("she did not want a quarrel")
    quote = next(quote for quote in found.quotes if quote.spans[0][0] == start)
    longer = replace(quote, spans=((start - len("said "), quote.spans[0][1]),))
    quotes = tuple(longer if each is quote else each for each in found.quotes)
    score = score_annotations(gold, replace(found, quotes=quotes))["reported words"]
    assert score.found == score.wanted + 1
    assert score.right == score.wanted


def test_a_body_without_its_last_paragraph_is_not_exact_and_scores_less(gold: Gold) -> None:
    article = as_read(gold)
    scores = score_reading(gold, replace(article, blocks=article.blocks[:-1]))
    assert scores["body exact"].right == 0
    assert 0.9 < scores["body"].figure < 1
    assert score_reading(gold, Article(()))["body"].figure == 0


def test_a_date_is_right_to_the_day(gold: Gold) -> None:
    article = as_read(gold)
    assert score_reading(gold, replace(article, date=f"{gold['date']}T06:30:00+01:00"))["date"].figure == 1
    assert score_reading(gold, replace(article, date="2025-03-15"))["date"].figure == 0


def test_scores_add_up_by_count() -> None:
    assert (Score(1, 1, 1, ("a",)) + Score(0, 2, 1, ("b",))) == Score(1, 3, 2, ("a", "b"))
    assert Score(1, 3, 2).figure == pytest.approx(0.4)


def test_a_figure_stands_on_its_floor_or_is_named() -> None:
    assert [bool(verdict(figure, 0.9)) for figure in (0.8999, 0.9, 0.92, 0.9201)] == [True, False, False, True]
    assert verdict(0.9, None)
    assert verdicts({"a": Score(9, 10, 10)}, {"a": 0.9, "b": 0.5}) == ["b has a floor but is not measured"]


def test_a_floor_is_raised_and_never_lowered() -> None:
    assert raised({"a": Score(8, 10, 10), "b": Score(1, 3, 3), "c": Score(1, 1, 1)}, {"a": 0.9, "b": 0.3}) == {
        "a": 0.9,
        "b": 0.33,
        "c": 1.0,
    }
    assert [round_down(share) for share in (0.29, 0.57, 0.9999, 1.0)] == [0.29, 0.57, 0.99, 1.0]


def test_every_span_of_the_gold_holds_the_words_printed_beside_it() -> None:
    def entries(value: object) -> list[dict[str, Any]]:
        if isinstance(value, dict):
            return [value] if "span" in value else [entry for each in value.values() for entry in entries(each)]
        return [entry for each in value for entry in entries(each)] if isinstance(value, list) else []

    for stem, gold in ARTICLES.items():
        found = entries(dict(gold))
        assert found
        assert [gold["text"][slice(*entry["span"])] for entry in found] == [entry["text"] for entry in found], stem


def test_every_sample_has_its_gold() -> None:
    samples = {path.stem for path in ROOT.glob("articles/samples/*") if path.name != "README.md"}
    assert samples == set(ARTICLES)
    assert all((ROOT / gold["file"]).stem == stem for stem, gold in ARTICLES.items())
