"""Who a source is: from the head of a noun phrase to a `Speaker` and the reason."""

from collections.abc import Container
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from builder.annotate.lexicon import table
from builder.annotate.people.candidates import is_role_noun
from builder.annotate.quotes import gender
from builder.annotate.quotes.people_index import Mention, PeopleIndex
from builder.annotate.quotes.phrases import extent, whole
from builder.annotate.quotes.pronouns import Pronouns
from builder.annotations import Person, Span, Speaker

Resolved = tuple[Speaker | None, str]

_COLLECTIVE = frozenset(("they", "we", "us", "it", "them"))
_PLURAL = frozenset(("NNS", "NNPS"))
_SINGULAR = frozenset(("NN", "NNP"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))


class Resolver:
    """Resolves the sources of one document, in reading order: a pronoun leans on those resolved before it."""

    def __init__(self, doc: Doc, quoted: list[bool], sources: Container[int] = ()) -> None:
        self.doc = doc
        self.quoted = quoted
        self.people = PeopleIndex(doc, quoted)
        self._organisations = _by_token(doc)
        self._last_group: Resolved | None = None
        self._memo: dict[int, Resolved] = {}
        self._mentions = [m for m in self.people.mentions if not quoted[m.start]]
        self._pronouns = Pronouns(doc, quoted, self.people, sources)

    def resolve(self, at: int, said: tuple[Span, ...] = ()) -> Resolved:
        """Resolve the noun phrase with the head `doc[at]`, the source of what is said in the spans `said`."""
        if at not in self._memo:
            self._memo[at] = self._resolve(self.doc[at], said)
        speaker, reason = self._memo[at]
        return (speaker and replace(speaker, mention=self._mention(self.doc[at], speaker, said))), reason

    def _mention(self, head: Token, speaker: Speaker, said: tuple[Span, ...]) -> Span | None:
        """Give the source as printed: all of "Ilse Brandt, the mayor of Bremen", but nothing that is said."""
        if head.pos_ == "PRON" or head.lower_ in _RELATIVE or speaker.mention is None:
            return speaker.mention
        start, end = whole(head, self.quoted)
        words = self.doc[start:end]
        mention = min(words.start_char, speaker.mention[0]), max(words.end_char, speaker.mention[1])
        if any(mention[0] < last and first < mention[1] for first, last in said):
            mention = speaker.mention
        return mention[0], min([mention[1], *(first for first, _ in said if mention[0] < first)])

    def _resolve(self, head: Token, said: tuple[Span, ...]) -> Resolved:
        mention = self._person_of(head)
        if mention is not None:
            return self._named(mention)
        if head.lower_ in _RELATIVE:
            return self._relative(head)
        sex = gender.of_pronoun(head)
        if sex is not None:
            return self._pronoun(head, sex, said)
        if head.lower_ in ("i", "me", "my"):
            return Speaker(None, head.text, _span(head)), "unnamed"
        if head.lower_ in _COLLECTIVE:
            return self._group(head)
        return self._phrase(head)

    def _person_of(self, head: Token) -> Mention | None:
        """Find the person whom a head names: itself, in apposition, or as the name after a role."""
        direct = self.people.at(head.i)
        if direct is not None:
            return direct
        for child in head.children:
            if child.dep_ == "appos" and self.people.at(child.i):
                return self.people.at(child.i)
        if head.dep_ == "appos" and self.people.at(head.head.i):
            return self.people.at(head.head.i)
        if head.i + 1 < len(self.doc) and head.pos_ in ("NOUN", "PROPN"):
            after = self.people.at(head.i + 1)
            if after is not None and after.start == head.i + 1 and head.ent_type_ not in ("ORG", "GPE", "NORP"):
                return after
        return None

    def _named(self, mention: Mention) -> Resolved:
        words = self.doc[mention.start : mention.end]
        span = (words.start_char, words.end_char)
        full = words.text == mention.person.name or len(words) >= len(mention.person.name.split())
        return Speaker(mention.person.id, mention.person.name, span), "named" if full else "short-name"

    def _relative(self, head: Token) -> Resolved:
        clause = head.head
        while clause.dep_ not in ("relcl", "acl") and clause.head != clause:
            clause = clause.head
        antecedent = clause.head.i if clause.dep_ in ("relcl", "acl") and clause.head.i < head.i else None
        if antecedent is None and head.i > 1 and self.people.at(head.i - 2):
            antecedent = head.i - 2
        if antecedent is None:
            return _unresolved(head)
        speaker, reason = self.resolve(antecedent)
        return (None if speaker is None else replace(speaker, mention=_span(head))), reason

    def _pronoun(self, head: Token, sex: gender.Gender, said: tuple[Span, ...]) -> Resolved:
        person = self._pronouns.antecedent(head, sex, said)
        if person is None:
            return _unresolved(head)
        return Speaker(person.id, person.name, _span(head)), "pronoun"

    def _group(self, head: Token) -> Resolved:
        """Resolve "they" and "it" to the last subject that fits, else to the last source that is no person."""
        read = head.lower_ == "it" and head.head.lower_ in ("read", "reads")
        subject = self._last_document(head) if read else None
        if subject is None:
            subject = self._last_subject(head, _PLURAL if head.lower_ in ("they", "we", "us", "them") else _SINGULAR)
        found = self._last_group if subject is None else self._phrase(subject)
        if found is None or found[0] is None:
            return _unresolved(head)
        return replace(found[0], mention=_span(head)), found[1]

    def _last_subject(self, head: Token, tags: frozenset[str]) -> Token | None:
        """Find the last subject in the same paragraph: "Operators are harder to move. They said …"."""
        for at in range(head.i - 1, -1, -1):
            token = self.doc[at]
            if token.is_space and "\n" in token.text:
                return None
            if token.dep_ == "nsubj" and token.tag_ in tags and not self.quoted[at]:
                return token if tags is _PLURAL or self._kind(token) != "unnamed" else None
        return None

    def _last_document(self, head: Token) -> Token | None:
        """Find the last thing written of in the same paragraph: it came back with a note. "…," it read."""
        for at in range(head.i - 1, -1, -1):
            token = self.doc[at]
            if token.is_space and "\n" in token.text:
                return None
            if token.tag_ == "NN" and not self.quoted[at] and self._kind(token) == "document":
                return token
        return None

    def _phrase(self, head: Token) -> Resolved:
        start, end = extent(head)
        words = self.doc[start:end]
        organisation = self._organisations.get(head.i) or self._named_after(head) or self._body(head, words)
        if organisation is not None:
            return self._remember(Speaker(None, organisation, (words.start_char, words.end_char)), "organisation")
        speaker = Speaker(None, words.text, (words.start_char, words.end_char))
        if head.ent_type_ == "PERSON":
            return speaker, "named"
        kind = self._kind(head)
        telling = _TELLING | _WHERE if kind == "document" else _TELLING
        return self._by_role(head, words) or self._remember(self._in_full(start, end, telling), kind)

    def _in_full(self, start: int, end: int, telling: Container[str]) -> Speaker:
        """Name a source that has no name by all that tells it from others: "a spokesman for the ministry"."""
        while end < len(self.doc) and self.doc[end].lower_ in telling and start <= self.doc[end].head.i < end:
            told = self.doc[end : self.doc[end].right_edge.i + 1]
            if told.end - start > _LONGEST_NAME or any(t.is_punct or t.is_space or self.quoted[t.i] for t in told):
                break
            end = told.end
        words = self.doc[start:end]
        return Speaker(None, words.text, (words.start_char, words.end_char))

    def _remember(self, speaker: Speaker, reason: str) -> Resolved:
        self._last_group = (speaker, reason)
        return speaker, reason

    def _kind(self, head: Token) -> str:
        (kind,) = table("sources").get(head.lemma_.lower(), ("",))
        if kind == "document":
            return "document"
        name = head.pos_ == "PROPN" and head.text[:1].isupper()
        return "organisation" if kind or name or head.ent_type_ in ("ORG", "GPE", "FAC") else "unnamed"

    def _named_after(self, head: Token) -> str | None:
        """Find the organisation whose name follows between commas: "its publisher, Blue Laurel Press, said"."""
        name = head.i + 2
        if self._kind(head) != "organisation" or name >= len(self.doc) or self.doc[head.i + 1].text != ",":
            return None
        end = next((at for at in range(name, len(self.doc)) if at not in self._organisations), len(self.doc))
        closed = name < end < len(self.doc) and self.doc[end].text in (",", ".")
        return self._organisations[name] if closed and not any(self.quoted[name:end]) else None

    def _by_role(self, head: Token, words: TokenSpan) -> Resolved | None:
        """Find the person introduced with the role: "the minister", "its author"; the nearest before, else after."""
        if head.tag_ not in ("NN", "NNP") or not head.is_lower or words[0].lower_ not in _DEFINITE:
            return None
        noun = head.lemma_.lower()
        holders = [m for m in self._mentions if noun in self.people.role_nouns(m.person)]
        holders = holders or [m for m in self._mentions if _is_among(noun, m.person)]
        if holders:
            said = {token.lower_ for token in words}
            person = max(
                holders, key=lambda m: (_shared(said, m.person), m.start < head.i, -abs(m.start - head.i))
            ).person
        else:
            found = self._pronouns.bearer(head) if self._is_bare_role(head, words) else None
            if found is None:
                return None
            person = found
            self.people.role_nouns(person).add(noun)
        return Speaker(person.id, person.name, (words.start_char, words.end_char)), "role"

    def _is_bare_role(self, head: Token, words: TokenSpan) -> bool:
        """Say whether a phrase is "the" and a role that stands for nobody introduced without a name ("a grower")."""
        if words[0].lower_ != "the" or len(words) > _LONGEST_ROLE or not is_role_noun(head.lower_):
            return False
        if any(child.dep_ in ("relcl", "acl", "prep", "appos") for child in head.rights):
            return False
        noun = head.lower
        before = (token for token in self.doc[: head.i] if token.lower == noun and not self.quoted[token.i])
        return not any(child.lower_ in _INDEFINITE for token in before for child in token.lefts)

    def _body(self, head: Token, words: TokenSpan) -> str | None:
        """Find the organisation whose name tells its kind: "the commission" for the River Tisza Commission."""
        if words[0].lower_ not in ("the", "this", "that") or not head.is_lower or head.tag_ != "NN" or len(words) > 2:
            return None
        if table("sources").get(head.lower_) != ("organisation",):
            return None
        known = {head.lower_, *table("body_words").get(head.lower_, ("",))[0].split()}
        before = [
            name
            for at, name in self._organisations.items()
            if at < head.i and not known.isdisjoint(name.lower().split())
        ]
        return before[-1] if before else None


# Prepositions that tell one unnamed source from another, and the longest such name in tokens; those of place tell of
# people and bodies only where they sit or stand, but of a document which one it is: "a poster on the wall".
_TELLING = frozenset(("for", "by", "from", "with"))
_WHERE = frozenset(("at", "in", "on"))
_LONGEST_NAME = 9
# The longest role that may mean somebody not introduced with it: "the retired grower".
_LONGEST_ROLE = 3
_INDEFINITE = frozenset(("a", "an", "one", "another", "each", "every"))
_DEFINITE = frozenset(("the", "his", "her", "its", "their", "this", "that"))


def _is_among(noun: str, person: Person) -> bool:
    """Say whether a person's role is with several of a kind: "who leads the team of forecasters"."""
    return any(f"{noun}s" in role.lower().split() for role in person.roles)


def _shared(said: set[str], person: Person) -> int:
    return max((len(said & set(role.lower().split())) for role in person.roles), default=0)


def _by_token(doc: Doc) -> dict[int, str]:
    """Give the name of the organisation that each token of its mentions belongs to."""
    names: dict[int, str] = {}
    for organisation in doc._.organisations:
        for span in organisation.mentions:
            tokens = doc.char_span(span[0], span[1], alignment_mode="expand")
            names.update((token.i, organisation.name) for token in tokens or ())
    return names


def _unresolved(pronoun: Token) -> Resolved:
    """Keep a pronoun as it is printed: the text says that someone spoke, and a guess who would be no better."""
    return Speaker(None, pronoun.text, _span(pronoun)), "unknown"


def _span(token: Token) -> Span:
    return token.idx, token.idx + len(token)
