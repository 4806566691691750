"""From an article and its annotations to what the builder would write into the brief."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.annotations import Annotations, Country, Person, Quote, Span, uses_mention
from builder.article import Article, Block
from builder.brief import GAP, quote_id
from builder.gazetteer import country_name
from builder.markup import escape
from builder.rights import is_open
from builder.slugs import slug

# Words of an excerpt: the opening sentences up to here, about what a search engine or a teaser shows.
EXCERPT_WORDS = 60

# Characters kept on either side of a quotation, enough to find it again among equal words (W3C TextQuoteSelector).
CONTEXT = 32

_SENTENCE_END = re.compile(r"(?<=[.!?…][”\"’')\]])\s+|(?<=[.!?…])\s+")
_MARKERS = {"heading": "## ", "quote": "> ", "item": "- ", "paragraph": ""}


@dataclass(frozen=True, slots=True)
class Composed:
    """The builder's own version of a brief: front matter values (without `brief`), notes for `brief`, and the body."""

    fields: Mapping[str, Any]
    notes: Mapping[str, Any]
    people: Mapping[str, Any]
    countries: Mapping[str, Any]
    places: Mapping[str, str]
    body: str


def text_hash(text: str) -> str:
    """Return the hash under which an article's text is known in the record."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def compose(article: Article, found: Annotations, rights: str) -> Composed:
    """Compose the brief of one article. `rights` is what holds for it in the end."""
    text = article.text
    whole = is_open(rights)
    return Composed(
        fields={
            "title": article.title,
            "date": article.date,
            "updated": article.updated,
            "author": list(article.author),
            "publisher": article.publisher,
            "agency": article.agency,
            "source_url": article.source_url,
            "accessed": article.accessed,
            "lang": article.lang,
            "description": article.description,
            "summary": [text[start:end] for start, end in found.summary],
            "tags": list(article.tags),
            "rights": rights,
            "people": [person.id for person in found.people],
            "countries": [country.code for country in found.countries],
            "organisations": [organisation.name for organisation in found.organisations],
            "places": [place.name for place in found.places],
            "quotes": list(_quotes(article, found.quotes, reported=whole)),
        },
        notes=_notes(article),
        people={person.id: _person_note(person, text) for person in found.people},
        countries={country.code: _country_note(country, text) for country in found.countries},
        places={place.name: place.country for place in found.places if place.country},
        body=_body(article.blocks, found) if whole else _excerpt(article.blocks, found),
    )


def _notes(article: Article) -> dict[str, Any]:
    """The notes on where the article's metadata came from; what disagreed is noted only where something did."""
    differing = {field: list(values) for field, values in article.disagreements.items()}
    return {
        "from": dict(article.provenance),
        **({"disagree": differing} if differing else {}),
        "problems": list(_problems(article)),
    }


def _problems(article: Article) -> Iterator[str]:
    yield from article.problems
    if article.refusal:
        yield f"It {article.refusal}. It was taken all the same, as asked for."


def _person_note(person: Person, text: str) -> dict[str, Any]:
    seen = Counter(text[start:end] for start, end in person.mentions)
    seen.pop(person.name, None)
    also = [name for name, _ in seen.most_common()]
    return {"name": person.name, "also": also, "roles": list(person.roles), "mentions": len(person.mentions)}


def _country_note(country: Country, text: str) -> dict[str, Any]:
    evidence = _evidence(country, text)
    return {"mentions": len(country.mentions), "subject": country.subject, "evidence": evidence}


def _evidence(country: Country, text: str) -> dict[str, dict[str, int]]:
    """Count the words that led to a country, by rule, most frequent first: `{capital: {Tbilisi: 3}}`."""
    words = (text[start:end] for start, end in country.mentions)
    by_rule: dict[str, dict[str, int]] = {}
    for (rule, word), count in Counter(zip(country.rules, words, strict=False)).most_common():
        by_rule.setdefault(rule, {})[word] = count
    return by_rule


def _quotes(article: Article, quotes: Iterable[Quote], *, reported: bool) -> Iterator[dict[str, Any]]:
    text = article.text
    starts = list(_starts(article.blocks))
    taken: Counter[str] = Counter()
    for quote in quotes:
        if quote.kind == "reported" and not reported:
            continue  # the reported clauses of a whole article are most of its text
        words = GAP.join(text[start:end] for start, end in quote.spans)
        name = quote_id(words)
        taken[name] += 1
        first, last = quote.spans[0][0], quote.spans[-1][1]
        entry: dict[str, Any] = {
            "id": name if taken[name] == 1 else f"{name}-{taken[name]}",
            "text": words,
            "speaker": _speaker(quote),
            "reason": quote.reason,
            **_mention(quote, text),
            "cue": text[slice(*quote.cue)] if quote.cue else None,
            "paragraph": sum(start <= first for start in starts),
            "spans": [list(span) for span in quote.spans],
            "context": _context(text, first, last),
        }
        yield entry | ({"kind": "reported"} if quote.kind == "reported" else {})


def _context(text: str, first: int, last: int) -> dict[str, str]:
    """The characters around a quotation, as far as its paragraphs go."""
    before, after = text[max(0, first - CONTEXT) : first], text[last : last + CONTEXT]
    return {"prefix": before.rpartition("\n")[2], "suffix": after.partition("\n")[0]}


def _mention(quote: Quote, text: str) -> dict[str, str]:
    """How the text calls the speaker, without what it tells of them, where the reason speaks of it."""
    if quote.speaker is None or quote.speaker.mention is None or not uses_mention(quote.reason):
        return {}
    return {"mention": " ".join(text[slice(*quote.speaker.mention)].partition(",")[0].split())}


def _speaker(quote: Quote) -> str:
    if quote.speaker is None:
        return "unknown"
    return quote.speaker.id or quote.speaker.name


def _starts(blocks: Iterable[Block]) -> Iterator[int]:
    position = 0
    for block in blocks:
        yield position
        position += len(block.text) + 2


def _body(blocks: Sequence[Block], found: Annotations) -> str:
    links = _links(found)
    written = []
    for block, start in zip(blocks, _starts(blocks), strict=True):
        written.append(_MARKERS[block.kind] + _linked(block.text, start, links))
    return "\n\n".join(written)


def _excerpt(blocks: Sequence[Block], found: Annotations) -> str:
    paragraphs = [
        (block, start) for block, start in zip(blocks, _starts(blocks), strict=True) if block.kind != "heading"
    ]
    if not paragraphs:
        return ""
    block, start = paragraphs[0]
    shown = _opening(block.text)
    ellipsis = "" if shown == block.text else " …"
    return _linked(shown, start, _links(found)) + ellipsis


def _opening(paragraph: str) -> str:
    """Return the first sentences of a paragraph, `EXCERPT_WORDS` at most, one at least (cut if it runs on)."""
    end = 0
    for boundary in [*(match.start() for match in _SENTENCE_END.finditer(paragraph)), len(paragraph)]:
        if end and len(paragraph[:boundary].split()) > EXCERPT_WORDS:
            break
        end = boundary
    words = list(re.finditer(r"\S+", paragraph[:end]))
    return paragraph[:end] if len(words) <= EXCERPT_WORDS else paragraph[: words[EXCERPT_WORDS - 1].end()]


@dataclass(frozen=True, slots=True, order=True)
class _Link:
    start: int
    end: int
    target: str
    every: bool


def _links(found: Annotations) -> list[_Link]:
    """Every mention that gets a link, in reading order: people first where a person and a country overlap."""
    people = [
        _Link(start, end, f"../../people/{person.id}.md", every=True)
        for person in found.people
        for start, end in person.mentions
    ]
    countries = [
        _Link(start, end, f"../../countries/{slug(country_name(country.code))}.md", every=False)
        for country in found.countries
        for start, end in country.mentions
    ]
    kept: list[_Link] = []
    for link in sorted(people) + sorted(countries):
        if not any(_overlap((link.start, link.end), (other.start, other.end)) for other in kept):
            kept.append(link)
    return sorted(kept)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _linked(text: str, start: int, links: Iterable[_Link]) -> str:
    """Write a block's text as Markdown with its links: every mention of a person, a country once in each block."""
    pieces: list[str] = []
    position = 0
    seen: set[str] = set()
    for link in links:
        begin, end = link.start - start, link.end - start
        if begin < position or end > len(text) or (link.target in seen and not link.every):
            continue
        seen.add(link.target)
        pieces += [text[position:begin], f"\0[{escape(text[begin:end])}]({link.target})\0"]
        position = end
    pieces.append(text[position:])
    return _escaped_around(pieces)


def _escaped_around(pieces: Sequence[str]) -> str:
    """Escape the plain pieces between the links, keeping the spaces at their edges.

    Only the first piece stands at the start of a line, where more characters have a meaning. An exclamation mark
    before a link would make an image of it.
    """
    written: list[str] = []
    for number, piece in enumerate(pieces):
        if piece.startswith("\0"):
            if written[-1].endswith("!"):
                written[-1] = written[-1][:-1] + "\\!"
            written.append(piece.strip("\0"))
        elif number == 0 or not piece:
            written.append(escape(piece) + (" " if piece.endswith(" ") and piece.strip() else ""))
        else:
            written.append(escape(f"x{piece}x")[1:-1])
    return "".join(written)
