"""Look up every package of the locks among known vulnerabilities, with pip-audit in an environment of its own.

Ends with 1 where one is known, and with 0 where none is, or where nothing can be looked up: then it says so.
"""

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

LOCKS = Path(__file__).parents[1] / "requirements"
NOTHING = "pip-audit: nothing could be looked up from here ({})"


def main() -> int:
    """Audit the locks; return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        install = ["install", "-qq", "--no-deps", "--require-hashes", "-r", str(LOCKS / "audit.lock")]
        if subprocess.run([python, "-m", "pip", *install], check=False).returncode:
            print(NOTHING.format("pip-audit itself cannot be installed"))
            return 0
        results = [audited(python, lock) for lock in sorted(LOCKS.glob("*.lock"))]
    return max(results)


def audited(python: Path, lock: Path) -> int:
    """Audit one lock, and print what was found."""
    options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json"]
    command = [python, "-m", "pip_audit", *options, "-r", str(lock)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if not run.stdout.strip():
        print(NOTHING.format((run.stderr.strip().splitlines() or ["no answer"])[-1]))
        return 0
    packages: list[dict[str, Any]] = json.loads(run.stdout)["dependencies"]
    known = [f"{one['name']} {one['version']}: {found['id']}" for one in packages for found in one.get("vulns", ())]
    looked_up = [one for one in packages if "skip_reason" not in one]
    if not looked_up:
        print(NOTHING.format(lock.name))
        return 0
    print(
        f"pip-audit: {lock.name}: {len(looked_up)} of {len(packages)} packages looked up, {len(known)} known to be weak"
    )
    print("".join(f"  {line}\n" for line in known), end="")
    return int(bool(known))


if __name__ == "__main__":
    sys.exit(main())
