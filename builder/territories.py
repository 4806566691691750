"""Territories that a collection counts or names otherwise than ISO 3166-1 does.

The record, and what `briefs annotate` prints, always hold the codes of ISO 3166-1 with XK. The setting `territories`
changes the pages only, so that it can be changed at any time; the words of an article stay as printed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from builder.brief import Brief, CountryNote, Text
from builder.errors import UsageError
from builder.gazetteer import COUNTRY_CODES, country_name
from builder.slugs import slug

# A value of this length must be a code, and is no name.
CODE_LENGTH = 2


@dataclass(frozen=True, slots=True)
class Territories:
    """Which codes count as another, and the names that pages print where they are not the usual ones."""

    counts_as: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def name(self, code: str) -> str:
        """Name a country as the pages print it; its address keeps the usual name."""
        return self.names.get(code) or country_name(code)

    def applied(self, brief: Brief) -> Brief:
        """Return a brief with its territories counted so: mentions and evidence together, links to the other page."""
        if self.counts_as.keys().isdisjoint(brief.countries):
            return brief
        sources: dict[str, list[str]] = {}
        for code in dict.fromkeys(brief.countries):
            sources.setdefault(self.counts_as.get(code, code), []).append(code)
        notes = {code: note for code, codes in sources.items() if (note := _note(brief, codes))}
        places = {name: self.counts_as.get(code, code) for name, code in brief.made.places.items()}
        made = replace(brief.made, countries=notes, places=places)
        return replace(brief, countries=tuple(sources), made=made, text=self._linked(brief.text))

    def _linked(self, text: Text) -> Text:
        for code, other in self.counts_as.items():
            text = text.changed(re.escape(f"]({_address(code)})"), f"]({_address(other)})")
        return text


def territories(setting: Mapping[str, str]) -> Territories:
    """Understand the setting: a value that is a code is what the key counts as, any other is its name.

    Raises `UsageError` for a code that is not in ISO 3166-1, and for one that counts as a code that counts as another.
    """
    counts_as = {code: value for code, value in setting.items() if value in COUNTRY_CODES}
    for code in (*setting, *(value for value in setting.values() if len(value) == CODE_LENGTH)):
        if code not in COUNTRY_CODES:
            raise UsageError(f"the setting 'territories' has '{code}', which is no code of ISO 3166-1: take it out")
        if counts_as.get(code) in counts_as:
            raise UsageError(f"the setting 'territories' lets '{code}' count as what counts as another: name that one")
    return Territories(counts_as, {code: value for code, value in setting.items() if code not in counts_as})


def _note(brief: Brief, codes: Sequence[str]) -> CountryNote | None:
    """Put the notes on several codes together; `None` where all were set by hand."""
    notes = [brief.made.countries[code] for code in codes if code in brief.made.countries]
    if not notes:
        return None
    return CountryNote(
        mentions=sum(note.mentions for note in notes),
        subject=any(brief.is_about(code) for code in codes),
        evidence=tuple(evidence for note in notes for evidence in note.evidence),
    )


def _address(code: str) -> str:
    """The link to a country's page as the body of a brief has it."""
    return f"../../countries/{slug(country_name(code))}.md"
