"""Rights: which words in `rights` let a whole text be shown."""

import re

_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-(?:NC|ND|SA))*)-(\d\.\d)")
_OPEN = re.compile(r"(?i)full|cc0.*|cc-by(-sa)?(-\d.*)?|public[ -]domain|pddl.*|unlicense")


def is_open(rights: str) -> bool:
    """Tell whether a licence (SPDX id), or the word `full`, lets the whole text be shown.

    Licences that forbid derivatives or commerce are not open here: a site of others' making may be either.
    """
    return _OPEN.fullmatch(rights.strip()) is not None


def licence_address(rights: str) -> str | None:
    """Return the address of a Creative Commons licence, given its SPDX id; None for anything else."""
    if rights == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    match = _CREATIVE_COMMONS.fullmatch(rights)
    return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/" if match else None
