"""Candidate mentions of people: runs of capitalised words, freed of titles, judged by the model and by their context.

The model's PERSON spans are evidence, not the answer: a run is taken for a person's name when the model says so in most
places where it stands, or when a title, an age or a verb of speaking beside it does; it is refused when a word in it
makes it an organisation or a place.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from builder.annotate import lexicon, names
from builder.annotate.names import Name
from builder.annotate.runs import Run, Word, find_runs, is_shouting, is_suffix
from builder.annotations import Span

_PLACE_FIRST = frozenset("Mount Lake Fort Cape Port Gulf St Saint San Santa Los Las El".split())
_LEFT_OUT = frozenset({"GPE", "NORP", "ORG", "LOC", "FAC", "DATE", "TIME", "CARDINAL", "ORDINAL", "EVENT"})
_AGE = re.compile(r", (?:aged )?\d{1,3}\b(?=[,.;)])| \(\d{1,3}\)")
_LONGEST_NAME = 7

# Lines and brackets that say who made the article or its pictures, not who is in it.
_CREDITS = re.compile(
    r"^[ \t]*(?:[Bb]y|BY|Words by|Story by|Written by|Reported by)[ \t]+[A-Z][^.!?\n]{2,120}$"
    r"|^[^\n]{0,200}\b(?:contributed|reported) (?:to this (?:report|story|article)|from [A-Z])[^\n]*$"
    r"|\b(?:Reporting|Writing|Editing|Additional reporting) by [^.;\n]*"
    r"|\([^()\n]{0,120}?(?:[Pp]hoto|[Ii]mage|[Pp]icture|[Cc]redit|[Cc]ourtesy|Getty|/AP|AP/|Reuters/|AFP)[^()\n]{0,120}\)"
    r"|^[ \t]*(?:Photo(?:graph)?|Image|Picture|File photo|Credit)s?(?: by|:)[^\n]*$"
    r"|\b(?:Photo(?:graph)?|Image|Picture|Credit)s?: [^.\n]*",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run without its titles: offsets, the name as parsed, and whether it is taken for a person's name.

    `honorific` is the courtesy title beside it (`Mrs`), `title` where its whole title begins (= `start` if none),
    `label` the model's label, `loud` that it stands in a headline, `proper` that the model takes its last word for a
    proper noun.
    """

    start: int
    end: int
    text: str
    name: Name
    words: tuple[Word, ...]
    honorific: str
    title: int
    label: str
    loud: bool
    proper: bool
    accepted: bool = False

    @property
    def span(self) -> Span:
        """The mention's offsets."""
        return (self.start, self.end)

    @property
    def key(self) -> str:
        """The last word of the surname, folded."""
        return self.name.surname[-1]

    @property
    def sex(self) -> str:
        """The sex that the courtesy title tells: `m`, `f` or `u`."""
        return lexicon.table("honorifics").get(self.honorific, ("u",))[0]

    @property
    def single(self) -> bool:
        """Whether it is one word, or a surname with its particles alone."""
        return self.name.words == self.name.surname


class Evidence:
    """What the model found, by character."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._at: dict[int, Token] = {token.idx: token for token in doc}
        self.lower = {token.text for token in doc if token.is_lower}

    def token(self, word: Word) -> Token | None:
        """The token that begins where the word begins."""
        return self._at.get(word.start)

    def label(self, word: Word) -> str:
        """The model's entity label of the word, or an empty string."""
        token = self.token(word)
        return token.ent_type_ if token is not None else ""

    def held(self, word: Word) -> bool:
        """Whether the model puts the word inside a person's name."""
        token = self.token(word)
        return token is not None and token.ent_type_ == "PERSON"


def find_candidates(doc: Doc) -> list[Candidate]:
    """All candidates of the text in order, accepted or not; those in credits are left out."""
    evidence = Evidence(doc)
    credit_spans = [match.span() for match in _CREDITS.finditer(doc.text)]
    found = [
        candidate
        for run in find_runs(doc.text, evidence.held)
        if (candidate := _candidate(doc.text, run, evidence)) and not _inside(candidate, credit_spans)
    ]
    return _judge(doc.text, found, evidence)


def _inside(candidate: Candidate, spans: list[Span]) -> bool:
    return any(start <= candidate.start < end for start, end in spans)


def _candidate(text: str, run: Run, evidence: Evidence) -> Candidate | None:
    words = run.words
    cut = _title_end(words, evidence)
    cut += _department(text, words[cut:])
    core = _trim(words[cut:], evidence)
    if not core or len(core) > _LONGEST_NAME:
        return None
    first = next(index for index, word in enumerate(words) if word is core[0])
    honorific = words[first - 1].text.rstrip(".") if first else ""
    plain = tuple(w.text for w in core if not w.nickname and not is_suffix(w.text))
    if not plain:
        return None
    suffix = next((w.text for w in core if is_suffix(w.text)), "")
    nickname = next((w.text for w in core if w.nickname), "")
    start, end = core[0].start, core[-1].end
    if is_suffix(core[-1].text) and text[end : end + 1] == ".":
        end += 1
    return Candidate(
        start=start,
        end=end,
        text=text[start:end],
        name=names.parse(plain, suffix, nickname),
        words=core,
        honorific=honorific if honorific in lexicon.table("honorifics") else "",
        title=words[0].start if first else start,
        label=_label(core, evidence),
        loud=run.loud,
        proper=_is_proper(core[-1], evidence),
    )


def _title_end(words: tuple[Word, ...], evidence: Evidence) -> int:
    """How many words at the run's start are titles: up to the last title word that still has a name after it."""
    end = 0
    for index, word in enumerate(words[:-1]):
        key = word.text.rstrip(".")
        rest = [w for w in words[index + 1 :] if not is_suffix(w.text)]
        if not rest or not (key in lexicon.table("honorifics") or key in lexicon.words("offices")):
            continue
        if names.is_given_name(key) and len(rest) < 2:
            continue
        if index and names.is_given_name(words[index - 1].text) and evidence.held(words[index - 1]):
            continue
        end = index + 1
    return end


def _department(text: str, words: tuple[Word, ...]) -> int:
    """Words that end a title begun before the run: `Secretary of` + `State Marco Rubio`."""
    if len(words) < 2 or not re.search(
        r"\b(?:Secretary|Minister|Department) (?:of|for)(?: the)? $", text[: words[0].start][-30:]
    ):
        return 0
    return 2 if words[0].text in {"Homeland", "Veterans", "Foreign", "Home"} and len(words) > 2 else 1


def _trim(words: tuple[Word, ...], evidence: Evidence) -> tuple[Word, ...]:
    """Drop words at either end that the model gives to something else than the person between them."""
    labels = [evidence.label(word) for word in words]
    if "PERSON" not in labels:
        return words
    start, end = 0, len(words)
    first = labels.index("PERSON")
    while start < first and (labels[start] in _LEFT_OUT or not _is_proper(words[start], evidence)):
        start += 1
    last = len(labels) - 1 - labels[::-1].index("PERSON")
    while end - 1 > last and labels[end - 1] in _LEFT_OUT and last - start > 0:
        end -= 1
    return words[start:end]


def _is_proper(word: Word, evidence: Evidence) -> bool:
    token = evidence.token(word)
    return token is None or token.pos_ == "PROPN"


def _label(words: tuple[Word, ...], evidence: Evidence) -> str:
    """The label of most words; a tie goes to PERSON."""
    counts = Counter(evidence.label(word) for word in words)
    return max(counts, key=lambda label: (counts[label], label == "PERSON"))


def _judge(text: str, found: list[Candidate], evidence: Evidence) -> list[Candidate]:
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for candidate in found:
        votes[candidate.text][candidate.label] += 1
    strong = {c.text for c in found if not _names_thing(c) and _has_personal_context(text, c, evidence)}
    accepted = strong | {c.text for c in found if _is_person(text, c, votes[c.text], evidence)}
    return [replace(c, accepted=c.text in accepted and not (c.single and _is_the(text, c))) for c in found]


def _is_person(text: str, candidate: Candidate, votes: Counter[str], evidence: Evidence) -> bool:
    if candidate.label != "PERSON" or _names_thing(candidate) or _is_the(text, candidate):
        return False
    if candidate.name.words == candidate.name.surname:
        return _is_single_person(candidate, votes, evidence)
    return 2 * votes["PERSON"] >= sum(votes.values())


def _is_single_person(candidate: Candidate, votes: Counter[str], evidence: Evidence) -> bool:
    word = candidate.words[-1].text
    if len(word) < 2 or is_shouting(word) or word.isupper() or candidate.loud:
        return False
    if (
        word in lexicon.words("function_words")
        or word in lexicon.words("offices")
        or word in lexicon.table("honorifics")
    ):
        return False
    return word.lower() not in evidence.lower and 2 * votes["PERSON"] > sum(votes.values())


def _names_thing(candidate: Candidate) -> bool:
    texts = [word.text for word in candidate.words]
    if any(text in lexicon.words("organisation_words") for text in texts):
        return True
    known = names.is_given_name(texts[0])
    if texts[-1] in lexicon.words("place_words"):
        return not (known and candidate.label == "PERSON" and len(texts) > 1)
    return len(texts) > 1 and texts[0] in _PLACE_FIRST and not known


def _is_the(text: str, candidate: Candidate) -> bool:
    return candidate.title == candidate.start and text[max(0, candidate.start - 4) : candidate.start].lower() == "the "


def _has_personal_context(text: str, candidate: Candidate, evidence: Evidence) -> bool:
    """A title, an age or a verb of speaking beside the name says that it is a person's, whatever the model says."""
    if candidate.loud or is_shouting(candidate.words[0].text) or _is_the(text, candidate):
        return False
    if candidate.words[0].text in lexicon.words("function_words"):
        return False
    if candidate.honorific:
        return True
    whole = evidence.doc.char_span(candidate.title, candidate.end, alignment_mode="expand")
    if whole is not None and any(
        e.start <= whole.start and e.end >= whole.end and e.label_ != "PERSON" for e in whole.ents
    ):
        if candidate.title != candidate.start or not names.is_given_name(candidate.words[0].text):
            return False
    if candidate.title != candidate.start:
        return True
    if candidate.single:
        return False
    if _AGE.match(text, candidate.end):
        return True
    if not names.is_given_name(candidate.words[0].text):
        return False
    return _beside_speech(text, candidate) or _after_role(text, candidate)


def _beside_speech(text: str, candidate: Candidate) -> bool:
    after = re.match(r",? (?:who )?(?:also )?([a-z]+)", text[candidate.end : candidate.end + 30])
    before = re.search(r"([a-z]+) $", text[max(0, candidate.start - 20) : candidate.start])
    verbs = lexicon.words("speech_verbs")
    return bool((after and after[1] in verbs) or (before and before[1] in verbs))


def _after_role(text: str, candidate: Candidate) -> bool:
    before = re.search(r"([a-z-]+),? $", text[max(0, candidate.start - 24) : candidate.start])
    return bool(before and is_role_noun(before[1]))


def is_role_noun(word: str) -> bool:
    """Whether a lower-case noun says what a person is (`fisherman`, `hydrologist`)."""
    return (
        word in lexicon.words("role_nouns")
        or word.endswith(("woman", "person", "ologist"))
        or (word.endswith("man") and len(word) > 4)
    )
