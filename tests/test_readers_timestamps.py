"""Times of saved pages: what disagrees about the day of publication."""

from builder.readers.html import read
from tests.saved_pages import BODY, linked, meta, page


def test_notes_days_that_are_more_than_a_time_zone_apart() -> None:
    times = linked(datePublished="2025-06-02T23:30:00Z", dateModified="2025-06-09T08:00:00Z")
    head = meta(article__published_time="2025-06-05T08:00:00Z")
    article = read(page(head, f"<h1>Quiet</h1><time>June 3, 2025</time>{BODY}", times))
    assert article.disagreements["date"] == ("meta tag article:published_time: ‘2025-06-05’",)


def test_a_printed_day_of_the_last_update_is_no_disagreement() -> None:
    times = linked(datePublished="2025-06-02T23:30:00Z", dateModified="2025-06-09T08:00:00Z")
    assert read(page("", f"<h1>Quiet</h1><time>Updated June 9, 2025</time>{BODY}", times)).disagreements == {}


def test_notes_another_day_that_the_page_prints() -> None:
    times = linked(datePublished="2016-08-29")
    article = read(page("", f'<h1>Quiet</h1><div class="date">Updated May 6, 2019</div>{BODY}', times))
    assert (article.date, article.disagreements["date"]) == ("2016-08-29", ("page date: ‘2019-05-06’",))
