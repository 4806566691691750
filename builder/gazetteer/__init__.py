"""Gazetteer: names of countries, demonyms, metonyms and cities, as data files with their loader."""
