"""Annotate random splices of real text and look for quotations that cannot be.

    python -m tests.fuzz_quotes [FILES] --runs 1000 --seed 1

FILES are any plain texts or JSON Lines with "text" (also .gz); without them, our sample articles. A splice joins pieces
of several texts, cut anywhere, with quotation marks, line breaks and labels strewn in. Prints every fault with its
text and the number of its run; the exit code is 1 if there is one.
"""

import argparse
import gzip
import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.language import Language

from builder.annotate import pipeline
from tests.soundness import MARKS, faults

SAMPLES = sorted((Path(__file__).parent.parent / "articles" / "samples").glob("*.*"))
# The longest piece of one text, in characters, and the most pieces of a splice.
LONGEST, MOST = 400, 6
JOINTS = (
    *MARKS,
    ". ",
    ", ",
    ": ",
    " — ",
    "…",
    "(",
    ")",
    "\u2028",
)
WORDS = (
    "\nQ: ",
    "\nA: ",
    "\nBRANDT: ",
    " said",
    " he said",
    " according to ",
    " that ",
    "\u00a0",
    "\u200b",
    "\r\n",
    "é́",
    "🚣",
)
STREWN = JOINTS + WORDS


def texts(files: Sequence[Path]) -> list[str]:
    """Read plain texts and the texts of JSON Lines."""
    found = []
    for file in files:
        data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        content = data.decode("utf-8", errors="replace")
        if ".jsonl" in file.suffixes:
            found += [json.loads(line)["text"] for line in content.splitlines() if line.strip()]
        else:
            found.append(content)
    return found


def splice(chance: random.Random, sources: Sequence[str]) -> str:
    """Join pieces of several texts, cut anywhere, and strew marks between and into them."""
    parts = []
    for _ in range(chance.randint(1, MOST)):
        source = chance.choice(sources)
        start = chance.randrange(max(1, len(source)))
        parts.append(source[start : start + chance.randint(1, LONGEST)])
        parts += chance.choices(STREWN, k=chance.randint(0, 3))
    text = "".join(parts)
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(STREWN) + text[at + chance.randint(0, 2) :]
    return text


def run(nlp: Language, sources: Sequence[str], runs: int, seed: int) -> Iterator[tuple[int, str, list[str]]]:
    """Give every run whose quotations have faults: its number, the text and the faults."""
    chance = random.Random(seed)
    spliced = [splice(chance, sources) for _ in range(runs)]
    for number, doc in enumerate(nlp.pipe(spliced, batch_size=pipeline.BATCH)):
        if wrong := faults(doc):
            yield number, doc.text, wrong


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the call, run, print."""
    parser = argparse.ArgumentParser(description="Look for impossible quotations in random splices of text.")
    parser.add_argument("files", nargs="*", type=Path, default=SAMPLES, metavar="FILE")
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    call = parser.parse_args(arguments)
    wrong = 0
    for number, text, found in run(pipeline.load(), texts(call.files), call.runs, call.seed):
        wrong += 1
        print(f"run {number}: {text!r}", *found, sep="\n  ")
    print(f"{call.runs} splices, seed {call.seed}: {wrong} with faults")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
