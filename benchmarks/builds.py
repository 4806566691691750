"""How long the builder takes, and how much memory, by the number of briefs.

    python -m benchmarks.builds 300 1000 3000 10000 [--folder build/benchmarks] [--annotate] [--runs 3]

For each number a collection of invented briefs is made (once; see `benchmarks.collection`) and built: cold (nothing
but articles and briefs), and then several times each with nothing changed, with the title of its newest and of its
oldest brief edited, and with `--annotate` with one new article: of that, what it takes merely to load spaCy and to
annotate the article is measured in the same run and taken off. Printed are the medians: seconds of this machine and of
its processor, the largest memory of any process, how many pages were written, and, for 10,000 briefs, what is to be
reached. Linear growth shows in the column of processor time per 1,000 briefs.
"""

import argparse
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from benchmarks import collection
from benchmarks.processes import run
from builder.pages import FOLDERS
from builder.settings import Project

SEED = 1

# What builds of so many briefs are to take at most: seconds of the processor, megabytes.
AT = 10_000
REACH = {
    "nothing changed": "at most 1.5 s, 300 MB",
    "one article added": "at most 3 s",
}

_ENVIRONMENT = {"PYTHONPATH": str(collection.ROOT)}

# Annotates one article as the builder would, and does nothing else.
_ANNOTATE = """
import sys
from pathlib import Path
from builder import readers
from builder.annotate import pipeline
from builder.annotate.context import Context
list(pipeline.annotate(pipeline.load(), [(readers.read_file(Path(sys.argv[1])).text, Context())]))
"""


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
    parser.add_argument(
        "--runs", type=int, default=3, help="of how many runs the median is taken (the cold one is one)"
    )
    given = parser.parse_args()
    print(f"{'briefs':>7}  {'build':22}{'wall s':>8}{'cpu s':>8}{'MB':>7}{'pages':>8}{'cpu s/1000':>12}  reach (cpu)")
    for number in given.numbers:
        project = collection.make(given.folder.absolute() / str(number), number, SEED)
        for label, found in measured(project, number, given.runs, annotate=given.annotate):
            share = 1000 * found.cpu / number
            figures = f"{found.wall:8.2f}{found.cpu:8.2f}{found.memory:7.0f}{found.pages:8}{share:12.3f}"
            reach = REACH.get(label, "") if number == AT else ""
            print(f"{number:7}  {label:22}{figures}  {reach}".rstrip(), flush=True)


def measured(project: Project, number: int, runs: int, *, annotate: bool) -> Iterator[tuple[str, Measured]]:
    """Run the builder on a collection, each time after another change."""
    for folder in (project.state, *(project.docs / name for name in FOLDERS)):
        shutil.rmtree(folder, ignore_errors=True)
    briefs = sorted(project.briefs.rglob("*.md"))
    yield "cold", _build(project)
    yield "nothing changed", _median(_build(project) for _ in range(runs))
    yield "newest brief edited", _median(_after(project, lambda: retitle(briefs[-1])) for _ in range(runs))
    yield "oldest brief edited", _median(_after(project, lambda: retitle(briefs[0])) for _ in range(runs))
    if annotate:
        yield "one article added", _median(_with_article(project, number + run) for run in range(runs))


def _median(runs: Iterable[Measured]) -> Measured:
    """Take the median of each figure by itself."""
    found = list(runs)
    wall, cpu, memory = (median(getattr(one, name) for one in found) for name in ("wall", "cpu", "memory"))
    return Measured(wall, cpu, memory, round(median(one.pages for one in found)))


def _after(project: Project, change: Callable[[], object]) -> Measured:
    change()
    return _build(project)


def _with_article(project: Project, number: int) -> Measured:
    """Build with one more article, and take it out again; what annotating takes by itself is taken off."""
    before = set(project.briefs.rglob("*.md"))
    added = collection.write_article(project, SEED, number)
    whole = _build(project)
    alone = run([sys.executable, "-c", _ANNOTATE, str(added)], project.root, _ENVIRONMENT)
    for file in (added, *set(project.briefs.rglob("*.md")).difference(before)):
        file.unlink()
    _build(project)
    return replace(whole, wall=whole.wall - alone.wall, cpu=whole.cpu - alone.cpu)


def retitle(brief: Path) -> None:
    """Give a brief another title."""
    text = brief.read_text(encoding="utf-8")
    brief.write_text(re.sub(r"^title: ", "title: New ", text, count=1, flags=re.MULTILINE), encoding="utf-8")


def _build(project: Project) -> Measured:
    """Run `briefs build` in a process of its own."""
    command = [sys.executable, "-m", "builder", "build"]
    used = run(command, project.root, _ENVIRONMENT)
    written = re.search(r"(\d+) pages? written", used.said)
    return Measured(used.wall, used.cpu, used.memory, int(written[1]) if written else 0)


if __name__ == "__main__":
    main()
