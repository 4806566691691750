"""How likely each sense of a name is: by itself, and with what the other names of the article say.

Weights are in powers of ten of inhabitants: evidence of 1 outweighs a town ten times as large. They were set by hand on
318 annotated news articles (GeoWebNews and TR-News); all lie on broad plateaus, so that their digits mean little.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log10

from builder.annotate.not_places import PLACE_LABELS
from builder.annotate.toponym import Toponym
from builder.gazetteer import Sense

# A country's name or adjective is hardly ever anything else.
CERTAIN = 9.5
KIND_BONUS = {"capital": 1.2, "region": 0.2, "city": 0.0}
# An article in English is more likely about a town of these countries.
ENGLISH, ENGLISH_SPEAKING = 0.3, frozenset({"AU", "CA", "GB", "IE", "NZ", "US"})
# A sense this far above all senses in other countries is clear without the rest of the article, ...
CLEAR = 1.5
# ... if its place is large enough.
CLEAR_AT_LEAST = 5.4
# Other names in the same country speak for a sense, up to a limit; one in the same subdivision a little more.
SUPPORT, MOST_SUPPORT, SAME_REGION = 1.0, 3.0, 1.0
# A name that is not clear by itself speaks for its countries with this share of a vote.
DOUBTFUL = 0.7
# The country of the outlet, where it is known.
HOME = 1.4

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
        self._regions: Counter[tuple[str | None, str]] = Counter()
        for toponym in toponyms:
            if sense := toponym.bound or clear_sense(toponym):
                self._by_name[toponym.key] = {sense.code: 1.0}
                self._regions[sense.region] += 1
            elif toponym.senses and toponym.label in PLACE_LABELS:
                self._by_name.setdefault(toponym.key, _shares(toponym.senses))
        self._countries = _sum(self._by_name.values())

    def others(self, name: str, code: str | None) -> float:
        """Return how many names other than this one speak for a country."""
        return self._countries.get(code, 0.0) - self._by_name.get(name, {}).get(code, 0.0)

    def of(self, name: str, sense: Sense) -> float:
        """Return what the other names of the article, and the outlet's home, add to the weight of a sense."""
        support = min(SUPPORT * self.others(name, sense.code), MOST_SUPPORT)
        if sense.admin and self._regions[sense.region]:
            support += SAME_REGION
        return support + (HOME if sense.code == self._home else 0)


def _shares(senses: Iterable[Sense]) -> Shares:
    """Share a doubtful name among the countries of its senses, by weight."""
    weights = _sum({sense.code: 10 ** weight(sense)} for sense in senses)
    total = sum(weights.values())
    return {code: DOUBTFUL * part / total for code, part in weights.items()}


def _sum(parts: Iterable[Shares]) -> Shares:
    total: Shares = defaultdict(float)
    for shares in parts:
        for code, share in shares.items():
            total[code] += share
    return dict(total)
