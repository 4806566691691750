"""Annotating on all cores: batches of texts to processes that each load the model once, annotations back in order.

The batches are the same on one process and on many, so what is found is the same, too. Texts are taken from the caller
no faster than they are annotated: memory stays the same however many there are.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

from spacy.language import Language

from builder import __version__
from builder.annotate import pipeline
from builder.annotate.context import Context
from builder.annotations import RULES, Annotations
from builder.errors import UNGUARDED, BriefsError, UsageError

# A text, and what else is known about it.
Text = tuple[str, Context]

# What was found, and the model that found it, as the record names it.
Annotated = tuple[Annotations, str]

# Batches that one process annotates while another one would still be loading the model.
FEW = 8

# Batches that wait for each process, so that none is idle while the caller writes.
AHEAD = 2

# What must be the same wherever one collection is annotated.
MADE_WITH = f"{__version__}, rules {RULES}"

# A pipeline takes one batch at a time, and workers elsewhere may have threads.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Pool:
    """Workers somewhere: any executor of the kind of `concurrent.futures`, and how many batches it does at once."""

    executor: Executor
    size: int


def annotate(texts: Iterable[Text], model: str | None = None, pool: Pool | None = None) -> Iterator[Annotated]:
    """Annotate texts in order: few of them here, many on one process for each core, or all on a pool's workers.

    The workers of a pool must have this package installed. Raises `UsageError` when the model is not installed or
    workers differ in what they have installed, `BriefsError` when the system ended a process.
    """
    batches = _batches(texts)
    if pool:
        yield from _of_one_model(_in_order(pool, batches, model))
        return
    first = list(islice(batches, FEW))
    processes = min(cores(), len(first))
    if processes == 1 or len(first) < FEW:
        yield from _annotate_here(chain.from_iterable(chain(first, batches)), model)
        return
    try:
        with _processes(processes) as executor:
            _begin_with(executor)
            yield from _in_order(Pool(executor, processes), chain(first, batches), model)
    except BrokenExecutor as error:
        raise BriefsError(
            "the system ended a process that annotates, most likely for want of memory; "
            "build again: nothing that was finished is done twice"
        ) from error


def cores() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _annotate_here(texts: Iterable[Text], model: str | None) -> Iterator[Annotated]:
    nlp = pipeline.load(model)
    name = pipeline.model_name(nlp)
    for found in pipeline.annotate(nlp, texts):
        yield found, name


def _batches(texts: Iterable[Text]) -> Iterator[list[Text]]:
    texts = iter(texts)
    while batch := list(islice(texts, pipeline.BATCH)):
        yield batch


def _in_order(pool: Pool, batches: Iterable[list[Text]], model: str | None) -> Iterator[Annotated]:
    """Keep enough batches under way, and give out what is found in the order of the texts."""
    under_way: deque[Future[list[Annotated]]] = deque()
    try:
        for batch in batches:
            under_way.append(pool.executor.submit(annotate_batch, batch, model, MADE_WITH))
            if len(under_way) > pool.size * AHEAD:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    finally:
        for future in under_way:
            future.cancel()


def _of_one_model(annotated: Iterable[Annotated]) -> Iterator[Annotated]:
    """Pass on what was found, while it was found with the same model."""
    models = set()
    for found, name in annotated:
        models.add(name)
        if len(models) > 1:
            raise UsageError(
                f"the workers have different language models ({', '.join(sorted(models))}): make them alike"
            )
        yield found, name


def annotate_batch(batch: list[Text], model: str | None, made_with: str) -> list[Annotated]:
    """Annotate one batch in a worker, with a model that this process loads once. Raises `UsageError`."""
    if made_with != MADE_WITH:
        raise UsageError(
            f"a worker has another version of news-briefs ({MADE_WITH}, here {made_with}): make them alike"
        )
    with _one_at_a_time:
        nlp = _loaded(model)
        name = pipeline.model_name(nlp)
        return [(found, name) for found in pipeline.annotate(nlp, batch)]


@cache
def _loaded(model: str | None) -> Language:
    return pipeline.load(model)


def _processes(workers: int) -> ProcessPoolExecutor:
    """Make processes that begin from nothing, as Windows and macOS want it: forked ones would share open files."""
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_begin)


def _begin_with(executor: Executor) -> None:
    """Wait for the first process. Raises `BriefsError` if it cannot even begin, before any text is lost with it."""
    try:
        executor.submit(os.getpid).result()
    except BrokenExecutor as error:
        raise BriefsError(UNGUARDED) from error


def _begin() -> None:
    """Leave Ctrl-C to the process that writes, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
