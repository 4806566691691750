"""Annotating on several processes: the same results in the same order, and nothing left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from builder.annotate import pipeline, workers
from builder.annotate.context import Context
from builder.errors import BriefsError

TEXTS = [
    (f"“It will rain in {city},” said Judit Halmos. Then {number} ferries left for Serbia.", Context(title=f"{number}"))
    for number, city in enumerate(["Oslo", "Szeged", "Lagos", "Izmir", "Tbilisi"] * 2)
]


@pytest.fixture
def small_batches(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """One text a batch, several batches many, two cores, and the model loaded once for all tests."""
    monkeypatch.setattr(pipeline, "load", lambda _model: nlp)
    monkeypatch.setattr(pipeline, "BATCH", 1)
    monkeypatch.setattr(workers, "FEW", 2)
    monkeypatch.setattr(workers, "cores", lambda: 2)
    workers._loaded.cache_clear()


def test_few_texts_are_annotated_without_a_process(
    nlp: Language, small_batches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_processes", pytest.fail)
    ((found, name),) = workers.annotate(TEXTS[:1])
    assert [found] == list(pipeline.annotate(nlp, TEXTS[:1]))
    assert name == pipeline.model_name(nlp)


def test_one_processor_annotates_all_texts_too(
    nlp: Language, small_batches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 1)
    monkeypatch.setattr(workers, "_processes", pytest.fail)
    assert len(list(workers.annotate(TEXTS))) == len(TEXTS)


def test_processes_find_the_same_in_the_same_order(nlp: Language, small_batches: None) -> None:
    expected = [found for text in TEXTS for found in pipeline.annotate(nlp, [text])]
    assert [found for found, _ in workers.annotate(TEXTS)] == expected


def test_any_executor_of_the_standard_kind_will_do(nlp: Language, small_batches: None) -> None:
    with ThreadPoolExecutor(1) as executor:
        found = list(workers.annotate(TEXTS[:3], pool=workers.Pool(executor, 1)))
    assert found == [(one, pipeline.model_name(nlp)) for text in TEXTS[:3] for one in pipeline.annotate(nlp, [text])]


class Slow(Executor):
    """An executor that does a batch only when its result is asked for."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.result = lambda timeout=None: fn(*args, **kwargs)  # type: ignore[method-assign]
        return future


def test_no_more_texts_are_taken_than_are_worked_on(small_batches: None) -> None:
    taken = 0

    def texts() -> Iterator[workers.Text]:
        nonlocal taken
        for text in TEXTS:
            taken += 1
            yield text

    found = workers.annotate(texts(), pool=workers.Pool(Slow(), workers.FEW))
    for done, _ in enumerate(found, start=1):
        assert taken <= done + workers.FEW * workers.AHEAD + 1


def test_a_process_that_the_system_ended_is_one_clear_error(
    small_batches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_: object) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr(workers, "annotate_batch", ended)
    monkeypatch.setattr(workers, "_processes", lambda _count: nullcontext(Slow()))
    with pytest.raises(BriefsError, match="build again"):
        list(workers.annotate(TEXTS))


@pytest.mark.skipif(os.name == "nt", reason="there a signal is not sent to a process by its number")
def test_the_processes_end_with_the_builder_however_it_ends() -> None:
    code = (
        "import os, time\n"
        "from builder.annotate import workers\n"
        "if __name__ == '__main__':\n"
        "    pool = workers._processes(1)\n"
        "    print(pool.submit(os.getpid).result(), flush=True)\n"
        "    time.sleep(600)\n"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, text=True) as builder:
        assert builder.stdout
        worker = int(builder.stdout.readline())
        builder.send_signal(signal.SIGKILL)
    for _ in range(100):
        if not _is_alive(worker):
            return
        time.sleep(0.1)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("the process is still there")


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
        return "Z" not in Path(f"/proc/{process}/stat").read_text().split()[2]
    except OSError:
        return False
