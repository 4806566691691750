"""A brief as values: what stands in one file of `briefs/`, checked, typed, and ready to be collected."""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

import msgspec

from builder import frontmatter
from builder.annotations import EVIDENCE, REASONS, Span, reason_words
from builder.errors import RecordError
from builder.frontmatter import Document
from builder.gazetteer import COUNTRY_CODES
from builder.rights import Shown
from builder.slugs import slug
from builder.texts import say

# The keys of a brief's front matter, in the order in which they are written.
KEYS = (
    *("title", "date", "updated", "author", "publisher", "agency", "source_url", "accessed", "lang", "description"),
    *("summary", "tags", "rights", "people", "countries", "organisations", "places", "quotes", "review", "brief"),
)

# Keys of which it matters later whether a person changed them; for the others that is asked when briefs are merged.
_COMPARED = ("publisher", "rights", "source_url")

# Metadata whose disagreements change what a page says, and what of a quotation is found right, or not.
REVIEWED_FIELDS = ("title", "date", "author", "publisher")
_FOUND_RIGHT = ("speaker", "text")

# Speakers that mean "not known"; a person writing a correction may use either word.
UNKNOWN = frozenset({"", "unknown"})

# A speaker that was written as an id: `judit-halmos`. One word alone may as well be how the text calls somebody.
_PERSON_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")

# Characters kept on either side of a quotation, enough to find it again among equal words (W3C TextQuoteSelector).
CONTEXT = 32

# Whose the words of a quotation are: the article's, as the builder found them there; changed by a person since; or
# put in by a person, so that only a look into the article tells. Pages name the latter two in place of the reason.
LOCKED, EDITED, ADDED = "locked", "edited", "added"
_WORDS_BY_HAND = {EDITED: "words_edited", ADDED: "words_added"}

# What parts the spans of one quotation where it is shown in one line.
GAP = " … "


@dataclass(frozen=True, slots=True)
class BriefQuote:
    """A quotation of the record. `spans` count in the characters of the article; `speaker` is an id or as printed.

    `mention` is how the text calls the speaker, where the reason speaks of it. `repeated` says that the article has
    the words more than once, so that only `prefix` and `suffix`, what stands around them, tell where they are. Of a
    `withheld` one some words were replaced, which stand in no article. `words` is one
    of `LOCKED`, `EDITED` and `ADDED`.
    """

    id: str
    text: str
    speaker: str | None
    reason: str
    cue: str | None
    paragraph: int | None
    spans: tuple[Span, ...]
    prefix: str
    suffix: str
    reported: bool
    mention: str | None = None
    runs: bytes | None = None
    repeated: bool = False
    withheld: bool = False
    words: str = LOCKED

    @property
    def why(self) -> str:
        """The reason in plain words; of words that are not known to be the article's, rather that they are by hand."""
        by_hand = _WORDS_BY_HAND.get(self.words)
        return say(by_hand) if by_hand else reason_words(self.reason, self.mention)

    @property
    def shown(self) -> str:
        """The words as a page shows them: verbatim, but for the commas that lead over to the cue."""
        return GAP.join(part.rstrip(", ") for part in self.parts)

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of each span, taken from `text`, where they stand one after the other with a gap between."""
        lengths = [end - start for start, end in self.spans]
        if len(self.text) != sum(lengths) + len(GAP) * (len(lengths) - 1):
            return tuple(part for part in self.text.split(GAP) if part)
        parts, position = [], 0
        for length in lengths:
            parts.append(self.text[position : position + length])
            position += length + len(GAP)
        return tuple(parts)


@dataclass(frozen=True, slots=True)
class PersonNote:
    """What the machine noted of a person: the name in full, other names seen, roles as printed, mentions."""

    name: str
    also: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that led to a country, how often they do, and by which rule (a key of `EVIDENCE`)."""

    words: str
    count: int
    rule: str

    @property
    def shown(self) -> str:
        """The evidence as a page shows it: "Tbilisi ×3 (capital)"."""
        often = f" ×{self.count}" if self.count > 1 else ""
        return f"{self.words}{often} ({say(f'evidence.{self.rule}')})"


@dataclass(frozen=True, slots=True)
class CountryNote:
    """What the machine noted of a country: mentions, whether the article is about it, and what led to it."""

    mentions: int
    subject: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier copy of the article: the hash of its text, its path in the inbox, the day by which it is ordered.

    `kept` are the names, by `quote_id`, of quotations that the brief still has; `other` the words of the others.
    """

    text_hash: str
    article: str
    saved: str
    kept: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """How the record was made: the key `brief`, which the builder keeps for itself.

    `article` is the path in the inbox, `text_hash` that of the article's text, `fields` maps `publisher`, `rights` and
    `source_url` to the hash of what the builder last wrote there, `edited` names the keys that a person has changed
    since. `places` gives the code of the country that a place lies in, by the place's name, where that is known.
    `share` is how much of an article the builder's excerpt shows, in percent of the words.
    `forced` says what the article looks like, if it was taken although it does not look like one. `sketch` tells texts
    that are the same up to small changes. `disagreements` is as in `Article`.
    `versions` are earlier copies, the oldest first.
    `organisations` gives the other names under which an organisation is printed, by its name in the list.
    """

    id: str
    article: str | None
    text_hash: str | None
    model: str | None
    rules: int | None
    shows: str
    provenance: Mapping[str, str]
    problems: tuple[str, ...]
    people: Mapping[str, PersonNote]
    countries: Mapping[str, CountryNote]
    places: Mapping[str, str]
    fields: Mapping[str, str]
    edited: tuple[str, ...]
    forced: str | None = None
    share: int | None = None
    sketch: str = ""
    disagreements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    organisations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A brief's annotated text: its words, or the file that they stay in until a page shows them.

    Lists of briefs need no words, only what is noted of them: `links`, the targets of their links, and `marked`, the
    ids of the quotations that stand in them (both `None` where nobody has looked). `digest` is that of the file.
    `changes` are pairs of a regular expression and its replacement, made in this order when the text is read.
    """

    words: str | None
    digest: str = ""
    file: Path | None = None
    links: tuple[str, ...] | None = None
    marked: frozenset[str] | None = None
    changes: tuple[tuple[str, str], ...] = ()

    def read(self) -> str:
        """Return the words; none if their file has gone in the meantime, which the next build will find out."""
        return self._changed(frontmatter.body(self.file) if self.words is None and self.file else self.words or "")

    @property
    def targets(self) -> tuple[str, ...]:
        """The targets of the links as the changes leave them."""
        if not self.changes:
            return self.links or ()
        links = "\n".join(f"[.]({link})" for link in self.links or ())
        return tuple(re.findall(r"^\[\.\]\(([^()\s]*)\)$", self._changed(links), flags=re.MULTILINE))

    def changed(self, pattern: str, replacement: str) -> "Text":
        """Return this text with one more change."""
        return replace(self, changes=(*self.changes, (pattern, replacement)))

    def _changed(self, words: str) -> str:
        for pattern, replacement in self.changes:
            words = re.sub(pattern, replacement, words)
        return words


@dataclass(frozen=True, slots=True)
class Brief:
    """One brief, as it stands in its file (`path` is relative to `briefs/`).

    `review` names the quotations, fields and others that somebody has looked at and found right as they stand. Of a
    `withheld` one something was replaced or left out as corrections asked. With `noindex` search engines are asked to
    leave its page out. `digest` is one of all the rest, once a collection has corrected it and put its people and
    countries in order.
    """

    path: PurePosixPath
    title: str
    date: str | None
    updated: str | None
    author: tuple[str, ...]
    publisher: str | None
    agency: str | None
    source_url: str | None
    accessed: str | None
    lang: str
    description: str | None
    summary: tuple[str, ...]
    tags: tuple[str, ...]
    rights: str
    people: tuple[str, ...]
    countries: tuple[str, ...]
    organisations: tuple[str, ...]
    places: tuple[str, ...]
    quotes: tuple[BriefQuote, ...]
    made: Made
    text: Text
    review: tuple[str, ...] = ()
    withheld: bool = False
    noindex: bool = False
    words_by_hand: bool = False
    digest: str = field(default="", compare=False)

    @property
    def body(self) -> str:
        """The annotated text, in Markdown."""
        return self.text.read()

    def person(self, person_id: str) -> PersonNote | None:
        """What was noted of a person of this brief."""
        return self.made.people.get(person_id)

    @property
    def everyone(self) -> tuple[str, ...]:
        """The people of the brief, and those whom a person named by id as a speaker."""
        edited = [quote.speaker or "" for quote in self.quotes if quote.reason == "edited"]
        if not edited:  # as nearly always, and it is asked for often
            return self.people
        return tuple(dict.fromkeys((*self.people, *filter(_PERSON_ID.fullmatch, edited))))

    def is_about(self, code: str) -> bool:
        """Tell whether the article is about this country, not only mentions it; a country set by hand is a subject."""
        note = self.made.countries.get(code)
        return note is None or note.subject


def _plain_path(path: PurePath) -> str:
    """A path as a digest counts it: not where on this machine the file lies."""
    return "" if isinstance(path, Path) else path.as_posix()


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_plain_path, order="deterministic")


def digested(brief: Brief) -> Brief:
    """Return a brief with its digest."""
    values = _ENCODER.encode(replace(brief, digest=""))
    return replace(brief, digest=hashlib.blake2b(values, digest_size=8).hexdigest())


def quote_id(words: str) -> str:
    """Return a quotation's id, the same for the same words whatever their marks, case and spaces."""
    plain = " ".join(re.findall(r"\w+", words.lower()))
    return "q" + hashlib.sha256(plain.encode()).hexdigest()[:7]


def words_name(quote: str) -> str:
    """Return the name under which the record keeps the hash of a quotation's words as the builder found them."""
    return f"words.{quote}"


def read(path: PurePosixPath, document: Document) -> Brief:
    """Read a brief from its file's front matter and body. Raises `RecordError` naming the key, and the remedy."""
    fields = _Fields(document.values)
    made = _made(fields.mapping("brief"), path)
    people = tuple(dict.fromkeys(slug(name) for name in fields.texts("people")))
    return Brief(
        path=path,
        title=fields.text("title") or "Untitled",
        date=fields.text("date"),
        updated=fields.text("updated"),
        author=fields.texts("author"),
        publisher=fields.text("publisher"),
        agency=fields.text("agency"),
        source_url=fields.text("source_url"),
        accessed=fields.text("accessed"),
        lang=fields.text("lang") or "en",
        description=fields.text("description"),
        summary=fields.texts("summary"),
        tags=fields.texts("tags"),
        rights=fields.text("rights") or "excerpt",
        people=people,
        countries=tuple(dict.fromkeys(_countries(fields))),
        organisations=fields.texts("organisations"),
        places=fields.texts("places"),
        quotes=tuple(
            _quote(_Fields(entry, f"quotes, entry {n}: "), made, people) for n, entry in fields.entries("quotes")
        ),
        made=replace(made, fields={key: made.fields[key] for key in _COMPARED if key in made.fields}),
        text=Text(document.body),
        review=_reviewed(document.values),
        words_by_hand=_has_words_by_hand(document, made),
        noindex=fields.flag("noindex"),
    )


def _has_words_by_hand(document: Document, made: Made) -> bool:
    """Tell whether a person's hand is in what the brief shows of the article's words."""
    values = {key: document.values.get(key) for key in ("description", "summary")} | {"body": document.body}
    quotes = document.values.get("quotes") or []
    return any(made.fields.get(key) != frontmatter.digest(value) for key, value in values.items()) or any(
        made.fields.get(f"quotes.{entry.get('id')}") != frontmatter.digest(entry) for entry in quotes
    )


def reviewable(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give what of a brief's front matter a review finds right or not, by name: quotations, and some metadata."""
    quotes = values.get("quotes")
    entries = [entry for entry in quotes if isinstance(entry, dict)] if isinstance(quotes, list) else []
    found = {str(e.get("id") or quote_id(str(e.get("text")))): {k: e.get(k) for k in _FOUND_RIGHT} for e in entries}
    return found | {name: values.get(name) for name in REVIEWED_FIELDS}


def _reviewed(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Read what was reviewed and still stands as it did then.

    The key is a person's own: a bare name is taken for good, and whatever else stands there is no fault.
    """
    entries = values.get("review")
    now = reviewable(values)
    found: list[str] = []
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, str):
            found.append(entry)
        elif isinstance(entry, dict):
            found += [str(name) for name, value in entry.items() if str(name) in now and now[str(name)] == value]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Fields:
    """Values read from YAML, given out by the type that is expected; `place` begins an error's text."""

    values: Mapping[str, Any]
    place: str = ""

    def text(self, key: str) -> str | None:
        value = self.values.get(key)
        if value is None or value == "":
            return None
        if isinstance(value, str | int | float):
            return str(value)
        raise self._wrong(key, "a line of text")

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
            return tuple(str(item) for item in value)
        raise self._wrong(key, "a list, one '- ' line for each")

    def number(self, key: str) -> int | None:
        value = self.values.get(key)
        if value is None or isinstance(value, int):
            return value
        raise self._wrong(key, "a whole number")

    def flag(self, key: str) -> bool:
        value = self.values.get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise self._wrong(key, "true or false")

    def mapping(self, key: str) -> "_Fields":
        value = self.values.get(key)
        if value is None:
            return _Fields({}, f"{self.place}{key}: ")
        if isinstance(value, dict):
            return _Fields({str(name): item for name, item in value.items()}, f"{self.place}{key}: ")
        raise self._wrong(key, "a group of 'key: value' lines")

    def mappings(self, key: str) -> "list[tuple[str, _Fields]]":
        inner = self.mapping(key)
        return [(name, inner.mapping(name)) for name in inner.values]

    def entries(self, key: str) -> list[tuple[int, Mapping[str, Any]]]:
        value = self.values.get(key) or []
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            return list(enumerate(value, start=1))
        raise self._wrong(key, "a list of entries, each with its own 'key: value' lines")

    def spans(self, key: str) -> tuple[Span, ...]:
        value = self.values.get(key) or []
        if not isinstance(value, list) or not all(_is_span(item) for item in value):
            raise self._wrong(key, "a list of [start, end] pairs of numbers")
        return tuple((start, end) for start, end in value)

    def _wrong(self, key: str, expected: str) -> RecordError:
        return RecordError(f"{self.place}'{key}' must be {expected}; mend it by hand")


def _is_span(item: object) -> bool:
    return isinstance(item, list) and len(item) == 2 and all(isinstance(number, int) for number in item)


def _countries(fields: _Fields) -> Iterator[str]:
    for written in fields.texts("countries"):
        code = written.strip().upper()
        if code not in COUNTRY_CODES:
            raise RecordError(f"countries: '{written}' is no code of ISO 3166-1, such as GB or UA; mend it by hand")
        yield code


def _quote(fields: _Fields, made: Made, people: Collection[str]) -> BriefQuote:
    text = fields.text("text")
    if text is None:
        raise RecordError(f"{fields.place}'text' is missing; put the quoted words there, or take the entry out")
    context = fields.mapping("context")
    reason = fields.text("reason") or "edited"
    if reason not in REASONS:
        raise RecordError(f"{fields.place}the reason '{reason}' is not one of: {', '.join(REASONS)}")
    speaker = fields.text("speaker")
    name = fields.text("id") or quote_id(text)
    if made.fields.get(f"quotes.{name}") != frontmatter.digest(fields.values):
        reason = "edited"
    if reason == "edited" and speaker and slug(speaker) in people:
        speaker = slug(speaker)  # a person may have written the name
    return BriefQuote(
        id=name,
        text=text,
        speaker=None if speaker is None or speaker.lower() in UNKNOWN else speaker,
        reason=reason,
        cue=fields.text("cue"),
        paragraph=fields.number("paragraph"),
        spans=fields.spans("spans"),
        prefix=context.text("prefix") or "",
        suffix=context.text("suffix") or "",
        reported=fields.text("kind") == "reported",
        mention=fields.text("mention"),
        repeated=bool(context.values.get("repeated")),
        words=_whose(name, text, made, reason),
    )


def _whose(name: str, text: str, made: Made, reason: str) -> str:
    """Tell whose words these are, by the hash that the builder kept of those that it found.

    Records that were made before it kept them tell by the id, which is a hash of the words without their marks.
    """
    if reason != "edited":
        return LOCKED
    known = made.fields.get(words_name(name))
    if known is None and f"quotes.{name}" in made.fields:
        return LOCKED if quote_id(text) == name.partition("-")[0] else EDITED
    return ADDED if known is None else LOCKED if known == frontmatter.digest(text) else EDITED


def _made(fields: _Fields, path: PurePosixPath) -> Made:
    return Made(
        id=fields.text("id") or path.stem,
        article=fields.text("article"),
        text_hash=fields.text("text"),
        model=fields.text("model"),
        rules=fields.number("rules"),
        shows=fields.text("shows") or Shown.FULL,
        provenance={key: str(value) for key, value in fields.mapping("from").values.items()},
        disagreements=_lists(fields.mapping("disagree")),
        organisations=_lists(fields.mapping("organisations")),
        problems=fields.texts("problems"),
        people={key: _person_note(key, note) for key, note in fields.mappings("people")},
        countries={key: _country_note(note) for key, note in fields.mappings("countries")},
        places={name: str(code).upper() for name, code in fields.mapping("places").values.items()},
        fields={key: str(value) for key, value in fields.mapping("made").values.items()},
        edited=fields.texts("edited"),
        forced=fields.text("forced"),
        share=fields.number("share"),
        sketch=fields.text("sketch") or "",
        versions=tuple(
            _version(_Fields(entry, f"brief, versions, entry {n}: ")) for n, entry in fields.entries("versions")
        ),
    )


def _version(fields: _Fields) -> Version:
    return Version(
        text_hash=fields.text("text") or "",
        article=fields.text("article") or "",
        saved=fields.text("saved") or "",
        kept=fields.texts("kept"),
        other=fields.texts("other"),
    )


def _lists(fields: _Fields) -> dict[str, tuple[str, ...]]:
    return {key: fields.texts(key) for key in fields.values}


def _person_note(key: str, fields: _Fields) -> PersonNote:
    return PersonNote(
        name=fields.text("name") or key,
        also=fields.texts("also"),
        roles=fields.texts("roles"),
        mentions=fields.number("mentions") or 0,
    )


def _country_note(fields: _Fields) -> CountryNote:
    return CountryNote(
        mentions=fields.number("mentions") or 0,
        subject=bool(fields.values.get("subject")),
        evidence=tuple(_evidence(fields)),
    )


def _evidence(fields: _Fields) -> Iterator[Evidence]:
    """Read the words that led to a country; records made before rules 2 list them without a rule: passed over."""
    if isinstance(fields.values.get("evidence"), list):
        return
    for rule, counts in fields.mappings("evidence"):
        if rule not in EVIDENCE:
            raise RecordError(f"{fields.place}the rule '{rule}' is not one of: {', '.join(EVIDENCE)}")
        for words in counts.values:
            yield Evidence(words, counts.number(words) or 0, rule)
