"""Which noun may stand for a person with a role: "the minister", "the leader" for one "who leads the union"."""

import re
from functools import cache

_AFTER_HEAD = re.compile(r"(?: of| for| at| in| from| to| and| who|,| on) .*", re.IGNORECASE)
# Verb endings taken off, and endings by which a verb names its doer: leads -> leader, directed -> director.
_VERB_END = re.compile(r"(?:es|s|ed|ing)$")
_DOER = ("", "e", "er", "or", "r", "eer")


@cache
def heads(role: str) -> frozenset[str]:
    """Give the nouns that may stand for a role: "the harbour master of Izmir" -> master, "who leads it" -> leader."""
    words = role.lower().split()
    if words[:1] == ["who"]:
        verb = next((word for word in words[1:] if word not in ("has", "had", "also", "now", "once", "have")), "")
        return frozenset(_VERB_END.sub("", verb) + end for end in _DOER) | frozenset((verb,))
    return frozenset(_AFTER_HEAD.sub("", role).lower().split()[-1:])
