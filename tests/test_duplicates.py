"""The same text up to small changes is recognised, other texts are not, and not by comparing all with all."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import duplicates
from builder.duplicates import length, same_texts, sketch

WORDS = [f"{first}{second}" for first in "bdfgklmnprst" for second in ("a", "elo", "in", "oro", "ust", "ayle", "ime")]


def text(seed: int, paragraphs: int = 8) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=40)) for _ in range(paragraphs)]


def joined(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs)


def some_words_changed(paragraphs: list[str]) -> list[str]:
    words = joined(paragraphs).split(" ")
    for at in range(10, len(words), 30):
        words[at] = "otherwise"
    return [" ".join(words)]


CHANGES: dict[str, Callable[[list[str]], list[str]]] = {
    "nothing": lambda paragraphs: paragraphs,
    "typography": lambda paragraphs: [p.upper().replace(" ", "  ") for p in paragraphs],
    "every thirtieth word": some_words_changed,
    "the last quarter cut off": lambda paragraphs: paragraphs[:6],
    "the second half cut off": lambda paragraphs: paragraphs[:4],
    "two paragraphs added": lambda paragraphs: [*paragraphs[:3], *text(99, 2), *paragraphs[3:]],
    "paragraphs in another order": lambda paragraphs: paragraphs[::-1],
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_text_with_small_changes_is_the_same(change: str) -> None:
    for seed in range(20):
        changed = CHANGES[change](text(seed))
        assert same_texts({"a": sketch(joined(text(seed))), "b": sketch(joined(changed))}) == [["a", "b"]]


@pytest.mark.parametrize(
    "other",
    [
        joined(text(2)),
        joined([*text(1)[:2], *text(2)[2:]]),
        joined([*text(1)[:4], *text(2)[4:]]),
        joined(text(1)[:1]),
        joined([*text(1), *text(2, 40)]),
    ],
    ids=[
        "another text",
        "a quarter in common",
        "half in common",
        "only its beginning",
        "a page that holds it among others",
    ],
)
def test_what_has_only_a_part_in_common_is_another_text(other: str) -> None:
    assert same_texts({"a": sketch(joined(text(1))), "b": sketch(other)}) == []


def test_a_sentence_or_two_say_nothing() -> None:
    assert same_texts({n: sketch("This is a developing story. More details will follow soon.") for n in range(2)}) == []


def test_scripts_without_spaces_are_compared_by_characters() -> None:
    story = "島へ向かうフェリーは、ドックでの十一週間を経て月曜日に運航を再開すると海運局が発表した。"
    other = "水曜日の夜、レンツの町で小さな地震があり、けが人はいなかったと地質局が発表した。"
    found = same_texts({"a": sketch(story), "b": sketch(story.replace("十一", "十二")), "c": sketch(other)})
    assert found == [["a", "b"]]


def test_groups_are_in_the_order_given_and_those_alone_are_left_out() -> None:
    sketches = {f"{seed}{copy}": sketch(joined(text(seed)[copy:])) for copy in range(2) for seed in range(3)}
    assert same_texts(sketches | {"z": sketch(joined(text(50)))}) == [["00", "01"], ["10", "11"], ["20", "21"]]


@pytest.mark.parametrize("written", ["", ":", "5", "x:AAAA", "5:AAA", "5:AAAAA", "9:é", "99:AAAAAQAAAAI="])
def test_what_a_person_made_of_a_sketch_is_passed_over(written: str) -> None:
    good = sketch(joined(text(1)))
    assert same_texts({"a": good, "b": written, "c": good}) == [["a", "c"]]
    assert length(written) in {0, 5, 99}


def test_a_sketch_is_short_and_stays_the_same_for_ever() -> None:
    assert sketch("One two three four five.") == "2:Zsce9chD0BQ="
    assert len(sketch(joined(text(1)))) < 270


@given(st.text(max_size=400))
def test_any_text_has_a_sketch_that_can_be_read(words: str) -> None:
    assert length(sketch(words)) >= bool(words.strip(" _") and any(c.isalnum() for c in words))


def test_ten_times_as_many_texts_are_not_compared_a_hundred_times_as_often(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    alike = duplicates._alike

    def counted(one: duplicates._Sketch, other: duplicates._Sketch) -> bool:
        compared.append(one)
        return alike(one, other)

    monkeypatch.setattr(duplicates, "_alike", counted)
    for number in (100, 1000):
        same_texts({seed: sketch(joined(text(seed - (seed % 10 == 9)))) for seed in range(number)})
        assert len(compared) < 2 * number
        compared.clear()
