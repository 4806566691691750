"""People in the making: the forms of a name with their prints, and the mentions found so far."""

import re
from collections import Counter
from dataclasses import dataclass, field

from builder.annotate.people import names
from builder.annotate.people.candidates import Candidate
from builder.annotate.people.names import Name
from builder.annotations import Span


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
        """The fullest form: most words (whole ones before initials), then the commonest surname; of its prints one
        with accents, then the commonest."""
        spelt = Counter(mention.key for mention in self.mentions)
        best = max(self.forms, key=lambda form: (*form.fullness, spelt[form.surname[-1]]))
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

    def add(self, candidate: Candidate, form: Name | None = None, printed: str = "") -> None:
        """Take a mention in, and the form of the name that it shows."""
        self.mentions.append(candidate)
        if form is not None:
            self.forms.setdefault(form, Counter())[printed or candidate.text] += 1
