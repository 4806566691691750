"""The files of an export, written to a folder."""

from pathlib import Path

from builder.collection import Collection
from builder.export import formats
from builder.export.tables import in_order, quotes, tables
from builder.files import Workshop
from builder.withholding.scanning import Scanner, refuse


def write(collection: Collection, folder: Path, title: str, workshop: Workshop) -> list[str]:
    """Write all formats of a collection called `title`. Returns the names of the files; equal input, equal bytes.

    Raises `BriefsError`, and writes nothing, if anything that is withheld stands in one of them.
    """
    made = files(collection, title)
    scanner = Scanner(collection.withheld)
    refuse((leak for name, content in made.items() for leak in scanner.file(name, content)), folder.name)
    for name, content in made.items():
        workshop.write(folder / name, content)
    return sorted(made)


def files(collection: Collection, title: str) -> dict[str, bytes]:
    """Return the files of an export by name."""
    rows = tables(collection)
    briefs = in_order(collection)
    made = {f"{name}.jsonl": formats.json_lines(of_table) for name, of_table in rows.items()}
    made |= {f"{name}.csv": formats.comma_separated(name, of_table) for name, of_table in rows.items()}
    return made | {
        "schema.json": formats.schema(),
        "collection.db": formats.database(rows),
        "metadata.json": formats.datasette_metadata(title),
        "references.json": formats.references(briefs),
        "references.bib": formats.bibliography(briefs),
        "annotations.jsonl": formats.annotations(briefs, quotes(collection)),
    }
