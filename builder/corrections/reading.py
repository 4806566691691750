"""The file of corrections: read with the line of each entry, and added to without a change to what stands there."""

import re
from dataclasses import dataclass
from typing import Any

import msgspec
import yaml

from builder import frontmatter
from builder.corrections.kinds import KINDS, AnyCorrection, Correction, Suppress
from builder.errors import RecordError
from builder.gazetteer import COUNTRY_CODES

# The file's name in the folder of briefs.
NAME = "corrections.yml"

# The schema beside it, by which editors complete and check it.
SCHEMA = "corrections.schema.json"

_FIRST_LINE = f"# yaml-language-server: $schema={SCHEMA}\n"

_KIND_NAMES = tuple(str(kind.__struct_config__.tag) for kind in KINDS)
_PATH = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_STEP = re.compile(r"\.(?P<key>\w+)|\[(?P<number>\d+)\]")

# What a value of a given shape is expected to be, by its key.
_SHAPES = {
    "person": "it must be an id such as amadu-balde: the last part of the person's address",
    "people": "it must hold ids such as amadu-balde: the last part of a person's address",
    "id": "it must be an id such as amadu-balde: the last part of the person's address",
    "date": "it must be a day such as 2025-11-30",
    "role": "it must be one of: about, mentioned, none",
    "country": "it must be a code of ISO 3166-1, such as GE",
}

# What msgspec says, and how a person says it.
_PLAINER = (
    (re.compile(r"Object missing required field `(\w+)`"), r"'\1' is missing"),
    (re.compile(r"Object contains unknown field `(.+)`"), r"'\1' is not known here"),
    (re.compile(r"Expected `array` of length >= (\d+)"), r"it must be a list of at least \1"),
    (re.compile(r"Expected `array`.*"), "it must be a list, such as [one, another]"),
    (re.compile(r"Expected `str.*"), "it must be a line of text, and not an empty one"),
    (re.compile(r"Expected `object`.*"), "it must be a group of 'key: value' lines"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One correction, and the line of the file that it begins in (the first line is 1)."""

    correction: AnyCorrection
    line: int


def read(text: str) -> tuple[Entry, ...]:
    """Read all entries. Raises `RecordError`, whose message has one line for each that is not understood."""
    node, values = frontmatter.load(text, first_line=1)
    if values is None:
        return ()
    if not isinstance(node, yaml.SequenceNode):
        raise RecordError("line 1: the file must be a list of corrections, each beginning '- fix: '; see the guide")
    entries, problems = [], []
    for value, at in zip(values, node.value, strict=True):
        try:
            entries.append(Entry(_checked(value), at.start_mark.line + 1))
        except msgspec.ValidationError as error:
            problems.append(_plain(error, at))
    if problems:
        raise RecordError("\n".join(problems))
    return tuple(entries)


def _checked(value: Any) -> AnyCorrection:
    correction: AnyCorrection = msgspec.convert(value, AnyCorrection)
    code = getattr(correction, "country", None)
    if code is not None and code not in COUNTRY_CODES:
        raise msgspec.ValidationError(f"'{code}' is no code of ISO 3166-1 - at `$.country`")
    if isinstance(correction, Suppress):
        _check_suppress(correction)
    if getattr(correction, "role", "") is None and getattr(correction, "was", "") is None:
        raise msgspec.ValidationError("Object missing required field `role`")
    return correction


def _check_suppress(correction: Suppress) -> None:
    """Raise unless it is about one thing: a person, a brief, or a quotation of a brief."""
    if (correction.person is None) == (correction.brief is None):
        raise msgspec.ValidationError(
            "it must name either a 'person' or a 'brief', and for a quotation its 'quote' too"
        )
    if correction.person is not None and correction.quote is not None:
        raise msgspec.ValidationError("it is of a brief, and names no 'person' - at `$.quote`")
    if correction.person is None and correction.names:
        raise msgspec.ValidationError("only a 'person' has other names - at `$.names`")


def _plain(error: msgspec.ValidationError, entry: yaml.Node) -> str:
    """Say where and what in plain words: the line of the very value, its key, and what is expected of it."""
    message = str(error)
    path = match["path"] if (match := _PATH.search(message)) else ""
    message = _PATH.sub("", message)
    node, key = entry, ""
    for step in _STEP.finditer(path):
        node = _inside(node, step)
        key = step["key"] or key
    if key == "fix":
        message = f"it must be one of: {', '.join(_KIND_NAMES)}"
    if ("matching regex" in message or "enum" in message) and key in _SHAPES:
        message = _SHAPES[key]
    for pattern, plain in _PLAINER:
        message = pattern.sub(plain, message)
    where = f"'{key}': " if key else ""
    return f"line {node.start_mark.line + 1}: {where}{message[:1].lower()}{message[1:]}"


def _inside(node: yaml.Node, step: re.Match[str]) -> yaml.Node:
    if step["number"] and isinstance(node, yaml.SequenceNode):
        found: yaml.Node = node.value[int(step["number"])]
        return found
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for key, value in pairs if key.value == step["key"]), node)


def added(text: str, correction: Correction) -> str:
    """Return the file's text with one more correction at its end. Raises `RecordError` if the text was not in order."""
    read(text)
    fields = {key: value for key, value in msgspec.to_builtins(correction).items() if value not in (None, [])}
    entry = frontmatter.block("entry", [fields]).partition("\n")[2]
    before = text if text.endswith("\n") or not text else f"{text}\n"
    after = f"{before or _FIRST_LINE}{entry}"
    read(after)
    return after


def schema() -> bytes:
    """Return the JSON Schema of the file, by which editors complete and check it."""
    described = msgspec.json.schema(list[AnyCorrection])
    described = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Corrections", **described}
    return msgspec.json.format(msgspec.json.encode(described, order="sorted"), indent=2) + b"\n"
