"""Front matter as text: a brief's YAML cut into its top-level keys, so that one can change and the others stay.

What a person wrote into a block (a comment, another order, another way of quoting) survives as long as the block's
value is not replaced.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from builder.errors import RecordError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_DOCUMENT = re.compile(r"\A---[ \t]*\n(?P<head>.*?)^---[ \t]*(?:\n(?P<body>.*))?\Z", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"(?:^|\s)#")
_ALIAS = re.compile(r"(?:^|[\s\[{,:-])\*[^\s*]")


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file with front matter: the text of each top-level key, their values, and the body."""

    blocks: Mapping[str, str]
    values: Mapping[str, Any]
    body: str


def parse(text: str) -> Document:
    """Take a Markdown file apart. Raises `RecordError` with the line where the front matter is not understood."""
    match = _DOCUMENT.match(_plain(text))
    if match is None:
        raise RecordError(
            "no front matter: the file must begin with a line '---', and end its YAML with another; mend it by hand, "
            "or delete the file, and the builder makes it anew from its article"
        )
    keys, values = _load(match["head"])
    return Document(blocks=_blocks(match["head"], keys, values), values=values, body=_body(match))


def _plain(text: str) -> str:
    return text.lstrip("\ufeff").replace("\r\n", "\n")


def _body(match: re.Match[str]) -> str:
    return (match["body"] or "").strip("\n")


def body(file: Path) -> str:
    """Read the body of a Markdown file alone, which takes no YAML; empty if the file is gone or has no front matter."""
    try:
        match = _DOCUMENT.match(_plain(file.read_bytes().decode("utf-8")))
    except (OSError, UnicodeDecodeError):
        return ""
    return _body(match) if match else ""


def write(blocks: Mapping[str, str], body: str) -> str:
    """Put a Markdown file together again, and check that its front matter reads back."""
    head = "".join(blocks.values())
    text = f"---\n{head}---\n\n{body}\n" if body else f"---\n{head}---\n"
    parse(text)
    return text


def block(key: str, value: Any) -> str:
    """Write one top-level key as YAML, so that it reads back as the same value."""
    return str(
        yaml.dump(
            {key: value}, Dumper=_BlockDumper, sort_keys=False, allow_unicode=True, width=100, default_flow_style=False
        )
    )


def digest(value: Any) -> str:
    """Return a short hash of a value from YAML, the same for equal values whatever their way of writing."""
    plain = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(plain.encode(errors="surrogatepass")).hexdigest()[:10]


def has_comment(text: str) -> bool:
    """Tell whether a person put a comment into a block; a `#` inside a value does not count."""
    if not _COMMENT.search(text):
        return False
    return any(True for _ in _comments(text))


def _comments(text: str) -> list[str]:
    """Find comments by asking the scanner where its tokens lie: what begins with `#` between two of them is one."""
    gaps: list[str] = []
    position = 0
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        gaps.append(text[position : token.start_mark.index])
        position = max(position, token.end_mark.index)
    gaps.append(text[position:])
    return [gap for gap in gaps if "#" in gap]


def load(text: str, first_line: int = 2) -> tuple[yaml.Node | None, Any]:
    """Read YAML safely, without aliases. Returns its root node, whose parts know where they stand, and its value.

    Raises `RecordError` with the line; `first_line` is the number that the text's first line has in its file.
    """
    _refuse_aliases(text, first_line)
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        return root, loader.construct_document(root) if root else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + first_line}: " if mark else ""
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise RecordError(
            f"{where}not valid YAML ({problem}); mend it by hand: most often a value that holds a colon or a quotation "
            "mark needs single quotation marks around it"
        ) from error
    except (ValueError, RecursionError) as error:
        raise RecordError(f"not valid YAML ({error}); mend it by hand") from error
    finally:
        loader.dispose()


def _refuse_aliases(text: str, first_line: int) -> None:
    """Raise `RecordError` where a value stands for another: a few lines of such may stand for gigabytes."""
    if not _ALIAS.search(text):
        return
    try:
        for token in yaml.scan(text, Loader=_LOADER):
            if isinstance(token, yaml.AliasToken):
                line = token.start_mark.line + first_line
                raise RecordError(f"line {line}: '*{token.value}' stands for another value; write that value out")
    except yaml.YAMLError:
        return  # whoever reads it says what is wrong


def _load(head: str) -> tuple[list[yaml.Node], dict[str, Any]]:
    """Read front matter. Returns its top-level keys as nodes, and its values."""
    root, values = load(head)
    if not isinstance(values, dict) or not isinstance(root, yaml.MappingNode):
        raise RecordError("line 2: the front matter must be a list of 'key: value' lines; mend it by hand")
    keys = [key for key, _ in root.value]
    _refuse_twins(keys)
    return keys, {str(key): value for key, value in values.items()}


def _refuse_twins(keys: list[yaml.Node]) -> None:
    """Raise `RecordError` where one key stands twice: YAML would silently take the last."""
    names = [key.value for key in keys]
    for number, key in enumerate(keys):
        if key.value in names[:number]:
            line = key.start_mark.line + 2
            raise RecordError(f"line {line}: '{key.value}' stands in the front matter twice; take one of the two out")


def _blocks(head: str, keys: list[yaml.Node], values: Mapping[str, Any]) -> dict[str, str]:
    """Cut the YAML at its top-level keys. Comment lines right above a key stay with it."""
    if [key.value for key in keys] != list(values) or any(key.start_mark.column for key in keys):
        # Flow style, an explicit key: the text cannot be cut safely, so every key is written anew.
        return {key: block(key, value) for key, value in values.items()}
    cuts = [0, *(_above_comments(head, key.start_mark.index) for key in keys[1:]), len(head)]
    return {key: head[cuts[number] : cuts[number + 1]] for number, key in enumerate(values)}


def _above_comments(head: str, start: int) -> int:
    """Return where the comment lines right above a line begin, given where the line does."""
    while start and head.startswith("#", above := head.rfind("\n", 0, start - 1) + 1):
        start = above
    return start


class _Loader(_LOADER):  # type: ignore[misc, valid-type]
    """Safe YAML as YAML 1.2 and people understand it: `NO` is Norway, `12:30` a time, `2025-06-02` and `3.10` text."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", list("-+0123456789")),
    ("merge", r"<<", ["<"]),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"\A(?:{_pattern})\Z"), _first)


class _BlockDumper(_DUMPER):  # type: ignore[misc, valid-type]
    """Block style, `key:` for a missing value, short lists of numbers in one line.

    What any YAML takes for something else than text (but a date) is written in quotation marks.
    """

    def ignore_aliases(self, data: Any) -> bool:
        """Write a repeated value out again: anchors puzzle people."""
        return True


_BlockDumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in _DUMPER.yaml_implicit_resolvers.items()
}
_BlockDumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def _sequence(dumper: Any, data: Any) -> Any:
    numbers = bool(data) and all(isinstance(item, int) for item in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=numbers or None)


_BlockDumper.add_representer(list, _sequence)
_BlockDumper.add_representer(tuple, _sequence)
