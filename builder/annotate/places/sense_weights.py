"""How likely each sense of a name is: by itself, and with what the other names of the article say.

Weights are in powers of ten of inhabitants: evidence of 1 outweighs a town ten times as large. They were set by hand on
318 annotated news articles (GeoWebNews and TR-News); all lie on broad plateaus, so that their digits mean little.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import log10

from builder.annotate.places.not_places import PLACE_LABELS
from builder.annotate.places.toponym import Toponym
from builder.gazetteer import Sense

# A country's name or adjective is hardly ever anything else.
CERTAIN = 9.5
KIND_BONUS = {"capital": 1.2, "region": 0.2, "city": 0.0}
LOCAL = frozenset({"region", "city"})
# An article in English is more likely about a town of these countries.
ENGLISH, ENGLISH_SPEAKING = 0.3, frozenset({"AU", "CA", "GB", "IE", "NZ", "US"})
# A sense this far above all senses in other countries is clear without the rest of the article, ...
CLEAR = 1.75
# ... if its place is large enough.
CLEAR_AT_LEAST = 5.4
# Other names in the same country speak for a sense, up to a limit; one in the same subdivision a little more.
SUPPORT, MOST_SUPPORT, SAME_REGION = 1.0, 3.0, 1.0
# A name that is not clear by itself speaks for its countries with this share of a vote.
DOUBTFUL = 0.7
# The country of the outlet, where it is known.
HOME = 1.4

# Such words as "governor" beside a name that is a state's and a country's.
STATE = 2.0

Shares = dict[str | None, float]


def weight(sense: Sense) -> float:
    """How likely a sense is by itself."""
    if sense.kind not in KIND_BONUS:
        return CERTAIN
    return log10(sense.population + 1) + KIND_BONUS[sense.kind] + (ENGLISH if sense.code in ENGLISH_SPEAKING else 0)


def clear_sense(toponym: Toponym) -> Sense | None:
    """Return the sense that a name has beyond doubt, if it has one."""
    if not toponym.senses:
        return None
    best = max(toponym.senses, key=weight)
    others = [weight(sense) for sense in toponym.senses if sense.code != best.code]
    if weight(best) < CLEAR_AT_LEAST or (others and weight(best) - max(others) < CLEAR):
        return None
    return best


class Support:
    """How much the names of the article speak for each country and subdivision.

    A name that is clear by itself counts as one; any other that is tagged as a place is shared among its senses.
    """

    def __init__(self, toponyms: Iterable[Toponym], home: str | None) -> None:
        self._home = home
        self._by_name: dict[str, Shares] = {}
        self._local: dict[str, Shares] = {}
        self._regions: Counter[tuple[str | None, str]] = Counter()
        for toponym in toponyms:
            if sense := toponym.bound or clear_sense(toponym):
                self._by_name[toponym.key] = {sense.code: 1.0}
                self._regions[sense.region] += 1
                if sense.kind in LOCAL:
                    self._local[toponym.key] = {sense.code: 1.0}
            elif toponym.senses and toponym.label in PLACE_LABELS:
                self._by_name.setdefault(toponym.key, _shares(toponym.senses))

    def others(self, name: str, code: str | None) -> float:
        """Return how many names other than this one speak for a country."""
        return _votes(self._by_name, name, code)

    def of(self, name: str, sense: Sense, rivals: bool) -> float:
        """Return what the other names of the article, and the outlet's home, add to the weight of a sense.

        Where a country has the same name (`rivals`), only other regions and towns speak for a region or town: "U.S."
        does not make Georgia a state.
        """
        votes = self._local if rivals and sense.kind in LOCAL else self._by_name
        support = min(SUPPORT * _votes(votes, name, sense.code), MOST_SUPPORT)
        if sense.admin and self._regions[sense.region]:
            support += SAME_REGION
        return support + (HOME if sense.code == self._home else 0)


def _votes(by_name: Mapping[str, Shares], name: str, code: str | None) -> float:
    return sum(shares.get(code, 0.0) for other, shares in by_name.items() if other != name)


def _shares(senses: Iterable[Sense]) -> Shares:
    """Share a doubtful name among the countries of its senses, by weight."""
    weights: Shares = defaultdict(float)
    for sense in senses:
        weights[sense.code] += 10 ** weight(sense)
    total = sum(weights.values())
    return {code: DOUBTFUL * part / total for code, part in weights.items()}
