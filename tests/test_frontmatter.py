"""Front matter is written so that it reads back, and cut so that hand-written parts can stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import frontmatter
from builder.errors import RecordError

TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=60) | st.sampled_from(
    ['Talks: "stalled" # not', "---", "- a", "yes", "2025-06-02", "1e3", "@x", "!tag", "*a", "&b", "{{ x }}", "%y"]
)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), VALUE, min_size=1, max_size=5), TEXT)
def test_what_is_written_reads_back(values: dict[str, object], body: str) -> None:
    text = frontmatter.write({key: frontmatter.block(key, value) for key, value in values.items()}, body.strip())
    document = frontmatter.parse(text)
    assert document.values == values
    assert document.body == body.strip()
    assert frontmatter.write(document.blocks, document.body) == text


def test_blocks_keep_what_a_person_wrote() -> None:
    text = "---\ntitle:   'Odd   quoting'   # mine\nauthor:\n# who?\n- A\n---\n\nBody\n"
    document = frontmatter.parse(text)
    assert frontmatter.write(document.blocks, document.body) == text
    assert frontmatter.has_comment(document.blocks["title"])
    assert frontmatter.has_comment(document.blocks["author"])


@pytest.mark.parametrize(
    ("block", "comment"),
    [("title: a # b\n", True), ('title: "a # b"\n', False), ("title: 'a # b'\n", False), ("title: a#b\n", False)],
)
def test_a_comment_is_told_from_a_value(block: str, comment: bool) -> None:
    assert frontmatter.has_comment(block) == comment


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no front matter", "---"),
        ("---\ntitle: [a\n---\n", "line"),
        ("---\ntitle: a: b\n---\n", "line 2"),
        ("---\n- a\n---\n", "key: value"),
        ("---\ntitle: a\ndate: x\ntitle: b\n---\n", "line 4: 'title'"),
        ("---\ntitle: !!python/object:os.system x\n---\n", "line 2"),
        ("---\ntitle: a\n", "---"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, says: str) -> None:
    with pytest.raises(RecordError, match=says.replace("(", r"\(")):
        frontmatter.parse(text)


def test_dates_stay_text() -> None:
    assert frontmatter.parse("---\ndate: 2025-06-02\n---\n").values == {"date": "2025-06-02"}


@pytest.mark.parametrize("written", ["NO", "no", "yes", "on", "12:30", "3.10", "007", "1_000", "1e3", "=", "0x1f"])
def test_what_only_old_yaml_takes_for_something_else_stays_text(written: str) -> None:
    """Editors that follow YAML 1.2, such as Obsidian, take the quotation marks away."""
    assert frontmatter.parse(f"---\nkey: {written}\n---\n").values == {"key": written}
    assert frontmatter.block("key", written) in {f"key: '{written}'\n", f"key: {written}\n"}


@pytest.mark.parametrize("value", [None, True, False, 0, -7, 2025])
def test_what_is_no_text_reads_back_as_what_it_is(value: object) -> None:
    (read,) = frontmatter.parse(f"---\n{frontmatter.block('key', value)}---\n").values.values()
    assert (type(read), read) == (type(value), value)


@pytest.mark.parametrize("key", ["date read", "größe", "😀", "'a: b'", "1", "x.y"])
def test_a_key_of_any_name_costs_no_comment(key: str) -> None:
    text = f"---\ntitle: a # mine 😀\n{key}: 'x'\n# about the date\ndate: b\n---\n"
    document = frontmatter.parse(text)
    assert frontmatter.write(document.blocks, document.body) == text
    assert document.blocks["title"] == "title: a # mine 😀\n"
    assert document.blocks["date"] == "# about the date\ndate: b\n"


def test_windows_line_ends_and_a_byte_order_mark_are_read() -> None:
    document = frontmatter.parse("\ufeff---\r\ntitle: a\r\n---\r\n\r\nBody\r\n")
    assert (document.values, document.body) == ({"title": "a"}, "Body")
