"""What holds for any file whatever its bytes: articles that are whole and plain, or our own error on one line."""

import json
from pathlib import Path

from builder.article import Article
from builder.errors import ArticleError
from builder.readers import formats
from builder.readers.rows import row
from builder.readers.source import Entry, on_disk

# Characters that reorder or end lines, or that a terminal acts on.
_HARMFUL = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\x00\x07\x08\x1b\x7f\x9b")
# A file of one small article does not hold more.
_MOST_ENTRIES = 10_000


def read(path: Path) -> int:
    """Read a file as the reading process does, without its net, and check what comes out; return how many articles."""
    found = 0
    try:
        for number, entry in enumerate(formats.entries(on_disk(path))):
            assert number < _MOST_ENTRIES
            found += _is_article(entry)
    except ArticleError as error:
        check_error(error)
    return found


def _is_article(entry: Entry) -> bool:
    try:
        check_article(entry.read())
    except ArticleError as error:
        check_error(error)
        return False
    return True


def check_error(error: ArticleError) -> None:
    """Check that an error is one line that says something."""
    assert len(str(error).splitlines()) == 1
    assert len(str(error)) < 1000


def check_article(article: Article) -> None:
    """Check that an article has a title and a text, all of it plain, and can be printed as JSON."""
    assert article.title
    assert article.blocks
    fields = (article.publisher, article.agency, article.description, article.refusal, article.source_url)
    for text in (
        article.title, *(block.text for block in article.blocks), *article.author, *article.tags, *article.captions,
        *article.problems, *(field for field in fields if field),
    ):  # fmt: skip
        assert len(text.splitlines()) == 1, text
        assert not _HARMFUL.intersection(text), text
    assert article.source_url is None or article.source_url.startswith(("http://", "https://"))
    json.dumps(row(article, "a", "a")).encode()
