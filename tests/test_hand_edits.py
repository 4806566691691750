"""What a person changed beside what the machine says; taking the machine's value touches that one value only.

The last test lives through any sequence of edits, rebuilds, changes of articles and rules, and crashes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import annotating, build, frontmatter, hand_edits, inbox, merge, pages
from builder.annotations import Annotations, Country, Person, Place, Quote, Speaker
from builder.article import Article
from builder.errors import UsageError
from builder.files import Workshop
from builder.merge import ORDER
from builder.settings import Project, Settings
from tests.test_merge import FIRST, changed, composed, quote, values

# More of them find more: 200 take some minutes.
EXAMPLES = 12


def differences(text: str, version: str = "2", **machine: Any) -> dict[str, tuple[Any, Any]]:
    found = hand_edits.differences(composed(version, **machine), text)
    return {one.name: (one.yours, one.machine) for one in found}


def accepted(text: str, *names: str, version: str = "2", **machine: Any) -> str:
    return hand_edits.accepted(composed(version, **machine), text, names)


EDITED = changed(changed(FIRST, "title", "By hand"), "quotes", [quote("q1", "milan-petrov"), quote("q2")])


def test_only_what_a_person_changed_is_shown_and_a_quotation_detail_by_detail() -> None:
    assert differences(FIRST) == {}
    assert differences(EDITED) == {
        "title": ("By hand", "title 2"),
        "quotes.q1.speaker": ("milan-petrov", "ana-reisz"),
    }
    assert hand_edits.hand_edited(EDITED)
    assert not hand_edits.hand_edited(FIRST)


def test_what_was_added_taken_out_or_moved_is_shown_as_such() -> None:
    text = changed(FIRST, "quotes", [quote("mine"), quote("q2")])
    found = differences(text)
    assert found["quotes.q1"] == (None, quote("q1"))
    assert found["quotes.mine"] == (quote("mine"), None)
    moved = changed(FIRST, "quotes", [quote("q2"), quote("q1")])
    assert differences(moved) == {"quotes.order": (["q2", "q1"], ["q1", "q2"])}


def test_an_accepted_field_follows_the_machine_again_and_nothing_else_is_touched() -> None:
    text = merge.update(composed("2"), {"id": "x"}, EDITED).text
    after = accepted(text, "title")
    lines, others = after.splitlines(), text.splitlines()
    assert [line for line in lines if line not in others] == ["title: title 2"]
    assert values(after)["brief"]["edited"] == ["quotes.q1"]
    assert values(merge.update(composed("3"), {"id": "x"}, after).text)["title"] == "title 3"


@pytest.mark.parametrize("name", ["quotes.q1.speaker", "quotes.q1", "quotes"])
def test_an_accepted_speaker_makes_the_quotation_the_machines_again(name: str) -> None:
    text = merge.update(composed("2"), {"id": "x"}, EDITED).text
    after = accepted(text, name)
    assert values(after)["quotes"] == [quote("q1"), quote("q2")]
    assert values(after)["brief"]["edited"] == ["title"]
    assert accepted(after, "title") == merge.fresh(composed("2"), {"id": "x"}).text


def test_one_detail_accepted_leaves_the_other_by_hand() -> None:
    mine = {**quote("q1", "milan-petrov"), "reason": "role"}
    text = accepted(changed(FIRST, "quotes", [mine, quote("q2")]), "quotes.q1.reason")
    assert values(text)["quotes"][0] == quote("q1", "milan-petrov")
    assert differences(text) == {"quotes.q1.speaker": ("milan-petrov", "ana-reisz")}


def test_a_quotation_taken_out_comes_back_to_its_place_and_one_added_goes() -> None:
    text = changed(FIRST, "quotes", [quote("q2"), quote("mine")])
    text = merge.update(composed("2"), {"id": "x"}, text).text
    after = accepted(text, "quotes.q1", "quotes.mine")
    assert after == merge.fresh(composed("2"), {"id": "x"}).text


def test_every_kind_of_edit_can_be_given_back() -> None:
    brief = values(FIRST)["brief"]
    brief["people"]["ana-reisz"]["name"] = "Anna Reisz"
    brief["places"] = {}
    text = changed(FIRST, "brief", brief).replace("Body 1", "Body by hand")
    text = changed(text, "quotes", [quote("q2"), quote("q1")]).replace("agency: agency 1\n", "")
    found = differences(text)
    assert list(found) == ["agency", "brief.people.ana-reisz.name", "brief.places.Szeged", "body", "quotes.order"]
    after = values(accepted(text, *found, version="2"))
    assert after["brief"]["edited"] == []
    assert differences(accepted(text, *found)) == {}


@pytest.mark.parametrize("name", ["titel", "quotes.q9", "quotes.q1.nothing", "review", "brief", "brief.people"])
def test_a_name_that_there_is_not_changes_nothing(name: str) -> None:
    with pytest.raises(UsageError, match=f"there is no '{name}' in the brief; 'briefs diff' names"):
        accepted(FIRST, name)


# A life of a brief: what a person does, and what happens around it.

SENTENCES = ("The tide was early.", "Nobody was late.", "The gauge is old.", "We had a boat.")


class Killed(BaseException):
    """The builder is killed: no handler of errors may catch it."""


@dataclass
class Life:
    """A brief on disk, and what a person's hand has set in it, which must stand there whatever happens."""

    project: Project
    fields: dict[str, Any] = field(default_factory=dict)
    quotes: dict[str, Any] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    said: tuple[str, ...] = SENTENCES
    rules: int = 1

    @property
    def path(self) -> Path:
        (path,) = self.project.briefs.rglob("*.md")
        return path

    def document(self) -> frontmatter.Document:
        return frontmatter.parse(self.path.read_text())

    def save(self, blocks: Mapping[str, str], body: str) -> None:
        self.path.write_text(frontmatter.write(blocks, body))

    def write_article(self) -> None:
        text = "\n\n".join(
            f"“{words}” said Ana Reisz of Szeged in Hungary, version {self.rules}." for words in self.said
        )
        head = "title: Tides\ndate: 2025-03-04\nlang: en\nlicense: CC0-1.0\nsource: https://example.org/tides\n"
        (self.project.articles / "tides.md").write_text(f"---\n{head}---\n\n{text}\n")

    def annotate(self, articles: Iterable[Article], *_: Any) -> Iterator[tuple[Annotations, str]]:
        for article in articles:
            yield self.found(article.text), f"model {self.rules}"

    def found(self, text: str) -> Annotations:
        """Find every quotation, and of the speaker something else under each version of the rules."""
        name = ("Ana Reisz", "Ana R. Reisz", "A. Reisz")[self.rules % 3]
        at = text.find("Ana Reisz")
        speaker = Speaker("ana-reisz" if self.rules % 2 else None, name, (at, at + 9))
        starts = [(text.find(words), words) for words in self.said]
        quotes = [
            Quote("direct", ((start, start + len(words)),), speaker, None, "named")
            for number, (start, words) in enumerate(starts)
            if start >= 0 and (number + self.rules) % 4
        ]
        hungary = text.find("Hungary")
        return Annotations(
            people=(Person("ana-reisz", name, ((at, at + 9),), ("pilot",)),),
            countries=(Country("HU", self.rules % 2 == 0, ((hungary, hungary + 7),), ("name",)),),
            places=(Place("Szeged", "HU", ()),),
            quotes=tuple(quotes[::-1] if self.rules == 3 else quotes),
        )

    def check(self) -> None:
        document = self.document()
        at_hand = {**document.values, "body": document.body}
        for name, value in self.fields.items():
            assert at_hand.get(name) == value, name
        entries = {entry["id"]: entry for entry in document.values["quotes"]}
        for name, entry in self.quotes.items():
            assert entries.get(name) == entry, name
        self.order = [name for name in self.order if name in entries]  # what the builder no longer finds has no place
        assert [name for name in entries if name in self.order] == self.order


Step = Callable[[Life], None]


def set_field(key: str, value: Any) -> Step:
    def step(life: Life) -> None:
        document = life.document()
        if document.values.get(key) != value:
            life.save({**document.blocks, key: frontmatter.block(key, value)}, document.body)
            life.fields[key] = value

    return step


def take_out(key: str) -> Step:
    def step(life: Life) -> None:
        document = life.document()
        life.save({name: block for name, block in document.blocks.items() if name != key}, document.body)
        life.fields[key] = None

    return step


def comment(key: str) -> Step:
    def step(life: Life) -> None:
        document = life.document()
        if document.blocks.get(key, "# ").count("#") == 0:
            life.save({**document.blocks, key: f"# checked\n{document.blocks[key]}"}, document.body)

    return step


def set_body(value: str) -> Step:
    def step(life: Life) -> None:
        if life.document().body != value:
            life.save(life.document().blocks, value)
            life.fields["body"] = value

    return step


def set_note(group: str, key: str, note: Any) -> Step:
    def step(life: Life) -> None:
        document = life.document()
        brief = document.values["brief"]
        brief[group] = {**brief[group], key: note}
        life.save({**document.blocks, "brief": frontmatter.block("brief", brief)}, document.body)

    return step


def change_quotes(change: Callable[[list[dict[str, Any]], Life], list[dict[str, Any]]]) -> Step:
    def step(life: Life) -> None:
        document = life.document()
        entries = change([dict(entry) for entry in document.values["quotes"]], life)
        before = [entry["id"] for entry in document.values["quotes"]]
        there = [entry["id"] for entry in entries]
        life.save({**document.blocks, "quotes": frontmatter.block("quotes", entries)}, document.body)
        for name in before:
            if name not in there:
                life.quotes[name] = None
        life.quotes |= {e["id"]: e for e in entries if e not in document.values["quotes"]}
        hashes = document.values["brief"]["made"]
        built = [name.removeprefix("quotes.") for name in hashes if name.startswith("quotes.")]
        if there != [name for name in built if name in there] + [name for name in there if name not in built]:
            life.order = there
        elif ORDER not in document.values["brief"]["edited"]:
            life.order = []  # moved back to where the builder had put them: nobody can tell

    return step


def set_in_quote(number: int, key: str, value: Any) -> Step:
    return change_quotes(lambda entries, _: [{**e, key: value} if n == number else e for n, e in enumerate(entries)])


def build_it(life: Life) -> None:
    build.build(life.project)


def change_rules(life: Life) -> None:
    life.rules = life.rules % 3 + 1


def change_article(said: tuple[str, ...]) -> Step:
    def step(life: Life) -> None:
        life.said = said
        life.write_article()

    return step


def crash(nth: int) -> Step:
    """Build, and be killed at the nth write: before it, or after it."""

    def step(life: Life) -> None:
        left = iter(range(nth))
        write = Workshop.write

        def dying(workshop: Workshop, path: Path, content: str | bytes) -> bool:
            if next(left, None) is None:
                if nth % 2:
                    write(workshop, path, content)
                raise Killed
            return write(workshop, path, content)

        with pytest.MonkeyPatch.context() as patched, suppress(Killed):
            patched.setattr(Workshop, "write", dying)
            build.build(life.project)

    return step


words = st.sampled_from(["By hand", "unknown", "Milan Petrov", "“Quoted”: yes", "# no comment", ""])
keys = st.sampled_from(["title", "date", "publisher", "agency", "description", "lang", "tags", "organisations"])
numbers = st.integers(0, 3)
added = st.integers(1, 2).map(lambda n: {"id": f"mine-{n}", "text": f"Mine {n}", "speaker": "unknown"})
edits = st.one_of(
    st.builds(set_field, keys, words),
    st.builds(set_field, st.just("people"), st.sampled_from([["milan-petrov"], []])),
    st.builds(set_field, st.just("review"), st.just(["title"])),
    st.builds(set_field, st.just("mine"), words),
    st.builds(take_out, keys),
    st.builds(comment, st.sampled_from(["title", "quotes", "countries"])),
    st.builds(set_body, st.sampled_from(["By hand.", "Another.\n\nTwo paragraphs.", ""])),
    st.builds(set_in_quote, numbers, st.sampled_from(["text", "speaker", "cue", "spans"]), words),
    st.builds(lambda n: change_quotes(lambda entries, _: entries[:n] + entries[n + 1 :]), numbers),
    st.builds(
        lambda entry, n: change_quotes(
            lambda entries, _: [
                *entries[:n],
                *([] if entry["id"] in [e["id"] for e in entries] else [entry]),
                *entries[n:],
            ]
        ),
        added,
        numbers,
    ),
    st.just(change_quotes(lambda entries, _: entries[::-1])),
)
events = st.one_of(
    st.just(build_it),
    st.just(change_rules),
    st.builds(change_article, st.permutations(SENTENCES).map(lambda said: tuple(said[:3]))),
    st.builds(crash, st.integers(0, 12)),
)


@settings(max_examples=EXAMPLES)
@given(st.lists(edits | events, max_size=12))
def test_no_edit_is_ever_lost(tmp_path_factory: pytest.TempPathFactory, steps: list[Step]) -> None:
    life = Life(Project(tmp_path_factory.mktemp("life"), Settings()))
    life.project.articles.mkdir()
    life.write_article()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(annotating, "annotate", life.annotate)
        patched.setattr(pages, "drafts", lambda *_: ())  # none of them holds an edit
        patched.setattr(build, "_our_code", lambda: "the same")
        build_it(life)
        for step in [*steps, change_rules, build_it, change_article(SENTENCES[1:]), build_it]:
            with pytest.MonkeyPatch.context() as ruled:
                ruled.setattr(build, "RULES", life.rules)
                ruled.setattr(inbox, "RULES", life.rules)
                step(life)
            life.check()
