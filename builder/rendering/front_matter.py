"""The front matter of pages that are not read again: the site map and other pages ask for a few short values of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs.structure.files import File
from mkdocs.utils.meta import get_data

# Characters of a value that is kept; longer ones are read from the page when somebody asks for them.
SHORT = 200


def short(meta: Mapping[Any, Any]) -> dict[str, Any]:
    """Give the values that are kept: short texts, numbers, yes and no."""
    return {key: value for key, value in meta.items() if isinstance(key, str) and _is_short(value)}


def _is_short(value: object) -> bool:
    return value is None or isinstance(value, bool | int | float) or (isinstance(value, str) and len(value) <= SHORT)


class FrontMatter(Mapping[str, Any]):
    """Front matter by its keys, of which those that are not at hand are looked up in the page's file."""

    def __init__(self, keys: list[str], kept: Mapping[str, Any], file: File) -> None:
        self._keys = keys
        self._kept = kept
        self._file = file

    def __getitem__(self, key: str) -> Any:
        if key in self._kept or key not in self._keys:
            return self._kept[key]
        return get_data(self._file.content_string)[1][key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
