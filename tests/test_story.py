"""The life of a collection, as its keeper lives it; then every promise is looked for in what came of it.

Thirty invented articles, corrections of every kind, edits by hand, another version of the rules, a killed builder, two
more articles, a takedown, one machine's value taken after all.
"""

import csv
import io
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from spacy.language import Language

from builder import annotations, inbox
from builder import build as building
from builder.annotate import pipeline
from builder.build import build, gathered
from builder.cli import main
from builder.collection import Collection
from builder.files import Workshop
from builder.settings import Project, find_project

OUTLETS = ("Harbour Desk", "The Lowland Courier", "Meridian Dispatch")
SPEAKERS = ("Judit Halmos", "Milan Petrov", "Ana Reisz", "Tomas Lindqvist", "Reka Toth")
ROLES = ("water minister", "harbour master", "mayor", "union leader", "engineer")
PLACES = ("Budapest in Hungary", "Belgrade in Serbia", "Oslo in Norway", "Lagos in Nigeria", "Tbilisi in Georgia")
THINGS = ("gauges", "ferries", "bridges", "tickets", "libraries", "orchards")
SAME = "Nobody will be sent home by the harbour office before the last ferry has gone."
SECRET = "The sealed minutes name seven captains who never paid."
COMPANY = (
    "Anna Reisz-Kovacs, a pilot, and Marcus Tidewater, a clerk, listened to her. "
    "The European Commission and the United Nations sent letters."
)
PRIVATE = "The cook keeps the recipe for eel soup in a locked drawer."
CONFIG = "site_name: Story\nextra: {briefs: {rights: excerpt, outlet_rights: {Private Papers: private}}}\n"


def article(number: int) -> str:
    """An article of its own: no two have a paragraph in common."""
    who, role = SPEAKERS[number % 5], ROLES[number % 5]
    thing, other = THINGS[number % 6], THINGS[(number + 1) % 6]
    head = f"title: {thing.title()} for town number {number}\nsource: https://news.example/{number}\n"
    return clipping(
        head,
        OUTLETS[number % 3],
        number,
        f"{who}, the {role}, came to {PLACES[number % 5]} to speak about {thing} and the number {number}.",
        f"“We counted {number + 20} {thing} and none of them was late,” {who} said on the day after the count.",
        f"The {other} of town number {number} were painted green, and {number + 3} people watched from a boat.",
        f"“Nobody asked me for {number + 40} {other},” said {who}.",
        "open" if number % 2 else "",
    )


def clipping(head: str, outlet: str, number: int, *paragraphs: str) -> str:
    licence = "license: CC0-1.0\n" if paragraphs[-1] == "open" else ""
    text = "\n\n".join(part for part in paragraphs if part not in {"open", ""})
    day = f"published: 2025-{number % 12 + 1:02}-{number % 27 + 1:02}\n"
    return f"---\n{head}site: {outlet}\n{day}lang: en\n{licence}---\n\n{text}\n"


def others() -> dict[str, str]:
    """Two reports of the same words by two speakers, two versions of one address, a private and a restricted one."""
    same = [
        clipping(
            f"title: Last ferry report {n}\nsource: https://news.example/same-{n}\n", OUTLETS[n], 20 + n,
            f"The office in Oslo in Norway met in room {n} for an hour about the ferry and the timetable.",
            f"“{SAME}” {who} said.", f"Paper number {n} was then read aloud to all who had come. {more}", "open",
        )
        for n, (who, more) in enumerate((("Ana Reisz", COMPANY), ("Milan Petrov", "")))
    ]  # fmt: skip
    kitchen = " ".join(f"Shelf {n} of the kitchen holds {n + 2} jars of pepper." for n in range(30))
    private = clipping("title: Soup\n", "Private Papers", 24, f"{kitchen} “Leave it there,” said Reka Toth. {PRIVATE}")
    long = " ".join(f"Row {n} of the ledger is about {n + 5} nets and a rope of {n} metres." for n in range(40))
    closed = clipping(
        "title: Ledger\nsource: https://news.example/ledger\n", OUTLETS[0], 25,
        "Tomas Lindqvist, the union leader, spoke in Lagos in Nigeria about the ledger of the fishing harbour.",
        f"“The ledger is open to every captain,” said Tomas Lindqvist. {long}", f"{long} {SECRET}",
    )  # fmt: skip
    return {"same-0": same[0], "same-1": same[1], "private": private, "closed": closed}


class Keeper:
    """Somebody who keeps a collection: with the commands, an editor, and bad luck."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.added = 0
        (root / "articles").mkdir()
        (root / "docs").mkdir()
        (root / "mkdocs.yml").write_text(CONFIG)
        (root / "docs/index.md").write_text("# Home\n")

    @property
    def project(self) -> Project:
        return find_project(self.root)

    @property
    def collection(self) -> Collection:
        return gathered(self.project)[0]

    def drop(self, **articles: str) -> None:
        for name, text in articles.items():
            (self.root / "articles" / f"{name}.md").write_text(text)

    def briefs(self, *words: str) -> str:
        ran = CliRunner().invoke(main, words)
        assert ran.exit_code == 0, ran.output
        return ran.output

    def brief(self, words: str) -> Path:
        (found,) = (path for path in (self.root / "briefs").rglob("*.md") if words in path.name)
        return found

    def edit(self, words: str, old: str, new: str) -> None:
        path = self.brief(words)
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))

    def quote(self, words: str, number: int = 0) -> str:
        return str(front_matter(self.brief(words))["quotes"][number]["id"])


def front_matter(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = next(yaml.safe_load_all(path.read_text()))
    return found


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class Killed(BaseException):
    """The builder is killed."""


def dying(nth: int) -> Callable[..., bool]:
    left, write = iter(range(nth)), Workshop.write

    def die(workshop: Workshop, path: Path, content: str | bytes) -> bool:
        if next(left, None) is None:
            raise Killed
        return write(workshop, path, content)

    return die


@pytest.fixture(scope="module")
def keeper(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keeper]:
    """The story, step by step."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pipeline, "load", lambda _model=None: nlp)
        patched.chdir(tmp_path_factory.mktemp("story"))
        yield told(Keeper(Path.cwd()), patched)


def told(keeper: Keeper, patched: pytest.MonkeyPatch) -> Keeper:
    drops_thirty_articles(keeper)
    corrects_them(keeper)
    edits_by_hand(keeper)
    has_new_rules_and_a_killed_builder(keeper, patched)
    adds_two_more(keeper)
    takes_down_a_name_and_a_brief(keeper)
    accepts_one_value(keeper)
    return keeper


def drops_thirty_articles(keeper: Keeper) -> None:
    keeper.drop(**{f"a{number}": article(number) for number in range(26)}, **others())
    assert "30 briefs" in keeper.briefs("build")


def corrects_them(keeper: Keeper) -> None:
    name = keeper.brief("number-7").stem
    keeper.briefs("correct", "rename", "judit-halmos", "Judit Halmos-Nagy", "--id", "judit-halmos-nagy")
    keeper.briefs("correct", "split", "tomas-lindqvist", "Tomas B. Lindqvist", "--in", keeper.brief("number-8").stem)
    keeper.briefs("correct", "speaker", name, keeper.quote("number-7"), "A sailor")
    keeper.briefs("correct", "not-a-quotation", name, keeper.quote("number-7", 1))
    keeper.briefs("correct", "country", keeper.brief("number-9").stem, "IS", "about")
    keeper.briefs("correct", "merge", "ana-reisz", "anna-reisz-kovacs")
    keeper.briefs("correct", "not-a-person", "marcus-tidewater")
    keeper.briefs("correct", "merge-organisations", "Letter Writers", "European Commission", "United Nations")
    keeper.briefs("correct", "role", "milan-petrov", "--is", "former pilot", "--note", "He says so himself.")
    keeper.briefs("build")


def edits_by_hand(keeper: Keeper) -> None:
    keeper.edit("number-10", "title: ", "title: By hand ")
    keeper.edit("number-11", "\n---\n\n", "\n---\n\nA remark by hand.\n\n")
    keeper.edit("number-12", "title: ", "title: Not for long ")
    keeper.briefs("build")


def has_new_rules_and_a_killed_builder(keeper: Keeper, patched: pytest.MonkeyPatch) -> None:
    for module in (building, inbox):
        patched.setattr(module, "RULES", annotations.RULES + 1)
    with pytest.MonkeyPatch.context() as dies, pytest.raises(Killed):
        dies.setattr(Workshop, "write", dying(14))
        build(keeper.project)
    keeper.briefs("build")


def adds_two_more(keeper: Keeper) -> None:
    keeper.drop(later=article(26), again=article(5).replace("none of them was late", "two of them were late"))
    keeper.briefs("build")


def takes_down_a_name_and_a_brief(keeper: Keeper) -> None:
    keeper.briefs("correct", "suppress", "--brief", keeper.brief("number-13").stem)
    keeper.briefs("correct", "suppress", "--person", "reka-toth")
    keeper.briefs("correct", "initials", "tomas-lindqvist")
    keeper.briefs("build")


def accepts_one_value(keeper: Keeper) -> None:
    keeper.briefs("accept", keeper.brief("number-12").stem, "title")
    keeper.briefs("build")
    keeper.briefs("export", "data")


# The promises.


def test_every_article_has_its_brief(keeper: Keeper) -> None:
    assert len(list((keeper.root / "briefs").rglob("*.md"))) == 31  # one article is another version of one before


def test_corrections_are_applied_listed_and_lead_on_from_old_addresses(keeper: Keeper) -> None:
    found = keeper.collection
    assert found.people["judit-halmos-nagy"].name == "Judit Halmos-Nagy"
    for old, new in (("judit-halmos", "judit-halmos-nagy"), ("anna-reisz-kovacs", "ana-reisz")):
        moved = (keeper.root / f"docs/people/{old}.md").read_text()
        assert "template: moved.html" in moved and new in moved
    assert "marcus-tidewater" not in found.people
    assert "Letter Writers" in {body.name for body in found.organisations.values()}
    by_path = {brief.made.id: brief for brief in found.briefs}
    (quote,) = by_path[keeper.brief("number-7").stem].quotes
    assert quote.speaker == "A sailor"
    assert "IS" in by_path[keeper.brief("number-9").stem].countries
    assert "former pilot" in {role.text for role in found.people["milan-petrov"].roles}
    listed = "".join(path.read_text() for path in (keeper.root / "docs/corrections").rglob("*.md"))
    assert "He says so himself." in listed
    assert found.unfit == ()
    assert len(found.corrections) == 12 - 1  # one of them tells a name that is withheld since


def test_edits_by_hand_are_there_and_what_was_accepted_is_the_machines_again(keeper: Keeper) -> None:
    assert front_matter(keeper.brief("number-10"))["title"].startswith("By hand ")
    assert "A remark by hand." in keeper.brief("number-11").read_text()
    assert front_matter(keeper.brief("number-12"))["title"] == "Gauges for town number 12"
    assert all(
        front_matter(path)["brief"]["rules"] == annotations.RULES + 1 for path in keeper.root.glob("briefs/*/*.md")
    )


def test_every_quotation_is_word_for_word_in_its_article(keeper: Keeper) -> None:
    assert "0 without an article here, 0 faults" in keeper.briefs("check")


def test_the_same_words_by_different_speakers_are_flagged(keeper: Keeper) -> None:
    pages = [(keeper.root / "docs" / path.relative_to(keeper.root)).read_text() for path in (
        keeper.brief("report-0"), keeper.brief("report-1"))]  # fmt: skip
    assert all("differs: true" in page for page in pages)


def test_private_and_restricted_texts_and_withheld_names_are_nowhere(keeper: Keeper) -> None:
    gone = keeper.brief("number-13").stem
    for name, content in {**tree(keeper.root / "docs"), **tree(keeper.root / "data")}.items():
        text = f"{name}\n{content.decode(errors='replace')}"
        found = [word for word in (SECRET, PRIVATE, "Reka", "Toth", "Lindqvist", "reka-toth", gone) if word in text]
        assert found == [], name
    committed = b"".join(tree(keeper.root / "briefs").values())
    assert SECRET.encode() not in committed and PRIVATE.encode() not in committed


def test_the_versions_of_one_address_are_compared(keeper: Keeper) -> None:
    page = (keeper.root / "docs" / keeper.brief("number-5").relative_to(keeper.root)).read_text()
    versions = page.partition("  versions:\n")[2]
    assert "none of them was late" in versions


def test_the_formats_of_the_export_agree(keeper: Keeper) -> None:
    data = keeper.root / "data"
    lines = [json.loads(line) for line in (data / "quotes.jsonl").read_text().splitlines()]
    rows = list(csv.DictReader(io.StringIO((data / "quotes.csv").read_text("utf-8-sig"), newline="")))
    with closing(sqlite3.connect(data / "collection.db")) as database:
        in_database = [id_ for (id_,) in database.execute("SELECT id FROM quotes ORDER BY rowid")]
    ids = [line["id"] for line in lines]
    assert len(ids) > 40
    assert ids == [row["id"] for row in rows] == in_database
    assert len((data / "annotations.jsonl").read_text().splitlines()) == len(ids)


def test_a_further_build_changes_nothing_and_the_briefs_alone_give_the_same_pages(keeper: Keeper) -> None:
    before = tree(keeper.root)
    assert "0 briefs and 0 pages written, 0 removed" in keeper.briefs("build")
    assert tree(keeper.root) == before
    clean = Project(keeper.root.parent / "clean", keeper.project.settings, keeper.project.site)
    shutil.copytree(keeper.root / "briefs", clean.briefs)
    shutil.copytree(
        keeper.root / "docs", clean.docs, ignore=lambda *_: [p for p in tree(keeper.root / "docs") if p != "index.md"]
    )
    build(clean)
    ours = tree(keeper.root / "docs")
    theirs = tree(clean.docs)
    assert {n for n in ours.keys() | theirs.keys() if ours.get(n) != theirs.get(n)} == set()
