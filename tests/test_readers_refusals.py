"""Pages that hold no article are refused by name, and short articles are not. The fixtures are in `stubs/`."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.article import Article, Block
from builder.errors import ArticleError
from builder.readers import read_file
from builder.readers.refusals import checked, examined

STUBS = Path(__file__).parent / "stubs"
LOOKS_LIKE = {
    "paywall": "looks like a paywall: ",
    "error": "looks like an error page: ",
    "robots": "looks like a check for robots: ",
    "script": "looks like a page that needs JavaScript: ",
    "consent": "looks like a cookie notice: ",
    "sign": "looks like a sign-in page: ",
    "teasers": "looks like a page of teasers: ",
    "empty": "looks nearly empty: ",
}
FIXTURES = sorted(path.name for path in STUBS.iterdir())


def kind(name: str) -> str:
    return name.partition("-")[0]


@pytest.mark.parametrize("name", [name for name in FIXTURES if kind(name) in LOOKS_LIKE])
def test_a_page_without_an_article_is_refused_by_what_it_looks_like(name: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read_file(STUBS / name)
    (line,) = str(caught.value).splitlines()
    assert line.startswith(LOOKS_LIKE[kind(name)])
    assert "; " in line


@pytest.mark.parametrize("name", [name for name in FIXTURES if kind(name) == "article"])
def test_a_short_article_is_taken_whatever_stands_around_it(name: str) -> None:
    assert read_file(STUBS / name).refusal is None


def test_every_fixture_is_of_a_known_kind_and_there_are_enough() -> None:
    assert {kind(name) for name in FIXTURES} == {*LOOKS_LIKE, "article"}
    assert len([name for name in FIXTURES if kind(name) != "article"]) > 50


def test_the_line_names_what_was_seen_and_the_remedy() -> None:
    with pytest.raises(ArticleError) as caught:
        read_file(STUBS / "paywall-three-paragraphs.html")
    assert str(caught.value) == (
        "looks like a paywall: 3 paragraphs, 'Subscribe to continue reading'; "
        "save the whole article, or take it all the same with 'briefs add --force'"
    )


def test_forced_it_is_read_and_still_says_what_it_looks_like() -> None:
    article = read_file(STUBS / "paywall-three-paragraphs.html", force=True)
    assert article.title == "Harbour fees to double, council says"
    assert article.refusal == "looks like a paywall: 3 paragraphs, 'Subscribe to continue reading'"


def test_a_whole_article_may_have_any_wording_around_it() -> None:
    body = "<p>" + "The harbour council met on Monday and agreed on very little before lunch. " * 8 + "</p>"
    stub = (STUBS / "paywall-three-paragraphs.html").read_text(encoding="utf-8")
    article = checked(
        lambda _: Article(blocks=(Block(body),) * 5, title="Harbour fees"),
        stub.replace("<main>", body * 5),
        markup=True,
    )
    assert article.refusal is None


@given(st.text(max_size=300), st.text(max_size=300), st.booleans())
def test_any_page_is_judged_in_one_short_line_or_not_at_all(text: str, source: str, markup: bool) -> None:
    block = Block(" ".join(text.split()) or "x")
    reason = examined(Article(blocks=(block,), title=block.text), source, markup=markup).refusal
    assert reason is None or (len(reason) < 160 and len(reason.splitlines()) == 1)
