"""What each of our components costs beside spaCy's own pipeline, on the same texts in the same run.

    python -m benchmarks.components [FILES.jsonl]

FILES hold one object with "text" a line; without them, our sample articles are read. Every round parses the texts anew
and then runs our components one after the other, so that a busy machine slows both alike; the figure is the median of
the rounds, in time of this process. The exit code is 1 if the quotations with their speakers cost more than they may.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from builder import readers
from builder.annotate import pipeline

SAMPLES = Path(__file__).parent.parent / "articles" / "samples"
ROUNDS = 7
# The most that the components for quotations and speakers may cost together, as a share of spaCy's time.
MOST = 0.10
QUOTES = ("briefs_quotes", "briefs_speakers")


def main(files: Sequence[str] = ()) -> int:
    """Measure, print, and say whether all is well."""
    nlp = pipeline.load()
    texts = _texts([Path(file) for file in files])
    rounds = [shares(nlp, texts) for _ in range(ROUNDS)]
    for name in pipeline.COMPONENTS:
        print(f"{name:24}{median(each[name] for each in rounds):8.3f}")
    quotes = median(sum(each[name] for name in QUOTES) for each in rounds)
    print(f"{'quotes and speakers':24}{quotes:8.3f}   at most {MOST:g}")
    print(f"{'all of them':24}{median(sum(each.values()) for each in rounds):8.3f}")
    print(f"({len(texts)} texts, {sum(map(len, texts)):,} characters, {ROUNDS} rounds, {pipeline.model_name(nlp)})")
    return int(quotes > MOST)


T = TypeVar("T")


def shares(nlp: Language, texts: Sequence[str]) -> dict[str, float]:
    """Give the time of each of our components over that of the model without them, measured once."""
    components = {name: nlp.get_pipe(name) for name in pipeline.COMPONENTS}
    with nlp.select_pipes(disable=list(components)):
        docs, model = _timed(lambda: list(nlp.pipe(texts, batch_size=pipeline.BATCH)))
    costs = {}
    for name, component in components.items():
        docs, seconds = _timed(partial(_run, component, docs))
        costs[name] = seconds / model
    return costs


def _run(component: Callable[[Doc], Doc], docs: Sequence[Doc]) -> list[Doc]:
    return [component(doc) for doc in docs]


def _timed(run: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    found = run()
    return found, time.process_time() - start


def _texts(files: Sequence[Path]) -> list[str]:
    if files:
        return [json.loads(line)["text"] for file in files for line in file.read_text("utf-8").splitlines()]
    samples = sorted(path for path in SAMPLES.iterdir() if path.name != "README.md")
    return [readers.read_file(path).text for path in samples]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
