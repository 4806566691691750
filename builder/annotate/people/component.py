"""The people of an article, with their mentions and roles.

Two passes. Full names first: candidates of two words or more become people, joined where one can be a form of another.
Then every other run of capitals in the text is held against the people's short forms, whatever the model tagged it as;
what is left and accepted becomes a person of one name. A short form that several people bear goes to the one it must
mean, or to none: a wrong merge is worse than a missed mention.
"""

from collections import Counter
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from builder.annotate.context import set_extension
from builder.annotate.people import personhood
from builder.annotate.people.candidates import Tokens, find_candidates
from builder.annotate.people.grouping import group
from builder.annotate.people.prominence import prominence
from builder.annotate.people.roles import roles_of
from builder.annotations import Person
from builder.slugs import slug

set_extension("people", ())


@Language.component("briefs_people", assigns=["doc._.people"], requires=["doc.ents"])
def annotate_people(doc: Doc) -> Doc:
    """Set `doc._.people`: the people of the text, most prominent first."""
    doc._.people = find_people(doc)
    return doc


def find_people(doc: Doc) -> tuple[Person, ...]:
    """The people of a parsed text, most prominent first (see `prominence`).

    Ids are slugs of the names; a second person of the same name gets `-2`.
    """
    title = doc._.context.title or ""
    text = doc.text  # spaCy builds it anew each time
    tokens = Tokens(doc, text)
    candidates = find_candidates(tokens)
    named = personhood.find_people(candidates, tokens, doc._.context.publisher or "")
    drafts = sorted(group(text, candidates, named), key=lambda draft: prominence(draft, title))
    shared = Counter(draft.canonical for draft in drafts)
    ids: Counter[str] = Counter()
    people = []
    for draft in drafts:
        name = draft.canonical if shared[draft.canonical] == 1 else draft.honoured
        ids[slug(name)] += 1
        number = ids[slug(name)]
        people.append(
            Person(
                id=slug(name) if number == 1 else f"{slug(name)}-{number}",
                name=name,
                mentions=draft.spans,
                roles=roles_of(doc, text, draft.spans),
            )
        )
    return tuple(people)


def person_at(people: Iterable[Person], start: int, end: int) -> Person | None:
    """The person with a mention that overlaps the characters `start:end`, if any."""
    for person in people:
        if any(s < end and start < e for s, e in person.mentions):
            return person
    return None
