"""The command `briefs correct`: writes the common corrections into `briefs/corrections.yml`."""

import difflib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from builder.brief import Brief
from builder.build import gathered
from builder.collection import Collection as Briefs
from builder.corrections import kinds, reading
from builder.corrections.kinds import Correction
from builder.errors import RecordError, UsageError
from builder.files import Workshop
from builder.gazetteer import COUNTRY_CODES
from builder.settings import Project, find_project
from builder.slugs import slug


@click.group(short_help="Correct what the machine got wrong.")
def correct() -> None:
    """Write a correction into briefs/corrections.yml, where you can also change it or take it out again.

    PERSON is the last part of the address of a person's page, such as amadu-balde. BRIEF is the name
    of a brief's file without .md, QUOTE what the address of a quotation ends with, such as q1a2b3c4.
    """


def _command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a command of a function, with the options that all corrections have."""

    def made(function: Callable[..., Any]) -> click.Command:
        for option in (
            click.option("--by", help="Who corrects it. It is published with the correction."),
            click.option("--note", help="Why. It is published with the correction."),
        ):
            function = option(function)
        return correct.command(name)(function)

    return made


_IN = click.option("--in", "briefs", multiple=True, metavar="BRIEF", help="Only in this brief; may be repeated.")


@_command("merge")
@click.argument("people", nargs=-1, required=True, metavar="PERSON PERSON ...")
def merge(people: tuple[str, ...], **said: str | None) -> None:
    """Several entries are one person: the first stays, the addresses of the others lead to it."""
    if len(set(people)) < 2:
        raise UsageError("name two people or more: the first is the one that stays")
    known = known_here()
    _write(known.project, kinds.Merge(people=tuple(map(known.person, dict.fromkeys(people))), **_said(said)))


@_command("split")
@click.argument("person")
@click.argument("name")
@click.option("--in", "briefs", multiple=True, required=True, metavar="BRIEF", help="A brief; may be given repeatedly.")
@click.option("--id", "new_id", help="The last part of the new person's address; by default made of the name.")
def split(person: str, name: str, briefs: tuple[str, ...], new_id: str | None, **said: str | None) -> None:
    """The person so named in some briefs is somebody else, called NAME."""
    known = known_here()
    correction = kinds.Split(
        person=known.person(person),
        briefs=tuple(known.brief(brief).made.id for brief in briefs),
        name=name,
        id=known.free_id(new_id or name),
        **_said(said),
    )
    _write(known.project, correction)


@_command("rename")
@click.argument("person")
@click.argument("name")
@click.option("--id", "new_id", help="Another last part for the address; the old address leads to it.")
def rename(person: str, name: str, new_id: str | None, **said: str | None) -> None:
    """A person is called NAME."""
    known = known_here()
    fresh = known.free_id(new_id) if new_id else None
    _write(known.project, kinds.Rename(person=known.person(person), name=name, id=fresh, **_said(said)))


@_command("not-a-person")
@click.argument("person")
@_IN
def not_a_person(person: str, briefs: tuple[str, ...], **said: str | None) -> None:
    """What was taken for a person is none."""
    known = known_here()
    where = tuple(known.brief(brief).made.id for brief in briefs)
    _write(known.project, kinds.NotAPerson(person=known.person(person), briefs=where, **_said(said)))


@_command("speaker")
@click.argument("brief")
@click.argument("quote")
@click.argument("speaker")
def speaker(brief: str, quote: str, speaker: str, **said: str | None) -> None:
    """A quotation was said by SPEAKER: a PERSON, words such as "a sailor", or unknown."""
    known = known_here()
    where = known.brief(brief)
    found = kinds.SetSpeaker(brief=where.made.id, quote=known.quote(where, quote), speaker=speaker, **_said(said))
    _write(known.project, found)


@_command("not-a-quotation")
@click.argument("brief")
@click.argument("quote")
def not_a_quotation(brief: str, quote: str, **said: str | None) -> None:
    """What was taken for a quotation is none."""
    known = known_here()
    where = known.brief(brief)
    _write(known.project, kinds.NotAQuotation(brief=where.made.id, quote=known.quote(where, quote), **_said(said)))


@_command("not-the-same-words")
@click.argument("brief")
@click.argument("quote")
@click.argument("other_brief")
@click.argument("other_quote")
def not_the_same_words(brief: str, quote: str, other_brief: str, other_quote: str, **said: str | None) -> None:
    """Two quotations that are alike are two utterances, and not two reports of one."""
    known = known_here()
    here, there = known.brief(brief), known.brief(other_brief)
    correction = kinds.NotTheSameWords(
        brief=here.made.id,
        quote=known.quote(here, quote),
        other_brief=there.made.id,
        other_quote=known.quote(there, other_quote),
        **_said(said),
    )
    if (correction.brief, correction.quote) == (correction.other_brief, correction.other_quote):
        raise UsageError(
            "name two quotations: a brief and a quotation in it, then the other brief and the other quotation"
        )
    _write(known.project, correction)


@_command("country")
@click.argument("brief")
@click.argument("country")
@click.argument("role", type=click.Choice(["about", "mentioned", "none"]))
def country(brief: str, country: str, role: Any, **said: str | None) -> None:
    """A brief is about a country (a code such as GE), only mentions it, or has nothing to do with it."""
    code = country.upper()
    if code not in COUNTRY_CODES:
        raise UsageError(f"'{country}' is no code of ISO 3166-1, such as GE")
    known = known_here()
    _write(known.project, kinds.SetCountry(brief=known.brief(brief).made.id, country=code, role=role, **_said(said)))


@_command("role")
@click.argument("person")
@click.option("--is", "role", help="A role to put in.")
@click.option("--was", help="A role to take out, as it is printed on the person's page.")
@_IN
def role(person: str, role: str | None, was: str | None, briefs: tuple[str, ...], **said: str | None) -> None:
    """A person's role is wrong, or missing."""
    if role is None and was is None:
        raise UsageError("say which role to put in (--is), which to take out (--was), or both")
    known = known_here()
    where = tuple(known.brief(brief).made.id for brief in briefs)
    found = kinds.SetRole(person=known.person(person), role=role, was=was, briefs=where, **_said(said))
    _write(known.project, found)


@_command("merge-organisations")
@click.argument("organisations", nargs=-1, required=True, metavar="NAME NAME ...")
def merge_organisations(organisations: tuple[str, ...], **said: str | None) -> None:
    """Several names belong to one organisation: the first is the one that is shown, also if no brief has it."""
    if len(set(organisations)) < 2:
        raise UsageError("give two names or more: the first is the one that is shown")
    known = known_here()
    first, *others = organisations
    found = kinds.MergeOrganisations(organisations=(first, *map(known.organisation, others)), **_said(said))
    _write(known.project, found)


@_command("suppress")
@click.option("--person", help="A person, whose name is to stand nowhere.")
@click.option("--brief", metavar="BRIEF", help="A brief that is not to be published.")
@click.option("--quote", help="Only this quotation of the brief.")
@click.option("--name", "names", multiple=True, help="Another word that gives the person away; may be repeated.")
def suppress(
    person: str | None, brief: str | None, quote: str | None, names: tuple[str, ...], **said: str | None
) -> None:
    """Publish nothing of a person's name, of a brief, or of a quotation. The list of corrections tells no names."""
    if (person is None) == (brief is None):
        raise UsageError("say what to suppress: either --person PERSON, or --brief BRIEF with or without --quote QUOTE")
    if (quote is not None and brief is None) or (names and person is None):
        raise UsageError("--quote goes with --brief, and --name with --person")
    known = known_here()
    where = known.brief(brief) if brief else None
    correction = kinds.Suppress(
        person=known.person(person) if person else None,
        names=names,
        brief=where.made.id if where else None,
        quote=known.quote(where, quote) if where and quote else None,
        **_said(said),
    )
    _write(known.project, correction)


@_command("initials")
@click.argument("person")
@click.option("--name", "names", multiple=True, help="Another word that gives the person away; may be repeated.")
def initials(person: str, names: tuple[str, ...], **said: str | None) -> None:
    """Call a person by initials wherever they are named."""
    known = known_here()
    _write(known.project, kinds.Initials(person=known.person(person), names=names, **_said(said)))


def _said(said: dict[str, str | None]) -> dict[str, Any]:
    return {**said, "date": date.today().isoformat()}


@dataclass(frozen=True, slots=True)
class Known:
    """What there is in a collection, so that a slip of the pen is found before it is written down."""

    project: Project
    collection: Briefs

    def person(self, person: str) -> str:
        """Return a person's id. Raises `UsageError` for one whom no brief names."""
        return one_of(slug(person), self.collection.people, "person", person)

    def free_id(self, name: str) -> str:
        """Return the id for a new person. Raises `UsageError` if somebody has it."""
        if slug(name) in self.collection.people:
            raise UsageError(f"there is somebody with the id '{slug(name)}': give another one with --id")
        return slug(name)

    def organisation(self, name: str) -> str:
        """Return an organisation's name. Raises `UsageError` for one that no brief names."""
        bodies = self.collection.bodies
        printed = [name for body in bodies.known.values() for name in (body.name, *body.also)]
        return name if bodies.id_of(name) else one_of(name, printed, "organisation", name)

    def brief(self, brief: str) -> Brief:
        """Return a brief by its id, or by its file's name or path."""
        stem = Path(brief).name.removesuffix(".md")
        by_id = {found.made.id: found for found in self.collection.briefs}
        by_file = {found.path.stem: found for found in self.collection.briefs}
        return by_id.get(stem) or by_file[one_of(stem, by_file, "brief", brief)]

    def quote(self, brief: Brief, quote: str) -> str:
        """Return the id of a quotation in a brief, given that or its link."""
        ids = [found.id for found in brief.quotes]
        return one_of(quote.rpartition("#")[2].removeprefix("note-"), ids, "quotation", quote)


def known_here() -> Known:
    """Return what there is in the collection that one stands in."""
    project = find_project(Path.cwd())
    return Known(project, gathered(project, published=False)[0])


def one_of(key: str, known: Collection[str], noun: str, written: str) -> str:
    """Return a key that is known. Raises `UsageError`, with what is written alike, for any other."""
    if key in known:
        return key
    near = _near(key, known)
    raise UsageError(f"there is no {noun} '{written}'{f'; did you mean {near}?' if near else ''}")


def _near(key: str, known: Iterable[str]) -> str:
    return " or ".join(difflib.get_close_matches(key, known, n=3))


def _write(project: Project, correction: Correction) -> None:
    """Add a correction to the file, and the schema beside it, by which editors check what is written by hand."""
    path = project.briefs / reading.NAME
    workshop = Workshop(project.state)
    with workshop.opened():
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        try:
            workshop.write(path, reading.added(text, correction))
        except RecordError as error:
            raise UsageError(f"briefs/{reading.NAME} has to be mended first: {error}") from error
        workshop.write(path.with_name(reading.SCHEMA), reading.schema())
    click.echo(f"added to briefs/{reading.NAME}; 'briefs build' makes the pages anew")
