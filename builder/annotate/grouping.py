"""Candidates into people: full names first, then short forms to the one person they must mean."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise

from builder.annotate import lexicon, names, personhood
from builder.annotate.candidates import Candidate
from builder.annotate.names import Name
from builder.annotations import Span

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_IN_A_PLACE = re.compile(r"\b(?:in|near|across|outside|around|downtown|central|northern|southern|eastern|western) $")
_SHORTEST_LOUD = 3

_OF_A_PLACE = re.compile(r"\b(?:in|of|from|to|into|across|through|for|near|at|between|around|[A-Z]{2,},) $")
_DISTINGUISHED = re.compile(r"\b[Tt]he (?:first|elder|older|younger|senior|other) (?:[A-Z]\w+ )*$")
_REFLEXIVE = re.compile(r"[^.;!?”\"\n]{0,60}\b(?:himself|herself)\b")

# Courtesy titles that stand before surnames only.
_SURNAME_TITLES = frozenset({"Mr", "Mrs", "Ms", "Mister"})

# The shortest bare surname that is joined to another romanisation of it though the model does not call it a person.
_LONG_ENOUGH = 6


@dataclass(slots=True)
class Draft:
    """A person in the making: the forms of the full name with their print, and the mentions so far."""

    text: str
    forms: dict[Name, Counter[str]] = field(default_factory=dict)
    mentions: list[Candidate] = field(default_factory=list)
    bare: int = 0

    @property
    def spans(self) -> tuple[Span, ...]:
        """The mentions' offsets, in order."""
        return tuple(sorted({mention.span for mention in self.mentions}))

    @property
    def canonical(self) -> str:
        """The fullest form: most words, then the commonest surname; of its prints one with accents, then the first."""
        spelt = Counter(mention.key for mention in self.mentions)
        best = max(self.forms, key=lambda form: (len(form.words), bool(form.suffix), spelt[form.surname[-1]]))
        printed = self.forms[best]
        return re.sub(r"\s+", " ", max(printed, key=lambda print_: (not print_.isascii(), printed[print_])))

    @property
    def honoured(self) -> str:
        """The name with the courtesy title that tells it from another person's, where one is printed."""
        titled = (m for m in self.mentions if m.honorific and m.single)
        return next((self.text[m.title : m.end] for m in titled), self.canonical)

    @property
    def sex(self) -> str:
        """The sex that courtesy titles, or else the given names, tell: `m`, `f` or `u`."""
        for sexes in ([m.sex for m in self.mentions], [names.sex(form.given) for form in self.forms]):
            told = {sex for sex in sexes if sex not in ("u", "")}
            if told:
                return told.pop() if len(told) == 1 else "u"
        return "u"

    @property
    def honorifics(self) -> set[str]:
        """The courtesy titles printed before the mentions so far."""
        return {mention.honorific for mention in self.mentions}

    @property
    def first(self) -> int:
        """Where the first mention starts."""
        return min(mention.start for mention in self.mentions)

    def rank(self, title: str) -> tuple[int, int]:
        """Sort key, the most prominent first."""
        words = {names.fold(word) for word in re.findall(r"[^\W\d_][\w’'-]*", title)}
        named = any(form.surname[-1] in words for form in self.forms)
        return (-len(self.spans) - named, self.first)

    def add(self, candidate: Candidate, form: Name | None = None, printed: str = "") -> None:
        """Take a mention in, and the form of the name that it shows."""
        self.mentions.append(candidate)
        if form is not None:
            self.forms.setdefault(form, Counter())[printed or candidate.text] += 1


def group(text: str, candidates: list[Candidate], people: set[str]) -> list[Draft]:
    """The people whom the candidates name; every candidate goes to one person or to none.

    `people` are the texts of the candidates that are taken for people's names.
    """
    return _Grouping(text, candidates, people).drafts


class _Grouping:
    def __init__(self, text: str, candidates: list[Candidate], people: set[str]) -> None:
        self.text = text
        self.people = people
        self.drafts: list[Draft] = []
        self.taken: set[Span] = set()
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._full_names(candidates)
        self._shared_surnames(candidates)
        self._index()
        self._short_forms(candidates)
        self.drafts = [draft for draft in self.drafts if draft.mentions]

    def _accepted(self, candidate: Candidate) -> bool:
        return candidate.text in self.people and not (candidate.after_the and not candidate.attributive)

    def _new(self, candidate: Candidate, form: Name, printed: str = "") -> Draft:
        draft = Draft(self.text)
        draft.add(candidate, form, printed)
        self.drafts.append(draft)
        return draft

    # Full names

    def _full_names(self, candidates: list[Candidate]) -> None:
        full = [c for c in candidates if self._accepted(c) and not c.single]
        for candidate in sorted(full, key=lambda c: (c.loud, -len(c.name.words), c.start)):
            self.taken.add(candidate.span)
            if not (candidate.loud and self._part(candidate)):
                self._join(candidate, candidate.name)
        for candidate in candidates:
            if not self._accepted(candidate) and not candidate.single and not personhood.names_thing(candidate):
                fitting = self._fitting(candidate.name)
                if len(fitting) == 1:
                    self.taken.add(candidate.span)
                    fitting[0].add(candidate, candidate.name)
                elif not fitting and not candidate.after_the:
                    self._part(candidate)

    def _part(self, candidate: Candidate) -> bool:
        """Find a known full name at either end of a longer run (`Ambassador to the United States Karim Bensaid`)."""
        words = candidate.name.words
        for draft in self.drafts:
            for form in draft.forms:
                size = len(form.words)
                if 1 < size < len(words) and form.words in (words[:size], words[-size:]):
                    part = candidate.words[:size] if form.words == words[:size] else candidate.words[-size:]
                    start, end = part[0].start, part[-1].end
                    self.taken.add(candidate.span)
                    draft.add(
                        replace(candidate, start=start, end=end, title=start, text=self.text[start:end], words=part)
                    )
                    return True
        return False

    def _join(self, candidate: Candidate, form: Name, printed: str = "") -> None:
        fitting = self._fitting(form)
        if len(fitting) == 1:
            fitting[0].add(candidate, form, printed)
        elif not fitting:
            self._new(candidate, form, printed)

    def _fitting(self, form: Name) -> list[Draft]:
        """The people who can bear the form; those who bear exactly it, if there are any."""
        fitting = [d for d in self.drafts if all(names.compatible(form, other) for other in d.forms)]
        return [d for d in fitting if any(form.words == other.words for other in d.forms)] or fitting

    def _shared_surnames(self, candidates: list[Candidate]) -> None:
        """`Earl and Loretta Whitfield`: the first has the surname of the second."""
        surnames = {form.surname[-1] for draft in self.drafts for form in draft.forms}
        for one, other in pairwise(candidates):
            joined = self.text[one.end : other.start] in (" and ", " & ")
            if (
                not joined
                or len(one.words) != 1
                or other.single
                or not self._accepted(other)
                or other.name.surname_first
            ):
                continue
            if names.is_given_name(one.words[0].text) and one.key not in surnames:
                count = len(other.name.surname)
                form = names.parse((one.text, *(word.text for word in other.words[-count:])))
                self.taken.add(one.span)
                self._join(one, form, f"{one.text} {self.text[other.words[-count].start : other.end]}")

    # Short forms

    def _index(self) -> None:
        self.bearers: defaultdict[str, list[Draft]] = defaultdict(list)
        self.weak_bearers: defaultdict[str, list[Draft]] = defaultdict(list)
        for draft in self.drafts:
            forms: dict[str, bool] = {}
            for form in draft.forms:
                for short, strong in names.short_forms(form).items():
                    forms[short] = forms.get(short, False) or strong
            for short, strong in forms.items():
                (self.bearers if strong else self.weak_bearers)[short].append(draft)

    def _short_forms(self, candidates: list[Candidate]) -> None:
        for candidate in candidates:
            if candidate.single and candidate.span not in self.taken:
                self._place(candidate)

    def _place(self, candidate: Candidate) -> None:
        strong = self.bearers.get(candidate.key, [])
        if strong and not self._can_be_surname(candidate):
            return
        agreeing = [d for d in strong if _sexes_agree(candidate, d)]
        if agreeing:
            draft = self._meant(candidate, agreeing)
            if draft is not None:
                draft.add(candidate)
                draft.bare += 1
            return
        if not strong and self._place_weak(candidate):
            return
        if self._accepted(candidate):
            self.bearers[candidate.key].append(self._new(candidate, candidate.name))

    def _place_weak(self, candidate: Candidate) -> bool:
        """Place a given name, or another spelling of a surname; False when nobody bears it."""
        weak = self.weak_bearers.get(candidate.key, [])
        if weak:
            if len(weak) == 1 and self._can_be_given_name(candidate, weak[0]):
                weak[0].add(candidate)
                return True
            return len(weak) > 1 or not self._accepted(candidate) or personhood.names_place(candidate.words[0].text)
        spelt = {id(d): d for key, ds in self.bearers.items() if self._spells(candidate, key) for d in ds}
        if len(spelt) == 1:
            next(iter(spelt.values())).add(candidate)
        return bool(spelt)

    def _can_be_surname(self, candidate: Candidate) -> bool:
        if _DISTINGUISHED.search(candidate.before):
            return False
        if candidate.label == "PERSON" or candidate.honorific:
            return True
        word = candidate.words[0].text
        if candidate.loud:
            return len(word) > _SHORTEST_LOUD
        if word in lexicon.words("function_words"):
            return False
        if candidate.after_the:
            return candidate.attributive
        if candidate.label in _PLACES and _IN_A_PLACE.search(candidate.before):
            return False
        return candidate.proper

    def _can_be_given_name(self, candidate: Candidate, draft: Draft) -> bool:
        if candidate.loud or candidate.after_the or not candidate.proper:
            return False
        if candidate.titled:
            return candidate.honorific not in _SURNAME_TITLES and _sexes_agree(candidate, draft)
        if personhood.names_place(candidate.words[0].text):
            if _REFLEXIVE.match(candidate.after):
                return True
            return candidate.label in ("PERSON", "") and not _OF_A_PLACE.search(candidate.before)
        return candidate.label != "NORP"

    def _spells(self, candidate: Candidate, key: str) -> bool:
        if self._accepted(candidate):
            return names.variant(candidate.key, key) or names.slip(candidate.key, key)
        return len(key) >= _LONG_ENOUGH and candidate.proper and names.variant(candidate.key, key)

    def _meant(self, candidate: Candidate, bearers: list[Draft]) -> Draft | None:
        """The one of several bearers of a surname whom a bare surname must mean, or None.

        That is the only one introduced so far; else the only one named in the nearest paragraph that names any, unless
        another has been called by the bare surname before.
        """
        known = [d for d in bearers if d.first < candidate.start]
        if candidate.honorific:
            known = [d for d in known if candidate.honorific in d.honorifics] or known
        if len(known) < 2:
            return known[0] if known else min(bearers, key=lambda draft: draft.first)
        here = self._paragraph(candidate.start)
        places = {id(d): self._last_paragraph(d, candidate.start) for d in known}
        nearest = max(places.values())
        near = [d for d in known if places[id(d)] == nearest]
        usual = [d for d in known if d.bare]
        if len(usual) == 1 and (usual == near or nearest < here):
            return usual[0]
        return near[0] if len(near) == 1 and not usual else None

    def _last_paragraph(self, draft: Draft, before: int) -> int:
        return max((self._paragraph(m.start) for m in draft.mentions if m.start < before), default=-1)

    def _paragraph(self, offset: int) -> int:
        return bisect_right(self._breaks, offset)


def _sexes_agree(candidate: Candidate, draft: Draft) -> bool:
    return "u" in (candidate.sex, draft.sex) or candidate.sex == draft.sex
