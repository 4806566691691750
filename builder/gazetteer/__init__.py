"""Gazetteer: names of countries, demonyms, metonyms, subdivisions and cities, as data files with their loader."""

from builder.gazetteer.countries import COUNTRY_CODES, country_name
from builder.gazetteer.gazetteer import Gazetteer, Kind, Sense, load

__all__ = ["COUNTRY_CODES", "Gazetteer", "Kind", "Sense", "country_name", "load"]
