"""Resolving toponyms: which of its senses each name has in this article, and whether it is a place at all.

A name has one sense in an article, but where the text says otherwise beside it ("London, Ontario"). The sense with the
highest weight is taken, and the name is taken for a place if the weight and the evidence beside it reach a threshold.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from builder.annotate.places.nesting import bind
from builder.annotate.places.not_places import PLACE_LABELS
from builder.annotate.places.sense_weights import CLEAR_AT_LEAST, KIND_BONUS, STATE, Support, clear_sense, weight
from builder.annotate.places.toponym import Toponym
from builder.gazetteer import Sense
from builder.gazetteer.words import Word

# What stands beside a name, and how much it speaks for or against a place; in the units of `sense_weights`.
BESIDE = {"place": 1.0, "dateline": 2.0, "preposition": 0.5, "embedded": -1.5, "PERSON": -0.8}
# A town of 100,000 is taken with two signs, such as a preposition and the tag of a place.
THRESHOLD = 6.3
# A small place needs one sign of weight beside it, however much the article speaks for its country.
SIGN = 0.5
# A capital that has no namesake in another country is taken with any label, but not as part of a longer name.
CAPITAL_AT_LEAST = -1.0
# The article speaks more softly against the sense that is clear by itself: Paris stays in France among American names.
AGAINST = 0.5

Resolved = list[tuple[Toponym, Sense]]


def resolve(toponyms: Sequence[Toponym], words: Sequence[Word], home: str | None) -> Resolved:
    """Return the toponyms that are places, each with its sense, in reading order.

    `words` are those of the text, `home` is the country of the outlet where it is known.
    """
    bind(toponyms, words)
    by_key: dict[str, list[Toponym]] = defaultdict(list)
    for toponym in toponyms:
        by_key[toponym.key].append(toponym)
    support = Support(toponyms, home)
    senses = {name: _choose(name, mentions, support) for name, mentions in by_key.items()}
    resolved = ((toponym, toponym.bound or senses[toponym.key]) for toponym in toponyms)
    return [(toponym, sense) for toponym, sense in resolved if sense]


def _choose(name: str, mentions: list[Toponym], support: Support) -> Sense | None:
    """Return the sense of a name that is mentioned so, or `None` if it is no place."""
    bound = [mention.bound for mention in mentions if mention.bound]
    if bound and "country" not in mentions[0].kinds:
        return Counter(bound).most_common(1)[0][0]
    if not mentions[0].senses:
        return None
    evidence = max(map(_evidence, mentions))
    total = _totals(name, mentions, support)
    best = max(total, key=lambda sense: total[sense])
    if best.kind not in KIND_BONUS:
        return best
    unrivalled = best.kind == "capital" and {sense.code for sense in mentions[0].senses} == {best.code}
    if unrivalled and evidence >= CAPITAL_AT_LEAST:
        return best
    near = next((mention.near for mention in mentions if mention.near), None)
    if near and best.kind == "city" and not support.others(name, best.code):
        return Sense(near, "", "city", 0)
    has_sign = evidence >= SIGN or weight(best) >= CLEAR_AT_LEAST
    return best if has_sign and total[best] + evidence >= THRESHOLD else None


def _totals(name: str, mentions: list[Toponym], support: Support) -> dict[Sense, float]:
    """Weigh the senses of a name in this article."""
    first = mentions[0]
    rivals = "country" in first.kinds
    state = any(mention.state for mention in mentions)
    clear = clear_sense(first)
    total = {}
    for sense in first.senses:
        against = clear is not None and sense.code != clear.code
        total[sense] = weight(sense) + support.of(name, sense, rivals) * (AGAINST if against else 1)
        if state and sense.kind == "region":
            total[sense] += STATE
    return total


def _evidence(mention: Toponym) -> float:
    """What the words beside a name say for its being a place."""
    label = "place" if mention.label in PLACE_LABELS else mention.label
    score = BESIDE.get(label, 0.0)
    for name in ("dateline", "preposition", "embedded"):
        if getattr(mention, name):
            score += BESIDE[name]
    return score
