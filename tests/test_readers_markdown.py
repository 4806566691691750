"""Clippings: front matter and Markdown."""

import pytest

from builder.errors import ArticleError
from builder.readers.markdown import read

CLIPPING = """---
title: "Ferry crews: ten quiet minutes - Harbour Desk"
source: "https://www.harbourdesk.example/ports/crews?utm_source=mail&id=7#top"
author:
  - "[[Ines Varga]]"
  - "[[people/tom|Tom Okafor]]"
published: 2025-06-02
created: 2025-06-03
description: "A pause between crossings."
tags:
  - "clippings"
  - "ferries"
license: CC0-1.0
---
![A ferry](https://img.example/f.jpg)
*The morning ferry. Photo: Nils Aarden*

The [crews](https://x.example) asked the **port** for \\*ten\\* minutes of `quiet`,
and [[Ana Reisz|Reisz]] spoke &amp; sang.

## What happens next

> “We drink it standing.”

- a cup
- a saucer

Read more: The bridge that hums
"""


def test_reads_a_clipping() -> None:
    article = read(CLIPPING)
    assert article.title == "Ferry crews: ten quiet minutes"
    assert article.author == ("Ines Varga", "Tom Okafor")
    assert (article.date, article.accessed) == ("2025-06-02", "2025-06-03")
    assert article.publisher == "Harbour Desk"
    assert article.source_url == "https://www.harbourdesk.example/ports/crews?id=7"
    assert article.description == "A pause between crossings."
    assert article.tags == ("ferries",)
    assert article.rights == "CC0-1.0"
    assert article.captions == ("The morning ferry. Photo: Nils Aarden",)
    assert article.provenance["date"] == "front matter"
    assert [(block.kind, block.text) for block in article.blocks] == [
        ("paragraph", "The crews asked the port for *ten* minutes of quiet, and Reisz spoke & sang."),
        ("heading", "What happens next"),
        ("quote", "“We drink it standing.”"),
        ("item", "a cup"),
        ("item", "a saucer"),
    ]


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("url: https://a.example/x", "source_url", "https://a.example/x"),
        ("source: Harbour Desk", "publisher", "Harbour Desk"),
        ("source: javascript:alert(1)", "source_url", None),
        ("authors: [Ines Varga, Tom Okafor]", "author", ("Ines Varga", "Tom Okafor")),
        ("author: Ines Varga and Tom Okafor", "author", ("Ines Varga", "Tom Okafor")),
        ("author: {name: Ines Varga}", "author", ("Ines Varga",)),
        ("date: 2025-06-02T10:00:00+02:00", "date", "2025-06-02T10:00:00+02:00"),
        ("published: June 2, 2025", "date", "2025-06-02"),
        ("rights: https://creativecommons.org/licenses/by-sa/4.0/", "rights", "CC-BY-SA-4.0"),
        ("licence: all rights reserved", "rights", None),
        ("datePublished: 2025-06-02", "date", "2025-06-02"),
        ("date-published: 2025-06-02", "date", "2025-06-02"),
        ("Publication Title: Harbour Desk", "publisher", "Harbour Desk"),
        ("abstractNote: A pause.", "description", "A pause."),
        ("dateAdded: 2025-06-03", "accessed", "2025-06-03"),
        ("labels: [ports, omnivore]", "tags", ("ports",)),
        ("title: No", "title", "No"),
        ("title: 1984", "title", "1984"),
    ],
)
def test_front_matter_goes_by_many_names(line: str, field: str, value: object) -> None:
    assert getattr(read(f"---\n{line}\n---\nThe crews asked for quiet."), field) == value


@pytest.mark.parametrize(
    ("matter", "line"),
    [("title: Peace: at last", 2), ("author: x\ntitle: [a", 3), ("a: &a 1\ntitle: *a", 3)],
)
def test_broken_front_matter_names_the_line(matter: str, line: int) -> None:
    with pytest.raises(ArticleError, match=rf"line {line}\b"):
        read(f"---\n{matter}\n---\nThe crews asked for quiet.")


def test_rules_are_no_front_matter() -> None:
    assert read("---\n\nThe crews asked for quiet.\n\n---\n\nThe port will answer.\n").text.startswith("The crews")


def test_takes_title_byline_and_date_from_the_body_without_front_matter() -> None:
    article = read("# Ferry crews ask for quiet\n\nBy Ines Varga\n\n2 June 2025\n\nThe crews asked for quiet.\n")
    assert (article.title, article.author, article.date) == ("Ferry crews ask for quiet", ("Ines Varga",), "2025-06-02")
    assert article.text == "The crews asked for quiet."


def test_markup_in_markdown_does_nothing() -> None:
    article = read("# Quiet\n\nThe crews <script>alert(1)</script>asked for {{ 7*7 }} <b>quiet</b> minutes.\n")
    assert article.text == "The crews asked for {{ 7*7 }} quiet minutes."


def test_a_date_that_cannot_be_understood_is_a_problem() -> None:
    article = read("---\ndate: some day in spring\n---\nThe crews asked for quiet.")
    assert article.date is None
    assert any("date" in problem for problem in article.problems)


def test_refuses_front_matter_without_a_body() -> None:
    with pytest.raises(ArticleError, match="no article text"):
        read("---\ntitle: Quiet\n---\n")
