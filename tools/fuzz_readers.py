"""Fuzz all readers by coverage with atheris, outside of the test suite.

    pip install atheris                      # Linux, Python 3.11 to 3.13
    PYTHONPATH=. python tools/fuzz_readers.py -max_total_time=600 [a folder to keep the corpus in]

Options are those of libFuzzer. The first byte of an input chooses the suffix, the rest is the file. An input that fails
is written to a file; run the script with its name to see it again.
"""

import logging
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["builder.readers", "trafilatura", "htmldate"]):
    from tests.fuzz.reading import read

from builder.readers.formats import SUFFIXES
from tests.fuzz.seeds import seeds

SLOWEST = 25  # seconds; the reading process is given 20
MEMORY = 4096  # MB, as the reading process has it
LARGEST = 20_000  # bytes: small inputs reach as much of the code, and many more of them a second

_ALL = (*SUFFIXES, *(f"{suffix}.gz" for suffix in SUFFIXES[:2]))
_FOLDER = tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None)


def one_input(data: bytes) -> None:
    """Read one input as a file."""
    if data:
        path = Path(_FOLDER.name) / f"a{_ALL[data[0] % len(_ALL)]}"
        path.write_bytes(data[1:])
        read(path)
        path.unlink()


def main() -> None:
    """Run libFuzzer on the seeds."""
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, data) in enumerate(seeds()):
            suffix = max((s for s in _ALL if name.endswith(s)), key=len)
            Path(folder, str(number)).write_bytes(bytes([_ALL.index(suffix)]) + data)
        limits = [f"-timeout={SLOWEST}", f"-rss_limit_mb={MEMORY}", f"-max_len={LARGEST}"]
        named = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
        corpus = [] if any(Path(name).is_file() for name in named) else [folder]
        atheris.Setup([sys.argv[0], *limits, *sys.argv[1:], *corpus], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
