"""One brief without what is withheld: every text of it, every list, its address."""

import hashlib
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import takewhile
from pathlib import PurePosixPath

from builder.brief import GAP, Brief, BriefQuote, CountryNote, Made, PersonNote, Text, Version
from builder.markup import escape
from builder.withholding.folding import folded
from builder.withholding.forms import Forms
from builder.withholding.names import Person
from builder.withholding.passages import PASSAGE

# Who said what somebody said whose name is withheld.
SPEAKER = "A person whose name is withheld"

# Markdown that may stand inside a name without being seen.
_UNSEEN = re.compile(r"\]\([^()\s]*\)|[*_\\\[\]]")


def redacted(brief: Brief, forms: Forms, people: Mapping[str, Person]) -> Brief:
    """Return a brief without the forms, and without people given by their ids; the very same one if it has neither."""
    named = _renamed(brief, people)
    if named is brief and not forms.may_stand_in(_texts(brief)):
        return brief
    quotes = tuple(quote for each in named.quotes if (quote := _quote(each, forms)))
    without = replace(
        named,
        title=forms.replaced(named.title),
        author=_list(named.author, forms),
        publisher=_line(named.publisher, forms),
        agency=_line(named.agency, forms),
        source_url=_address(named.source_url, forms),
        description=_line(named.description, forms),
        summary=_list(named.summary, forms),
        tags=tuple(tag for tag in named.tags if not forms.holds(tag)),
        rights=forms.replaced(named.rights),
        organisations=_list(named.organisations, forms),
        places=_list(named.places, forms),
        quotes=quotes,
        made=_made(named.made, forms),
        text=_text(named, quotes, forms, people),
    )
    without = _elsewhere(without, forms)
    return (
        brief
        if without == brief
        else replace(without, quotes=tuple(_trimmed(quote, forms) for quote in quotes), withheld=True)
    )


def _texts(brief: Brief) -> Iterator[str]:
    """Give every text of a brief in which `redacted` looks for forms, and its body also as it is read."""
    made = brief.made
    yield from filter(None, (brief.publisher, brief.agency, brief.source_url, brief.description, made.article))
    yield from (brief.title, brief.rights, brief.path.as_posix(), made.id)
    for several in (brief.author, brief.summary, brief.tags, brief.organisations, brief.places):
        yield from several
    for quote in brief.quotes:
        yield f"{quote.prefix}{quote.text}{quote.suffix}"  # a word may begin in one of them and end in the next
        yield from filter(None, (quote.speaker, quote.mention, quote.cue))
    yield from (*made.problems, *made.edited)
    for lines in (made.provenance, made.places):
        yield from (*lines, *lines.values())
    for others in (*made.disagreements.values(), *made.organisations.values()):
        yield from others
    yield from made.organisations
    for version in made.versions:
        yield from (version.article, *version.other)
    for person in made.people.values():
        yield from (*person.also, *person.roles)
    yield from (one.words for country in made.countries.values() for one in country.evidence)
    words = brief.text.read()
    yield words
    yield html.unescape(_UNSEEN.sub("", words))
    yield from brief.text.links or ()


def _renamed(brief: Brief, people: Mapping[str, Person]) -> Brief:
    """Take people out of a brief's lists, or put them there under their new ids; who spoke is told without a name."""
    everyone = {*brief.people, *brief.made.people, *(quote.speaker for quote in brief.quotes)}
    here = {key: person for key, person in people.items() if key in everyone}
    if not here:
        return brief
    ids = {key: person.new_id for key, person in here.items()}
    speakers = {key: person.new_id or SPEAKER for key, person in here.items()}
    notes = {
        name: _anonymous(note, here[key]) if key in here else note
        for key, note in brief.made.people.items()
        if (name := ids.get(key, key))
    }
    return replace(
        brief,
        people=tuple(dict.fromkeys(name for key in brief.people if (name := ids.get(key, key)))),
        quotes=tuple(
            replace(quote, speaker=speakers.get(quote.speaker or "", quote.speaker)) for quote in brief.quotes
        ),
        made=replace(brief.made, people=notes),
    )


def _anonymous(note: PersonNote, person: Person) -> PersonNote:
    return replace(note, name=person.instead, also=())


def _text(brief: Brief, quotes: Iterable[BriefQuote], forms: Forms, people: Mapping[str, Person]) -> Text:
    """Replace the forms in a brief's text; the very same value where there are none."""
    before = brief.text.read()
    words = before
    for key, person in people.items():
        if f"people/{key}.md" in words:
            words = _unlinked(words, key, person, forms)
    if forms.holds(words) or forms.holds(html.unescape(_UNSEEN.sub("", words))):
        words = forms.replaced_in(words)
    if words == before:
        return brief.text
    links = brief.text.links and tuple(_targets(brief.text.targets, forms, people))
    marked = brief.text.marked and brief.text.marked & {quote.id for quote in quotes}
    return Text(words, brief.text.digest, links=links, marked=marked)


def _targets(links: Iterable[str], forms: Forms, people: Mapping[str, Person]) -> Iterator[str]:
    """Give the targets of the links that are left, those to people under their new ids."""
    for link in links:
        folder, _, page = link.rpartition("people/")
        person = people.get(page.partition(".md")[0])
        if person and person.new_id:
            yield f"{folder}people/{person.new_id}.md"
        elif not person and not forms.holds(link):
            yield link


def _unlinked(words: str, key: str, person: Person, forms: Forms) -> str:
    """Take the links to a person's page out, or lead them to the new one; a name that they stand under goes with it."""

    def written(link: re.Match[str]) -> str:
        label = link["label"]
        if forms.holds(label):
            label = forms.replaced_in(label)
        elif label != label.lower():
            label = escape(person.instead)
        return f"[{label}]({link['folder']}{person.new_id}.md)" if person.new_id else label

    return re.sub(
        rf"\[(?P<label>(?:\\.|[^\]\[\\])*)\]\((?P<folder>(?:\.\./)*people/){re.escape(key)}\.md[^)\s]*\)",
        written,
        words,
    )


def _quote(quote: BriefQuote, forms: Forms) -> BriefQuote | None:
    """A quotation without the forms, or None if a withheld passage was all of it."""
    parts = [forms.replaced(part) for part in quote.parts]
    is_split = _is_split(quote, forms)
    words = replace(
        quote,
        speaker=_line(quote.speaker, forms),
        mention=_line(quote.mention, forms),
        cue=_line(quote.cue, forms),
        prefix="" if is_split or forms.holds(quote.prefix) else quote.prefix,
        suffix="" if is_split or forms.holds(quote.suffix) else quote.suffix,
    )
    if parts == list(quote.parts):
        return words
    text = GAP.join(parts)
    said = folded(text.replace(PASSAGE, "")).strip()
    return replace(words, text=text, spans=(), withheld=True) if said else None


def _is_split(quote: BriefQuote, forms: Forms) -> bool:
    """Tell whether a form begins in the quotation and ends in what stands around it, or the other way round."""
    start, end = len(quote.prefix), len(quote.prefix) + len(quote.text)
    found = forms.find(f"{quote.prefix}{quote.text}{quote.suffix}")
    return any(match.start < border < match.end for match in found for border in (start, end))


def _trimmed(quote: BriefQuote, forms: Forms) -> BriefQuote:
    """Leave the outermost words of the context out, and parts of a form: it may be cut, and what is left tells it."""
    before, after = quote.prefix.split(" "), quote.suffix.split(" ")
    if folded(quote.prefix).strip():
        del before[: 1 + sum(1 for _ in takewhile(forms.has_word, before[1:]))]
    if folded(quote.suffix).strip():
        after = after[: -1 - sum(1 for _ in takewhile(forms.has_word, after[-2::-1]))]
    return replace(quote, prefix=" ".join(before), suffix=" ".join(after))


def _made(made: Made, forms: Forms) -> Made:
    return replace(
        made,
        article=_address(made.article, forms),
        provenance=_lines(made.provenance, forms),
        problems=_list(made.problems, forms),
        people={key: _person(note, forms) for key, note in made.people.items()},
        countries={code: _country(note, forms) for code, note in made.countries.items()},
        places=_lines(made.places, forms),
        edited=tuple(name for name in made.edited if not forms.holds(name)),
        disagreements={key: _list(others, forms) for key, others in made.disagreements.items()},
        organisations={forms.replaced(name): _list(others, forms) for name, others in made.organisations.items()},
        versions=tuple(_version(version, forms) for version in made.versions),
    )


def _version(version: Version, forms: Forms) -> Version:
    """An earlier copy without the forms; a quotation of which a withheld passage was all is left out."""
    words = (GAP.join(map(forms.replaced, text.split(GAP))) for text in version.other)
    said = tuple(text for text in words if folded(text.replace(PASSAGE, "")).strip())
    return replace(version, article=_address(version.article, forms) or "", other=said)


def _person(note: PersonNote, forms: Forms) -> PersonNote:
    return replace(note, also=_list(note.also, forms), roles=_list(note.roles, forms))


def _country(note: CountryNote, forms: Forms) -> CountryNote:
    return replace(note, evidence=tuple(replace(one, words=forms.replaced(one.words)) for one in note.evidence))


def _elsewhere(brief: Brief, forms: Forms) -> Brief:
    """Give a brief whose address or id holds a form other ones, which stay the same whatever else is withheld."""
    if not forms.holds(brief.path.as_posix()) and not forms.holds(brief.made.id):
        return brief
    name = hashlib.sha256((brief.made.text_hash or brief.made.id).encode()).hexdigest()[:10]
    stem = f"{brief.date[:10]}-{name}" if brief.date else name
    folder = PurePosixPath("" if forms.holds(brief.path.parent.as_posix()) else brief.path.parent)
    return replace(brief, path=folder / f"{stem}.md", made=replace(brief.made, id=stem))


def _line(text: str | None, forms: Forms) -> str | None:
    return forms.replaced(text) if text else text


def _address(address: str | None, forms: Forms) -> str | None:
    return None if address and forms.holds(address) else address


def _list(texts: Iterable[str], forms: Forms) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(forms.replaced, texts)))


def _lines(texts: Mapping[str, str], forms: Forms) -> dict[str, str]:
    return {forms.replaced(key): forms.replaced(text) for key, text in texts.items()}
