"""What a page is about, for search engines and other machines: JSON-LD in the words of schema.org.

A brief is a `WebPage` whose `mainEntity` is the outlet's `NewsArticle`: the article is theirs, the page is ours. Its
quotations stand under `hasPart`, its people and countries under `mentions`, and the countries that it is about under
`about` as well. Addresses are relative to the page.
"""

import json
import re
from typing import Any

from builder.brief import Brief, BriefQuote
from builder.collection import Country, Person
from builder.gazetteer import country_name
from builder.markup import safe_url
from builder.pages.around import Around
from builder.pages.page import Named, brief_path, country_path, organisation_path, person_path, relative_url
from builder.pages.passages import anchor_of
from builder.rights import licence_address

# What bylines add to the name of a house.
_HOUSE = re.compile(
    r"^the |(?: (?:staff|team|desk|newsroom|reporters?|writers?|editors|editorial board|correspondents?))+$"
)

# Characters that could end the script element that the JSON stands in, or begin a comment there.
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def of_brief(brief: Brief, around: Around) -> str:
    """Describe the page of a brief."""
    here = brief_path(brief)
    people = [_person(here, around.people[key]) for key in dict.fromkeys(brief.everyone) if key in around.people]
    countries = [code for code in brief.countries if code in around.countries]
    return _script(
        {
            "@type": "WebPage",
            "name": brief.title,
            "inLanguage": brief.lang,
            "mainEntity": _article(brief),
            "about": [_country(here, code) for code in countries if brief.is_about(code)],
            "mentions": people + [_country(here, code) for code in countries],
            "hasPart": [_quotation(here, quote, around) for quote in brief.quotes if not quote.reported],
        }
    )


def of_person(person: Person) -> str:
    """Describe the page of a person."""
    about = {
        "@type": "Person",
        "name": person.name,
        "alternateName": person.also,
        "jobTitle": [role.text for role in person.roles],
    }
    return _script({"@type": "ProfilePage", "name": person.name, "mainEntity": _known(about)})


def of_country(country: Country) -> str:
    """Describe the page of a country."""
    about = {"@type": "Country", "name": country.name, "identifier": country.code}
    return _script({"@type": "CollectionPage", "name": country.name, "about": about})


def _article(brief: Brief) -> dict[str, Any]:
    publisher = {"@type": "NewsMediaOrganization", "name": brief.publisher} if brief.publisher else None
    return _known(
        {
            "@type": "NewsArticle",
            "headline": brief.title,
            "description": brief.description,
            "datePublished": brief.date,
            "dateModified": brief.updated,
            "author": [_author(name, brief) for name in brief.author],
            "publisher": publisher,
            "url": safe_url(brief.source_url),
            "inLanguage": brief.lang,
            "license": licence_address(brief.rights),
        }
    )


def _author(name: str, brief: Brief) -> dict[str, Any]:
    """Describe an author; some bylines name the outlet or the agency, or its desk, who are nobody."""
    houses = {_house(house) for house in (brief.publisher, brief.agency) if house}
    return {"@type": "Organization" if _house(name) in houses else "Person", "name": name}


def _house(name: str) -> str:
    """Write the name of an outlet or an agency so that "The Harbour Desk" and "Harbour Desk staff" are the same."""
    return _HOUSE.sub("", name.casefold()).strip()


def _quotation(here: str, quote: BriefQuote, around: Around) -> dict[str, Any]:
    return _known(
        {
            "@type": "Quotation",
            "text": quote.shown,
            "url": f"#note-{anchor_of(quote)}",
            "creator": _creator(here, quote, around),
        }
    )


def _creator(here: str, quote: BriefQuote, around: Around) -> dict[str, Any] | None:
    """Describe who said it: a person or an organisation. A document said nothing, and is nobody."""
    if who := around.speaker(quote):
        return _person(here, who)
    if body := around.body_that_spoke(quote):
        return {"@type": "Organization", "name": body.name, "url": relative_url(here, organisation_path(body.id))}
    if not quote.speaker or quote.reason == "document":
        return None
    if quote.reason == "unnamed":  # "a senior official" is no name
        return {"@type": "Person", "description": quote.speaker}
    return {"@type": "Organization" if quote.reason == "organisation" else "Person", "name": quote.speaker}


def _person(here: str, person: Named) -> dict[str, Any]:
    return {"@type": "Person", "name": person.name, "url": relative_url(here, person_path(person.id))}


def _country(here: str, code: str) -> dict[str, Any]:
    url = relative_url(here, country_path(code))
    return {"@type": "Country", "name": country_name(code), "identifier": code, "url": url}


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _script(values: dict[str, Any]) -> str:
    """Write JSON-LD so that no text in it can end the script element around it."""
    text = json.dumps({"@context": "https://schema.org", **_known(values)}, ensure_ascii=False, separators=(",", ":"))
    return "".join(_UNSAFE.get(character, character) for character in text)
