"""The countries of ISO 3166-1 with Kosovo: their codes and names, and all that they are called in the news.

Policy for disputed territory: the project takes no side. A territory with a code in ISO 3166-1 counts by itself, any
other for the country that ISO 3166-2 lists it under; Kosovo has the code XK, as in the data of the European Union. What
an article calls it is kept as printed. A collection may count and name territories otherwise: `builder.territories`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from builder.gazetteer.tables import cells, rows


@dataclass(frozen=True, slots=True)
class CountryNames:
    """What one country is called: short English name, other names, adjectives and demonyms, capitals."""

    code: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]


@cache
def countries() -> Mapping[str, CountryNames]:
    """All countries by code, in the order of their codes."""
    return MappingProxyType(
        {code: CountryNames(code, name, *map(cells, lists)) for code, name, *lists in rows("countries.tsv")}
    )


COUNTRY_CODES: tuple[str, ...] = tuple(countries())
"""ISO 3166-1 alpha-2 codes with XK, sorted."""


def country_name(code: str) -> str:
    """Name a country by its ISO 3166-1 alpha-2 code, as a page prints it; raises `KeyError` for an unknown code."""
    return countries()[code].name
