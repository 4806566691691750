"""Addresses for machines: whole ones where mkdocs.yml says where the site will be, else as seen from the file."""

import posixpath
from urllib.parse import quote as percent

from builder.settings import Site


def absolute(site: Site, here: str, target: str) -> str:
    """Return the address of `target` for the file `here`, both given by their paths below the site's root.

    A target that ends in a slash is a page's folder; "" is the home page.
    """
    if site.address:
        return f"{site.address}{percent(target)}"
    folder = "/" if target.endswith("/") or not target else ""
    return f"{percent(posixpath.relpath(target or '.', posixpath.dirname(here) or '.'))}{folder}"
