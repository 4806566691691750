"""The queue for reviewers: what is doubtful in the record, the most consequential first, and how to settle it."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from builder import frontmatter
from builder.brief import Brief, BriefQuote
from builder.collection import Collection, Organisation, Person, Said
from builder.errors import UsageError
from builder.files import Workshop

# Reasons by which a speaker is given with less than certainty: the first are wrong most often.
DOUBTFUL = ("unknown", "paragraph-before", "continued", "pronoun", "same-paragraph", "continues", "role")

# A quotation of fewer words, of whom nobody is known to have said it, is most often a name or an irony.
FEWEST_WORDS = 4

# Metadata whose disagreements change what a page says.
_FIELDS = ("title", "date", "author", "publisher")


@dataclass(frozen=True, slots=True)
class Item:
    """One doubtful thing.

    `weight` orders the queue: how much of the site depends on it. `where` is the file, `passage` what it is about,
    `doubt` what is doubtful and why. `right` is the command that says that all is well, `wrong` the lines for
    `briefs/corrections.yml` or the brief that mend it.
    """

    kind: str
    weight: int
    where: str
    passage: str
    doubt: str
    right: str
    wrong: str


def queue(collection: Collection) -> list[Item]:
    """List what is doubtful, the most consequential first; what was reviewed or set by hand is not."""
    items = [item for brief in collection.briefs for item in _of_brief(brief, collection)]
    items += _of_utterances(collection)
    items += [item for person in collection.people.values() for item in _of_person(person, collection)]
    return sorted(items, key=lambda item: (-item.weight, item.where, item.passage))


def _of_brief(brief: Brief, collection: Collection) -> Iterator[Item]:
    where = f"briefs/{brief.path}"
    for quote in brief.quotes:
        if not quote.reported and quote.reason in DOUBTFUL and quote.id not in brief.review and _counts(quote):
            yield _of_quotation(quote, brief, collection)
    for name in _FIELDS:
        others = brief.made.disagreements.get(name)
        if others and name not in {*brief.made.edited, *brief.review}:
            value = ", ".join(brief.author) if name == "author" else str(getattr(brief, name) or "")
            yield Item(
                kind=name,
                weight=20,
                where=where,
                passage=value,
                doubt=f"the {name} may be another one: {'; '.join(others)}",
                right=f"briefs review --right {brief.made.id} {name}",
                wrong=f"change '{name}' in {where}",
            )


def _counts(quote: BriefQuote) -> bool:
    return quote.speaker is not None or len(quote.text.split()) >= FEWEST_WORDS


def _of_quotation(quote: BriefQuote, brief: Brief, collection: Collection) -> Item:
    who = collection.speaker(quote)
    name = who.name if who else quote.speaker or "unknown"
    correction = {"fix": "speaker", "brief": brief.made.id, "quote": quote.id, "speaker": "WHO"}
    return Item(
        kind="speaker",
        weight=10 * (len(DOUBTFUL) - DOUBTFUL.index(quote.reason)) + min(len(quote.text.split()), 50),
        where=f"briefs/{brief.path}",
        passage=f"{quote.prefix}{quote.text}{quote.suffix}",
        doubt=f"{name}: {quote.why}",
        right=f"briefs review --right {brief.made.id} {quote.id}",
        wrong=_one_line(correction),
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
        weight=60 + min(len(quote.text.split()), 50),
        where=f"briefs/{brief.path}",
        passage=f"{quote.prefix}{quote.text}{quote.suffix}",
        doubt=f"{who.name} says this here, and {other.name} in briefs/{first.brief.path}",
        right=f"briefs review --right {brief.made.id} {quote.id}",
        wrong=_one_line(correction),
    )


def _of_person(person: Person, collection: Collection) -> Iterator[Item]:
    """Somebody who may be two people, or one person who has two pages."""
    size = 30 + 5 * len(person.briefs)
    newest = person.briefs[0]
    if person.doubtful:
        split = {"fix": "split", "person": person.id, "briefs": [newest.made.id], "name": person.name, "id": "NEW-ID"}
        doubt = f"named in {len(person.briefs)} briefs that have nothing in common to tell whether it is one person"
        yield _person_item(person, size, f"{person.name} may be two people", doubt, _one_line(split))
    for other in person.maybe:
        if other in collection.people and person.id < other:
            merge = {"fix": "merge", "people": [person.id, other]}
            passage = f"{person.name} and {collection.people[other].name} may be one person"
            yield _person_item(person, size, passage, "the names are alike, and nothing says no", _one_line(merge))


def _person_item(person: Person, weight: int, passage: str, doubt: str, wrong: str) -> Item:
    return Item("person", weight, f"people/{person.id}", passage, doubt, "", wrong)


def _one_line(correction: Mapping[str, object]) -> str:
    written = yaml.safe_dump(correction, default_flow_style=True, allow_unicode=True, sort_keys=False, width=math.inf)
    return f"- {written.strip()}"


def mark_right(project_briefs: Path, brief: Brief, names: Iterable[str], workshop: Workshop) -> None:
    """Note in a brief that quotations or fields of it were reviewed and are right.

    Raises `UsageError` for a name that is neither.
    """
    known = {*_FIELDS, *(quote.id for quote in brief.quotes)}
    names = list(names)
    for name in names:
        if name not in known:
            raise UsageError(f"the brief has no quotation or field '{name}'; 'briefs review' prints what there is")
    path = project_briefs / brief.path
    document = frontmatter.parse(path.read_text(encoding="utf-8-sig"))
    reviewed = list(dict.fromkeys((*brief.review, *names)))
    blocks = {**document.blocks, "review": frontmatter.block("review", reviewed)}
    workshop.write(path, frontmatter.write(blocks, document.body))
