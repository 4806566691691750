"""All corrections of a collection, ready to be made."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from builder.brief import Brief
from builder.corrections import reading
from builder.corrections.briefs import BriefCorrection, corrected, fits, of_briefs
from builder.corrections.kinds import AnyCorrection, Initials, Suppress
from builder.corrections.reading import Entry
from builder.errors import RecordError


@dataclass(frozen=True, slots=True)
class Corrections:
    """The entries of the file, in its order, and those of one brief by the brief's id."""

    entries: tuple[Entry, ...] = ()
    by_brief: Mapping[str, tuple[BriefCorrection, ...]] = field(default_factory=dict)

    @property
    def all(self) -> tuple[AnyCorrection, ...]:
        """The corrections without their lines."""
        return tuple(entry.correction for entry in self.entries)

    @property
    def withhold(self) -> bool:
        """Whether any of them withholds something."""
        return any(isinstance(correction, Suppress | Initials) for correction in self.all)

    def applied(self, brief: Brief) -> Brief:
        """Return a brief with the corrections of it made."""
        return corrected(brief, self.by_brief.get(brief.made.id, ()))

    def unfit(self, briefs: Iterable[Brief], others: Iterable[AnyCorrection]) -> Iterator[str]:
        """Name, with its line, each that is about nothing that there is: in a brief, or one of `others`."""
        known = {brief.made.id: brief for brief in briefs if brief.made.id in self.by_brief}
        dead = {id(correction) for correction in others}
        for entry in self.entries:
            correction = entry.correction
            if isinstance(correction, BriefCorrection):
                brief = known.get(correction.brief)
                is_dead = brief is None or not fits(brief, correction)
            else:
                is_dead = id(correction) in dead
            if is_dead:
                kind = correction.__struct_config__.tag
                yield f"line {entry.line}: what this '{kind}' is about is not there (any more); mend it or take it out"


def corrections(entries: Iterable[Entry]) -> Corrections:
    """Put entries in order by the briefs that they are about."""
    entries = tuple(entries)
    by_brief: defaultdict[str, list[BriefCorrection]] = defaultdict(list)
    for correction in of_briefs(entry.correction for entry in entries):
        by_brief[correction.brief].append(correction)
    return Corrections(entries, {brief: tuple(found) for brief, found in by_brief.items()})


def load(folder: Path) -> Corrections:
    """Read the file of corrections in a folder of briefs; none is no error.

    Raises `RecordError`, whose message has one line for each entry that is not understood.
    """
    path = folder / reading.NAME
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Corrections()
    except UnicodeDecodeError as error:
        raise RecordError("it is not UTF-8 text; save it as UTF-8 in your editor") from error
    return corrections(reading.read(text))
