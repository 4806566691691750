"""The queue for reviewers: what is doubtful in the record, the most consequential first, and how to settle it."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from builder import frontmatter
from builder.brief import ADDED, EDITED, REVIEWED_FIELDS, Brief, BriefQuote, reviewable
from builder.collection import Collection, Organisation, Person, Said
from builder.errors import UsageError
from builder.files import Workshop
from builder.slugs import slug
from builder.versions import in_words, is_later, revision, since

# Reasons by which a speaker is given with less than certainty: the first are wrong most often.
DOUBTFUL = ("unknown", "paragraph-before", "continued", "pronoun", "same-paragraph", "continues", "role")

# A quotation of fewer words, of whom nobody is known to have said it, is most often a name or an irony.
FEWEST_WORDS = 4

# How consequential the kinds of doubts are; a speaker's grows with the doubt and with the length of what was said, a
# person's with the number of briefs.
_WORDS, _ATTRIBUTION, _PERSON, _METADATA, _DUPLICATE = 130, 60, 30, 20, 15


@dataclass(frozen=True, slots=True)
class Item:
    """One doubtful thing.

    `weight` orders the queue: how much of the site depends on it. `where` is the file, `passage` what it is about,
    `doubt` what is doubtful and why. `right` is the command that says that all is well, `remedy` the correction that
    mends it, or what to do. `about` is what it is about, whose page shows more.
    """

    kind: str
    weight: int
    where: str
    passage: str
    doubt: str
    right: str
    remedy: Mapping[str, Any] | str
    about: Said | Brief | Person

    @property
    def wrong(self) -> str:
        """The line for `briefs/corrections.yml` that mends it, or what to do."""
        if isinstance(self.remedy, str):
            return self.remedy
        line = yaml.safe_dump(self.remedy, default_flow_style=True, allow_unicode=True, sort_keys=False, width=math.inf)
        return f"- {line.strip()}"

    def row(self) -> dict[str, Any]:
        """Give it as the JSON object that `briefs review --json` prints."""
        names = ("kind", "weight", "where", "passage", "doubt", "right", "wrong")
        return {name: getattr(self, name) for name in names}


def queue(collection: Collection) -> list[Item]:
    """List what is doubtful, the most consequential first; what was reviewed or set by hand is not."""
    items = [item for brief in collection.briefs for item in _of_brief(brief, collection)]
    items += _of_utterances(collection)
    items += [*_of_versions(collection), *_of_copies(collection)]
    items += [item for person in collection.people.values() for item in _of_person(person, collection)]
    items += _of_duplicates(collection)
    return sorted(items, key=lambda item: (-item.weight, item.where, item.passage))


def _right(brief: Brief, name: str) -> str:
    return f"briefs review --right {brief.made.id} {name}"


def _of_brief(brief: Brief, collection: Collection) -> Iterator[Item]:
    for quote in brief.quotes:
        if quote.id in brief.review:
            continue
        if quote.words == EDITED:
            yield _of_words(quote, brief)
        elif quote.words != ADDED and not quote.reported and quote.reason in DOUBTFUL and _counts(quote):
            yield _of_quotation(quote, brief, collection)
    for name in REVIEWED_FIELDS:
        others = brief.made.disagreements.get(name)
        if others and name not in {*brief.made.edited, *brief.review}:
            yield _of_field(name, others, brief)


def _of_field(name: str, others: Iterable[str], brief: Brief) -> Item:
    return Item(
        kind=name,
        weight=_METADATA,
        where=f"briefs/{brief.path}",
        passage=", ".join(brief.author) if name == "author" else str(getattr(brief, name) or ""),
        doubt=f"the {name} may be another one: {'; '.join(others)}",
        right=_right(brief, name),
        remedy=f"change '{name}' in briefs/{brief.path}",
        about=brief,
    )


def _counts(quote: BriefQuote) -> bool:
    return quote.speaker is not None or len(quote.text.split()) >= FEWEST_WORDS


def _of_words(quote: BriefQuote, brief: Brief) -> Item:
    return Item(
        kind="words",
        weight=_WORDS,
        where=f"briefs/{brief.path}",
        passage=quote.text,
        doubt="the words were edited by hand, and are not those of the article",
        right=_right(brief, quote.id),
        remedy=f"briefs accept {brief.made.id} quotes.{quote.id}.text",
        about=Said(brief, quote),
    )


def _of_quotation(quote: BriefQuote, brief: Brief, collection: Collection) -> Item:
    who = collection.speaker(quote)
    name = who.name if who else quote.speaker or "unknown"
    return Item(
        kind="speaker",
        weight=10 * (len(DOUBTFUL) - DOUBTFUL.index(quote.reason)) + min(len(quote.text.split()), 50),
        where=f"briefs/{brief.path}",
        passage=f"{quote.prefix}{quote.text}{quote.suffix}",
        doubt=f"{name}: {quote.why}",
        right=_right(brief, quote.id),
        remedy={"fix": "speaker", "brief": brief.made.id, "quote": quote.id, "speaker": "WHO"},
        about=Said(brief, quote),
    )


def _of_utterances(collection: Collection) -> Iterator[Item]:
    """Words that several briefs have, and that one of them attributes to somebody else than the oldest."""
    for (path, name), reports in collection.utterances.items():
        known = [(said, who) for said in reports if (who := collection.source(said.quote))]
        for said, who in known:
            if (
                (said.brief.path, said.quote.id) == (path, name)
                and who != known[0][1]
                and name not in said.brief.review
            ):
                yield _of_utterance(said, who, *known[0])


def _of_utterance(said: Said, who: Person | Organisation, first: Said, other: Person | Organisation) -> Item:
    brief, quote = said.brief, said.quote
    correction = {"fix": "speaker", "brief": brief.made.id, "quote": quote.id, "speaker": other.id}
    return Item(
        kind="attribution",
        weight=_ATTRIBUTION + min(len(quote.text.split()), 50),
        where=f"briefs/{brief.path}",
        passage=f"{quote.prefix}{quote.text}{quote.suffix}",
        doubt=f"{who.name} says this here, and {other.name} in briefs/{first.brief.path}",
        right=_right(brief, quote.id),
        remedy=correction,
        about=said,
    )


def _of_versions(collection: Collection) -> Iterator[Item]:
    """Versions of an article whose quotations differ, at the later one."""
    for brief in collection.briefs:
        for other in collection.versions.get(brief.path, ()):
            found = revision(other, brief)
            if is_later(brief, other) and other.made.id not in brief.review and found.is_any:
                yield Item(
                    kind="version",
                    weight=_METADATA,
                    where=f"briefs/{brief.path}",
                    passage=brief.title,
                    doubt=f"another version of briefs/{other.path}: {in_words(found)}",
                    right=_right(brief, other.made.id),
                    remedy=f"change 'source_url' in briefs/{brief.path}, if it is another article",
                    about=brief,
                )


def _of_copies(collection: Collection) -> Iterator[Item]:
    """Earlier copies of an article whose quotations are other ones."""
    for brief in collection.briefs:
        for version in brief.made.versions:
            found = since(version, brief)
            if found.is_any and version.text_hash not in brief.review:
                yield Item(
                    kind="version",
                    weight=_METADATA,
                    where=f"briefs/{brief.path}",
                    passage=brief.title,
                    doubt=f"since an earlier copy, articles/{version.article}: {in_words(found)}",
                    right=_right(brief, version.text_hash),
                    remedy=f"change 'source_url' in briefs/{brief.path}, if that was another article",
                    about=brief,
                )


def _of_person(person: Person, collection: Collection) -> Iterator[Item]:
    """Somebody who may be two people, or one person who has two pages.

    That it is right is noted in the newest brief on the person, so that it is asked again when there is another one.
    """
    newest = person.briefs[0]
    if person.doubtful and person.id not in newest.review:
        split = {"fix": "split", "person": person.id, "briefs": [newest.made.id], "name": person.name, "id": "NEW-ID"}
        doubt = f"named in {len(person.briefs)} briefs that have nothing in common to tell whether it is one person"
        yield _person_item(person, f"{person.name} may be two people", doubt, person.id, split)
    for other in person.maybe:
        if other in collection.people and person.id < other and other not in newest.review:
            merge = {"fix": "merge", "people": [person.id, other]}
            passage = f"{person.name} and {collection.people[other].name} may be one person"
            yield _person_item(person, passage, "the names are alike, and nothing says no", other, merge)


def _person_item(person: Person, passage: str, doubt: str, name: str, remedy: Mapping[str, Any]) -> Item:
    weight = _PERSON + 5 * len(person.briefs)
    right = _right(person.briefs[0], name)
    return Item("person", weight, f"people/{person.id}", passage, doubt, right, remedy, person)


def _of_duplicates(collection: Collection) -> Iterator[Item]:
    """Pairs of briefs that may tell one story twice: one text in one outlet, or one title on one day."""
    by_title: dict[tuple[str, str], list[Brief]] = {}
    for brief in collection.briefs:
        by_title.setdefault((slug(brief.title), (brief.date or "")[:10]), []).append(brief)
        for other in collection.same_texts.get(brief.path, ()):
            if brief.path < other.path and _may_be_one_outlet(brief, other):
                yield from _pair(brief, other, "the two have the same text")
    for (_, day), briefs in by_title.items():
        first, *others = sorted(briefs, key=lambda brief: brief.path)
        for other in others if day else ():
            if other not in collection.same_texts.get(first.path, ()) and _may_be_one_outlet(first, other):
                yield from _pair(first, other, "the two have the same title and date")


def _may_be_one_outlet(one: Brief, other: Brief) -> bool:
    return not one.publisher or not other.publisher or slug(one.publisher) == slug(other.publisher)


def _pair(one: Brief, other: Brief, doubt: str) -> Iterator[Item]:
    if other.made.id not in one.review:
        yield Item(
            kind="duplicate",
            weight=_DUPLICATE,
            where=f"briefs/{one.path}",
            passage=f"“{one.title}” may be told twice: briefs/{one.path} and briefs/{other.path}",
            doubt=doubt,
            right=_right(one, other.made.id),
            remedy=f"delete one of the two files, and the article {other.made.article or ''}".rstrip(),
            about=other,
        )


def mark_right(folder: Path, brief: Brief, names: Iterable[str], collection: Collection, workshop: Workshop) -> None:
    """Note in a brief that quotations, fields or people of it were reviewed and are right.

    What was found right is noted with it: should the machine say something else one day, it is asked about again.
    Raises `UsageError` for a name that is none of these.
    """
    names = list(names)
    known = {*REVIEWED_FIELDS, *(quote.id for quote in brief.quotes), *collection.people}
    known |= {*(other.made.id for other in collection.briefs), *(each.text_hash for each in brief.made.versions)}
    for name in names:
        if name not in known:
            raise UsageError(f"the brief has no quotation or field '{name}'; 'briefs review' prints what there is")
    path = folder / brief.path
    document = frontmatter.parse(path.read_text(encoding="utf-8-sig"))
    found_right = reviewable(document.values)
    noted = [{name: found_right[name]} if name in found_right else name for name in names]
    before = document.values.get("review")
    reviewed = [*(before if isinstance(before, list) else []), *noted]
    kept = [entry for number, entry in enumerate(reviewed) if entry not in reviewed[:number]]
    blocks = {**document.blocks, "review": frontmatter.block("review", kept)}
    workshop.write(path, frontmatter.write(blocks, document.body))
