"""A collection without what its corrections withhold: done once, before anything is made of it.

A name in full is replaced wherever it stands, also where it is a namesake's, whose page goes with it: nobody could tell
the two apart. A surname or another short name is replaced in the briefs that name the person; everywhere else only if
nobody and nothing that is shown is called so, and no text has it in small letters, where it is a word.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec
from msgspec import Struct

from builder.brief import Brief
from builder.corrections.corrections import Corrections
from builder.corrections.kinds import AnyCorrection, Initials, Suppress
from builder.corrections.reading import Entry
from builder.identities import Identities
from builder.withholding import passages
from builder.withholding.briefs import redacted
from builder.withholding.forms import Form, Forms, Kind
from builder.withholding.names import Person
from builder.withholding.people import people, without
from builder.withholding.short_names import Bearers

# What the public list of corrections knows of the ids of what is withheld.
_SOMEBODY = "withheld"


@dataclass(frozen=True, slots=True)
class Withheld:
    """Briefs and people without what is withheld.

    `forms` must stand nowhere in what is published. `corrections` are those that may be listed in public. `unfit` are
    the corrections that are about nothing that there is.
    """

    briefs: tuple[Brief, ...]
    who: Identities
    corrections: tuple[AnyCorrection, ...]
    forms: tuple[Form, ...] = ()
    unfit: tuple[AnyCorrection, ...] = ()


@dataclass(slots=True)
class _Sought:
    """Forms that are looked for everywhere, and those that are looked for in one brief only, by its path."""

    everywhere: list[Form] = field(default_factory=list)
    local: defaultdict[str, list[Form]] = field(default_factory=lambda: defaultdict(list))
    _made: dict[tuple[Form, ...], Forms] = field(default_factory=dict)

    def forms_of(self, path: str) -> Forms:
        """Give all forms that are looked for in a brief; of any other path those that are looked for everywhere."""
        every = (*self.everywhere, *self.local.get(path, ()))
        if every not in self._made:
            self._made[every] = Forms(every)
        return self._made[every]


def suppressed(corrections: Corrections) -> frozenset[str]:
    """The ids of the briefs that are published nowhere."""
    suppress = (one for one in corrections.all if isinstance(one, Suppress) and one.quote is None)
    return frozenset(one.brief for one in suppress if one.brief)


def withhold(
    briefs: Iterable[Brief], who: Identities, corrections: Corrections, dropped: Iterable[Brief] = ()
) -> Withheld:
    """Take out of briefs, which speak of people by the collection's ids, what the corrections withhold.

    `dropped` are the briefs that are left out already because they are published nowhere.
    """
    briefs, dropped = tuple(briefs), tuple(dropped)
    entries = [entry for entry in corrections.entries if isinstance(entry.correction, Suppress | Initials)]
    if not entries:
        return Withheld(briefs, who, corrections.all)
    sought = _Sought()
    shown = [_without_quotations(brief, entries, sought) for brief in briefs]
    gone = {person.key: person for person in people(entries, who)}
    if gone:
        _name(gone.values(), shown, who, sought)
    addresses = [form for person in gone.values() for form in person.addresses]
    addresses += [form for brief in dropped for form in _addresses(brief, entries)]
    return Withheld(
        briefs=tuple(redacted(brief, sought.forms_of(brief.path.as_posix()), gone) for brief in shown),
        who=without(who, gone, sought.forms_of),
        corrections=tuple(_public(corrections.all, sought.forms_of(""), suppressed(corrections))),
        forms=(*sought.everywhere, *addresses),
        unfit=tuple(_unfit(entries, (*briefs, *dropped), who)),
    )


def _without_quotations(brief: Brief, entries: Iterable[Entry], sought: _Sought) -> Brief:
    """Take the quotations out of a brief that are withheld, and note their words."""
    for entry in entries:
        correction = entry.correction
        if isinstance(correction, Suppress) and correction.brief == brief.made.id and correction.quote:
            gone = [quote for quote in brief.quotes if quote.id == correction.quote]
            for form in (form for quote in gone for form in passages.forms_of(quote, entry.line)):
                (sought.everywhere if passages.is_telling(form) else sought.local[brief.path.as_posix()]).append(form)
            brief = passages.without(brief, gone)
    return brief


def _name(gone: Iterable[Person], briefs: Sequence[Brief], who: Identities, sought: _Sought) -> None:
    """Note the forms of names: those that mean a person anywhere, and those that do so in some briefs."""
    gone = list(gone)
    bearers = Bearers(briefs, who, gone)
    for person in gone:
        sought.everywhere += person.full
        for form in (*person.longer, *person.short):
            if bearers.is_only(form):
                sought.everywhere.append(form)
            else:
                for path in bearers.briefs_with_only(form, person):
                    sought.local[path].append(form)


def _addresses(brief: Brief, entries: Iterable[Entry]) -> Iterator[Form]:
    """The address of the page of a brief, and its id."""
    line = next(entry.line for entry in entries if getattr(entry.correction, "brief", None) == brief.made.id)
    path = brief.path.as_posix().removesuffix(".md")
    yield Form(f"briefs/{path}", Kind.ADDRESS, "", line)
    if "-" in brief.made.id:
        yield Form(brief.made.id, Kind.ADDRESS, "", line)


def _public(corrections: Iterable[AnyCorrection], forms: Forms, dropped: frozenset[str]) -> Iterator[AnyCorrection]:
    """Give the corrections that may be listed: of those that withhold that they do, of others none that tells what."""
    for correction in corrections:
        if isinstance(correction, Suppress | Initials):
            yield _without_ids(correction, forms)
        elif not dropped.intersection(_briefs_of(correction)) and not any(map(forms.holds, _texts(correction))):
            yield correction


def _briefs_of(correction: AnyCorrection) -> Iterator[str]:
    """Give the ids of the briefs that a correction is about."""
    for key in ("brief", "other_brief"):
        if named := getattr(correction, key, None):
            yield named
    yield from getattr(correction, "briefs", ())


def _without_ids(correction: Suppress | Initials, forms: Forms) -> AnyCorrection:
    """Tell of a correction only what kind it is and when it was made, and why if that gives nothing away."""
    ids = {key: _SOMEBODY for key in ("person", "brief", "quote") if getattr(correction, key, None)}
    said = {key: text for key in ("note", "by") if (text := getattr(correction, key)) and not forms.holds(text)}
    return msgspec.structs.replace(correction, **{"note": None, "by": None, "names": (), **ids, **said})


def _texts(value: object) -> Iterator[str]:
    """Give all texts in a correction."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Struct):
        yield from _texts(msgspec.structs.astuple(value))
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)


def _unfit(entries: Iterable[Entry], briefs: Iterable[Brief], who: Identities) -> Iterator[AnyCorrection]:
    """Give the corrections that withhold nothing that there is; their names are looked for all the same."""
    quotes = {brief.made.id: {quote.id for quote in brief.quotes} for brief in briefs}
    named = {*who.people, *who.moved, *(person for brief in briefs for person in brief.people)}
    for entry in entries:
        match entry.correction:
            case Suppress(brief=str() as brief, quote=quote) if quote:
                is_there = quote in quotes.get(brief, ())
            case Suppress(brief=str() as brief):
                is_there = brief in quotes
            case Suppress(person=person) | Initials(person=person):
                is_there = person in named
        if not is_there:
            yield entry.correction
