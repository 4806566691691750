"""Faults that the builder has to survive, done to it on purpose.

    python -m tests.faults 200 [--seed 1]

builds a small collection of invented articles again and again, now with some articles, corrections and edits by hand,
now with others, and each time something happens on the way: the process is killed, the disk is full, a folder cannot
be written. Each time no file may be torn or lost, every edit must be there, what is wrong must be said with its remedy,
and the next build must leave the same bytes as one that nothing befell. Printed are the faults survived.

The annotations are those that come with the invented articles, so that no language model is needed. Linux and macOS.
"""

import argparse
import errno
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from benchmarks import collection
from benchmarks.invented import invented
from builder import annotating, readers
from builder.annotations import Annotations
from builder.article import Article
from builder.build import Outcome, build
from builder.errors import BriefsError
from builder.readers import Reading
from builder.readers.worker import answers
from builder.settings import Project, Settings

# Articles to begin with, and those that come later.
ARTICLES, MORE = 6, 2

# Operations on files that Python tells of before it does them, with the number of paths among their arguments.
OPERATIONS = {"open": 1, "os.rename": 2, "os.remove": 1, "os.mkdir": 1, "os.rmdir": 1, "sqlite3.connect": 1}

# A kill comes up to so many seconds behind an operation: long enough to hit the writing itself.
BEHIND = 0.0004

# How a killed process ends: our own signal, or that of a timer.
KILLED = {signal.SIGKILL, signal.SIGALRM, signal.SIGPROF}

# What fills a disk.
FILLER = "filler"

Files = Mapping[str, bytes]


def files(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder by their paths there, but the builder's own notes."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    inside = ((path.relative_to(folder), path) for path in paths)
    return {name.as_posix(): path.read_bytes() for name, path in inside if name.parts[0] != ".briefs"}


@dataclass(frozen=True)
class Stage:
    """What a person has left in `articles/` and `briefs/`, words that are edits by hand, and what a build makes."""

    given: Files
    by_hand: Mapping[str, bytes]
    built: Files


class Trials:
    """A collection that is built to and fro between two stages while faults happen."""

    def __init__(self, folder: Path, seed: int) -> None:
        folder.mkdir()
        self.project = Project(folder, Settings())
        self.chance = random.Random(seed)
        self.found: dict[str, Annotations] = {}
        self._prepare()

    def _prepare(self) -> None:
        """Make both stages, without a fault."""
        annotating.annotate = self.annotate  # type: ignore[assignment]
        readers.read_all = lambda path: [one for one in answers(path) if isinstance(one, Reading)]
        (self.project.root / "mkdocs.yml").write_text("site_name: Faults\n")
        for number in range(ARTICLES):
            self.write_article(number)
        self.correct("- {fix: merge, people: [nobody-here, nobody-there]}\n")
        build(self.project)
        first = self.stage({})
        paths = self.briefs
        for number in range(ARTICLES, ARTICLES + MORE):
            self.write_article(number)
        article = sorted(self.project.articles.rglob("*.md"))[0]
        article.write_text(article.read_text().rstrip() + " The ferry was late again.\n")
        by_hand = dict(self.edit(paths))
        self.correct(
            f"- {{fix: suppress, person: {yaml.safe_load_all(paths[3].read_text()).__next__()['people'][0]}}}\n"
        )
        given = files(self.project.root)
        self.stages = [first, self.stage(by_hand, given)]

    def stage(self, by_hand: Mapping[str, bytes], given: Files | None = None) -> Stage:
        """Build, and keep what was given and what was made; of the first stage one brief has to be made anew."""
        build(self.project)
        built = files(self.project.root)
        given = {name: content for name, content in (given or built).items() if not name.startswith("docs/")}
        if not by_hand:
            last = max(name for name in given if name.startswith("briefs/") and name.endswith(".md"))
            given = {name: content for name, content in given.items() if name != last}
        return Stage(given, by_hand, built)

    @property
    def briefs(self) -> list[Path]:
        return sorted(self.project.briefs.rglob("*.md"))

    def write_article(self, number: int) -> None:
        collection.write_article(self.project, 1, number)
        made = invented(1, number)
        self.found[made.text[:200]] = made.found

    def annotate(self, articles: Iterable[Article], *_: Any) -> Iterator[tuple[Annotations, str]]:
        return ((self.found[article.text[:200]], collection.MODEL) for article in articles)

    def correct(self, text: str) -> None:
        self.project.briefs.mkdir(exist_ok=True)
        (self.project.briefs / "corrections.yml").write_text(text)

    def edit(self, briefs: list[Path]) -> Iterator[tuple[str, bytes]]:
        """Edit some briefs by hand: a title, a speaker, the text."""
        edits = (
            ("\ntitle: ", "\ntitle: By hand "),
            ("\n  speaker: ", "\n  speaker: somebody-by-hand # "),
            ("\n---\n\n", "\n---\n\nA line by hand.\n\n"),
        )
        for path, (old, new) in zip(briefs, edits, strict=False):
            text = path.read_text()
            assert old in text, path
            path.write_text(text.replace(old, new, 1))
            yield path.relative_to(self.project.root).as_posix(), new.strip("\n-").encode()

    def lay_out(self, stage: Stage) -> dict[str, set[bytes]]:
        """Put a stage's articles and briefs in place. Returns the bytes that each file may have from now on."""
        before = files(self.project.root)
        for name in before:
            if not name.startswith("docs/") and name not in stage.given:
                (self.project.root / name).unlink()
        for name, content in stage.given.items():
            if before.get(name) != content:
                (self.project.root / name).parent.mkdir(parents=True, exist_ok=True)
                (self.project.root / name).write_bytes(content)
        return {
            name: {known[name] for known in (before, stage.given, stage.built) if name in known}
            for name in {*before, *stage.given, *stage.built}
        }

    def survive(self, fault: Callable[[], None] | None, expected: Callable[[int, str], bool]) -> bool:
        """Build with a fault, look at what is left, build again, compare. Returns whether the fault came in time."""
        stage = self.stages[1]
        self.stages.reverse()
        whole = self.lay_out(stage)
        status, said = in_a_process(lambda: build(self.project), fault)
        came = (status, said) != (0, "")
        assert not came or expected(status, said), f"status {status}: {said}"
        (self.project.root.parent / FILLER).unlink(missing_ok=True)
        left = files(self.project.root)
        torn = [name for name, content in left.items() if content not in whole.get(name, ())]
        assert not torn, f"torn: {torn}"
        lost = [name for name in stage.given if name not in left]
        lost += [name for name, words in stage.by_hand.items() if words not in left[name]]
        assert not lost, f"lost: {lost}"
        build(self.project)
        after = files(self.project.root)
        other = [name for name in {*after, *stage.built} if after.get(name) != stage.built.get(name)]
        assert not other, f"other bytes: {sorted(other)}"
        assert not list((self.project.state / "unfinished").iterdir())
        again = build(self.project)
        assert (again.briefs_written, again.pages_written, again.pages_removed) == ((), 0, 0)
        return came

    def undisturbed(self) -> tuple["Counter", float]:
        """Build both stages without a fault. Returns the operations on files of one, and its seconds."""
        counter, seconds = Counter(self.project.root), []
        counter.watch(lambda *_: None)
        for stage in reversed(self.stages):
            self.lay_out(stage)
            counter.all = counter.writing = 0
            start = time.process_time()
            build(self.project)
            seconds.append(time.process_time() - start)
        return counter, min(seconds)


def in_a_process(work: Callable[[], Outcome], fault: Callable[[], None] | None) -> tuple[int, str]:
    """Work in a copy of this process in which a fault is set up. Returns the signal that ended it, and its error."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        said = ""
        try:
            os.close(reading)
            if fault:
                fault()
            work()
        except BriefsError as error:
            said = str(error)
        except BaseException:
            said = f"not one of our errors: {traceback.format_exc()}"
        finally:
            os.write(writing, said.encode(errors="replace")[:60_000])
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    return os.waitpid(child, 0)[1] & 0x7F, said


class Counter:
    """Counts operations on files below a folder, as Python tells of them, in a process that ends with its fault."""

    def __init__(self, folder: Path) -> None:
        self.folder = f"{folder}{os.sep}"
        self.all = self.writing = 0

    def watch(self, happens: Callable[["Counter", str, list[str], bool], None]) -> None:
        """Call `happens` before each operation with its name, its paths, and whether it writes."""

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            if event not in OPERATIONS:
                return
            given = arguments[: OPERATIONS[event]]
            paths = [os.fsdecode(path) for path in given if isinstance(path, str | bytes | os.PathLike)]
            if not any(path.startswith(self.folder) for path in paths):
                return
            reads = event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            self.all += 1
            self.writing += not reads
            happens(self, event, paths, not reads)

        sys.addaudithook(hook)


def kill_at(folder: Path, number: int, behind: float) -> Callable[[], None]:
    """Kill the process at the operation with this number, or some moments behind it."""

    def happens(counter: Counter, *_: object) -> None:
        if counter.all == number:
            signal.setitimer(signal.ITIMER_REAL, behind)
            if not behind:
                os.kill(os.getpid(), signal.SIGKILL)

    return lambda: Counter(folder).watch(happens)


def kill_after(seconds: float) -> Callable[[], None]:
    """Kill the process when it has worked for so many seconds of the processor."""
    return lambda: signal.setitimer(signal.ITIMER_PROF, max(seconds, 1e-4)) and None


def refuse(folder: Path, inside: str, code: int, begin: int = 1) -> Callable[[], None]:
    """Refuse to write anything below a part of the folder, from the operation with this number on."""
    part = str(folder / inside)

    def happens(counter: Counter, event: str, paths: list[str], writes: bool) -> None:
        if writes and counter.writing >= begin and any(path.startswith(part) for path in paths):
            if event == "sqlite3.connect":
                raise sqlite3.OperationalError("unable to open database file")
            raise OSError(code, os.strerror(code), paths[0])

    return lambda: Counter(folder).watch(happens)


def killed(status: int, said: str) -> bool:
    return status in KILLED


def told(*words: str) -> Callable[[int, str], bool]:
    return lambda status, said: status == 0 and all(word in said for word in words) and "Traceback" not in said


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """Mount a small disk at a folder, where that is permitted: yields whether it is there."""
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(folder)]
    is_there = bool(mount) and subprocess.run(command, check=False, capture_output=True).returncode == 0
    try:
        yield is_there
    finally:
        if is_there:
            subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path, left: int) -> None:
    """Fill a disk but for some bytes."""
    with (disk / FILLER).open("wb") as file:
        file.write(bytes(max(0, shutil.disk_usage(disk).free - left)))


def spread(most: int, number: int) -> list[int]:
    """Return numbers from 1 to `most`: all of them, or so many at equal distances."""
    return [1 + most * n // number for n in range(number)] if number < most else list(range(1, most + 1))


def faults(trials: Trials, number: int) -> Iterator[tuple[str, int]]:
    """Do every kind of fault; gives each with how often it was survived."""
    folder, chance = trials.project.root, trials.chance
    counted, seconds = trials.undisturbed()
    most, writes = counted.all, counted.writing
    moments = [(chance.randint(1, most), chance.choice([0.0, BEHIND]) * chance.random()) for _ in range(number)]
    at = (kill_at(folder, *moment) for moment in moments[::2])
    yield "killed at an operation on files", sum(trials.survive(fault, killed) for fault in at)
    after = (kill_after(chance.random() * seconds) for _ in moments[1::2])
    yield "killed at any time", sum(trials.survive(fault, killed) for fault in after)
    full = (refuse(folder, "", errno.ENOSPC, n) for n in spread(writes, number))
    yield "disk full from some write on", sum(trials.survive(fault, told("make room")) for fault in full)
    for code, remedy in ((errno.EROFS, "can only be read"), (errno.EACCES, "give yourself the right")):
        for part in ("docs", "briefs", ".briefs"):
            times = sum(trials.survive(refuse(folder, part, code), told(remedy, part)) for _ in range(2))
            yield f"{part}/ cannot be written: {os.strerror(code)}", times


def full_disks(seed: int, number: int) -> Iterator[tuple[str, int]]:
    """Fill a real disk but for some bytes, other ones each time."""
    with tempfile.TemporaryDirectory() as folder, small_disk(Path(folder)) as is_there:
        if is_there:
            trials = Trials(Path(folder).resolve() / "collection", seed)
            bytes_left = (trials.chance.randint(0, 120_000) for _ in range(number))
            fills = (partial(fill, Path(folder), left) for left in bytes_left)
            yield "real disk full", sum(trials.survive(fault, told("make room")) for fault in fills)


def main() -> None:
    """Read the command line, do the faults, print what was survived."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description="Do faults to the builder.")
    parser.add_argument("number", type=int, help="how many kills, and how many of other faults at most")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        trials = Trials(Path(folder).resolve() / "collection", given.seed)
        for fault, times in chain(faults(trials, given.number), full_disks(given.seed, given.number)):
            print(f"{times:5}  {fault}", flush=True)
    print(f"all survived, in {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
