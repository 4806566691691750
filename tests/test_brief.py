"""A brief's file is read as typed values, and what cannot be understood is named."""

from pathlib import PurePosixPath

import pytest

from builder import brief, frontmatter
from builder.brief import Evidence
from builder.errors import RecordError


def read(note: str) -> brief.Brief:
    head = f"title: x\ncountries: [GE]\nbrief: {{countries: {{GE: {{mentions: 3, {note}}}}}}}"
    return brief.read(PurePosixPath("a.md"), frontmatter.parse(f"---\n{head}\n---\n\nRain.\n"))


def test_evidence_is_read_with_its_rule() -> None:
    found = read("evidence: {capital: {Tbilisi: 2}, adjective: {Georgian: 1}}").made.countries["GE"].evidence
    assert found == (Evidence("Tbilisi", 2, "capital"), Evidence("Georgian", 1, "adjective"))
    assert [evidence.shown for evidence in found] == ["Tbilisi ×2 (capital)", "Georgian (adjective or people)"]


def test_what_disagreed_is_read_by_field() -> None:
    head = "title: x\nbrief: {disagree: {title: ['JSON-LD: ‘y’'], date: 'meta tag date: ‘2025-01-02’'}}"
    found = brief.read(PurePosixPath("a.md"), frontmatter.parse(f"---\n{head}\n---\n\nRain.\n")).made.disagreements
    assert found == {"title": ("JSON-LD: ‘y’",), "date": ("meta tag date: ‘2025-01-02’",)}


def test_evidence_without_rules_is_passed_over() -> None:
    assert read("evidence: [Tbilisi ×2]").made.countries["GE"].evidence == ()


@pytest.mark.parametrize(
    ("note", "says"),
    [
        ("evidence: {guess: {Tbilisi: 2}}", "the rule 'guess' is not one of: name, adjective"),
        ("evidence: {capital: {Tbilisi: many}}", "'Tbilisi' must be a whole number"),
        ("evidence: {capital: [Tbilisi]}", "'capital' must be a group"),
    ],
)
def test_evidence_that_is_not_understood_is_named(note: str, says: str) -> None:
    with pytest.raises(RecordError, match=says):
        read(note)


def with_head(head: str) -> brief.Brief:
    return brief.read(PurePosixPath("a.md"), frontmatter.parse(f"---\n{head}\n---\n"))


def test_people_may_be_written_by_name_or_twice() -> None:
    quotes = "[{text: a, speaker: Ana Reisz}, {text: b, speaker: Bo}]"
    found = with_head(f"people: [Ana Reisz, ana-reisz, ../../etc, <b>]\nquotes: {quotes}")
    assert found.people == ("ana-reisz", "etc", "b")
    assert [quote.speaker for quote in found.quotes] == ["ana-reisz", "Bo"]


def test_country_codes_may_be_in_small_letters_but_must_be_codes() -> None:
    assert with_head("countries: [no, ua, NO]").countries == ("NO", "UA")
    with pytest.raises(RecordError, match="countries: 'UK' is no code"):
        with_head("countries: [UK]")
