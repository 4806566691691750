"""The guide tells what the program is now: its settings, its commands, its pictures."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest
import yaml

from builder.cli import main
from builder.settings import Settings
from tools import make_guide

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "guide"
PAGES = sorted(GUIDE.glob("*.md"))

# Bytes of one picture: a page of the guide is to be there at once, on a phone too.
LARGEST_PICTURE = 120_000


@pytest.mark.parametrize("name", make_guide.pages())
def test_what_the_program_tells_of_itself_is_what_the_guide_has(name: str) -> None:
    page = (GUIDE / name).read_text(encoding="utf-8")
    assert page == make_guide.pages()[name], "run: python -m tools.make_guide"


def test_every_setting_and_every_command_has_its_heading() -> None:
    headings = {page.name: set(re.findall(r"^## (.+)$", page.read_text("utf-8"), re.MULTILINE)) for page in PAGES}
    assert {f"`{field.name}`" for field in fields(Settings)} <= headings["settings.md"]
    assert set(commands(main, "briefs")) <= headings["commands.md"]


def commands(group: click.Group, path: str) -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}"


def test_every_setting_and_every_option_is_explained() -> None:
    for page in make_guide.pages().values():
        assert "| |\n" not in page.replace("|  |", "| |")
        assert not re.search(r"^## .*\n\n(?=##)", page, re.MULTILINE)


@pytest.mark.parametrize("page", [ROOT / "README.md", *PAGES], ids=lambda page: page.name)
def test_the_commands_that_are_told_of_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    told = re.findall(r"(?:^ {4,}|`)briefs ([a-z]+)\b", text, re.MULTILINE)
    assert [name for name in told if name not in main.commands] == []
    for command, options in re.findall(r"(?:^ {4,}|`)briefs ([a-z]+)((?: [^`\n#]*)?)", text, re.MULTILINE):
        known = {name for param in main.commands[command].params for name in param.opts}
        if not isinstance(main.commands[command], click.Group):
            assert set(re.findall(r"(?<!\S)--[a-z]+", options)) <= known | {"--help"}, f"briefs {command}{options}"


def test_every_page_of_the_guide_is_in_the_navigation() -> None:
    class Loader(yaml.SafeLoader):
        """Leaves the tags of MkDocs out."""

    Loader.add_multi_constructor("!", lambda *_: None)
    nav = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader)["nav"]
    (guide,) = (entry["Guide"] for entry in nav if "Guide" in entry)
    assert {path for entry in guide for path in entry.values()} == {f"guide/{page.name}" for page in PAGES}


def test_the_pictures_are_there_described_and_small() -> None:
    shown = set()
    for page in (ROOT / "README.md", *PAGES):
        for words, path in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
            assert len(words) > 10, path
            shown.add((page.parent / path).resolve())
    assert {path for path in shown if not path.is_file()} == set()
    assert shown == set((GUIDE / "images").resolve().iterdir())
    assert {path.name for path in shown if path.stat().st_size > LARGEST_PICTURE} == set()
