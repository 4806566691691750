"""Which model annotates an article: by its language. spaCy is loaded here, and only here, because it takes seconds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from builder.annotations import Annotations, Span
from builder.article import Article, Block
from builder.compose import Composed, compose
from builder.excerpts import starts
from builder.languages import language_name
from builder.settings import ENGLISH, Settings

if TYPE_CHECKING:
    from builder.annotate.workers import Pool

_NO_MODEL = (
    "The article is in {0}, and mkdocs.yml names no language model for it (models: {1}: ...): "
    "people, places and quotations were not looked for."
)
_OTHER_MODEL = (
    "The article is in {0}: people, organisations and places are those that the language model names, quotations are "
    "told by their marks alone, and who said them was not looked for."
)


def noted(article: Article, settings: Settings) -> Article:
    """Return an article with a note on what is not done for its language, if it is not in English."""
    if article.lang == ENGLISH:
        return article
    note = _OTHER_MODEL if settings.has_model(article.lang) else _NO_MODEL
    return replace(article, problems=(*article.problems, note.format(language_name(article.lang), article.lang)))


def composed(article: Article, found: Annotations, rights: str, settings: Settings) -> Composed:
    """Compose what the builder would write of an article; `rights` is what holds for it in the end."""
    return compose(noted(article, settings), found, rights, settings.budget)


def by_language(article: Article) -> tuple[bool, str]:
    """Sort articles for `annotate`: English first, then language by language."""
    return article.lang != ENGLISH, article.lang


def annotate(
    articles: Iterable[Article], settings: Settings, pool: "Pool | None" = None
) -> Iterator[tuple[Annotations, str | None]]:
    """Annotate articles that are sorted `by_language`, in order; with each goes the name of the model, if there is one.

    Those in English go to the pool of workers, if one is given. Raises `UsageError` for a model that is not installed.
    """
    for lang, alike in groupby(articles, key=lambda article: article.lang):
        if lang == ENGLISH:
            yield from _english(alike, settings.model, pool)
        elif model := settings.model_for(lang):
            yield from _other(alike, model)
        else:
            yield from ((Annotations(), None) for _ in alike)


def _english(articles: Iterable[Article], model: str | None, pool: "Pool | None") -> Iterator[tuple[Annotations, str]]:
    from builder.annotate import workers  # noqa: PLC0415
    from builder.annotate.context import Context  # noqa: PLC0415

    texts = (
        (
            article.text,
            Context(article.title, article.date, article.publisher, article.source_url, set_off(article.blocks)),
        )
        for article in articles
    )
    return workers.annotate(texts, model, pool)


def set_off(blocks: Sequence[Block]) -> tuple[Span, ...]:
    """Give the paragraphs that a page sets off as quotations, as spans of the article's text."""
    found = zip(blocks, starts(blocks), strict=True)
    return tuple((start, start + len(block.text)) for block, start in found if block.kind == "quote")


def _other(articles: Iterable[Article], model: str) -> Iterator[tuple[Annotations, str]]:
    from builder.annotate import other_languages, pipeline  # noqa: PLC0415

    nlp = pipeline.load_plain(model)
    for found in other_languages.annotate(nlp, (article.text for article in articles)):
        yield found, pipeline.model_name(nlp)
