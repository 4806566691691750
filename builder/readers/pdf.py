"""PDF: printed pages and newspaper pages, by pypdf (an optional addition).

A PDF knows letters and where they stand, not paragraphs: these are told by the distance of lines and the size of type.
"""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from builder.article import Article
from builder.errors import ArticleError
from builder.readers import refusals, text
from builder.readers.described import noted, overlaid
from builder.readers.optional import missing
from builder.readers.plain import folded, plain
from builder.readers.source import Entry, Source
from builder.readers.titles import agreed, split_site
from builder.readers.urls import cleaned

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_MOST_PAGES = 60
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})
# What browsers print above and below a page: the time and the title, the address, the number of the page.
_PRINTED = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},\s\d{1,2}:\d{2}|(?:https?|file):/\S+(?:\s+\d+/\d+)?$"
    r"|(?:page\s)?\d+(?:\s?(?:/|of)\s?\d+)?$",
    re.I,
)
_ADDRESS = re.compile(r"https?://\S+")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]]*$")
_CREATED = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_EDGE = 3  # lines at either end of a page among which running heads stand
_LARGER = 1.2  # type of a headline against that of the text
_OTHER_SIZE = 1.08  # type that is not the same any more
_APART = 1.25  # distance of two lines that part paragraphs, against that within them
_SHORT = 0.75  # of the measure: a line that ends a paragraph


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its text, the page it is on, how far up and to the right it stands, and the size of its type."""

    text: str
    page: int
    y: float
    x: float
    size: float


def entries(source: Source, largest: int) -> Iterator[Entry]:
    """Yield the one article of a PDF. Raises `ArticleError`."""
    yield Entry("", lambda: _read(source.data(largest)))


def _read(data: bytes) -> Article:
    with _sound():
        reader = _opened(data)
        lines = [line for number, page in enumerate(reader.pages) for line in _lines(page, number)]
        about: Mapping[str, Any] = reader.metadata or {}
        title, created = plain(str(about.get("/Title", ""))), _day(str(about.get("/CreationDate", "")))
    if not lines:
        raise ArticleError(
            "there are only pictures of pages in this PDF; have their text recognised (OCR), or paste its text"
        )
    running = _running(lines)
    paragraphs = list(_paragraphs([line for line in lines if line not in running]))
    source = "\n\n".join(words for words, _ in paragraphs)
    article = _titled(refusals.checked(text.read, source, markup=False), _headline(paragraphs, title))
    addresses = [url for line in running for found in _ADDRESS.findall(line.text) if (url := cleaned(found))]
    known = noted(source_url=sorted(addresses)[:1], accessed=created)
    return overlaid(article, {key: value for key, value in known.items() if not getattr(article, key)}, "PDF")


@contextmanager
def _sound() -> Iterator[None]:
    """Make one error of whatever pypdf raises on a broken file: of its own, and many of Python's."""
    try:
        yield
    except (ArticleError, MemoryError):
        raise
    except Exception as error:
        raise ArticleError("this PDF is damaged; open it and save it again, or paste its text") from error


def _opened(data: bytes) -> "PdfReader":
    try:
        import pypdf  # noqa: PLC0415 - an optional addition
    except ImportError as error:
        raise missing("a PDF", "pypdf") from error
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise ArticleError("this PDF is locked; save it without a password, or paste its text")
    if len(reader.pages) > _MOST_PAGES:
        raise ArticleError(f"this PDF has more than {_MOST_PAGES} pages; save only those of the article")
    return reader


def _day(created: str) -> str:
    """Return the day on which a PDF was made, which is when a page was printed or saved, in ISO 8601."""
    found = _CREATED.match(created)
    return "-".join(found.groups()) if found else ""


# --- lines -----------------------------------------------------------------------------------------------------------


def _lines(page: "PageObject", number: int) -> Iterator[Line]:
    """Yield the lines of a page in the order in which they are drawn, which is mostly that of reading."""
    pieces: list[tuple[str, float, float, float]] = []

    def visit(words: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:
        x, y = (tm[4] * cm[i] + tm[5] * cm[i + 2] + cm[i + 4] for i in (0, 1))
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[2]) or 1.0
        pieces.append((words, x, y, size * scale))

    page.extract_text(visitor_text=visit)
    held: list[tuple[str, float, float, float]] = []
    for words, *place in [*pieces, ("\n", 0.0, 0.0, 0.0)]:
        first, *others = words.split("\n")
        held.append((first, *place))  # type: ignore[arg-type]
        for other in others:
            yield from _line(held, number)
            held = [(other, *place)]  # type: ignore[list-item]


def _line(pieces: Iterable[tuple[str, float, float, float]], page: int) -> Iterator[Line]:
    """Yield the line that its pieces make, if there is a word in it; it stands where its first word does."""
    pieces = [piece for piece in pieces if piece[0].strip()]
    words = plain("".join(piece[0] for piece in pieces).translate(_LIGATURES))
    if words:
        _, x, y, _ = pieces[0]
        yield Line(words, page, y, x, max(pieces, key=lambda piece: len(piece[0]))[3])


def _running(lines: Sequence[Line]) -> set[Line]:
    """Find what stands above or below the text of every page: running heads, numbers, what browsers print there."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges = [line for page in pages.values() for line in {*page[:_EDGE], *page[-_EDGE:]}]
    seen = Counter(_masked(line) for line in edges)
    often = max(2, (len(pages) + 1) // 2)
    return {line for line in edges if _PRINTED.match(line.text) or seen[_masked(line)] >= often}


def _masked(line: Line) -> tuple[str, int]:
    """Return a line without its numbers, and where it stands: a running head is at the same place on every page."""
    return re.sub(r"\d+", "#", line.text), round(line.y / line.size) if line.size else 0


# --- paragraphs ------------------------------------------------------------------------------------------------------


def _paragraphs(lines: Sequence[Line]) -> Iterator[tuple[str, float]]:
    """Yield the text of each paragraph, and the size of its type."""
    measure = sorted(len(line.text) for line in lines)[len(lines) * 9 // 10] if lines else 0
    steps = _steps(lines)
    held: list[Line] = []
    for line in lines:
        if held and _parts(held[-1], line, steps.get(round(line.size), 0.0), measure):
            yield _joined(held), held[0].size
            held = []
        held.append(line)
    if held:
        yield _joined(held), held[0].size


def _steps(lines: Sequence[Line]) -> dict[int, float]:
    """Return how far one line of a paragraph is below the other (signed), by the size of type: the usual least step."""
    found: dict[int, list[float]] = {}
    for above, below in pairwise(lines):
        if above.page == below.page and round(above.size) == round(below.size) and above.y != below.y:
            found.setdefault(round(below.size), []).append(below.y - above.y)
    signs = {size: median(steps) for size, steps in found.items()}
    down = {size: sorted((s for s in steps if s * signs[size] > 0), key=abs) for size, steps in found.items()}
    return {size: steps[len(steps) // 4] for size, steps in down.items() if steps}


def _parts(above: Line, line: Line, step: float, measure: int) -> bool:
    """Tell whether a new paragraph begins with a line."""
    ends = bool(_SENTENCE_END.search(above.text))
    if max(above.size, line.size) > _OTHER_SIZE * min(above.size, line.size):
        return True
    if above.page != line.page or (line.y - above.y) * step < 0:  # the next page or column
        return ends
    if step and abs(line.y - above.y) > _APART * abs(step):
        return True
    return ends and (len(above.text) < _SHORT * measure or line.x - above.x > line.size / 2)


def _joined(lines: Sequence[Line]) -> str:
    """Join lines, and words that were divided at their ends."""
    return re.sub(r"(?<=[^\W\d_])- (?=[a-z])", "", " ".join(line.text for line in lines))


def _headline(paragraphs: Sequence[tuple[str, float]], title: str) -> str:
    """Return the headline: what is set in the largest type near the top, spelt as the PDF's own title if they agree."""
    sizes: Counter[int] = Counter()
    for words, size in paragraphs:
        sizes[round(size)] += len(words)
    usual = sizes.most_common(1)[0][0] if sizes else 0
    large = [(size, words) for words, size in paragraphs[:30] if size > _LARGER * usual]
    largest = max(large, key=lambda found: found[0])[1] if large else ""
    named = split_site(title, [])[0]
    printed = next((words for words, _ in paragraphs if named and folded(words) == folded(named)), "")
    return agreed(largest, named) or largest or printed


def _titled(article: Article, headline: str) -> Article:
    """Return an article under its headline, which is then no part of the text."""
    if not headline or folded(headline) == folded(article.title):
        return article
    blocks = tuple(block for block in article.blocks if folded(block.text) != folded(headline))
    if not blocks:
        return article
    return replace(article, title=headline, blocks=blocks, provenance={**article.provenance, "title": "largest type"})
