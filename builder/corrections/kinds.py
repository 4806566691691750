"""The kinds of corrections: one value class for each, from which the schema for editors is made, too.

A correction names what it is about by ids that stay the same when a brief is built again: people by the name of their
page (`amadu-balde`), briefs by the `id` under their key `brief`, quotations by their `id`.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Words = Annotated[str, Meta(min_length=1, pattern=r"\S")]
PersonId = Annotated[str, Meta(pattern=r"^[^\W_]+(-[^\W_]+)*$", description="The last part of the person's address.")]
BriefId = Annotated[str, Meta(min_length=1, description="The brief's id: its file name without .md, as first made.")]
QuoteId = Annotated[str, Meta(min_length=1, description="The quotation's id, as its link ends: q1a2b3c4.")]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="The day of the correction, as 2025-11-30.")]
Code = Annotated[str, Meta(pattern=r"^[A-Z]{2}$", description="A code of ISO 3166-1, such as GE.")]


class Correction(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="fix", omit_defaults=True):
    """What all corrections may have: why, by whom, and when."""

    note: Annotated[str, Meta(description="Why. It is printed in the public list of corrections.")] | None = None
    by: Annotated[str, Meta(description="Who corrected it. It is printed, too.")] | None = None
    date: Day | None = None


class Merge(Correction, frozen=True, kw_only=True, tag="merge"):
    """Several entries are one person. The first id stays; the addresses of the others lead to it."""

    people: Annotated[tuple[PersonId, ...], Meta(min_length=2)]


class Split(Correction, frozen=True, kw_only=True, tag="split"):
    """The person so named in these briefs is somebody else, with a name and an entry of their own."""

    person: PersonId
    briefs: Annotated[tuple[BriefId, ...], Meta(min_length=1)]
    name: Words
    id: PersonId


class Rename(Correction, frozen=True, kw_only=True, tag="rename"):
    """A person is called otherwise. The address stays, unless `id` gives another: the old one then leads to it."""

    person: PersonId
    name: Words
    id: PersonId | None = None


class NotAPerson(Correction, frozen=True, kw_only=True, tag="not-a-person"):
    """What was taken for a person is none: in these briefs, or in all where none is named."""

    person: PersonId
    briefs: tuple[BriefId, ...] = ()


class SetSpeaker(Correction, frozen=True, kw_only=True, tag="speaker"):
    """A quotation was said by somebody else: the id of a person, the words for somebody unnamed, or `unknown`."""

    brief: BriefId
    quote: QuoteId
    speaker: Words


class NotAQuotation(Correction, frozen=True, kw_only=True, tag="not-a-quotation"):
    """What was taken for a quotation is none."""

    brief: BriefId
    quote: QuoteId


class NotTheSameWords(Correction, frozen=True, kw_only=True, tag="not-the-same-words"):
    """Two quotations that are alike are two utterances, and not two reports of one."""

    brief: BriefId
    quote: QuoteId
    other_brief: BriefId
    other_quote: QuoteId


class SetCountry(Correction, frozen=True, kw_only=True, tag="country"):
    """A brief is about a country, only mentions it, or has nothing to do with it (`none`)."""

    brief: BriefId
    country: Code
    role: Literal["about", "mentioned", "none"]


class SetRole(Correction, frozen=True, kw_only=True, tag="role"):
    """A role is wrong, or missing: `was` is taken out, `role` is put in; one of the two may be left out."""

    person: PersonId
    role: Words | None = None
    was: Words | None = None
    briefs: tuple[BriefId, ...] = ()


class MergeOrganisations(Correction, frozen=True, kw_only=True, tag="merge-organisations"):
    """Several names belong to one organisation. The first is the one that is shown."""

    organisations: Annotated[tuple[Words, ...], Meta(min_length=2)]


_Names = Annotated[
    tuple[Words, ...],
    Meta(description="Other words that give the person away: variants of the name, nicknames, an e-mail address."),
]


class Suppress(Correction, frozen=True, kw_only=True, tag="suppress"):
    """Something is published nowhere: a person's name, a brief, or one quotation of a brief."""

    person: PersonId | None = None
    names: _Names = ()
    brief: BriefId | None = None
    quote: QuoteId | None = None


class Initials(Correction, frozen=True, kw_only=True, tag="initials"):
    """A person is called by initials wherever they are named, and in the address of their page."""

    person: PersonId
    names: _Names = ()


AnyCorrection = (
    Merge
    | Split
    | Rename
    | NotAPerson
    | SetSpeaker
    | NotAQuotation
    | NotTheSameWords
    | SetCountry
    | SetRole
    | MergeOrganisations
    | Suppress
    | Initials
)
KINDS: tuple[type[Correction], ...] = AnyCorrection.__args__
