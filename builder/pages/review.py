"""The page for reviewers, made only while the site is served on the machine of those who keep it: what is doubtful."""

from collections.abc import Iterator

from builder.brief import Brief
from builder.collection import Collection, Said
from builder.markup import escape
from builder.pages.page import Draft, brief_path, drafted, link, listing_meta, person_path, quote_address, write_page
from builder.review import Item, queue

FOLDER = "review"
HERE = f"{FOLDER}/index.md"

# Items that the page shows: what somebody settles in a day.
SHOWN = 100

_INTRO = (
    "What is doubtful in this collection, the most consequential first. This page is made only while you serve the "
    "site on your own machine, and is never published."
)
_MORE = "The first {shown} of {count}. The whole list: `briefs review --json`."
_NOTHING = "Nothing is doubtful, or everything has been reviewed."


def drafts(collection: Collection) -> Iterator[Draft]:
    """Draft the page."""
    items = queue(collection)
    parts = [_INTRO] if items else [_INTRO, _NOTHING]
    if len(items) > SHOWN:
        parts.append(_MORE.format(shown=SHOWN, count=f"{len(items):,}"))
    parts += [_entry(item) for item in items[:SHOWN]]
    yield drafted(write_page(HERE, listing_meta("to_review", "doubts", len(items), filtered=False), "\n\n".join(parts)))


def _entry(item: Item) -> str:
    lines = [
        f"## {escape(item.doubt)}",
        f"> {escape(item.passage)}",
        _where(item),
        f"Right: <code>{escape(item.right)}</code>",
        f"Wrong: <code>{escape(item.wrong)}</code>",
    ]
    return "\n\n".join(lines)


def _where(item: Item) -> str:
    match item.about:
        case Said(brief=brief) as said:
            return f"[{escape(brief.title)}]({quote_address(said, HERE)})"
        case Brief() as brief:
            return link(HERE, brief_path(brief), brief.title)
        case person:
            return link(HERE, person_path(person.id), person.name)
