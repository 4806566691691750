"""Make a collection of invented briefs to measure with.

    python -m benchmarks.collection 1000 FOLDER [--seed 1]

makes a project there: the articles, and their briefs exactly as the builder would write them, so that the next
`briefs build` finds nothing to annotate and makes the pages. The same number and seed give the same bytes. A folder
that holds a collection already is brought to the number that is asked for.
"""

import argparse
import shutil
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path, PurePosixPath

from benchmarks.invented import Invented, invented
from builder import compose, inbox, merge
from builder.annotations import RULES
from builder.rights import is_open
from builder.settings import Project, Settings

ROOT = Path(__file__).parent.parent

# Files that make a collection a site, besides what is generated.
SITE = ("mkdocs.yml", "docs/index.md", "docs/about.md")

# As the record names it; no model is needed to invent a record.
MODEL = "invented 1"


def make(folder: Path, number: int, seed: int = 1) -> Project:
    """Make a collection of `number` briefs with their articles in a folder."""
    project = Project(folder, Settings())
    _site(folder)
    numbers = range(number)
    with ProcessPoolExecutor() as executor:
        wanted = set(executor.map(partial(make_one, project, seed), numbers, chunksize=64))
    for home in (project.articles, project.briefs):
        for path in home.rglob("*.md"):
            if path.relative_to(home).as_posix() not in wanted:
                path.unlink()
    return project


def make_one(project: Project, seed: int, number: int) -> str:
    """Write one article and its brief, if they are not there. Returns their path in `articles/` and `briefs/`."""
    made = invented(seed, number)
    brief = project.briefs / made.file
    if not brief.is_file():
        _write(project.articles / made.file, made.clipping)
        _write(brief, _brief(made, project.settings, project.articles / made.file))
    return made.file


def write_article(project: Project, seed: int, number: int) -> Path:
    """Write one article without its brief, for the builder to annotate."""
    made = invented(seed, number)
    return _write(project.articles / made.file, made.clipping)


def _brief(made: Invented, settings: Settings, file: Path) -> str:
    from builder.readers import Reading, formats  # noqa: PLC0415 - loads parsers, which only the writing of briefs needs
    from builder.readers.source import on_disk  # noqa: PLC0415

    (entry,) = formats.entries(on_disk(file))
    article = entry.read()
    if article.text != made.text:
        raise ValueError(f"{made.file} is read otherwise than it was written: the annotations would not fit")
    seen = inbox.seen(Reading("", article), (0, 0), settings)
    rights = article.rights or settings.rights
    notes = {
        "id": PurePosixPath(made.file).stem,
        "article": made.file,
        "text": seen.text,
        "sketch": seen.sketch,
        "read": seen.content,
        "model": MODEL,
        "rules": RULES,
        "shows": "full" if is_open(rights) else "excerpt",
    }
    return merge.fresh(compose.compose(article, made.found, rights), notes).text


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _site(folder: Path) -> None:
    """Copy what makes a site; the theme and the hook are taken from here by a link."""
    for name in SITE:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    if not (folder / "builder").exists():
        (folder / "builder").symlink_to(ROOT / "builder", target_is_directory=True)


def main(arguments: Iterable[str] | None = None) -> None:
    """Read the command line and make the collection."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.collection", description=__doc__.partition("\n")[0])
    parser.add_argument("number", type=int, help="how many briefs")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(None if arguments is None else list(arguments))
    make(given.folder, given.number, given.seed)


if __name__ == "__main__":
    main()
