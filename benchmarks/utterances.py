"""What it costs to find the same words in several articles: by the number of articles, and of one article more.

    python -m benchmarks.utterances 300 1000 3000

The quotations are those of the articles that `benchmarks.invented` makes up; one in twenty is another article's, cut at
its end. Printed are the quotations, the groups that are one utterance, and seconds of the processor: with nothing known
from before, with everything known and nothing changed, and with one article more.
"""

import argparse
import random
import time
from collections.abc import Sequence

from benchmarks.invented import invented
from builder.utterances import noted
from builder.wordings import Alike, Grouped, Said, same_utterances

SEED = 1
_AGAIN = 0.05


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.utterances", description=__doc__.partition("\n")[0])
    parser.add_argument("numbers", type=int, nargs="+", help="how many articles")
    print(f"{'articles':>8}{'quotations':>12}{'groups':>8}{'cold s':>9}{'same s':>9}{'one more s':>12}")
    for number in parser.parse_args().numbers:
        articles = _quotations(number + 1)
        before = [said for article in articles[:-1] for said in article]
        cold, first = _measured(before)
        same, _ = _measured(before, first.alike)
        more, _ = _measured([*before, *articles[-1]], first.alike)
        print(f"{number:8}{len(before):12}{len(first.groups):8}{cold:9.3f}{same:9.3f}{more:12.3f}", flush=True)


def _measured(said: Sequence[tuple[bytes, Said]], before: Alike | None = None) -> tuple[float, Grouped]:
    start = time.process_time()
    found = same_utterances([words for words, _ in said], lambda number: said[number][1], before=before)
    return time.process_time() - start, found


def _quotations(number: int) -> list[list[tuple[bytes, Said]]]:
    """Give what is quoted in each article, with what a brief's reading notes of it."""
    chance = random.Random(SEED)
    known: list[str] = []
    articles = []
    for one in range(number):
        made = invented(SEED, one)
        spoken = [quote for quote in made.found.quotes if quote.kind == "direct"]
        texts = [" … ".join(made.text[slice(*span)] for span in quote.spans) for quote in spoken]
        told = [_cut(chance.choice(known)) if known and chance.random() < _AGAIN else text for text in texts]
        known += texts
        speakers = [quote.speaker.name if quote.speaker else None for quote in spoken]
        said = (Said(text, speaker) for text, speaker in zip(told, speakers, strict=True))
        articles.append([(words, each) for each in said if (words := noted(each.text))])
    return articles


def _cut(text: str) -> str:
    words = text.split()
    return " ".join(words[: max(6, len(words) * 3 // 4)])


if __name__ == "__main__":
    main()
