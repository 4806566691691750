"""One utterance in several wordings is recognised, other quotations are not, whatever comes first; pages and review."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import review
from builder.brief import Brief
from builder.collection import collect
from builder.duplicates import sketch
from builder.utterances import Wording, compared, plain_words, runs_of, same_utterances
from tests.test_pages import brief, front_matter, made, quote

WORDS = "The pilots checked every buoy between the lighthouse and the northern pier twice."
CUT = "checked every buoy between the lighthouse and the northern pier"

VOCABULARY = (
    "dam",
    "harbour",
    "lighthouse",
    "is",
    "leaking",
    "and",
    "the",
    "we",
    "closed",
    "buoy",
    "pilots",
    "refused",
    "grain",
)
sentences = st.lists(st.sampled_from(VOCABULARY), min_size=3, max_size=14).map(" ".join)
collections = st.dictionaries(
    st.integers(0, 99), st.tuples(sentences, st.sampled_from(["ana", "bo", None])), min_size=2, max_size=12
)


def pairs() -> Iterator[tuple[str, str, str, str, str]]:
    for line in Path(__file__).with_name("utterance_pairs.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            verdict, speakers, kind, one, other = line.split("\t")
            yield verdict, speakers, kind, one, other


def wording(text: str, speaker: str | None) -> Wording:
    return Wording(text, speaker, runs_of(text))


def joined(one: str, other: str, speakers: str) -> bool:
    return bool(same_utterances({0: wording(one, "ana"), 1: wording(other, "ana" if speakers == "same" else "bo")}))


def test_pairs_are_told_apart_as_a_careful_reader_does() -> None:
    judged = [(verdict == "same", joined(one, other, who), one) for verdict, who, _, one, other in pairs()]
    assert [one for same, found, one in judged if found and not same] == []
    missed = [one for same, found, one in judged if same and not found]
    assert len(missed) <= 0.08 * sum(same for same, _, _ in judged), missed


@settings(max_examples=60)
@given(found=collections, chance=st.randoms(use_true_random=False))
def test_groups_depend_on_no_order_and_their_heads_are_of_different_utterances(
    found: dict[int, tuple[str, str | None]], chance: Random
) -> None:
    wordings = {key: wording(*value) for key, value in found.items()}
    keys = [*wordings]
    chance.shuffle(keys)
    groups = {frozenset(group) for group in same_utterances(wordings)}
    assert groups == {frozenset(group) for group in same_utterances({key: wordings[key] for key in keys})}
    grouped = {key for group in groups for key in group}
    assert len(grouped) == sum(map(len, groups))
    longest = [max(group, key=lambda key: (len(wordings[key].text), wordings[key].text)) for group in groups]
    heads = {key: wordings[key] for key in wordings if key in longest or key not in grouped}
    texts = {key: one.text for key, one in heads.items()}
    again = [group for group in same_utterances(heads) if len({texts[key] for key in group}) > 1]
    assert [group for group in again if set(group) <= set(longest)] == []


@settings(max_examples=60)
@given(one=sentences, other=sentences, speakers=st.sampled_from(["same", "other"]))
def test_being_one_utterance_has_no_direction(one: str, other: str, speakers: str) -> None:
    assert joined(one, other, speakers) == joined(other, one, speakers)


def test_an_utterance_of_hundreds_of_reports_is_one_and_a_phrase_of_hundreds_is_none() -> None:
    reports = {("same", n): wording(WORDS if n % 2 else CUT, "ana") for n in range(300)}
    begin = "The commission told the reporters that"
    phrases = {("phrase", n): wording(f"{begin} wagon{n} left depot{n} under guard{n}.", "ana") for n in range(300)}
    assert same_utterances({**reports, **phrases}) == [list(reports)]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“[W]e don’t – ever – give up!”", "we dont ever give up"),
        ("They [the miners] re\u00adfused …", "they refused"),
        ("JOSÉ’s café", "joses cafe"),
        ("[all of it]", ""),
    ],
)
def test_quotations_are_compared_without_what_printers_and_editors_do(text: str, plain: str) -> None:
    assert " ".join(plain_words(text)) == plain


def test_a_wording_beside_another_shows_what_was_cut_left_out_and_put_in() -> None:
    pieces = compared(
        "checked every light buoy between the pier", "The pilots checked every single buoy between the pier"
    )
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("cut", "The pilots"),
        ("same", "checked every"),
        ("missing", "single"),
        ("other", "light"),
        ("same", "buoy between the pier"),
    ]


def three_reports() -> list[Brief]:
    """A report, a shorter one that names another speaker, and one in which a word differs."""
    people = ("ana-reisz", "bo-lind")
    return [
        brief("a", quotes=(quote(WORDS),), people=people, date="2025-01-01"),
        brief(
            "b", quotes=(quote(CUT, speaker="bo-lind"),), people=people, date="2025-01-02", publisher="The Dune Post"
        ),
        brief("c", quotes=(quote(WORDS.replace("twice", "once")),), people=people, date="2025-01-03"),
    ]


def test_a_persons_page_has_an_utterance_once_with_all_its_reports_the_oldest_first() -> None:
    page = made(*three_reports())["people/ana-reisz.md"]
    said = page.partition("## Said")[2].partition("## Briefs")[0]
    assert said.count("- > ") == 1
    assert said.index("Title a") < said.index("The same words in:") < said.index("Title b") < said.index("Title c")
    assert "](bo-lind.md) **in** [Title b](../briefs/2025/b.md#note-q1)" in said.partition("**attributed to** ")[2]
    assert "<del>twice.</del> <ins>once.</ins>" in said


def test_a_brief_says_to_whom_else_its_words_are_attributed() -> None:
    (note,) = front_matter(made(*three_reports())["briefs/2025/b.md"])["brief"]["quotes"]
    assert [(report["differs"], report["title"], report["url"]) for report in note["reports"]] == [
        (True, "Title a", "briefs/2025/a/"),
        (True, "Title c", "briefs/2025/c/"),
    ]
    assert note["reports"][0]["speaker_url"] == "people/ana-reisz/"


def test_copies_of_one_article_are_told_from_independent_reports() -> None:
    text = sketch(" ".join(f"word{number}" for number in range(40)))
    copies = [replace(each, made=replace(each.made, sketch=text)) for each in three_reports()]
    page = made(*copies)["people/ana-reisz.md"]
    assert "copy of the same article" in page
    assert "copy of the same article" not in made(*three_reports())["people/ana-reisz.md"]


def test_differing_speakers_are_for_review_until_somebody_looked() -> None:
    briefs = three_reports()
    items = [item for item in review.queue(collect(briefs)) if item.kind == "attribution"]
    assert [(item.where, "speaker: ana-reisz" in item.wrong) for item in items] == [("briefs/2025/b.md", True)]
    briefs[1] = replace(briefs[1], review=("q1",))
    assert not [item for item in review.queue(collect(briefs)) if item.kind == "attribution"]
