"""Pasted text: the article told from the rest of the page by layout and wording."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from builder.article import Article, Block
from builder.errors import ArticleError
from builder.readers.dates import printed_dates
from builder.readers.finishing import finished
from builder.readers.lines import Kind, Line, cut, is_section
from builder.readers.names import Byline, is_organisation, merge, outlet_name, read_byline
from builder.readers.plain import folded, plain, words
from builder.readers.urls import cleaned
from builder.readers.wordlists import entries

_NO_TEXT = "no article text was found in this file; paste the article's paragraphs into it"
_META = frozenset({Kind.BYLINE, Kind.DATE})
_BODY = frozenset({Kind.PROSE, Kind.SIGNATURE, Kind.ITEM})
# Standfirst and caption may be whole sentences: this many lines of prose may stand before the byline.
_PROSE_IN_HEAD = 3
_HEADLINE_WORDS = range(4, 26)
_CLOSE = 1.0  # difference of scores within which the upper line is the headline
_NEAR = 2  # lines between headline and standfirst
_LONG_LINE = 7  # words: a line of more than these without a stop may be a sentence
_LONGEST_HEADLINE = 500
_CUT_PARAGRAPH = 25  # words: longer lines are no teasers, with or without a stop
_SUBHEAD_WORDS = 12
_UPDATED = re.compile(r"(?:updated|modified)\b[^\d]{0,25}$", re.I)
_PITCH = re.compile(r"\b(?:newsletters?|inbox|sign up|subscribe|updates|e-?mails?|briefing)\b", re.I)
_APPEAL = re.compile(
    r"\b(?:we|our|your?)\b.{0,200}\b(?:newsletter|journalism|subscri|support|contribut|inbox|donat|policy|readers|visitors)"
    r"|\bis an? .{0,60}\b(?:reporter|writer|journalist|correspondent|editor|producer|columnist|author)\b",
    re.I,
)
_PUBLISHED = re.compile(r"\W*(?:first\s+)?(?:published|posted)\b", re.I)
_ADDRESS = re.compile(r"^(?:(?:source|url|link|original|read at)\s*:\s*)?(https?://\S+)$", re.I)
_SHARED = re.compile(r"^share\b.{0,40}?\b(?:for|story|article)\s?:\s*(?P<title>.{10,})$", re.I)
_TAGS = re.compile(r"^(?:tags|topics|tagged|keywords|filed under)\s*:?\s*(?P<listed>.*)$", re.I)
_TEASER = re.compile(r"^(?:#\d+\s|\d+\s?[hmd]\s?ago|\d+\.\s)|#\d+\s")
_MASTHEAD_EXTRA = re.compile(r"\s+(?:newspaper|logo|home(?:page)?|website)$", re.I)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of the article stand among its lines; `headline` is None if there is none."""

    lines: Sequence[Line]
    headline: int | None
    start: int
    stop: int

    @property
    def head(self) -> Sequence[Line]:
        """The lines above the body."""
        return self.lines[: self.start]

    @property
    def body(self) -> Sequence[Line]:
        """The lines from the first to the last of the body, with what stands between."""
        return self.lines[self.start : self.stop]


def read(source: str) -> Article:
    """Read pasted text; raises `ArticleError` if it holds no article text. Markdown in it is literal text."""
    lines = cut(source)
    layout = _layout(lines)
    captions = tuple(_captions(lines))
    publisher = _publisher(layout)
    byline, byline_from = _byline(layout, publisher)
    blocks = tuple(_blocks(layout, byline)) or tuple(_unstopped(layout))
    if not blocks:
        raise ArticleError(_NO_TEXT)
    date, updated, date_from = _dates(layout, captions)
    title = _title(layout)
    found: dict[str, tuple[object, str]] = {
        "title": (title, "headline"),
        "author": (byline.authors, byline_from),
        "agency": (byline.agency, byline_from),
        "date": (date, date_from),
        "updated": (updated, "date line"),
        "publisher": (publisher, "masthead"),
        "source_url": (url := _address(lines), "text"),
        "description": (standfirst := _standfirst(layout, byline), "standfirst"),
        "tags": (tags := tuple(_tags(lines)), "tag line"),
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


# --- layout --------------------------------------------------------------------------------------------------------


def _layout(lines: Sequence[Line]) -> Layout:
    start = _body_start(lines)
    stop = _body_stop(lines, start)
    headline = _headline(lines, start, stop)
    if headline is not None and headline >= start:
        start = headline + 1
    return Layout(lines, headline, start, stop)


def _body_start(lines: Sequence[Line]) -> int:
    """Return the index of the first body line: prose behind the last byline or date of the head."""
    after_meta = prose = 0
    for index, line in enumerate(lines):
        if line.kind in _META:
            after_meta = index + 1
        elif line.kind is Kind.PROSE and line.weight > 8:
            prose += 1
        if prose > _PROSE_IN_HEAD:
            break
    body = (i for i in range(after_meta, len(lines)) if _opens_body(lines, i))
    return next(body, next((i for i, line in enumerate(lines) if line.kind in _BODY), len(lines)))


def _opens_body(lines: Sequence[Line], index: int) -> bool:
    """A line of prose opens the body unless it is a caption whose credit is the next line."""
    line = lines[index]
    return line.kind is Kind.PROSE and line.weight > 3 and not _is_captioned(lines, index)


def _is_captioned(lines: Sequence[Line], index: int) -> bool:
    """Tell whether the line below, in the same group, is nothing but a photo credit."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    return bool(below and below.kind is Kind.CAPTION and not below.after_blank and below.weight < 9)


def _body_stop(lines: Sequence[Line], start: int) -> int:
    """Return the index behind the last body line: the first tail marker with no more paragraphs of news below it.

    Near the end one long teaser may stand below it.
    """
    total = sum(line.weight for line in lines[start:] if line.kind is Kind.PROSE)
    below = sum(_is_paragraph(line) for line in lines[start:])
    seen = 0
    for index in range(start, len(lines)):
        line = lines[index]
        below -= _is_paragraph(line)
        if line.kind is Kind.TAIL and seen > 0.5 * total and below <= (seen > 0.85 * total):
            return index
        seen += line.weight if line.kind is Kind.PROSE else 0
    return len(lines)


def _is_paragraph(line: Line) -> bool:
    """Tell whether a line is too long for a teaser, and neither an appeal to readers nor a note on the author."""
    return line.kind is Kind.PROSE and line.weight > 30 and not _APPEAL.search(line.text)


# --- headline, masthead, standfirst --------------------------------------------------------------------------------


def _headline(lines: Sequence[Line], start: int, stop: int) -> int | None:
    """Return the index of the headline: of the lines above the body one that is like it, rather the upper of two.

    A standfirst shares more words with the body than the headline over it does.
    """
    body = {word[:6] for line in lines[start:stop] if line.kind in _BODY for word in words(line.text) if len(word) > 3}
    scores = {i: score for i in range(start) if (score := _headline_score(lines, i, start, body)) > 0}
    if not scores:  # a very long one, perhaps
        return next((i for i in range(start) if lines[i].kind is Kind.SHORT and lines[i].weight > _LONG_LINE), None)
    best = max(scores, key=lambda i: (scores[i], -i))
    return min(i for i in scores if best - _NEAR <= i <= best and scores[i] > scores[best] - _CLOSE)


def _headline_score(lines: Sequence[Line], index: int, start: int, body: set[str]) -> float:
    """Score a line above the body as headline; 0 or less rules it out. The weights were set on pasted pages."""
    line = lines[index]
    if line.kind not in {Kind.SHORT, Kind.PROSE} or len(line.text) > _LONGEST_HEADLINE or is_section(line.text):
        return 0
    content = [word[:6] for word in words(line.text) if len(word) > 3]
    shared = sum(word in body for word in content)
    below = lines[index + 1 : min(index + 5, start)]
    return (
        0.5
        + 1.5 * shared / max(len(content), 1)
        + 0.4 * min(shared, 4)
        + (1.0 if line.weight in _HEADLINE_WORDS else -1.0)
        - 1.5 * (line.weight < 3)
        + 0.8 * (index > 0 and _is_kicker(lines[index - 1]))
        - 1.5 * (index > 0 and not line.after_blank and is_organisation(lines[index - 1].text))
        + 0.8 * any(other.kind in _META for other in below)
        + 1.2 * _is_repeated(lines, index)
        - 2.0 * _repeats_another(lines, index)
        - 1.5 * line.text.endswith((".", ".”", '."'))
        - 1.0 * any(other.kind is Kind.BYLINE for other in lines[:index])
        - 4.0 * bool(_TEASER.search(line.text))
        - 1.5 * (is_organisation(line.text) and line.weight < 6)
        - 2.0 * _is_captioned(lines, index)
    )


def _is_kicker(line: Line) -> bool:
    """Tell whether the line is what stands over headlines: a section, or a word or two in capitals."""
    return is_section(line.text) or (line.text.isupper() and line.weight < 5)


def _repeats_another(lines: Sequence[Line], index: int) -> bool:
    """Tell whether the line holds another line and more: a window title or a breadcrumb."""
    text = lines[index].text
    return any(len(other.text) > 25 and other.text != text and other.text in text for other in lines[: index + 6])


def _is_repeated(lines: Sequence[Line], index: int) -> bool:
    """Tell whether the line stands inside another one: breadcrumbs and share buttons repeat headlines."""
    text = lines[index].text
    return len(text) > 25 and any(
        text in other.text for i, other in enumerate(lines) if i != index and len(other.text) < 400
    )


def _title(layout: Layout) -> str:
    """Return the headline, as a share button repeats it where there is one ("Share this story: ...")."""
    shared = next((found["title"] for line in layout.lines if (found := _SHARED.match(line.text))), "")
    return shared or ("" if layout.headline is None else layout.lines[layout.headline].text)


def _publisher(layout: Layout) -> str | None:
    """Return the outlet of the masthead: a line over the headline that names one, or stands first and alone."""
    top = layout.lines[: layout.start if layout.headline is None else layout.headline][:8]
    named = [line for line in top if line.kind is Kind.SHORT and line.weight < 8 and not is_section(line.text)]
    for line in named:
        for part in re.split(r"\s+[|•·]\s+", line.text):
            if is_organisation(part) and not is_section(part):
                return outlet_name(_MASTHEAD_EXTRA.sub("", part))
    if named and named[0] is top[0] and (len(top) == 1 or top[1].after_blank):
        return outlet_name(_MASTHEAD_EXTRA.sub("", named[0].text))
    return None


def _standfirst(layout: Layout, byline: Byline) -> str | None:
    """Return the sentence between headline and body that sums the article up."""
    if layout.headline is None:
        return None
    known = {folded(text) for text in (*byline.authors, layout.lines[layout.headline].text)}
    for index in range(layout.headline + 1, layout.start):
        line = layout.lines[index]
        sentence = line.kind in {Kind.SHORT, Kind.PROSE} and line.weight > 5 and folded(line.text) not in known
        if sentence and not _is_captioned(layout.lines, index):
            return line.text
    return None


# --- byline and dates ----------------------------------------------------------------------------------------------


def _byline(layout: Layout, publisher: str | None) -> tuple[Byline, str]:
    """Return who wrote it and where that stands: a line with By, or lone names by the date."""
    lines = layout.lines
    for index, line in enumerate(layout.head):
        if line.kind is Kind.BYLINE:
            below = lines[index + 1].text if index + 1 < layout.start else ""
            byline = read_byline(line.text, publisher) or read_byline("By " + below, publisher)
            return _with_agency_below(byline, below), "byline"
    found = [read_byline(line.text, publisher) for line in _lone_names(layout)]
    if byline := merge(b for b in found if b):
        return byline, "byline"
    ends = [read_byline(line.text, publisher) for line in lines[layout.start :] if line.kind is Kind.BYLINE]
    return next((b for b in ends if _full_names(b)), Byline()), "byline at the end"


def _with_agency_below(byline: Byline, below: str) -> Byline:
    """Take the agency from the line under the names, where the page prints it on a line of its own."""
    under = read_byline(below)
    return Byline(byline.authors, under.agency) if under.agency and not under.authors and not byline.agency else byline


def _lone_names(layout: Layout) -> Iterator[Line]:
    """Yield the line between headline and body that holds nothing but names: by a date, or under the headline."""
    first = 0 if layout.headline is None else layout.headline + 1
    headline = "" if layout.headline is None else folded(layout.lines[layout.headline].text)
    for index in range(first, layout.start):
        line = layout.lines[index]
        dated = any(near.kind is Kind.DATE for near in layout.lines[max(first, index - 1) : index + 4])
        beside = [*layout.lines[index - 1 : index], *layout.lines[index + 1 : index + 2]]
        under = index - first < _NEAR and any(near.kind is Kind.FURNITURE for near in beside)
        if (
            line.kind not in {Kind.SHORT, Kind.DATE}
            or line.weight > 25
            or is_section(line.text)
            or not (dated or under)
        ):
            continue
        byline = read_byline(line.text)
        if _full_names(byline) and not any(folded(name) in headline for name in byline.authors):
            yield line
            return


def _full_names(byline: Byline) -> bool:
    """Tell whether there are authors, each with first name and surname, and no word of menus in them."""
    tokens = [name.lower().split() for name in byline.authors]
    menus = entries("furniture.txt") | entries("sections.txt")
    return bool(tokens) and all(1 < len(name) < 5 and menus.isdisjoint(name) for name in tokens)


def _dates(layout: Layout, captions: Iterable[str]) -> tuple[str | None, str | None, str]:
    """Return date, date of the last update, and where the date stands."""
    published: list[str] = []
    updated: list[str] = []
    for line in layout.head:
        if line.kind in _META:
            for found in printed_dates(line.text):
                (updated if _UPDATED.search(line.text[: found.start]) else published).append(found.day)
    if published or updated:
        date = published[0] if published else updated[0]
        return date, next((day for day in updated if published and day > date), None), "date line"
    ends = [
        line.text for line in layout.lines[layout.start :] if line.kind is Kind.DATE and _PUBLISHED.match(line.text)
    ]
    below = [found.day for text in ends for found in printed_dates(text)]
    pictured = [found.day for caption in captions for found in printed_dates(caption)]
    if pictured:
        return max(pictured), None, "caption"
    return (below[0], None, "date line at the end") if below else (None, None, "")


# --- body ----------------------------------------------------------------------------------------------------------


def _blocks(layout: Layout, byline: Byline) -> Iterator[Block]:
    """Yield the body: running text, subheads between it, and what follows an announcing colon."""
    body = layout.body
    skipping = False
    for index, line in enumerate(body):
        if _is_blurb(body, index):
            continue
        if line.kind in {Kind.FURNITURE, Kind.TAIL}:
            skipping = line.kind is Kind.TAIL or _heads_teasers(line.text)
            continue
        if line.kind is Kind.PROSE and not _is_captioned(body, index) and not _is_biography(line, byline, body[index:]):
            skipping = False
            yield Block(line.text)
        elif line.kind is Kind.SIGNATURE or (line.kind is Kind.SHORT and line.weight > _CUT_PARAGRAPH):
            yield Block(line.text)
        elif line.kind is Kind.ITEM:
            yield Block(line.text, "item")
        elif line.kind is Kind.SHORT and not skipping and _is_subhead(body, index):
            yield Block(line.text, "heading")


def _unstopped(layout: Layout) -> Iterator[Block]:
    """Yield long lines as the body of a text that has no stop in it anywhere."""
    long = [i for i, line in enumerate(layout.lines) if line.kind is Kind.SHORT and line.weight > _LONG_LINE]
    for index in long:
        if index != layout.headline or len(long) == 1:
            yield Block(layout.lines[index].text)


def _heads_teasers(text: str) -> bool:
    return bool(
        re.match(r"\W*(?:related|read|more|most|recommended|you may|also|see|watch|sponsored|trending)\b", text, re.I)
    )


def _is_blurb(body: Sequence[Line], index: int) -> bool:
    """Tell whether a line says what a newsletter is about: directly below the pitch, and no text goes on below it."""
    line, above = body[index], body[index - 1] if index else None
    below = body[index + 1] if index + 1 < len(body) else None
    return bool(
        above
        and above.kind is Kind.FURNITURE
        and _PITCH.search(above.text)
        and not line.after_blank
        and line.weight < 30
        and (below is None or below.after_blank or below.kind is not Kind.PROSE)
    )


def _is_subhead(body: Sequence[Line], index: int) -> bool:
    """A subhead is a short line alone between paragraphs."""
    line = body[index]
    above = body[index - 1] if index else None
    below = body[index + 1] if index + 1 < len(body) else None
    return bool(
        line.weight <= _SUBHEAD_WORDS
        and above
        and below
        and above.kind is not Kind.SHORT
        and below.kind in {Kind.PROSE, Kind.ITEM}
    )


def _is_biography(line: Line, byline: Byline, rest: Sequence[Line]) -> bool:
    """Tell whether one of the last paragraphs says who the author is."""
    about = any(
        re.match(rf"{re.escape(name)},?\s+(?:is|was|covers|writes|reports|has|joined)\b", line.text)
        for name in byline.authors
    )
    return about and sum(other.weight for other in rest[1:] if other.kind is Kind.PROSE) < 150


def _captions(lines: Sequence[Line]) -> Iterator[str]:
    for index, line in enumerate(lines):
        if line.kind is Kind.CAPTION:
            yield f"{lines[index - 1].text} {line.text}" if index and _is_captioned(lines, index - 1) else line.text


def _address(lines: Iterable[Line]) -> str | None:
    found = (_ADDRESS.match(line.text) for line in lines)
    return next((url for match in found if match and (url := cleaned(match[1]))), None)


def _tags(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the tags listed behind "Tags:" or in the lines under it."""
    for index, line in enumerate(lines):
        if line.kind is Kind.TAIL and (found := _TAGS.match(line.text)):
            listed = [found["listed"]] if found["listed"] else []
            for below in lines[index + 1 :] if not listed else ():
                if below.kind is not Kind.SHORT or below.weight > 5:
                    break
                listed.append(below.text)
            yield from (tag for entry in listed for part in entry.split(",") if (tag := plain(part)) and len(tag) < 50)
            return
