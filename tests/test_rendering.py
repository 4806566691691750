"""A site whose pages are kept between builds equals a clean build byte for byte, whatever has changed."""

import logging
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation

from builder import mkdocs_hook
from builder.rendering import inputs, rendering
from builder.rendering.keeping import Keeping
from builder.rendering.store import Room

CONFIG = """site_name: Kept
site_url: https://kept.example/
theme: {name: null, custom_dir: theme}
plugins: [material/search]
nav: [index.md, {Listed: listed.md}]
not_in_nav: "*"
markdown_extensions: [attr_list, pymdownx.snippets: {base_path: [docs]}]
validation: {anchors: ignore}
"""

# A theme of a few lines: Material's own would take most of the time of these tests.
THEME = {
    "main.html": "{% include 'head.html' %}{% for page in nav %}{{ page.title }} {{ page.meta.icon }} {% endfor %}"
    "{{ page.content }}{{ page.canonical_url }}{{ pages | length if page.is_homepage }}",
    "head.html": "<title>{{ page.title | e }}</title>{{ config.extra.motto }}",
    "other.html": "{{ page.content }} in another way",
    "partials/language.html": "{% macro t(key) %}en{% endmacro %}",
    "sitemap.xml": "{% for file in pages %}{{ file.page.url }} {{ file.page.title }} {{ file.page.meta.search }} "
    "{{ file.page.meta.noindex }} {{ file.page.meta | length }} {{ file.page.update_date }}\n{% endfor %}",
    "style.css": "a {}",
}

PAGES = {
    "index.md": "# Home\n\n[One](apart/one.md)",
    "listed.md": "---\ntitle: Listed\nlisting: {count: 5}\n---\nA list.",
    "apart/index.md": "# Apart\n\n[Two](two.md)",
    "apart/one.md": "# One\n\nWords. [Two](two.md#there), [picture](../picture.svg)\n\n## Part\n\nMore words.",
    "apart/two.md": "---\ntitle: Two\ntemplate: other.html\n---\n[One](one.md) and “quoted” words",
    "apart/three.md": "---\ntitle: Three\nsearch: {exclude: true}\nnoindex: true\n---\nNothing to find.",
    "apart/broken.md": "A [link](nowhere.md) that leads nowhere.",
    "apart/taking.md": '---\ntitle: Taking\n---\n\n--8<-- "piece.txt"',
    "piece.txt": "A piece",
    "picture.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
}

# Pages apart from the navigation, and those of them that are looked at anew at each build: broken.md and taking.md.
APART, NEVER_KEPT = 6, 2


@dataclass(frozen=True, slots=True)
class Built:
    """A build: its files, how many pages were rendered apart, and the warnings."""

    files: dict[str, bytes]
    rendered: int | None
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class Site:
    """A small site in a folder."""

    root: Path
    logs: pytest.LogCaptureFixture

    def write(self, path: str, text: str) -> None:
        """Write a file of the site."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Change words in a file; its time stays what it was, as after a clock that was put back."""
        file = self.root / path
        stamp, text = file.stat(), file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))

    def kept(self) -> list[Path]:
        """Every file that the last builds left to the next."""
        return [path for path in (self.root / "state" / "site").rglob("*") if path.is_file()]

    def build(self, *, keep: bool, serving: bool = False) -> Built:
        """Build the site with pages kept, or clean."""
        self.logs.clear()
        target = self.root / ("with" if keep else "without")
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(target))
        keeping = Keeping(self.root / "state", [], serving=serving)
        if keep:
            config.plugins["keeping"] = keeping
        try:
            with self.logs.at_level(logging.INFO):
                build(config, serve_url=config.site_url if serving else None)
        finally:  # as the end of a process does
            keeping.lock.release(force=True)
        records = [record for record in self.logs.records if record.levelno > logging.INFO]
        said = [record.getMessage() for record in self.logs.records]
        counts = [re.match(r"Pages rendered: (\d+)", line) for line in said]
        return Built(
            {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()},
            next((int(count[1]) for count in counts if count), None),
            [record.getMessage() for record in records],
        )

    def compare(self, *, serving: bool = False) -> int | None:
        """Build the site both ways, and see that they are the same. Returns how many pages were rendered apart."""
        ours, clean = (self.build(keep=keep, serving=serving) for keep in (True, False))
        assert ours.files.keys() == clean.files.keys()
        assert [name for name in clean.files if ours.files[name] != clean.files[name]] == []
        assert sorted(ours.warnings) == sorted(clean.warnings)
        return ours.rendered


@pytest.fixture
def site(tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The small site, built once with its pages kept."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    made = Site(tmp_path, caplog)
    made.write("mkdocs.yml", CONFIG)
    for folder, files in (("theme", THEME), ("docs", PAGES)):
        for name, text in files.items():
            made.write(f"{folder}/{name}", text)
    assert made.build(keep=True).rendered == APART
    return made


def rename(site: Site) -> None:
    (site.root / "docs/apart/three.md").rename(site.root / "docs/apart/four.md")


def remove(site: Site) -> None:
    """Remove a page that two others link to."""
    (site.root / "docs/apart/two.md").unlink()


CHANGES: dict[str, tuple[Callable[[Site], None], int]] = {
    "nothing": (lambda site: None, 0),
    "a page": (lambda site: site.change("docs/apart/one.md", "Words", "Sword"), 1),
    "the front matter of a page": (lambda site: site.change("docs/apart/three.md", "Three", "Drei"), 1),
    "a page in the navigation": (lambda site: site.change("docs/listed.md", "A list", "No list"), 0),
    "what grows on it": (lambda site: site.change("docs/listed.md", "5", "6"), 0),
    "what others show of it": (lambda site: site.change("docs/listed.md", "title: Listed", "icon: x"), 4),
    "a new page": (lambda site: site.write("docs/apart/new.md", "New [one](one.md)"), 1),
    "a page that was missed": (lambda site: site.write("docs/apart/nowhere.md", "Found"), 1),
    "a page that was linked to": (remove, 2),
    "the name of a page": (rename, 1),
    "a file taken in": (lambda site: site.change("docs/piece.txt", "piece", "slice"), 0),
    "a picture": (lambda site: site.change("docs/picture.svg", "svg ", "svg id='x' "), 0),
    "a template": (lambda site: site.change("theme/other.html", "another", "a new"), 4),
    "an included template": (lambda site: site.change("theme/head.html", "title>", "b>"), 4),
    "a style": (lambda site: site.change("theme/style.css", "{}", "{color: red}"), 4),
    "a setting": (lambda site: site.change("mkdocs.yml", "theme:", "extra: {motto: Hear}\ntheme:"), 4),
    "the address": (lambda site: site.change("mkdocs.yml", "kept.example", "other.example"), 4),
    "kinds of addresses": (lambda site: site.change("mkdocs.yml", "theme:", "use_directory_urls: false\ntheme:"), 4),
    "the navigation": (lambda site: site.change("mkdocs.yml", "Listed", "Everything"), 4),
    "a page taken into it": (lambda site: site.change("mkdocs.yml", "[index.md", "[index.md, apart/one.md"), 3),
    "an extension": (lambda site: site.change("mkdocs.yml", "[attr_list", "[tables, attr_list"), 4),
}


@pytest.mark.parametrize("name", CHANGES)
def test_after_every_change_the_site_is_that_of_a_clean_build(site: Site, name: str) -> None:
    change, renders = CHANGES[name]
    change(site)
    assert site.compare() == renders + NEVER_KEPT


def test_other_versions_and_another_day(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "version", lambda package: "99")
    assert site.compare() == APART
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1760000000")
    assert site.compare() == NEVER_KEPT
    site.change("theme/head.html", "<title>", "{{ build_date_utc }}<title>")
    assert site.compare() == APART
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    assert site.compare() == APART


def test_whatever_is_damaged_or_lost_is_made_anew(site: Site) -> None:
    clean = site.build(keep=False).files
    damages: list[Callable[[bytes], bytes]] = [lambda _: b"", lambda old: old[:-1], lambda old: b"x" + old[1:]]
    for damage in damages:
        for suffix in (".html", ".msgpack"):
            for path in site.kept():
                if path.suffix == suffix:
                    path.write_bytes(damage(path.read_bytes()))
            built = site.build(keep=True)
            assert (built.files, built.rendered) == (clean, APART)
    for path in site.kept():
        if path.suffix == ".html":
            path.unlink()
    assert site.compare() == APART
    shutil.rmtree(site.root / "state")
    assert site.compare() == APART


def test_what_was_interrupted_is_finished(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.change("mkdocs.yml", "kept.example", "other.example")
    for left in range(5):
        with monkeypatch.context() as patched:
            patched.setattr(rendering.Renderer, "render", _interrupted(rendering.Renderer.render, left))
            with pytest.raises(KeyboardInterrupt):
                site.build(keep=True)
    with monkeypatch.context() as patched:
        patched.setattr(Room, "save", _interrupted(Room.save, 0))
        with pytest.raises(KeyboardInterrupt):
            site.build(keep=True)
    assert site.compare() == APART


def _interrupted(work: Callable[..., object], left: int) -> Callable[..., object]:
    """Let so many calls through and interrupt the next in the middle, when its file is written."""
    calls = iter(range(left))

    def call(*arguments: object) -> object:
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return work(*arguments)

    return call


def test_processes_make_the_same_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "MANY", 1)
    monkeypatch.setattr(rendering, "_workers", lambda: 2)
    shutil.rmtree(site.root / "state")
    assert site.compare() == APART
    site.write("theme/other.html", "{{ page.nothing.at_all }}")
    said = []
    for keep in (True, False):
        with pytest.raises(Exception, match="nothing"):
            site.build(keep=keep)
        said.append([record.getMessage() for record in site.logs.records if record.levelno == logging.ERROR])
    assert said[0] == said[1] != []


def test_drafts_are_served_and_not_built(site: Site) -> None:
    site.change("theme/main.html", " if page.is_homepage", "")
    site.change("mkdocs.yml", "theme:", "draft_docs: apart/three.md\ntheme:")
    assert site.compare(serving=True) == APART - 1
    site.change("docs/apart/three.md", "Nothing", "Something")
    assert site.compare(serving=True) == NEVER_KEPT
    assert "apart/three/index.html" in site.build(keep=True, serving=True).files
    assert "apart/three/index.html" not in site.build(keep=True).files


def test_the_site_of_another_address_does_not_push_this_one_out(site: Site) -> None:
    for old, new in (("kept.", "served."), ("served.", "kept.")):
        site.change("mkdocs.yml", old, new)
        last = site.compare()
    assert last == NEVER_KEPT
    for number in range(4):
        site.change("theme/style.css", "{", f"{{margin: {number}px;")
        site.build(keep=True)
    assert len({path.parent for path in site.kept()}) == 2


@pytest.mark.parametrize(
    "line",
    ["hooks: [hook.py]", "markdown_extensions: [pymdownx.blocks.html]", "validation: {anchors: warn}", "nav: []"],
)
def test_where_more_may_shape_a_page_none_is_kept(site: Site, line: str) -> None:
    site.write("hook.py", "def on_page_markdown(markdown, **_): return markdown + '!'")
    kept = [row for row in CONFIG.splitlines() if row.partition(":")[0] != line.partition(":")[0]]
    site.write("mkdocs.yml", "\n".join([*kept, line]))
    assert site.compare() is None


@pytest.mark.parametrize("wanted", [True, False])
@pytest.mark.parametrize("file", ["mkdocs_hook.py", "starter/hook.py"])
def test_the_setting_turns_it_on(site: Site, wanted: bool, file: str) -> None:
    hook = Path(mkdocs_hook.__file__).parent / file
    rest = f"hooks: ['{hook}']\nextra: {{briefs: {{keep_pages: {str(wanted).lower()}}}}}\n"
    site.write("mkdocs.yml", CONFIG + rest)
    config = mkdocs_hook.on_config(load_config(str(site.root / "mkdocs.yml")))
    added = [plugin for plugin in config.plugins.values() if isinstance(plugin, Keeping)]
    assert bool(added) is wanted
    nav = get_navigation(get_files(config), config)
    assert [inputs.obstacle(config, nav, plugin.ours) for plugin in added] == [None] * wanted


def test_a_link_is_followed_once_its_page_is_there_though_nobody_warned(site: Site) -> None:
    site.change("mkdocs.yml", "{anchors: ignore}", "{anchors: ignore, links: {not_found: ignore}}")
    site.build(keep=True)
    site.write("docs/apart/nowhere.md", "Found")
    assert site.compare() == 1 + NEVER_KEPT
