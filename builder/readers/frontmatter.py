"""Front matter of a clipping: YAML between two lines of dashes, read as plain strings."""

import re
from typing import Any

import yaml

from builder.errors import ArticleError
from builder.readers.described import Values
from builder.readers.plain import plain
from builder.readers.wordlists import table

_FENCED = re.compile(r"\A\s*---[^\S\n]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.S | re.M)
_KEYED = re.compile(r"\A(?:\s*#[^\n]*\n|\s*\n)*\s*[\"']?[\w -]{1,40}[\"']?\s*:(?:\s|$)")
_LONGEST = 100_000
_SEPARATOR = re.compile(r"[\s_-]+")
_WIKI_LINK = re.compile(r"!?\[\[([^\[\]|]*\|)?([^\[\]|]*)\]\]")


class _Loader(yaml.BaseLoader):
    """Every scalar is a string (`No` is no boolean, a date keeps its zone), and no alias can multiply."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse aliases: a few of them grow to gigabytes."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "aliases are not read", self.get_mark())
        return super().compose_node(parent, index)


def split(source: str) -> tuple[Values | None, str]:
    """Return the values under their field names, and the text behind the front matter; None if there is none.

    Raises `ArticleError` naming the line if what stands between the dashes looks like front matter and is no YAML.
    """
    found = _FENCED.match(source)
    if not found or not _KEYED.match(found["yaml"]):
        return None, source
    if len(found["yaml"]) > _LONGEST:
        raise ArticleError("the front matter is too long; shorten it to title, author, date and source")
    loaded = _loaded(found["yaml"], first_line=source[: found.start("yaml")].count("\n") + 1)
    return (_fields(loaded), source[found.end() :]) if isinstance(loaded, dict) else (None, source)


def _loaded(text: str, first_line: int) -> Any:
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + min(mark.line if mark else 0, text.rstrip().count("\n"))
        raise ArticleError(
            f"the front matter is not valid YAML at line {line} ({error.problem or 'unreadable'}); "
            "put quotation marks around a value that holds a colon"
        ) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ArticleError(
            "the front matter is not valid YAML (line 2 and after); keep to simple `key: value` lines"
        ) from error


def _fields(loaded: dict[Any, Any]) -> Values:
    """Return the strings of each known field; of several keys for one field the first that is not empty."""
    fields: Values = {}
    for key, value in loaded.items():
        name = table("front_matter_keys.tsv").get(_SEPARATOR.sub("", str(key).lower()))
        values = [text for item in (value if isinstance(value, list) else [value]) if (text := _string(item))]
        if name and values:
            fields.setdefault(name, values)
    return fields


def _string(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    return plain(without_wiki_links(value)) if isinstance(value, str) else ""


def without_wiki_links(text: str) -> str:
    """Return `text` with `[[Name]]` and `[[page|Name]]` as Name; embedded files `![[...]]` are left out."""
    return _WIKI_LINK.sub(lambda m: "" if m.group().startswith("!") else m[2] or (m[1] or "")[:-1], text)
