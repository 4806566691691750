"""Names in bylines: authors one by one, jobs and outlets told from people, agencies set apart."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from builder.readers.dates import printed_dates
from builder.readers.plain import folded, plain
from builder.readers.wordlists import alternatives, entries, lines

_LEAD = re.compile(
    r"^\W*(?:(?-i:By(?=[A-Z][a-z]))|(?:(?:written|words|story|text|report(?:ed|ing)?|posted|published|article|analysis|opinion|edited)\s+)?by\b"
    r"|authors?\s*:|from\b)[\s:,]*",
    re.I,
)
_LATE_BY = re.compile(r"^(?:posted|published|written)\b.*\bby\s+(?=[A-Z])", re.I)
_CREDIT = re.compile(r"\((?:image|photo|picture)[^()]*\)", re.I)
# Where a byline stops being about people.
_STOP = re.compile(
    r"\b(?:published|updated|posted|last\s+updated|modified|\d{1,2}[:.]\d{2}|\d+\s+min(?:ute)?s?\b|follow(?:ing)?\b|"
    r"special\s+to\b|\d+\s+comments?\b|post\s+a\s+comment\b|for\s+the\b|for\s+\S+\.(?:com|co|org|net)\b|in\s+news\b).*$",
    re.I | re.S,
)
# What leads over to the date behind a name ("on Thursday,"), and how long ago it was, glued to a name as copied.
_DAY_LEAD = re.compile(r"\s+on(?:\s+[a-z]{3,9},?)?\s*$", re.I)
_AGE = re.compile(
    r"\s*\d+\s*(?:[smhd]|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|months?)\s+ago\b.*$", re.I
)
_MARK = re.compile(r"(?<=[a-zß-ÿ])\d{1,2}(?:,\d{1,2})*$")  # of a footnote, or a count of comments
_NOISE = re.compile(r"https?://\S*|www\.\S*|\S+@\S+\.\w+|@\w+")
_SEPARATOR = re.compile(r"\s*(?:[,;/|•·●‖\n]|\s[-–—]\s|\b(?:and|with)\b|&|\s\+\s)\s*", re.I)
_CREDENTIAL = re.compile(
    r"^(?:ph\.?\s?d|m\.?d|m\.?p\.?h|r\.?n|r\.?d|esq|m\.?a|m\.?s[ca]?|b\.?a|d\.?o|facs?|mba|llb|jd)\.?$", re.I
)
_GENERATION = re.compile(r"^(?:jr|sr|ii|iii|iv)\.?$", re.I)
_DOMAIN = re.compile(r"^\S+\.(?:com|org|net|co|news|info|tv|uk|in|au|ca|example)(?:\.\w+)?$", re.I)
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "bint",
        "ibn",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "ter",
        "y",
        "e",
        "st",
    ]
)
# A team that a page lists among its authors wrote the article, as long as it has a name.
_TEAM = re.compile(r"\w\s+(?:Team|Desk|Collective)$")
_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_LONGEST_NAME = 6  # words: "Carlos Andrés Restrepo Mejía" has four, two more for particles


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote it: people in printed order, and the agency whose copy it is, as printed."""

    authors: tuple[str, ...] = ()
    agency: str | None = None

    def __bool__(self) -> bool:
        return bool(self.authors or self.agency)


def merge(bylines: Iterable[Byline]) -> Byline:
    """Join several bylines into one: each author once, the first agency."""
    found = list(bylines)
    authors = {folded(name): name for byline in reversed(found) for name in reversed(byline.authors)}
    ordered = dict.fromkeys(folded(name) for byline in found for name in byline.authors)
    agency = next((byline.agency for byline in found if byline.agency), None)
    return Byline(tuple(authors[key] for key in ordered), agency)


def read_byline(text: str, *outlets: str | None, trusted: bool = False) -> Byline:
    """Read one printed byline ("By A and B, C News Agency | staff writers"); the `outlets` themselves are no authors.

    `trusted` text is known to name authors: a name without capitals is believed.
    """
    names: list[str] = []
    agency = None
    for piece in _pieces(text):
        if _GENERATION.match(piece) and names:
            names[-1] = f"{names[-1]} {piece}"
            continue
        name, organisation = _told_apart(_without_outlet(piece, outlets), trusted)
        if name:
            names.append(name)
        if organisation and not _is_one_of(organisation, outlets):
            agency = agency or organisation
    if any(" " in name for name in names):  # beside full names a single word is a credential, a desk or a place
        names = [name for name in names if " " in name]
    return Byline(tuple(dict.fromkeys(n for n in names if not _is_one_of(n, outlets))), agency)


def house_signature(text: str, *outlets: str | None) -> str | None:
    """Return the name under which the outlet itself signs: "Harbour Desk staff" of "By Harbour Desk staff"."""
    for piece in _pieces(text):
        words_of_it = piece.split()
        for count in range(len(words_of_it), 0, -1):
            head, rest = " ".join(words_of_it[:count]), words_of_it[count:]
            of_outlet = any(same_outlet(head, outlet) for outlet in outlets)
            if of_outlet and all(is_role(word) or is_organisation(word) for word in rest):
                return piece
    return None


def _is_one_of(name: str, outlets: Iterable[str | None]) -> bool:
    """Tell whether `name` is one of the outlets, or the beginning of one's name ("Business Insider Deutschland")."""
    key = outlet_key(name) if is_organisation(name) else ""
    return any(same_outlet(name, o) or (len(key) > 7 and outlet_key(o or "").startswith(key)) for o in outlets)


def _without_outlet(piece: str, outlets: Iterable[str | None]) -> str:
    """Take the outlet's name off the end of a name it was copied together with ("Dana Reed Harbour Desk")."""
    tokens = piece.split()
    for count in range(1, min(5, len(tokens) - 1)):
        if _is_one_of(" ".join(tokens[-count:]), outlets):
            return " ".join(tokens[:-count])
    return piece


def _pieces(text: str) -> Iterator[str]:
    """Yield the parts of a byline between its separators, without lead words, dates, addresses and brackets."""
    for stretch in text.split("\n"):
        line = _LATE_BY.sub("", _LEAD.sub("", plain(_NOISE.sub(" ", _CREDIT.sub("", stretch)))))
        line = _DAY_LEAD.sub("", line[: min((d.start for d in printed_dates(line)), default=None)])
        line = re.sub(r"\(([^()]*)\)", r", \1", _STOP.sub("", _AGE.sub("", line)))
        for part in _SEPARATOR.split(line):
            piece = re.sub(r"\s+in\s+[A-Z].*$", "", _LEAD.sub("", part).strip(" :-–—\"'“”*"))
            piece = _MARK.sub("", re.sub(r"(?<=\w{4})\.$", "", piece))
            yield from [piece] * bool(piece)


def _told_apart(piece: str, trusted: bool) -> tuple[str | None, str | None]:
    """Return (person, organisation) of one piece; either may be None."""
    piece = _without_role(piece)
    if not piece or folded(piece) in entries("no_author.txt") or _CREDENTIAL.match(piece) or _DOMAIN.match(piece):
        return None, None
    if is_agency(piece):
        return None, piece
    head, tail = _trailing_agency(piece)
    if tail:
        return person(head, trusted), tail
    if trusted and _TEAM.search(piece):
        return piece, None
    if is_organisation(piece) or _is_affiliation(piece):
        return None, piece if re.search(r"\b(?:agency|wires?|newswire|news service)\b", piece, re.I) else None
    return person(piece, trusted), None


def _is_affiliation(piece: str) -> bool:
    """Tell whether `piece` is where somebody works: "ACLU Racial Justice Program", "University of Rijeka"."""
    tokens = piece.split()
    kinds = entries("affiliations.txt")
    acronym = any(len(t) > 2 and t.isupper() and t.isalpha() for t in tokens) and not piece.isupper()
    return len(tokens) > 1 and (acronym or tokens[-1].lower() in kinds or tokens[0].lower() in kinds)


def _without_role(piece: str) -> str:
    """Take a job off the end of a name: "Dana Reed Senior Reporter", or glued as copied, "Dana ReedReporter"."""
    tokens = re.sub(r"(?<=[a-zß-ÿ])(?=[A-Z][a-z]+\b)(?<!\bMc)(?<!\bMac)(?<!\bDe)", " ", piece).split()
    if not tokens or tokens[-1].lower() not in entries("roles.txt"):
        return piece
    while tokens and tokens[-1].lower() in entries("roles.txt") | entries("role_modifiers.txt"):
        tokens.pop()
    return " ".join(tokens) if len(tokens) > 1 else ""


def person(piece: str, trusted: bool = False) -> str | None:
    """Return `piece` as a person's name, capitals set right, or None if it cannot be one."""
    tokens = plain(piece).split()
    if (
        not tokens
        or len(tokens) > _LONGEST_NAME
        or len(piece) > 60
        or any(c.isdigit() or c in "<>{}[]=?!#:_" for c in piece)
    ):
        return None
    half = len(tokens) // 2
    if half > 1 and tokens[:half] == tokens[half:]:  # copied from a picture's label and the name beside it
        tokens = tokens[:half]
    if tokens[-1].lower() in _DAYS:
        tokens.pop()
    if not tokens or not any(c.isalpha() for c in piece):
        return None
    if len(tokens) > 1 and not trusted and not all(_name_like(token) for token in tokens):
        return None
    if len(tokens) > 1 and piece.isupper():
        tokens = [_capitalised(token) for token in tokens]
    return " ".join(tokens)


def _name_like(token: str) -> bool:
    return token.lower() in _PARTICLES or not token[0].islower() or "'" in token or "’" in token


def _capitalised(token: str) -> str:
    """Undo capitals: O'REGAN, MCKAY and JARVIS-BARDY; initials such as R.C. stay."""
    if "." in token and len(token) < 6:
        return token
    if token.lower() in _PARTICLES:
        return token.lower()
    word = re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), token)
    word = re.sub(r"(?<=['’])s$", "s", word)
    return re.sub(r"\bMc([a-z])", lambda m: "Mc" + m[1].upper(), word)


def dateline_agency(text: str) -> str | None:
    """Return the agency that a dateline credits: "INDIANAPOLIS (AP) — " and "KATHMANDU, April 25 (Reuters) - "."""
    found = re.match(r"[A-Z][^()]{1,60}\(([^()]{2,40})\)\s*[-–—]", text)
    return found[1] if found and is_agency(found[1]) else None


def is_agency(text: str) -> bool:
    """Tell whether `text` is the name of a known agency."""
    return outlet_key(text) in _agency_keys()


@cache
def _agency_keys() -> frozenset[str]:
    return frozenset(outlet_key(name) for name in lines("agencies.txt"))


@cache
def _agency_at_end() -> re.Pattern[str]:
    return re.compile(rf"^(?P<name>.+?)[\s(]+(?P<agency>(?:[Tt]he )?{alternatives('agencies.txt')})\)?$")


def _trailing_agency(piece: str) -> tuple[str, str | None]:
    """Split "Dana Reed Associated Press", as copied from two lines of a page."""
    found = _agency_at_end().match(piece)
    return (found["name"], found["agency"]) if found and len(found["name"].split()) > 1 else (piece, None)


def is_role(text: str) -> bool:
    """Tell whether `text` says a job: its last word is one ("City Hall reporter")."""
    key = text.lower().strip(" .:")
    return key.endswith(tuple(" " + role for role in entries("roles.txt"))) or key in entries("roles.txt")


def is_organisation(text: str) -> bool:
    """Tell whether `text` looks like the name of an outlet, an agency or a desk."""
    tokens = text.split()
    wanted = entries("organisation_words.txt")
    return (
        is_agency(text)
        or text.startswith("The ")
        or bool(_DOMAIN.match(text))
        or any(t.lower().strip(".,") in wanted for t in tokens[-2:])
    )


def same_outlet(one: str | None, other: str | None) -> bool:
    """Tell whether two printed names mean the same outlet ("The Hill", "the hill", "TheHill.com")."""
    return bool(one and other) and outlet_key(one or "") == outlet_key(other or "")


def outlet_name(printed: str) -> str:
    """Return the name of an outlet, capitals of a masthead set right; short words in capitals may be initials."""
    if not printed.isupper() or " " not in printed:
        return printed
    small = {"OF": "of", "AND": "and", "FOR": "for", "THE": "The", "NEW": "New", "SUN": "Sun", "DAY": "Day"}
    tokens = [small.get(t, t if len(t) < 4 else t.capitalize()) for t in printed.split()]
    return " ".join(tokens)


def outlet_of(host: str) -> str | None:
    """Guess an outlet's printed name from its domain: `theharbourdesk.example` ends in a word of such names."""
    label = re.sub(r"(?:\.(?:com|co|org|net|gov|ac))?\.\w+$", "", host.removeprefix("www.")).rpartition(".")[2]
    article = "The " if label.startswith("the") else ""
    rest = label.removeprefix("the").replace("-", "")
    for word in sorted(lines("organisation_words.txt"), key=len, reverse=True):
        start = rest.removesuffix(word.lower())
        if start != rest and (start or article):
            first = start.upper() if len(start) < 4 else start.capitalize()
            return f"{article}{first} {word}".replace("  ", " ").strip()
    return next((name for name in lines("agencies.txt") if outlet_key(name) == label), None)


def outlet_key(name: str) -> str:
    """Return an outlet's name for comparing: without article, domain ending and spaces."""
    key = re.sub(
        r"^(?:the|www)\s+", "", folded(re.sub(r"\.(?:com|org|net|co\.\w\w)\b.*$", "", name.strip(), flags=re.I))
    )
    return key.replace(" ", "")
