"""Titles: whether two are the same headline, and where the outlet's name in one begins."""

import re
from collections.abc import Iterable

from builder.readers.names import same_outlet
from builder.readers.plain import folded, words

_SEPARATOR = re.compile(r"\s(?:[|•·*»›‹«:—–-]|::|//)\s")


def agreed(heading: str, other: str) -> str | None:
    """Return the printed headline if heading and `other` are the same one, cut or run together though one may be."""
    here, there = folded(heading), folded(other)
    if not here or not there:
        return None
    if here == there:
        return heading
    if here.startswith(there + " ") or here.endswith(" " + there):  # run together with its standfirst or kicker
        return heading if other.endswith(("…", "...")) or len(there.split()) < 4 else other
    cut = folded(other.rstrip(". …"))
    return heading if there.startswith(here + " ") or (len(cut) > 40 and here.startswith(cut)) else None


def alike(heading: str, other: str) -> bool:
    """Tell whether a heading is about the same as another title: search engines are often given another headline."""
    here, there = set(words(heading)), set(words(other))
    return len(here) > 3 and len([word for word in here & there if len(word) > 3]) > 1


def is_site(title: str, sites: Iterable[str]) -> bool:
    """Tell whether a title is nothing but the name of the site."""
    return any(same_outlet(title, site) for site in sites)


def split_site(title: str, sites: Iterable[str]) -> tuple[str, str | None]:
    """Return a window title without the outlet's name (and sections before it) at either end, and that name."""
    known = list(sites)
    cuts = list(_SEPARATOR.finditer(title))
    for cut in cuts:  # everything from the first separator behind which only the site and its sections stand
        rest = _SEPARATOR.split(title[cut.end() :])
        site = next((part.strip() for part in rest if _names_site(part, known)), None)
        if site and len(rest) <= 4:
            return title[: cut.start()].strip(), site
    for cut in cuts[:1]:
        if _names_site(title[: cut.start()], known):
            return title[cut.end() :].strip(), title[: cut.start()].strip()
    return title.strip(), None


def _names_site(part: str, sites: Iterable[str]) -> bool:
    """Tell whether `part` of a title names the site: its name, its domain, or its name with a section or "News"."""
    key = folded(part).replace(" ", "").removeprefix("the")
    for site in sites:
        name = folded(re.sub(r"\.(?:com|org|net|co|example)\b.*$", "", site)).replace(" ", "").removeprefix("the")
        if (
            key
            and name
            and (key == name or (len(name) > 3 and len(key) > 3 and (name in key or key in name) and len(part) < 40))
        ):
            return True
    return False
