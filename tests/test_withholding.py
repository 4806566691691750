"""What is withheld: out of every brief and page, found in whatever file it is planted, and told to nobody."""

import gzip
import html
import io
import json
import re
import shutil
import sqlite3
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import fields, is_dataclass, replace
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any, get_type_hints
from urllib.parse import quote as percent

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from builder import mkdocs_hook, pages
from builder.brief import LOCKED, Brief, BriefQuote, CountryNote, Evidence, Made, PersonNote, Text, Version
from builder.build import gathered
from builder.cli import main
from builder.collection import Collection, collect
from builder.corrections.corrections import Corrections, corrections
from builder.corrections.kinds import AnyCorrection, Initials, Merge, Suppress
from builder.corrections.reading import Entry
from builder.errors import BriefsError
from builder.export.files import files
from builder.export.files import write as export
from builder.files import Workshop
from builder.settings import find_project
from builder.slugs import slug
from builder.withholding.briefs import _texts, redacted
from builder.withholding.forms import Form, Forms, Kind
from builder.withholding.scanning import Scanner

ROOT = Path(__file__).parent.parent


def of(*every: AnyCorrection) -> Corrections:
    return corrections(Entry(correction, line) for line, correction in enumerate(every, 1))


# Finding.

letters = st.sampled_from("abcdefghijklmnopqrstuvwxyzéèöüñçšžłøåß")
words = st.text(letters, min_size=4, max_size=9).map(str.title)
full_names = st.lists(words, min_size=2, max_size=3).map(" ".join)


def across_tags(name: str) -> str:
    return f"<p>{name[:2]}<b class='x'>{name[2:4]}</b><i>{name[4:]}</i></p>"


def in_database(name: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE things (text)")
        database.execute("INSERT INTO things VALUES (?)", [f"{'far away ' * 900}{name} and more"])
        return database.serialize()


def in_zip(name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.txt", f"of {name}, who")
    return packed.getvalue()


WRITTEN: dict[str, Callable[[str], str]] = {
    "plain": str,
    "capitals": str.upper,
    "small": str.lower,
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "without accents": lambda name: slug(name).replace("-", " "),
    "slug": slug,
    "no-break space": lambda name: name.replace(" ", "\u00a0"),
    "soft hyphens": "\u00ad".join,
    "lines": lambda name: name.replace(" ", "\r\n  "),
    "entities": lambda name: "".join(f"&#{ord(character)};" for character in name),
    "hexadecimal entities": lambda name: "".join(f"&#x{ord(character):X};" for character in name),
    "named entities": lambda name: html.escape(name).replace(" ", "&nbsp;").replace("é", "&eacute;"),
    "tags": across_tags,
    "attribute": lambda name: f'<a title="{name}" href="x">1</a>',
    "cells": lambda name: f"<td>7</td><td>{name}</td><td>8</td>",
    "percent": lambda name: "".join(f"%{byte:02X}" for byte in name.encode()),
    "percent in Latin-1": lambda name: percent(name, encoding="latin-1", errors="ignore") if name.isascii() else name,
    "twice percent": lambda name: percent(percent(name)),
    "address": lambda name: f"https://site.example/people/{slug(name)}/#top",
    "JSON": lambda name: json.dumps({"text": f"<p>{name}</p>"}),
    "JSON of JSON in HTML": lambda name: f"<script>{html.escape(json.dumps(json.dumps([name])))}</script>",
    "every letter escaped": lambda name: "".join(f"\\u{ord(character):04x}" for character in name),
    "YAML": lambda name: "".join(f"\\x{ord(c):02x}" if ord(c) < 256 else c for c in name),
    "handle": lambda name: f"@{name.replace(' ', '')}",
    "surname first": lambda name: f"{name.rpartition(' ')[2]}, {name.rpartition(' ')[0]}",
}


def forms_of(name: str) -> tuple[Form, ...]:
    first, _, last = name.rpartition(" ")
    return tuple(Form(form, Kind.NAME, "[name withheld]", 3) for form in (name, f"{last} {first}"))


@settings(max_examples=60)
@given(full_names, st.sampled_from(sorted(WRITTEN)), st.booleans())
def test_a_name_is_found_however_it_is_written(name: str, how: str, packed: bool) -> None:
    content = f"Before. {WRITTEN[how](name)} and after".encode()
    (leak, *_) = Scanner(forms_of(name)).file("a/b.txt.gz", gzip.compress(content) if packed else content)
    assert (leak.file.partition(" ")[0], leak.line) == ("a/b.txt.gz", 3)
    assert not Forms(forms_of(name)).holds(leak.reason)


@settings(max_examples=10)
@given(full_names, st.sampled_from([in_database, in_zip, lambda name: name.encode("utf-16")]))
def test_a_name_is_found_in_what_is_packed(name: str, pack: Callable[[str], bytes]) -> None:
    assert list(Scanner(forms_of(name)).file("things.bin", pack(name)))


@settings(max_examples=20)
@given(full_names, st.sampled_from(["people/{}/index.html", "{}.svg", "a-{}-b.md"]))
def test_a_name_is_found_in_the_name_of_a_file_and_not_told(name: str, path: str) -> None:
    (leak,) = Scanner(forms_of(name)).file(path.format(slug(name)), b"")
    assert leak.place == "its name"
    assert not Forms(forms_of(name)).holds(leak.file)


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Volk spoke", Kind.SHORT, True),
        ("VOLK SPOKE", Kind.SHORT, True),
        ("a volk song", Kind.SHORT, False),
        ("Volkov and Volks", Kind.SHORT, False),
        ("Volk’s plan, the Volk-led party", Kind.SHORT, True),
        ("href=people/volk/", Kind.SHORT, False),
    ],
)
def test_a_surname_is_found_as_a_name_and_not_as_a_word(text: str, kind: Kind, found: bool) -> None:
    assert bool(list(Scanner([Form("Volk", kind, "", 1)]).file("a.html", text.encode()))) == found
    assert not list(Scanner([Form("Volk", kind, "", 1)]).file("a.js", text.encode()))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mira Volkov", False),
        ("Admira Volk", False),
        ("Mira said so. Ten years later Volk did", False),
        ("Mira K. Volk", True),
        ("Mira-Volk-Straße", True),
        ("Мира Волк", True),
        ("100%Mira Volk", True),
        ("\\nMira Volk", True),
    ],
)
def test_a_name_in_full_is_found_among_other_words(text: str, found: bool) -> None:
    assert bool(list(Scanner(forms_of("Mira Volk")).file("a.txt", text.encode()))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/briefs/2025/a-storm/", True),
        ('"briefs/2025/a-storm.md"', True),
        ("/briefs/2025/a-storm-2/", False),
        ("briefs 2025 a storm", False),
    ],
)
def test_an_address_is_found_as_one(text: str, found: bool) -> None:
    scanner = Scanner([Form("briefs/2025/a-storm", Kind.ADDRESS, "", 1)])
    assert bool(list(scanner.file("x.xml", text.encode()))) == found


def test_names_without_spaces_around_them_are_found() -> None:
    assert list(Scanner([Form("习近平", Kind.NAME, "", 1)]).file("a.txt", "国家主席习近平说".encode()))


# Taking out.


def a_brief(name: str = "one", **changes: object) -> Brief:
    plain = Brief(
        path=PurePosixPath(f"2025/{name}.md"),
        title="Volk asks Petar Volk for rain",
        date="2025-03-12",
        updated=None,
        author=("Mira Volk", "Lea Sand"),
        publisher="The Lowland Courier",
        agency=None,
        source_url="https://courier.example/mira-volk-asks",
        accessed=None,
        lang="en",
        description="Mira Volk, of the Mira Volk Foundation.",
        summary=("Volk spoke.", "It rained."),
        tags=("rain", "mira-volk"),
        rights="CC0-1.0",
        people=("mira-volk", "lea-sand"),
        countries=("HU",),
        organisations=("Mira Volk Foundation", "The Tide Board"),
        places=("Mira Volk Square",),
        quotes=(
            BriefQuote("q1", "I like rain,", "mira-volk", "named", "said", 1, ((0, 12),), "“", "” said Mira Vo", False),
            BriefQuote(
                "q2", "Volk knows … her tides", "lea-sand", "named", "said Mira Volk", 2, ((60, 70), (75, 84)),
                "ira Volk nodded. “", "”", False, mention="Volk’s aide",
            ),
        ),
        made=Made(
            name, "samples/mira-volk.html", f"hash-{name}", "m 1", 1, "full", {"title": "page"}, ("Mira Volk?",),
            {
                "mira-volk": PersonNote("Mira Volk", ("Volk", "President Volk"), ("president",), 3),
                "lea-sand": PersonNote("Lea Sand", ("Sand",), ("aide of Mira Volk",), 1),
            },
            {}, {}, {}, ("people.mira-volk",), disagreements={"title": ("Mira Volk’s rain",)},
        ),
        text=Text(
            "“I like rain,” said [Mira Volk](../../people/mira-volk.md). **M**ira Volk nodded.\n\n"
            "[Lea Sand](../../people/lea-sand.md) said: “Volk knows her tides.” Mira\u00a0Volk’s wolf, "
            "[the president](../../people/mira-volk.md), [Dame V.](../../people/mira-volk.md), and the "
            "[Mira Volk Foundation](../../organisations/mira-volk-foundation.md) \\[again\\] agreed. "
            "&#77;ira Volk left."
        ),
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def other(name: str = "two", text: str = "A volk song. Rain.", **changes: object) -> Brief:
    """A brief that does not name the person."""
    plain = a_brief(
        name,
        title="Rain",
        author=(),
        source_url=None,
        description=None,
        summary=(),
        tags=(),
        people=(),
        organisations=(),
        places=(),
        quotes=(),
        text=Text(text),
    )
    made = replace(plain.made, article=None, problems=(), people={}, edited=(), disagreements={})
    return replace(plain, made=made, **changes)  # type: ignore[arg-type]


def everything(collection: Collection) -> list[tuple[str, bytes]]:
    """All that is published: names and contents of pages and of the files of an export."""
    drawn = [(page.path, page.text.encode()) for page in pages.pages(collection)]
    return [*drawn, *files(collection, "Tried").items()]


def leaking(collection: Collection) -> list[str]:
    """What has a part of the name in it, but for the words of the other brief, and the words that a database parts."""
    text = [(name, content) for name, content in everything(collection) if not name.endswith(".db")]
    return [name for name, content in text if re.search(rb"(?i)mira|volk(?! song)", content)]


def test_a_person_is_nowhere_and_the_words_stay() -> None:
    found = collect([a_brief(), other()], corrections=of(Suppress(person="mira-volk", note="As Mira Volk asked.")))
    (brief, *_) = found.briefs
    assert found.unfit == ()
    assert [key for key in (*found.people, *found.moved) if "volk" in key] == []
    assert [quote.speaker for quote in brief.quotes] == ["A person whose name is withheld", "lea-sand"]
    assert brief.quotes[0].text == "I like rain,"
    assert (brief.title, brief.author) == (
        "[name withheld] asks Petar [name withheld] for rain",
        ("[name withheld]", "Lea Sand"),
    )
    assert brief.organisations == ("[name withheld] Foundation", "The Tide Board")
    assert (brief.source_url, brief.tags, brief.made.article) == (None, ("rain",), None)
    assert "the president, \\[name withheld\\], and the \\[name withheld\\] Foundation \\[again\\] agreed" in brief.body
    assert leaking(found) == []
    assert "The name of a person is withheld" in dict(everything(found))["corrections/index.md"].decode()


def test_initials_stand_for_a_person_everywhere() -> None:
    found = collect([a_brief(), other()], corrections=of(Initials(person="mira-volk")))
    assert found.people["m-v"].name == "M. V."
    assert [said.quote.text for said in found.people["m-v"].said] == ["I like rain,"]
    assert "said [M. V.](../../people/m-v.md)." in found.briefs[0].body
    assert leaking(found) == []
    assert "[M. V.](../../people/m-v.md)" in dict(everything(found))["briefs/2025/one.md"].decode()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Volk Street is wet.", "Volk"),  # a place is called so, see below
        ("Mira Volk was here.", "name withheld"),
    ],
)
def test_a_surname_that_somebody_else_bears_stays_and_a_full_name_does_not(text: str, left: str) -> None:
    street = other(text=text, places=("Volk Street",))
    found = collect([a_brief(), street], corrections=of(Suppress(person="mira-volk")))
    assert left in next(brief.body for brief in found.briefs if brief.path.stem == "two")
    assert not any(form.kind is Kind.SHORT for form in found.withheld)


def test_a_namesake_goes_with_the_person() -> None:
    notes = {"mira-volk": PersonNote("Mira Volk", (), ("swimmer",), 1)}
    namesake = other(people=("mira-volk",), countries=("NO",))
    namesake = replace(namesake, made=replace(namesake.made, people=notes))
    found = collect([a_brief(), namesake], corrections=of(Suppress(person="mira-volk")))
    assert set(found.people) == {"lea-sand"}


def test_more_words_can_be_withheld_and_a_brief_whose_address_tells_gets_another() -> None:
    said = other("2025-03-12-mira-volk-at-sea", text="The old sea wolf, mv@tide.example, sails.")
    asked = Suppress(person="mira-volk", names=("old sea wolf", "mv@tide.example"))
    found = collect([a_brief(), said], corrections=of(asked))
    (brief,) = (brief for brief in found.briefs if brief.title == "Rain")
    assert brief.body == "The \\[name withheld\\], \\[name withheld\\], sails."
    assert re.fullmatch(r"2025/2025-03-12-[0-9a-f]{10}\.md", brief.path.as_posix())
    assert brief.made.id == brief.path.stem


def test_a_person_whom_no_brief_lists_is_withheld_too_and_the_correction_reported() -> None:
    found = collect([other(text="Mira Volk left.")], corrections=of(Suppress(person="mira-volk")))
    assert found.briefs[0].body == "\\[name withheld\\] left."
    assert [line.partition(":")[0] for line in found.unfit] == ["line 1"]


def test_a_quotation_is_nowhere_even_where_another_brief_has_its_words() -> None:
    long = BriefQuote(
        "q9", "the tide will never wait for us", "lea-sand", "named", "said", 1, ((20, 51),), "a “", "”", False
    )
    text = "Lea Sand said the tide will never [wait](https://x.example) for us. Quite."
    one = other("one", quotes=(long,), text=text)
    two = other("two", text="The tide will never, ever… “The tide will never wait\nfor us!”")
    found = collect([one, two], corrections=of(Suppress(brief="one", quote="q9")))
    bodies = {brief.path.stem: brief.body for brief in found.briefs}
    assert bodies["one"] == "Lea Sand said \\[passage withheld\\]. Quite."
    assert bodies["two"] == "The tide will never, ever… “\\[passage withheld\\]!”"
    assert [quote for brief in found.briefs for quote in brief.quotes] == []


def test_a_brief_is_nowhere_and_nor_are_those_whom_only_it_names() -> None:
    found = collect(
        [a_brief(), other()], corrections=of(Suppress(brief="one"), Merge(people=("mira-volk", "lea-sand")))
    )
    assert [brief.path.stem for brief in found.briefs] == ["two"]
    assert found.people == {}
    assert [
        name for name, content in everything(found) if b"Volk" in content or "one" in PurePosixPath(name).stem
    ] == []


def test_those_who_keep_the_record_still_see_it() -> None:
    found = collect([a_brief()], corrections=of(Suppress(person="mira-volk"), Suppress(brief="one")), published=False)
    assert (set(found.people), found.unfit) == ({"mira-volk", "lea-sand"}, ())


@pytest.mark.parametrize(
    "correction",
    [
        Suppress(person="nobody-here"),
        Initials(person="nobody-here"),
        Suppress(brief="x"),
        Suppress(brief="one", quote="q"),
    ],
)
def test_a_correction_that_withholds_nothing_is_reported(correction: AnyCorrection) -> None:
    assert len(collect([a_brief()], corrections=of(correction)).unfit) == 1


MARKDOWN: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    lambda name: name.replace(" ", "\n"),
    lambda name: f"[{name}](../../people/{slug(name)}.md)",
    lambda name: f"[{name.partition(' ')[0]}](https://x.example) {name.partition(' ')[2]}",
    lambda name: f"**{name[0]}**{name[1:]}",
    lambda name: f"_{name}_’s",
    lambda name: f"[source](https://x.example/{percent(slug(name))})",
    lambda name: f"&#{ord(name[0])};{name[1:]}",
    "\u00ad".join,
    lambda name: f"> {name} \\[sic\\]",
    lambda name: f"president-{slug(name)}",
)


@settings(max_examples=40)
@given(full_names, st.lists(st.sampled_from(MARKDOWN), min_size=1, max_size=4), st.sampled_from([Suppress, Initials]))
def test_no_form_is_left_in_a_text_and_the_words_around_it_stay(
    name: str, written: list[Callable[[str], str]], kind: type[Suppress] | type[Initials]
) -> None:
    text = "\n\n".join(f"It rained {write(name)} all day." for write in written)
    found = collect([other(text=text)], corrections=of(kind(person=slug(name), names=(name,))))
    body = found.briefs[0].body
    assert not Forms(found.withheld).holds(body)
    assert list(Scanner(found.withheld).file("a.md", body.encode())) == []
    assert [(part[:9], part[-8:]) for part in body.split("\n\n")] == [("It rained", "all day.")] * len(written)


def test_whoever_is_withheld_is_in_no_page_and_no_export(collection: Collection) -> None:
    people = sorted(collection.people)
    asked: list[AnyCorrection] = [
        *(Suppress(person=person) for person in people[::5]),
        *(Initials(person=person) for person in people[2::5]),
    ]
    found = collect(collection.briefs, corrections=of(*asked))
    scanner = Scanner(found.withheld)
    published = everything(found)
    assert [leak for name, content in published for leak in scanner.file(name, content)] == []
    gone = {*people[::5], *people[2::5]}
    assert found.people.keys().isdisjoint(gone)
    text = b"\n".join(content for _, content in published).decode(errors="replace")
    full = [name for person in gone for name in (person, collection.people[person].name) if "-" in person]
    assert [name for name in full if name in text] == []


# Fields of a brief in which no words of an article can stand.
MACHINE = frozenset(
    {
        *("date", "updated", "accessed", "lang", "countries", "review", "digest", "id", "reason", "runs"),
        *(
            "text_hash",
            "model",
            "shows",
            "sketch",
            "forced",
            "fields",
            "rule",
            "path",
            "people",
            "rights",
            "saved",
            "kept",
        ),
    }
)


def named(text: str) -> str:
    return f"{text} and Mira Volk"


def planted(value: Any, plant: Callable[[str], str] = named, kind: Any = str, key: str = "") -> Any:
    """A value with something planted in every text of it, also in those that it could have: by default the name."""
    if (key in MACHINE and not isinstance(value, dict)) or value == LOCKED:
        return value
    if isinstance(value, str) or (value is None and kind == str | None):
        return plant(value or "Rain")
    if is_dataclass(value) and not isinstance(value, type):
        kinds = get_type_hints(type(value))
        return replace(
            value, **{f.name: planted(getattr(value, f.name), plant, kinds[f.name], f.name) for f in fields(value)}
        )
    if isinstance(value, tuple):
        return tuple(planted(item, plant) for item in value)
    if isinstance(value, dict):
        return {plant(name) if " " in name else name: planted(item, plant) for name, item in value.items()}
    return value


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str | PurePosixPath):
        yield str(value)
    elif is_dataclass(value):
        yield from (text for each in fields(value) for text in texts(getattr(value, each.name)))
    elif isinstance(value, tuple | dict | frozenset):
        yield from (text for item in (value.items() if isinstance(value, dict) else value) for text in texts(item))


def test_every_text_that_a_brief_can_hold_is_looked_through() -> None:
    brief = a_brief()
    version = Version("hash", "ferry.html", "2025-05-01", (), ("The ferry is full.",))
    brief = planted(replace(brief, made=replace(brief.made, versions=(version,))))
    assert sum(text.endswith("and Mira Volk") for text in texts(brief)) > 30
    found = collect([brief], corrections=of(Suppress(person="mira-volk")))
    assert [text for text in texts(found.briefs[0]) if re.search(r"(?i)mira|volk", text)] == []


def spotless() -> Brief:
    """A brief with a text in every place where one can be, and the name in none of them."""
    brief: Brief = planted(a_brief(), lambda text: re.sub("(?i)mira|volk", "Rain", text))
    made = replace(
        brief.made,
        countries={"HU": CountryNote(1, True, (Evidence("in Szeged", 1, "name"),))},
        places={"Old Szeged": "HU"},
        organisations={"The Tide Board": ("The Board",)},
        versions=(Version("hash", "ferry.html", "2025-05-01", (), ("The ferry is full.",)),),
    )
    return replace(brief, made=made, text=Text("It rained in Old Szeged."))


def in_one_place(place: int, words: str) -> tuple[Brief, int]:
    """A brief with words in one of its texts, by number, and how many texts there are."""
    numbers = count()
    brief = planted(spotless(), lambda text: f"{text} {words}" if next(numbers) == place else text)
    return brief, next(numbers)


PLACES = in_one_place(-1, "")[1]


def looked_through(brief: Brief, forms: Forms) -> Brief:
    """What comes of a brief of which every text is tried."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Forms, "may_stand_in", lambda *_: True)
        return redacted(brief, forms, {})


@settings(max_examples=100)
@given(full_names, st.integers(0, PLACES - 1), st.sampled_from(MARKDOWN))
def test_no_brief_is_passed_over_that_holds_a_form(name: str, place: int, write: Callable[[str], str]) -> None:
    brief, _ = in_one_place(place, f"{write(name)} too")
    forms = Forms(forms_of(name))
    assert redacted(brief, forms, {}) == looked_through(brief, forms)


def test_no_brief_is_passed_over_with_a_form_in_any_place_or_across_the_edge_of_a_quotation() -> None:
    forms = Forms(forms_of("Mira Volk"))
    found = [in_one_place(place, "Mira Volk")[0] for place in range(PLACES)]
    assert [redacted(brief, forms, {}) for brief in found] == [looked_through(brief, forms) for brief in found]
    assert sum(redacted(brief, forms, {}).withheld for brief in found) > 35
    assert not forms.may_stand_in(_texts(spotless()))
    quote = replace(spotless().quotes[0], prefix="It was Mi", text="ra Volk, she said")
    assert redacted(replace(spotless(), quotes=(quote,)), forms, {}).quotes[0].prefix == ""


# The whole way, as somebody who keeps a collection goes it.

BRIEFS = {
    "a": "2025-09-15-two-guineas-agree-to-print-one-tide-table.md",
    "b": "2025-02-17-coffee-old-paper-and-a-vote-nobody-counted.md",
    "c": "2025-07-14-after-the-landslides-colombia-takes-its-steepest-road-underground.md",
}
CONFIG = """\
site_name: Tried
site_url: https://tried.example/
theme: {{name: material, custom_dir: {root}/builder/theme, font: false}}
nav: [{{Home: index.md}}]
not_in_nav: "*.md"
plugins: [search]
hooks: [{root}/builder/mkdocs_hook.py]
"""


def run(*arguments: str) -> tuple[int, str]:
    ran = CliRunner().invoke(main, arguments)
    return ran.exit_code, ran.output


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of three samples of which something of every kind is withheld."""
    root = tmp_path_factory.mktemp("takedown")
    (root / "mkdocs.yml").write_text(CONFIG.format(root=ROOT), encoding="utf-8")
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text("# Welcome\n", encoding="utf-8")
    (root / "briefs" / "2025").mkdir(parents=True)
    for name in BRIEFS.values():
        shutil.copy(ROOT / "briefs" / "2025" / name, root / "briefs" / "2025" / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        landslides = root / "briefs" / "2025" / BRIEFS["c"]
        text = landslides.read_text(encoding="utf-8")
        landslides.write_text(text.replace("\n---\n", "\nnoindex: true\n---\n", 1), encoding="utf-8")
        assert run("correct", "suppress", "--person", "amadu-balde", "--note", "At his wish.") == (0, ADDED)
        assert run("correct", "initials", "diane-kowalczyk", "--by", "Ines Varga") == (0, ADDED)
        assert run("correct", "suppress", "--brief", BRIEFS["a"], "--quote", "qe2c9b3d")[0] == 0
        assert run("correct", "suppress", "--brief", BRIEFS["b"])[0] == 0
        assert run("build")[0] == 0
    return root


ADDED = "added to briefs/corrections.yml; 'briefs build' makes the pages anew\n"
NOINDEX = '<meta name="robots" content="noindex">'
GONE = re.compile(rb"(?i)bald(e|\xc3\xa9)\b|kowalczyk|sandbank|old-paper")


def test_no_file_that_is_made_holds_what_is_withheld(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here)
    build_site(load_config("mkdocs.yml"))
    assert run("export", "data")[0] == 0
    assert run("check")[0] == 0
    made = [path for folder in ("docs", "site", "data") for path in (here / folder).rglob("*") if path.is_file()]
    assert len(made) > 100
    assert [
        path for path in made if GONE.search(path.read_bytes()) or GONE.search(str(path.relative_to(here)).encode())
    ] == []
    listed = (here / "site" / "corrections" / "index.html").read_text(encoding="utf-8")
    asked = [
        path.parent.name for path in (here / "site" / "briefs" / "2025").rglob("*.html") if NOINDEX in path.read_text()
    ]
    assert asked == [BRIEFS["c"].removesuffix(".md")]
    assert all(words in listed for words in ("A quotation is withheld.", "At his wish.", "Ines Varga"))


def test_a_leak_in_a_page_written_by_hand_stops_the_build(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here)
    page = here / "docs" / "notes.md"
    page.write_text("# Notes\n\nBy courtesy of Diane&nbsp;<b>K</b>owalczyk.\n", encoding="utf-8")
    told = (
        "docs/notes.md: line 3 holds what line 6 of briefs/corrections.yml withholds, near “# Notes By courtesy of ….”"
    )
    for _ in range(2):
        (here / "briefs" / "corrections.yml").touch()
        code, output = run("build")
        assert (code, output.splitlines()[0]) == (1, f"briefs: {told}")
    page.unlink()
    assert run("build")[0] == 0


def test_a_leak_in_the_site_stops_mkdocs_and_the_check(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here)
    shutil.rmtree(here / "site", ignore_errors=True)
    planted = here / "site" / "old.xml.gz"
    planted.parent.mkdir()
    planted.write_bytes(gzip.compress(b"<loc>https://tried.example/people/amadu-balde/</loc>"))
    with pytest.raises(PluginError, match=r"site/old\.xml\.gz \(unpacked\): it holds what line 2 of"):
        mkdocs_hook.on_post_build(load_config("mkdocs.yml"))
    code, told = run("check")
    assert (code, "site/old.xml.gz (unpacked): it holds" in told) == (1, True)
    planted.unlink()
    mkdocs_hook.on_post_build(load_config("mkdocs.yml"))


def test_a_leak_in_an_export_leaves_nothing_written(here: Path, tmp_path: Path) -> None:
    found = replace(gathered(find_project(here))[0], withheld=forms_of("Fatoumata Camara"))
    with pytest.raises(BriefsError, match=r"data/briefs\.csv: line \d+ holds what line 3"):
        export(found, tmp_path / "data", "Tried", Workshop(tmp_path))
    assert list(tmp_path.iterdir()) == []
