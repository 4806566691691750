"""The command `briefs`, as it is typed."""

import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from spacy.language import Language

from builder import adding, cli
from builder.annotate import pipeline
from builder.cli import main
from tests import test_readers_exports as exports

ARTICLE = """Harbour Desk

A ferry for two islands

By Reka Toth

3 April 2025

“We waited eleven years for this boat,” said Giulia Conti, a ferry captain from Genoa, on Thursday in Croatia.

The ferry will run twice a day until October, and the islanders have already asked for a third trip.
"""

Run = Callable[..., Result]


@pytest.fixture
def run(nlp: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in an empty collection; the model is loaded once for all tests."""
    monkeypatch.setattr(pipeline, "load", lambda _model: nlp)
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    monkeypatch.chdir(tmp_path)
    return lambda *arguments, text=None: CliRunner().invoke(main, arguments, input=text)


def test_help_names_every_command(run: Run) -> None:
    result = run("--help")
    assert result.exit_code == 0
    for command in ("add", "build", "serve", "read", "annotate"):
        assert command in result.output
        assert run(command, "--help").exit_code == 0


def test_add_puts_a_file_in_the_inbox_and_builds(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "My article (1).txt"
    source.write_text(ARTICLE)
    result = run("add", str(source))
    assert result.exit_code == 0, result.output
    assert (tmp_path / "articles" / "my-article-1.txt").read_text() == ARTICLE
    assert [path.name for path in tmp_path.glob("briefs/2025/*.md")] == ["2025-04-03-a-ferry-for-two-islands.md"]
    again = run("add", str(source))
    assert "already" in again.output
    assert len(list((tmp_path / "articles").iterdir())) == 1


def test_help_cuts_no_command_short(run: Run) -> None:
    assert "..." not in run("--help").output.partition("COMMAND")[2].partition("Commands:")[2]


def test_add_names_the_brief_to_correct_and_what_is_doubtful(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "ferry.txt"
    source.write_text(ARTICLE.replace("3 April 2025\n\n", ""))
    result = run("add", str(source))
    assert "wrote briefs/undated/a-ferry-for-two-islands.md" in result.output
    assert "No date was found." in result.output
    assert "wrote" not in run("add", str(source)).output


@pytest.mark.parametrize("address", ["ftp://harbourdesk.example/ferry", "HTTP://127.0.0.1:9/x"])
def test_an_address_is_never_taken_for_a_file(run: Run, address: str) -> None:
    result = run("add", address)
    assert result.exit_code == 1
    assert address in result.stderr
    assert "no such file" not in result.stderr


def test_add_takes_pasted_text_from_standard_input(run: Run, tmp_path: Path) -> None:
    result = run("add", "-", text=ARTICLE)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "articles" / "a-ferry-for-two-islands.txt").is_file()


@pytest.mark.parametrize("name", ["../../outside.txt", "a b.txt", "--x.txt", "ü.txt", "CON.txt"])
def test_add_keeps_every_name_inside_the_inbox(run: Run, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "deep" / "er"
    folder.mkdir(parents=True)
    source = (folder / name).resolve()
    source.write_text(ARTICLE)
    assert run("add", "--", str(folder / name)).exit_code == 0
    (added,) = (tmp_path / "articles").iterdir()
    assert added.name == added.name.lower()
    assert " " not in added.name


def test_add_of_what_cannot_be_read_adds_nothing_and_does_the_rest(run: Run, tmp_path: Path) -> None:
    good, empty, folder = tmp_path / "good.txt", tmp_path / "empty.txt", tmp_path / "folder"
    good.write_text(ARTICLE)
    empty.write_text("")
    folder.mkdir()
    result = run("add", str(empty), str(folder), str(tmp_path / "missing.txt"), str(good))
    assert result.exit_code == 1
    for name in ("empty.txt", "folder", "missing.txt"):
        assert f"{name}: " in result.stderr
    assert [path.name for path in (tmp_path / "articles").iterdir()] == ["good.txt"]
    assert list(tmp_path.glob("briefs/2025/*.md"))


def test_a_bad_file_that_lies_in_the_inbox_is_named_and_not_counted_against_a_good_one(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "old.txt").write_text("")
    good = tmp_path / "good.txt"
    good.write_text(ARTICLE)
    result = run("add", str(good))
    assert (result.exit_code, "articles/old.txt: " in result.stderr) == (0, True)
    assert run("build").exit_code == 1
    assert run("add", str(tmp_path / "articles" / "old.txt")).exit_code == 1


def test_a_brief_that_cannot_be_read_counts_against_its_own_article_only(run: Run, tmp_path: Path) -> None:
    good, other = tmp_path / "good.txt", tmp_path / "other.txt"
    good.write_text(ARTICLE)
    other.write_text(ARTICLE.replace("ferry", "train").replace("boat", "line").replace("Giulia Conti", "Marta Horn"))
    run("add", str(good))
    (brief,) = tmp_path.glob("briefs/2025/*.md")
    brief.write_text(brief.read_text().replace("title: ", "title: a: "))
    assert run("add", str(other)).exit_code == 0
    again = run("add", str(good))
    assert again.exit_code == 1
    assert f"briefs/2025/{brief.name}: " in again.stderr


def test_add_of_a_known_text_names_its_brief_and_of_a_file_in_the_inbox_copies_nothing(
    run: Run, tmp_path: Path
) -> None:
    source = tmp_path / "a.txt"
    source.write_text(ARTICLE)
    run("add", str(source))
    again = run("add", str(tmp_path / "articles" / "a.txt"))
    assert "was in the inbox already" in again.output
    assert "briefs/2025/2025-04-03-a-ferry-for-two-islands.md tells this story already" in again.output
    assert len(list((tmp_path / "articles").iterdir())) == 1
    source.write_text(ARTICLE.replace("A ferry for two islands", "Another headline of the same day"))
    assert "briefs/2025/2025-04-03-a-ferry-for-two-islands.md" in run("add", str(source)).output


def test_read_prints_one_object_a_file_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "ferry.txt"
    source.write_text(ARTICLE)
    before = sorted(tmp_path.rglob("*"))
    result = run("read", str(source), str(tmp_path / "missing.txt"))
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    row = json.loads(line)
    assert list(row) == [
        *("id", "file", "title", "author", "date", "updated", "publisher", "agency", "source_url", "lang", "text"),
        *("provenance", "disagreements", "problems"),
    ]
    assert (row["id"], row["title"], row["author"]) == ("ferry", "A ferry for two islands", ["Reka Toth"])
    assert "missing.txt" in result.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_annotate_answers_every_row_in_order(run: Run) -> None:
    texts = {"one": "“We waited eleven years for this boat,” said Giulia Conti in Genoa.", "two": "", "three": "Rain."}
    lines = [json.dumps({"id": name, "text": text, "unknown": 1}) for name, text in texts.items()]
    result = run("annotate", text="\n".join(lines) + "\n\n")
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["id"] for row in rows] == list(texts)
    (quote,) = rows[0]["quotes"]
    ((start, end),) = quote["spans"]
    assert texts["one"][start:end] == "We waited eleven years for this boat,"
    assert quote["speaker"]["name"] == "Giulia Conti"
    assert set(rows[0]) >= {"id", "people", "countries", "organisations", "places", "quotes"}
    assert rows[0]["countries"][0]["code"] == "IT"


def test_annotate_names_a_bad_line_and_does_the_others(run: Run) -> None:
    result = run("annotate", text='{"id": 1}\nnot json\n{"id": 3, "text": "Rain."}\n')
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [3]
    assert "line 1: " in result.stderr
    assert "line 2: " in result.stderr


def test_annotate_takes_utf8_only_and_prints_nothing_else(run: Run) -> None:
    lines = [
        "\ufeff".encode() + b'{"id": "\\ud800", "text": "Rain."}',
        b'{"id": 2, "text": "\xff"}',
        b'{"id": "\xc5\xbd", "text": ""}',
    ]
    result = CliRunner().invoke(main, ["annotate"], input=b"\n".join(lines))
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout_bytes.splitlines()] == ["\ud800", "Ž"]
    assert result.stderr.startswith("line 2: ")
    assert len(result.stderr.splitlines()) == 1


def test_json_lines_are_utf8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(ARTICLE.replace("Giulia", "Žofia"), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONIOENCODING": "cp1252"}
    command = [sys.executable, "-m", "builder", "read", "ferry.txt"]
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert "Žofia" in json.loads(ran.stdout.decode("utf-8"))["text"]


@pytest.mark.parametrize(
    "arguments", [["add"], ["read"], ["nonsense"], ["build", "--nonsense"], ["annotate", "missing.jsonl"]]
)
def test_a_wrong_call_exits_with_two(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_outside_a_collection_the_remedy_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").unlink()
    result = run("build")
    assert result.exit_code == 2
    assert "mkdocs.yml" in result.stderr


def test_a_model_that_is_not_installed_is_named_in_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    result = run("annotate", "--model", "en_none_xx", text='{"id": 1, "text": "Rain."}')
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "en_none_xx" in result.stderr
    assert "install" in result.stderr


PAGE = b"""<!doctype html><html lang="en"><head><title>A ferry for two islands</title></head><body><article>
<h1>A ferry for two islands</h1><p>By Reka Toth</p>
<p>The ferry will run twice a day until October, and the islanders have already asked for a third trip in summer.</p>
<p>It leaves the old harbour at six in the morning, when the bakers have bread to send, and comes back at night.</p>
</article></body></html>"""


def test_add_of_an_address_keeps_the_page_and_where_it_is_from(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "https://harbourdesk.example/ferry--two?x=1"
    monkeypatch.setattr(adding, "fetch", lambda _url: (PAGE, url, ".html"))
    result = run("add", url)
    assert result.exit_code == 0, result.output
    saved = (tmp_path / "articles" / "a-ferry-for-two-islands.html").read_bytes()
    assert saved.endswith(PAGE)
    (brief,) = tmp_path.glob("briefs/undated/*.md")
    assert "source_url: https://harbourdesk.example/ferry" in brief.read_text()


def test_add_of_an_address_on_this_machine_is_refused(run: Run) -> None:
    result = run("add", "http://127.0.0.1:9/x")
    assert result.exit_code == 1
    assert "127.0.0.1" in result.stderr


def test_add_takes_a_folder_as_it_lies_there(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "My Papers"
    (folder / "deep").mkdir(parents=True)
    (folder / "Ferry (1).txt").write_text(ARTICLE)
    (folder / "deep" / "empty.txt").write_text("")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "secret.txt").write_text(ARTICLE)
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    result = run("add", str(folder))
    assert result.exit_code == 1
    assert f"{folder / 'deep' / 'empty.txt'}: the file is empty" in result.stderr
    assert "added articles/my-papers" in result.output.replace("\\", "/")
    assert [path.name for path in (tmp_path / "articles" / "my-papers").rglob("*")] == ["Ferry (1).txt"]
    assert len(list(tmp_path.glob("briefs/2025/*.md"))) == 1
    assert "already" in run("add", str(folder)).output
    (folder / "Ferry (1).txt").write_text(ARTICLE.replace("eleven", "twelve"))
    run("add", str(folder))
    assert (tmp_path / "articles" / "my-papers-2").is_dir()


@pytest.mark.parametrize("name", [".", "empty"])
def test_add_refuses_folders_that_hold_the_inbox_or_nothing(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "empty").mkdir()
    result = run("add", name)
    assert result.exit_code == 1
    assert "folder" in result.stderr


def test_a_file_of_several_articles_is_added_whole_and_read_line_by_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "papers.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name in ("one", "two"):
            file.writestr(
                zipfile.ZipInfo(f"{name}.txt"), ARTICLE.replace("eleven", name).replace("Harbour", name.title())
            )
        file.writestr(zipfile.ZipInfo("empty.txt"), "")
    result = run("read", str(path))
    assert [json.loads(line)["file"] for line in result.stdout.splitlines()] == [f"{path}#one.txt", f"{path}#two.txt"]
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["papers#one.txt", "papers#two.txt"]
    assert result.stderr.startswith(f"{path}#empty.txt: ")
    added = run("add", str(path))
    assert added.exit_code == 1
    assert "2 articles" in added.output
    assert (tmp_path / "articles" / "papers.zip").read_bytes() == path.read_bytes()
    assert len(list(tmp_path.glob("briefs/2025/*.md"))) == 2


STUB = (Path(__file__).parent / "stubs" / "paywall-three-paragraphs.html").read_text(encoding="utf-8")


def test_add_refuses_what_looks_like_no_article_and_takes_it_when_forced(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "fees.html"
    source.write_text(STUB)
    refused = run("add", str(source))
    assert refused.exit_code == 1
    assert "fees.html: looks like a paywall: 3 paragraphs, 'Subscribe to continue reading'; " in refused.stderr
    assert not list(tmp_path.glob("articles/*"))
    assert run("add", "--force", str(source)).exit_code == 0
    (brief,) = tmp_path.glob("briefs/2025/*.md")
    assert "It looks like a paywall: 3 paragraphs" in brief.read_text()


def test_what_was_forced_stays_also_when_all_working_files_are_lost(run: Run, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    dropped = tmp_path / "articles" / "fees.html"
    dropped.write_text(STUB)
    assert run("build").exit_code == 1
    assert run("add", "--force", str(dropped)).exit_code == 0
    shutil.rmtree(tmp_path / ".briefs")
    assert run("build").exit_code == 0
    dropped.rename(dropped.with_name("renamed.html"))
    shutil.rmtree(tmp_path / ".briefs")
    again = run("build")
    assert (again.exit_code, len(list(tmp_path.glob("briefs/*/*.md")))) == (0, 1), again.output
    next(tmp_path.glob("briefs/*/*.md")).unlink()
    shutil.rmtree(tmp_path / ".briefs")
    assert run("build").exit_code == 1


def test_a_stub_saved_later_does_not_take_the_place_of_the_whole_article(run: Run, tmp_path: Path) -> None:
    whole, stub = tmp_path / "whole.html", tmp_path / "stub.html"
    address = '<link rel="canonical" href="https://gazette.example/fees">'
    paragraph = "<p>The harbour council met on Monday, agreed on very little before lunch, and on less after it.</p>"
    whole.write_text(
        STUB.replace("<head>", f"<head>{address}").replace('<div class="wall">', paragraph + "<div hidden>")
    )
    stub.write_text(STUB.replace("<head>", f"<head>{address}"))
    assert run("add", str(whole)).exit_code == 0
    (tmp_path / "articles" / "z-later.html").write_text(stub.read_text())
    assert run("build").exit_code == 1
    (brief,) = tmp_path.glob("briefs/2025/*.md")
    assert "looks like" not in brief.read_text()


def test_without_a_terminal_a_line_says_now_and_then_how_long_it_will_take(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter(range(0, 10_000, 20))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    assert list(cli._progress(iter(range(400)), 400, "Annotating")) == list(range(400))
    lines = capsys.readouterr().err.splitlines()
    assert lines[:2] == ["Annotating: 1 of 400, about 4 h 26 min left", "Annotating: 3 of 400, about 2 h 56 min left"]
    assert lines[-1] == "Annotating: 399 of 400, about a minute left"


def test_what_is_done_at_once_is_not_reported(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(cli._progress(iter(range(400)), 400, "Annotating")) == list(range(400))
    assert capsys.readouterr().err == ""


def test_add_names_other_briefs_with_the_same_text(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    paragraph = (
        "The new boat was built in eleven months by a yard that had never built one, and it cost less than planned."
    )
    text = ARTICLE + "\n" + paragraph + "\n"
    source.write_text(text)
    assert run("add", str(source)).exit_code == 0
    source.write_text(
        text.replace("Harbour Desk", "Lowland Courier").replace("A ferry for two islands", "Boat at last")
    )
    added = run("add", str(source))
    same = (
        "briefs/2025/2025-04-03-boat-at-last.md has the same text as briefs/2025/2025-04-03-a-ferry-for-two-islands.md"
    )
    assert same in added.output.splitlines()


def test_add_of_the_address_of_a_feed_keeps_the_feed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = "https://harbourdesk.example/world/feed"
    monkeypatch.setattr(adding, "fetch", lambda _url: (exports.RSS.encode(), url, ".xml"))
    result = run("add", url)
    assert result.exit_code == 1
    assert "added articles/world-feed.xml" in result.output.replace("\\", "/")
    assert "articles/world-feed.xml#only-a-summary: " in result.stderr
    assert len(list(tmp_path.glob("briefs/2025/*.md")) + list(tmp_path.glob("briefs/undated/*.md"))) == 2


def test_references_that_are_added_describe_the_pages_that_are_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(exports.PAGE)
    (tmp_path / "refs.json").write_text(json.dumps(exports.CSL))
    assert run("add", "page.html").exit_code == 0
    (brief,) = tmp_path.glob("briefs/2025/*.md")
    assert "publisher: The Harbour Desk" not in brief.read_text()
    result = run("add", "refs.json")
    assert result.exit_code == 0, result.output
    assert "describes the pages beside it" in result.output
    assert "publisher: The Harbour Desk" in brief.read_text()
    assert len(list(tmp_path.glob("briefs/*/*.md"))) == 1


def test_read_goes_through_a_folder(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    (folder / "deep").mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    (folder / "deep" / "ferry.txt").write_text(ARTICLE)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    result = run("read", str(folder), str(tmp_path / "empty"))
    assert result.exit_code == 1
    assert [json.loads(line)["file"] for line in result.stdout.splitlines()] == [str(folder / "deep" / "ferry.txt")]
    assert result.stderr.startswith(f"{tmp_path / 'empty'}: this folder holds no file")
