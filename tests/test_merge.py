"""A person's edit is never lost, whatever the builder would write; what nobody touched follows the builder."""

from typing import Any

import pytest

from builder import frontmatter, merge
from builder.brief import KEYS, quote_id
from builder.compose import Composed

TRACKED = [key for key in KEYS if key not in {"review", "brief", "quotes"}]


def quote(name: str, speaker: str = "ana-reisz") -> dict[str, Any]:
    return {"id": name, "text": f"words of {name}", "speaker": speaker, "reason": "named", "spans": [[1, 5]]}


def composed(version: str = "1", **changes: Any) -> Composed:
    fields: dict[str, Any] = {key: f"{key} {version}" for key in TRACKED}
    fields |= {"people": ["ana-reisz"], "quotes": [quote("q1"), quote("q2")], **changes}
    ordered = {key: fields[key] for key in KEYS if key in fields}
    people = {"ana-reisz": {"name": "Ana Reisz", "mentions": 2}}
    return Composed(
        ordered, {"from": {}, "problems": []}, people, {"HU": {"mentions": 1}}, {"Szeged": "HU"}, f"Body {version}"
    )


def changed(text: str, key: str, value: Any) -> str:
    """Edit one key as a person would."""
    document = frontmatter.parse(text)
    return frontmatter.write({**document.blocks, key: frontmatter.block(key, value)}, document.body)


def values(text: str) -> dict[str, Any]:
    return dict(frontmatter.parse(text).values)


FIRST = merge.fresh(composed(), {"id": "x"}).text


def test_a_new_brief_has_its_keys_in_order() -> None:
    assert list(values(FIRST)) == list(KEYS)
    assert frontmatter.parse(FIRST).body == "Body 1"


def test_the_same_again_changes_no_byte() -> None:
    assert merge.update(composed(), {"id": "x"}, FIRST).text == FIRST


def test_what_nobody_touched_follows_the_builder() -> None:
    after = values(merge.update(composed("2"), {"id": "x"}, FIRST).text)
    assert after["title"] == "title 2"
    assert after["brief"]["edited"] == []


def test_a_place_moved_to_another_country_by_hand_stays_there() -> None:
    brief = values(FIRST)["brief"]
    text = changed(FIRST, "brief", {**brief, "places": {"Szeged": "RS"}})
    after = values(merge.update(composed("2"), {"id": "x"}, text).text)["brief"]
    assert (after["places"], after["edited"]) == ({"Szeged": "RS"}, ["brief.places.Szeged"])


@pytest.mark.parametrize("key", TRACKED)
def test_an_edit_of_any_field_stays(key: str) -> None:
    text = changed(FIRST, key, "by hand")
    for version in ("2", "3"):
        merged = merge.update(composed(version), {"id": "x"}, text)
        text = merged.text
        assert values(text)[key] == "by hand"
        assert merged.edited == (key,)
        assert frontmatter.parse(text).body == f"Body {version}"


def test_an_edit_of_the_body_stays() -> None:
    merged = merge.update(composed("2"), {"id": "x"}, FIRST.replace("Body 1", "Body by hand"))
    assert frontmatter.parse(merged.text).body == "Body by hand"
    assert merged.edited == ("body",)


def test_an_edit_stays_even_after_the_builder_came_to_say_the_same() -> None:
    text = changed(FIRST, "title", "title 2")
    text = merge.update(composed("2"), {"id": "x"}, text).text
    assert values(merge.update(composed("3"), {"id": "x"}, text).text)["title"] == "title 2"


def test_a_field_taken_out_stays_out() -> None:
    document = frontmatter.parse(FIRST)
    text = frontmatter.write({k: v for k, v in document.blocks.items() if k != "agency"}, document.body)
    for version in ("2", "3"):
        text = merge.update(composed(version), {"id": "x"}, text).text
        assert "agency" not in values(text)


def test_keys_and_comments_of_a_person_stay() -> None:
    text = FIRST.replace("title: title 1\n", "title: title 1  # checked by Eva\nmood: sunny\n")
    text = merge.update(composed("2"), {"id": "x"}, text).text
    assert "title: title 1  # checked by Eva\nmood: sunny\n" in text


def test_other_quotations_follow_the_builder_when_one_was_corrected() -> None:
    text = changed(FIRST, "quotes", [quote("q1", "milan-petrov"), quote("q2")])
    machine = composed("2", quotes=[quote("q1", "judit-halmos"), quote("q2", "judit-halmos"), quote("q3")])
    merged = merge.update(machine, {"id": "x"}, text)
    assert {q["id"]: q["speaker"] for q in values(merged.text)["quotes"]} == {
        "q1": "milan-petrov",
        "q2": "judit-halmos",
        "q3": "ana-reisz",
    }
    assert merged.edited == ("quotes.q1",)


def test_a_quotation_taken_out_stays_out_and_one_added_by_hand_stays() -> None:
    text = changed(FIRST, "quotes", [quote("q2"), quote("mine")])
    for version in ("2", "3"):
        text = merge.update(composed(version), {"id": "x"}, text).text
        assert [q["id"] for q in values(text)["quotes"]] == ["q2", "mine"]


def test_two_quotations_under_one_id_both_stay() -> None:
    copy = {**quote("q1"), "text": "added by hand"}
    for order in ([copy, quote("q1"), quote("q2")], [quote("q1"), copy, quote("q2")]):
        text = changed(FIRST, "quotes", order)
        for version in ("2", "3"):
            text = merge.update(composed(version), {"id": "x"}, text).text
            assert sorted(q["text"] for q in values(text)["quotes"]) == ["added by hand", "words of q1", "words of q2"]


def test_quotations_added_without_an_id_stay_and_are_named_once() -> None:
    mine = [{"text": "mine one"}, {"text": "mine two"}]
    text = changed(FIRST, "quotes", [*mine, quote("q1"), quote("q2")])
    named = set()
    for version in ("2", "3", "4"):
        merged = merge.update(composed(version), {"id": "x"}, text)
        text = merged.text
        assert values(text)["quotes"] == [*mine, quote("q1"), quote("q2")]
        named.add(merged.edited)
    assert len(named) == 1


def test_a_quotation_added_by_hand_is_not_doubled_when_the_builder_finds_it_too() -> None:
    mine = {"text": "We found it.", "speaker": "ana-reisz"}
    text = changed(FIRST, "quotes", [mine, quote("q1"), quote("q2")])
    found = {**quote(quote_id("We found it.")), "text": "We found it."}
    text = merge.update(composed("2", quotes=[found, quote("q1"), quote("q2")]), {"id": "x"}, text).text
    assert values(text)["quotes"] == [mine, quote("q1"), quote("q2")]


def test_a_comment_among_quotations_keeps_them_all_and_marks_none_as_set_by_hand() -> None:
    text = FIRST.replace("quotes:\n", "quotes:\n# checked by Eva\n")
    text = merge.update(composed("2"), {"id": "x"}, text).text
    assert "# checked by Eva" in text
    hashes = values(text)["brief"]["made"]
    assert {name: hashes[f"quotes.{name}"] for name in ("q1", "q2")} == {
        name: frontmatter.digest(quote(name)) for name in ("q1", "q2")
    }


def test_a_quotation_that_the_builder_no_longer_finds_goes_unless_it_was_edited() -> None:
    text = changed(FIRST, "quotes", [quote("q1", "by-hand"), quote("q2")])
    text = merge.update(composed("2", quotes=[]), {"id": "x"}, text).text
    assert [q["id"] for q in values(text)["quotes"]] == ["q1"]


def test_notes_on_a_person_can_be_corrected() -> None:
    brief = values(FIRST)["brief"]
    brief["people"]["ana-reisz"]["name"] = "Anna Reisz"
    text = merge.update(composed("2"), {"id": "x"}, changed(FIRST, "brief", brief)).text
    assert values(text)["brief"]["people"]["ana-reisz"]["name"] == "Anna Reisz"


def test_review_is_never_touched() -> None:
    text = changed(FIRST, "review", ["q1"])
    assert values(merge.update(composed("2"), {"id": "x"}, text).text)["review"] == ["q1"]


def test_an_order_set_by_hand_stays_and_new_quotations_come_after_what_they_follow() -> None:
    text = changed(FIRST, "quotes", [quote("q2"), quote("mine"), quote("q1")])
    machine = composed("2", quotes=[quote("q1"), quote("q2"), quote("q3")])
    for _ in range(2):
        merged = merge.update(machine, {"id": "x"}, text)
        text = merged.text
        assert [q["id"] for q in values(text)["quotes"]] == ["q2", "q3", "mine", "q1"]
        assert merged.edited == ("quotes.mine", "quotes.order")


def test_what_was_taken_out_stays_out_though_the_builder_did_not_find_it_for_a_while() -> None:
    text = changed(FIRST, "quotes", [quote("q2")])
    for quotes in ([quote("q2")], [quote("q1"), quote("q2")]):
        text = merge.update(composed("2", quotes=quotes), {"id": "x"}, text).text
        assert [q["id"] for q in values(text)["quotes"]] == ["q2"]


def test_quotations_follow_the_builder_again_when_the_comment_among_them_has_gone() -> None:
    text = FIRST.replace("quotes:\n", "quotes:\n# checked by Eva\n")
    machine = composed("2", quotes=[quote("q1", "milan-petrov"), quote("q2"), quote("q3")])
    text = merge.update(machine, {"id": "x"}, text).text
    assert [q["speaker"] for q in values(text)["quotes"]] == ["ana-reisz", "ana-reisz"]
    text = merge.update(machine, {"id": "x"}, text.replace("# checked by Eva\n", "")).text
    assert [q["speaker"] for q in values(text)["quotes"]] == ["milan-petrov", "ana-reisz", "ana-reisz"]


def test_the_hash_of_each_quotations_words_is_kept_as_long_as_the_article_is_the_same() -> None:
    text = merge.fresh(composed(), {"id": "x", "text": "same"}).text
    text = changed(text, "quotes", [{**quote("q1"), "text": "other words"}, quote("q2")])
    hashes = values(merge.update(composed("2", quotes=[]), {"id": "x", "text": "same"}, text).text)["brief"]["made"]
    assert hashes["words.q1"] == frontmatter.digest("words of q1")
    hashes = values(merge.update(composed("2", quotes=[]), {"id": "x", "text": "new"}, text).text)["brief"]["made"]
    assert "words.q1" not in hashes
