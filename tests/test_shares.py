"""How much of an article is republished: counted once, printed, limited; a full text stays where it was dropped."""

from dataclasses import replace
from pathlib import Path

import pytest

from builder import shares, state
from builder.build import build
from builder.files import Workshop
from builder.settings import find_project
from tests import test_comparing
from tests.test_comparing import NAME, SAID, TEXT, edit, run

built = test_comparing.built

# A text of which no excerpt shows the end.
LONG = "\n\n".join(
    [
        TEXT,
        *(f"In paragraph {n} nothing happened that would be worth {n + 7} more words." for n in range(20)),
    ]
)
END = "paragraph 19 nothing happened"


@pytest.fixture
def closed(built: Path) -> Path:
    """A collection of one brief, of whose article only an excerpt may be shown."""
    head = "title: Tides\ndate: 2025-03-04\nlang: en\n"
    Path("articles/tides.md").write_text(f"---\n{head}---\n\n{LONG}\n", encoding="utf-8")
    build(find_project(built))
    return built


def holding(folder: str, words: str) -> list[str]:
    return [str(path) for path in Path(folder).rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


def test_every_word_counts_once_however_often_it_is_shown() -> None:
    text = "One two three four five six seven eight nine ten."
    assert shares.of_spans(text, [(0, 13), (4, 18)]).shown == 4
    assert shares.of_spans(text, [(0, 13), (4, 18)]).percent == 40
    assert shares.of_spans(text, []) == shares.Share(10, 0)
    assert shares.of_spans(text, [(1, 7)]).shown == 1  # the half of a word is none


def test_no_full_text_leaves_the_inbox_unless_its_rights_allow_that(closed: Path) -> None:
    assert holding("docs", "The tide was early")
    assert holding("docs", END) == holding("briefs", END) == holding(".briefs", END) == []
    ignored = (Path(__file__).parent.parent / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/articles/*", "/.briefs/", "/docs/briefs/", "/docs/review/"} <= set(ignored)
    edit("rights: excerpt", "rights: full")
    build(find_project(closed))
    assert holding("docs", END) != []
    edit("rights: full", "rights: metadata")
    build(find_project(closed))
    assert holding("docs", END) == holding("docs", SAID) == []


def test_the_share_is_printed_and_stands_in_the_brief(closed: Path) -> None:
    ran = run("check")
    assert ran.exit_code == 0
    words = len(shares._words(LONG))
    assert f" % of {words:6,} words  excerpt     briefs/2025/{NAME}.md\n" in ran.output
    page = Path(f"docs/briefs/2025/{NAME}.md").read_text(encoding="utf-8")
    percent = int(page.partition("  share: ")[2].partition("\n")[0])
    assert 0 < percent < 20
    assert f"{percent:3} % of" in ran.output


def test_too_much_put_in_by_hand_stops_the_build(closed: Path) -> None:
    path = Path(f"briefs/2025/{NAME}.md")
    before, pages = path.read_text(encoding="utf-8"), Path(f"docs/briefs/2025/{NAME}.md").read_bytes()
    path.write_text(f"{before}\n{LONG}\n", encoding="utf-8")
    for finished in (True, True, False):  # also when a build was killed in between
        here = find_project(Path.cwd())
        state.save(replace(state.load(here.state), finished=finished), here.state, Workshop(here.state))
        ran = run("build")
        assert ran.exit_code == 1
        assert f"briefs/2025/{NAME}.md: 100 percent of its article would be republished" in ran.output
        assert "take out of it what was added by hand, or give it 'rights: full'" in ran.output
        assert Path(f"docs/briefs/2025/{NAME}.md").read_bytes() == pages
    path.write_text(f"{before}\nA long remark of my own. {'I find this very remarkable indeed. ' * 90}\n", "utf-8")
    assert run("build").exit_code == 0
    path.write_text(f"{before}\n{LONG}\n".replace("rights: excerpt", "rights: full"), encoding="utf-8")
    assert run("build").exit_code == 0
