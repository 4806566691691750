"""Measure the product against the gold annotations: `python -m tests.scoring --help`."""

import argparse
import json
import math
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from spacy.language import Language

from builder import readers
from builder.annotate import pipeline
from builder.annotate.context import Context
from tests.scorers import Gold, Score, score_annotations, score_reading

ROOT = Path(__file__).parent.parent
FLOORS = ROOT / "tests" / "accuracy_floors.toml"
# A figure so much above its floor asks for a higher floor, so that what was won is not lost again unseen.
SLACK = 0.02

# The measures of one article by name, and those of all articles by the stem of their files.
Scores = dict[str, Score]
Report = dict[str, Scores]

HEADER = """\
# What the product reaches on the articles in tests/gold/, rounded down to two decimals: reading them, and annotating
# their gold text with either model. `python -m tests.scoring --write-floors` raises these floors to the figures of the
# model that is installed. It never lowers one: whoever must do that does it by hand, and says why in the commit.
"""


def load_gold() -> dict[str, Gold]:
    """Load the gold of every sample article, by the stem of its file."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(ROOT.glob("tests/gold/*.json"))}


def measure_reading() -> Report:
    """Read every sample article and score what was read."""
    return {stem: score_reading(gold, readers.read_file(ROOT / gold["file"])) for stem, gold in load_gold().items()}


def measure_annotating(nlp: Language) -> Report:
    """Annotate the gold text of every sample article and score what was found."""
    articles = load_gold()
    found = pipeline.annotate(nlp, [(gold["text"], context_of(gold)) for gold in articles.values()])
    return {stem: score_annotations(articles[stem], each) for stem, each in zip(articles, found, strict=True)}


def context_of(gold: Gold) -> Context:
    """Give what is known about an article besides its text."""
    return Context(gold["title"], gold["date"], gold["publisher"], gold["source_url"])


def model_of(nlp: Language) -> str:
    """Name the model as the floors do: as the record does, without its version."""
    return pipeline.model_name(nlp).partition(" ")[0]


def add_up(report: Report) -> Scores:
    """Add up the scores of all articles, measure by measure."""
    total: Scores = {}
    for scores in report.values():
        for measure, score in scores.items():
            total[measure] = total.get(measure, Score()) + score
    return total


def load_floors() -> dict[str, dict[str, float]]:
    """Load the floors: for `reading` and for each model, measure to figure."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def round_down(figure: float) -> float:
    """Round down to two decimals; 0.29 stays 0.29 although 100 * 0.29 is a little less than 29."""
    return math.floor(round(figure * 100, 6)) / 100


def verdict(figure: float, floor: float | None) -> str:
    """Say in words what is wrong with a figure; empty when it stands on its floor."""
    if floor is None:
        return "has no floor yet"
    if figure < floor:
        return "is below its floor"
    return "has outgrown its floor, raise it" if figure > floor + SLACK else ""


def verdicts(scores: Scores, floors: Mapping[str, float]) -> list[str]:
    """Name every measure that is below its floor, above it by too much, without a floor, or no longer measured."""
    gone = [f"{measure} has a floor but is not measured" for measure in floors if measure not in scores]
    words = {measure: verdict(score.figure, floors.get(measure)) for measure, score in scores.items()}
    return [f"{measure} {scores[measure].figure:.4f} {word}" for measure, word in words.items() if word] + gone


def table(title: str, scores: Scores, floors: Mapping[str, float]) -> str:
    """Draw a table: measure, figure, floor, and the counts behind the figure."""
    lines = [f"{title:30} figure  floor   right  found wanted"]
    for measure, score in scores.items():
        floor = floors.get(measure)
        shown = "    -" if floor is None else f"{floor:5.2f}"
        counts = f"{score.right:7} {score.found:6} {score.wanted:6}"
        lines.append(f"  {measure:28} {score.figure:6.4f}  {shown} {counts}  {verdict(score.figure, floor)}".rstrip())
    return "\n".join(lines)


def raised(scores: Scores, floors: Mapping[str, float]) -> dict[str, float]:
    """Give the floors of the measures, raised to their figures where these are higher."""
    return {measure: max(round_down(score.figure), floors.get(measure, 0.0)) for measure, score in scores.items()}


def write_floors(floors: Mapping[str, Mapping[str, float]]) -> None:
    """Write the floors as TOML."""
    tables = (
        f"\n[{name}]\n" + "".join(f'"{measure}" = {floor:.2f}\n' for measure, floor in floors[name].items())
        for name in sorted(floors)
    )
    FLOORS.write_text(HEADER + "".join(tables), encoding="utf-8", newline="\n")


def main() -> int:
    """Print the table; exit 1 when a figure is not on its floor."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.scoring", description="Measure the product against the gold."
    )
    parser.add_argument(
        "--errors", action="store_true", help="print every error too, one a line: article: measure: error"
    )
    parser.add_argument("--write-floors", action="store_true", help="raise the floors to the figures of this run")
    options = parser.parse_args()
    nlp = pipeline.load()
    reports = {"reading": measure_reading(), model_of(nlp): measure_annotating(nlp)}
    if options.errors:
        print_errors(reports)
    floors = load_floors()
    totals = {name: add_up(report) for name, report in reports.items()}
    if options.write_floors:
        floors |= {name: raised(scores, floors.get(name, {})) for name, scores in totals.items()}
        write_floors(floors)
    for name, scores in totals.items():
        print(table(name, scores, floors.get(name, {})))
    return int(any(verdicts(scores, floors.get(name, {})) for name, scores in totals.items()))


def print_errors(reports: Mapping[str, Report]) -> None:
    """Print what is wrong, article by article, one error a line."""
    for report in reports.values():
        for stem, scores in report.items():
            for measure, score in scores.items():
                for error in score.errors:
                    print(f"{stem}: {measure}: {error}")


if __name__ == "__main__":
    sys.exit(main())
