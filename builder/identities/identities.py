"""The people of a collection: every person of every brief, with the id that pages know them by.

Ids in a brief are the article's own: slugs of the names printed there. `Identities.applied` is the one place where they
are turned into the collection's. A brief itself is never rewritten because another article arrived.

An id follows from the person's own evidence: it is the slug of the name in the person's oldest brief. Where two people
would have the same one, the one of the older brief keeps it and the other gets `-2`. So newer articles rename nobody.
A person may still get another id when an article arrives that is older than all others about them and prints another
name, that shows two people to be one (then the older id stays), or one person to be two. A slug that a brief uses and
that is nobody's id is kept in `moved`, so that its old address can lead to the person.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from builder.brief import Brief, PersonNote, Text
from builder.identities.appearances import Appearance, appearances_of
from builder.identities.joining import Identity, join


@dataclass(frozen=True, slots=True)
class Identities:
    """Everybody, sorted by id; `local` leads from a brief's own ids to those, `moved` from slugs that are no ids."""

    people: Mapping[str, Identity]
    local: Mapping[str, Mapping[str, str]]
    moved: Mapping[str, str]

    def applied(self, brief: Brief) -> Brief:
        """Return a brief that speaks of its people by the ids of the collection: lists, notes, speakers and links."""
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


def identify(briefs: Iterable[Brief]) -> Identities:
    """Find out who is who in all briefs together."""
    return identify_appearances(appearance for brief in briefs for appearance in appearances_of(brief))


def identify_appearances(appearances: Iterable[Appearance]) -> Identities:
    """Find out who is who; each block is joined by itself, so that a changed brief concerns its own blocks only."""
    blocks: defaultdict[str, list[Appearance]] = defaultdict(list)
    for appearance in appearances:
        blocks[appearance.block].append(appearance)
    # Merges, splits and new names that a person asks for apply here, between joining and naming the people.
    return named(person for key in sorted(blocks) for person in join(blocks[key]))


def named(people: Iterable[Identity]) -> Identities:
    """Put the people of all blocks together."""
    ordered = {person.id: person for person in sorted(people, key=lambda person: person.id)}
    local: defaultdict[str, dict[str, str]] = defaultdict(dict)
    moved: dict[str, str] = {}
    for person in ordered.values():
        for appearance in person.appearances:
            local[appearance.brief][appearance.local] = person.id
            if appearance.said:
                local[appearance.brief][appearance.said] = person.id
            if appearance.local not in ordered:
                moved.setdefault(appearance.local, person.id)
    return Identities(ordered, dict(local), moved)


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
