"""The theme without a browser: templates hold to what Jinja2 and MiniJinja both understand, and escape everything."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import jinja2
import pytest
import yaml
from jinja2 import nodes
from mkdocs.commands.build import build
from mkdocs.config import load_config

THEME = Path(__file__).parents[1] / "builder" / "theme"
TEMPLATES = sorted(THEME.rglob("*.html"))
STYLES = (THEME / "assets/stylesheets/briefs.css").read_text(encoding="utf-8")

FILTERS = {
    *("d", "e", "capitalize", "first", "length", "replace", "safe"),
    *("striptags", "tojson", "trim", "url", "urlencode"),
}
PRINTING_MACROS = {"words"}  # ours: they escape what they print
MACROS = {"lang", *PRINTING_MACROS}

HOSTILE = '<script>alert(1)</script> {{ 7*7 }} "><img src=x onerror=alert(1)>'


def named(path: Path) -> str:
    return str(path.relative_to(THEME))


def parsed(template: Path) -> nodes.Template:
    return jinja2.Environment(autoescape=False).parse(template.read_text(encoding="utf-8"))


def calls_a_macro(node: nodes.Node, libraries: set[str]) -> bool:
    """Whether the node calls `super()` or a macro of these libraries: the only calls that MiniJinja knows too."""
    match node:
        case nodes.Call(node=nodes.Name(name="super")):
            return True
        case nodes.Call(node=nodes.Getattr(node=nodes.Name(name=library))):
            return library in libraries
    return False


def is_escaped(node: nodes.Node) -> bool:
    """Whether what the node prints cannot hold markup from an article."""
    match node:
        case nodes.Const() | nodes.TemplateData() | nodes.Filter(name="e" | "length"):
            return True
        case nodes.CondExpr(expr1=one, expr2=other) | nodes.Sub(left=one, right=other):
            return other is not None and is_escaped(one) and is_escaped(other)
        case nodes.Getattr(node=nodes.Name(name="page"), attr="content"):
            return True  # the HTML of the page's own Markdown
        case nodes.Filter(name="safe", node=nodes.Getattr(node=nodes.Name(name="meta"), attr="jsonld")):
            return True  # written by pages/structured.py without a character that could end its element
        case nodes.Filter(name="tojson", node=nodes.Getattr(node=nodes.Name(name="texts"))):
            return True  # our own words, which both engines write so that single quotes hold them
        case nodes.Filter(name="replace", node=nodes.Call() as printed, args=[nodes.Const(), nodes.Const()]):
            node = printed
    return calls_a_macro(node, PRINTING_MACROS)


def printed(template: nodes.Template) -> Iterator[nodes.Node]:
    for output in template.find_all(nodes.Output):
        yield from output.nodes


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_template_calls_nothing_but_macros(template: Path) -> None:
    strange = [call for call in parsed(template).find_all(nodes.Call) if not calls_a_macro(call, MACROS)]
    assert not strange


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_template_takes_no_method_of_a_mapping_for_an_entry(template: Path) -> None:
    """To Jinja2 `report.copy` is the method, which is always true: `report["copy"]` is the entry."""
    methods = {name for name in dir(dict) if not name.startswith("_")}
    asked = {(node.attr, node.lineno) for node in parsed(template).find_all(nodes.Getattr) if node.attr in methods}
    allowed = {("items", node.lineno) for node in parsed(template).find_all(nodes.Getattr) if is_the_navigation(node)}
    assert asked <= allowed


def is_the_navigation(node: nodes.Getattr) -> bool:
    """Whether the node asks for the items of MkDocs's `nav`, which is no mapping."""
    return node.attr == "items" and isinstance(node.node, nodes.Name) and node.node.name == "nav"


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_template_uses_only_filters_of_both_engines(template: Path) -> None:
    assert {node.name for node in parsed(template).find_all(nodes.Filter)} <= FILTERS


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_template_escapes_every_value_it_prints(template: Path) -> None:
    bare = [f"line {node.lineno}" for node in printed(parsed(template)) if not is_escaped(node)]
    assert not bare


@pytest.mark.parametrize(
    ("source", "escaped"),
    [
        ("{{ title }}", False),
        ("{{ title | e }}", True),
        ("{{ title | e | safe }}", False),
        ("{{ meta.title | safe }}", False),
        ("{{ meta.jsonld | safe }}", True),
        ("{{ title if title else 'none' }}", False),
        ("{{ words.listed(names) }}", True),
        ("{{ title.strip() }}", False),
    ],
)
def test_the_check_itself_tells_bare_from_escaped(source: str, escaped: bool) -> None:
    template = jinja2.Environment(autoescape=False).parse(source)
    assert all(is_escaped(node) for node in printed(template)) is escaped


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_template_has_no_inline_script_or_style(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"""\sstyle=|\son\w+=|<style|<script(?![^>]*\s(?:src=|type="application/ld\+json"))""", text)


@pytest.mark.parametrize("path", sorted(THEME.rglob("*.*")), ids=named)
def test_theme_loads_nothing_from_another_host(path: Path) -> None:
    if path.is_file():
        addresses = re.findall(r"(?:https?:)?//[\w.]+\.\w+", path.read_text(encoding="utf-8"))
        assert set(addresses) <= {"http://www.w3.org", "http://www.sitemaps.org"}  # name spaces: nobody fetches them


def test_every_rule_of_the_style_sheet_is_closed() -> None:
    """Browsers take what follows an open one for a part of it, and drop it in silence."""
    depth = 0
    for line in re.sub(r'/\*.*?\*/|"[^"]*"', "", STYLES, flags=re.DOTALL).splitlines():
        assert not (depth and re.match(r"[^\s}]", line)), line
        depth += line.count("{") - line.count("}")
    assert depth == 0


def luminance(colour: str) -> float:
    """Relative luminance, from 0 to 1, as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize(
    ("ground", "texts"),
    [
        ("paper", ["ink", "ink-2", "ink-3", "person", "country", "place", "action"]),
        ("paper-2", ["ink", "ink-2", "ink-3", "person", "country", "place", "action"]),
        ("stroke", ["ink"]),
        ("stroke-strong", ["ink"]),
    ],
)
def test_text_can_be_read_on_its_ground(scheme: str, ground: str, texts: list[str]) -> None:
    palette = STYLES.split(f'[data-md-color-scheme="{scheme}"] {{')[1].split("}")[0]
    colours = dict(re.findall(r"--([\w-]+): (#\w{6});", palette))
    weak = {text: contrast(colours[text], colours[ground]) for text in texts}
    assert not {text: ratio for text, ratio in weak.items() if ratio < 4.5}


class Page(HTMLParser):
    """What a browser would make of a page: its elements with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def links(self) -> list[str]:
        return [attributes["href"] or "" for tag, attributes in self.elements if tag == "a" and "href" in attributes]

    def values(self, attribute: str) -> set[str | None]:
        return {attributes[attribute] for _, attributes in self.elements if attribute in attributes}


def quotation(identity: str, text: str) -> dict[str, object]:
    return {
        "id": identity,
        "n": 1,
        "text": text,
        "speaker": text,
        "speaker_url": "people/a/",
        "role": text,
        "reason": text,
        "passage": True,
        "source": "https://paper.example/a#:~:text=a",
        "reports": [
            {
                **{"speaker": HOSTILE, "speaker_url": "people/a/", "differs": True, "copy": True},
                **{"title": HOSTILE, "url": "briefs/a/", "outlet": HOSTILE},
            }
        ],
        "reports_left_out": 1,
    }


def hostile_brief() -> dict[str, object]:
    """The data of a brief page with markup in every field that an article can fill."""
    return {
        "title": HOSTILE,
        "outlet": {"name": HOSTILE, "url": "outlets/a/"},
        "date": HOSTILE,
        "date_text": HOSTILE,
        "updated_text": HOSTILE,
        "authors": [HOSTILE, HOSTILE],
        "agency": HOSTILE,
        "source_url": 'https://paper.example/?"><img src=x>',
        "rights": HOSTILE,
        "versions": [
            {
                **{"later": True, "title": HOSTILE, "url": "briefs/a/", "date_text": HOSTILE, "text": HOSTILE},
                **{"added": [HOSTILE], "cut": [HOSTILE], "changed": [{"before": HOSTILE, "after": HOSTILE}]},
            }
        ],
        "same_text": [{"title": HOSTILE, "url": "briefs/a/", "outlet": HOSTILE, "date_text": HOSTILE}],
        "excerpt": "excerpt",
        "summary": [HOSTILE],
        "people": [{"name": HOSTILE, "url": "people/a/", "role": HOSTILE, "count": 2}] * 9,
        "countries": [{"code": "HU", "name": HOSTILE, "url": "countries/a/", "count": 1, "subject": False}],
        "organisations": [{"name": HOSTILE, "url": "organisations/a/"}, {"name": HOSTILE, "url": None}] * 5,
        "places": [HOSTILE],
        "quotes": [quotation("q1", HOSTILE)],
        "reported": [quotation("r1", HOSTILE)],
        "about": [{"label": HOSTILE, "value": HOSTILE, "from": HOSTILE, "others": [HOSTILE]}],
        "made_from": HOSTILE,
        "model": HOSTILE,
        "edited": [HOSTILE],
        "problems": [HOSTILE],
        "cite": [{"label": HOSTILE, "text": HOSTILE}],
    }


def hostile_entity() -> dict[str, object]:
    return {
        "kind": "person",
        "name": HOSTILE,
        "notices": [{"text": HOSTILE, "items": [{"name": HOSTILE, "url": "people/a/", "role": HOSTILE}]}],
        "roles": [{"text": HOSTILE, "countries": [{"name": HOSTILE, "url": None}], "dates": HOSTILE}] * 7,
        "code": HOSTILE,
        "facts": [{"label": HOSTILE, "value": HOSTILE}],
        "also": [HOSTILE],
        "months": {
            "keys": [HOSTILE, HOSTILE],
            "years": [{"name": HOSTILE, "url": "timeline/a/"}],
            "most": 4,
            "columns": [{"name": HOSTILE, "at": 3, "about": 1, "mentioned": 1, "text": HOSTILE}],
            "left_out": 1,
        },
        "links": [{"title": HOSTILE, "items": [{"name": HOSTILE, "url": "people/a/", "count": 3}]}],
    }


PAGES: dict[str, dict[str, object]] = {
    "index": {"template": "home.html"},
    "brief": {"template": "brief.html", "brief": hostile_brief()},
    "bare": {"template": "brief.html", "brief": {}},
    "person": {"template": "entity.html", "entity": hostile_entity()},
    "moved": {"template": "moved.html", "moved": "people/a/"},
    "people": {"template": "listing.html", "listing": {"filter": HOSTILE, "count": 1, "noun": HOSTILE}},
    "plain": {},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The HTML of one page per template, by name, built by MkDocs with the theme."""
    root = tmp_path_factory.mktemp("theme")
    (root / "docs").mkdir()
    for name, meta in PAGES.items():
        front = yaml.safe_dump({"title": HOSTILE, "description": HOSTILE, "author": HOSTILE, **meta})
        (root / "docs" / f"{name}.md").write_text(f"---\n{front}---\n\nText of the page.\n", encoding="utf-8")
    config = {
        "site_name": "Briefs",
        "site_url": "https://briefs.example/below/",
        "repo_url": "https://code.example/desk/briefs/",
        "theme": {"name": "material", "custom_dir": str(THEME), "font": False, "features": ["navigation.tabs"]},
        "nav": [{"Home": "index.md"}],
        "not_in_nav": "*.md",
        "plugins": [],
        "validation": {"nav": {"omitted_files": "ignore"}},
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    build(load_config(str(root / "mkdocs.yml")))
    return {
        name: (root / "site" / ("" if name == "index" else name) / "index.html").read_text(encoding="utf-8")
        for name in PAGES
    }


@pytest.mark.parametrize("name", PAGES)
def test_markup_in_an_article_stays_text(site: dict[str, str], name: str) -> None:
    page = Page(site[name])
    assert "img" not in {tag for tag, _ in page.elements}
    assert not {key for _, attributes in page.elements for key in attributes if key.startswith("on")}
    assert "<script>alert" not in site[name]
    assert "49" not in page.text


def test_brief_shows_every_field(site: dict[str, str]) -> None:
    fields = 45  # the fields of hostile_brief(), nine people with a name and a role among them
    assert Page(site["brief"]).text.count(HOSTILE) >= fields


def test_a_brief_links_to_the_others_with_the_same_text(site: dict[str, str]) -> None:
    page = Page(site["brief"])
    assert "The same text as:" in page.text
    assert "../briefs/a/" in page.values("href")


def test_quotation_and_passage_lead_to_each_other(site: dict[str, str]) -> None:
    page = Page(site["brief"])
    assert {"note-q1", "note-r1"} <= page.values("id")
    assert {"#q1", "#r1", "https://paper.example/a#:~:text=a"} <= page.values("href")


def test_bare_brief_has_no_empty_parts(site: dict[str, str]) -> None:
    classes = " ".join(value or "" for value in Page(site["bare"]).values("class")).split()
    assert not {"notes", "facts", "kicker", "byline", "about-brief", "excerpt-note", "same-text", "cite"} & set(classes)


def test_a_wrong_speaker_is_reported_with_all_that_is_known(site: dict[str, str]) -> None:
    (report, _) = (value for value in Page(site["brief"]).links() if "/issues/new" in value)
    parts = urlsplit(report)
    assert report.startswith("https://code.example/desk/briefs/issues/new?")
    asked = parse_qs(parts.query)
    assert set(asked) == {"title", "body"}
    assert HOSTILE[:80] in asked["title"][0]
    for words in (HOSTILE, "https://briefs.example/below/brief/#note-q1"):
        assert words in asked["body"][0]


def test_the_repository_is_a_link_and_nobody_asks_its_host_for_anything(site: dict[str, str]) -> None:
    page = Page(site["plain"])
    assert "https://code.example/desk/briefs/" in page.values("href")
    assert "source" not in page.values("data-md-component")


def test_addresses_stay_below_the_site(site: dict[str, str]) -> None:
    page = Page(site["brief"])
    assert {"../people/a/", "../countries/a/", "../outlets/a/", "../assets/stylesheets/briefs.css"} <= page.values(
        "href"
    )
    assert "../assets/javascripts/briefs.js" in page.values("src")
