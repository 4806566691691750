"""Rights: which words in `rights` let a whole text be shown."""

import re

_OPEN = re.compile(r"(?i)full|cc0.*|cc-by(-sa)?(-\d.*)?|public[ -]domain|pddl.*|unlicense")


def is_open(rights: str) -> bool:
    """Tell whether a licence (SPDX id), or the word `full`, lets the whole text be shown.

    Licences that forbid derivatives or commerce are not open here: a site of others' making may be either.
    """
    return _OPEN.fullmatch(rights.strip()) is not None
