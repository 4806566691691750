"""What a plain install does not bring: the packages for clusters, Parquet and files elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager

from builder.errors import UsageError


@contextmanager
def needed(purpose: str) -> Iterator[None]:
    """Say what to install if an import fails within. Raises `UsageError`."""
    try:
        yield
    except ImportError as error:
        raise UsageError(f"{purpose}: {error}; install it: python -m pip install 'news-briefs[dask]'") from error
