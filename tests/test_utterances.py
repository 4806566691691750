"""One utterance in several wordings is recognised, other quotations are not, whatever comes first; pages and review."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from builder import pages, review
from builder.brief import Brief
from builder.collection import collect
from builder.corrections.corrections import corrections
from builder.corrections.kinds import NotTheSameWords, Suppress
from builder.corrections.reading import Entry
from builder.duplicates import sketch
from builder.utterances import compared, noted, plain_words
from builder.wordings import Said, same_utterances
from tests.test_pages import brief, front_matter, made, quote

WORDS = "The pilots checked every buoy between the lighthouse and the northern pier twice."
CUT = "checked every buoy between the lighthouse and the northern pier"


def pairs() -> Iterator[tuple[str, str, str, str, str]]:
    for line in Path(__file__).with_name("utterance_pairs.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            verdict, speakers, kind, one, other = line.split("\t")
            yield verdict, speakers, kind, one, other


def joined(one: str, other: str, speakers: str) -> bool:
    said = [Said(one, "ana"), Said(other, "ana" if speakers == "same" else "bo")]
    return bool(same_utterances([noted(each.text) for each in said], said.__getitem__).groups)


def test_pairs_are_told_apart_as_a_careful_reader_does() -> None:
    judged = [(verdict == "same", joined(one, other, who), one) for verdict, who, _, one, other in pairs()]
    assert [one for same, found, one in judged if found and not same] == []
    missed = [one for same, found, one in judged if same and not found]
    assert len(missed) <= 0.08 * sum(same for same, _, _ in judged), missed


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


def test_two_quotations_that_somebody_told_apart_are_two_and_the_list_of_corrections_says_so() -> None:
    apart = NotTheSameWords(brief="a", quote="q1", other_brief="b", other_quote="q1", note="He quotes her.")
    briefs = [replace(each, made=replace(each.made, id=each.path.stem)) for each in three_reports()]
    found = collect(briefs, corrections=corrections([Entry(apart, 1)]))
    reports = {path.stem: {said.brief.path.stem for said in told} for (path, _), told in found.utterances.items()}
    assert reports == {"a": {"a", "c"}, "c": {"a", "c"}}
    assert found.unfit == ()
    (listed,) = pages.corrections.pages(found)
    assert "Two quotations in “[Title a]" in listed.text
    assert "He quotes her." in listed.text


@pytest.mark.parametrize(
    ("other", "unfit"),
    [({"other_quote": "q9"}, True), ({"other_brief": "d"}, True), ({}, False)],
    ids=["a quotation that is not there", "one that was never the same", "one that would be"],
)
def test_what_tells_apart_what_was_never_together_is_named(other: dict[str, str], unfit: bool) -> None:
    apart = NotTheSameWords(**{"brief": "a", "quote": "q1", "other_brief": "b", "other_quote": "q1", **other})
    alone = brief("d", quotes=(quote("Nobody warned the villagers about the sluice gates."),))
    briefs = [replace(each, made=replace(each.made, id=each.path.stem)) for each in (*three_reports(), alone)]
    assert bool(collect(briefs, corrections=corrections([Entry(apart, 1)])).unfit) is unfit
    hidden = Suppress(brief="b", quote="q1")
    without = collect(briefs, corrections=corrections([Entry(apart, 1), Entry(hidden, 2)]))
    assert without.unfit == () or unfit
