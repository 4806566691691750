"""Rights: how much of an article may be shown, told by the word or the licence in `rights`."""

import re
from dataclasses import dataclass
from enum import StrEnum

_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-(?:NC|ND|SA))*)-(\d\.\d)")
_OPEN = re.compile(r"(?i)full|cc0.*|cc-by(-sa)?(-\d.*)?|public[ -]domain|pddl.*|unlicense")


class Shown(StrEnum):
    """How much of an article is published, the least first."""

    NOTHING = "nothing"
    METADATA = "metadata"
    EXCERPT = "excerpt"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Budget:
    """What an excerpt may hold: the words of its opening, and the share of the article that it shows, in percent.

    The share counts opening, summary and quotations together. Half of all news articles quote a fifth of their words,
    nine in ten less than half; the limit lets them pass, and cuts an interview that is all quotations.
    """

    words: int = 60
    share: int = 60


DEFAULT_BUDGET = Budget()


def shown(rights: str) -> Shown:
    """Tell how much is published: of `private` nothing, `metadata`, all that a licence allows, or an excerpt."""
    word = rights.strip().lower()
    if word == "private":
        return Shown.NOTHING
    if word == "metadata":
        return Shown.METADATA
    return Shown.FULL if is_open(rights) else Shown.EXCERPT


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
