"""What is known of a person besides the name: occupations, countries, age, and whom they appear with.

Two contexts are compared by what they share and by what contradicts. Contradicting are
- occupations of different fields (a fisherman, a minister), where both are known;
- countries: no country named in the briefs of the one is named in those of the other;
- years of birth, told by printed ages, more than `AGE_SLACK` apart.

They **disagree** where two of the three contradict and nobody appears with both. One of them alone is no proof: people
change their work, they travel, and an age may be printed wrong; but with ages that contradict no contexts agree.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache

from builder.identities import lexicon
from builder.identities.appearances import Appearance

# A printed age is a year out before the birthday, and may be another year out where the article is.
AGE_SLACK = 3
CONTRADICTIONS = 2

# People in common that say as much as an occupation and a country in common.
COMPANIONS = 2

_AGE = re.compile(r"(?:^|\baged )(\d{1,3})(?=,|$)|\b(\d{1,3})-year-old\b")
_HEAD_ENDS = re.compile(r"\b(?:of|for|from|in|at|on|with|who|to|by)\b|[,;(]")
_RANKED = frozenset({"attorney", "prosecutor", "solicitor", "consul", "governor", "secretary", "director"})


class Agreement(IntEnum):
    """How two contexts go together."""

    DISAGREE = 0
    NEUTRAL = 1
    AGREE = 2
    STRONG = 3


@dataclass(slots=True)
class Context:
    """The evidence of some appearances, put together."""

    occupations: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    homes: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    births: set[int] = field(default_factory=set)

    @property
    def has_two_ages(self) -> bool:
        """Whether the printed ages cannot all be one person's."""
        return bool(self.births) and max(self.births) - min(self.births) > AGE_SLACK

    def add(self, other: "Context") -> None:
        """Take in what another context holds."""
        self.occupations |= other.occupations
        self.roles |= other.roles
        self.homes |= other.homes
        self.subjects |= other.subjects
        self.countries |= other.countries
        self.company |= other.company
        self.births |= other.births


def context_of(appearances: Iterable[Appearance]) -> Context:
    """Put the evidence of some appearances together."""
    context = Context()
    for appearance in appearances:
        context.subjects.update(appearance.subjects)
        context.countries.update(appearance.countries)
        context.company.update(appearance.companions)
        for role, codes in appearance.roles:
            context.homes.update(codes)
            context.roles.add(role.lower())
            if occupation := occupation_of(role):
                context.occupations.add(occupation)
            if birth := _birth(role, appearance.date):
                context.births.add(birth)
    return context


def compare(one: Context, other: Context) -> Agreement:
    """Compare two contexts; the order does not matter."""
    company = _in_common(one.company, other.company)
    if not company and _contradictions(one, other) >= CONTRADICTIONS:
        return Agreement.DISAGREE
    if _apart(one.births, other.births) > AGE_SLACK:
        return Agreement.NEUTRAL
    occupation, country = not one.occupations.isdisjoint(other.occupations), _share_country(one, other)
    if company >= COMPANIONS or (occupation and country):
        return Agreement.STRONG
    return Agreement.AGREE if occupation or country or company or _at_home(one, other) else Agreement.NEUTRAL


@cache
def occupation_of(role: str) -> str:
    """The field of the occupation that a role as printed names before "of", "from" or a comma; empty if unknown."""
    text = _AGE.sub("", role.lower().removeprefix("who is ")).lstrip(" ,")
    words = re.findall(r"[\w-]+", _HEAD_ENDS.split(text)[0])
    fields = _fields()
    known = [word for word in words if word in fields]
    if len(known) > 1 and known[-1] == "general":
        known.pop()
    if known == ["general"] and not _RANKED.isdisjoint(words):
        return ""
    return fields[known[-1]] if known else ""


@cache
def _fields() -> dict[str, str]:
    return {noun: row[0] for row in lexicon.rows("occupations") for noun in row[1:]}


def _birth(role: str, date: str | None) -> int | None:
    """The year of birth that a printed age tells, give or take one."""
    match = _AGE.search(role.lower())
    if match is None or not (date or "")[:4].isdecimal():
        return None
    return int((date or "")[:4]) - int(match[1] or match[2])


def _share_country(one: Context, other: Context) -> bool:
    """Whether a country named in a role, or else one that briefs are about, belongs to both."""
    return not (one.homes or one.subjects).isdisjoint(other.homes or other.subjects)


def _at_home(one: Context, other: Context) -> bool:
    """Whether the briefs of the one name a country that a role of the other does."""
    return not (one.homes.isdisjoint(other.countries) and other.homes.isdisjoint(one.countries))


def _contradictions(one: Context, other: Context) -> int:
    return (
        _contradict(one.occupations, other.occupations)
        + _contradict(one.countries, other.countries)
        + (_apart(one.births, other.births) > AGE_SLACK)
    )


def _contradict(one: set[str], other: set[str]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)


def _apart(one: Iterable[int], other: Iterable[int]) -> int:
    """How many years lie between two years of birth, at least; 0 where one is not known."""
    return min((abs(a - b) for a in one for b in other), default=0)


def _in_common(one: set[str], other: set[str]) -> int:
    """Count common members, up to `COMPANIONS`: a president's company is a long list."""
    count = 0
    small, large = sorted((one, other), key=len)
    for person in small:
        count += person in large
        if count == COMPANIONS:
            break
    return count
