"""A Dask cluster as a pool of workers: nothing of ours has to be there but this package and a language model.

Dask sends the work of a lost worker to another one. Only what kills one worker after another is given up.
"""

import re
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager

from builder.annotate.extra import needed
from builder.annotate.workers import Pool
from builder.errors import BriefsError, UsageError

# Seconds to wait for the scheduler, and then for the first worker.
PATIENCE = 15

_ADDRESS = re.compile(r"(\w+://)?\S+:\d+")


@contextmanager
def connected(address: str) -> Iterator[Pool]:
    """Connect to a Dask scheduler, such as tcp://10.0.0.5:8786, for as long as the context lasts.

    Raises `UsageError` when nobody answers there or no worker is to be had, `BriefsError` when the cluster gives up.
    """
    if not _ADDRESS.fullmatch(address):
        raise UsageError(f"{address} is no address of a Dask scheduler, such as tcp://10.0.0.5:8786")
    with needed("a Dask cluster"):
        from distributed import Client, KilledWorker  # noqa: PLC0415

    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"no Dask scheduler answers at {address}: start one there with 'dask scheduler'") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise UsageError(
                f"the scheduler at {address} has no worker: start some: 'dask worker {address}'"
            ) from error
        try:
            yield Pool(client.get_executor(pure=False), sum(client.nthreads().values()))
        except KilledWorker as error:
            raise BriefsError(
                "one batch of articles ended several workers of the cluster, most likely for want of memory: "
                "give each worker 2 GB or more, and run the command again"
            ) from error
        except CancelledError as error:
            raise BriefsError(f"the scheduler at {address} is gone: start it and run the command again") from error
