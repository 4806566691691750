"""The people of a collection: every person of every brief, with the id that pages know them by.

Ids in a brief are the article's own: slugs of the names printed there. `Identities.applied` is the one place where they
are turned into the collection's. A brief itself is never rewritten because another article arrived.

An id follows from the person's own evidence: it is the slug of the name in the oldest brief that prints more than the
surname. Where two people would have the same one, the one of the older brief keeps it and the other gets `-2`. So newer
articles rename nobody. A person may still get another id when an article arrives that is older than all others about
them and prints another name, that is the first to print more than a surname, that shows two people to be one (then the
older id stays), or one person to be two. A slug that a brief uses and that is nobody's id is kept in `moved`, so that
its old address can lead to the person.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from builder.brief import Brief, PersonNote, Text
from builder.corrections.kinds import AnyCorrection
from builder.identities.appearances import Appearance, appearances_of
from builder.identities.blocks import Blocks
from builder.identities.correcting import Corrected, corrected
from builder.identities.joining import Identity


@dataclass(frozen=True, slots=True)
class Identities:
    """Everybody, sorted by id; `local` leads from a brief's own ids to those, `moved` from slugs that are no ids.

    `nobody` gives a brief's own ids of what is no person, `names` the names given by hand, `unfit` the corrections
    that are about nothing that there is.
    """

    people: Mapping[str, Identity]
    local: Mapping[str, Mapping[str, str]]
    moved: Mapping[str, str]
    nobody: Mapping[str, frozenset[str]]
    names: Mapping[str, str]
    unfit: tuple[AnyCorrection, ...]

    def applied(self, brief: Brief) -> Brief:
        """Return a brief that speaks of its people by the ids of the collection: lists, notes, speakers and links."""
        brief = self._without_nobodies(brief)
        ids = {local: name for local, name in self.local.get(brief.path.as_posix(), {}).items() if local != name}
        if not ids:
            return brief
        return replace(
            brief,
            people=tuple(dict.fromkeys(ids.get(person, person) for person in brief.people)),
            quotes=tuple(replace(quote, speaker=ids.get(quote.speaker or "", quote.speaker)) for quote in brief.quotes),
            made=replace(brief.made, people=_notes(brief.made.people, ids)),
            text=_linked(brief.text, ids),
        )

    def _without_nobodies(self, brief: Brief) -> Brief:
        """Take out of a brief what is no person: what it is said to have said was said by something of that name."""
        gone = self.nobody.get(brief.path.as_posix(), frozenset())
        if not gone:
            return brief
        names = {local: note.name for local, note in brief.made.people.items() if local in gone}
        text = brief.text
        for local in sorted(gone):
            text = text.changed(rf"\[([^\]\[]*)\]\((?:\.\./)*people/{re.escape(local)}\.md\)", r"\g<1>")
        return replace(
            brief,
            people=tuple(person for person in brief.people if person not in gone),
            quotes=tuple(
                replace(quote, speaker=names.get(quote.speaker or "")) if quote.speaker in gone else quote
                for quote in brief.quotes
            ),
            made=replace(brief.made, people={key: n for key, n in brief.made.people.items() if key not in gone}),
            text=text,
        )


def identify(
    briefs: Iterable[Brief], corrections: Iterable[AnyCorrection] = (), known: Blocks | None = None
) -> Identities:
    """Find out who is who in all briefs together, and then make the corrections of it."""
    appearances = (appearance for brief in briefs for appearance in appearances_of(brief))
    return identify_appearances(appearances, corrections, known)


def identify_appearances(
    appearances: Iterable[Appearance], corrections: Iterable[AnyCorrection] = (), known: Blocks | None = None
) -> Identities:
    """Find out who is who; each block is joined by itself, so that a changed brief concerns its own blocks only."""
    blocks: defaultdict[str, list[Appearance]] = defaultdict(list)
    for appearance in appearances:
        blocks[appearance.block].append(appearance)
    known = known or Blocks()
    return named(corrected((person for key in sorted(blocks) for person in known.join(blocks[key])), corrections))


def named(found: Corrected) -> Identities:
    """Put the people of all blocks together."""
    ordered = {person.id: person for person in sorted(found.people, key=lambda person: person.id)}
    local: defaultdict[str, dict[str, str]] = defaultdict(dict)
    moved = dict(found.moved)
    nobody: defaultdict[str, set[str]] = defaultdict(set)
    for appearance in found.nobody:
        nobody[appearance.brief] |= {appearance.local, appearance.said or appearance.local}
    for person in ordered.values():
        for appearance in person.appearances:
            local[appearance.brief][appearance.local] = person.id
            if appearance.said:
                local[appearance.brief][appearance.said] = person.id
            if appearance.local not in ordered:
                moved.setdefault(appearance.local, person.id)
    gone = {brief: frozenset(ids) for brief, ids in nobody.items()}
    return Identities(ordered, dict(local), moved, gone, found.names, found.unfit)


def _linked(text: Text, ids: Mapping[str, str]) -> Text:
    """Lead the links to the new ids. A second slash marks what is done: one's new id may be another's old one."""
    for local, name in ids.items():
        text = text.changed(rf"(\]\((?:\.\./)*people/){re.escape(local)}(?=\.md\b)", rf"\g<1>/{name}")
    return text.changed(r"(\]\((?:\.\./)*people/)/", r"\g<1>")


def _notes(notes: Mapping[str, PersonNote], ids: Mapping[str, str]) -> dict[str, PersonNote]:
    """Put the notes under the new ids, and those on one person together."""
    renamed: dict[str, PersonNote] = {}
    for local, note in notes.items():
        name = ids.get(local, local)
        renamed[name] = _together(renamed[name], note) if name in renamed else note
    return renamed


def _together(one: PersonNote, other: PersonNote) -> PersonNote:
    seen = dict.fromkeys((*one.also, other.name, *other.also))
    return PersonNote(
        name=one.name,
        also=tuple(name for name in seen if name != one.name),
        roles=tuple(dict.fromkeys((*one.roles, *other.roles))),
        mentions=one.mentions + other.mentions,
    )
