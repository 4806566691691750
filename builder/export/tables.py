"""The tables of an export: one value class for each, whose fields are the columns, and the rows of a collection."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from builder.brief import Brief
from builder.collection import Collection
from builder.pages.page import brief_path, url
from builder.pages.passages import anchor_of, plain_text


class Row(Struct, frozen=True, kw_only=True):
    """A row of one of the tables."""


class BriefRow(Row, frozen=True, kw_only=True):
    """A brief: what is known of its article, and the text as far as its rights allow."""

    id: str
    title: str
    date: str | None
    updated: str | None
    authors: tuple[str, ...]
    publisher: str | None
    agency: str | None
    source_url: str | None
    lang: str
    description: str | None
    summary: tuple[str, ...]
    tags: tuple[str, ...]
    rights: str
    text: Annotated[str, Meta(description="The whole text, or the excerpt that the rights allow, without markup.")]
    page: Annotated[str, Meta(description="The address of its page below that of the site.")]
    edited: Annotated[tuple[str, ...], Meta(description="The keys of the record that were corrected by hand.")]


class PersonRow(Row, frozen=True, kw_only=True):
    """A person of the collection."""

    id: str
    name: str
    also: Annotated[tuple[str, ...], Meta(description="Other names under which briefs mention the person.")]
    roles: Annotated[tuple[str, ...], Meta(description="Roles as printed, the most frequent first.")]
    briefs: Annotated[int, Meta(description="The number of briefs that mention the person.")]
    quotations: Annotated[int, Meta(description="The number of quotations, reported speech included.")]


class MentionRow(Row, frozen=True, kw_only=True):
    """A person in a brief, with their place in the order of prominence (from 1)."""

    brief: str
    person: str
    place: int


class CountryRow(Row, frozen=True, kw_only=True):
    """A country in a brief, with its place in the order of prominence (from 1)."""

    brief: str
    country: Annotated[str, Meta(description="A code of ISO 3166-1 alpha-2; XK for Kosovo.")]
    name: str
    place: int
    about: Annotated[bool, Meta(description="Whether the article is about the country, or only mentions it.")]
    mentions: int | None


class QuoteRow(Row, frozen=True, kw_only=True):
    """A quotation, or what somebody is reported to have said."""

    brief: str
    id: str
    kind: Annotated[str, Meta(description="'direct' or 'reported'.")]
    text: Annotated[str, Meta(description="Verbatim; ' … ' stands where the article interrupts it.")]
    withheld: Annotated[bool, Meta(description="Whether words in brackets, or initials, stand in place of others.")]
    person: Annotated[str | None, Meta(description="The id of the person who said it, where it is one.")]
    speaker: Annotated[str | None, Meta(description="Who said it, by name or as printed; empty where unknown.")]
    reason: str
    reason_text: Annotated[str, Meta(description="The reason in words.")]
    cue: str | None
    paragraph: int | None
    date: Annotated[str | None, Meta(description="The date of the brief.")]
    publisher: str | None
    page: Annotated[str, Meta(description="The address of the quotation below that of the site.")]


TABLES: Mapping[str, type[Row]] = {
    "briefs": BriefRow,
    "people": PersonRow,
    "mentions": MentionRow,
    "countries": CountryRow,
    "quotes": QuoteRow,
}


def in_order(collection: Collection) -> list[Brief]:
    """Return the briefs in the order in which an export gives them."""
    return sorted(collection.briefs, key=lambda brief: brief.path.as_posix())


def tables(collection: Collection) -> dict[str, Sequence[Row]]:
    """Return the rows of every table, in an order that depends on nothing but the collection."""
    briefs = in_order(collection)
    return {
        "briefs": [_brief(brief) for brief in briefs],
        "people": list(_people(collection)),
        "mentions": list(_mentions(collection)),
        "countries": [row for brief in briefs for row in _countries(brief, collection)],
        "quotes": quotes(collection),
    }


def quotes(collection: Collection) -> list["QuoteRow"]:
    """Return the rows of all quotations, brief by brief."""
    return [row for brief in in_order(collection) for row in _quotes(brief, collection)]


def _brief(brief: Brief) -> BriefRow:
    return BriefRow(
        id=brief.made.id,
        title=brief.title,
        date=brief.date,
        updated=brief.updated,
        authors=brief.author,
        publisher=brief.publisher,
        agency=brief.agency,
        source_url=brief.source_url,
        lang=brief.lang,
        description=brief.description,
        summary=brief.summary,
        tags=brief.tags,
        rights=brief.rights,
        text=plain_text(brief.body),
        page=url(brief_path(brief)),
        edited=tuple(sorted(brief.made.edited)),
    )


def _people(collection: Collection) -> Iterator[PersonRow]:
    for _, person in sorted(collection.people.items()):
        yield PersonRow(
            id=person.id,
            name=person.name,
            also=person.also,
            roles=tuple(role.text for role in person.roles),
            briefs=len(person.briefs),
            quotations=len(person.said),
        )


def _mentions(collection: Collection) -> Iterator[MentionRow]:
    rows = []
    for _, person in sorted(collection.people.items()):
        rows += [(brief.path.as_posix(), brief.everyone, brief.made.id, person.id) for brief in person.briefs]
    for _, everyone, brief_id, person_id in sorted(rows):
        place = everyone.index(person_id) + 1 if person_id in everyone else len(everyone)
        yield MentionRow(brief=brief_id, person=person_id, place=place)


def _countries(brief: Brief, collection: Collection) -> Iterator[CountryRow]:
    for place, code in enumerate(brief.countries, start=1):
        note = brief.made.countries.get(code)
        yield CountryRow(
            brief=brief.made.id,
            country=code,
            name=collection.countries[code].name,
            place=place,
            about=brief.is_about(code),
            mentions=note.mentions if note else None,
        )


def _quotes(brief: Brief, collection: Collection) -> Iterator[QuoteRow]:
    for quote in brief.quotes:
        who = collection.speaker(quote)
        yield QuoteRow(
            brief=brief.made.id,
            id=quote.id,
            kind="reported" if quote.reported else "direct",
            text=quote.text,
            withheld=quote.withheld,
            person=who.id if who else None,
            speaker=who.name if who else quote.speaker,
            reason=quote.reason,
            reason_text=quote.why,
            cue=quote.cue,
            paragraph=quote.paragraph,
            date=brief.date,
            publisher=brief.publisher,
            page=f"{url(brief_path(brief))}#{anchor_of(quote)}",
        )


def columns(table: str) -> Sequence[str]:
    """Return the names of a table's columns."""
    return TABLES[table].__struct_fields__
