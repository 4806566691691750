"""The same words in other briefs, as the page of a brief shows them beside a quotation."""

from collections.abc import Sequence
from typing import Any

from builder.pages.around import Report
from builder.pages.page import brief_path, url

# Reports named beside a quotation; those that attribute it to somebody else come first, the others are counted.
REPORTS = 5


def of_quotation(reports: Sequence[Report], *, known: bool) -> dict[str, Any]:
    """Return `reports`, for the theme's partial of this name, and how many there are besides.

    The speaker is given where it is another one than here, or where it is not known (`known`) who speaks here.
    """
    ordered = sorted(reports, key=lambda report: not report.differs)
    return {
        "reports": [_report(report, known=known) for report in ordered[:REPORTS]],
        "reports_left_out": max(0, len(ordered) - REPORTS),
    }


def _report(report: Report, *, known: bool) -> dict[str, Any]:
    brief = report.said.brief
    speaker = report.speaker if report.differs or not known else None
    return {
        "speaker": speaker.name if speaker else None,
        "speaker_url": url(report.path) if speaker and report.path else None,
        "differs": report.differs,
        "title": brief.title,
        "url": url(brief_path(brief)),
        "outlet": brief.publisher,
        "copy": report.is_copy,
    }
