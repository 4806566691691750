"""Quotations are grouped the same in whatever order, and whatever was found out before; corrections keep some apart."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import wordings
from builder.files import Workshop
from builder.utterances import noted
from builder.wordings import Alike, Grouped, Said, same_utterances

WORDS = "The pilots checked every buoy between the lighthouse and the northern pier twice."
CUT = "checked every buoy between the lighthouse and the northern pier"

VOCABULARY = ("dam", "harbour", "lighthouse", "is", "leaking", "and", "the", "we", "closed", "buoy", "pilots", "grain")
sentences = st.lists(st.sampled_from(VOCABULARY), min_size=3, max_size=14).map(" ".join)
quotations = st.builds(Said, sentences, st.sampled_from(["ana", "bo", None]))
collections = st.lists(quotations, min_size=2, max_size=12)


def grouped(said: Sequence[Said], before: Alike | None = None, apart: dict[int, list[int]] | None = None) -> Grouped:
    found = [(noted(each.text), each) for each in said]
    kept = [each for runs, each in found if runs]
    return same_utterances([runs for runs, _ in found if runs], kept.__getitem__, apart or {}, before)


def texts(said: Sequence[Said], found: Grouped) -> list[list[tuple[str, str]]]:
    kept = [each for each in said if noted(each.text)]
    return sorted(sorted((kept[at].text, kept[at].speaker or "") for at in group) for group in found.groups)


@settings(max_examples=60)
@given(said=collections, chance=st.randoms(use_true_random=False))
def test_groups_depend_on_no_order_and_their_heads_are_of_different_utterances(
    said: list[Said], chance: Random
) -> None:
    shuffled = said.copy()
    chance.shuffle(shuffled)
    found = grouped(said)
    assert texts(said, found) == texts(shuffled, grouped(shuffled))
    kept = [each for each in said if noted(each.text)]
    together = [at for group in found.groups for at in group]
    assert len(together) == len(set(together))
    longest = [max((kept[at] for at in group), key=lambda one: (len(one.text), one.text)) for group in found.groups]
    assert [group for group in texts(longest, grouped(longest)) if len({text for text, _ in group}) > 1] == []


@settings(max_examples=60)
@given(one=sentences, other=sentences, speaker=st.sampled_from(["ana", "bo"]))
def test_being_one_utterance_has_no_direction(one: str, other: str, speaker: str) -> None:
    said = [Said(one, "ana"), Said(other, speaker)]
    assert len(grouped(said).groups) == len(grouped(said[::-1]).groups)


@settings(max_examples=80)
@given(steps=st.lists(collections, min_size=2, max_size=4), common=st.sampled_from([1, 3, 20]))
def test_whatever_was_found_out_before_changes_nothing(steps: list[list[Said]], common: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wordings, "_COMMON", common)  # runs become rare and common all the time
        known = Alike()
        for said in steps:
            found = grouped(said, known)
            clean = grouped(said)
            assert found.groups == clean.groups
            known = found.alike
            assert sorted(known.runs) == list(known.runs) == list(clean.alike.runs)
            assert sorted(zip(known.runs, known.holders, strict=True)) == sorted(
                zip(clean.alike.runs, clean.alike.holders, strict=True)
            )


def test_what_was_found_out_is_kept_and_forgotten_when_it_is_of_other_code_or_damaged(tmp_path: Path) -> None:
    said = [Said(WORDS, "ana"), Said(CUT, "ana"), Said("No pilot was asked about the northern pier.", None)]
    found = grouped(said).alike
    workshop = Workshop(tmp_path)
    with workshop.opened():
        wordings.save(found, tmp_path, "code", workshop)
    assert wordings.load(tmp_path, "code") == found
    assert grouped(said, found).alike is found
    assert wordings.load(tmp_path, "other code") == Alike()
    file = tmp_path / wordings.FILE
    for damaged in (file.read_bytes()[:-3], b"", b"\x93\x01\x02\x03"):
        file.write_bytes(damaged)
        assert wordings.load(tmp_path, "code") == Alike()


def test_an_utterance_of_hundreds_of_reports_is_one_and_a_phrase_of_hundreds_is_none() -> None:
    reports = [Said(WORDS if n % 2 else CUT, "ana") for n in range(300)]
    begin = "The commission told the reporters that"
    phrases = [Said(f"{begin} wagon{n} left depot{n} under guard{n}.", "ana") for n in range(300)]
    assert grouped([*reports, *phrases]).groups == (tuple(range(300)),)


def test_what_is_apart_is_in_no_group_with_the_other_and_all_else_is_as_it_was() -> None:
    said = [Said(WORDS, "ana"), Said(CUT, "ana"), Said(WORDS, "bo"), Said("It is raining on the pier.", "bo")]
    assert grouped(said).groups == ((0, 1, 2),)
    found = grouped(said, apart={0: [1, 3], 1: [0], 3: [0]})
    assert found.groups == ((0, 2),)
    assert found.parted == {frozenset((0, 1))}
