"""The floors of the package: an import goes to the same floor or to an earlier one, never to a later one."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "builder"

# CONTRIBUTING.md shows this list to people.
FLOORS = (
    (
        *("errors", "datafiles", "languages", "texts", "days", "slugs", "rights", "files", "article"),
        *("annotations", "settings"),
    ),
    ("readers",),
    ("gazetteer",),
    ("annotate",),
    (
        *(
            "frontmatter",
            "markup",
            "brief",
            "text_fragments",
            "quote_lock",
            "shares",
            "excerpts",
            "compose",
            "merge",
            "hand_edits",
            "earlier",
        ),
        *("citations", "web_annotations"),
    ),
    ("corrections",),
    ("identities",),
    (
        "restricting",
        "territories",
        "duplicates",
        "utterances",
        "wordings",
        "repeats",
        "versions",
        "withholding",
        "collection",
        "review",
    ),
    ("pages", "theme", "export"),
    ("inbox", "adding", "annotating", "records", "index", "state", "originals", "build", "takedown", "theming"),
    ("rendering", "search"),
    ("checks", "correcting", "comparing", "starting", "starter", "cli", "mkdocs_hook", "__main__"),
)
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}

MODULES = sorted(path.relative_to(ROOT) for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def imported_modules(source: str, package: str) -> Iterator[str]:
    """Give the full dotted name of everything that `source`, a module of `package`, imports anywhere in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: 1 - node.level or None] if node.level else []
            base = ".".join([*parents, node.module] if node.module else parents)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def rooms_above(source: str, path: Path) -> list[str]:
    """Name the rooms of the package that the module at `path` imports although they are on a later floor."""
    own = FLOOR_OF[path.with_suffix("").parts[1]]
    names = (name.split(".") for name in imported_modules(source, ".".join(path.parent.parts)))
    rooms = {parts[1] for parts in names if parts[0] == "builder" and len(parts) > 1}
    return sorted(room for room in rooms & FLOOR_OF.keys() if FLOOR_OF[room] > own)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_every_module_has_its_floor_and_imports_from_no_later_one(path: Path) -> None:
    assert path.with_suffix("").parts[1] in FLOOR_OF, "a new room: give it a floor here and in CONTRIBUTING.md"
    assert rooms_above((ROOT / path).read_text(encoding="utf-8"), path) == []


@pytest.mark.parametrize(
    "source",
    [
        "import builder.cli",
        "from builder import cli",
        "from builder.cli import main",
        "from .. import cli",
        "from ..cli import main",
        "def late():\n    from builder.cli import main",
    ],
)
def test_an_import_from_a_later_floor_is_found_in_every_spelling(source: str) -> None:
    assert rooms_above(source, Path("builder/pages/home.py")) == ["cli"]


def test_the_floors_in_the_guide_for_contributors_are_these() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = [row.split("|")[1] for row in guide.splitlines() if row.startswith("| `")]
    shown = [tuple(word.strip("`/") for word in row.split()) for row in rows]
    assert shown == [tuple(room for room in floor if room != "__main__") for floor in FLOORS]


@pytest.mark.parametrize("module", ["builder.cli", "builder.mkdocs_hook"])
def test_the_builder_starts_without_the_slow_imports(module: str) -> None:
    code = f"import sys, {module}; print([name for name in ('lxml', 'spacy', 'trafilatura') if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.stdout.strip(), ran.stderr) == ("[]", "")
