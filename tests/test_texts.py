"""The words of the pages: the same keys in every language, each of them used, and none left outside."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builder import texts
from builder.days import date_text, day_text, month_text
from builder.texts import ENGLISH, catalogue, counted, languages, say, speaking

BUILDER = Path(__file__).parents[1] / "builder"
THEME = BUILDER / "theme"

GERMAN = "de"


def flat(found: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Give every text with its key."""
    if isinstance(found, str):
        yield key, found
        return
    for name, value in found.items() if isinstance(found, dict) else enumerate(found):
        yield from flat(value, f"{key}.{name}" if key else str(name))


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_language_has_the_same_texts_with_the_same_things_to_fill_in(language: str) -> None:
    english, other = dict(flat(catalogue(ENGLISH))), dict(flat(catalogue(language)))
    assert other.keys() == english.keys()
    assert {key for key in other if fields(other[key]) != fields(english[key])} == set()
    assert [key for key, text in other.items() if not text and key not in {"times.one.0", "times.other.0"}] == []
    assert catalogue(language)["language"] == language
    assert [key for key, text in other.items() if re.search('[<>"&]', text)] == []


def test_what_templates_may_choose_from_is_what_there_is() -> None:
    listed = re.search(r"set ours = \[(.+?)\]", (THEME / "partials" / "texts.html").read_text(encoding="utf-8"))
    assert listed
    assert set(re.findall(r'"(.+?)"', listed[1])) == languages()


def test_a_language_is_spoken_within_its_context_only() -> None:
    german = speaking(GERMAN)
    assert german.run(date_text, "2025-06-02") == "2. Juni 2025"
    assert german.run(day_text, "2025-06-02") == "2. Juni"
    assert german.run(month_text, 2025, 3) == "März 2025"
    assert date_text("2025-06-02") == "2 June 2025"
    assert texts.language() == ENGLISH


def test_a_language_without_texts_gets_english() -> None:
    assert speaking("tlh").run(say, "people") == "People"


@pytest.mark.parametrize(("number", "text"), [(0, "0 quotations"), (1, "1 quotation"), (2, "2 quotations")])
def test_a_number_decides_the_form(number: int, text: str) -> None:
    assert counted("quotations", number) == text


# What a template prints of `texts`, and what the scripts have of the groups that are given to them.
IN_TEMPLATE = re.compile(r"\btexts(?!\.(?:html|js|py)\b)((?:\.\w+)+|\[\"\w+\"\]|\[[\w.]+\](?:\.\w+)*)")
IN_SCRIPT = {"scripts": re.compile(r"(?<!\.)\btexts\.(?!js\b)(\w+)"), "explore": re.compile(r"this\.texts\.(\w+)")}
ANY = r"[\w-]+"


def in_templates() -> Iterator[str]:
    """Give what templates ask for, as patterns of keys; a key that a value decides can be any."""
    for path in THEME.rglob("*.html"):
        for found in IN_TEMPLATE.findall(path.read_text(encoding="utf-8")):
            written = re.sub(r"\[\"(\w+)\"\]", r".\1", found)
            yield re.sub(r"\[[\w.]+\]", lambda _: "." + ANY, written).removeprefix(".")


def pattern(node: ast.expr) -> str | None:
    """Give a key as it stands in Python, with anything for what is filled in, or nothing for what is no text."""
    match node:
        case ast.Constant(value=str(text)):
            return re.escape(text)
        case ast.JoinedStr(values=parts):
            return "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ANY for part in parts)
    return None


def in_python(*functions: str) -> Iterator[str]:
    """Give the keys that these functions are called with, as patterns; of no function all texts in such modules."""
    for path in BUILDER.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if not re.search(r"from builder(\.texts)? import .*(texts|say|counted|Section)", source):
            continue
        for node in ast.walk(ast.parse(source)):
            if not functions and isinstance(node, ast.expr):
                yield from filter(None, [pattern(node)])
            elif isinstance(node, ast.Call) and node.args and getattr(node.func, "id", None) in functions:
                choices = node.args[0]
                both = (choices.body, choices.orelse) if isinstance(choices, ast.IfExp) else (choices,)
                yield from filter(None, map(pattern, both))


def all_keys() -> set[str]:
    """Give the keys of all texts in English, and of the groups that they stand in."""
    return {".".join(key.split(".")[: n + 1]) for key, _ in flat(catalogue(ENGLISH)) for n in range(key.count(".") + 1)}


@pytest.mark.parametrize("asked", sorted({*in_templates(), *in_python("say", "counted", "group", "in_english")}))
def test_every_text_that_is_asked_for_is_there(asked: str) -> None:
    assert [key for key in all_keys() if re.fullmatch(asked, key)]


@pytest.mark.parametrize("group", IN_SCRIPT)
def test_every_text_of_a_script_is_there_and_used(group: str) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(THEME.rglob("*.js")))
    own = catalogue(ENGLISH)[group]
    assert set(IN_SCRIPT[group].findall(source)) <= own.keys()
    assert {key for key in own if not re.search(rf"\b{key}\b", source)} == set()


def test_every_text_is_used() -> None:
    asked = re.compile("|".join({*in_templates(), *in_python()}))
    parents = {key: [key, *(key.rsplit(".", n)[0] for n in (1, 2))] for key, _ in flat(catalogue(ENGLISH))}
    assert [key for key, whole in parents.items() if not any(asked.fullmatch(part) for part in whole)] == []
