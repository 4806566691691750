"""The build as users live it: incremental, crash-safe, and careful with what is theirs."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
import yaml
from spacy.language import Language

from builder import readers, state
from builder.annotate import pipeline
from builder.annotate.context import Context
from builder.annotations import Annotations
from builder.build import Outcome, build
from builder.errors import BriefsError
from builder.files import Workshop
from builder.settings import Project, Settings

HALMOS = """The Lowland Courier

Ministers share the Tisza

By Ines Varga

12 March 2025

Hungary and Serbia will share their river gauges from June, the water minister said on Wednesday in Szeged.

“A river does not stop at the border post,” said Judit Halmos, the Hungarian water minister. “From June neither will
the numbers.”

Her Serbian counterpart, Milan Petrov, thanked the engineers in Belgrade for eleven years of patient work.
""".replace("will\nthe", "will the")

FERRY = (
    HALMOS.replace("Ministers share the Tisza", "A ferry for two islands")
    .replace("12 March", "3 April")
    .replace("eleven years", "a ferry and eleven years")
)


@pytest.fixture(autouse=True)
def _one_model(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the model once for all tests."""
    monkeypatch.setattr(pipeline, "load", lambda _model: nlp)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "project"
    (root / "articles").mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: Test\nextra: {briefs: {rights: full}}\n")
    (root / "articles" / "tisza.txt").write_text(HALMOS)
    return Project(root, Settings(rights="full"))


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".briefs" not in path.parts
    }


def only_brief(project: Project) -> Path:
    (path,) = project.briefs.rglob("*.md")
    return path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 1_000_000))


def test_an_article_becomes_a_brief_and_its_pages(project: Project) -> None:
    outcome = build(project)
    assert outcome.briefs_written == ("2025/2025-03-12-ministers-share-the-tisza.md",)
    assert not outcome.failures
    brief = only_brief(project).read_text()
    assert "speaker: judit-halmos" in brief
    assert "[Judit Halmos](../../people/judit-halmos.md)" in brief
    for page in (
        "people/judit-halmos.md",
        "countries/hungary.md",
        "outlets/the-lowland-courier.md",
        "timeline/2025.md",
    ):
        assert (project.docs / page).is_file()
    page = (project.docs / "briefs/2025/2025-03-12-ministers-share-the-tisza.md").read_text()
    assert '<mark class="quote" id="q' in page


def test_nothing_changed_means_nothing_done(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    build(project)
    before = files(project.root)
    monkeypatch.setattr(readers, "read_all", pytest.fail)
    monkeypatch.setattr(pipeline, "load", pytest.fail)
    assert build(project) == Outcome()
    assert files(project.root) == before


def test_a_lost_state_costs_no_annotating(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    build(project)
    before = files(project.root)
    shutil.rmtree(project.state)
    monkeypatch.setattr(pipeline, "load", pytest.fail)
    build(project)
    assert files(project.root) == before


def test_the_pages_need_neither_articles_nor_a_model(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    build(project)
    pages = files(project.docs)
    for folder in (project.articles, project.docs, project.state):
        shutil.rmtree(folder)
    monkeypatch.setattr(pipeline, "load", pytest.fail)
    build(project)
    assert files(project.docs) == pages


def test_a_second_article_leaves_the_first_brief_alone(project: Project) -> None:
    build(project)
    first = only_brief(project)
    stamp = first.stat().st_mtime_ns
    (project.articles / "ferry.txt").write_text(FERRY)
    assert build(project).briefs_written == ("2025/2025-04-03-a-ferry-for-two-islands.md",)
    assert first.stat().st_mtime_ns == stamp


def test_the_order_of_arrival_does_not_matter(project: Project, tmp_path: Path) -> None:
    build(project)
    (project.articles / "ferry.txt").write_text(FERRY)
    build(project)
    other = Project(tmp_path / "other", project.settings)
    shutil.copytree(project.articles, other.articles)
    build(other)
    assert files(other.briefs) == files(project.briefs)
    assert files(other.docs) == files(project.docs)


def test_the_same_text_or_address_again_updates_the_brief(project: Project) -> None:
    build(project)
    (project.articles / "copy.txt").write_text(HALMOS)
    build(project)
    assert "copy.txt" in only_brief(project).read_text() or "tisza.txt" in only_brief(project).read_text()
    clipping = "---\ntitle: {}\nsource: https://a.example/tisza\npublished: 2025-03-1{}\n---\n\n{}\n"
    (project.articles / "one.md").write_text(clipping.format("First version", 2, "Nothing happened in Szeged. " * 8))
    build(project)
    (project.articles / "two.md").write_text(clipping.format("Second version", 3, "It rained in Szeged. " * 8))
    build(project)
    titles = [path.read_text() for path in project.briefs.rglob("*.md")]
    assert len(titles) == 2
    assert any("title: Second version" in text for text in titles)


def test_one_date_and_title_for_two_articles_gives_two_briefs(project: Project) -> None:
    (project.articles / "other.txt").write_text(HALMOS.replace("Lowland", "Upland"))
    build(project)
    names = sorted(path.name for path in project.briefs.rglob("*.md"))
    assert names == ["2025-03-12-ministers-share-the-tisza-2.md", "2025-03-12-ministers-share-the-tisza.md"]


def test_a_corrected_title_stays_and_so_does_the_address(project: Project) -> None:
    build(project)
    brief = only_brief(project)
    edit(brief, "title: Ministers share the Tisza", "title: 'Gauges: a Tisza story'")
    build(project)
    edit(project.articles / "tisza.txt", "eleven years", "twelve years")
    outcome = build(project)
    assert outcome.kept == (("2025/2025-03-12-ministers-share-the-tisza.md", ("title",)),)
    assert only_brief(project) == brief
    text = brief.read_text()
    assert "title: 'Gauges: a Tisza story'" in text
    assert "twelve years" in text
    page = (project.docs / "briefs/2025/2025-03-12-ministers-share-the-tisza.md").read_text()
    assert "Gauges: a Tisza story" in page


def test_a_brief_that_cannot_be_read_is_named_and_left_as_it_is(project: Project) -> None:
    build(project)
    brief = only_brief(project)
    edit(brief, "title: Ministers", "title: [Ministers")
    broken = brief.read_bytes()
    for _ in range(2):
        outcome = build(project)
        ((file, reason),) = outcome.failures
        assert file == "briefs/2025/2025-03-12-ministers-share-the-tisza.md"
        assert "line" in reason
    edit(project.articles / "tisza.txt", "eleven", "twelve")
    build(project)
    assert brief.read_bytes() == broken
    assert only_brief(project) == brief


def test_a_brief_without_the_builders_notes_is_taken_up_again_and_stays_as_it_is(project: Project) -> None:
    build(project)
    brief = only_brief(project)
    head, _, _ = brief.read_text().partition("\nbrief:\n")
    brief.write_text(head.replace("title: Ministers share", "title: They share") + "\n---\n\nMy own words.\n")
    build(project)
    edit(project.articles / "tisza.txt", "eleven", "twelve")
    build(project)
    text = only_brief(project).read_text()
    assert "title: They share the Tisza" in text
    assert text.endswith("My own words.\n")


def test_an_unreadable_article_stops_no_other_and_stays_named(project: Project) -> None:
    (project.articles / "empty.txt").write_text("")
    for _ in range(2):
        outcome = build(project)
        ((file, reason),) = outcome.failures
        assert file == "articles/empty.txt"
        assert reason
    assert only_brief(project)


def test_without_open_rights_only_the_opening_is_written_anywhere(project: Project) -> None:
    closed = Project(project.root, Settings())
    build(closed)
    everything = b"".join(content for path, content in files(project.root).items() if not path.startswith("articles/"))
    assert b"A river does not stop at the border post" in everything
    assert b"eleven years of patient work" not in everything


def test_rights_set_by_hand_open_and_close_a_text(project: Project) -> None:
    closed = Project(project.root, Settings())
    build(closed)
    edit(only_brief(project), "rights: excerpt", "rights: full")
    build(closed)
    assert "eleven years of patient work" in only_brief(project).read_text()
    edit(only_brief(project), "rights: full", "rights: excerpt")
    build(closed)
    assert "eleven years of patient work" not in only_brief(project).read_text()


@pytest.mark.parametrize("with_article", [True, False])
@pytest.mark.parametrize(
    ("rights", "shown", "hidden"),
    [
        ("excerpt", b"A river does not stop", b"eleven years of patient work"),
        ("metadata", b"Judit Halmos", b"A river does not stop"),
        ("private", b"", b"Judit Halmos"),
    ],
)
def test_rights_taken_away_by_hand_hold_at_once_also_where_the_article_is_gone(
    project: Project, rights: str, shown: bytes, hidden: bytes, with_article: bool
) -> None:
    build(project)
    edit(only_brief(project), "rights: full", f"rights: {rights}")
    if not with_article:
        (project.articles / "tisza.txt").unlink()
    build(project)
    published = b"".join(content for path, content in files(project.root).items() if path.startswith("docs/"))
    assert shown in published
    assert hidden not in published


def test_an_outlets_rights_hold_for_all_its_articles(project: Project) -> None:
    article = project.articles / "tisza.txt"
    publisher = "Harbour Desk"
    page = f"<html lang=en><head><title>Rain</title><meta property='og:site_name' content='{publisher}'></head><body>"
    words = "".join(f"<p>{line}</p>" for line in article.read_text(encoding="utf-8").split("\n\n"))
    article.unlink()
    (project.articles / "tisza.html").write_text(f"{page}<article><h1>Rain</h1>{words}</article>", encoding="utf-8")
    build(Project(project.root, Settings(outlet_rights={publisher: "metadata"}, rights="full")))
    text = only_brief(project).read_text(encoding="utf-8")
    assert f"publisher: {publisher}" in text
    assert "rights: metadata" in text
    assert "A river does not stop" not in text


def test_pages_of_what_is_gone_are_removed_and_other_files_are_not(project: Project) -> None:
    build(project)
    mine = project.docs / "people" / "notes.md"
    mine.write_text("# My own page\n")
    only_brief(project).unlink()
    (project.articles / "tisza.txt").unlink()
    build(project)
    left = set(files(project.docs))
    assert "people/notes.md" in left
    assert not [path for path in left if path.startswith(("briefs/2", "people/judit", "countries/h", "outlets/the"))]


class Killed(BaseException):
    """Stands for the end of the process."""


def dying(nth: int) -> Callable[[Workshop, Path, str | bytes], bool]:
    """A `Workshop.write` that dies in the middle of the n-th file that it writes."""
    original, count = Workshop.write, 0

    def write(workshop: Workshop, path: Path, content: str | bytes) -> bool:
        nonlocal count
        count += 1
        if count == nth:
            (workshop.folder / "unfinished" / "torn").write_bytes(b"half a fi")
            raise Killed
        return original(workshop, path, content)

    return write


@pytest.fixture
def finished(project: Project, tmp_path: Path) -> Iterator[dict[str, bytes]]:
    (project.articles / "ferry.txt").write_text(FERRY)
    whole = Project(tmp_path / "whole", project.settings)
    shutil.copytree(project.articles, whole.articles)
    build(whole)
    yield {path: content for path, content in files(whole.root).items() if not path.startswith("articles/")}


@pytest.mark.parametrize("nth", [1, 2, 3, 5, 8, 12, 18])
def test_a_builder_killed_at_any_write_is_finished_by_the_next(
    project: Project, finished: dict[str, bytes], nth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Workshop, "write", dying(nth))
        with pytest.raises(Killed):
            build(project)
    for path, content in files(project.root).items():
        if not path.startswith(("articles/", "mkdocs.yml")):
            assert finished[path] == content or path.startswith("docs/")
            assert content.startswith(b"---\n") or path.startswith("docs/_home/") or json.loads(content)
    build(project)
    now = {path: content for path, content in files(project.root).items() if not path.startswith("articles/")}
    del now["mkdocs.yml"]
    assert now == finished
    assert not list((project.state / "unfinished").iterdir())


def test_what_was_finished_before_a_kill_is_neither_read_nor_annotated_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project.articles / "ferry.txt").write_text(FERRY)
    rain = "It rained in Szeged again, and the mayor of the town, Reka Toth, went home without an umbrella. "
    (project.articles / "rain.md").write_text(f"---\ntitle: Rain\n---\n\n{rain * 8}\n")
    with monkeypatch.context() as patched:
        patched.setattr(Workshop, "write", dying(4))
        with pytest.raises(Killed):
            build(project)
    assert len(list(project.briefs.rglob("*.md"))) == 2
    annotated: list[int] = []
    read: list[Path] = []
    meanwhile(monkeypatch, lambda: annotated.append(1))
    original = readers.read_all

    def reading(path: Path) -> list[readers.Reading]:
        read.append(path)
        return original(path)

    monkeypatch.setattr(readers, "read_all", reading)
    assert len(build(project).briefs_written) == 1
    assert (len(annotated), len(read)) == (1, 1)
    assert build(project) == Outcome()


def test_a_killed_process_leaves_whole_files(project: Project) -> None:
    command = [sys.executable, "-m", "builder", "build"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen(command, cwd=project.root, env=environment, stdout=subprocess.DEVNULL) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.7)
        process.kill()
    build(project)
    assert only_brief(project)
    assert state.load(project.state).finished and (project.state / state.FILE).is_file()


def test_two_builders_do_not_meet(project: Project) -> None:
    with Workshop(project.state).opened():
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
        code = "from builder import files; files.PATIENCE = 0.1; from builder.cli import main; main(['build'])"
        second = subprocess.run(
            [sys.executable, "-c", code], cwd=project.root, env=environment, capture_output=True, text=True, check=False
        )
    assert second.returncode == 2
    assert "another build" in second.stderr


def meanwhile(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], None]) -> None:
    """Let something happen while an article is being annotated."""
    original = pipeline.annotate

    def annotate(nlp: Language, texts: Iterable[tuple[str, Context]]) -> Iterator[Annotations]:
        for found in original(nlp, texts):
            happens()
            yield found

    monkeypatch.setattr(pipeline, "annotate", annotate)


def test_an_edit_made_while_the_article_is_annotated_stays(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    build(project)
    brief = only_brief(project)
    edit(project.articles / "tisza.txt", "eleven", "twelve")
    meanwhile(monkeypatch, lambda: edit(brief, "title: Ministers share the Tisza", "title: By hand"))
    assert build(project).kept == (("2025/2025-03-12-ministers-share-the-tisza.md", ("title",)),)
    assert "title: By hand" in brief.read_text()
    assert "By hand" in (project.docs / "briefs/index.md").read_text()


def test_an_edit_made_during_a_build_reaches_the_pages(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    build(project)
    brief = only_brief(project)
    (project.articles / "ferry.txt").write_text(FERRY)
    with monkeypatch.context() as patched:
        meanwhile(patched, lambda: edit(brief, "title: Ministers share the Tisza", "title: By hand"))
        build(project)
    build(project)
    assert "By hand" in (project.docs / "briefs/index.md").read_text()


def test_a_brief_broken_while_its_article_is_annotated_is_left_as_it_is(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project)
    brief = only_brief(project)
    edit(project.articles / "tisza.txt", "eleven", "twelve")
    meanwhile(monkeypatch, lambda: edit(brief, "title: Ministers", "title: [Ministers"))
    ((file, _),) = build(project).failures
    assert file == "briefs/2025/2025-03-12-ministers-share-the-tisza.md"
    assert "title: [Ministers" in brief.read_text()


def test_briefs_stay_with_their_articles_when_these_change_names(project: Project) -> None:
    (project.articles / "ferry.txt").write_text(FERRY)
    build(project)
    before = files(project.briefs)
    tisza, ferry, other = (project.articles / name for name in ("tisza.txt", "ferry.txt", "other.txt"))
    tisza.rename(other)
    ferry.rename(tisza)
    other.rename(ferry)
    build(project)
    for path, content in files(project.briefs).items():
        assert content.partition(b"brief:")[0] == before[path].partition(b"brief:")[0]


def test_a_new_article_under_an_old_name_gets_a_brief_of_its_own(project: Project) -> None:
    build(project)
    (project.articles / "tisza.txt").rename(project.articles / "kept.txt")
    (project.articles / "tisza.txt").write_text(FERRY)
    build(project)
    titles = [path.read_text().splitlines()[1] for path in sorted(project.briefs.rglob("*.md"))]
    assert titles == ["title: Ministers share the Tisza", "title: A ferry for two islands"]
    assert not build(project).briefs_written


def test_of_a_copied_brief_the_first_one_follows_the_article(project: Project) -> None:
    build(project)
    brief = only_brief(project)
    copy = brief.with_name("zz-copy.md")
    shutil.copy(brief, copy)
    edit(project.articles / "tisza.txt", "eleven", "twelve")
    assert build(project).briefs_written == ("2025/2025-03-12-ministers-share-the-tisza.md",)
    assert "eleven" in copy.read_text()


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_brief_in_another_encoding_is_named_and_gets_no_second_one(project: Project, encoding: str) -> None:
    build(project)
    brief = only_brief(project)
    brief.write_bytes(brief.read_text().replace("Ministers", "Ministérs").replace("“", '"').encode(encoding, "replace"))
    ((_, reason),) = build(project).failures
    assert "UTF-8" in reason
    assert only_brief(project) == brief


@pytest.mark.parametrize("left", ["", "---\n", "Ministers share"])
def test_a_brief_that_was_emptied_or_cut_gets_no_second_one(project: Project, left: str) -> None:
    build(project)
    brief = only_brief(project)
    whole = brief.read_text()
    brief.write_text(left)
    edit(project.articles / "tisza.txt", "eleven", "twelve")
    ((_, reason),) = build(project).failures
    assert "delete the file" in reason
    assert only_brief(project) == brief
    brief.write_text(whole)
    assert build(project).failures == ()
    assert "twelve" in only_brief(project).read_text()
    brief.unlink()
    build(project)
    assert only_brief(project) == brief


def test_a_brief_that_cannot_be_merged_stops_no_other(project: Project) -> None:
    build(project)
    brief = only_brief(project)
    edit(brief, "author:\n- Ines Varga", "author: &who\n- Ines Varga")
    edit(brief, "tags: []", "tags: *who")
    edit(project.articles / "tisza.txt", "Ines Varga", "Eva Varga")
    (project.articles / "ferry.txt").write_text(FERRY)
    outcome = build(project)
    assert outcome.briefs_written == ("2025/2025-04-03-a-ferry-for-two-islands.md",)
    assert [file for file, _ in outcome.failures] == ["briefs/2025/2025-03-12-ministers-share-the-tisza.md"]
    assert "tags: *who" in brief.read_text()


def test_working_files_deleted_in_the_middle_cost_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    meanwhile(monkeypatch, lambda: shutil.rmtree(project.state))
    build(project)
    assert only_brief(project)


def test_what_the_disk_refuses_is_one_clear_error(project: Project) -> None:
    project.state.write_text("a file where a folder should be")
    with pytest.raises(BriefsError, match=r"\.briefs"):
        build(project)


@pytest.mark.parametrize("name", ["index.md", "page-2.md"])
def test_a_brief_that_takes_the_name_of_the_list_is_named(project: Project, name: str) -> None:
    build(project)
    only_brief(project).rename(project.briefs / name)
    ((file, reason),) = build(project).failures
    assert file == f"briefs/{name}"
    assert "another" in reason
    assert [path.name for path in project.briefs.rglob("*.md")] == [name]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_file_name_that_is_no_text_stops_no_other(project: Project) -> None:
    (project.articles / os.fsdecode(b"caf\xe9.txt")).write_text(FERRY)
    for _ in range(2):
        ((_, reason),) = build(project).failures
        assert "rename" in reason
    assert only_brief(project)


def test_a_page_of_another_address_saved_over_an_old_one_gets_a_brief_of_its_own(project: Project) -> None:
    clipping = "---\ntitle: {0}\nsource: https://a.example/{0}\npublished: 2025-03-12\n---\n\n{1}\n"
    page = project.articles / "tisza.txt"
    page.write_text(clipping.format("one", "It rained in Szeged. " * 8))
    build(project)
    first = only_brief(project)
    edit(first, "https://a.example/one", "https://a.example/mended-by-hand")
    edit(page, "It rained in Szeged. ", "It snowed in Szeged. ")
    assert build(project).briefs_written == ("2025/2025-03-12-one.md",)
    page.write_text(clipping.format("two", "Nothing happened in Szeged. " * 8))
    assert build(project).briefs_written == ("2025/2025-03-12-two.md",)
    assert "snowed" in first.read_text()


def zipped(project: Project, **articles: str) -> Path:
    path = project.articles / "papers.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name, text in articles.items():
            file.writestr(zipfile.ZipInfo(f"{name}.txt"), text)
    return path


def test_a_file_of_several_articles_gives_a_brief_for_each(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    zipped(project, ferry=FERRY, empty="")
    outcome = build(project)
    assert [file for file, _ in outcome.failures] == ["articles/papers.zip#empty.txt"]
    brief = project.briefs / "2025/2025-04-03-a-ferry-for-two-islands.md"
    assert "article: papers.zip#ferry.txt" in brief.read_text()
    page = project.docs / "briefs/2025/2025-04-03-a-ferry-for-two-islands.md"
    assert "papers.zip#ferry.txt" in page.read_text()
    before = files(project.root)
    monkeypatch.setattr(readers, "read_all", pytest.fail)
    again = build(project)
    assert (again.briefs_written, again.failures) == ((), outcome.failures)
    assert files(project.root) == before


def test_hand_corrections_hold_for_articles_in_a_file_of_several(project: Project) -> None:
    zipped(
        project,
        ferry=FERRY,
        other=FERRY.replace("A ferry for two islands", "One more ferry for six islands")
        .replace("3 April", "4 April")
        .replace("patient", "careful"),
    )
    build(project)
    brief = project.briefs / "2025/2025-04-03-a-ferry-for-two-islands.md"
    edit(brief, "title: A ferry for two islands", "title: A boat for two islands")
    zipped(project, ferry=FERRY.replace("a ferry and eleven", "a ferry and twelve"))
    outcome = build(project)
    assert outcome.kept == (("2025/2025-04-03-a-ferry-for-two-islands.md", ("title",)),)
    text = brief.read_text()
    assert "title: A boat for two islands" in text
    assert "twelve years" in text
    assert (project.briefs / "2025/2025-04-04-one-more-ferry-for-six-islands.md").exists()


def test_a_brief_of_a_file_of_several_is_written_anew_when_it_was_deleted(project: Project) -> None:
    zipped(project, ferry=FERRY)
    build(project)
    before = files(project.root)
    (project.briefs / "2025/2025-04-03-a-ferry-for-two-islands.md").unlink()
    assert build(project).briefs_written == ("2025/2025-04-03-a-ferry-for-two-islands.md",)
    assert files(project.root) == before


def test_the_same_article_alone_and_in_a_file_of_several_is_one_brief(project: Project) -> None:
    zipped(project, tisza=HALMOS)
    build(project)
    assert only_brief(project).stem == "2025-03-12-ministers-share-the-tisza"


WIRE = HALMOS.replace("The Lowland Courier", "The Upland Post").replace(
    "Ministers share the Tisza", "Two states, one river"
)


def same_text_of(project: Project, name: str) -> list[str]:
    page = project.docs / "briefs" / "2025" / name
    meta = yaml.safe_load(page.read_text(encoding="utf-8").split("---\n")[1])
    return [f"{other['title']}, {other['outlet']}" for other in meta["brief"]["same_text"]]


def test_the_same_text_in_another_outlet_has_a_brief_of_its_own_and_each_names_the_other(project: Project) -> None:
    build(project)
    before = only_brief(project).read_bytes()
    (project.articles / "wire.txt").write_text(WIRE.replace("eleven years", "twelve years"))
    assert build(project).briefs_written == ("2025/2025-03-12-two-states-one-river.md",)
    assert (project.briefs / "2025/2025-03-12-ministers-share-the-tisza.md").read_bytes() == before
    assert same_text_of(project, "2025-03-12-ministers-share-the-tisza.md") == [
        "Two states, one river, The Upland Post"
    ]
    assert same_text_of(project, "2025-03-12-two-states-one-river.md") == [
        "Ministers share the Tisza, The Lowland Courier"
    ]


@pytest.mark.parametrize("first", ["tisza.txt", "wire.txt"])
def test_which_of_the_same_texts_came_first_does_not_matter(project: Project, tmp_path: Path, first: str) -> None:
    texts = {"tisza.txt": HALMOS, "wire.txt": WIRE}
    (project.articles / "tisza.txt").unlink()
    for name in sorted(texts, key=lambda name: name != first):
        (project.articles / name).write_text(texts[name])
        build(project)
    at_once = Project(tmp_path / "other", project.settings)
    shutil.copytree(project.articles, at_once.articles)
    build(at_once)
    assert files(at_once.briefs) == files(project.briefs)
    assert files(at_once.docs) == files(project.docs)


def test_briefs_of_the_same_text_stay_with_their_outlets(project: Project) -> None:
    (project.articles / "wire.txt").write_text(WIRE)
    build(project)
    before = files(project.briefs)
    shutil.rmtree(project.state)
    assert build(project).briefs_written == ()
    (project.articles / "tisza.txt").unlink()
    (project.articles / "wire.txt").rename(project.articles / "moved.txt")
    assert build(project).briefs_written == ("2025/2025-03-12-two-states-one-river.md",)
    (project.articles / "moved.txt").unlink()
    (project.articles / "third.txt").write_text(WIRE.replace("Upland Post", "Valley Star"))
    build(project)
    after = files(project.briefs)
    assert len(after) == 3
    assert (
        after["2025/2025-03-12-ministers-share-the-tisza.md"] == before["2025/2025-03-12-ministers-share-the-tisza.md"]
    )


def test_an_updated_copy_updates_the_brief_and_the_old_copy_stays(project: Project) -> None:
    build(project)
    updated = HALMOS.rstrip() + " The engineers will meet again in June.\n"
    (project.articles / "a-later-copy.txt").write_text(updated)
    outcome = build(project)
    assert outcome.briefs_written == ("2025/2025-03-12-ministers-share-the-tisza.md",)
    assert "meet again in June" in only_brief(project).read_text()
    assert sorted(path.name for path in project.articles.iterdir()) == ["a-later-copy.txt", "tisza.txt"]
    assert set(outcome.told.values()) == {"2025/2025-03-12-ministers-share-the-tisza.md"}


def test_the_same_articles_give_the_same_bytes_on_another_day(project: Project, tmp_path: Path) -> None:
    (project.articles / "wire.txt").write_text(WIRE)
    build(project)
    other = Project(tmp_path / "other", project.settings)
    other.articles.mkdir(parents=True)
    for path in sorted(project.articles.iterdir(), reverse=True):
        (other.articles / path.name).write_bytes(path.read_bytes())
        os.utime(other.articles / path.name, ns=(1, 1))
    build(other)
    assert files(other.briefs) == files(project.briefs)
