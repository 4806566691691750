"""Quotations as W3C Web Annotations: what the model asks for, and the passages where they say that they are."""

import json
from typing import Any
from urllib.parse import urljoin

import jsonschema
import pytest

from builder.brief import Brief
from builder.collection import Collection
from builder.export.files import files
from builder.pages import annotations
from builder.pages.around import Surroundings
from builder.pages.page import brief_path, url
from builder.pages.passages import anchor_of
from builder.settings import Site

SITE = Site("Desk", "", "https://desk.example/below/")
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_IRI = {"type": "string", "format": "iri-reference", "minLength": 1}

# What the Web Annotation Data Model says that there must be, of the parts of it that we write (sections 3, 4.2 and 5).
_SELECTOR = {
    "oneOf": [
        {
            "required": ["type", "exact"],
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": {"type": "string", "minLength": 1},
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
            "additionalProperties": False,
        },
        {
            "required": ["type", "start", "end"],
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 0},
            },
            "additionalProperties": False,
        },
    ]
}
_TARGET = {
    "type": "object",
    "required": ["type", "source"],
    "properties": {
        "type": {"const": "SpecificResource"},
        "source": {"type": "string", "pattern": "^[a-z][a-z0-9+.-]*:"},
        "selector": {"type": "array", "minItems": 1, "items": _SELECTOR},
    },
    "additionalProperties": False,
}
_BODY = {
    "type": "object",
    "required": ["type", "value"],
    "properties": {
        "type": {"const": "TextualBody"},
        "value": {"type": "string", "minLength": 1},
        "purpose": {"enum": ["identifying", "tagging"]},
    },
    "additionalProperties": False,
}
ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target"],
    "properties": {
        "@context": {"const": CONTEXT},
        "id": _IRI,
        "type": {"const": "Annotation"},
        "motivation": {"const": "identifying"},
        "body": {"type": "array", "items": _BODY},
        "target": {"type": "array", "minItems": 1, "items": _TARGET},
    },
    "additionalProperties": False,
}
COLLECTION = {
    "type": "object",
    "required": ["@context", "id", "type", "label", "total", "first"],
    "properties": {
        "@context": {
            "type": "array",
            "prefixItems": [{"const": CONTEXT}, {"type": "object", "required": ["@base"]}],
        },
        "id": _IRI,
        "type": {"const": "AnnotationCollection"},
        "total": {"type": "integer", "minimum": 1},
        "first": {
            "type": "object",
            "required": ["id", "type", "items"],
            "properties": {
                "id": _IRI,
                "type": {"const": "AnnotationPage"},
                "startIndex": {"const": 0},
                "items": {"type": "array", "items": {"allOf": [ANNOTATION, {"not": {"required": ["@context"]}}]}},
            },
        },
    },
}


@pytest.fixture(scope="module")
def made(collection: Collection) -> dict[str, dict[str, Any]]:
    drafted = annotations.drafts(collection, Surroundings(collection), SITE)
    return {draft.path: json.loads(draft.write().text) for draft in drafted}


def of(brief: Brief, made: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = made[annotations.address(brief) or ""]["first"]["items"]
    return items


def test_every_file_is_a_collection_as_the_model_has_it(made: dict[str, dict[str, Any]]) -> None:
    validator = jsonschema.Draft202012Validator(COLLECTION)
    for values in made.values():
        validator.validate(values)
        assert values["total"] == len(values["first"]["items"])
    spoilt = {**values, "first": {**values["first"], "items": [{**values["first"]["items"][0], "target": []}]}}
    assert not validator.is_valid(spoilt)


def test_every_line_of_an_export_is_an_annotation(collection: Collection) -> None:
    schema = {**ANNOTATION, "required": ["@context", "id", "type", "target"]}
    validator = jsonschema.Draft202012Validator(schema)
    lines = files(collection, "Samples")["annotations.jsonl"].splitlines()
    assert lines
    for line in lines:
        validator.validate(json.loads(line))


def test_every_quotation_is_named_by_its_place_on_the_page(
    collection: Collection, made: dict[str, dict[str, Any]]
) -> None:
    for brief in collection.briefs:
        page = f"{SITE.address}{url(brief_path(brief))}"
        if brief.quotes:
            assert [item["id"] for item in of(brief, made)] == [f"#note-{anchor_of(quote)}" for quote in brief.quotes]
            assert made[annotations.address(brief) or ""]["@context"][1] == {"@base": page}
        else:
            assert annotations.address(brief) is None


def test_without_an_address_of_the_site_all_is_told_from_where_the_file_lies(collection: Collection) -> None:
    draft = next(annotations.drafts(collection, Surroundings(collection), Site()))
    values = json.loads(draft.write().text)
    at = f"https://anywhere.example/below/{draft.path}"
    base = urljoin(at, values["@context"][1]["@base"])
    assert base == f"https://anywhere.example/below/{url(brief_path(collection.briefs[0]))}"
    assert urljoin(base, values["id"]) == at


def test_words_and_positions_say_the_same(collection: Collection, made: dict[str, dict[str, Any]]) -> None:
    counted = 0
    for brief in collection.briefs:
        for item in of(brief, made) if brief.quotes else []:
            for target in item["target"]:
                words, *position = target["selector"]
                for place in position:
                    assert place["end"] - place["start"] == len(words["exact"])
                    counted += 1
    assert counted > 300
