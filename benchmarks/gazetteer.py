"""What the gazetteer costs: time to load, size on disk, and the share that countries and places add to spaCy's time.

    python -m benchmarks.gazetteer

Prints one line a figure with the most that it may be; the exit code is 1 if one is above that. The share is of time on
the same machine in the same run, so that it means the same on a slow one. The articles are made up here from the names
in the gazetteer, many to a paragraph: more than the news has, so that the share is an upper bound.
"""

import random
import sys
import time
from collections.abc import Callable
from importlib.resources import files

from builder.annotate import pipeline
from builder.annotate.context import Context
from builder.annotate.places.component import annotate_places
from builder.gazetteer import Gazetteer
from builder.gazetteer.countries import CountryNames, countries

ARTICLES, PARAGRAPHS = 60, 12
REPEATS = 5

SENTENCES = (
    "Ministers from {name} and {other} met on Tuesday to talk about the price of grain.",
    "“We have waited for years,” said a farmer near {city}, who would not give her name.",
    "The {adjective} government said that it would answer the letter within a week.",
    "Nobody at the harbour had seen the report, and most of them did not want to.",
    "Prices rose again in spring, although the harvest had been the best in a decade.",
    "A spokeswoman for the company declined to say when the ferries would run again.",
)


def main() -> int:
    """Measure, print, and say whether all is well."""
    load = _best(Gazetteer)
    size = sum(len(file.read_bytes()) for file in files("builder.gazetteer").iterdir() if file.is_file())
    figures = (
        ("seconds to load", load, 0.2),
        ("megabytes on disk", size / 1e6, 15),
        ("share of spaCy's time", _share(), 0.10),
    )
    for name, figure, most in figures:
        print(f"{name:24}{figure:8.3f}   at most {most:g}")
    return int(any(figure > most for _, figure, most in figures))


def _share() -> float:
    """Return the time of the component for places over that of the model without any of our components."""
    nlp = pipeline.load()
    texts = _articles(random.Random(1))
    with nlp.select_pipes(disable=list(pipeline.COMPONENTS)):
        model = _best(lambda: list(nlp.pipe(texts, batch_size=pipeline.BATCH)))
        docs = list(nlp.pipe(texts, batch_size=pipeline.BATCH))
    for doc in docs:
        doc._.context = Context()
    return _best(lambda: [annotate_places(doc) for doc in docs]) / model


def _articles(chance: random.Random) -> list[str]:
    named = [country for country in countries().values() if country.capitals and country.demonyms]
    return ["\n\n".join(_paragraph(chance, named) for _ in range(PARAGRAPHS)) for _ in range(ARTICLES)]


def _paragraph(chance: random.Random, named: list[CountryNames]) -> str:
    one, other = chance.sample(named, 2)
    parts = chance.sample(SENTENCES, 4)
    return " ".join(
        part.format(name=one.name, other=other.name, city=one.capitals[0], adjective=one.demonyms[0]) for part in parts
    )


def _best(run: Callable[[], object]) -> float:
    """Return the shortest of several times, in seconds of this process: the one that was least disturbed."""
    times = []
    for _ in range(REPEATS):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    sys.exit(main())
