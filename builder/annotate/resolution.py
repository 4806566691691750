"""Resolving toponyms: which of its senses each name has in this article, and whether it is a place at all.

A name has one sense in an article, but where the text says otherwise beside it ("London, Ontario"). The sense with the
highest weight is taken, and the name is taken for a place if the weight and the evidence beside it reach a threshold.
Weights are in powers of ten of inhabitants: a name's evidence of 1 outweighs a town ten times as large.
They were set by hand on local and international news of 2009-2018 (see the evaluation set's description).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log10

from builder.annotate.toponyms import DIRECTIONS, PLACE_LABELS, Toponym
from builder.gazetteer import Sense
from builder.gazetteer.words import Word

# A country's name or adjective is hardly ever anything else.
CERTAIN = 9.5
KIND_BONUS = {"capital": 1.5, "region": 0.5, "city": 0.0}
# An article in English is more likely about a town of these countries.
ENGLISH, ENGLISH_SPEAKING = 0.3, frozenset({"AU", "CA", "GB", "IE", "NZ", "US"})
# A sense this far above all senses in other countries is clear without the rest of the article.
CLEAR = 1.5
# ... if its place is large enough.
CLEAR_AT_LEAST = 5.7
# Other names in the same country speak for a sense, up to a limit; those in the same subdivision a little more.
SUPPORT, MOST_SUPPORT, SAME_REGION = 0.8, 2.4, 0.7
HOME = 0.8
DOUBTFUL = 0.5
BESIDE = {
    "exact": 1.0,
    "inexact": 0.4,
    "preposition": 0.5,
    "embedded": -1.5,
    "dateline": 2.0,
    "PERSON": -2.5,
    "ORG": -0.3,
    "other": -0.5,
}
# "Washington, Georgia" may be two of a list, but a town of this size is more likely meant than that ("Athens, Georgia").
TOWN = 20_000
# In these countries a town is named with its state or province after a comma.
TOWN_AND_STATE = frozenset({"AU", "CA", "US"})
THRESHOLD = 6.3

Resolved = list[tuple[Toponym, Sense]]


def resolve(toponyms: Sequence[Toponym], words: Sequence[Word], home: str | None) -> Resolved:
    """Return the toponyms that are places, each with its sense, in reading order."""
    _bind(toponyms, words)
    by_key: dict[str, list[Toponym]] = defaultdict(list)
    for toponym in toponyms:
        by_key[toponym.key].append(toponym)
    support = Support(toponyms, home)
    senses = {name: _choose(mentions, support) for name, mentions in by_key.items()}
    resolved = ((toponym, toponym.bound or senses[toponym.key]) for toponym in toponyms)
    return [(toponym, sense) for toponym, sense in resolved if sense]


def weight(sense: Sense) -> float:
    """How likely a sense is by itself."""
    if sense.kind in KIND_BONUS:
        return log10(sense.population + 1) + KIND_BONUS[sense.kind] + (ENGLISH if sense.code in ENGLISH_SPEAKING else 0)
    return CERTAIN


class Support:
    """How much the names of the article speak for each country and subdivision.

    A name that is clear by itself counts as one; any other that is tagged as a place is shared among its senses.
    """

    def __init__(self, toponyms: Iterable[Toponym], home: str | None) -> None:
        self._home = home
        self._by_name: dict[str, Counter[str | None]] = {}
        self._regions: Counter[tuple[str | None, str]] = Counter()
        for toponym in toponyms:
            sense = toponym.bound or _clear(toponym)
            if sense:
                self._by_name[toponym.key] = Counter({sense.code: 1.0})
                self._regions[sense.code, sense.admin] += 1
            elif toponym.label in PLACE_LABELS:
                self._by_name.setdefault(toponym.key, _shares(toponym.senses))
        self._countries: Counter[str | None] = Counter()
        for shares in self._by_name.values():
            self._countries.update(shares)

    def of(self, name: str, sense: Sense) -> float:
        """Return what the other names of the article, and the outlet's home, add to the weight of a sense."""
        others = self._countries[sense.code] - self._by_name.get(name, Counter())[sense.code]
        support = min(SUPPORT * others, MOST_SUPPORT)
        if sense.admin and self._regions[sense.code, sense.admin]:
            support += SAME_REGION
        return support + (HOME if sense.code == self._home else 0)


def _shares(senses: Iterable[Sense]) -> Counter[str | None]:
    """Share a doubtful name among the countries of its senses, by weight."""
    weights: Counter[str | None] = Counter()
    for sense in senses:
        weights[sense.code] += 10 ** weight(sense)
    total = sum(weights.values())
    return Counter({code: DOUBTFUL * part / total for code, part in weights.items()})


def _clear(toponym: Toponym) -> Sense | None:
    """Return the sense that a name has beyond doubt, if it has one."""
    best = max(toponym.senses, key=weight)
    others = [weight(sense) for sense in toponym.senses if sense.code != best.code]
    if weight(best) < CLEAR_AT_LEAST or (others and weight(best) - max(others) < CLEAR):
        return None
    return best


def _choose(mentions: list[Toponym], support: Support) -> Sense | None:
    """Return the sense of a name that is mentioned so, or `None` if it is no place."""
    bound = [mention.bound for mention in mentions if mention.bound]
    if bound and not any(sense.kind == "country" for sense in mentions[0].senses):
        return Counter(bound).most_common(1)[0][0]
    name = mentions[0].key
    total = {sense: weight(sense) + support.of(name, sense) for sense in mentions[0].senses}
    best = max(total, key=lambda sense: total[sense])
    if best.kind not in KIND_BONUS:
        return best
    return best if total[best] + max(map(_evidence, mentions)) >= THRESHOLD else None


def _evidence(mention: Toponym) -> float:
    """What the words beside a name say for its being a place."""
    score = 0.0
    if mention.label in PLACE_LABELS:
        score += BESIDE["exact" if mention.exact else "inexact"]
    elif mention.label:
        score += BESIDE.get(mention.label, BESIDE["other"])
    if mention.dateline:
        score += BESIDE["dateline"]
    if mention.preposition:
        score += BESIDE["preposition"]
    if mention.embedded:
        score += BESIDE["embedded"]
    return score


def _bind(toponyms: Sequence[Toponym], words: Sequence[Word]) -> None:
    """Give a name the sense that lies in the place named right after it: "Paris, Texas", "London in Kentucky"."""
    for inner, outer in reversed(list(zip(toponyms, toponyms[1:], strict=False))):
        between = [word.folded for word in words[inner.last + 1 : outer.first]]
        if _is_within(between):
            _bind_pair(inner, outer, between == [","])


def _bind_pair(inner: Toponym, outer: Toponym, comma: bool) -> None:
    senses = [outer.bound] if outer.bound else [s for s in outer.senses if s.kind in ("country", "region")]
    for within in senses:
        bound = _inside(inner, within)
        if bound and (within is senses[0] or bound.population >= TOWN or not _clear(inner)):
            inner.bound = bound
            outer.bound = within
            return
    if comma and len(senses) == 1 and _is_unlisted(inner, senses[0]):
        inner.bound = Sense(senses[0].code, senses[0].admin, "city", 0)


def _is_unlisted(inner: Toponym, within: Sense) -> bool:
    """Whether `inner` must be a town of the state after it that the gazetteer lacks ("London, Arkansas")."""
    kinds = {sense.kind for sense in inner.senses}
    is_state = any(sense.kind == "region" and sense.code in TOWN_AND_STATE for sense in inner.senses)
    return within.kind == "region" and within.code in TOWN_AND_STATE and kinds <= set(KIND_BONUS) and not is_state


def _is_within(between: list[str]) -> bool:
    """Whether these words stand between a place and the larger one that it lies in."""
    plain = [word for word in between if word not in DIRECTIONS]
    return plain in ([","], ["in"], [",", "in"], ["("])


def _inside(inner: Toponym, within: Sense) -> Sense | None:
    """Return the sense of `inner` that lies within a country or region."""
    for sense in inner.senses:
        if sense.kind in KIND_BONUS and sense.code == within.code and sense.admin == (within.admin or sense.admin):
            if sense.kind != "region" or within.kind == "country":
                return sense
    return None
