"""Citing an article: what reference managers read, and what a footnote says."""

from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import brief, citations, frontmatter, web_annotations
from builder.brief import Brief

RECORD = """\
---
title: Five measure one river
date: 2025-03-05T09:00:00+01:00
author: [Ines Varga, Tom Okafor]
publisher: Harbour Desk
agency: Northline News Agency
source_url: https://harbourdesk.example/river_(one)
accessed: 2025-03-07
lang: en
description: And get five answers.
quotes:
- id: q1
  text: The river, … is late
  speaker: ana-reisz
  reason: named
  spans: [[4, 14], [25, 32]]
  context: {prefix: "say: “", suffix: "” again"}
brief: {id: 2025-03-05-five-measure-one-river}
---
"""


def the_brief(**changes: object) -> Brief:
    return replace(brief.read(PurePosixPath("2025/a.md"), frontmatter.parse(RECORD)), **changes)  # type: ignore[arg-type]


def test_csl_has_what_reference_managers_print() -> None:
    assert citations.csl(the_brief()) == {
        "id": "2025-03-05-five-measure-one-river",
        "type": "article-newspaper",
        "title": "Five measure one river",
        "author": [{"literal": "Ines Varga"}, {"literal": "Tom Okafor"}],
        "container-title": "Harbour Desk",
        "source": "Northline News Agency",
        "issued": {"date-parts": [[2025, 3, 5]]},
        "accessed": {"date-parts": [[2025, 3, 7]]},
        "URL": "https://harbourdesk.example/river_%28one%29",
        "language": "en",
        "abstract": "And get five answers.",
    }


def test_csl_leaves_out_what_is_not_known() -> None:
    bare = the_brief(
        author=(), date=None, accessed=None, source_url=None, publisher=None, agency=None, description=None
    )
    assert citations.csl(bare).keys() == {"id", "type", "title", "language"}


def test_a_date_that_is_no_day_is_given_as_it_is_written() -> None:
    assert citations.csl(the_brief(date="spring 2025"))["issued"] == {"literal": "spring 2025"}


def test_bibtex() -> None:
    assert citations.bibtex(the_brief()) == (
        "@article{2025-03-05-five-measure-one-river,\n"
        "  title = {{Five measure one river}},\n"
        "  author = {Ines Varga and Tom Okafor},\n"
        "  journal = {Harbour Desk},\n"
        "  year = {2025},\n"
        "  month = {3},\n"
        "  day = {5},\n"
        "  url = {https://harbourdesk.example/river_%28one%29},\n"
        "  urldate = {2025-03-07},\n"
        "  language = {en},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Wool & water: 40% off", r"Wool \& water: 40\% off"),
        ("A {b} \\x ~^", r"A \textbraceleft{}b\textbraceright{} \textbackslash{}x \textasciitilde{}\textasciicircum{}"),
        ("Two\nlines", "Two lines"),
    ],
)
def test_tex_prints_a_title_and_does_not_run_it(title: str, written: str) -> None:
    assert f"title = {{{{{written}}}}}," in citations.bibtex(the_brief(title=title))


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_title_or_outlet_can_end_an_entry(title: str, outlet: str) -> None:
    entry = citations.bibtex(the_brief(title=title, publisher=outlet)).strip()
    depths = [entry[:n].count("{") - entry[:n].count("}") for n in range(entry.index("{") + 1, len(entry))]
    assert min(depths) >= 1
    assert entry.count("{") == entry.count("}")


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {},
            "Ines Varga, Tom Okafor. “Five measure one river.” Harbour Desk, 5 March 2025. "
            "https://harbourdesk.example/river_%28one%29",
        ),
        ({"author": (), "source_url": None, "title": "Late?"}, "“Late?” Harbour Desk, 5 March 2025."),
        (
            {"author": (), "source_url": "javascript:alert(1)", "publisher": None, "date": None},
            "“Five measure one river.”",
        ),
    ],
)
def test_a_line_for_a_footnote(changes: dict[str, object], line: str) -> None:
    assert citations.plain(the_brief(**changes)) == line


def test_a_quotation_of_two_spans_is_an_annotation_with_two_targets() -> None:
    article = the_brief()
    found = web_annotations.annotation(article, article.quotes[0], "briefs/2025/a/#q1", "Ana Reisz")
    assert found["id"] == "briefs/2025/a/#q1"
    assert found["body"][0]["value"] == "Ana Reisz"
    source = "https://harbourdesk.example/river_%28one%29"
    assert found["target"] == [
        {
            "type": "SpecificResource",
            "source": source,
            "selector": [
                {"type": "TextQuoteSelector", "exact": "The river,", "prefix": "say: “"},
                {"type": "TextPositionSelector", "start": 4, "end": 14},
            ],
        },
        {
            "type": "SpecificResource",
            "source": source,
            "selector": [
                {"type": "TextQuoteSelector", "exact": "is late", "suffix": "” again"},
                {"type": "TextPositionSelector", "start": 25, "end": 32},
            ],
        },
    ]


def test_an_article_without_an_address_is_named_by_its_brief() -> None:
    article = the_brief(source_url=None)
    found = web_annotations.annotation(article, article.quotes[0], "x", None)
    assert found["target"][0]["source"] == "urn:briefs:2025-03-05-five-measure-one-river"
    assert found["body"][0]["value"] == "unknown"
