"""Candidates into people: full names first, then short forms to the one person they must mean."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from builder.annotate.people import names, personhood, short_forms
from builder.annotate.people.candidates import Candidate
from builder.annotate.people.drafts import Draft
from builder.annotate.people.names import Name
from builder.annotations import Span

# The shortest bare surname that is joined to another romanisation of it though the model does not call it a person.
_LONG_ENOUGH = 6


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
            if not candidate.single and not self._accepted(candidate):
                self._recognise(candidate)

    def _recognise(self, candidate: Candidate) -> None:
        """Give a run that was not taken for a name to the one person whose name it can be, or has at one end."""
        if (candidate.loud or candidate.aside) and self._part(candidate):
            return
        fitting = [] if personhood.names_thing(candidate) else self._fitting(candidate.name)
        if len(fitting) == 1:
            self.taken.add(candidate.span)
            fitting[0].add(candidate, candidate.name)
        elif not fitting:
            self._part(candidate)

    def _part(self, candidate: Candidate) -> bool:
        """Find a known full name at either end of a longer run (`Ambassador to the United States Karim Bensaid`)."""
        for part in _ends(candidate, self.text):
            bearers = [d for d in self.drafts if any(form.words == part.name.words for form in d.forms)]
            if len(bearers) == 1:
                self.taken.add(candidate.span)
                bearers[0].add(part)
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
        fitting = fitting or [d for d in self.drafts if any(names.misspelt(form, other) for other in d.forms)]
        return [d for d in fitting if any(form.words == other.words for other in d.forms)] or fitting

    def _shared_surnames(self, candidates: list[Candidate]) -> None:
        """`Earl and Loretta Whitfield`: the first has the surname of the second."""
        surnames = {form.surname[-1] for draft in self.drafts for form in draft.forms}
        for one, other in pairwise(candidates):
            if self.text[one.end : other.start] not in (" and ", " & ") or one.key in surnames:
                continue
            paired = self._accepted(other) and not other.single and not other.name.surname_first
            listed = self.text[: one.start].endswith(", ")  # `Jane, Carolyn and Annie Farmer`: who knows
            royal = one.titled or listed  # `Prince Harry and Meghan Markle`
            if paired and not royal and len(one.words) == 1 and names.is_given_name(one.words[0].text):
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
        if strong and not short_forms.can_be_surname(candidate):
            return
        agreeing = [d for d in strong if short_forms.sexes_agree(candidate, d)]
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
            if len(weak) == 1 and short_forms.can_be_given_name(candidate, weak[0]):
                weak[0].add(candidate)
                return True
            return len(weak) > 1 or not self._accepted(candidate) or personhood.names_place(candidate.words[0].text)
        spelt = {id(d): d for key, ds in self.bearers.items() if self._spells(candidate, key) for d in ds}
        if len(spelt) == 1:
            next(iter(spelt.values())).add(candidate)
        return bool(spelt)

    def _spells(self, candidate: Candidate, key: str) -> bool:
        if self._accepted(candidate):
            return names.variant(candidate.key, key) or names.slip(candidate.key, key)
        if candidate.label == "PERSON":
            return names.variant(candidate.key, key)
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


def _ends(candidate: Candidate, text: str) -> Iterator[Candidate]:
    """Shorter candidates of two words or more, cut from either end of the run, the longer ones first."""
    for size in range(len(candidate.words) - 1, 1, -1):
        head, tail = candidate.words[:size], candidate.words[-size:]
        for words in (tail,) if candidate.after_the or personhood.names_thing(candidate) else (tail, head):
            start, end = words[0].start, words[-1].end
            name = names.parse(tuple(word.text for word in words))
            yield replace(candidate, start=start, end=end, title=start, text=text[start:end], name=name, words=words)
