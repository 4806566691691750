"""The command `briefs`: add articles, build, serve, and the two tools that it is made of."""

import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from builder import __version__, adding, inbox, readers, review, starting, theming
from builder.build import Outcome, build, gathered
from builder.collection import Collection as Briefs
from builder.comparing import accept, diff
from builder.correcting import Known, correct
from builder.errors import ArticleError, BriefsError, UsageError
from builder.files import Workshop
from builder.readers.rows import row
from builder.rights import is_open
from builder.settings import Project, find_project
from builder.shares import Share

if TYPE_CHECKING:
    from builder.annotate.workers import Pool

# Exit codes: some articles failed, the rest are done; the call itself is wrong.
SOME_FAILED = 1
WRONG_CALL = 2

# Seconds between two lines on how far something has come, where there is no terminal to draw a bar on.
SILENCE = 30.0


class _Briefs(click.Group):
    """The commands, all of which tell our own errors in one line for the user."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a reader that went away (`| head`) is no error."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except UsageError as error:
            click.echo(f"briefs: {error}", err=True)
            sys.exit(WRONG_CALL)
        except BriefsError as error:
            click.echo(f"briefs: {error}", err=True)
            sys.exit(SOME_FAILED)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        return result


@click.group(cls=_Briefs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefs")
def main() -> None:
    """Turn news articles into a site that shows who said what, about which country.

    Put articles in with 'briefs add', look at them with 'briefs serve', correct the files in briefs/ by hand.
    The builder never overwrites what you have changed there.
    """


main.add_command(correct)
main.add_command(diff)
main.add_command(accept)


@main.command(short_help="Make a new collection.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a new collection in DIR, a new or empty folder: settings, pages, two sample articles, a workflow.

    The workflow publishes the site on GitHub Pages; docs/guide/publishing.md tells how. 'briefs serve' in DIR shows
    the site at once. To begin without the samples, delete articles/samples in it first.
    """
    files = starting.start(folder)
    click.echo(f"made {_counted(len(files), 'file')} in {folder}")
    if starting.source() is None:
        click.echo(
            "before you publish, say in .github/workflows/publish.yml under BUILDER from where this program can be "
            "installed: here it comes from a folder of this machine"
        )
    click.echo(f"next: cd {shlex.quote(str(folder))} && briefs serve")


@main.command(short_help="Put articles in the inbox and build them.")
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL|- ...")
@click.option("--force", is_flag=True, help="Take what looks like a paywall, a notice or an error page all the same.")
def add(sources: tuple[str, ...], force: bool) -> None:
    """Put articles in the inbox and build them.

    PATH is a file: text pasted from a newspaper page (.txt), a saved web page (.html), a Markdown clipping (.md), or
    what another program exported; docs/guide/formats.md lists them all. It may be a folder or a zip of such files.
    URL is the address of an article on the web. With - the text is read from standard input, so that you can paste it:
    end it with Ctrl-D (on Windows Ctrl-Z, then Enter).

    A page that looks like no article (a paywall, a cookie notice, an error page, a list of teasers) is not taken,
    unless you say --force; name a file in articles/ to force one that you put there yourself.
    """
    project = find_project(Path.cwd())
    added: list[str] = []
    failures: list[tuple[str, str]] = []
    for source in sources:
        try:
            new = _add(project, source, force)
            added += new.files
            failures += new.failures
        except ArticleError as error:
            failures.append(("standard input" if source == "-" else source, str(error)))
    _report(failures)
    outcome = _build(project, added, added if force else ())
    sys.exit(SOME_FAILED if failures or _concerned(outcome, added) else 0)


@main.command(name="build", short_help="Make briefs and pages of what is new.")
@click.option("--dask", metavar="ADDRESS", help="Let a Dask cluster annotate: the address of its scheduler.")
def build_command(dask: str | None) -> None:
    """Make briefs from new articles, and the pages of the site from the briefs: only what changed."""
    project = find_project(Path.cwd())
    with _pool(dask) as pool:
        outcome = _build(project, pool=pool)
    sys.exit(SOME_FAILED if outcome.failures else 0)


@main.command(short_help="Build, serve the site, follow changes.")
@click.option("--address", "-a", default="127.0.0.1:8000", show_default=True, help="Where to serve the site.")
def serve(address: str) -> None:
    """Build, then serve the site: open http://127.0.0.1:8000 in your browser.

    The page renews itself when an article or a brief changes. Stop it with Ctrl-C.
    """
    project = find_project(Path.cwd())
    _build(project, reviewing=True)
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address]
    try:
        sys.exit(subprocess.run(command, cwd=project.root, check=False).returncode)
    except KeyboardInterrupt:
        sys.exit(0)


@main.command(short_help="Print what was read from articles (JSON Lines).")
@click.argument("files", nargs=-1, required=True, metavar="FILE ...", type=click.Path(path_type=Path))
def read(files: tuple[Path, ...]) -> None:
    """Read articles and print what was found: JSON Lines on standard output, nothing else is written.

    Each line is {id, file, title, author, date, updated, publisher, agency, source_url, lang, text, provenance,
    disagreements, problems}; a file that holds several articles, such as a feed, gives a line for each. What
    cannot be read is named on standard error.
    """
    failures: list[tuple[str, str]] = []
    for file in _files(files, failures):
        for reading in map(readers.checked, readers.read_all(file)):
            name = inbox.reference(str(file), reading.entry)
            if reading.article is not None:
                stem = file.name.partition(".")[0] or file.name
                _print_json(row(reading.article, inbox.reference(stem, reading.entry), name))
            elif reading.error is not None:
                failures.append((name, reading.error))
    _report(failures)
    sys.exit(SOME_FAILED if failures else 0)


def _files(paths: Iterable[Path], failures: list[tuple[str, str]]) -> Iterator[Path]:
    """Yield the files, and those in folders that are read; adds the folders without any to `failures`."""
    for path in paths:
        try:
            yield from (path / name for name in adding.readable(path)) if path.is_dir() else [path]
        except ArticleError as error:
            failures.append((str(path), str(error)))


@main.command(short_help="Print who said what in texts (JSON Lines).")
@click.argument("file", default="-", metavar="[FILE]")
@click.option("--model", help="An installed spaCy model; by default the one of mkdocs.yml, or the best one installed.")
@click.option("--to", metavar="FILE", help="Where to write; by default to standard output, as JSON Lines.")
@click.option("--dask", metavar="ADDRESS", help="Let a Dask cluster do it: the address of its scheduler.")
def annotate(file: str, model: str | None, to: str | None, dask: str | None) -> None:
    """Annotate texts: JSON Lines in (a file, or standard input), JSON Lines out, in the same order.

    Each line in is {id, text, title?, date?, source_url?, publisher?}; each line out {id, people, countries,
    organisations, places, quotes, summary}, with offsets in characters of the text.

    FILE may also be a Parquet file with such columns, and with --to what is found goes into a file of either kind, by
    its ending .parquet or any other; both may be addresses, such as s3://bucket/articles.parquet. For these, and for
    --dask, install news-briefs[dask].
    """
    from builder.annotate import rows, streams  # noqa: PLC0415 - loading spaCy takes seconds

    failures: list[tuple[str, str]] = []
    with (
        _pool(dask) as pool,
        streams.opened(file) as given,
        streams.written(to) if to else nullcontext(_print_json) as write,
    ):
        for found in rows.annotate(given, model or _configured_model(), failures, pool):
            write(found)
    _report(failures)
    sys.exit(SOME_FAILED if failures else 0)


@main.command(short_help="Check the whole record, every quotation against its article.")
def check() -> None:
    """Check the whole record: every quotation word for word against its article, links, corrections, front matter.

    It also prints, for each article that may not be shown whole, how much of it is republished, every word counted
    once, and its rights.

    Quotations whose article is not in the inbox of this machine are counted, and cannot be compared.
    """
    from builder import checks  # noqa: PLC0415

    found = checks.check(find_project(Path.cwd()), _progress)
    _print_shares(found.shares)
    _report(found.failures)
    told = f"{_counted(found.compared, 'quotation')} compared with the articles"
    click.echo(f"{told}, {found.without_article} without an article here, {_counted(len(found.failures), 'fault')}")
    sys.exit(SOME_FAILED if found.failures else 0)


def _print_shares(shares: Sequence[tuple[str, str, Share]]) -> None:
    """Print how much is republished of each article that is not open, the most first."""
    closed = [row for row in shares if not is_open(row[1])]
    for path, rights, share in closed:
        click.echo(f"{share.percent:3} % of {share.words:6,} words  {rights:10}  briefs/{path}")
    if len(closed) < len(shares):
        click.echo(f"{_counted(len(shares) - len(closed), 'article')} may be shown whole")


@main.command(name="review", short_help="List what is doubtful, and how to settle it.")
@click.argument("right", nargs=-1, metavar="[--right BRIEF NAME ...]")
@click.option("--right", "is_right", is_flag=True, help="Note that these quotations or fields of a brief are right.")
@click.option("--count", "-n", default=20, show_default=True, help="How many to list.")
@click.option("--json", "as_json", is_flag=True, help="List all as JSON Lines.")
def review_command(right: tuple[str, ...], is_right: bool, count: int, as_json: bool) -> None:
    """List what is doubtful, the most consequential first, each with its passage and the lines that would settle it.

    With --right, a brief, and names of quotations, fields or people, note that they were looked at and are right: they
    leave the list, and speakers count for the share of right ones that the page About states.
    """
    project = find_project(Path.cwd())
    collection, failures = gathered(project, published=False)
    if is_right or right:
        _mark_right(project, collection, right)
        return
    items = review.queue(collection)
    if as_json:
        for item in items:
            _print_json(item.row())
    else:
        _print_queue(items, count)
    _report(failures)


def _mark_right(project: Project, collection: Briefs, right: Sequence[str]) -> None:
    """Note what is right; raises `UsageError` for a call without names."""
    if len(right) < 2:
        raise UsageError("name a brief and what is right in it: briefs review --right BRIEF q1a2b3c4")
    brief = Known(project, collection).brief(right[0])
    workshop = Workshop(project.state)
    with workshop.opened():
        review.mark_right(project.briefs, brief, right[1:], collection, workshop)
    click.echo(f"noted in briefs/{brief.path}")


def _print_queue(items: Sequence[review.Item], count: int) -> None:
    for item in items[:count]:
        click.echo(f"{item.where}: {item.doubt}\n    {' '.join(item.passage.split())}")
        click.echo(f"    right: {item.right}")
        click.echo(f"    wrong: {item.wrong}\n")
    click.echo(f"{min(count, len(items))} of {_counted(len(items), 'doubtful thing')}")


@main.command(short_help="Write the collection as data for other tools.")
@click.argument("folder", required=False, default="export", type=click.Path(path_type=Path, file_okay=False))
def export(folder: Path) -> None:
    """Write the collection as data for other tools into FOLDER ('export' by default).

    An SQLite database with full-text search and its metadata for Datasette; JSON Lines with their JSON Schema; CSV;
    the articles as CSL-JSON and BibTeX; the quotations as W3C Web Annotations. Texts are given as far as the rights
    of their brief allow.
    """
    from builder.export import files  # noqa: PLC0415 - sqlite3 takes its time

    project = find_project(Path.cwd())
    collection, failures = gathered(project)
    workshop = Workshop(project.state)
    with workshop.opened():
        names = files.write(collection, folder, project.root.name, workshop)
    click.echo(f"wrote {len(names)} files into {folder}: {', '.join(names)}")
    _report(failures)
    sys.exit(SOME_FAILED if failures else 0)


@main.command(name="index", short_help="Make the index of a rendered site's search.")
@click.argument("site", required=False, default="site", type=click.Path(path_type=Path, file_okay=False, exists=True))
def index_command(site: Path) -> None:
    """Make the index of the search of SITE, the folder that a renderer wrote ('site' by default).

    'mkdocs build' does so by itself. A renderer that reads mkdocs.yml without its hooks leaves an index of whole pages,
    which serves as well, but is large and slow where there are many briefs.
    """
    from builder.search.indexing import index  # noqa: PLC0415

    kind = index(find_project(Path.cwd()), site)
    if kind is None:
        raise UsageError(f"{site} holds no index of Material's search (search/search_index.json) to be made anew")
    click.echo(f"{site}: {'Pagefind' if kind == 'pagefind' else 'built-in search'}")


def _configured_model() -> str | None:
    try:
        return find_project(Path.cwd()).settings.model
    except UsageError:
        return None


def _concerned(outcome: Outcome, added: Iterable[str]) -> bool:
    """Tell whether something failed that has to do with the articles added, not only what stood there before."""
    files = set(added)
    briefs = {f"briefs/{brief}" for name, brief in outcome.told.items() if _is_of(name, files)}
    return any(file in briefs or _is_of(file.removeprefix("articles/"), files) for file, _ in outcome.failures)


def _is_of(name: str, files: Collection[str]) -> bool:
    """Tell whether an article is, or is in, one of the files of the inbox."""
    return any(name[:end] in files for end in (len(name), *(i for i, c in enumerate(name) if c == "#")))


def _name_briefs(outcome: Outcome, added: Iterable[str]) -> None:
    """Name the briefs written, those that had the added stories already, and others with the same text."""
    for file in outcome.briefs_written:
        click.echo(f"wrote briefs/{file}")
    files = set(added)
    concerned = {brief for name, brief in outcome.told.items() if _is_of(name, files)}
    for file in sorted(concerned - set(outcome.briefs_written)):
        click.echo(f"briefs/{file} tells this story already")
    for file in sorted(concerned):
        for other in outcome.same_texts.get(file, ()):
            click.echo(f"briefs/{file} has the same text as briefs/{other}")


def _add(project: Project, source: str, force: bool) -> adding.Added:
    """Put something in the inbox and say so; raises `ArticleError` for what is not taken."""
    with Workshop(project.state).opened():
        added = _added(project, source, force)
    where = added.where.relative_to(project.root)
    click.echo(f"added {where}" if added.is_new else f"{where} was in the inbox already")
    for note in added.notes:
        click.echo(f"  {note}")
    return added


def _added(project: Project, source: str, force: bool) -> adding.Added:
    if source == "-":
        return adding.add_text(project, sys.stdin.buffer.read(), force)
    if "://" in source:
        return adding.add_url(project, source, force)
    return adding.add_path(project, Path(source), force)


@contextmanager
def _pool(address: str | None) -> Iterator["Pool | None"]:
    """Connect to the Dask cluster at an address, if one is given."""
    if address is None:
        yield None
        return
    from builder.annotate import cluster  # noqa: PLC0415

    with cluster.connected(address) as pool:
        yield pool


def _build(
    project: Project,
    added: Sequence[str] | None = None,
    forced: Collection[str] = (),
    pool: "Pool | None" = None,
    *,
    reviewing: bool = False,
) -> Outcome:
    """Build, and say what was done; who adds an article is told which file to correct, too."""
    start = time.perf_counter()
    for file in theming.refresh(project):
        click.echo(theming.MOVED % file)
    outcome = build(project, _progress, forced, pool, reviewing=reviewing)
    if added is not None:
        _name_briefs(outcome, added)
    for file, edited in outcome.kept:
        click.echo(f"briefs/{file}: left alone what you changed: {', '.join(edited)}")
    _report(outcome.failures)
    seconds = time.perf_counter() - start
    briefs, written = len(outcome.briefs_written), outcome.pages_written
    click.echo(
        f"{_counted(briefs, 'brief')} and {_counted(written, 'page')} written, "
        f"{outcome.pages_removed} removed, in {seconds:.1f} s"
    )
    return outcome


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _report(failures: Iterable[tuple[str, str]]) -> None:
    for file, reason in failures:
        click.echo(f"{file}: {reason}", err=True)


def _progress(items: Iterable[Any], length: int, label: str) -> Iterator[Any]:
    """Show how far something long has come, and how long it may take: a bar on a terminal, else a line now and then."""
    if length < 2:
        yield from items
    elif sys.stderr.isatty():
        with click.progressbar(items, length=length, label=label, file=sys.stderr, show_pos=True) as shown:
            yield from shown
    else:
        yield from _told(items, length, label)


def _told(items: Iterable[Any], length: int, label: str) -> Iterator[Any]:
    start = last = time.monotonic()
    for done, item in enumerate(items):
        now = time.monotonic()
        if done and now - last >= SILENCE:
            left = (now - start) / done * (length - done)
            click.echo(f"{label}: {done:,} of {length:,}, about {_duration(left)} left", err=True)
            last = now
        yield item


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min" if minutes else "a minute"


def _print_json(row: Any) -> None:
    """Print one line of JSON Lines, which are UTF-8 everywhere, also in a pipe on Windows."""
    click.echo(json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace"))
