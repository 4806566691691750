"""Additions that a few formats need and most people do not: what to say when one is not installed."""

from builder.errors import ArticleError


def missing(what: str, package: str) -> ArticleError:
    """Return the error for a kind of file that is read with a package that is not installed."""
    return ArticleError(f"{what} is read with the package {package}; install it: python -m pip install {package}")
