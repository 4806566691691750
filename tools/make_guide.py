"""Make the two pages of the guide that tell what the program itself says: `settings.md` and `commands.md`.

    python -m tools.make_guide

Run it from the top of the repository after a change to `Settings` (builder/settings.py) or to the help of a command; a
test compares the pages with what this makes.
"""

import ast
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import click

from builder import settings
from builder.cli import main as briefs

GUIDE = Path(__file__).parent.parent / "docs" / "guide"

_SETTINGS = """\
---
title: Settings
---

# Settings

All settings stand in one file, `mkdocs.yml`, in the folder of your collection. Those of the builder stand in it under
`extra: briefs:`, indented like this:

    extra:
      briefs:
        rights: excerpt
        excerpt_words: 80
        outlet_rights:
          Harbour Desk: full

A setting that is left out has its default. A misspelt one is named, and nothing is built. Change one, and the next
build brings the pages in line; no article is annotated again for it, unless you choose another language model.
"""

_SITE = """
## The rest of the file

What is not under `extra: briefs:` belongs to MkDocs and its theme Material. These matter most:

| Setting | What it does |
| --- | --- |
| `site_name` | the name of the site, in the header of every page |
| `site_description` | a line about it, for search engines and feeds |
| `site_url` | the address where it will be; feeds, site map and annotations need it. The publishing workflow sets it |
| `repo_url` | the repository of the collection; readers can then report a wrong attribution beside each quotation |
| `theme: language:` | the language of our words on pages, `en` or `de`; `nav` and `palette` are yours to translate |
| `nav` | what stands in the header; take out what you do not need |
"""

_COMMANDS = """\
---
title: Commands
---

# Commands

Each command works in the folder of your collection, or in any folder below it; `briefs COMMAND --help` prints what
stands here. The exit code is 0 when all went well, 1 when some articles could not be read or checked (each is named
with the reason, and the others are done), and 2 when the call itself was wrong.
"""


def settings_page() -> str:
    """Write the page of settings: each with its docstring and its default."""
    told = _docstrings()
    rows = [_setting(field.name, told[field.name]) for field in fields(settings.Settings)]
    return "\n".join([_SETTINGS, *rows]) + _SITE


def _docstrings() -> Mapping[str, str]:
    """Read the docstrings under the fields of `Settings`, which Python itself does not keep."""
    tree = ast.parse(Path(settings.__file__).read_text(encoding="utf-8"))
    (body,) = (node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Settings")
    found = {}
    for field, text in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr):
            found[field.target.id] = " ".join(str(ast.literal_eval(text.value)).split())
    return found


def _setting(name: str, told: str) -> str:
    default = getattr(settings.Settings(), name)
    shown = default if isinstance(default, str) else json.dumps(default, default=dict)
    return f"## `{name}`\n\n{told} Default: {f'`{shown}`' if default or default is False else 'none'}.\n"


def commands_page() -> str:
    """Write the page of commands: each with its help, in the words of the terminal."""
    with click.Context(briefs, info_name="briefs") as context:
        return "\n".join([_COMMANDS, *_commands(briefs, context)])


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    for name, command in sorted(group.commands.items()):
        with click.Context(command, parent=context, info_name=name) as own:
            if isinstance(command, click.Group):
                yield from _commands(command, own)
            else:
                yield _command(command, own)


def _command(command: click.Command, context: click.Context) -> str:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    paragraphs = [" ".join(part.replace("\b", "").split()) for part in (command.help or "").split("\n\n")]
    lines = [f"## {context.command_path}\n", f"    {usage}\n", *(f"{_plain(part)}\n" for part in paragraphs)]
    shown = (param.get_help_record(context) for param in command.params if isinstance(param, click.Option))
    options = [record for record in shown if record]
    if options:
        lines += ["| Option | What it does |", "| --- | --- |"]
        lines += [f"| `{_cell(name)}` | {_cell(_plain(told))} |" for name, told in options]
        lines.append("")
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Keep what a terminal prints as it is from being taken for Markdown."""
    for sign in "\\`*_[]<>{}":
        text = text.replace(sign, f"\\{sign}")
    return text


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def pages() -> dict[str, str]:
    """Give the pages by the names of their files."""
    return {"settings.md": settings_page(), "commands.md": commands_page()}


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (GUIDE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
