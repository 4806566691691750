"""Whom "he" and "she" mean: the last suitable person of the text."""

from collections.abc import Container, Sequence
from itertools import accumulate

from spacy.tokens import Doc, Token

from builder.annotate.quotes.gender import Gender
from builder.annotate.quotes.people_index import Mention, PeopleIndex
from builder.annotations import Person, Span

# How prominent a mention is for a pronoun after it, by its grammatical function. The unit is a sentence: a subject
# two sentences back weighs as much as a bare mention in the sentence before. Tuned roughly; the results vary little.
_RANK = {"nsubj": 2.0, "nsubjpass": 2.0, "poss": -1.0}
_SPEAKER = 3.0
# So many sentences lie between a person and a role that means them, at the most.
_FARTHEST_BEARER = 8
_IN_CLAUSE = 1.0
_EMBEDDED = frozenset(("relcl", "advcl", "acl", "ccomp", "pcomp", "xcomp", "csubj"))
_KNOWN_GENDER = 1.0


class Pronouns:
    """Resolves the pronouns of one document in reading order; each one resolved is a mention for those after it."""

    def __init__(self, doc: Doc, quoted: Sequence[bool], people: PeopleIndex, sources: Container[int]) -> None:
        self._people = people
        self._mentions = [(m, _rank(doc, m, sources)) for m in people.mentions if not quoted[m.start]]
        ends = (not quoted[t.i] and (t.text in (".", "?", "!") or t.is_space) for t in doc)
        self._sentences = list(accumulate(ends, initial=0))

    def antecedent(self, pronoun: Token, sex: Gender, said: tuple[Span, ...]) -> Person | None:
        """Find the person: named before, not of the other gender, and not named in what the pronoun's referent said.

        Nor is it one named further on under the verb of the pronoun: in "she said Brandt's plan was good" it is not
        Brandt.
        """
        named = self._named_in(pronoun.doc, said) | self._named_below(pronoun)
        best = max(
            (each for each in self._mentions if self._suits(each[0], pronoun, sex) and each[0].person.id not in named),
            key=lambda each: self._weight(each[0], each[1], pronoun),
            default=None,
        )
        if best is None:
            return None
        person = best[0].person
        self._people.learn(person, sex)
        self._mentions.append((Mention(person, pronoun.i, pronoun.i + 1), _SPEAKER))
        return person

    def bearer(self, noun: Token) -> Person | None:
        """Find the person whom a role such as "the grower" means that nobody was introduced with.

        It is the last suitable one of those whom the text gives no other role, a little way back at the most.
        """
        best = max(
            (each for each in self._mentions if each[0].end <= noun.i and not self._people.role_nouns(each[0].person)),
            key=lambda each: self._weight(each[0], each[1], noun),
            default=None,
        )
        if best is None or self._sentences[noun.i] - self._sentences[best[0].end] > _FARTHEST_BEARER:
            return None
        return best[0].person

    def _suits(self, mention: Mention, pronoun: Token, sex: Gender) -> bool:
        return mention.end <= pronoun.i and self._people.gender(mention.person) in (None, sex)

    def _weight(self, mention: Mention, rank: float, pronoun: Token) -> tuple[float, int]:
        known = _KNOWN_GENDER if self._people.gender(mention.person) else 0.0
        distance = self._sentences[pronoun.i] - self._sentences[mention.end]
        return rank + known - distance, mention.start

    def _named_below(self, pronoun: Token) -> set[str]:
        if pronoun.dep_ not in ("nsubj", "nsubjpass"):
            return set()
        end = pronoun.head.right_edge.i
        return {mention.person.id for mention in self._people.mentions if pronoun.i < mention.start <= end}

    def _named_in(self, doc: Doc, said: tuple[Span, ...]) -> set[str]:
        return {
            mention.person.id
            for mention in self._people.mentions
            if any(start <= doc[mention.start].idx < end for start, end in said)
        }


def _rank(doc: Doc, mention: Mention, sources: Container[int]) -> float:
    if any(at in sources for at in range(mention.start, mention.end)):
        return _SPEAKER
    root = doc[mention.start : mention.end].root
    root = root.head if root.dep_ == "appos" else root
    rank = _RANK.get(root.dep_, 0.0)
    return rank - _IN_CLAUSE if rank > 0 and root.head.dep_ in _EMBEDDED else rank
