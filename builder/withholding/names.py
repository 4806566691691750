"""The names of people who are withheld: every form, told apart by how sure it is that it means them."""

import re
from dataclasses import dataclass
from functools import cached_property

from anyascii import anyascii

from builder.identities import Identity
from builder.identities.names import parse
from builder.withholding.forms import Form, Kind


@dataclass(frozen=True)
class Person:
    """Somebody whose name is withheld.

    `key` is the id in the collection, `given` the names in full and all words that the correction adds, `also` what
    briefs call the person besides; `ids` are all that lead here, `briefs` the paths of those that name the person.
    `instead` stands in place of the name. A person without `new_id` has no page from now on.
    """

    key: str
    line: int
    instead: str
    names: tuple[str, ...]
    given: tuple[str, ...]
    also: tuple[str, ...]
    ids: tuple[str, ...]
    briefs: frozenset[str]
    new_id: str | None

    @cached_property
    def full(self) -> tuple[Form, ...]:
        """The forms that mean the person wherever they stand: names in full, in either order."""
        names = [name for name in self.names if parse(name).is_full]
        turned = [f"{surname} {given}" for given, _, surname in (name.rpartition(" ") for name in names) if given]
        return tuple(self._form(name, Kind.NAME) for name in dict.fromkeys((*names, *turned, *self.given)))

    @cached_property
    def addresses(self) -> tuple[Form, ...]:
        """The addresses of pages that the person has, or would have."""
        return tuple(self._form(f"people/{key}", Kind.ADDRESS) for key in self.ids)

    @cached_property
    def longer(self) -> tuple[Form, ...]:
        """What briefs call the person besides in more than a surname: it may be another's, too."""
        return tuple(self._form(name, Kind.NAME) for name in self.also if parse(name).is_full)

    @cached_property
    def short(self) -> tuple[Form, ...]:
        """Surnames and other single names."""
        names = [name for name in (*self.also, *self.names) if not parse(name).is_full]
        surnames = [" ".join(parse(name).surname) for name in self.names]
        double = [name.split()[-1] for name in self.names if "-" in name.split()[-1]]
        return tuple(self._form(name, Kind.SHORT) for name in dict.fromkeys((*names, *surnames, *double)))

    def _form(self, words: str, kind: Kind) -> Form:
        return Form(words, kind, self.instead, self.line)


def initials(name: str) -> str:
    """Return the initials of a name, particles left out: "A. B."."""
    words = name.split()
    capitals = [word for word in words if not word[0].islower()] or words
    letters = (re.sub(r"[^A-Za-z0-9]", "", anyascii(word))[:1].upper() for word in capitals)
    return " ".join(f"{letter}." for letter in letters if letter)


def names_of(identity: Identity) -> tuple[str, ...]:
    """All names under which the briefs list a person."""
    return tuple(dict.fromkeys(one.name for one in identity.appearances))


def also_of(identity: Identity) -> tuple[str, ...]:
    """What the briefs call a person besides."""
    return tuple(dict.fromkeys(other for one in identity.appearances for other in one.also))
