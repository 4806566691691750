"""Forms under which something withheld may be printed, and where they stand in a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from builder.markup import Inline, escape
from builder.withholding.folding import end_of, folded, places

# Letters from which on the words of a name are found without anything between them: in handles, addresses, tags.
_WRITTEN_TOGETHER = 8

_SPACE = re.compile(r"\s")


class Kind(StrEnum):
    """How a form is looked for."""

    NAME = "name"
    """A name in full: anywhere, in any case, with or without spaces, with an initial after its first word."""

    SHORT = "short"
    """A surname or another single name: not where it is written in small letters, which is a word."""

    PASSAGE = "passage"
    """Words in a row, whatever stands between them."""

    ADDRESS = "address"
    """The address of a page or source, unbroken; where it goes on after a hyphen, it is another one."""


@dataclass(frozen=True, slots=True)
class Form:
    """Words as printed that are withheld, what stands in their place, and the line of the correction that says so."""

    words: str
    kind: Kind
    instead: str
    line: int

    @property
    def pattern(self) -> str:
        """What finds it in folded text, as a regular expression; empty where there are no letters to look for."""
        words = folded(self.words).split()
        if self.kind in (Kind.PASSAGE, Kind.ADDRESS):
            return " {1,8}".join(words)
        together = self.kind is Kind.SHORT or sum(map(len, words)) >= _WRITTEN_TOGETHER
        gap = " {0,4}" if together else " {1,4}"
        initial = "(?: {1,4}[a-z](?= ))?" if self.kind is Kind.NAME else ""
        return words[0] + initial + gap + gap.join(words[1:]) if len(words) > 1 else "".join(words)

    @property
    def rarest(self) -> str:
        """A word without which it is not there: the longest, but for those that all addresses begin with."""
        first, *rest = folded(self.words).split()
        return max(rest if rest and self.kind is Kind.ADDRESS else [first, *rest], key=len)


@dataclass(frozen=True, slots=True)
class Match:
    """Where a form stands in a text."""

    start: int
    end: int
    form: Form


class Forms:
    """Forms that are looked for together: where two begin at one place, the longer one counts."""

    def __init__(self, forms: Iterable[Form]) -> None:
        found = {form.pattern: form for form in forms}
        found.pop("", None)
        self.all = tuple(sorted(found.values(), key=lambda form: (-len(folded(form.words)), form.words)))
        self._words = frozenset(word for form in self.all for word in folded(form.words).split())
        self._rarest = tuple((form.rarest, form) for form in self.all)
        self._patterns: dict[tuple[Form, ...], re.Pattern[str]] = {}

    def __bool__(self) -> bool:
        return bool(self.all)

    def has_word(self, word: str) -> bool:
        """Tell whether a word is one of those that some form is made of."""
        return not self._words.isdisjoint(folded(word).split())

    def may_stand_in(self, texts: Iterable[str]) -> bool:
        """Tell quickly whether any form may be found in any of some texts; where this says no, none is."""
        plain = folded("\n".join(texts))
        return any(word in plain for word, _ in self._rarest)

    def find(self, text: str, *, any_case: bool = False) -> Iterator[Match]:
        """Give the places of forms in a text; with `any_case` also those of short names in small letters."""
        plain = folded(text)
        likely = tuple(form for word, form in self._rarest if word in plain)
        where: list[int] = []
        for found in self._pattern(likely).finditer(plain) if likely else ():
            form = likely[(found.lastindex or 1) - 1]
            where = where or places(text)
            match = Match(where[found.start()], end_of(text, where[found.end() - 1]), form)
            if _is_meant(match, text, any_case):
                yield match

    def _pattern(self, forms: tuple[Form, ...]) -> re.Pattern[str]:
        """What finds some of the forms: all together would be looked for at every word, though most stand nowhere."""
        if forms not in self._patterns:
            every = "|".join(f"({form.pattern})" for form in forms)
            self._patterns[forms] = re.compile(f"(?<![a-z0-9])(?:{every})(?![a-z0-9])")
        return self._patterns[forms]

    def holds(self, text: str) -> bool:
        """Tell whether a form stands in a text in any case: an address, a file's name, a tag."""
        return any(True for _ in self.find(text, any_case=True))

    def replaced(self, text: str) -> str:
        """Return a plain text with all forms replaced."""
        parts, position = [], 0
        for match in self.find(text):
            parts += [text[position : match.start], match.form.instead]
            position = match.end
        return "".join([*parts, text[position:]])

    def replaced_in(self, markdown: str) -> str:
        """Return Markdown with all forms replaced in what it shows, and without links to an address that holds one."""
        inline = Inline(markdown, lambda target: None if self.holds(target) else target)
        return inline.replaced(
            (match.start, match.end, escape(match.form.instead)) for match in self.find(inline.plain)
        )


def _is_meant(match: Match, text: str, any_case: bool) -> bool:
    match match.form.kind:
        case Kind.SHORT:
            return any_case or not text[match.start].islower()
        case Kind.ADDRESS:
            return not _SPACE.search(text, match.start, match.end) and text[match.end : match.end + 1] not in ("-", "_")
        case _:
            return True
