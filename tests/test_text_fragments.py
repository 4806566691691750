"""Links to a passage: what a browser looks for, and when it needs to be told what stands around it."""

import pytest

from builder.brief import CONTEXT, BriefQuote
from builder.text_fragments import is_repeated, link

SOURCE = "https://courier.example/a?b=1#top"


def quote(text: str, prefix: str = "", suffix: str = "", *, repeated: bool = True) -> BriefQuote:
    return BriefQuote("q1", text, None, "named", None, 1, (), prefix, suffix, reported=False, repeated=repeated)


def directive(found: BriefQuote) -> str:
    return (link(SOURCE, found) or "").partition(":~:")[2]


def test_a_short_quotation_is_named_whole_and_what_fragments_are_made_of_is_encoded() -> None:
    found = link(SOURCE, quote("well-known, A&B", repeated=False))
    assert found == "https://courier.example/a?b=1#:~:text=well%2Dknown%2C%20A%26B"


def test_a_long_one_is_named_by_its_ends_and_one_of_two_spans_by_both() -> None:
    long = quote("one two three four five six seven eight nine ten eleven", repeated=False)
    assert directive(long) == "text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven"
    assert directive(quote("It rains, … It pours", repeated=False)) == "text=It%20rains%2C&text=It%20pours"


def test_ends_that_stand_in_the_middle_as_well_are_no_ends() -> None:
    words = " ".join(["a dream of rain and sun"] * 3)
    assert directive(quote(words, repeated=False)) == f"text={words.replace(' ', '%20')}"


def test_no_end_goes_on_in_another_block() -> None:
    assert (
        directive(quote("Rain it is.\n\nAnd sun after.", repeated=False)) == "text=Rain%20it%20is.,And%20sun%20after."
    )


def test_words_that_stand_elsewhere_are_told_by_what_is_around_them() -> None:
    assert (
        directive(quote("it rains", "He said “", "” in May"))
        == "text=He%20said%20%E2%80%9C-,it%20rains,-%E2%80%9D%20in%20May"
    )
    assert directive(quote("it rains, … it pours", "He: “", "” in May")) == "text=He%3A%20%E2%80%9C-,it%20rains%2C"
    assert directive(quote("it rains", "“", "”")) == "text=it%20rains", "marks alone tell nothing"


def test_a_word_that_was_cut_is_left_out_of_the_context() -> None:
    before, after = "utting into the words, he said “"[:CONTEXT], "” and there was no doubt about i"[:CONTEXT]
    assert len(before) == len(after) == CONTEXT
    found = directive(quote("it rains", before, after))
    assert found.startswith("text=into%20the")
    assert found.endswith("doubt%20about")


@pytest.mark.parametrize(
    ("page", "words", "expected"),
    [
        ("It rains. He said it pours.", "it pours", False),
        ("It  RAINS. He said it rains.", "it rains", True),
        ("It rainsticks. He said it rains.", "it rains", False),
        ("a b c d e f g h i j k. a b c d e z", "a b c d e f g h i j k", True),
        ("An (odd* one. An (odd* one.", "(odd* one", True),
    ],
)
def test_words_are_repeated_where_a_browser_would_stop_earlier_or_go_on(page: str, words: str, expected: bool) -> None:
    start = page.index(words)
    assert is_repeated(page, [(start, start + len(words))]) is expected


def test_a_headline_may_have_the_words_as_well() -> None:
    assert is_repeated("He said it rains.", [(8, 16)], ["It rains, says mayor", None])
