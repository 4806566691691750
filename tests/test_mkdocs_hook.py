"""The hook of MkDocs, apart from what a running server shows."""

import pytest

from builder.mkdocs_hook import on_post_page


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>One\n\n    <b>two</b>\n</p>\n", "<p>One\n<b>two</b>\n</p>\n"),
        ("<p>\n\n  One  two</p>", "<p>\nOne  two</p>"),
        ("<p>\n  One</p><pre>a\n  b</pre>\n  <p>", "<p>\nOne</p><pre>a\n  b</pre>\n<p>"),
        ("<textarea>\n\n  One</textarea>", "<textarea>\n\n  One</textarea>"),
    ],
)
def test_a_page_is_not_indented_but_where_that_shows(html: str, left: str) -> None:
    assert on_post_page(html) == left
