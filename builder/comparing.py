"""The commands `briefs diff` and `briefs accept`: a brief as a person left it, beside what the builder would write."""

import difflib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from builder import annotating, hand_edits, records
from builder.article import Article
from builder.build import known_records
from builder.compose import Composed
from builder.correcting import one_of
from builder.errors import BriefsError, RecordError
from builder.files import Workshop
from builder.hand_edits import Difference
from builder.originals import Originals
from builder.records import Record
from builder.settings import Project, find_project

# What is said of a brief whose article lies elsewhere.
_UNKNOWN = "its article is not in articles/ on this machine, so what the machine would say cannot be known"


@click.command(short_help="Show what was changed by hand, and what the machine says.")
@click.argument("briefs", nargs=-1, metavar="[BRIEF ...]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines: {brief, field, yours, machine}.")
def diff(briefs: tuple[str, ...], as_json: bool) -> None:
    """Show, field by field, where a brief edited by hand differs from what the machine would say now.

    BRIEF is the name of a brief's file; without one all that were edited are shown. Each article is annotated again
    for it, so it has to lie in articles/ on this machine. Nothing is written.
    """
    project = find_project(Path.cwd())
    chosen = [_chosen(project, brief) for brief in briefs] if briefs else list(_edited(project))
    compared, unknown = _compared(project, chosen)
    for record, composed in compared:
        found = list(hand_edits.differences(composed, _text(project, record)))
        _print(record, found, as_json=as_json)
    for record in unknown:
        click.echo(f"briefs/{record.path}: {_UNKNOWN}", err=True)
    if not chosen and not as_json:
        click.echo("no brief was edited by hand")
    sys.exit(1 if unknown else 0)


@click.command(short_help="Take the machine's value where you had changed it.")
@click.argument("brief")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD ...")
def accept(brief: str, fields: tuple[str, ...]) -> None:
    """Take the machine's value for some fields of a brief that were edited by hand, and leave all others alone.

    FIELD is a name that 'briefs diff' prints: title, people, body, quotes.q1a2b3c4, quotes.q1a2b3c4.speaker, ... The
    machine looks after the field again from then on.
    """
    project = find_project(Path.cwd())
    record = _chosen(project, brief)
    compared, unknown = _compared(project, [record])
    if unknown:
        raise BriefsError(f"briefs/{record.path}: {_UNKNOWN}")
    for _, composed in compared:
        workshop = Workshop(project.state)
        with workshop.opened():  # annotating takes its time: what was edited meanwhile is read now
            text = hand_edits.accepted(composed, _text(project, record), fields)
            workshop.write(project.briefs / record.path, text)
    click.echo(f"briefs/{record.path}: the machine's again: {', '.join(fields)}; 'briefs build' makes the pages anew")


def _chosen(project: Project, name: str) -> Record:
    """Find a brief by its id, or by its file's name or path. Raises `UsageError` if there is none."""
    stem = Path(name).name.removesuffix(".md")
    found = known_records(project)
    by_name = {Path(record.path).stem: record for record in found}
    by_name |= {record.brief.made.id: record for record in found if record.brief}
    chosen = by_name[one_of(stem, by_name, "brief", name)]
    if chosen.brief is None:
        raise RecordError(f"briefs/{chosen.path}: {chosen.error}")
    return chosen


def _edited(project: Project) -> Iterator[Record]:
    for record in known_records(project):
        if record.brief and hand_edits.hand_edited(_text(project, record)):
            yield record


def _text(project: Project, record: Record) -> str:
    found = records.read(project.briefs, record.path)
    if found is None or found[0].error:
        raise RecordError(f"briefs/{record.path}: {found[0].error if found else 'it is not there any more'}")
    return found[1]


def _compared(project: Project, chosen: Iterable[Record]) -> tuple[Iterator[tuple[Record, Composed]], Sequence[Record]]:
    """Compose anew what the builder would write of each brief. Returns also those whose article is not here."""
    originals = Originals(project)
    found = [(record, record.brief and originals.article(record.brief)) for record in chosen]
    known = [(record, article) for record, article in found if article]
    known.sort(key=lambda pair: annotating.by_language(pair[1]))
    return _composed(project, known), [record for record, article in found if not article]


def _composed(project: Project, known: Sequence[tuple[Record, Article]]) -> Iterator[tuple[Record, Composed]]:
    annotated = annotating.annotate((article for _, article in known), project.settings)
    for (record, article), (found, _) in zip(known, annotated, strict=True):
        settings = project.settings
        # A person's word on the rights shapes all the rest; what the machine would say of these is another thing.
        rights = record.rights_by_hand() or settings.rights_of(article)
        composed = annotating.composed(article, found, rights, settings)
        yield record, replace(composed, fields={**composed.fields, "rights": settings.rights_of(article)})


def _print(record: Record, found: Sequence[Difference], *, as_json: bool) -> None:
    name = Path(record.path).stem
    if as_json:
        for one in found:
            row = {"brief": name, "field": one.name, "yours": one.yours, "machine": one.machine}
            click.echo(json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace"))
        return
    click.echo(f"briefs/{record.path}" + ("" if found else ": all as the machine says"))
    for one in found:
        click.echo(f"  {one.name}")
        for line in _lines(one):
            click.echo(f"    {line}")
        click.echo(f"    take the machine's: briefs accept {name} {one.name}")


def _lines(one: Difference) -> Iterator[str]:
    """Show both values; of long texts only the lines that differ."""
    if isinstance(one.yours, str) and isinstance(one.machine, str) and "\n" in one.yours + one.machine:
        shown = {"-": "yours:  ", "+": "machine:"}
        changed = difflib.ndiff(one.yours.splitlines(), one.machine.splitlines())
        yield from (f"{shown[line[0]]} {line[2:]}" for line in changed if line[0] in shown and line[2:].strip())
    else:
        yield f"yours:   {_shown(one.yours)}"
        yield f"machine: {_shown(one.machine)}"


def _shown(value: Any) -> str:
    if value in (None, "", [], {}):
        return "(nothing)"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
