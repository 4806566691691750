"""Rows: the JSON object that `briefs read` prints for one article."""

from typing import Any

from builder.article import Article


def row(article: Article, id: str, file: str) -> dict[str, Any]:
    """Return `article` as the object of `briefs read`; absent values are null, the text is the whole body."""
    return {
        "id": id,
        "file": file,
        "title": article.title,
        "author": list(article.author),
        "date": article.date,
        "updated": article.updated,
        "publisher": article.publisher,
        "agency": article.agency,
        "source_url": article.source_url,
        "lang": article.lang,
        "text": article.text,
        "provenance": dict(article.provenance),
        "disagreements": {field: list(values) for field, values in article.disagreements.items()},
        "problems": list(article.problems),
    }
