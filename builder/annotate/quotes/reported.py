"""Reported speech: what the cues of a text report outside quotation marks."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from builder.annotate.lexicon import table
from builder.annotate.quotes.asides import around, is_aside, is_told_by
from builder.annotate.quotes.bounds import Ranges, clipped
from builder.annotate.quotes.clauses import clause_of, clause_start, clause_stop, loose_clause
from builder.annotate.quotes.complements import complement, finding, holds_view, is_only_possible
from builder.annotate.quotes.cues import Cue, is_document, is_passive, lemma
from builder.annotate.quotes.overlaps import nested, with_whole_quotations, without, without_remark
from builder.annotate.quotes.passives import passive_report, unattributed
from builder.annotate.quotes.phrases import extent
from builder.annotate.quotes.scene import Scene
from builder.annotate.quotes.stances import find_stances, is_nobody

# A cue, the head of its source (None where nobody is named), and what it reports in ranges of tokens.
Report = tuple[Cue, int | None, Ranges]

# Verbs that report any clause; verbs of manner report one with "that", and others as the table of complements has it.
_KINDS = frozenset(("say", "show", "according"))
# A clause of which more than a third of the words are quoted is left to its quotations.
_LARGEST_QUOTED_PART = 0.34
# The same for "dismissed the plan as “idiotic”", which its quotation says alone.
_LARGEST_QUOTED_COMPLEMENT = 0.2
# A report that is so large a part of another one says the same.
_INNER_PART = 0.5
# Fewer words without a full verb are what is left of a clause that its quotations say, or a slip of the parse: "It is".
_FEWEST_WORDS = 3


def find_reported(scene: Scene) -> Iterator[Report]:
    """Give what the cues of a scene report; reports may lie inside each other: "X said that Y had said Z"."""
    found = [_apart(scene, *each) for each in (*_by_cues(scene), *_by_stances(scene)) if each[2]]
    found = [each for each in found if _says_something(scene, each[2])]
    told = nested(scene, [spans for _, _, spans in found])
    found = [(cue, source, spans) for (cue, source, _), spans in zip(found, told, strict=True) if spans]
    for report in found:
        if not any(_repeats(scene, report, other) for other in found):
            cue, source, spans = report
            yield _with_negation(scene, cue), source, spans


def _says_something(scene: Scene, spans: Ranges) -> bool:
    """Say whether what is reported makes sense when it is shown alone, and is not said by its quotations already."""
    tokens = [token for start, end in spans for token in scene.doc[start:end]]
    words = sum(token.is_alpha or token.like_num for token in tokens)
    tells = words >= _FEWEST_WORDS or any(token.pos_ == "VERB" for token in tokens)
    return tells and _quoted_part(scene, spans) <= _LARGEST_QUOTED_PART


def _apart(scene: Scene, cue: Cue, source: int | None, spans: Ranges) -> Report:
    """Keep what is reported apart from its cue clause, and whole where it holds quotations."""
    clause = cue.start, cue.end
    if source is not None:
        clause = min(cue.start, extent(scene.doc[source])[0]), max(cue.end, source + 1)
    told = [part for span in spans for part in without_remark(scene, span)]
    return cue, source, with_whole_quotations(scene, without(scene, told, clause))


def _with_negation(scene: Scene, cue: Cue) -> Cue:
    """Widen a cue by the "did not" or "never" before it, without which it would say the contrary."""
    start = cue.start
    while start > 0 and scene.doc[start - 1].head.i == cue.head and scene.doc[start - 1].dep_ in _WITH_VERB:
        start -= 1
    negated = any(token.dep_ == "neg" for token in scene.doc[start : cue.start])
    return replace(cue, start=start) if negated else cue


_WITH_VERB = frozenset(("neg", "aux", "auxpass", "advmod"))


def _by_cues(scene: Scene) -> Iterator[Report]:
    for cue in scene.cues:
        if cue.source is None:
            yield cue, None, _unattributed(scene, cue)
        elif not scene.quoted[cue.source] and not is_nobody(scene.doc[cue.source]):
            yield cue, cue.source, _content(scene, cue, scene.doc[cue.source])


def _by_stances(scene: Scene) -> Iterator[Report]:
    for cue, source, told in find_stances(scene.doc, scene.quoted):
        yield cue, source, clipped(scene, [told], cue.head)


def _repeats(scene: Scene, inner: Report, outer: Report) -> bool:
    """Say whether a report is part of another one of the same source: "X said she believes that Y"."""
    (_, source, within), (_, other, without) = inner, outer
    (start, end), *rest = without
    if rest or inner is outer or not all(start <= first and last <= end for first, last in within):
        return False
    if source == other:
        return within != without or inner[0].start > outer[0].start
    if source is None or scene.doc[source].tag_ != "PRP":
        return False
    most = sum(last - first for first, last in within) >= _INNER_PART * (end - start)
    return most or (other is not None and scene.doc[source].lower == scene.doc[other].lower)


def _quoted_part(scene: Scene, spans: Ranges) -> float:
    """The part of the words that is quoted; all of it where one of the spans is a quotation with its cue clause."""
    if len(spans) > 1 and any(_quoted_part(scene, [each]) > _LARGEST_QUOTED_PART for each in spans):
        return 1.0
    tokens = [token for start, end in spans for token in scene.doc[start:end]]
    said = [scene.quoted[token.i] for token in tokens if not (token.is_punct or _goes_on_a_word(token))]
    return sum(said) / max(1, len(said))


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
        return around(scene, cue, source) if is_told_by(scene, cue, source) else []
    if is_only_possible(head):
        return []
    clause = clause_of(head)
    if clause is not None and _is_speech(cue, head, clause):
        if clause.i < head.i:
            return around(scene, cue, source)
        return clipped(scene, [(clause_start(head, clause), clause_stop(scene, cue, clause))], head.i)
    if cue.kind == "say" and is_aside(scene, cue, head):
        return around(scene, cue, source)
    return _rest(scene, cue, source)


def _is_speech(cue: Cue, verb: Token, clause: Token) -> bool:
    """Say whether a clause under the verb is said."""
    if cue.kind in _KINDS:
        return True
    if cue.kind == "think":
        return holds_view(verb)
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)


def _rest(scene: Scene, cue: Cue, source: Token) -> Ranges:
    """Give what a cue reports by a complement, or by a clause that the parse does not give it."""
    head = scene.doc[cue.head]
    if is_passive(head) and lemma(head) not in ("quote", "cite"):
        reports = cue.kind in ("say", "judge") or lemma(head) in table("reported_complements")
        return clipped(scene, passive_report(head), head.i) if reports else []
    if cue.kind == "show":
        found = finding(head, scene.quoted) if is_document(source) else None
    else:
        found = complement(head, scene.quoted) or loose_clause(scene, cue)
    if found is None or _quoted_part(scene, [found]) > _LARGEST_QUOTED_COMPLEMENT:
        return []
    return clipped(scene, [found], head.i)


def _unattributed(scene: Scene, cue: Cue) -> Ranges:
    """Give what a cue reports that nobody is named for."""
    verb = scene.doc[cue.head]
    return [] if is_only_possible(verb) else clipped(scene, unattributed(verb), verb.i)
