"""The pages of the briefs, and the list of them all."""

import json
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from builder import citations, text_fragments
from builder.brief import Brief, BriefQuote
from builder.collection import Collection
from builder.days import date_text
from builder.markup import Inline, escape, safe_url
from builder.merge import ORDER
from builder.pages import annotations, reports, structured, versions
from builder.pages.around import Around, Surroundings
from builder.pages.page import (
    Draft,
    Entry,
    Front,
    Page,
    Section,
    brief_path,
    country_path,
    draft_pages,
    language_of,
    link,
    listing_meta,
    organisation_path,
    outlet_path,
    person_path,
    shape_of,
    table_cell,
    table_head,
    url,
    write_page,
)
from builder.pages.passages import anchor_of, body
from builder.rights import Shown, is_open, shown
from builder.texts import counted, group, say

# Places that stand under "Also named"; the record has them all.
ALSO_NAMED = 12


def drafts(collection: Collection, surroundings: Surroundings) -> Iterator[Draft]:
    """Draft the page of every brief, and the list of all."""
    for brief in collection.briefs:
        around = surroundings.around_brief(brief)
        named = around.people, around.countries, around.organisations
        again = [[report.shape for report in found] for found in around.reports.values()]
        shape = (
            brief.digest,
            named,
            [other.digest for other in around.others],
            around.links,
            again,
            [other.digest for other in around.versions],
        )
        yield Draft(brief_path(brief), shape, partial(_brief_page, brief, around))
    head = table_head("brief", "outlet", "date")
    rows = Section(None, collection.briefs, head, entry=_row, shape=shape_of)
    meta = listing_meta("briefs", "briefs", len(collection.briefs))
    yield from draft_pages("briefs/index.md", Front(meta["title"], None, lambda: meta, say("intros.briefs")), [rows])


def _row(brief: Brief) -> Entry:
    return lambda here: (
        f"| {table_cell(link(here, brief_path(brief), brief.title))} "
        f"| {table_cell(escape(brief.publisher or ''))} | {table_cell(escape(date_text(brief.date) or ''))} |"
    )


def _brief_page(brief: Brief, around: Around) -> Page:
    text = body(brief, around.links.get)
    notes = [_note(quote, brief, around, text.marked) for quote in brief.quotes]
    direct = [note for note, quote in zip(notes, brief.quotes, strict=True) if not quote.reported]
    reported = [note for note, quote in zip(notes, brief.quotes, strict=True) if quote.reported]
    meta = {
        "template": "brief.html",
        "title": brief.title,
        "description": " ".join(brief.summary[:1]) or brief.description or "",
        "jsonld": structured.of_brief(brief, around),
        "annotations": annotations.address(brief),
        **({"noindex": True} if brief.noindex else {}),
        "brief": {
            **_facts(brief),
            "same_text": [_same_text(other) for other in around.others],
            "versions": versions.of_brief(brief, around.versions),
            "people": [_person(brief, person_id, around) for person_id in brief.people],
            "countries": [_country(brief, code, around) for code in brief.countries if code in around.countries],
            "organisations": [_organisation(name, around) for name in brief.organisations],
            "places": list(brief.places[:ALSO_NAMED]),
            "quotes": [{**note, "n": number} for number, note in enumerate(direct, start=1)],
            "reported": [{**note, "n": number} for number, note in enumerate(reported, start=1)],
            **_about(brief),
            "cite": _citations(brief),
        },
    }
    return write_page(brief_path(brief), meta, text.markdown)


def _facts(brief: Brief) -> dict[str, Any]:
    name = brief.publisher
    return {
        "title": brief.title,
        "lang": language_of(brief),
        "outlet": {"name": name, "url": url(outlet_path(name))} if name else None,
        "date": brief.date,
        "date_text": date_text(brief.date),
        "updated_text": date_text(brief.updated) if date_text(brief.updated) != date_text(brief.date) else None,
        "authors": list(brief.author),
        "agency": brief.agency,
        "source_url": safe_url(brief.source_url),
        "rights": brief.rights,
        "excerpt": "" if is_open(brief.rights) else str(shown(brief.rights)),
        "summary": _summary(brief),
    }


def _same_text(other: Brief) -> dict[str, Any]:
    return {
        "title": other.title,
        "url": url(brief_path(other)),
        "outlet": other.publisher,
        "date_text": date_text(other.date),
    }


def _summary(brief: Brief) -> list[str]:
    """The summary; beside an excerpt without the sentences that stand there."""
    opening = "" if is_open(brief.rights) else Inline(brief.body).plain
    return [sentence for sentence in brief.summary if sentence not in opening]


def _person(brief: Brief, person_id: str, around: Around) -> dict[str, Any]:
    note = brief.person(person_id)
    who = around.people.get(person_id)
    return {
        "name": who.name if who else person_id,
        "url": url(person_path(person_id)),
        "role": note.roles[0] if note and note.roles else None,
        "count": note.mentions if note else None,
    }


def _country(brief: Brief, code: str, around: Around) -> dict[str, Any]:
    note = brief.made.countries.get(code)
    return {
        "code": code,
        "name": around.countries[code].name,
        "url": url(country_path(code)),
        "count": note.mentions if note else None,
        "subject": brief.is_about(code),
        "evidence": [evidence.shown for evidence in note.evidence] if note else [],
    }


def _organisation(name: str, around: Around) -> dict[str, Any]:
    body = around.organisations.get(name)
    return {"name": name, "url": url(organisation_path(body.id)) if body else None}


def _note(quote: BriefQuote, brief: Brief, around: Around, marked: frozenset[str]) -> dict[str, Any]:
    who = around.speaker(quote)
    note = brief.person(who.id) if who else None
    body = None if who else around.body_that_spoke(quote)
    source = safe_url(brief.source_url)
    return {
        "id": anchor_of(quote),
        "text": quote.shown,
        "cue": quote.cue if quote.reported else None,
        "speaker": who.name if who else quote.speaker,
        "speaker_url": url(person_path(who.id)) if who else url(organisation_path(body.id)) if body else None,
        "role": note.roles[0] if note and note.roles else None,
        "reason": quote.why,
        "passage": quote.id in marked,
        "source": text_fragments.link(source, quote) if source and not quote.withheld else None,
        **reports.of_quotation(around.reports.get(quote.id, ()), known=bool(who or body)),
    }


def _about(brief: Brief) -> dict[str, Any]:
    values = {"title": brief.title, "date": brief.date, "updated": brief.updated, "publisher": brief.publisher}
    values |= {"agency": brief.agency, "author": ", ".join(brief.author), "source_url": brief.source_url}
    values |= {"lang": brief.lang, "rights": brief.rights, "description": brief.description}
    return {
        "about": [
            {
                "label": say(f"fields.{key}"),
                "value": str(values.get(key) or ""),
                "from": came_from,
                "others": list(brief.made.disagreements.get(key, ())),
            }
            for key, came_from in brief.made.provenance.items()
            if key in group("fields") and values.get(key)
        ],
        "made_from": _article_name(brief.made.article or ""),
        "model": brief.made.model,
        "withheld": brief.withheld,
        "share": brief.made.share if shown(brief.rights) is Shown.EXCERPT else None,
        "edited": _edited(brief.made.edited),
        "problems": list(brief.made.problems),
    }


def _edited(names: Iterable[str]) -> list[str]:
    """Say what a person has set: "3 quotations", "title"."""
    counts = Counter(ORDER if name == ORDER else name.partition(".")[0] for name in names)
    plural = counts.pop("quotes", 0)
    quotations = [counted("quotations", plural)] if plural else []
    words = {**group("edited_fields"), ORDER: say("order_of_quotations")}
    return quotations + sorted(words.get(key, key) for key in counts)


def _citations(brief: Brief) -> list[dict[str, str]]:
    lines = ",\n".join(f" {_json(key)}: {_json(value)}" for key, value in citations.csl(brief).items())
    return [
        {"label": say("cite_text"), "text": citations.plain(brief)},
        {"label": "BibTeX", "text": citations.bibtex(brief).rstrip()},
        {"label": "CSL-JSON", "text": f"[{{\n{lines}\n}}]"},
    ]


_json = partial(json.dumps, ensure_ascii=False)


def _article_name(article: str) -> str:
    """Return what an article is called without its folders in the inbox: its file, and its name there if it has one."""
    file, mark, entry = article.partition("#")
    return posixpath.basename(file) + mark + entry


def dead_links(collection: Collection) -> Iterator[tuple[Brief, str]]:
    """Give the links in the texts of briefs that lead nowhere; on the pages their words stand without a link."""
    surroundings = Surroundings(collection)
    for brief in collection.briefs:
        yield from ((brief, target) for target, page in surroundings.links(brief).items() if page is None)
