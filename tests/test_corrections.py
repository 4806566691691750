"""The file of corrections, and what each kind of correction does."""

from collections import Counter
from dataclasses import replace
from pathlib import PurePosixPath

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import brief, frontmatter
from builder.brief import Brief
from builder.corrections import kinds, reading
from builder.corrections.briefs import BriefCorrection, corrected, fits
from builder.corrections.people import Appearance, decide
from builder.errors import RecordError

FILE = """\
# What we mended.
- fix: merge
  people: [mira-volk, m-volk]
  note: "One minister: she signs both ways."
  by: Ines Varga
  date: 2025-11-30

- fix: not-a-person
  person: homework
- {fix: country, brief: one, country: NO, role: none}
"""


def test_a_file_is_read_with_the_line_of_each_entry() -> None:
    entries = reading.read(FILE)
    assert [entry.line for entry in entries] == [2, 8, 10]
    assert entries[0].correction == kinds.Merge(
        people=("mira-volk", "m-volk"),
        note="One minister: she signs both ways.",
        by="Ines Varga",
        date="2025-11-30",
    )
    assert entries[2].correction == kinds.SetCountry(brief="one", country="NO", role="none")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\n\n", "[]"])
def test_a_file_without_an_entry_is_no_error(text: str) -> None:
    assert reading.read(text) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fix: merge", "line 1: the file must be a list of corrections, each beginning '- fix: '; see the guide"),
        ("- text", "line 1: it must be a group of 'key: value' lines"),
        ("- fix: merg", "line 1: 'fix': it must be one of: merge, split, rename,"),
        ("- person: a", "line 1: 'fix' is missing"),
        ("- fix: merge\n  people: [a]", "line 2: 'people': it must be a list of at least 2"),
        ("- fix: merge\n  people:\n  - a\n  - b c", "line 4: 'people': it must hold ids such as amadu-balde"),
        ("- fix: merge\n  people: ['../x', b]", "line 2: 'people': it must hold ids such as"),
        ("- fix: rename\n  person: a\n  name: A\n  nmae: B", "line 1: 'nmae' is not known here"),
        ("- fix: rename\n  person: a\n  name: ' '", "line 3: 'name': it must be a line of text, and not an empty one"),
        ("- fix: rename\n  person: a\n  name: [A]", "line 3: 'name': it must be a line of text"),
        ("- fix: rename\n  person: a", "line 1: 'name' is missing"),
        ("- fix: role\n  person: a", "line 1: 'role' is missing"),
        ("- fix: not-a-person\n  person: a\n  date: yesterday", "line 3: 'date': it must be a day such as 2025-11-30"),
        ("- fix: country\n  brief: b\n  country: XX\n  role: none", "line 3: 'country': 'XX' is no code of ISO 3166-1"),
        (
            "- fix: country\n  brief: b\n  country: GE\n  role: maybe",
            "line 4: 'role': it must be one of: about, mentioned, none",
        ),
        ("- fix: suppress\n  note: x", "line 1: it must name either a 'person' or a 'brief'"),
        ("- fix: suppress\n  person: a\n  brief: b", "line 1: it must name either a 'person' or a 'brief'"),
        ("- fix: suppress\n  person: a\n  quote: q1", "line 3: 'quote': it is of a brief, and names no 'person'"),
        ("- fix: suppress\n  brief: b\n  names: [x]", "line 3: 'names': only a 'person' has other names"),
        ("- fix: suppress\n  person: Ann Roe", "line 2: 'person': it must be an id such as amadu-balde"),
        ("- fix: initials", "line 1: 'person' is missing"),
        ("- fix: initials\n  person: a\n  names: x", "line 3: 'names': it must be a list"),
        ("- fix: [", "line 2: not valid YAML"),
        ("- a: &x [1]\n- b: *x", "line 2: '*x' stands for another value; write that value out"),
        ("- !!python/object/apply:os.system [ls]", "line 1: not valid YAML"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, message: str) -> None:
    with pytest.raises(RecordError) as error:
        reading.read(text)
    assert str(error.value).startswith(message)


def test_all_that_is_wrong_is_named_at_once() -> None:
    with pytest.raises(RecordError) as error:
        reading.read("- fix: merj\n- fix: rename\n  person: a\n")
    assert [line.partition(":")[0] for line in str(error.value).splitlines()] == ["line 1", "line 2"]


def test_a_correction_is_added_at_the_end_and_the_rest_stays() -> None:
    new = kinds.SetSpeaker(brief="one", quote="q1", speaker="unknown", note="'he' may be either: # see the text")
    text = reading.added(FILE, new)
    assert text.startswith(FILE)
    assert reading.read(text)[-1].correction == new


def test_the_first_correction_makes_a_file_that_editors_can_check() -> None:
    text = reading.added("", kinds.Rename(person="a", name="A B"))
    assert text.startswith("# yaml-language-server: $schema=corrections.schema.json\n- fix: rename\n")


def test_nothing_is_added_to_a_file_that_is_not_in_order() -> None:
    with pytest.raises(RecordError, match="line 1: 'fix': "):
        reading.added("- fix: merj\n", kinds.Rename(person="a", name="A"))


def test_the_schema_names_every_kind() -> None:
    schema = msgspec.json.decode(reading.schema())
    assert len(schema["$defs"]) == len(kinds.KINDS)
    assert all(definition["description"] for definition in schema["$defs"].values())


def a_brief() -> Brief:
    text = """\
---
title: One
people: [mira-volk]
countries: [HR, NO]
quotes:
- {id: q1, text: The tide was early, speaker: mira-volk, reason: pronoun}
- {id: q2, text: Quite, speaker: , reason: unknown}
brief:
  id: one
  countries:
    HR: {mentions: 3, subject: true}
    NO: {mentions: 1, subject: false}
---

In [Norway](../../countries/norway.md) and [Split](../../countries/croatia.md).
"""
    return brief.read(PurePosixPath("2025/one.md"), frontmatter.parse(text))


@pytest.mark.parametrize(
    ("written", "speaker"),
    [("mira-volk", "mira-volk"), ("Mira Volk", "mira-volk"), ("unknown", None), ("A sailor", "A sailor")],
)
def test_a_speaker_is_set(written: str, speaker: str | None) -> None:
    said = corrected(a_brief(), [kinds.SetSpeaker(brief="one", quote="q2", speaker=written)]).quotes
    assert (said[1].speaker, said[1].reason) == (speaker, "edited")
    assert said[0] == a_brief().quotes[0]


def test_what_is_no_quotation_is_taken_out() -> None:
    assert [q.id for q in corrected(a_brief(), [kinds.NotAQuotation(brief="one", quote="q1")]).quotes] == ["q2"]


def test_a_country_is_put_in_as_a_subject_before_those_only_mentioned() -> None:
    found = corrected(a_brief(), [kinds.SetCountry(brief="one", country="GE", role="about")])
    assert found.countries == ("HR", "GE", "NO")
    assert found.is_about("GE")


def test_a_country_is_set_back_to_a_mention() -> None:
    found = corrected(a_brief(), [kinds.SetCountry(brief="one", country="HR", role="mentioned")])
    assert not found.is_about("HR")
    assert set(found.countries) == {"HR", "NO"}


def test_a_country_is_taken_out_with_its_links() -> None:
    found = corrected(a_brief(), [kinds.SetCountry(brief="one", country="NO", role="none")])
    assert found.countries == ("HR",)
    assert "NO" not in found.made.countries
    assert found.body == "In Norway and [Split](../../countries/croatia.md)."


@pytest.mark.parametrize(
    ("correction", "expected"),
    [
        (kinds.SetSpeaker(brief="one", quote="q1", speaker="unknown"), True),
        (kinds.SetSpeaker(brief="one", quote="q9", speaker="unknown"), False),
        (kinds.NotAQuotation(brief="one", quote="q9"), False),
        (kinds.SetCountry(brief="one", country="NO", role="none"), True),
        (kinds.SetCountry(brief="one", country="GE", role="none"), False),
        (kinds.SetCountry(brief="one", country="GE", role="about"), True),
    ],
)
def test_a_correction_that_matches_nothing_is_told(correction: BriefCorrection, expected: bool) -> None:
    assert fits(a_brief(), correction) == expected
    assert expected or corrected(a_brief(), [correction]) == replace(a_brief())


PEOPLE = {"ann-roe": [("one", "ann-roe"), ("two", "ann-roe")], "a-roe": [("three", "a-roe")]}


def test_people_are_merged_and_the_old_id_leads_to_the_new() -> None:
    decided = decide(PEOPLE, [kinds.Merge(people=("ann-roe", "a-roe"))])
    assert decided.people == {"ann-roe": [("one", "ann-roe"), ("two", "ann-roe"), ("three", "a-roe")]}
    assert decided.moved == {"a-roe": "ann-roe"}


def test_a_person_is_split_off_in_some_briefs() -> None:
    split = kinds.Split(person="ann-roe", briefs=("two",), name="Ann Roe the rower", id="ann-roe-rower")
    decided = decide(PEOPLE, [split])
    assert decided.people["ann-roe"] == [("one", "ann-roe")]
    assert decided.people["ann-roe-rower"] == [("two", "ann-roe")]
    assert decided.names == {"ann-roe-rower": "Ann Roe the rower"}
    assert decided.moved == {}


def test_a_person_is_renamed_with_and_without_a_new_address() -> None:
    assert decide(PEOPLE, [kinds.Rename(person="a-roe", name="Al Roe")]).names == {"a-roe": "Al Roe"}
    decided = decide(PEOPLE, [kinds.Rename(person="a-roe", name="Al Roe", id="al-roe")])
    assert (decided.names, decided.moved) == ({"al-roe": "Al Roe"}, {"a-roe": "al-roe"})
    assert decided.people["al-roe"] == [("three", "a-roe")]


def test_what_is_no_person_is_taken_out_everywhere_or_in_some_briefs() -> None:
    assert "ann-roe" not in decide(PEOPLE, [kinds.NotAPerson(person="ann-roe")]).people
    some = decide(PEOPLE, [kinds.NotAPerson(person="ann-roe", briefs=("one",))])
    assert some.people["ann-roe"] == [("two", "ann-roe")]


def test_later_corrections_stand_on_earlier_ones() -> None:
    decided = decide(
        PEOPLE,
        [kinds.Merge(people=("ann-roe", "a-roe")), kinds.Rename(person="a-roe", name="Dame Ann Roe", id="dame-roe")],
    )
    assert list(decided.people) == ["dame-roe"]
    assert decided.moved == {"a-roe": "dame-roe", "ann-roe": "dame-roe"}


@pytest.mark.parametrize(
    "correction",
    [
        kinds.Merge(people=("ann-roe", "nobody")),
        kinds.Rename(person="nobody", name="X"),
        kinds.Rename(person="a-roe", name="X", id="ann-roe"),
        kinds.Split(person="ann-roe", briefs=("nine",), name="X", id="x"),
        kinds.NotAPerson(person="ann-roe", briefs=("nine",)),
        kinds.SetRole(person="nobody", role="poet"),
    ],
)
def test_a_correction_of_people_that_matches_nothing_is_told_and_changes_nothing(
    correction: kinds.AnyCorrection,
) -> None:
    decided = decide(PEOPLE, [correction])
    assert decided.unfit == [correction]
    assert (decided.people, decided.moved, decided.names) == (PEOPLE, {}, {})


ids = st.sampled_from(["a", "b", "c", "d"])
some_briefs = st.lists(st.sampled_from(["1", "2", "3"]), min_size=1, max_size=2).map(tuple)
person_corrections = st.one_of(
    st.builds(kinds.Merge, people=st.lists(ids, min_size=2, max_size=3).map(tuple)),
    st.builds(kinds.Split, person=ids, briefs=some_briefs, name=st.just("X Y"), id=ids),
    st.builds(kinds.Rename, person=ids, name=st.just("Y Z"), id=st.none() | ids),
    st.builds(kinds.NotAPerson, person=ids, briefs=some_briefs | st.just(())),
)
everybody = st.dictionaries(ids, st.lists(st.sampled_from(["1", "2", "3"]), min_size=1, unique=True), min_size=1)


@given(everybody, st.lists(person_corrections, max_size=8))
def test_nobody_is_doubled_and_every_old_address_leads_to_a_page_that_there_is(
    people: dict[str, list[str]], corrections: list[kinds.AnyCorrection]
) -> None:
    before: dict[str, list[Appearance]] = {key: [(name, key) for name in names] for key, names in people.items()}
    decided = decide(before, corrections)
    after = Counter(one for appearances in decided.people.values() for one in appearances)
    assert set(after.values()) <= {1}
    assert after.keys() <= {one for appearances in before.values() for one in appearances}
    assert all(new is None or new in decided.people for new in decided.moved.values())
    assert decided.moved.keys().isdisjoint(decided.people)
    assert before.keys() <= decided.people.keys() | decided.moved.keys()
    if not any(isinstance(correction, kinds.NotAPerson) for correction in corrections):
        assert after.total() == sum(map(len, before.values()))
