"""How to cite the article that a brief was made from: CSL-JSON, BibTeX, and a line of text."""

import re
from typing import Any

from builder.brief import Brief
from builder.days import date_text, day_of
from builder.markup import safe_url

# What TeX takes for a command or a space, and how it is written so that it is printed.
_TEX = {
    **{character: f"\\{character}" for character in "&%$#_"},
    # BibTeX counts braces without a look at the backslash before them.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_TEX_SPECIAL = re.compile(r"[\\&%$#_{}~^]")


def csl(brief: Brief) -> dict[str, Any]:
    """Return the article as an item of CSL-JSON 1.0.2, as Zotero and pandoc read it.

    Names are given whole (`literal`): the page does not say which word of a name is the family's.
    """
    item = {
        "id": brief.made.id,
        "type": "article-newspaper",
        "title": brief.title,
        "author": [{"literal": name} for name in brief.author],
        "container-title": brief.publisher,
        "source": brief.agency,
        "issued": _csl_date(brief.date),
        "accessed": _csl_date(brief.accessed),
        "URL": safe_url(brief.source_url),
        "language": brief.lang,
        "abstract": brief.description,
    }
    return {key: value for key, value in item.items() if value}


def _csl_date(value: str | None) -> dict[str, Any] | None:
    day = day_of(value)
    if day:
        return {"date-parts": [[day.year, day.month, day.day]]}
    return {"literal": value} if value else None


def bibtex(brief: Brief) -> str:
    """Return the article as an entry for BibTeX and biblatex."""
    day = day_of(brief.date)
    accessed = day_of(brief.accessed)
    fields = {
        "title": f"{{{_tex(brief.title)}}}",
        "author": " and ".join(f"{{{_tex(name)}}}" if " and " in name else _tex(name) for name in brief.author),
        "journal": _tex(brief.publisher or ""),
        "year": str(day.year) if day else "",
        "month": str(day.month) if day else "",
        "day": str(day.day) if day else "",
        "url": (safe_url(brief.source_url) or "").replace("{", "%7B").replace("}", "%7D"),
        "urldate": accessed.isoformat() if accessed else "",
        "language": _tex(brief.lang),
    }
    lines = [f"  {key} = {{{value}}},\n" for key, value in fields.items() if value]
    return f"@article{{{re.sub(r'[^A-Za-z0-9-]', '-', brief.made.id)},\n{''.join(lines)}}}\n"


def _tex(text: str) -> str:
    return _TEX_SPECIAL.sub(lambda match: _TEX[match[0]], " ".join(text.split()))


def plain(brief: Brief) -> str:
    """Return the article in one line, as a footnote has it."""
    authors = ", ".join(brief.author)
    title = f"“{brief.title}”" if brief.title.endswith((".", "?", "!", "…")) else f"“{brief.title}.”"
    where = ", ".join(part for part in (brief.publisher, date_text(brief.date)) if part)
    parts = (f"{authors}." if authors else "", title, f"{where}." if where else "", safe_url(brief.source_url) or "")
    return " ".join(part for part in parts if part)
