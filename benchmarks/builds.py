"""How long the builder takes, and how much memory, by the number of briefs.

    python -m benchmarks.builds 300 1000 3000 10000 [--folder build/benchmarks] [--annotate]

For each number a collection of invented briefs is made (once; see `benchmarks.collection`) and built: cold (nothing
but articles and briefs), again with nothing changed, with the title of its newest and of its oldest brief edited, and
with `--annotate` with one new article, which loads spaCy. Printed are seconds of this machine and of its processor,
the largest memory of any process, and how many pages were written. Linear growth shows in the last column: processor
time per 1,000 briefs.
"""

import argparse
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import collection
from benchmarks.processes import run
from builder.pages import FOLDERS
from builder.settings import Project

SEED = 1


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of the builder: seconds on the clock and of the processor, megabytes, pages written."""

    wall: float
    cpu: float
    memory: float
    pages: int


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.builds", description="Measure the builder.")
    parser.add_argument("numbers", type=int, nargs="+", help="how many briefs")
    parser.add_argument("--folder", type=Path, default=Path("build/benchmarks"))
    parser.add_argument("--annotate", action="store_true", help="also add an article, for which spaCy is loaded")
    given = parser.parse_args()
    print(f"{'briefs':>7}  {'build':22}{'wall s':>8}{'cpu s':>8}{'MB':>7}{'pages':>8}{'cpu s/1000':>12}")
    for number in given.numbers:
        project = collection.make(given.folder.absolute() / str(number), number, SEED)
        for label, found in measured(project, number, annotate=given.annotate):
            share = 1000 * found.cpu / number
            figures = f"{found.wall:8.2f}{found.cpu:8.2f}{found.memory:7.0f}{found.pages:8}{share:12.3f}"
            print(f"{number:7}  {label:22}{figures}", flush=True)


def measured(project: Project, number: int, *, annotate: bool) -> Iterator[tuple[str, Measured]]:
    """Run the builder on a collection, each time after another change."""
    for folder in (project.state, *(project.docs / name for name in FOLDERS)):
        shutil.rmtree(folder, ignore_errors=True)
    briefs = sorted(project.briefs.rglob("*.md"))
    yield "cold", _build(project)
    yield "nothing changed", _build(project)
    yield "newest brief edited", _after(project, lambda: retitle(briefs[-1]))
    yield "oldest brief edited", _after(project, lambda: retitle(briefs[0]))
    if annotate:
        added = collection.write_article(project, SEED, number)
        yield "one article added", _build(project)
        added.unlink()
        for brief in set(project.briefs.rglob("*.md")).difference(briefs):
            brief.unlink()


def _after(project: Project, change: Callable[[], object]) -> Measured:
    change()
    return _build(project)


def retitle(brief: Path) -> None:
    """Give a brief another title."""
    text = brief.read_text(encoding="utf-8")
    brief.write_text(re.sub(r"^title: ", "title: New ", text, count=1, flags=re.MULTILINE), encoding="utf-8")


def _build(project: Project) -> Measured:
    """Run `briefs build` in a process of its own."""
    command = [sys.executable, "-m", "builder", "build"]
    environment = {"PYTHONPATH": str(collection.ROOT)}
    used = run(command, project.root, environment)
    written = re.search(r"(\d+) pages? written", used.said)
    return Measured(used.wall, used.cpu, used.memory, int(written[1]) if written else 0)


if __name__ == "__main__":
    main()
