"""The links into a source, in a browser: of two equal passages the right one comes into view."""

import html
from pathlib import Path, PurePosixPath

from playwright.sync_api import Browser, expect

from builder import brief, frontmatter, merge
from builder.annotations import Annotations, Quote
from builder.article import Article, Block
from builder.compose import compose
from builder.text_fragments import link
from tests.browser import collection

PARAGRAPHS = (
    "The mayor of Lind, a well-read woman, told the council: “It will rain, and it will rain on the new bridge first.”",
    "Nobody answered her.",
    "Her deputy, who keeps bees & hens, wrote in the margin: “It will rain, and it will rain on the new bridge first.”",
    "“It pours,” said the first porter.",
    "“It pours,” said the second porter.",
)
TEXT = "\n\n".join(PARAGRAPHS)
LONG = "It will rain, and it will rain on the new bridge first."


def passages(words: str) -> list[str]:
    """The addresses that the record of this article gives for every place that has these words, in reading order."""
    starts = [at for at in range(len(TEXT)) if TEXT.startswith(words, at)]
    quotes = tuple(Quote("direct", ((at, at + len(words)),), None, None, "unknown") for at in starts)
    article = Article(blocks=tuple(Block(text) for text in PARAGRAPHS), title="The new bridge")
    made = merge.fresh(compose(article, Annotations(quotes=quotes), "full"), {"id": "a"})
    found = brief.read(PurePosixPath("a.md"), frontmatter.parse(made.text))
    return [link("article.html", quote) or "" for quote in found.quotes]


def test_of_two_equal_passages_the_right_one_comes_into_view(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / collection.BASE.strip("/")
    folder.mkdir()
    body = "".join(f"<p style='margin-bottom: 200vh'>{html.escape(text)}</p>" for text in PARAGRAPHS)
    (folder / "article.html").write_text(f"<!doctype html><meta charset=utf-8><h1>The new bridge</h1>{body}", "utf-8")
    expected = [(LONG, 0), (LONG, 2), ("It pours,", 3), ("It pours,", 4)]
    addresses = [*passages(LONG), *passages("It pours,")]
    with collection.served(tmp_path) as address, browser.new_context() as context:
        for (words, paragraph), found in zip(expected, addresses, strict=True):
            page = context.new_page()
            page.goto(address + found)
            expect(page.locator("p").nth(paragraph), f"{words}: {found}").to_be_in_viewport()
            assert page.evaluate("scrollY > 0") or paragraph == 0
            page.close()
