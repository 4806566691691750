"""What it costs to find out who is who: time and memory by the number of briefs, and of one more brief.

    python -m benchmarks.identities

The people are made up: as unevenly in the news as real ones (Zipf's law), with common and rare surnames alike, printed
in full, with an initial or by the surname alone, some with namesakes in another country. Prints one line for each
number of briefs. The last column is the time per appearance against that of the smallest collection: it stays near 1
where the growth is linear.
"""

import random
import sys
import time
import tracemalloc
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from builder.annotate import lexicon
from builder.identities import Appearance, identify_appearances, join
from builder.slugs import slug

SIZES = (1_000, 3_000, 10_000, 30_000)
COMPANY = 8
COUNTRIES = ("US", "GB", "FR", "DE", "UA", "IN", "BR", "NG", "JP", "CA", "ZA", "MX", "EG", "TR", "KR", "CN")
OFFICES = ("president", "minister", "mayor", "nurse", "farmer", "painter", "striker", "judge", "professor", "priest")
SYLLABLES = (
    "ba",
    "den",
    "kor",
    "li",
    "mar",
    "no",
    "per",
    "ras",
    "sil",
    "tov",
    "u",
    "ven",
    "wick",
    "yel",
    "zan",
    "ford",
)


def main() -> int:
    """Measure and print."""
    print("briefs  appearances  people  blocks  largest  seconds  one more brief  MB  per appearance")
    base = 0.0
    for size in SIZES:
        appearances = list(_appearances(size))
        blocks = Counter(one.block for one in appearances)
        start = time.process_time()
        found = identify_appearances(appearances)
        seconds = time.process_time() - start
        base = base or seconds / len(appearances)
        print(
            f"{size:6,}  {len(appearances):11,}  {len(found.people):6,}  {len(blocks):6,}  {max(blocks.values()):7,}  "
            f"{seconds:7.2f}  {_one_more(appearances):12.3f} s  {_megabytes(appearances):2.0f}  "
            f"{seconds / len(appearances) / base:14.2f}"
        )
    return 0


def _one_more(appearances: list[Appearance]) -> float:
    """Seconds to join again what the newest brief touches."""
    newest = appearances[-1].brief
    touched = {one.block for one in appearances if one.brief == newest}
    inside = [one for one in appearances if one.block in touched]
    start = time.process_time()
    for block in touched:
        join([one for one in inside if one.block == block])
    return time.process_time() - start


def _megabytes(appearances: list[Appearance]) -> float:
    """The most memory that joining takes, beyond the appearances."""
    tracemalloc.start()
    identify_appearances(appearances)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def _appearances(briefs: int) -> Iterator[Appearance]:
    """Appearances in made-up briefs: some eight people in each, the same few in many."""
    chance = random.Random(briefs)
    people = _people(briefs, chance)
    weights = list(accumulate(1 / rank for rank in range(1, len(people) + 1)))
    for number in range(briefs):
        path = f"2025/{number:06}.md"
        date = f"{2000 + number * 25 // briefs}-{1 + number % 12:02}-{1 + number % 28:02}"
        chosen = {bisect_left(weights, chance.random() * weights[-1]) for _ in range(COMPANY)}
        present = [people[index] for index in sorted(chosen)]
        printed_as = {_printed(name, chance): (name, office, country) for name, office, country in present}
        for printed, (name, office, country) in printed_as.items():
            yield Appearance(
                brief=path,
                date=date,
                local=slug(printed),
                said=None,
                name=printed,
                also=(),
                roles=((office, (country,)),) if chance.random() < 0.6 else (),
                subjects=(country,),
                countries=(country, chance.choice(COUNTRIES)),
                company=tuple(slug(other) for other, _, _ in present if other != name),
                mentions=1,
            )


def _people(briefs: int, chance: random.Random) -> list[tuple[str, str, str]]:
    """Two people for each brief: name, office and country. Some surnames are common, most are rare."""
    given = sorted(lexicon.table("given_names"))
    surnames = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).title() for _ in range(1 + briefs // 4)]
    weights = list(accumulate(1 / (rank + 20) for rank in range(len(surnames))))
    return [
        (
            f"{chance.choice(given)} {surnames[bisect_left(weights, chance.random() * weights[-1])]}",
            chance.choice(OFFICES),
            chance.choice(COUNTRIES),
        )
        for _ in range(2 * briefs)
    ]


def _printed(name: str, chance: random.Random) -> str:
    """One of the ways in which newspapers print a name."""
    given, surname = name.split(" ", 1)
    draw = chance.random()
    if draw < 0.04:
        return surname
    if draw < 0.08:
        return f"{given[0]}. {surname}"
    return f"{given} {chance.choice('ABCDEFGHJKLM')}. {surname}" if draw < 0.1 else name


if __name__ == "__main__":
    sys.exit(main())
