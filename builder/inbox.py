"""The inbox: which articles it holds, which of them are the same story, and how a new one gets in."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

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

    `text` is the hash of its text, `content` that of everything that shapes its brief, `day` its last date. `entry` is
    its name in a file that holds several. A file that only describes others has neither an error nor a text.
    """

    stamp: Stamp
    error: str | None = None
    text: str = ""
    content: str = ""
    url: str | None = None
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
    shaping = [asdict(article), settings.model_for(article.lang), article.rights or settings.rights, RULES]
    content = hashlib.sha256(json.dumps(shaping, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    day = max(article.updated or "", article.date or "", article.accessed or "")
    return Seen(stamp, text=text, content=content, url=article.source_url, day=day, entry=reading.entry)


def stories(articles: Mapping[str, Seen]) -> list[list[str]]:
    """Group articles that tell the same story (the same address or the same text), the copy to use first.

    That is the one with the latest date; of equals the last by name, as a second copy is called `name-2`.
    """
    groups: dict[str, list[str]] = {}
    known: dict[str, str] = {}
    for path in sorted(articles, key=_by_name):
        article = articles[path]
        if not article.text:
            continue
        marks = [f"text {article.text}", *([f"url {article.url}"] if article.url else [])]
        group = next((known[mark] for mark in reversed(marks) if mark in known), path)
        known |= dict.fromkeys(marks, group)
        groups.setdefault(group, []).append(path)
    return [
        sorted(paths, key=lambda path: (articles[path].day, _by_name(path)), reverse=True) for paths in groups.values()
    ]


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
