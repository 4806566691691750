"""From an article and its annotations to what the builder would write into the brief."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder import shares
from builder.annotations import Annotations, Country, Organisation, Person, Quote, Span, uses_mention
from builder.article import Article, Block
from builder.brief import CONTEXT, GAP, quote_id
from builder.excerpts import excerpt, starts
from builder.gazetteer import country_name
from builder.markup import escape
from builder.rights import DEFAULT_BUDGET, Budget, Shown, shown
from builder.slugs import slug
from builder.text_fragments import is_repeated

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


def compose(article: Article, found: Annotations, rights: str, budget: Budget = DEFAULT_BUDGET) -> Composed:
    """Compose the brief of one article. `rights` is what holds for it in the end, `budget` what an excerpt may hold."""
    text = article.text
    part = _part(article, found, rights, budget)
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
            "description": article.description if part.body or part.quotes else None,
            "summary": [text[start:end] for start, end in part.summary],
            "tags": list(article.tags),
            "rights": rights,
            "people": [person.id for person in found.people],
            "countries": [country.code for country in found.countries],
            "organisations": [organisation.name for organisation in found.organisations],
            "places": [place.name for place in found.places],
            "quotes": list(_quotes(article, part.quotes)),
        },
        notes=_notes(article, part) | _other_names(found.organisations, text),
        people={person.id: _person_note(person, text) for person in found.people},
        countries={country.code: _country_note(country, text) for country in found.countries},
        places={place.name: place.country for place in found.places if place.country},
        body=part.body,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """What the record holds of an article's text.

    `left_out` counts quotations that its rights leave no room for. `share` is what is shown of an excerpt, in percent.
    """

    body: str = ""
    summary: tuple[Span, ...] = ()
    quotes: tuple[Quote, ...] = ()
    left_out: int = 0
    share: int | None = None


def _part(article: Article, found: Annotations, rights: str, budget: Budget) -> _Part:
    much = shown(rights)
    if much is Shown.FULL:
        return _Part(_body(article.blocks, found), found.summary, found.quotes)
    if much is Shown.METADATA:
        return _Part()
    kept = excerpt(article.blocks, found.summary, found.quotes, budget)
    spans = [*([kept.opening] if kept.opening else []), *kept.summary]
    spans += [span for quote in kept.quotes for span in _with_context(article.text, quote)]
    share = shares.of_spans(article.text, spans).percent
    return _Part(_opening(article, kept.opening, found), kept.summary, kept.quotes, kept.left_out, share)


def _with_context(text: str, quote: Quote) -> Iterator[Span]:
    """The spans of a quotation, the first and the last with what is kept of the words around them."""
    context = _context(text, quote.spans[0][0], quote.spans[-1][1])
    yield quote.spans[0][0] - len(context["prefix"]), quote.spans[0][1]
    yield from quote.spans
    yield quote.spans[-1][0], quote.spans[-1][1] + len(context["suffix"])


def _notes(article: Article, part: _Part) -> dict[str, Any]:
    """The notes on where the article's metadata came from; what disagreed is noted only where something did."""
    differing = {field: list(values) for field, values in article.disagreements.items()}
    return {
        "from": dict(article.provenance),
        **({"disagree": differing} if differing else {}),
        **({} if part.share is None else {"share": part.share}),
        "problems": list(_problems(article, part.left_out)),
    }


def _other_names(organisations: Iterable[Organisation], text: str) -> dict[str, Any]:
    """The other names of organisations, such as acronyms, where there are any: `{organisations: {name: [other]}}`."""
    seen = {
        each.name: sorted({text[start:end] for start, end in each.mentions} - {each.name}) for each in organisations
    }
    named = {name: others for name, others in seen.items() if others}
    return {"organisations": named} if named else {}


def _problems(article: Article, left_out: int) -> Iterator[str]:
    yield from article.problems
    if left_out:
        many = "One quotation is" if left_out == 1 else f"{left_out} quotations are"
        yield f"{many} left out, because too much of the article would be shown with them."
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


def _quotes(article: Article, quotes: Iterable[Quote]) -> Iterator[dict[str, Any]]:
    text = article.text
    besides = (article.title, article.description)
    blocks = list(starts(article.blocks))
    taken: Counter[str] = Counter()
    for quote in quotes:
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
            "paragraph": sum(start <= first for start in blocks),
            "spans": [list(span) for span in quote.spans],
            "context": _context(text, first, last) | _repeated(text, quote, besides),
        }
        yield entry | ({"kind": "reported"} if quote.kind == "reported" else {})


def _context(text: str, first: int, last: int) -> dict[str, str]:
    """The characters around a quotation, as far as its paragraphs go."""
    before, after = text[max(0, first - CONTEXT) : first], text[last : last + CONTEXT]
    return {"prefix": before.rpartition("\n")[2], "suffix": after.partition("\n")[0]}


def _repeated(text: str, quote: Quote, besides: Iterable[str | None]) -> dict[str, bool]:
    """Note of a quotation's words that a page with this text has them elsewhere, too."""
    return {"repeated": True} if is_repeated(text, quote.spans, besides) else {}


def _mention(quote: Quote, text: str) -> dict[str, str]:
    """How the text calls the speaker, without what it tells of them, where the reason speaks of it."""
    if quote.speaker is None or quote.speaker.mention is None or not uses_mention(quote.reason):
        return {}
    return {"mention": " ".join(text[slice(*quote.speaker.mention)].partition(",")[0].split())}


def _speaker(quote: Quote) -> str:
    if quote.speaker is None:
        return "unknown"
    return quote.speaker.id or quote.speaker.name


def _body(blocks: Sequence[Block], found: Annotations) -> str:
    links = _links(found)
    written = []
    for block, start in zip(blocks, starts(blocks), strict=True):
        written.append(_MARKERS[block.kind] + _linked(block.text, start, links))
    return "\n\n".join(written)


def _opening(article: Article, span: Span | None, found: Annotations) -> str:
    """Write the opening of an article, with its links."""
    if span is None:
        return ""
    start, end = span
    text = article.text
    ellipsis = "" if text[end : end + 2] in {"", "\n\n"} else " …"
    return _linked(text[start:end], start, _links(found)) + ellipsis


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
