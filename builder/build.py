"""The build: articles to briefs, briefs to pages, only what changed, and nothing half-done left behind."""

import gc
import hashlib
import os
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain, count, islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import msgspec

from builder import (
    __version__,
    annotating,
    collection,
    earlier,
    inbox,
    merge,
    pages,
    quote_lock,
    readers,
    records,
    shares,
    state,
    wordings,
)
from builder.annotations import RULES, Annotations
from builder.article import Article
from builder.brief import Brief
from builder.compose import Composed, text_hash
from builder.corrections import corrections
from builder.corrections.corrections import Corrections
from builder.corrections.reading import NAME as CORRECTIONS
from builder.errors import BriefsError, RecordError
from builder.files import SURROGATE, Stamp, Workshop, outlast, stamp, stamp_of, stamps
from builder.identities import blocks
from builder.inbox import Seen
from builder.index import Index
from builder.originals import Originals
from builder.pages import review
from builder.pages.generated import SUFFIXES, was_generated
from builder.records import Record
from builder.repeats import Memory
from builder.rights import Shown, shown
from builder.settings import Project, Settings
from builder.shares import Share
from builder.slugs import slug
from builder.state import State, Written
from builder.territories import Territories, territories
from builder.withholding import Form
from builder.withholding.scanning import Scanner, refuse

if TYPE_CHECKING:
    from builder.annotate.workers import Pool

# What is wrong with a quotation that fails the quote lock.
NOT_THERE = "does not stand in its article like this"

# The file that is there while a run is under way, and stays where one was cut short: it may have left any page.
BEGUN = "begun"

# Puts a page's shape into bytes, the same for the same shape whenever and wherever.
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did. `failures` pairs a file with the reason; `kept` a brief with the fields left as edited.

    `told` gives the brief of every article of the inbox, also of the copies that it was not made from. `same_texts`
    gives the other briefs with the text of a brief, if the briefs had to be looked through.
    """

    briefs_written: tuple[str, ...] = ()
    kept: tuple[tuple[str, tuple[str, ...]], ...] = ()
    pages_written: int = 0
    pages_removed: int = 0
    failures: tuple[tuple[str, str], ...] = ()
    told: Mapping[str, str] = field(default_factory=dict, compare=False)
    same_texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)


# Wraps something long to iterate over, given its length and a label, so that progress can be shown.
Progress = Callable[[Iterable[Any], int, str], Iterable[Any]]


def silent(items: Iterable[Any], length: int, label: str) -> Iterable[Any]:
    """Show no progress."""
    return items


def build(
    project: Project,
    progress: Progress = silent,
    forced: Collection[str] = (),
    pool: "Pool | None" = None,
    *,
    reviewing: bool = False,
) -> Outcome:
    """Bring `briefs/` and `docs/` up to date. Raises `UsageError` and `BriefsError` for what stops everything.

    Articles are annotated by the pool of workers, if one is given, or else on this machine.

    `forced` names files of the inbox that are to be taken though they look like no articles. Their briefs note it, and
    so these files are taken by every later build too.

    `reviewing` adds the page for reviewers, which is not for publishing; any build without it takes the page away.
    """
    workshop = Workshop(project.state)
    with workshop.opened():
        before = state.load(project.state)
        code = _our_code()
        made_with = _digest((code, project.settings))
        same = before.made_with == made_with and reviewing == (review.HERE in before.pages)
        begun = project.state / BEGUN
        if not forced and before.finished and same and not begun.exists() and _unchanged(project, before):
            return Outcome(failures=before.failures, told=before.told)
        begun.touch()
        index = Index(project.state, project.briefs, code)
        run = _Run(project, workshop, index, before, made_with, progress, frozenset(forced), pool, reviewing)
        try:
            outcome = run.outcome()
        finally:
            gc.unfreeze()
        begun.unlink(missing_ok=True)
        return outcome


def _unchanged(project: Project, before: State) -> bool:
    known = {inbox.file_of(name, seen): seen.stamp for name, seen in before.articles.items()}
    docs = str(project.docs)
    return (
        inbox.scan(project.articles) == known
        and records.find(project.briefs) == before.briefs
        and _corrections_stamp(project) == before.corrections
        and project.site == before.site
        and all(_stamp(f"{docs}/{path}") == known.stamp for path, known in before.pages.items())
    )


def _corrections_stamp(project: Project) -> Stamp | None:
    return _stamp(f"{project.briefs}/{CORRECTIONS}")


def _corrections(project: Project) -> Corrections:
    """Read the corrections. While a line of them is not understood no page is made: it may hide what must be hidden."""
    try:
        return corrections.load(project.briefs)
    except RecordError as error:
        lines = [f"briefs/{CORRECTIONS}: {line}" for line in str(error).splitlines()]
        raise BriefsError("\n".join([*lines, "no page was changed; mend this first"])) from error


def _our_code() -> str:
    """Name the version of what reads briefs and makes pages: the very files, since a developer changes them."""
    folder = Path(__file__).parent
    files = (*folder.rglob("*.py"), *folder.glob("theme/texts/*"))
    code = sorted((path.as_posix(), stamp(path)) for path in files)
    return _digest((__version__, RULES, code))


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


def _stamp(path: str) -> Stamp | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - a third of the time of a `Path`, and there are tens of thousands
    except OSError:
        return None
    return stamp_of(status)


@dataclass(slots=True)
class _Run:
    """One run of the builder, station by station."""

    project: Project
    workshop: Workshop
    index: Index
    before: State
    made_with: str
    progress: Progress
    forced: frozenset[str]
    pool: "Pool | None"
    reviewing: bool
    failures: list[tuple[str, str]] = field(default_factory=list)
    articles: dict[str, Article] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    briefs: dict[str, Stamp] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    kept: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    same_texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    withheld: str = ""
    broken: dict[str, tuple[str, ...]] = field(default_factory=dict)
    locked: dict[str, str] = field(default_factory=dict)
    too_much: list[str] = field(default_factory=list)

    def outcome(self) -> Outcome:
        """Go through all stations and remember what was done."""
        counted = territories(self.project.settings.territories)
        corrected_at = _corrections_stamp(self.project)
        self.load_records()
        self.broken = {path: ids for path, ids in self.before.broken.items() if path in self.briefs}
        self.locked = {path: name for path, name in self.before.locked.items() if path in self.briefs}
        seen = self.read_articles()
        jobs = self.jobs(seen)
        if jobs:  # it may take hours from here: should it be cut short, no article is read again
            compared = self.before.briefs if self.before.made_with == self.made_with else {}
            half_way = replace(self.before, articles=seen, briefs=compared, made_with=self.made_with, finished=False)
            state.save(half_way, self.project.state, self.workshop)
            self.write_briefs(jobs)
        self.lock_quotes(seen)
        written, removed, current = self.write_pages(counted)
        after = State(
            articles=seen,
            briefs=self.briefs,
            pages=current,
            corrections=corrected_at,
            site=self.project.site,
            made_with=self.made_with,
            failures=tuple(self.failures),
            told=self.told,
            withheld=self.withheld,
            broken=self.broken,
            locked=self.locked,
        )
        state.save(after, self.project.state, self.workshop)
        return Outcome(
            briefs_written=tuple(self.written),
            kept=tuple(self.kept),
            pages_written=written,
            pages_removed=removed,
            failures=tuple(self.failures),
            told=self.told,
            same_texts=self.same_texts,
        )

    # Station one: articles.

    def read_articles(self) -> dict[str, Seen]:
        """Read the articles that are new or changed; remember the rest."""
        found = inbox.scan(self.project.articles)
        outlast(found.values())
        same_code = self.before.made_with == self.made_with
        known = {
            name: seen
            for name, seen in self.before.articles.items()
            if same_code and found.get(file := inbox.file_of(name, seen)) == seen.stamp and file not in self.forced
        }
        new = sorted(found.keys() - {inbox.file_of(name, seen) for name, seen in known.items()})
        for path in self.progress(new, len(new), "Reading"):
            known |= self._read(path, found[path])
        self.failures += [(f"articles/{name}", seen.error) for name, seen in known.items() if seen.error is not None]
        return {name: known[name] for name in sorted(known)}

    def _read(self, path: str, at: Stamp) -> dict[str, Seen]:
        """Read a file of the inbox: what is to be remembered of each article in it."""
        if SURROGATE.search(path):
            return {path: Seen(at, error="the file's name is not UTF-8 text; rename the file")}
        readings = self._readings(path)
        return {name: inbox.seen(reading, at, self.project.settings) for name, reading in readings.items()}

    def _readings(self, path: str) -> dict[str, readers.Reading]:
        """Read a file of the inbox, and keep its articles for this run."""
        found = {}
        for reading in readers.read_all(self.project.articles / path):
            name = inbox.reference(path, reading.entry)
            found[name] = reading if self._is_forced(path, name, reading.article) else readers.checked(reading)
        self.articles |= {name: reading.article for name, reading in found.items() if reading.article is not None}
        return found

    def _is_forced(self, path: str, name: str, article: Article | None) -> bool:
        """Tell whether what looks like no article is taken all the same: now, or ever since a brief notes it."""
        if article is None or article.refusal is None:
            return False
        text = text_hash(article.text)
        return path in self.forced or any(record.was_forced(name, text) for record in self.records.values())

    def _article(self, name: str, seen: Seen) -> Article | None:
        """The article as read in this run, or read now because its brief is to be written anew."""
        if name not in self.articles:
            reading = self._readings(inbox.file_of(name, seen)).get(name)
            if reading is None or reading.error is not None:
                gone = "it is not in the file any more; build again"
                self.failures.append((f"articles/{name}", reading.error if reading and reading.error else gone))
        return self.articles.get(name)

    # Station two: briefs.

    def load_records(self) -> None:
        """Read all briefs. Their stamps are taken before: what is edited from now on is new to the next run."""
        self.briefs = records.find(self.project.briefs)
        outlast(self.briefs.values())
        with _no_search_for_cycles():
            self.records = self.index.load(
                self.briefs, lambda paths, length: self.progress(paths, length, "Reading briefs")
            )

    def jobs(self, seen: Mapping[str, Seen]) -> list["_Job"]:
        """Find the articles whose brief is missing or out of date."""
        taken = {path for path, known in self.records.items() if not (known.is_unclaimed or known.is_illegible)}
        jobs = []
        stories = inbox.stories(seen)
        claimed = records.belonging(self.records.values(), stories, seen)
        for path, *copies in stories:
            known = claimed.get(path)
            if known is not None:
                self.told |= dict.fromkeys([path, *copies], known.path)
            older = _older(path, copies, seen)
            if (
                known is not None
                and known.is_current(path, seen[path])
                and known.knows(seen[name].text for name in older)
            ):
                continue
            article = self._article(path, seen[path])
            if article is None:
                continue
            where = known.path if known else _free_path(article, taken)
            if where in self.records and self.records[where].is_illegible:
                continue  # most likely its own brief, which a person will mend: a second one would stay beside it
            taken.add(where)
            self.told |= dict.fromkeys([path, *copies], where)
            earlier = tuple((name, found) for name in older if (found := self._article(name, seen[name])))
            jobs.append(_Job(path, article, seen[path], where, known, earlier))
        return jobs

    def write_briefs(self, jobs: list["_Job"]) -> None:
        """Annotate and write, brief by brief, so that a killed builder has lost only the batch in hand."""
        waiting = deque(sorted(jobs, key=lambda job: annotating.by_language(job.article)))
        jobs.clear()
        for job in waiting:
            for name in (job.path, *(name for name, _ in job.earlier)):
                self.articles.pop(name, None)
        length, handed_out = len(waiting), deque[_Job]()
        annotated = annotating.annotate(_articles(waiting, handed_out), self.project.settings, self.pool)
        for found, model in self.progress(annotated, length, "Annotating"):
            job = handed_out.popleft()
            copies = [found for found, _ in islice(annotated, len(job.earlier))]
            self._write_brief(replace(job, copies=tuple(copies)), found, model)
        written = {path: self.records[path] for path in self.written}
        self.index.keep(written, self.briefs)

    def _write_brief(self, job: "_Job", found: Annotations, model: str | None) -> None:
        # Annotating takes its time, and a person may have edited the brief meanwhile.
        known, text = records.read(self.project.briefs, job.where) or (None, "")
        if known is not None and known.brief is None:
            self.records[job.where] = known
            return
        try:
            merged = self._merged(replace(job, record=known), text, found, model)
        except RecordError as error:
            self.failures.append((f"briefs/{job.where}", str(error)))
            return
        if self.workshop.write(self.project.briefs / job.where, merged.text):
            self.written.append(job.where)
            self.briefs[job.where] = stamp(self.project.briefs / job.where)
        self.records[job.where] = records.record(self.project.briefs, job.where, merged.text)
        if merged.edited:
            self.kept.append((job.where, merged.edited))
        # Now, while the article is at hand: it is not kept.
        if (brief := self.records[job.where].brief) and _is_of(brief, {job.path: job.seen}):
            self._compare(brief, job.article.text)

    def _merged(self, job: "_Job", text: str, found: Annotations, model: str | None) -> merge.Merged:
        rights = job.rights(self.project.settings)
        composed = annotating.composed(job.article, found, rights, self.project.settings)
        made: dict[str, Any] = {
            "id": job.record.brief.made.id if job.record and job.record.brief else PurePosixPath(job.where).stem,
            "article": job.path,
            "text": job.seen.text,
            "sketch": job.seen.sketch,
            "read": job.seen.content,
            "model": model,
            "rules": RULES,
            **({"forced": job.article.refusal} if job.article.refusal else {}),
            "shows": str(shown(rights)),
        }
        if copies := self._versions(job, composed, rights):
            made["versions"] = copies
        return merge.update(composed, made, text) if job.record else merge.fresh(composed, made)

    def _versions(self, job: "_Job", composed: Composed, rights: str) -> list[dict[str, Any]]:
        """Note the earlier copies of an article: those that lie in the inbox, and those that its brief knows of."""
        copies = []
        for (name, article), found in zip(job.earlier, job.copies, strict=True):
            quotes = annotating.composed(article, found, rights, self.project.settings).fields["quotes"]
            saved = article.accessed or article.updated or article.date or ""
            copies.append(earlier.copy(text_hash(article.text), name, saved, _words(quotes)))
        if job.record and job.record.brief:
            copies += earlier.of_record(job.record.brief, job.seen.text, job.seen.url)
        return earlier.versions(copies, job.seen.text, composed.fields["quotes"], rights)

    def lock_quotes(self, seen: Mapping[str, Seen]) -> None:
        """Hold the quotations of what changed against their articles. Those that fail are named at every build."""
        known = self.before.briefs if self.before.made_with == self.made_with else {}
        changed = [path for path, at in self.briefs.items() if at != known.get(path)]
        originals = Originals(self.project)
        for path in self.progress(changed, len(changed), "Comparing"):
            brief = self.records[path].brief if path in self.records else None
            if brief and _is_of(brief, seen) and self.locked.get(path) == self._lock(brief):
                continue
            self._forget(path)
            if brief and _is_of(brief, seen) and (text := self._text(brief, originals)):
                self._compare(brief, text)
        if self.too_much:
            limit = f"more than the setting 'share_limit' allows ({self.project.settings.share_limit})"
            remedy = "take out of it what was added by hand, or give it 'rights: full' where the rights are yours"
            raise BriefsError("\n".join([*self.too_much, f"{limit}: {remedy}; no page was changed"]))
        for path, ids in sorted(self.broken.items()):
            what = f"{', '.join(ids)}: {NOT_THERE}, and left out of the pages"
            remedy = "; ".join(f"'briefs accept {PurePosixPath(path).stem} quotes.{name}'" for name in ids)
            self.failures.append((f"briefs/{path}", f"quotation {what}; {remedy} puts it right"))

    def _too_much(self, brief: Brief, text: str) -> Share | None:
        """Return what a brief republishes if that is too much."""
        if not _is_measured(brief):
            return None
        share = shares.of_brief(brief, text)
        return share if share.percent > self.project.settings.share_limit else None

    def _compare(self, brief: Brief, text: str) -> None:
        """Hold a brief against the text that it was made from."""
        path = brief.path.as_posix()
        self._forget(path)
        self.locked[path] = self._lock(brief)
        if share := self._too_much(brief, text):
            self.too_much.append(f"briefs/{path}: {share.percent} percent of its article would be republished")
        if ids := tuple(quote.id for quote in quote_lock.broken(brief, text)):
            self.broken[path] = ids

    def _forget(self, path: str) -> None:
        self.locked.pop(path, None)
        self.broken.pop(path, None)

    def _lock(self, brief: Brief) -> str:
        """Name all of a brief that is held against its article: as long as that is the same, so is what is found."""
        all_of_it = brief.text.digest if _is_measured(brief) else ""
        return _digest((self.made_with, brief.made.article, brief.made.text_hash, brief.quotes, all_of_it))

    def _text(self, brief: Brief, originals: Originals) -> str | None:
        """The text that a brief was made from."""
        name = brief.made.article or ""
        if name in self.articles:
            return self.articles[name].text
        # After a run that was cut short most of what changed was written there, and no article is read again for it.
        return originals.text(brief) if self.before.finished or brief.words_by_hand else None

    # Station three: pages.

    def write_pages(self, counted: Territories) -> tuple[int, int, dict[str, Written]]:
        """Write the pages whose bytes change, and remove those that are no more."""
        self.failures += [(f"briefs/{r.path}", r.error) for r in self.records.values() if r.error is not None]
        briefs = publishable(self.records.values(), self.project.settings, self.broken)
        known = wordings.load(self.project.state, self.index.code)
        memory = Memory(known, blocks.load(self.project.state, self.index.code))
        with _no_search_for_cycles():
            found = collection.collect(briefs, counted, _corrections(self.project), memory=memory)
        if memory.alike is not known:
            wordings.save(memory.alike, self.project.state, self.index.code, self.workshop)
        if memory.blocks.are_new:
            blocks.save(memory.blocks, self.project.state, self.index.code, self.workshop)
        self.failures += _unfit(found)
        self.same_texts = {
            path.as_posix(): tuple(other.path.as_posix() for other in others)
            for path, others in found.same_texts.items()
        }
        for_reviewers = review.drafts(found) if self.reviewing else ()
        current, written = self._write_drafts(chain(pages.drafts(found, self.project.site), for_reviewers))
        stale = [path for path in self._earlier_pages() if path not in current and not self._is_theirs(path)]
        for path in stale:
            (self.project.docs / path).unlink(missing_ok=True)
        self._remove_empty_folders()
        self._prove(found.withheld, current)
        return written, len(stale), current

    def _prove(self, withheld: Collection[Form], current: Mapping[str, Written]) -> None:
        """Look for what is withheld in `docs/`; of pages that stayed as they were only if it is not the same any more.

        Raises `BriefsError` where there is any, and forgets this run: the next one looks again.
        """
        self.withheld = _digest(tuple(withheld)) if withheld else ""
        before = self.before.pages if self.withheld == self.before.withheld else {}
        found = Scanner(withheld).folder(
            self.project.docs, lambda path: path in before and before[path] == current.get(path)
        )
        refuse(found, self.project.docs.name)

    def _write_drafts(self, drafts: Iterable[pages.Draft]) -> tuple[dict[str, Written], int]:
        """Write pages whose shape is another than when they were last written, or whose file is."""
        current: dict[str, Written] = {}
        written = 0
        for draft in drafts:
            if self._is_theirs(draft.path):
                continue
            known = self.before.pages.get(draft.path)
            shape = self._shape(draft)
            file = f"{self.project.docs}/{draft.path}"
            if known is None or shape is None or known.shape != shape or known.stamp != _stamp(file):
                written += self.workshop.write(Path(file), draft.write().text)
                known = Written(stamp(Path(file)), shape)
            current[draft.path] = known
        return current, written

    def _shape(self, draft: pages.Draft) -> str | None:
        """Name a page's shape, and the code and settings that write it."""
        if draft.shape is None:
            return None
        return hashlib.blake2b(_ENCODER.encode((self.made_with, draft.shape)), digest_size=8).hexdigest()

    def _is_theirs(self, path: str) -> bool:
        """Tell whether a file is one that a person wrote in place of ours, where people write too: beside index.md."""
        file = self.project.docs / path
        return path in pages.ROOT_FILES and file.is_file() and not was_generated(file)

    def _earlier_pages(self) -> Iterator[str]:
        """Pages of earlier runs, as remembered, and as they can be told by their bytes if all was forgotten."""
        yield from self.before.pages
        for folder in pages.FOLDERS:
            for path in stamps(self.project.docs / folder):
                name = f"{folder}/{path}"
                generated = PurePosixPath(path).suffix in SUFFIXES and name not in self.before.pages
                if generated and was_generated(self.project.docs / name):
                    yield name

    def _remove_empty_folders(self) -> None:
        for folder in pages.FOLDERS:
            for root, _, _ in os.walk(self.project.docs / folder, topdown=False):
                if not any(Path(root).iterdir()):
                    Path(root).rmdir()


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Let Python not look through all briefs again and again for a third of the time: they hold no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # nor later, when the pages are made
        if was_on:
            gc.enable()


def known_records(project: Project) -> Collection[Record]:
    """Give the briefs as they stand on the disk, also those that cannot be read."""
    return Index(project.state, project.briefs, _our_code()).load(records.find(project.briefs)).values()


def publishable(found: Iterable[Record], settings: Settings, broken: Mapping[str, Collection[str]]) -> Iterator[Brief]:
    """Give the briefs that can be read, without their broken quotations, and with what the settings ask for."""
    for record in found:
        if record.brief is not None:
            brief = quote_lock.without(record.brief, broken)
            noindex = brief.noindex or settings.asks_noindex(brief.publisher)
            yield replace(brief, noindex=True) if noindex else brief


def gathered(project: Project, *, published: bool = True) -> tuple[collection.Collection, list[tuple[str, str]]]:
    """Collect the briefs as they stand on the disk. Returns also each that cannot be read, with the reason.

    What is withheld is only in a collection that is not to be `published`, but for those who keep the record.
    """
    found = known_records(project)
    failures = [(f"briefs/{record.path}", record.error) for record in found if record.error is not None]
    briefs = publishable(found, project.settings, state.load(project.state).broken)
    counted = territories(project.settings.territories)
    code = _our_code()
    memory = Memory(wordings.load(project.state, code), blocks.load(project.state, code))
    together = collection.collect(briefs, counted, _corrections(project), published=published, memory=memory)
    return together, failures + _unfit(together)


def _unfit(found: collection.Collection) -> list[tuple[str, str]]:
    return [(f"briefs/{CORRECTIONS}", reason) for reason in found.unfit]


@dataclass(frozen=True, slots=True)
class _Job:
    """One article to be annotated, and the brief to be written from it; `copies` annotate `earlier` copies of it."""

    path: str
    article: Article
    seen: Seen
    where: str
    record: Record | None
    earlier: tuple[tuple[str, Article], ...] = ()
    copies: tuple[Annotations, ...] = ()

    def rights(self, settings: Settings) -> str:
        """What holds: a person's word in the brief, then what the settings make of the article."""
        by_hand = self.record.rights_by_hand() if self.record else None
        return by_hand or settings.rights_of(self.article)


def _older(path: str, copies: Iterable[str], seen: Mapping[str, Seen]) -> list[str]:
    """Give the copies of an article with its address and another text: other versions of it. One of each text."""
    mine = seen[path]
    texts = {seen[name].text: name for name in copies if mine.url and seen[name].url == mine.url}
    return sorted(name for text, name in texts.items() if text != mine.text)


def _words(quotes: Iterable[Mapping[str, Any]]) -> list[str]:
    return [quote["text"] for quote in quotes if quote.get("kind") != "reported"]


def _articles(waiting: deque[_Job], handed_out: deque[_Job]) -> Iterator[Article]:
    """Give the articles of jobs, which are moved to those handed out: whoever takes one there may let go of it."""
    while waiting:
        job = waiting.popleft()
        handed_out.append(job)
        yield from (job.article, *(copy for _, copy in job.earlier))


def _is_measured(brief: Brief) -> bool:
    """Tell whether there is a limit to what a brief republishes; what the builder chose by itself has its own."""
    return shown(brief.rights) is Shown.EXCERPT and brief.words_by_hand


def _is_of(brief: Brief, seen: Mapping[str, Seen]) -> bool:
    """Tell whether the inbox holds the text that a brief was made from."""
    article = seen.get(brief.made.article or "")
    return article is not None and article.text == brief.made.text_hash


def _free_path(article: Article, taken: Collection[str]) -> str:
    """Name the file of a new brief, by date and title; a second one of both gets a number."""
    day = (article.date or "")[:10]
    year = day[:4] if day else collection.UNDATED
    stem = "-".join(part for part in (day, slug(article.title)) if part)
    names = (f"{year}/{stem}{f'-{number}' if number > 1 else ''}.md" for number in count(1))
    return next(name for name in names if name not in taken)
