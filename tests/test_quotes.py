"""What was said: marks, paragraphs and transcripts, without a model."""

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from builder.annotate.quotes.component import annotate_quotes
from builder.annotate.quotes.marks import find_marked, paragraphs

# what is shown, text, what stands between the outermost marks
MARKS = [
    ("curly", "“We dig,” he said.", ["We dig,"]),
    ("straight", '"We dig," he said.', ["We dig,"]),
    ("two in a row", "“We dig,” he said. “We dig on.”", ["We dig,", "We dig on."]),
    ("single in double", "“Call it ‘the ditch’ if you like,” he said.", ["Call it ‘the ditch’ if you like,"]),
    (
        "straight single in double",
        "\"Call it 'the ditch' if you like,\" he said.",
        ["Call it 'the ditch' if you like,"],
    ),
    ("double in single", "‘Call it “the ditch” if you like,’ he said.", ["Call it “the ditch” if you like,"]),
    (
        "curly in straight",
        '"She asked: “Why dig?” I had no answer," he said.',
        ["She asked: “Why dig?” I had no answer,"],
    ),
    ("curly in curly", "“She asked “why dig” again,” he said.", ["She asked “why dig” again,"]),
    ("curly opened, straight closed", '“We dig," he said.', ["We dig,"]),
    ("straight opened, curly closed", '"We dig,” he said.', ["We dig,"]),
    ("single as outer marks", "‘We dig,’ he said. ‘We dig on.’", ["We dig,", "We dig on."]),
    ("apostrophes inside single marks", "‘It’s the diggers’ ditch,’ he said.", ["It’s the diggers’ ditch,"]),
    ("single, the stop outside", "He called it ‘the diggers’ ditch’.", ["the diggers’ ditch"]),
    ("doubled apostrophes", "''We dig,'' he said. ''We dig on.''", ["We dig,", "We dig on."]),
    ("guillemets", "«We dig», he said.", ["We dig"]),
    ("guillemets with spaces", "« We dig », he said.", ["We dig"]),
    ("guillemets inwards", "»We dig«, he said.", ["We dig"]),
    ("opening mark for a closing one", "“Who digs?“ he asked. “We dig,” she said.", ["Who digs?", "We dig,"]),
    ("low marks", "„We dig“, he said.", ["We dig"]),
    ("in brackets", "The ditch (“a canal”) is wet.", ["a canal"]),
    ("after a dash", "The ditch—“a canal”—is wet.", ["a canal"]),
    ("six feet two", '"He is 6\'2" tall," she said.', ["He is 6'2\" tall,"]),
    ("never closed", "“We dig, he said.\nNobody answered.", ["We dig, he said."]),
    ("never opened", "We dig,” he said.", []),
    ("odd number, straight", '"We dig," he said. "We dig on.\nNobody answered.', ["We dig,", "We dig on."]),
    ("an open mark swallows no paragraph", "“We dig, he said.\n“We stop,” she said.", ["We dig, he said.", "We stop,"]),
    ("plural possessives", "The diggers’ hats and the dogs’ tails.", []),
    ("elisions", "Rock ’n’ roll of the ’90s, and 'em all.", []),
    ("nothing inside", "He said “” and “ ” again.", []),
    ("a mark alone", "”", []),
    ("an opening mark alone", "“", []),
    ("no marks", "The ditch is wet.", []),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in MARKS], ids=[row[0] for row in MARKS])
def test_marks_are_paired(text: str, expected: list[str]) -> None:
    assert [text[slice(*part.span)] for part in find_marked(text)] == expected


# what is shown, text, the spans of each quotation
QUOTATIONS = [
    ("one paragraph", "“We dig,” he said.", [["We dig,"]]),
    ("reopened in the next", "“We dig.\n“We dig on,” he said.", [["We dig.", "We dig on,"]]),
    ("reopened after a blank line", "“We dig.\n\n“We dig on,” he said.", [["We dig.", "We dig on,"]]),
    ("three paragraphs", "“One.\n\n“Two.\n\n“Three,” he said.", [["One.", "Two.", "Three,"]]),
    ("straight marks", '"One.\n\n"Two," he said.', [["One.", "Two,"]]),
    ("closed in each paragraph", "“One.”\n\n“Two.”", [["One."], ["Two."]]),
    ("not reopened", "“One.\n\nTwo,” he said.", [["One."]]),
    ("another mark", "“One.\n\n‘Two,’ he said.", [["One."], ["Two,"]]),
    ("another speaker’s label", "“ANA: One.\n\n“BEN: Two.”", [["ANA: One."], ["BEN: Two."]]),
    ("transcript", "Ana: One.\n\nBen: Two.\n\nAna: Three.", [["One."], ["Two."], ["Three."]]),
    ("questions and answers", "Q: Why?\n\nA: Because.\n\nQ: Why?\n\nA: I said so.", [["Because."], ["I said so."]]),
    (
        "the interviewer asks only",
        "Harbour Desk: Why?\n\nAna Kos: For fun.\n\nHarbour Desk: Really?\n\nAna Kos: No.",
        [["For fun."], ["No."]],
    ),
    ("marks inside a turn", "Ana: I said “no”.\n\nBen: Yes.\n\nAna: No.", [["I said “no”."], ["Yes."], ["No."]]),
    ("headings are no transcript", "Weather: it rained.\n\nSport: they lost.\n\nTraffic: it stood.", []),
    ("two labels are no transcript", "Note: it rained.\n\nNote: it stopped.", []),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in QUOTATIONS], ids=[row[0] for row in QUOTATIONS])
def test_quotations_are_put_together(text: str, expected: list[list[str]]) -> None:
    doc = annotate_quotes(spacy.blank("en")(text))
    assert [[text[slice(*span)] for span in quote.spans] for quote in doc._.quotes] == expected


@given(st.text(alphabet="“”\"'‘’«»„ ab.,?!6\n:QA—", max_size=200))
def test_any_text_gives_stretches_inside_one_paragraph(text: str) -> None:
    found = find_marked(text)
    inside = list(paragraphs(text))
    for part in found:
        (start, end), (outer_start, outer_end) = part.span, part.outer
        assert outer_start < start < end <= outer_end
        assert text[start:end].strip() == text[start:end]
        assert any(first <= outer_start and outer_end <= last for first, last in inside)
    assert all(one.outer[1] <= other.outer[0] for one, other in pairwise(found))


@pytest.mark.parametrize("text", ["“" * 20_000, '"' * 20_001, "‘a " * 10_000, "“a ” “" * 5_000, "' ’" * 10_000])
def test_hostile_runs_of_marks_are_quick(text: str) -> None:
    assert len(find_marked(text)) <= len(text)
