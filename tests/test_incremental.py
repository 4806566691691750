"""Whatever happens to the briefs, a build that does only what changed ends in the same pages as a clean one."""

import os
import re
import shutil
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks import collection, invented
from builder import pages
from builder.build import build
from builder.collection import Collection
from builder.pages import page
from builder.settings import Project, Settings, Site

POOL = 8

# What a person does to a brief: a pattern in its file, and what is written in its place.
EDITS = {
    "title": (r"^title: .*", "title: Another title"),
    "date": (r"^date: (\d{4})", r"date: 1999"),
    "no date": (r"^date: .*", "date:"),
    "address": (r"^source_url: .*", "source_url: https://one.example/a"),
    "outlet": (r"^publisher: .*", "publisher: The Other Post"),
    "rights": (r"^rights: .*", "rights: excerpt"),
    "people": (r"^people:\n- (.*)", "people:\n- nora-new"),
    "no people": (r"^people:\n(- .*\n)+", "people: []\n"),
    "name": (r"^      name: (\w+)", r"      name: Q. \1"),
    "role": (r"^      - the .*", "      - the keeper of the keys"),
    "countries": (r"^countries:\n- (.*)", "countries:\n- NZ\n- US"),
    "subject": (r"subject: true", "subject: false"),
    "speaker": (r"^  speaker: .*", "  speaker: unknown"),
    "quotation": (r"^  text: \w+", "  text: Never"),
    "reported": (r"^  kind: reported\n", ""),
    "words": (r"\n\n(\w+) ", r"\n\nNot \1 "),
    "link": (r"\n\n(\w+) ", r"\n\n[\1](../../people/anna-anna.md) [there](../2020/nowhere.md) "),
    "broken": (r"^title: ", "title: ["),
}

# What a person says of two people of the collection in its corrections.
CORRECTIONS = (
    "- fix: merge\n  people: [{0}, {1}]\n",
    "- fix: rename\n  person: {0}\n  name: Somebody Else\n",
    "- fix: not-a-person\n  person: {1}\n",
    "- fix: initials\n  person: {0}\n",
)

OTHER_STEPS = ("add", "add", "remove", "rename", "territories", "correct", "correct")

steps = st.lists(
    st.tuples(st.sampled_from([*EDITS, *OTHER_STEPS]), st.integers(0, POOL - 1)),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """Briefs to put into a collection, by their paths, about few people: what is said of one stands on many pages."""
    project = Project(tmp_path_factory.mktemp("pool"), Settings())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(invented, "PEOPLE", 8)
        for number in range(POOL):
            collection.make_one(project, 1, number)
    folder = project.briefs
    texts = [(path.relative_to(folder).as_posix(), path.read_text()) for path in sorted(folder.rglob("*.md"))]
    return [
        (path, _with_words_of(texts[0][1], text) if number in {1, 2} else text)
        for number, (path, text) in enumerate(texts)
    ]


def _with_words_of(other: str, text: str) -> str:
    """Let a brief quote what another one does, whoever says it there: their pages name each other."""
    line = re.compile(r"^  text: .*(?:\n    .*)*", re.MULTILINE)
    words = max(line.findall(other), key=len)
    return line.sub(lambda _: words, text, count=1)


@pytest.fixture(autouse=True)
def _short_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "PAGE_LENGTH", 4)


def written(project: Project) -> dict[str, bytes]:
    docs = project.docs
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in docs.rglob("*") if path.is_file()}


def clean(project: Project, folder: Path) -> dict[str, bytes]:
    other = Project(folder, project.settings)
    shutil.copytree(project.briefs, other.briefs)
    build(other)
    return written(other)


def put(path: Path, text: str, clock: Iterator[int]) -> None:
    """Write a file at a time of its own, however fast the test is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, ns=(0, next(clock) * 1_000_000_000))


def done(project: Project, step: str, number: int, pool: list[tuple[str, str]], clock: Iterator[int]) -> Project:
    """Do one thing to a collection."""
    there = sorted(project.briefs.rglob("*.md"))
    path = there[number % len(there)] if there else None
    if step == "territories":
        return Project(project.root, Settings(territories={"GB": "US"} if number % 2 else {}))
    if step == "correct":
        people = sorted(path.stem for path in project.docs.glob("people/*.md") if path.stem != "index")
        made = CORRECTIONS[number % 4].format(*people[number // 4 :]) if len(people) > 2 else ""
        put(project.briefs / "corrections.yml", made, clock)
    elif step == "add" or path is None:
        put(project.briefs / pool[number][0], pool[number][1], clock)
    elif step == "remove":
        path.unlink()
    elif step == "rename":
        path.rename(path.with_name(f"renamed-{number}.md"))
    else:
        pattern, replacement = EDITS[step]
        put(path, re.sub(pattern, replacement, path.read_text(), count=1, flags=re.MULTILINE), clock)
    return project


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps, size=st.integers(0, POOL))
def test_pages_made_step_by_step_are_those_of_a_clean_build(
    steps: list[tuple[str, int]], size: int, pool: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    clock = count(1_700_000_000)
    project = Project(tmp_path_factory.mktemp("project"), Settings())
    project.briefs.mkdir()
    for path, text in pool[:size]:
        put(project.briefs / path, text, clock)
    build(project)
    for step, number in steps:
        project = done(project, step, number, pool, clock)
        build(project)
        assert written(project) == clean(project, tmp_path_factory.mktemp("clean")), step


@pytest.fixture
def project(pool: list[tuple[str, str]], tmp_path: Path) -> Project:
    clock = count(1_700_000_000)
    built = Project(tmp_path, Settings())
    for path, text in pool:
        put(built.briefs / path, text, clock)
    build(built)
    return built


def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which of the drafts with a shape are written from now on."""
    seen: list[str] = []
    original = pages.drafts

    def noted(draft: pages.Draft) -> pages.Page:
        if draft.shape is not None:
            seen.append(draft.path)
        return draft.write()

    def drafts(found: Collection, site: Site) -> Iterator[pages.Draft]:
        return (pages.Draft(draft.path, draft.shape, partial(noted, draft)) for draft in original(found, site))

    monkeypatch.setattr(pages, "drafts", drafts)
    return seen


def test_an_edited_title_is_written_where_it_stands_and_nowhere_else(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = composed(monkeypatch)
    done(project, "title", 0, [], count(1_800_000_000))
    before = written(project)
    build(project)
    after = written(project)
    changed = {path for path in after if before.get(path) != after[path]}
    assert any(path.startswith("briefs/2") for path in changed)
    assert changed <= {*seen, *(path for path in after if path.startswith(("_home/", "explore/", "briefs/")))}
    assert len([path for path in seen if path.startswith("briefs/")]) <= 3
    assert len(seen) < len(after) / 2


def test_with_nothing_changed_but_a_note_nobody_sees_no_page_is_written(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = composed(monkeypatch)
    brief = next(iter(sorted(project.briefs.rglob("*.md"))))
    os.utime(brief, ns=(0, 1_900_000_000_000_000_000))
    outcome = build(project)
    assert (seen, outcome.pages_written) == ([], 0)


def test_a_page_changed_by_hand_is_made_again(project: Project) -> None:
    path = next(project.docs.glob("people/*.md"))
    text = path.read_bytes()
    path.write_text("Mine.")
    assert build(project).pages_written == 1
    assert path.read_bytes() == text
