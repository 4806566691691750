"""Adding: how a file, a folder, a page of the web or pasted text gets into the inbox."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from urllib.parse import urlsplit

from builder import inbox, readers
from builder.article import Article
from builder.errors import ArticleError
from builder.files import Workshop, stamps
from builder.readers import Reading
from builder.readers.bundles import bundles
from builder.readers.fetch import fetch
from builder.readers.formats import is_known
from builder.readers.saved import saved_from
from builder.readers.source import on_disk
from builder.settings import Project
from builder.slugs import slug


@dataclass(frozen=True, slots=True)
class Added:
    """Where something was put, whether it is new there, and notes on it.

    `files` are the paths of its files in the inbox; `failures` pairs a file that was left out with the reason.
    """

    where: Path
    is_new: bool
    files: tuple[str, ...]
    notes: tuple[str, ...] = ()
    failures: tuple[tuple[str, str], ...] = ()


def add_text(project: Project, content: bytes, force: bool = False) -> Added:
    """Add pasted text; raises `ArticleError` if it is no article, or looks like none and there is no `force`."""
    return _add_one(project, content, ".txt", force)


def add_url(project: Project, url: str, force: bool = False) -> Added:
    """Fetch a page and add it; raises `ArticleError` if it cannot be had, or is no article."""
    content, final_url, suffix = fetch(url)
    note = saved_from(final_url).encode() if suffix == ".html" and content.lstrip().startswith(b"<") else b""
    return _add_one(project, note + content, suffix, force, urlsplit(final_url).path)


def add_path(project: Project, path: Path, force: bool = False) -> Added:
    """Add a file or a folder; raises `ArticleError` if nothing in it can be read."""
    return _add_folder(project, path, force) if path.is_dir() else _add_file(project, path, force)


def _add_one(project: Project, content: bytes, suffix: str, force: bool, called: str = "") -> Added:
    """Add what is no file yet once it has been seen to be readable: under its title, or as it is `called`."""
    tried = project.state / f"tried{suffix}"
    try:
        tried.write_bytes(content)
        articles = _articles(_readings(tried, force))
    finally:
        tried.unlink(missing_ok=True)
    name = slug(articles[0].title if len(articles) == 1 else called)
    path = inbox.free_name(project.articles, f"{name}{suffix}", content)
    is_new = Workshop(project.state).write(path, content)
    return Added(path, is_new, (_inside(project, path) or "",), _notes(articles))


def _add_file(project: Project, path: Path, force: bool) -> Added:
    """Add a file that holds an article that can be read; what else it holds is named by the build."""
    notes = _notes(_articles(_readings(path, force)))
    if known := _inside(project, path):
        return Added(project.articles / known, False, (known,), notes)
    content = path.read_bytes()
    target = inbox.free_name(project.articles, path.name, content)
    is_new = Workshop(project.state).write(target, content)
    return Added(target, is_new, (_inside(project, target) or "",), notes)


def _add_folder(project: Project, folder: Path, force: bool) -> Added:
    """Add what can be read in a folder, as it lies there: some formats are made of several files."""
    if project.articles.resolve().is_relative_to(folder.resolve()):
        raise ArticleError("the inbox is inside this folder; name a folder outside of the collection")
    found = readable(folder)
    readings = {path: _readings(folder / path, force) for path in found}
    failed = {path for path, what in readings.items() if all(reading.error for reading in what)}
    if failed == found.keys():
        path, what = next(iter(readings.items()))
        raise ArticleError(f"no file in this folder can be read: first of all {path}, where {_reason(what)}")
    good = sorted(found.keys() - failed)
    wanted = sorted({*good, *(other for path in good for other in found[path])})
    target = _free_folder(project, folder, wanted)
    new = [Workshop(project.state).write(target / path, (folder / path).read_bytes()) for path in wanted]
    return Added(
        target,
        any(new),
        tuple(f"{_inside(project, target)}/{path}" for path in good),
        (_counted(len(good), "file"),),
        tuple((str(folder / path), _reason(readings[path])) for path in sorted(failed)),
    )


def readable(folder: Path) -> dict[str, tuple[str, ...]]:
    """Find the files in a folder that are read, each with those it is read with; raises `ArticleError` for none."""
    found = {path: others for path, others in bundles(stamps(folder)).items() if is_known(on_disk(folder / path))}
    if not found:
        raise ArticleError("this folder holds no file of a kind that is read; name the files, or another folder")
    return found


def _readings(path: Path, force: bool) -> list[Reading]:
    readings = readers.read_all(path)
    return readings if force else [readers.checked(reading) for reading in readings]


def _articles(readings: Sequence[Reading]) -> list[Article]:
    """Return the articles of a file; raises `ArticleError` if none can be read."""
    if all(reading.error for reading in readings):
        raise ArticleError(_reason(readings))
    return [reading.article for reading in readings if reading.article]


def _notes(articles: Sequence[Article]) -> tuple[str, ...]:
    if not articles:
        return ("It holds no article; it describes the pages beside it.",)
    return articles[0].problems if len(articles) == 1 else (_counted(len(articles), "article"),)


def _reason(readings: Iterable[Reading]) -> str:
    """Say why nothing in a file can be read."""
    reasons = Counter(reading.error or "" for reading in readings)
    (reason, number), *others = reasons.most_common()
    return reason if number == 1 and not others else f"none of its articles can be read: first of all, {reason}"


def _inside(project: Project, path: Path) -> str | None:
    """Return the path in the inbox of a file or folder that lies there: it needs no copy."""
    try:
        return path.resolve().relative_to(project.articles.resolve()).as_posix()
    except (ValueError, OSError):
        return None


def _free_folder(project: Project, folder: Path, files: Sequence[str]) -> Path:
    """Return where a folder goes: under a safe form of its name, where no other file stands in the way of its own."""
    if known := _inside(project, folder):
        return project.articles / known
    name = slug(folder.resolve().name)
    places = (project.articles / free for free in chain([name], (f"{name}-{number}" for number in count(2))))
    return next(place for place in places if all(_fits(folder / file, place / file) for file in files))


def _fits(file: Path, place: Path) -> bool:
    return not place.exists() or place.read_bytes() == file.read_bytes()


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
