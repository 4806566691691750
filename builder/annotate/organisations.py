"""The organisations of an article, each under its fullest name there.

Names come from the model's ORG entities and from runs of capitals with a word such as University or Commission.
People and places that the model took for organisations are refused; acronyms (the ICC of an International Criminal
Court) and short forms (`Columbia` for Columbia University) join the full name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import get_args

from spacy.language import Language
from spacy.tokens import Doc, Span

from builder.annotate import lexicon
from builder.annotate.acronyms import ACRONYM, CORPORATE, explained, is_short_for
from builder.annotate.context import set_extension
from builder.annotate.people import names
from builder.annotate.people.credits import credit_spans
from builder.annotate.people.runs import is_shouting
from builder.annotations import Organisation
from builder.annotations import Span as Offsets
from builder.gazetteer import gazetteer
from builder.gazetteer.gazetteer import Kind
from builder.gazetteer.words import key

set_extension("organisations", ())

_ARTICLE = re.compile(r"(?:the|a|an)\s+\(?", re.IGNORECASE)
_WORD_SIGN = re.compile(r"[\w-]")
_POSSESSIVE = re.compile(r"['’]s?$")
_ACRONYMS = re.compile(r"(?<![\w.&-])[A-Z][A-Z&]{1,6}(?![\w&-])")
_TITLE_BEFORE = re.compile(r"\b(?:Secretary|Minister|Ministry|Department|Secretaries) (?:of|for)(?: the)? $")
_DATELINE = re.compile(r"[^\n]{0,40}?[—–-] ")
# The agency in a dateline wrote the article: `BEIRUT (AP) — `.
_AGENCY = re.compile(
    r"(?:^|(?<=[.!?] ))(?:[A-Z]{3}[^\n(]{0,50}\((?P<wire>[A-Z][\w ]+)\)"
    r"|[^\n(]{3,50}\((?P<agency>[A-Z][\w ]+)\) ?[—–-])",
    re.MULTILINE,
)
_COPYRIGHT = re.compile(r"(?:©|\b[Cc]opyright\b)[^\n]{0,120}")
_PLACE_BEFORE = re.compile(r"(?P<place>[A-Z][\w-]+(?: [A-Z][\w-]+)?)['’]s (?=[A-Z])")
_SHOUT_BEFORE = re.compile(r"(?:[A-Z]{3,} )+(?=[A-Z][a-z])")
_OPENING_MARKS = re.compile(r"[‘“\"'(]+")
# What no name has inside: marks of quotation, brackets, signs of addresses and dates.
_ODD = re.compile(r"[()\[\]“”\"/@:;|]|&$|\d\d/")
_OFFICE_AFTER = re.compile(r" (?:Commissioner|Minister|Ministry|Secretary)\b(?! General)")

_ABBREVIATIONS = lexicon.words("common_abbreviations")
_HEADS = lexicon.words("organisation_heads")
_CAPITAL = r"[A-Z][\w’'&-]*"
_HEADED = re.compile(
    rf"(?<![\w.])(?:{_CAPITAL} ){{0,5}}(?:{'|'.join(sorted(_HEADS))})(?![\w’'-])"
    rf"(?: (?:of|for)(?: the)? {_CAPITAL}(?: {_CAPITAL}){{0,3}})?(?<!['’])|(?<![\w.])Air {_CAPITAL}"
)
# A law or an event whose acronym follows: `Visual Artists Rights Act (`.
_THING_HEAD = re.compile(rf"\b(?:{'|'.join(sorted(lexicon.words('not_organisations')))})(?= \()")
_CAPITALS = re.compile(rf"(?:{_CAPITAL} ){{1,7}}$")


@Language.component("briefs_organisations", assigns=["doc._.organisations"], requires=["doc.ents"])
def annotate_organisations(doc: Doc) -> Doc:
    """Set `doc._.organisations`: the organisations of the text, most mentioned first."""
    doc._.organisations = find_organisations(doc)
    return doc


def find_organisations(doc: Doc) -> tuple[Organisation, ...]:
    """The organisations of a text whose people are known (`doc._.people`), most mentioned first, then earliest."""
    text = doc.text  # spaCy builds it anew each time
    refused = sorted([*_credits(text), *(span for person in doc._.people for span in person.mentions)])
    bearers = {names.fold(word) for person in doc._.people for word in person.name.split()}
    printed: defaultdict[str, set[Offsets]] = defaultdict(set)
    others = set(_explained_things(text))
    for start, end in _candidates(doc, text):
        if not _is_name(text, (start, end), bearers):
            others.add(text[start:end])
        elif not any(s < end and start < e for s, e in refused):
            printed[text[start:end]].add((start, end))
    for acronym in explained(text, others):  # a law's or an event's
        printed.pop(acronym, None)
    groups = _grouped(doc, text, printed, refused)
    found = [Organisation(name, tuple(sorted(spans))) for name, spans in groups.items()]
    return tuple(sorted(found, key=lambda organisation: (-len(organisation.mentions), organisation.mentions[0])))


def _candidates(doc: Doc, text: str) -> Iterator[Offsets]:
    """Spans of names, trimmed; of two that overlap the longer one."""
    entities = [e for e in doc.ents if e.label_ == "ORG" and _is_organisation(e, text)]
    spans = {_trimmed(text, e.start_char, e.end_char) for e in entities}
    spans |= {_trimmed(text, start, end) for start, end in _headed(text)}
    yield from _longest(span for span in spans if span[0] < span[1])


def _credits(text: str) -> Iterator[Offsets]:
    """Who wrote, sent and owns the article."""
    yield from credit_spans(text)
    yield from (match.span(match.lastgroup or 0) for match in _AGENCY.finditer(text))
    yield from (match.span() for match in _COPYRIGHT.finditer(text))


def _explained_things(text: str) -> Iterator[str]:
    """Names of laws and events before a bracket, which may hold their acronym."""
    for head in _THING_HEAD.finditer(text):
        name = _CAPITALS.search(text, max(0, head.start() - 100), head.start())
        if name:
            yield name[0] + head[0]


def _is_name(text: str, span: Offsets, bearers: set[str]) -> bool:
    """Whether the words by themselves can be an organisation's name: not a law's, an office's or a family's."""
    name = text[slice(*span)]
    words = name.split()
    head = re.split(r" (?:of|for) ", name)[0].split()[-1]
    if _ODD.search(name) or head in lexicon.words("not_organisations"):
        return False
    if len(words) == 1 and (name in lexicon.words("generic_names") or name.upper() in _ABBREVIATIONS):
        return False
    if any(_is_office(words[: words.index(word) + 1]) for word in (head, words[-1])):
        return False
    if all(names.fold(word) in bearers or names.fold(word).removesuffix("s") in bearers for word in words):
        return False
    return len(words) == 1 or not _OFFICE_AFTER.match(text, span[1])


def _longest(spans: Iterable[Offsets]) -> list[Offsets]:
    kept: list[Offsets] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if not any(s < end and start < e for s, e in kept):
            kept.append((start, end))
    return sorted(kept)


def _is_office(words: list[str]) -> bool:
    """Whether the words end with an office (`House Speaker`), not with what a court or a ministry is of."""
    last = words[-1]
    known = _ABBREVIATIONS if last.isupper() else lexicon.words("offices")
    return len(words) > 1 and last in known and words[-2] not in ("of", "for", "and")


def _trimmed(text: str, start: int, end: int) -> Offsets:
    for opener in (_OPENING_MARKS, _ARTICLE):
        match = opener.match(text, start, end)
        start = match.end() if match else start
    dateline = _SHOUT_BEFORE.match(text, start, end) if start == 0 or text[start - 1] == "\n" else None
    if dateline and _is_place(dateline[0]):
        start = dateline.end()
    place = _PLACE_BEFORE.match(text, start, end)
    if place and _is_place(place["place"], ("country", "capital", "region")):
        start = place.end()
    opened = text.find(" (", start, end)
    end = opened if opened > start else end
    name = _POSSESSIVE.sub("", text[start:end].rstrip(" ,.;:—–-(\n")).rstrip()
    end = start + len(name)
    return start, end + (text[end : end + 1] == "." and bool(CORPORATE.search(name)))


def _is_organisation(entity: Span, text: str) -> bool:
    """Whether an ORG entity is one: not a place, a title, a dateline or a common word."""
    words = [token for token in entity if not _ARTICLE.fullmatch(f"{token.text} ")]
    name = " ".join(token.text for token in words if token.tag_ != "POS")
    if not any(token.text[0].isupper() for token in words) or "\n" in entity.text or _is_place(name):
        return False
    if _TITLE_BEFORE.search(text, max(0, entity.start_char - 30), entity.start_char) or words[-1].text in lexicon.words(
        "place_words"
    ):
        return False
    if len(words) > 1 or name in _HEADS:
        return len(words) > 1 and ("," not in name or bool(CORPORATE.search(name)))
    if ACRONYM.fullmatch(name):
        return not _is_dateline(entity, text)
    after = entity.doc[entity.end].text if entity.end < len(entity.doc) else ""
    if name in lexicon.words("offices") or after in lexicon.words("offices") or name.isupper():
        return False
    return words[0].pos_ == "PROPN" and not words[0].is_sent_start and name not in lexicon.words("function_words")


def _is_place(name: str, kinds: Iterable[str] = get_args(Kind)) -> bool:
    """Whether the gazetteer knows the name as a place's; some of its names it lists as telling no country (`EU`)."""
    senses = gazetteer.load().senses(key(name))
    return any(sense.code is not None and sense.kind in kinds for sense in senses)


def _is_dateline(entity: Span, text: str) -> bool:
    opens = entity.start_char == 0 or text[entity.start_char - 1] == "\n"
    return opens and bool(_DATELINE.match(text, entity.end_char))


def _headed(text: str) -> Iterator[Offsets]:
    """Runs of capitals with a head word, and what `of` joins to them."""
    for match in _HEADED.finditer(text):
        start = match.start()
        first, space, rest = match[0].partition(" ")
        while first in lexicon.words("function_words"):
            start += len(first) + 1
            first, space, rest = rest.partition(" ")
        if space and not is_shouting(first) and not _is_place(f"{first} {rest}"):
            yield start, match.end()


def _grouped(doc: Doc, text: str, found: dict[str, set[Offsets]], refused: list[Offsets]) -> dict[str, set[Offsets]]:
    """Mentions by canonical name: acronyms and short forms joined, and every other place where a name is printed."""
    aliases: dict[str, str] = {}
    for name in sorted(found, key=lambda name: (-len(name.split()), min(found[name]))):
        aliases[name] = _full_name_of(name, set(aliases.values()))
    aliases |= explained(text, set(aliases.values()))
    for acronym in sorted({match[0] for match in _ACRONYMS.finditer(text)} - aliases.keys()):
        full = _full_name_of(acronym, set(aliases.values()))
        if full != acronym:
            aliases[acronym] = full
    for full in [name for name in aliases if CORPORATE.search(name)]:
        aliases.setdefault(CORPORATE.sub("", full), aliases[full])
    for full in [name for name in aliases.values() if name.endswith((" University", " College"))]:
        aliases.setdefault(full.rpartition(" ")[0], full)
    printed = [(span, aliases[name]) for name in aliases for span in _printed(doc, text, name)]
    kept = set(_longest(span for span, _ in printed if not any(s < span[1] and span[0] < e for s, e in refused)))
    groups: defaultdict[str, set[Offsets]] = defaultdict(set)
    for span, name in printed:
        if span in kept:
            groups[name].add(span)
    return groups


def _full_name_of(name: str, others: set[str]) -> str:
    """The one other name that `name` is an acronym or a short form of, or the name itself."""
    longer = [other for other in others if other != name and is_short_for(name, other)]
    return longer[0] if len(longer) == 1 else name


def _printed(doc: Doc, text: str, name: str) -> Iterator[Offsets]:
    """Every place where the name is printed as a whole, but for a word that the model takes for a place there."""
    clear = " " in name or sum(map(str.isupper, name)) > 1
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not _WORD_SIGN.match(text, end) and not (start and _WORD_SIGN.match(text, start - 1)):
            span = None if clear else doc.char_span(start, end, alignment_mode="expand")
            if span is None or span[0].ent_type_ not in ("GPE", "PERSON"):
                yield start, end
        start = text.find(name, end)
