"""Pasted text: the article told from the rest of the page by layout and wording."""

from builder.article import Article
from builder.errors import ArticleError
from builder.readers.finishing import finished
from builder.readers.lines import cut
from builder.readers.pasted import margins, masthead, paragraphs
from builder.readers.pasted.byline import find_byline
from builder.readers.pasted.dates import find_dates
from builder.readers.pasted.layout import find_layout

_NO_TEXT = "no article text was found in this file; paste the article's paragraphs into it"


def read(source: str) -> Article:
    """Read pasted text; raises `ArticleError` if it holds no article text. Markdown in it is literal text."""
    lines = cut(source)
    layout = find_layout(lines)
    captions = tuple(margins.captions(lines))
    publisher = masthead.publisher(layout)
    byline, byline_from = find_byline(layout, publisher)
    blocks = tuple(paragraphs.blocks(layout, byline)) or tuple(paragraphs.unstopped(layout))
    if not blocks:
        raise ArticleError(_NO_TEXT)
    date, updated, date_from = find_dates(layout, captions)
    title = masthead.title(layout)
    found: dict[str, tuple[object, str]] = {
        "title": (title, "headline"),
        "author": (byline.authors, byline_from),
        "agency": (byline.agency, byline_from),
        "date": (date, date_from),
        "updated": (updated, "date line"),
        "publisher": (publisher, "masthead"),
        "source_url": (url := margins.address(lines), "text"),
        "description": (standfirst := masthead.standfirst(layout, byline), "standfirst"),
        "tags": (tags := tuple(margins.tags(lines)), "tag line"),
    }
    return finished(
        Article(
            blocks=blocks,
            title=title,
            author=byline.authors,
            agency=byline.agency,
            date=date,
            updated=updated,
            publisher=publisher,
            source_url=url,
            description=standfirst,
            tags=tags,
            captions=captions,
            provenance={name: origin for name, (value, origin) in found.items() if value},
        )
    )
