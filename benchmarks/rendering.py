"""How long a site takes to build, beside other generators that are given the same pages.

    python -m benchmarks.rendering 300 1000 [--rounds 3] [--only site] [--folder build/rendering]

For each number of briefs a collection is invented and its pages are written (that is `benchmarks.builds`' to measure).
Then, one after the other and as many times over as there are rounds, these build a site of them:

- ours: clean as it comes; with `keep_pages` first, then with nothing changed, and with one brief edited;
- plain MkDocs and Material, with a short navigation and with one of all pages. The latter grows with the square of the
  pages: it is measured on few briefs (`FULL`), and a power law through them tells what more would take;
- Zensical on our own mkdocs.yml; Hugo and Eleventy with the smallest templates that show title, text and quotations
  (`benchmarks/rivals/`). What is not found on PATH is named as not measured.

Printed are medians: seconds of the processor and on the clock, the largest memory of any process, the pages and size of
the site, and the processor's time over that of our clean build in the same round.
"""

import argparse
import math
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression, median

from benchmarks import collection
from benchmarks.builds import retitle
from benchmarks.processes import Used, run
from builder.settings import Project

SEED = 1
RIVALS = Path(__file__).parent / "rivals"

# Numbers of briefs that plain MkDocs is given with all pages in its navigation.
FULL = (40, 80, 160)

_ENVIRONMENT = {"PYTHONPATH": str(collection.ROOT), "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://briefs.example/"}
_BUILDER = (sys.executable, "-m", "builder", "build")
_MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")


@dataclass(frozen=True, slots=True)
class Task:
    """A way to build the site: its name, what is done before, the command, where it runs and where the site is then."""

    name: str
    prepare: Callable[[], object]
    command: Sequence[str]
    folder: Path
    site: Path


@dataclass(frozen=True, slots=True)
class Found:
    """The medians of a task: processor and clock in seconds, memory and site in megabytes, pages, and the ratio."""

    cpu: float
    wall: float
    memory: float
    pages: int
    size: float
    ratio: float


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rendering", description="Measure the making of sites.")
    parser.add_argument("numbers", type=int, nargs="+", help="how many briefs")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="measure only what has these words in its name, and our clean build")
    parser.add_argument("--folder", type=Path, default=Path("build/rendering"))
    given = parser.parse_args()
    folder: Path = given.folder.absolute()
    print(f"{'briefs':>7}  {'built by':34}{'cpu s':>8}{'wall s':>8}{'MB':>7}{'pages':>8}{'site MB':>9}{'ratio':>8}")
    for number in given.numbers:
        tasks, missing = _tasks(_written(folder / str(number), number))
        chosen = [task for task in tasks if task is tasks[0] or given.only in task.name]
        clean = _print(number, _measured(chosen, given.rounds))
        for name in missing:
            print(f"{number:7}  {name:34}not measured: it is not on PATH")
        if given.only in "MkDocs and Material, all in nav":
            _extrapolated(folder, number, clean)


def _print(number: int, found: Iterator[tuple[str, Found]]) -> Found:
    rows = list(found)
    for name, row in rows:
        figures = f"{row.cpu:8.2f}{row.wall:8.2f}{row.memory:7.0f}{row.pages:8}{row.size:9.1f}{row.ratio:8.2f}"
        print(f"{number:7}  {name:34}{figures}", flush=True)
    return rows[0][1]


def _written(folder: Path, number: int) -> Project:
    """Invent a collection and have its pages written."""
    project = collection.make(folder, number, SEED)
    shutil.copytree(collection.ROOT / "docs" / "guide", project.docs / "guide", dirs_exist_ok=True)
    run(_BUILDER, project.root, _ENVIRONMENT)
    return project


def _tasks(project: Project) -> tuple[list[Task], list[str]]:
    """List what can be measured here, our clean build first, and name what cannot."""
    root = project.root
    ours = (*_MKDOCS, "--site-dir", str(root / "site"))
    tasks = [
        Task("ours, clean", lambda: _keep(project, False), ours, root, root / "site"),
        Task("ours, keep_pages, first", lambda: _keep(project, True), ours, root, root / "site"),
        Task("ours, keep_pages, nothing changed", lambda: None, ours, root, root / "site"),
        Task(
            "ours, keep_pages, a brief edited",
            lambda: retitle(max(project.briefs.rglob("*.md"))),
            ours,
            root,
            root / "site",
        ),
        _plain(project, "plain", short=True),
    ]
    others = {"zensical": _zensical, "hugo": _hugo, "eleventy": _eleventy}
    missing = [name for name in others if not shutil.which(name)]
    return tasks + [task(project) for name, task in others.items() if name not in missing], missing


def _keep(project: Project, keep: bool) -> None:
    """Turn `keep_pages` on or off, forget what was kept, and let the builder look at the changed settings."""
    shutil.rmtree(project.state / "site", ignore_errors=True)
    text = (collection.ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    setting = f"  briefs:\n    keep_pages: {str(keep).lower()}\n"
    (project.root / "mkdocs.yml").write_text(text.replace("  briefs:\n", setting), encoding="utf-8")
    run(_BUILDER, project.root, _ENVIRONMENT)


def _copied(project: Project, name: str, folder: str, change: Callable[[Path, str], tuple[str, str]]) -> Path:
    """Copy the pages to where another generator wants them; `change` gives each its path and text there.

    Fragments of the home page, without front matter, are pages to those that know no snippets: these go without.
    """
    home = project.root.parent / f"{project.root.name}-{name}"
    shutil.rmtree(home, ignore_errors=True)
    for path in project.docs.rglob("*.md"):
        if folder == "content" and path.parent.name == "_home":
            continue
        target, text = change(path.relative_to(project.docs), path.read_text(encoding="utf-8"))
        (home / folder / target).parent.mkdir(parents=True, exist_ok=True)
        (home / folder / target).write_text(text, encoding="utf-8")
    return home


def _plain(project: Project, name: str, *, short: bool) -> Task:
    """Plain MkDocs and Material: our mkdocs.yml without theme and hook, our pages without our templates."""
    text = (collection.ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    dropped = [r"  custom_dir:.*\n", r"  favicon:.*\n", r"hooks:\n  - .*\n", r"extra:\n(?:  .*\n)+"]
    for pattern in dropped if short else [*dropped, r"nav:\n(?: .*\n)+", r"not_in_nav:.*\n(?: .*\n)+"]:
        text = re.sub(pattern, "", text)
    template = re.compile(r"^template: .*\n", re.MULTILINE)
    folder = _copied(project, name, "docs", lambda path, text: (path.as_posix(), template.sub("", text, count=1)))
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    kind = "short nav" if short else "all in nav"
    return Task(f"MkDocs and Material, {kind}", lambda: None, _MKDOCS, folder, folder / "site")


def _zensical(project: Project) -> Task:
    folder = _copied(project, "zensical", "docs", lambda path, text: (path.as_posix(), text))
    shutil.copy(collection.ROOT / "mkdocs.yml", folder)
    shutil.copytree(collection.ROOT / "builder" / "theme", folder / "builder" / "theme")

    def cold() -> None:
        shutil.rmtree(folder / ".cache", ignore_errors=True)

    return Task("Zensical, clean", cold, ("zensical", "build"), folder, folder / "site")


def _hugo(project: Project) -> Task:
    """Hugo has the page of a folder in `_index.md`: `index.md` would take in all others of the folder."""
    folder = _copied(
        project, "hugo", "content", lambda path, text: (path.as_posix().replace("index.md", "_index.md"), text)
    )
    shutil.copytree(RIVALS / "hugo", folder, dirs_exist_ok=True)
    return Task("Hugo, clean", lambda: None, ("hugo", "--quiet"), folder, folder / "public")


def _eleventy(project: Project) -> Task:
    folder = _copied(project, "eleventy", "content", lambda path, text: (path.as_posix(), text))
    shutil.copytree(RIVALS / "eleventy", folder, dirs_exist_ok=True)
    return Task("Eleventy, clean", lambda: None, ("eleventy", "--quiet"), folder, folder / "site")


def _measured(tasks: Sequence[Task], rounds: int) -> Iterator[tuple[str, Found]]:
    runs = [_round(tasks) for _ in range(rounds)]
    for task in tasks:
        own = [each[task.name] for each in runs if task.name in each]
        if not own:
            continue
        ratio = median(each[task.name].cpu / each[tasks[0].name].cpu for each in runs)
        files = [path for path in task.site.rglob("*") if path.is_file()]
        yield (
            task.name,
            Found(
                median(used.cpu for used in own),
                median(used.wall for used in own),
                median(used.memory for used in own),
                sum(path.suffix == ".html" for path in files),
                sum(path.stat().st_size for path in files) / 1e6,
                ratio,
            ),
        )


def _round(tasks: Sequence[Task]) -> dict[str, Used]:
    """Run each task once; what fails is told and left out."""
    used = {}
    for task in tasks:
        try:
            used[task.name] = _run(task)
        except SystemExit as failure:
            print(f"{task.name}: {str(failure).splitlines()[-1]}", file=sys.stderr)
    return used


def _run(task: Task) -> Used:
    if "keep_pages, n" not in task.name and "keep_pages, a" not in task.name:
        shutil.rmtree(task.site, ignore_errors=True)
    task.prepare()
    return run(task.command, task.folder, _ENVIRONMENT)


def _extrapolated(folder: Path, number: int, clean: Found) -> None:
    """Tell what a navigation of all pages would take, by a power law through a few small numbers."""
    tasks = {few: _plain(_written(folder / str(few), few), "full", short=False) for few in FULL}
    found = {few: _run(task) for few, task in tasks.items()}
    slope, start = linear_regression([math.log(few) for few in FULL], [math.log(found[few].cpu) for few in FULL])
    cpu = math.exp(start) * number**slope
    print(f"{number:7}  {'MkDocs and Material, all in nav':34}{cpu:8.0f}{cpu / clean.cpu:47.1f}  by n^{slope:.2f}")


if __name__ == "__main__":
    main()
