"""Reported speech: what the cues of a text report outside quotation marks."""

from collections.abc import Iterator

from spacy.tokens import Token

from builder.annotate.lexicon import words
from builder.annotate.quotes.complements import complement, holds_view, is_only_possible
from builder.annotate.quotes.cues import Cue, is_document, lemma
from builder.annotate.quotes.phrases import FINITE
from builder.annotate.quotes.scene import Scene

Ranges = list[tuple[int, int]]
Report = tuple[Cue, int, Ranges]

# Verbs that report any clause; verbs of manner report one with "that", and others as the table of complements has it.
_KINDS = frozenset(("say", "show", "according"))
# Verbs whose object is the hearer.
_ADDRESSING = frozenset(("tell", "ask", "remind", "warn", "assure", "inform", "notify", "advise", "promise", "show"))
# Words that open a reported clause and are no part of it.
_OPENERS = frozenset(("that", "whether", "if", "and", "but"))
# Words with which a sentence goes on after a reported clause, outside of it.
_LEAVES = frozenset(("according", "as", "when", "while", "after", "before", "in", "during", "on", "at", "with", "who"))
_DASHES = frozenset(("—", "–", "-", "--"))


# A clause of which half the words or more are quoted is left to its quotations.
_LARGEST_QUOTED_PART = 0.49
# The same for "dismissed the plan as “idiotic”", which its quotation says alone.
_LARGEST_QUOTED_COMPLEMENT = 0.2
# A report that is so large a part of another one says the same.
_INNER_PART = 0.5


def find_reported(scene: Scene) -> Iterator[Report]:
    """Give what the cues of a scene report: the cue, the head of its source, and the clause in ranges of tokens."""
    found: list[Report] = []
    for cue in scene.cues:
        if cue.source is None or scene.quoted[cue.source]:
            continue
        spans = _content(scene, cue, scene.doc[cue.source])
        if spans and _quoted_part(scene, spans) <= _LARGEST_QUOTED_PART:
            found.append((cue, cue.source, spans))
    found += _nouns(scene)
    return (each for each in found if not any(_repeats(scene, each, other) for other in found))


def _nouns(scene: Scene) -> Iterator[Report]:
    """Give what nouns of speech with an owner report: "Brandt's claim that …"."""
    for noun in scene.doc:
        if noun.pos_ != "NOUN" or scene.quoted[noun.i] or noun.lemma_.lower() not in words("cue_nouns"):
            continue
        owner = next((child for child in noun.lefts if child.dep_ == "poss" and not scene.quoted[child.i]), None)
        clause = next((child for child in noun.rights if child.dep_ in ("acl", "ccomp")), None)
        if owner is None or clause is None or scene.doc[clause.left_edge.i].lower_ not in ("that", "whether"):
            continue
        spans = _clipped(scene, clause.left_edge.i, clause.right_edge.i + 1, noun.i)
        if spans and _quoted_part(scene, spans) <= _LARGEST_QUOTED_PART:
            yield Cue(noun.i, noun.i + 1, noun.i, "say", owner.i), owner.i, spans


def _repeats(scene: Scene, inner: Report, outer: Report) -> bool:
    """Say whether a report is for the most part another one of the same source: "X said she believes that Y"."""
    (_, source, within), (_, _, around) = inner, outer
    (start, end), *rest = around
    if rest or inner is outer or scene.doc[source].tag_ != "PRP":
        return False
    inside = all(start <= first and last <= end for first, last in within)
    return inside and sum(last - first for first, last in within) >= _INNER_PART * (end - start)


def _quoted_part(scene: Scene, spans: Ranges) -> float:
    """The part of the words that is quoted; all of it where one of the spans is a quotation with its cue clause."""
    if len(spans) > 1 and any(_quoted_part(scene, [each]) > _LARGEST_QUOTED_PART for each in spans):
        return 1.0
    said = [
        token
        for start, end in spans
        for token in scene.doc[start:end]
        if not (token.is_punct or _goes_on_a_word(token))
    ]
    return sum(scene.quoted[token.i] for token in said) / max(1, len(said))


def _goes_on_a_word(token: Token) -> bool:
    """Tell whether a token is a later part of a word: of "Brandt's", "don't", "anti-tax"."""
    before = token.doc[token.i - 1] if token.i else None
    if before is None or before.whitespace_:
        return False
    return before.text == "-" or token.lower_ in ("n't", "n’t") or token.text[0] in "'’"


def _content(scene: Scene, cue: Cue, source: Token) -> Ranges:
    """Give what a cue reports: a clause around or behind it, else a complement."""
    head = scene.doc[cue.head]
    if cue.kind == "according":
        return _around(scene, cue, source)
    if is_only_possible(head):
        return []
    clause = _clause(head)
    if clause is not None and _is_speech(cue, head, clause):
        if clause.i < head.i:
            return _around(scene, cue, source)
        return _trimmed(scene, _clause_start(head, clause), _clause_stop(scene, cue, clause))
    if cue.kind == "say" and (head.dep_ == "parataxis" or _is_aside(scene, cue, head)):
        return _around(scene, cue, source)
    return _rest(scene, cue, source)


def _rest(scene: Scene, cue: Cue, source: Token) -> Ranges:
    """Give what a cue reports by a complement, or by a clause that the parse does not give it."""
    head = scene.doc[cue.head]
    speaks = cue.kind != "show" or is_document(source)
    found = (complement(head, scene.quoted) if speaks else None) or _loose_clause(scene, cue, head)
    if found is None or _quoted_part(scene, [found]) > _LARGEST_QUOTED_COMPLEMENT:
        return []
    return _clipped(scene, *found, head.i)


def _loose_clause(scene: Scene, cue: Cue, verb: Token) -> tuple[int, int] | None:
    """Find a clause right behind its cue that the parse hangs elsewhere: a subject, and a verb after it."""
    if cue.kind != "say" or verb.tag_ not in FINITE:
        return None
    _, last = _sentence(scene, cue.head)
    start = cue.end + (cue.end < last and scene.doc[cue.end].lower_ == "that")
    for token in scene.doc[start:last]:
        if token.dep_ in ("nsubj", "nsubjpass") and token.left_edge.i == start and token.head.i > token.i:
            return (start, last) if token.head.pos_ in ("VERB", "AUX") and token.head != verb else None
    return None


def _clause(verb: Token) -> Token | None:
    """Find the clause under a verb: behind it, else in front; "told X Y was late" may hang Y on X without a "who"."""
    clauses = [child for child in verb.children if child.dep_ == "ccomp"]
    behind = [clause for clause in clauses if clause.i > verb.i]
    if behind:
        return behind[0]
    hearer = next((child for child in verb.rights if child.dep_ in ("dobj", "dative")), None)
    if hearer is not None and lemma(verb) in _ADDRESSING:
        for clause in hearer.rights:
            if clause.dep_ in ("relcl", "acl") and _has_subject(clause) and not _is_relative(clause):
                return clause
    return clauses[0] if clauses else None


def _is_relative(clause: Token) -> bool:
    return any(token.tag_ in ("WP", "WDT", "WP$", "WRB") for token in clause.doc[clause.left_edge.i : clause.i])


def _clause_start(verb: Token, clause: Token) -> int:
    """Where a clause after its cue starts: with its subject, even if the parse makes that an object of the cue."""
    start = int(clause.left_edge.i)
    if clause.doc[start].lower_ in _OPENERS or lemma(verb) in _ADDRESSING or _has_subject(clause):
        return start
    between = [child for child in verb.rights if child.i < start and child.dep_ in ("dobj", "npadvmod")]
    return int(between[0].left_edge.i) if between else start


def _is_speech(cue: Cue, verb: Token, clause: Token) -> bool:
    """Say whether a clause under the verb is said."""
    if cue.kind in _KINDS:
        return True
    if cue.kind == "think":
        return holds_view(verb)
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)


def _is_aside(scene: Scene, cue: Cue, verb: Token) -> bool:
    """Say whether the cue clause ends with a comma: "as X reported, …", "…, X said, …"."""
    doc = scene.doc
    if verb.tag_ not in FINITE or cue.end >= len(doc) - 1 or doc[cue.end].text != ",":
        return False
    start = doc[cue.source].left_edge.i if cue.source is not None else cue.start
    return not any(scene.quoted[at] for at in range(max(0, min(start, cue.start) - 3), cue.end + 3) if at < len(doc))


def _clause_stop(scene: Scene, cue: Cue, clause: Token) -> int:
    """Where a clause after its cue stops; behind the main verb it may go on past what the parse gives it."""
    doc = scene.doc
    _, last = _sentence(scene, cue.head)
    end = min(clause.right_edge.i + 1, last)
    verb = doc[cue.head]
    at = end
    while at < last and (doc[at].is_punct or doc[at].is_space):
        at += 1
    if at >= last or verb.dep_ not in ("ROOT", "conj", "ccomp", "parataxis"):
        return end
    return end if _leaves(scene, verb, at, last) else last


def _leaves(scene: Scene, verb: Token, at: int, last: int) -> bool:
    """Say whether the rest of a sentence is no more part of what is said."""
    token = scene.doc[at]
    if token.lower_ in _LEAVES or token.tag_ == "VBG" or scene.cues_in(at, last):
        return True
    if token.dep_ == "cc":
        return any(child.dep_ == "conj" and child.i > at and not _has_subject(child) for child in verb.children)
    return token.dep_ == "ROOT"


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.children)


def _sentence(scene: Scene, at: int) -> tuple[int, int]:
    first, last = scene.paragraphs[scene.paragraph_of[at]]
    start = at
    while start > first and not _ends_sentence(scene, start - 1):
        start -= 1
    end = at
    while end < last and not _ends_sentence(scene, end):
        end += 1
    dash = next((i for i in range(start, min(start + 8, at)) if scene.doc[i].text in _DASHES), None)
    if start == first and dash is not None and scene.doc[start].is_upper and scene.doc[start].is_alpha:
        start = dash + 1  # a dateline: "PUNE, India — "
    return start, end


def _ends_sentence(scene: Scene, at: int) -> bool:
    if scene.doc[at].text not in (".", "?", "!", ";"):
        return False
    return not scene.quoted[at] or (at + 1 < len(scene.doc) and scene.doc[at + 1].is_quote)


def _clipped(scene: Scene, start: int, end: int, at: int) -> Ranges:
    first, last = _sentence(scene, at)
    return _trimmed(scene, max(start, first), min(end, last))


def _trimmed(scene: Scene, start: int, end: int) -> Ranges:
    doc = scene.doc
    while start < end and (_is_edge(doc[start]) or doc[start].lower_ in _OPENERS):
        start += 1
    while end > start and (_is_loose_end(doc[end - 1]) or _opens_what_follows(scene, start, end - 1)):
        end -= 1
    for at in range(end, min(end + 2, len(doc))):  # `… as “idiotic,”`: the mark that closes what was opened
        if doc[at].is_quote and _is_open(scene, start, end) and all(_is_edge(token) for token in doc[end:at]):
            end = at + 1
    return [(start, end)] if start < end else []


def _opens_what_follows(scene: Scene, start: int, last: int) -> bool:
    """Tell whether a clause ends with the mark of a quotation that comes after it: `would accept hers, “`."""
    doc = scene.doc
    return doc[last].is_quote and _is_open(scene, start, last + 1) and not scene.quoted[last - 1]


def _is_open(scene: Scene, start: int, end: int) -> bool:
    return sum(token.is_quote for token in scene.doc[start:end]) % 2 == 1


def _is_loose_end(token: Token) -> bool:
    return _is_edge(token) or token.dep_ == "cc"


def _is_edge(token: Token) -> bool:
    return bool((token.is_punct or token.is_space) and not token.is_quote and not token.is_bracket)


def _around(scene: Scene, cue: Cue, source: Token) -> Ranges:
    """Give the sentence without the cue clause, which stands before, behind or inside what is said."""
    first, last = _sentence(scene, cue.head)
    start = min(cue.start, source.left_edge.i)
    end = _cue_clause_end(scene, cue, source, last)
    before = _trimmed(scene, _aside_start(scene, first, start), max(first, start))
    after = _trimmed(scene, min(end, last), last)
    if not before or not _has_verb(scene, before) or _resumes(scene, cue, end, last):
        return before + after
    return before


def _aside_start(scene: Scene, first: int, start: int) -> int:
    """Where what is said before an aside starts: "He left early, which, she said, was rude" is about "which …" only."""
    at = start - 1
    while at > first and scene.doc[at].is_punct:
        at -= 1
    return at if at > first and scene.doc[at].tag_ in ("WDT", "WP", "WRB") else first


def _has_verb(scene: Scene, spans: Ranges) -> bool:
    return any(token.pos_ in ("VERB", "AUX") for start, end in spans for token in scene.doc[start:end])


def _resumes(scene: Scene, cue: Cue, end: int, last: int) -> bool:
    """Say whether what is said goes on after "…, X said," although a whole clause stands before."""
    doc = scene.doc
    if end + 1 >= last or cue.source is None:
        return False
    if cue.kind != "according" and (end != cue.head + 1 or cue.source > cue.head):
        return False
    follows = doc[end + 1]
    return follows.tag_ != "VBG" and not follows.is_quote and follows.lower_ not in _LEAVES


def _cue_clause_end(scene: Scene, cue: Cue, source: Token, last: int) -> int:
    """The cue clause ends with the next comma or dash after the source with what is told of it."""
    start = max(cue.end, source.i + 1)
    told = [child for child in source.rights if child.dep_ in ("appos", "relcl", "acl")]
    if told and source.i > cue.head and told[-1].right_edge.i + 1 < last:
        start = max(start, told[-1].right_edge.i + 1)
    return next((at for at in range(start, last) if scene.doc[at].text in (",", "—", "–", ";", ":")), last)
