"""What a command takes: time on the clock, time of the processor, memory."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Used:
    """What a command took: seconds on the clock and of the processor, megabytes of its largest process, its words."""

    wall: float
    cpu: float
    memory: float
    said: str


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Used:
    """Run a command in a folder, with its own processes counted. Ends with what it said if it fails."""
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        said = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}: {said}")
    return Used(wall, used.ru_utime + used.ru_stime, _megabytes(used), said)


def _megabytes(used: resource.struct_rusage) -> float:
    """The largest memory of the process; macOS counts it in bytes, Linux in kilobytes."""
    return used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
