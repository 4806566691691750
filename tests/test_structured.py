"""JSON-LD: what search engines read from a page."""

import json
from dataclasses import replace
from typing import Any

import pytest

from builder.collection import Collection
from builder.pages import structured
from builder.pages.around import Surroundings
from builder.rights import licence_address

# The properties of schema.org's types that we use (https://schema.org, release 29): a name not listed is a slip.
_WORK = {"name", "inLanguage", "mainEntity", "about", "mentions", "hasPart", "url", "text", "creator", "headline"}
_WORK |= {"description", "datePublished", "dateModified", "author", "publisher", "license"}
PROPERTIES = {
    **dict.fromkeys(("WebPage", "ProfilePage", "CollectionPage", "NewsArticle", "Quotation"), _WORK),
    "Person": {"name", "url", "alternateName", "jobTitle", "description"},
    "Country": {"name", "url", "identifier"},
    "NewsMediaOrganization": {"name"},
    "Organization": {"name", "url"},
}


def check(value: Any) -> None:
    if isinstance(value, list):
        for item in value:
            check(item)
    elif isinstance(value, dict):
        assert value.keys() - {"@type", "@context"} <= PROPERTIES[value["@type"]]
        assert all(value.values())
        for item in value.values():
            check(item)


def test_every_page_speaks_the_words_of_schema_org(collection: Collection) -> None:
    around = Surroundings(collection)
    made = [structured.of_brief(brief, around.around_brief(brief)) for brief in collection.briefs]
    made += [structured.of_person(person) for person in collection.people.values()]
    made += [structured.of_country(country) for country in collection.countries.values()]
    for text in made:
        described = json.loads(text)
        assert described["@context"] == "https://schema.org"
        check(described)


def test_a_brief_tells_the_article_from_our_page_and_who_said_what(collection: Collection) -> None:
    brief = next(brief for brief in collection.briefs if brief.title.startswith("Two Guineas"))
    page = json.loads(structured.of_brief(brief, Surroundings(collection).around_brief(brief)))
    assert (page["@type"], page["mainEntity"]["@type"]) == ("WebPage", "NewsArticle")
    assert page["mainEntity"]["publisher"]["name"] == "Harbour Desk"
    assert page["mainEntity"]["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert [country["identifier"] for country in page["about"]] == ["GN", "GW", "US"]
    said = {part["text"]: part["creator"] for part in page["hasPart"]}
    assert {"GN", "GW", "US"} < {thing.get("identifier") for thing in page["mentions"]}
    assert {thing["@type"] for thing in page["mentions"]} == {"Person", "Country"}
    union = said["a small book with a long coast"]
    assert (union["@type"], union["name"]) == ("Organization", "African Union")
    sea = next(who for text, who in said.items() if text.startswith("The sea had already agreed"))
    assert sea["url"] == "../../../people/amadu-balde/"


@pytest.mark.parametrize(
    ("byline", "kind"),
    [
        ("Harbour Desk", "Organization"),
        ("The Harbour Desk", "Organization"),
        ("HARBOUR DESK staff", "Organization"),
        ("Meridian Dispatch", "Organization"),
        ("Ines Varga", "Person"),
        ("Harbour Deskins", "Person"),
    ],
)
def test_an_outlet_or_an_agency_that_signs_an_article_is_nobody(collection: Collection, byline: str, kind: str) -> None:
    brief = replace(collection.briefs[0], publisher="Harbour Desk", agency="Meridian Dispatch", author=(byline,))
    page = json.loads(structured.of_brief(brief, Surroundings(collection).around_brief(brief)))
    assert page["mainEntity"]["author"] == [{"@type": kind, "name": byline}]


@pytest.mark.parametrize(
    ("reason", "creator"),
    [
        ("named", {"@type": "Person", "name": "the speaker"}),
        ("organisation", {"@type": "Organization", "name": "the speaker"}),
        ("unnamed", {"@type": "Person", "description": "the speaker"}),
        ("document", None),
    ],
)
def test_only_who_can_say_something_is_a_creator(
    collection: Collection, reason: str, creator: dict[str, str] | None
) -> None:
    brief = next(brief for brief in collection.briefs if brief.quotes)
    quote = replace(brief.quotes[0], speaker="the speaker", reason=reason, reported=False)
    brief = replace(brief, quotes=(quote,))
    page = json.loads(structured.of_brief(brief, Surroundings(collection).around_brief(brief)))
    assert page["hasPart"][0].get("creator") == creator


def test_no_title_ends_the_script_element(collection: Collection) -> None:
    hostile = "</script><script>alert(1)</script><!-- &amp; \u2028"
    person = next(iter(collection.people.values()))
    text = structured.of_person(type(person)(**{**fields_of(person), "name": hostile}))
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text)["name"] == hostile


def fields_of(person: Any) -> dict[str, Any]:
    return {name: getattr(person, name) for name in person.__dataclass_fields__}


@pytest.mark.parametrize(
    ("rights", "address"),
    [
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("excerpt", None),
        ("CC-BY-4.0/../x", None),
    ],
)
def test_a_licence_has_an_address(rights: str, address: str | None) -> None:
    assert licence_address(rights) == address
