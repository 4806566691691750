"""The inbox: which articles it holds, which of them are the same story, and how a new one gets in."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from builder import duplicates
from builder.annotations import RULES
from builder.compose import text_hash
from builder.files import Stamp, stamps
from builder.readers import Reading
from builder.readers.bundles import bundles, is_candidate
from builder.settings import Settings
from builder.slugs import slug


@dataclass(frozen=True, slots=True)
class Seen:
    """What is remembered of an article in the inbox; `error` says why it could not be read.

    `text` is the hash of its text, `content` that of everything that shapes its brief, `sketch` tells texts that are
    the same up to small changes, `published` is the day of publication, `day` its last date. `entry` is its name in a
    file that holds several. A file that only describes others has neither an error nor a text.
    """

    stamp: Stamp
    error: str | None = None
    text: str = ""
    content: str = ""
    url: str | None = None
    publisher: str | None = None
    sketch: str = ""
    published: str = ""
    day: str = ""
    entry: str = ""


def scan(folder: Path) -> dict[str, Stamp]:
    """Find the files of the inbox by their paths there; what belongs to another file counts in that one's stamp."""
    found = stamps(folder)
    return {
        path: _joined([found[path], *(found[other] for other in others)]) for path, others in bundles(found).items()
    }


def _joined(found: Sequence[Stamp]) -> Stamp:
    return sum(size for size, _ in found), max(time for _, time in found)


def reference(path: str, entry: str) -> str:
    """Return what an article is called: the path of its file, and its name there if the file holds several."""
    return f"{path}#{entry}" if entry else path


def file_of(name: str, article: Seen) -> str:
    """Return the path of the file that holds an article, given what the article is called."""
    return name.removesuffix(f"#{article.entry}") if article.entry else name


def seen(reading: Reading, stamp: Stamp, settings: Settings) -> Seen:
    """Note what is remembered of an article that was read, or could not be."""
    article = reading.article
    if article is None:
        return Seen(stamp, error=reading.error, entry=reading.entry)
    text = text_hash(article.text)
    shaping = [asdict(article), settings.model_for(article.lang), settings.rights_of(article), RULES]
    shaping += [settings.excerpt_words, settings.excerpt_share]
    content = hashlib.sha256(json.dumps(shaping, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    day = max(article.updated or "", article.date or "", article.accessed or "")
    return Seen(
        stamp,
        text=text,
        content=content,
        url=article.source_url,
        publisher=article.publisher,
        sketch=duplicates.sketch(article.text),
        published=(article.date or "")[:10],
        day=day,
        entry=reading.entry,
    )


def stories(articles: Mapping[str, Seen]) -> list[list[str]]:
    """Group articles that tell the same story, the copy to use first.

    That is the one with the latest date; of equals the longest, then the last by name, as a second copy is called
    `name-2`. The same story is the same address; or the same text from one outlet, or where one of the copies does not
    say from which; or such a text up to small changes, of one day, if not both have an address. The same text in
    another outlet is another story.
    """
    groups = _by_address(articles)
    for texts in _same_texts(articles):
        known: list[list[str]] = []
        for name in sorted(texts, key=lambda name: (not _outlets([articles[name]]), _by_name(name))):
            group = groups[name]
            if any(group is other for other in known):
                continue
            other = next((other for other in known if _is_copy(group, other, articles)), None)
            if other is None:
                known.append(group)
            else:
                other += group
                groups |= dict.fromkeys(group, other)
    distinct = {id(group): group for group in groups.values()}.values()
    return [sorted(group, key=lambda name: _rank(name, articles[name]), reverse=True) for group in distinct]


def _by_address(articles: Mapping[str, Seen]) -> dict[str, list[str]]:
    """Return, for each article, the list of those with its address; articles without one stand alone."""
    groups: dict[str, list[str]] = {}
    by_url: dict[str, list[str]] = {}
    for name in _told(articles):
        url = articles[name].url
        groups[name] = by_url.setdefault(url, []) if url else []
        groups[name].append(name)
    return groups


def _same_texts(articles: Mapping[str, Seen]) -> Iterator[list[str]]:
    """Yield groups of articles with the same text, then of those whose texts are the same up to small changes."""
    exact: dict[str, list[str]] = {}
    for name in _told(articles):
        exact.setdefault(articles[name].text, []).append(name)
    yield from exact.values()
    yield from duplicates.same_texts({name: articles[name].sketch for name in _told(articles)})


def _told(articles: Mapping[str, Seen]) -> list[str]:
    return sorted((name for name in articles if articles[name].text), key=_by_name)


def _is_copy(group: Iterable[str], other: Iterable[str], articles: Mapping[str, Seen]) -> bool:
    """Tell whether two groups of articles, some of which have nearly the same text, tell one story."""
    ours, theirs = [articles[name] for name in group], [articles[name] for name in other]
    if _outlets(ours) and _outlets(theirs) and not _outlets(ours) & _outlets(theirs):
        return False
    if {article.text for article in ours} & {article.text for article in theirs}:
        return True
    addressed = any(article.url for article in ours) and any(article.url for article in theirs)
    days = {article.published for article in (*ours, *theirs)} - {""}
    return not addressed and len(days) < 2


def _outlets(articles: Iterable[Seen]) -> set[str]:
    """Name the outlets that articles are from, by their printed names or else by the hosts of their addresses."""
    names = (article.publisher or urlsplit(article.url or "").hostname for article in articles)
    return {slug(name).removeprefix("the-").removeprefix("www-") for name in names if name}


def _rank(name: str, article: Seen) -> tuple[str, int, tuple[str, int, str]]:
    return article.day, duplicates.length(article.sketch), _by_name(name)


@lru_cache(maxsize=1 << 16)  # the articles are put in order again and again
def _by_name(path: str) -> tuple[str, int, str]:
    """Sort `name-10` after `name-2`."""
    stem = PurePosixPath(path).with_suffix("").as_posix()
    base, dash, number = stem.rpartition("-")
    return (base, int(number), path) if dash and number.isdecimal() and len(number) < 4 else (stem, 0, path)


def free_name(folder: Path, name: str, content: bytes) -> Path:
    """Return where a new article goes: under a safe form of its name, where nothing else stands."""
    base, packed = (name[:-3], ".gz") if name.lower().endswith(".gz") else (name, "")
    path = PurePosixPath(base)
    suffix = f".{slug(path.suffix)}{packed}" if path.suffix else packed
    stem = slug(path.stem)
    if not is_candidate(stem):
        stem = f"the-{stem}"
    for candidate in _numbered(folder, stem, suffix):
        if not candidate.exists() or candidate.read_bytes() == content:
            return candidate
    raise AssertionError("numbers do not end")


def _numbered(folder: Path, stem: str, suffix: str) -> Iterable[Path]:
    yield folder / f"{stem}{suffix}"
    number = 2
    while True:
        yield folder / f"{stem}-{number}{suffix}"
        number += 1
