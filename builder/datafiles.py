"""The data files of the package: word lists and tables, one entry a line."""

from importlib.resources import files


def lines(package: str, path: str) -> list[str]:
    """Return the lines of a data file in `package`, without empty ones and comments, which begin with `#`."""
    text = files(package).joinpath(*path.split("/")).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
