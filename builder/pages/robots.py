"""What programs that visit the site read first: robots.txt (RFC 9309), and llms.txt (llmstxt.org) for language models.

Both stand beside index.md, where people write, too: a file of theirs, without our mark, stays as it is.
"""

from collections.abc import Iterator

from builder.pages.addresses import absolute
from builder.pages.generated import MARK
from builder.pages.page import Page
from builder.settings import Site

FILES = ("robots.txt", "llms.txt")

_ABOUT = """\
Each brief is the record of one news article: its outlet, date and authors, the people and countries in it, and its
quotations, each with its speaker and with the reason why it is given to that speaker. The full text is shown only where
its licence allows that.

- Quotations are verbatim. Reported speech is in the writer's words.
- Who said what was found by a program and may be wrong; "set by hand" means that a person has corrected it. A speaker
  who is unknown is called unknown. Check a quotation against its source before you rely on it.
- An article belongs to its outlet: cite the outlet, and link to the source that the brief names."""

_PAGES = (
    ("Briefs", "briefs/", "every article, newest first"),
    ("People", "people/", "what each of them said, and where they are named"),
    ("Countries", "countries/", "the briefs about each, and who spoke in them"),
    ("Organisations", "organisations/", "what they stated, and where they are named"),
    ("Outlets", "outlets/", "the briefs from each"),
    ("Timeline", "timeline/", "the briefs of each year"),
    ("Corrections", "corrections/", "what the program had wrong"),
)

_DATA = (
    (
        "Newest briefs, Atom",
        "feeds/briefs.xml",
        "people and countries have feeds of their own, which their pages link to",
    ),
    ("Newest briefs, JSON Feed", "feeds/briefs.json", "the same as JSON"),
    ("Index", "explore/index.json", "all briefs by year, outlet, country and person, as the page Explore reads it"),
)

_MORE = """\
- In the page of each brief: JSON-LD in the words of schema.org, and a link of the type application/ld+json to its
  quotations as W3C Web Annotations"""


def pages(site: Site) -> Iterator[Page]:
    """Make both files."""
    lines = [f"# {MARK}", "", "User-agent: *", "Allow: /"]
    if site.address:  # a site map is named by its whole address or not at all
        lines += ["", f"Sitemap: {site.address}sitemap.xml"]
    yield Page("robots.txt", "\n".join(lines) + "\n")
    parts = [f"# {site.name}", f"> {site.description}" if site.description else "", f"<!-- {MARK} -->", _ABOUT]
    parts += [f"## Pages\n\n{_links(_PAGES, site)}", f"## Data\n\n{_links(_DATA, site)}\n{_MORE}"]
    yield Page("llms.txt", "\n\n".join(part for part in parts if part) + "\n")


def _links(links: tuple[tuple[str, str, str], ...], site: Site) -> str:
    return "\n".join(f"- [{name}]({absolute(site, 'llms.txt', path)}): {about}" for name, path, about in links)
