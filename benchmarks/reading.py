"""How fast saved pages are read, against the extractor that reading stands on.

    python -m benchmarks.reading [FOLDER]

Reads every page (.html, .htm, compressed or not) in FOLDER, else the sample pages of this project, from the file to the
article that is taken or refused, and prints the pages a second, those of trafilatura's `bare_extraction` with metadata,
and the first over the second: the exit code is 1 if that is below 0.5. Time is that of the processor, page by page in
turn, the best of several runs; a page that one of them cannot read counts with the time it takes all the same. Pages as
newspapers make them are about a hundred times as large as the samples: on those, what does not grow with a page counts.
"""

import gzip
import logging
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from trafilatura import bare_extraction
from trafilatura.meta import reset_caches

from builder.errors import ArticleError
from builder.readers import formats
from builder.readers.plain import folded
from builder.readers.source import on_disk

SAMPLES = Path(__file__).parent.parent / "articles" / "samples"
SUFFIXES = (".html", ".htm", ".html.gz", ".htm.gz")
REPEATS = 3
LEAST = 0.5


def main(folder: Path) -> int:
    """Measure, print, and say whether reading is fast enough."""
    logging.disable(logging.CRITICAL)
    pages = [path for path in sorted(folder.iterdir()) if path.name.lower().endswith(SUFFIXES)]
    if not pages:
        print(f"there is no saved page in {folder}; name a folder with .html files")
        return 2
    runs = [_seconds(pages) for _ in range(REPEATS)]
    ours, theirs = (len(pages) / min(seconds) for seconds in zip(*runs, strict=True))
    print(f"{len(pages)} pages: ours {ours:.1f} a second, trafilatura {theirs:.1f}, ratio {ours / theirs:.2f}")
    return int(ours / theirs < LEAST)


def _seconds(pages: list[Path]) -> tuple[float, float]:
    """Return the processor time that ours and trafilatura take for all pages, in turn; caches are emptied before."""
    reset_caches()
    folded.cache_clear()
    ours = theirs = 0.0
    for page in pages:
        ours += _timed(_ours, page)
        theirs += _timed(_theirs, page)
    return ours, theirs


def _timed(read: Callable[[Path], None], page: Path) -> float:
    start = time.process_time()
    read(page)
    return time.process_time() - start


def _ours(page: Path) -> None:
    for entry in formats.entries(on_disk(page)):
        with suppress(ArticleError):
            entry.read()


def _theirs(page: Path) -> None:
    data = page.read_bytes()
    bare_extraction(gzip.decompress(data) if page.suffix == ".gz" else data, with_metadata=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES))
