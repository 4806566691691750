"""What somebody said, each utterance once, and what they are reported as saying; the briefs that name them."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from builder.collection import Organisation, Person, Said
from builder.days import date_text
from builder.markup import escape
from builder.pages import said_about
from builder.pages.around import Report, Surroundings
from builder.pages.page import Entry, Section, brief_entry, link, quote_address, quote_entry, shape_of, small
from builder.texts import counted, say
from builder.utterances import Piece, compared

# Reports of an utterance that stand below its first one; the others are counted.
REPORTS = 3

# How a difference reads: struck out or underlined, which needs no colour, and says itself to who hears it.
_DIFFERENCES = {"missing": "<del>{}</del>", "other": "<ins>{}</ins>", "same": "{}", "cut": "…"}

# An utterance in a list: its first report by the one whose page it is, and all others.
_Told = tuple[Said, tuple[Report, ...]]


def statement_sections(who: Person | Organisation, surroundings: Surroundings) -> list[Section]:
    """What somebody said, what they are reported as saying, what others say of them, and the briefs that name them."""
    direct = [*_utterances([one for one in who.said if not one.quote.reported], surroundings)]
    reported = [one for one in who.said if one.quote.reported]
    return [
        Section("said", direct, entry=_entry, shape=_shape),
        Section("reported_as_saying", reported, entry=quote_entry, shape=shape_of),
        said_about.section(who, surroundings),
        Section("briefs", who.briefs, entry=brief_entry, shape=shape_of),
    ]


def shapes_of(sections: Sequence[Section]) -> list[Any]:
    """Give all that shapes the entries of the lists of a page."""
    return [[section.shape(item) for item in section.items] for section in sections if section.shape]


def _shape(told: _Told) -> Any:
    first, reports = told
    return shape_of(first), [report.shape for report in reports]


def _utterances(said: Sequence[Said], surroundings: Surroundings) -> Iterator[_Told]:
    """Give each utterance once, at its oldest report here, with the reports in other briefs, the oldest first."""
    seen: set[tuple[PurePosixPath, str]] = set()
    found: list[_Told] = []
    for one in reversed(said):  # the oldest first
        if (one.brief.path, one.quote.id) not in seen:
            seen.update((other.brief.path, other.quote.id) for other in surroundings.utterance(one))
            found.append((one, surroundings.reports(one)))
    yield from reversed(found)


def _entry(told: _Told) -> Entry:
    first, reports = told
    whole = quote_entry(first)
    if not reports:
        return whole
    left_out = len(reports) - REPORTS
    more = f"\n    - {counted('more_reports', left_out)}" if left_out > 0 else ""
    lines = [_report(report, first) for report in reports[:REPORTS]]
    return lambda here: (
        f"{whole(here)}\n\n    {say('same_words')}\n    {{: .again }}\n\n"
        + "\n".join(line(here) for line in lines)
        + more
    )


def _report(report: Report, first: Said) -> Entry:
    """One more report of an utterance: where, by whom if by another one, and what is different."""
    brief = report.said.brief
    copy = say("copied_article") if report.is_copy else None

    def write(here: str) -> str:
        title = f"[{escape(brief.title)}]({quote_address(report.said, here)})"
        who = _attributed(report, here) if report.differs else ""
        words = _wording(report, first)
        return f"    - {who}{title} {small(brief.publisher, date_text(brief.date), copy)}{words}"

    return write


def _attributed(report: Report, here: str) -> str:
    if report.speaker is None or report.path is None:
        return ""
    return f"{say('attributed', who=link(here, report.path, report.speaker.name))} "


def _wording(report: Report, first: Said) -> str:
    pieces = compared(report.said.quote.shown, first.quote.shown)
    if all(piece.kind == "same" for piece in pieces):
        return ""
    words = " ".join(_DIFFERENCES[piece.kind].format(escape(piece.text)) for piece in _told_apart(pieces))
    return f'<br><span class="wording">“{words}”</span>'


def _told_apart(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Leave out the sign of a cut where other words stand in its place."""
    for number, piece in enumerate(pieces):
        replaced = number + 1 < len(pieces) and pieces[number + 1].kind == "other"
        if piece.kind != "cut" or not replaced:
            yield piece
