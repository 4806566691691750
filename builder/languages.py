"""Languages by their ISO 639 codes and English names."""

from functools import cache

from builder import datafiles


def language_name(code: str) -> str:
    """Return the English name of a language by its code (`de`, `de-AT`), or the code itself if it is not known."""
    return _names().get(code.lower().partition("-")[0].partition("_")[0], code)


@cache
def _names() -> dict[str, str]:
    rows = (line.partition("\t") for line in datafiles.lines("builder", "languages.tsv"))
    return {code: name for code, _, name in rows}
