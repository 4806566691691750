"""The words of the pages: the same keys in every language, each of them used, and none left outside."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html
from mkdocs.commands.build import build
from mkdocs.config import load_config

from builder import texts
from builder.collection import Collection
from builder.days import date_text, day_text, month_text
from builder.pages import pages
from builder.settings import Site
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


JINJA = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"""<(?:"[^"]*"|'[^']*'|[^<>"'])*>""")
SPOKEN = ("aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt", "label")
A_WORD = re.compile(r"[^\W\d_]{2,}")


def hard_coded(template: str) -> list[str]:
    """Give the words of a template that no language can change: text between tags, attributes that are read out."""
    source = re.sub(r' [\w-]+=""', "", JINJA.sub("", template))  # a macro may print an attribute alone
    attributes = [found for _, found in re.findall(rf'\b({"|".join(SPOKEN)})="([^"]*)"', source)]
    return [text.strip() for text in [*attributes, *TAG.split(source)] if A_WORD.search(text)]


@pytest.mark.parametrize("path", sorted(THEME.rglob("*.html")), ids=lambda path: str(path.relative_to(THEME)))
def test_no_template_has_words_of_its_own(path: Path) -> None:
    if path.parent.name != "texts":
        assert hard_coded(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "template", ["<b>{{ n }} briefs</b>", '<a aria-label="Close">×</a>', '{% if a > b %}More{% endif %}<i title="a>b">']
)
def test_the_check_itself_finds_words_in_a_template(template: str) -> None:
    assert hard_coded(template)


# What scripts put on a page that somebody reads.
PUT_BY_A_SCRIPT = re.compile(
    r"""(?:\b(?:textContent|ariaLabel|title|placeholder|alt)\s*=|"aria-label",|\b(?:append|prepend)\()\s*["`]([^"`]*)"""
)


@pytest.mark.parametrize("path", sorted(THEME.rglob("*.js")), ids=lambda path: path.name)
def test_no_script_has_words_of_its_own(path: Path) -> None:
    put = PUT_BY_A_SCRIPT.findall(path.read_text(encoding="utf-8"))
    assert [text for text in put if A_WORD.search(re.sub(r"\$\{[^}]*\}", "", text))] == []


# A page of each kind, beside the briefs and the home page.
RENDERED = (
    *("briefs/index", "people/index", "countries/index", "organisations/index", "outlets/index", "timeline/index"),
    *("people/eleanor-ashworth", "countries/georgia", "organisations/unesco", "outlets/pacific-ledger"),
    *("timeline/2025", "explore/index", "corrections/index"),
)


@pytest.fixture(scope="module")
def german(collection: Collection, tmp_path_factory: pytest.TempPathFactory) -> dict[str, html.HtmlElement]:
    """A page of each kind on a German site, by name."""
    root = tmp_path_factory.mktemp("german")
    briefs = [f"briefs/{brief.path.with_suffix('')}" for brief in collection.briefs[:8]]
    wanted = {f"{name}.md" for name in (*RENDERED, *briefs)}
    for page in pages(collection, Site(language=GERMAN)):
        if page.path in wanted:
            target = root / "docs" / page.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(page.text, encoding="utf-8")
    (root / "docs" / "index.md").write_text("---\ntemplate: home.html\n---\n\n# Start\n", encoding="utf-8")
    theme = {"name": "material", "custom_dir": str(THEME), "font": False, "language": GERMAN}
    config = {
        "site_name": "x",
        "site_url": "https://briefs.example/",
        "repo_url": "https://code.example/x/",
        "theme": theme,
        "nav": [{"Start": "index.md"}],
        "not_in_nav": "*",
        "plugins": [],
        "markdown_extensions": ["attr_list", "md_in_html", "tables"],
        "validation": {"links": {"not_found": "ignore", "unrecognized_links": "ignore", "anchors": "ignore"}},
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    build(load_config(str(root / "mkdocs.yml")))
    return {
        path.relative_to(root / "site").as_posix().removesuffix("/index.html"): html.parse(path).getroot()
        for path in sorted((root / "site").rglob("*.html"))
    }


# What an article says, in its own language.
ANOTHERS_WORDS = "ancestor::script or ancestor::*[@lang and ancestor::body] or ancestor::*[@class='cue']"


def as_seen(text: str) -> re.Pattern[str]:
    """Match what stands on a page for a text, with anything in the places that are filled in."""
    return re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(text.strip())))


def test_a_german_site_has_no_english_word_of_ours(german: dict[str, html.HtmlElement]) -> None:
    ours = dict(flat(catalogue(GERMAN)))
    also_german = {as_seen(text) for text in ours.values()}
    english = {
        as_seen(form)
        for key, text in flat(catalogue(ENGLISH))
        if key != "language" and A_WORD.search(re.sub(r"\{\w*\}", "", text)) and ours[key].lower() != text.lower()
        for form in (text, text.capitalize())
    }
    words = f"//body//text()[not({ANOTHERS_WORDS})] | //@aria-label | //@title | //@placeholder"
    left = {
        f"{name}: {text}"
        for name, tree in german.items()
        for text in {" ".join(found.split()) for found in tree.xpath(words)}
        if any(one.fullmatch(text) for one in english) and not any(one.fullmatch(text) for one in also_german)
    }
    assert left == set()


def test_every_page_of_a_german_site_says_that_it_is(german: dict[str, html.HtmlElement]) -> None:
    assert {name: tree.get("lang") for name, tree in german.items()} == dict.fromkeys(german, GERMAN)
    assert german.keys() >= {*(name.removesuffix("/index") for name in RENDERED), "404.html"}


def test_an_article_in_another_language_than_the_site_is_marked(german: dict[str, html.HtmlElement]) -> None:
    """So that a screen reader says its words as they are said."""
    (page,) = [tree for name, tree in german.items() if "two-guineas" in name]
    for part in ("h1", "*[@class='points']", "div[@class='brief__text']", "blockquote"):
        assert set(page.xpath(f"//article//{part}/@lang")) == {ENGLISH}, part
