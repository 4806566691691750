"""Pages that come inside of something else: the bytes of a web page, where it is from, and what it is known to be."""

from dataclasses import replace

from builder.article import Article
from builder.errors import ArticleError
from builder.readers import html, messages, refusals
from builder.readers.decoding import codec, decode
from builder.readers.saved import saved_from


def read(data: bytes, *, url: str | None = None, charset: str | None = None) -> Article:
    """Read a web page from `url`; a `charset` that came with it counts more than the one it names itself.

    Raises `ArticleError` if it holds no article text.
    """
    if not data.strip():
        raise ArticleError("the page in it is empty; save it again")
    source, problems = decode(messages.in_utf8(data, codec(charset) if charset else None), markup=True)
    article = refusals.checked(html.read, saved_from(url) + source if url else source, markup=True)
    return replace(article, problems=problems + article.problems)
