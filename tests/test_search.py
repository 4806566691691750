"""The index of the search: what is in it, which kind it is, and that nothing withheld hides in its packed files."""

import gzip
import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from builder.collection import Collection, collect
from builder.errors import BriefsError
from builder.search import entries as found
from builder.search import indexing, material, pagefind
from builder.search.entries import Entry, Section
from builder.settings import Project, Search, Settings
from builder.withholding.forms import Form, Kind
from builder.withholding.scanning import Scanner

ROOT = Path(__file__).parent.parent

SEPARATOR = r"[\s\-]+"
RENDERED: dict[str, Any] = {
    "config": {"lang": ["en"], "separator": SEPARATOR, "pipeline": ["stopWordFilter"], "fields": {}},
    "docs": [
        {"location": "about/", "title": "About &amp; more", "text": "<p>How it is made.</p>"},
        {"location": "about/#why", "title": "Why", "text": "<p>To be checked.</p>"},
        {"location": "people/ana-reisz/", "title": "Ana Reisz", "text": "<p>The whole of a page.</p>"},
    ],
}

ENTRIES = [
    Entry("people/mira-volk/", "Mira Volk", "ferry minister · 1 brief", (), found.NAMED),
    Entry("briefs/a/", "A <b> & c", "Harbour Desk", (Section("q1", "Said by Mira Volk", "“no < yes”"),)),
]


def rendered(folder: Path) -> Path:
    """A site as MkDocs leaves it, as far as the search is concerned."""
    (folder / "search").mkdir(parents=True)
    (folder / "search" / "search_index.json").write_text(json.dumps(RENDERED), encoding="utf-8")
    return folder


def made(site: Path) -> dict[str, Any]:
    index: dict[str, Any] = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    return index


def fragments(site: Path) -> dict[str, dict[str, Any]]:
    """What Pagefind keeps of each page, by its address."""
    packed = (gzip.decompress(path.read_bytes()) for path in (site / "pagefind").rglob("*.pf_fragment"))
    pages = (json.loads(data.removeprefix(b"pagefind_dcd")) for data in packed)
    return {page["url"]: page for page in pages}


def test_a_quotation_is_found_with_its_speaker_and_where_it_stands(collection: Collection) -> None:
    by_address = {entry.address: entry for entry in found.entries(collection)}
    brief = by_address["briefs/2025/2025-02-17-a-puppet-must-be-a-little-afraid-of-you/"]
    assert Section("q70ea023", "Said by Hana Nováčková", "“He has never made two noses alike”") in brief.sections
    assert brief.text.startswith("Harbour Desk, 17 February 2025 · ")


def test_every_direct_quotation_is_found_once_at_an_anchor_of_its_brief(collection: Collection) -> None:
    sections = [section for entry in found.entries(collection) for section in entry.sections]
    direct = [quote for brief in collection.briefs for quote in brief.quotes if not quote.reported]
    assert sorted(section.text for section in sections) == sorted(f"“{quote.shown}”" for quote in direct)
    assert all(re.fullmatch(r"(note-)?q\w+", section.anchor) for section in sections)
    unknown = [section for section in sections if section.title == "Speaker not named"]
    assert 0 < len(unknown) < len(sections) / 2


def test_people_and_countries_are_found_by_their_other_names(collection: Collection) -> None:
    texts = {entry.title: entry.text for entry in found.entries(collection)}
    assert "Volodymyr Gritsenko" in texts["Volodymyr Hrytsenko"]
    assert {"UAE", "Emirati", "Dubai"} <= set(re.split(r", | · ", texts["United Arab Emirates"]))
    assert collection.organisations.keys() and {body.name for body in collection.organisations.values()} <= texts.keys()
    assert {outlet.name for outlet in collection.outlets.values()} <= texts.keys()


def test_an_index_without_the_collection_keeps_what_people_wrote(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    site = rendered(tmp_path / "site")
    assert indexing.index(Project(tmp_path, Settings()), site) == "built-in"
    index = made(site)
    assert [document["location"] for document in index["docs"]] == ["about/", "about/#why"]
    words = re.split(index["config"]["separator"], "“Never,” he-said: ‘no’")
    assert [word for word in words if word] == ["Never", "he", "said", "no"]


def test_a_separator_of_ones_own_stays() -> None:
    assert material.settings({**RENDERED["config"], "separator": "x"})["separator"] == "x"


def test_texts_are_text_in_an_index_that_takes_them_for_html() -> None:
    documents = [*material.documents(ENTRIES)]
    assert [document["location"] for document in documents] == ["people/mira-volk/", "briefs/a/", "briefs/a/#q1"]
    assert html.unescape(documents[1]["title"]) == "A <b> & c"
    assert not any("<" in document["title"] + document["text"] for document in documents)
    assert documents[0]["boost"] > documents[1]["boost"]


def test_a_site_without_a_search_is_left_alone(tmp_path: Path) -> None:
    assert indexing.index(Project(tmp_path, Settings()), tmp_path) is None
    assert [*tmp_path.iterdir()] == []


def test_pagefind_is_chosen_by_the_size_of_the_index_and_by_the_setting(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    monkeypatch.setattr(indexing, "gathered", lambda _: (collection, []))
    monkeypatch.setattr(pagefind, "write", lambda site, *_: calls.append(site.name))
    kinds = []
    choices: list[tuple[int, Search]] = [(2**20, "auto"), (2**10, "auto"), (2**10, "built-in"), (2**20, "pagefind")]
    for number, (large, search) in enumerate(choices):
        monkeypatch.setattr(indexing, "LARGE", large)
        site = rendered(tmp_path / str(number))
        kinds.append(indexing.index(Project(tmp_path, Settings(search=search)), site))
        assert made(site)["config"].get("pagefind", False) == (kinds[-1] == "pagefind")
    assert kinds == ["built-in", "pagefind", "built-in", "pagefind"]
    assert calls == ["1", "3"]


def test_the_index_of_pagefind_is_the_same_for_the_same_briefs_and_hides_nothing(tmp_path: Path) -> None:
    sites = [tmp_path / "one", tmp_path / "two"]
    for site in sites:
        pagefind.write(site, ENTRIES, RENDERED["docs"][:2], "en")
    one, two = ({p.relative_to(s): p.read_bytes() for p in s.rglob("*") if p.is_file()} for s in sites)
    assert one == two
    assert not any("ui" in path.name or "worker" in path.name for path in one)
    pages = fragments(sites[0])
    assert pages.keys() == {"/people/mira-volk/", "/briefs/a/", "/about/"}
    assert pages["/briefs/a/"]["meta"]["title"] == "A <b> & c"
    assert [(a["id"], a["text"]) for a in pages["/briefs/a/"]["anchors"]] == [("q1", "Said by Mira Volk")]
    assert "“no < yes”" in pages["/briefs/a/"]["content"]
    assert "To be checked." in pages["/about/"]["content"]
    leaks = [*Scanner([Form("Mira Volk", Kind.NAME, "…", 7)]).folder(sites[0])]
    assert len([leak for leak in leaks if "pf_fragment" in leak.file]) == 2
    assert not [*Scanner([Form("Vera Molk", Kind.NAME, "…", 7)]).folder(sites[0])]


def test_an_index_that_is_made_already_is_not_made_of_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "gathered", lambda _: (collect([]), []))
    site, project = rendered(tmp_path / "site"), Project(tmp_path, Settings(search="pagefind"))
    assert [indexing.index(project, site) for _ in range(2)] == ["pagefind", "pagefind"]
    assert made(site)["docs"] == []
    assert fragments(site).keys() == {"/about/"}


def test_what_pagefind_cannot_do_is_said_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "pagefind").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(BriefsError, match="set 'search: built-in'"):
        pagefind.write(tmp_path, ENTRIES, [], "en")
