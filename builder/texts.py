"""The words of the pages, in the language of the site: `say` gives one text, `counted` one that a number decides.

They stand in `builder/theme/texts/`, a file for each language, which the templates read as well. The language is
that of mkdocs.yml (`theme: language:`); without a file for it, English. It is set around the making of pages, so that
no function has to hand it on: what is made outside, for the command line and for files of data, speaks English.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextvars import Context, ContextVar, copy_context
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

ENGLISH = "en"

_Thing = TypeVar("_Thing")

_HEAD, _END = "{% set texts = ", " %}"

_language: ContextVar[str] = ContextVar("language of the texts", default=ENGLISH)


@cache
def languages() -> frozenset[str]:
    """The languages that there are texts in, by their codes."""
    return frozenset(file.name.removesuffix(".html") for file in _folder().iterdir())


@cache
def catalogue(language: str) -> dict[str, Any]:
    """Read the texts of a language that there is a file for."""
    source = _folder().joinpath(f"{language}.html").read_text(encoding="utf-8")
    texts: dict[str, Any] = json.loads(source.partition(_HEAD)[2].rpartition(_END)[0])
    return texts


def _folder() -> Any:
    return files("builder").joinpath("theme", "texts")


def language() -> str:
    """The language that is spoken."""
    return _language.get()


def speaking(code: str) -> Context:
    """Give a context in which a language is spoken, or English where there are no texts in it."""
    context = copy_context()
    context.run(_language.set, code if code in languages() else ENGLISH)
    return context


def each_within(context: Context, make: Callable[[], Iterable[_Thing]]) -> Iterator[_Thing]:
    """Make things one by one, each of them within a context and nothing else."""
    made = context.run(lambda: iter(make()))
    while (thing := context.run(next, made, None)) is not None:
        yield thing


def say(key: str, **values: object) -> str:
    """Give a text with its values filled in; the key of one in a group is written `group.key`."""
    text: str = _found(key).format(**values)
    return text


def in_english(key: str) -> str:
    """Give a text in English, whatever is spoken: addresses are made of it."""
    return speaking(ENGLISH).run(say, key)


def counted(key: str, number: int, **values: object) -> str:
    """Give the text for a number, which is `{n}` in it."""
    return say(f"{key}.{'one' if number == 1 else 'other'}", n=number, **values)


def group(key: str) -> dict[str, str]:
    """Give a group of texts as it is."""
    texts: dict[str, str] = _found(key)
    return texts


def _found(key: str) -> Any:
    found: Any = catalogue(_language.get())
    for part in key.split("."):
        found = found[int(part)] if isinstance(found, list) else found[part]
    return found
