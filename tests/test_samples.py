"""The sample collection that comes with the project: its briefs are up to date, and true to their articles."""

from pathlib import Path

import pytest

from builder import inbox, readers
from builder.files import stamp
from builder.records import Record, load
from builder.settings import find_project

PROJECT = find_project(Path(__file__).parent)
RECORDS = [record for record in load(PROJECT.briefs) if (record.article or "").startswith("samples/")]

each_brief = pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.path)


def test_every_sample_has_its_brief() -> None:
    articles = {path for path in inbox.scan(PROJECT.articles) if path.startswith("samples/")}
    assert {record.article for record in RECORDS} >= articles
    assert len(articles) >= 24


@each_brief
def test_the_brief_is_what_the_builder_would_make_of_its_article_now(record: Record) -> None:
    """If not: delete the folders of years in briefs/ and build, with the model that Python 3.12 brings."""
    assert record.brief and record.article
    path = PROJECT.articles / record.article
    (reading,) = readers.read_all(path)
    assert record.is_current(record.article, inbox.seen(reading, stamp(path), PROJECT.settings))


@each_brief
def test_every_quotation_stands_word_for_word_in_the_article(record: Record) -> None:
    assert record.brief and record.article
    text = readers.read_file(PROJECT.articles / record.article).text
    for quote in record.brief.quotes:
        assert [text[start:end] for start, end in quote.spans] == list(quote.parts)
    for sentence in record.brief.summary:
        assert sentence in text


@each_brief
def test_samples_are_free_to_show(record: Record) -> None:
    assert record.brief
    assert record.brief.rights == "CC0-1.0"
