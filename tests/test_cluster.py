"""Annotating on a Dask cluster: a real scheduler and two worker processes on this machine."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from distributed import Client, LocalCluster
from spacy.language import Language

from builder.annotate import cluster, pipeline, workers
from builder.annotate.context import Context
from builder.annotations import Annotations
from builder.cli import main
from builder.errors import UsageError

CITIES = ["Oslo", "Szeged", "Lagos", "Izmir", "Tbilisi"] * 8
TEXTS = [
    (f"“It will rain in {city},” said Judit Halmos. Then {number} ferries left for Serbia.", Context(title=f"{number}"))
    for number, city in enumerate(CITIES)
]


@pytest.fixture(scope="module")
def scheduler() -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as local:
        yield local


@pytest.fixture(autouse=True)
def loaded_here_once(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "load", lambda _model: nlp)


@pytest.fixture(scope="module")
def expected(nlp: Language) -> list[Annotations]:
    return list(pipeline.annotate(nlp, TEXTS))


def test_a_lost_worker_loses_nothing(
    scheduler: LocalCluster, expected: list[Annotations], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "BATCH", 2)
    with Client(scheduler) as client, cluster.connected(scheduler.scheduler_address) as pool:
        victim = next(iter(client.run(os.getpid).values()))
        found = workers.annotate(TEXTS, pool=pool)
        first = [annotations for annotations, _ in (next(found) for _ in range(4))]
        os.kill(victim, signal.SIGKILL)
        assert first + [annotations for annotations, _ in found] == expected


def test_the_command_gives_the_same_bytes_with_a_cluster(scheduler: LocalCluster, tmp_path: Path) -> None:
    rows = "".join(json.dumps({"id": number, "text": text}) + "\n" for number, (text, _) in enumerate(TEXTS[:5]))
    (tmp_path / "rows.jsonl").write_text(rows)
    call = ["annotate", str(tmp_path / "rows.jsonl")]
    here = CliRunner().invoke(main, call)
    there = CliRunner().invoke(main, [*call, "--dask", scheduler.scheduler_address])
    assert here.exit_code == there.exit_code == 0
    assert here.stdout_bytes == there.stdout_bytes
    assert len(here.stdout_bytes.splitlines()) == 5


def test_a_cluster_makes_the_same_briefs(
    scheduler: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    projects = [tmp_path / "here", tmp_path / "there"]
    for root, options in zip(projects, ([], ["--dask", scheduler.scheduler_address]), strict=True):
        (root / "articles").mkdir(parents=True)
        (root / "articles" / "rain.txt").write_text("Rain in Oslo\n\n" + "\n\n".join(text for text, _ in TEXTS[:20]))
        (root / "mkdocs.yml").write_text("site_name: Rain\n")
        monkeypatch.chdir(root)
        result = CliRunner().invoke(main, ["build", *options])
        assert result.exit_code == 0, result.output
    here, there = ({p.name: p.read_bytes() for p in (root / "briefs").rglob("*.md")} for root in projects)
    assert here == there
    assert len(here) == 1


def test_a_worker_with_other_rules_is_refused(scheduler: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MADE_WITH", "9.9, rules 99")
    with cluster.connected(scheduler.scheduler_address) as pool, pytest.raises(UsageError, match=r"9\.9, rules 99"):
        list(workers.annotate(TEXTS[:1], pool=pool))


@pytest.mark.parametrize(
    ("address", "remedy"),
    [("nonsense", "no address"), ("tcp://127.0.0.1:1", "dask scheduler")],
)
def test_an_address_where_nobody_answers_is_named(address: str, remedy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(UsageError, match=remedy) as error, cluster.connected(address):
        pass
    assert address in str(error.value)


def test_a_scheduler_without_workers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with (
        LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0") as empty,
        pytest.raises(UsageError, match="dask worker"),
        cluster.connected(empty.scheduler_address),
    ):
        pass
