"""Two saved copies of one address: what became of the quotations stands on both briefs, and in the queue for review."""

from dataclasses import replace

import pytest

from builder.brief import Brief, BriefQuote, quote_id
from builder.collection import collect
from builder.review import queue
from tests.test_pages import NOBODY, brief, front_matter, made, quote

KEPT = "The pilots checked every buoy between the lighthouse and the northern pier twice."
BEFORE = "The dredger will be back in the northern harbour by Friday."
AFTER = "The dredger will be back in the northern harbour by Sunday."
CUT = "Nobody warned the villagers about the sluice gates."
ADDED = "The customs officers sold the seized cigarettes themselves."


def said(words: str) -> BriefQuote:
    return quote(words, quote_id(words[:14]))  # what was edited by hand keeps its id


def version(name: str, *words: str, **changes: object) -> Brief:
    plain = brief(name, quotes=tuple(map(said, words)), made=replace(NOBODY, id=name, text_hash=name))
    return replace(plain, **changes)  # type: ignore[arg-type]


def two(**changes: object) -> tuple[Brief, Brief]:
    old = version("old", KEPT, BEFORE, CUT, accessed="2025-05-01")
    return old, version("new", KEPT, AFTER, ADDED, **{"accessed": "2025-05-03", **changes})


def told(*briefs: Brief, name: str = "old") -> list[dict[str, object]]:
    versions = front_matter(made(*briefs)[f"briefs/2025/{name}.md"])["brief"]["versions"]
    assert isinstance(versions, list)
    return versions


def test_both_briefs_tell_what_became_of_the_quotations() -> None:
    (later,), (earlier,) = told(*two()), told(*two(), name="new")
    assert (later["later"], later["date_text"], later["url"]) == (True, "3 May 2025", "briefs/2025/new/")
    assert (earlier["later"], earlier["date_text"], earlier["url"]) == (False, "1 May 2025", "briefs/2025/old/")
    for found in later, earlier:
        assert found["text"] == "1 quotation was added, 1 cut, 1 changed"
        assert (found["added"], found["cut"]) == ([ADDED], [CUT])
        assert found["changed"] == [{"before": BEFORE, "after": AFTER}]


@pytest.mark.parametrize("url", ["http://www.courier.example/a/", "https://courier.example/a?utm_source=x#top"])
def test_an_address_is_the_same_however_it_is_written(url: str) -> None:
    assert told(*two(source_url=url))


@pytest.mark.parametrize(
    "changes",
    [
        {"source_url": "https://courier.example/b"},
        {"source_url": None},
        {"rights": "metadata"},
        {"made": replace(NOBODY, text_hash="old")},
    ],
    ids=["another address", "no address", "quotations that may not be shown", "the same text"],
)
def test_what_is_no_other_version_is_not_told_of(changes: dict[str, object]) -> None:
    assert told(*two(**changes)) == []


def test_a_later_version_is_for_review_until_somebody_looked() -> None:
    old, new = two()
    (item,) = [item for item in queue(collect([old, new])) if item.kind == "version"]
    assert (item.where, item.right) == ("briefs/2025/new.md", "briefs review --right new old")
    assert "briefs/2025/old.md: 1 quotation was added, 1 cut, 1 changed" in item.doubt
    assert not [item for item in queue(collect([old, replace(new, review=("old",))])) if item.kind == "version"]
