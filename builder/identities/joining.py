"""Appearances into people, one block at a time: `join` is a pure function of the appearances of its block.

The order of arrival plays no part: full names come before shorter ones, and older appearances before newer ones. First
the appearances under one name fall into groups that share people, or an occupation and a country; a group is never
taken apart. Then each group finds its person among those that there are:

- where the names are the same, it joins unless the contexts disagree;
- where the names are undecided, it joins if the contexts agree strongly;
- a surname alone joins a full name only if nobody else in the block has that surname, and the contexts agree strongly;
- where two people would do, it joins the one whose context agrees better; if neither does, it stays by itself, unless
  it has the very same name: then it is put with the older one, whose page says that it may be two people;
- two appearances in one brief are two people.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from builder.identities import contexts, names
from builder.identities.appearances import Appearance
from builder.identities.contexts import Agreement, Context, context_of, occupation_of
from builder.identities.names import FullName, Verdict, given_letters, parse
from builder.slugs import slug


@dataclass(frozen=True, slots=True)
class Identity:
    """One person of the collection: the id, and the appearances, oldest first.

    `doubtful` tells that one of the appearances may be another person's of the same name. `namesakes` are ids of people
    of the same name who are somebody else, `maybe` those who may be the same person.
    """

    id: str
    appearances: tuple[Appearance, ...]
    doubtful: bool = False
    namesakes: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name that most appearances have; of equals the first in the alphabet."""
        counts = Counter(appearance.name for appearance in self.appearances)
        return min(counts, key=lambda name: (-counts[name], name))


def join(block: Iterable[Appearance]) -> tuple[Identity, ...]:
    """Join the appearances of one block into people, sorted by id."""
    ordered = sorted(block, key=lambda appearance: appearance.age)
    people = _People()
    for group in _groups(appearance for appearance in ordered if appearance.said is None):
        people.place(group)
    return _identities(people.drafts, [appearance for appearance in ordered if appearance.said is not None])


@dataclass(slots=True, eq=False)
class _Draft:
    """A person in the making, or a group of appearances that looks for one."""

    names: list[FullName]
    appearances: list[Appearance]
    context: Context
    doubtful: bool = False
    namesakes: list["_Draft"] = field(default_factory=list)
    maybe: list["_Draft"] = field(default_factory=list)
    briefs: set[str] = field(default_factory=set)


def _groups(appearances: Iterable[Appearance]) -> Iterator[_Draft]:
    """Yield the groups of appearances under one name: fullest names first, then the oldest."""
    by_name: defaultdict[FullName, list[Appearance]] = defaultdict(list)
    for appearance in appearances:
        by_name[parse(appearance.name)].append(appearance)
    for name in sorted(
        by_name, key=lambda name: (-len(name.words), -_letters(name), name.words, name.suffix, name.sex)
    ):
        for group in _sharing(by_name[name], alone=not name.is_full):
            yield _Draft([name], group, context_of(group), briefs={appearance.brief for appearance in group})


def _letters(name: FullName) -> int:
    return sum(map(len, name.words))


def _sharing(appearances: Sequence[Appearance], *, alone: bool) -> list[list[Appearance]]:
    """Put together what shares an occupation and a country or, unless it is a surname alone, a companion.

    Groups are in the order of their oldest members; a brief has one member of a group at most.
    """
    members = {number: [appearance] for number, appearance in enumerate(appearances)}
    briefs = {number: {appearance.brief} for number, appearance in enumerate(appearances)}
    group = list(range(len(appearances)))
    first: dict[str, int] = {}
    for number, appearance in enumerate(appearances):
        for token in _tokens(appearance, alone=alone):
            small, large = _root(group, first.setdefault(token, number)), _root(group, number)
            if small == large:
                continue
            if len(briefs[small]) > len(briefs[large]):
                small, large = large, small
            if briefs[small].isdisjoint(briefs[large]):
                members[large] += members.pop(small)
                briefs[large] |= briefs.pop(small)
                group[small] = large
    return sorted((sorted(some, key=_age) for some in members.values()), key=lambda some: some[0].age)


def _root(group: list[int], number: int) -> int:
    while group[number] != number:
        group[number] = group[group[number]]
        number = group[number]
    return number


def _tokens(appearance: Appearance, *, alone: bool) -> Iterator[str]:
    """What two appearances under one name must have in common to be put together without more ado."""
    if not alone:
        yield from appearance.companions
    for role, codes in appearance.roles:
        if occupation := occupation_of(role):
            yield from (f"{occupation} {code}" for code in codes or appearance.subjects)


@dataclass(slots=True)
class _People:
    """The people of a block so far, by the first letters that their given names may have."""

    drafts: list[_Draft] = field(default_factory=list)
    by_letter: defaultdict[str, list[_Draft]] = field(default_factory=lambda: defaultdict(list))

    def place(self, group: _Draft) -> None:
        """Add a group to the person whose it is, or make a new person of it."""
        near = [(draft, verdict) for draft in self._candidates(group) if (verdict := _verdict(group, draft))]
        levels = [(draft, verdict, contexts.compare(group.context, draft.context)) for draft, verdict in near]
        fitting = [(draft, level) for draft, verdict, level in levels if _fits(verdict, level)]
        best = max((level for _, level in fitting), default=Agreement.DISAGREE)
        chosen = [draft for draft, level in fitting if level is best]
        if not group.names[0].is_full and sum(draft.names[0].is_full for draft, _ in near) > 1:
            chosen = []  # an ambiguous surname
        namesakes = [draft for draft in chosen if group.names[0] in draft.names]
        if len(chosen) == 1 or namesakes:
            self._add(
                min(namesakes or chosen, key=_oldest), group, doubtful=best is Agreement.NEUTRAL or len(chosen) > 1
            )
        else:
            group.namesakes = [
                d for d, verdict, level in levels if verdict is Verdict.SAME and level is Agreement.DISAGREE
            ]
            group.maybe = [d for d, _, level in levels if group.names[0].is_full and level is not Agreement.DISAGREE]
            self._new(group)

    def _candidates(self, group: _Draft) -> Iterable[_Draft]:
        """People whose name may be the group's; a surname alone may be anybody's."""
        if not group.names[0].is_full:
            return self.drafts
        letters = sorted(given_letters(group.names[0]))
        return {id(draft): draft for letter in letters for draft in self.by_letter[letter]}.values()

    def _new(self, group: _Draft) -> None:
        self.drafts.append(group)
        for letter in given_letters(group.names[0]):
            self.by_letter[letter].append(group)

    def _add(self, draft: _Draft, group: _Draft, *, doubtful: bool) -> None:
        draft.appearances += group.appearances
        draft.briefs |= group.briefs
        draft.context.add(group.context)
        draft.doubtful |= doubtful
        if group.names[0] not in draft.names:
            draft.names.append(group.names[0])
            for letter in given_letters(group.names[0]):
                if draft not in self.by_letter[letter]:
                    self.by_letter[letter].append(draft)


def _verdict(group: _Draft, draft: _Draft) -> Verdict:
    """The best that the names of a person say, or DIFFERENT where one contradicts or a brief has both."""
    verdicts = [names.compare(group.names[0], name) for name in draft.names]
    if Verdict.DIFFERENT in verdicts or not group.briefs.isdisjoint(draft.briefs):
        return Verdict.DIFFERENT
    return max(verdicts)


def _fits(verdict: Verdict, level: Agreement) -> bool:
    return level is Agreement.STRONG or (verdict is Verdict.SAME and level is not Agreement.DISAGREE)


def _age(appearance: Appearance) -> tuple[bool, str, str, str]:
    return appearance.age


def _oldest(draft: _Draft) -> tuple[bool, str, str, str]:
    return min(map(_age, draft.appearances))


def _identities(drafts: list[_Draft], said: list[Appearance]) -> tuple[Identity, ...]:
    """Give ids: the oldest person of a name has its bare slug, the next one `-2`, and so on.

    What a person said by hand comes last: the appearance goes to the one who has that id, or is a person of its own.
    """
    ordered = sorted(drafts, key=lambda draft: _age(_naming(draft)))
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for draft in ordered:
        ids[id(draft)] = _free(slug(_naming(draft).name), taken)
        taken.add(ids[id(draft)])
    by_hand: defaultdict[str, list[Appearance]] = defaultdict(list)
    for appearance in said:
        by_hand[appearance.said or ""].append(appearance)
    made = [_identity(draft, ids, by_hand.pop(ids[id(draft)], [])) for draft in ordered]
    made += [_by_hand(name, appearances, ordered, ids) for name, appearances in by_hand.items()]
    return tuple(sorted(_both_ways(made), key=lambda identity: identity.id))


def _both_ways(identities: Iterable[Identity]) -> list[Identity]:
    """Let everybody know those who know them."""
    known = {identity.id: identity for identity in identities}
    for identity in list(known.values()):
        for other in identity.namesakes:
            known[other] = replace(known[other], namesakes=_with(known[other].namesakes, identity.id))
        for other in identity.maybe:
            known[other] = replace(known[other], maybe=_with(known[other].maybe, identity.id))
    return list(known.values())


def _with(ids: tuple[str, ...], another: str) -> tuple[str, ...]:
    return tuple(sorted({*ids, another}))


def _identity(draft: _Draft, ids: Mapping[int, str], by_hand: Iterable[Appearance]) -> Identity:
    return Identity(
        id=ids[id(draft)],
        appearances=tuple(sorted([*draft.appearances, *by_hand], key=_age)),
        doubtful=draft.doubtful or draft.context.has_two_ages,
        namesakes=tuple(sorted({ids[id(other)] for other in draft.namesakes})),
        maybe=tuple(sorted({ids[id(other)] for other in draft.maybe})),
    )


def _by_hand(name: str, appearances: list[Appearance], drafts: list[_Draft], ids: Mapping[int, str]) -> Identity:
    """A person whom somebody told apart by hand from those of the same name."""
    own = parse(appearances[0].name)
    same = (draft for draft in drafts if any(names.compare(own, other) is Verdict.SAME for other in draft.names))
    return Identity(name, tuple(appearances), namesakes=tuple(sorted(ids[id(draft)] for draft in same)))


def _naming(draft: _Draft) -> Appearance:
    """The appearance that gives a person the id: the oldest one that prints more than a surname, if there is any."""
    return min(draft.appearances, key=lambda one: (not parse(one.name).is_full, one.age))


def _free(name: str, taken: set[str]) -> str:
    number = 1
    while (candidate := name if number == 1 else f"{name}-{number}") in taken:
        number += 1
    return candidate
