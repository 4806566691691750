"""The inbox: which articles it holds, which of them are the same story, and how a new one gets in."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from builder.annotations import RULES
from builder.article import Article
from builder.compose import text_hash
from builder.files import Stamp, stamps
from builder.settings import Settings
from builder.slugs import slug


@dataclass(frozen=True, slots=True)
class Seen:
    """What is remembered of an article in the inbox; `error` says why it could not be read.

    `text` is the hash of its text, `content` that of everything that shapes its brief, `day` its last date.
    """

    stamp: Stamp
    error: str | None = None
    text: str = ""
    content: str = ""
    url: str | None = None
    day: str = ""


# What Windows leaves in folders; what other systems and editors leave is hidden or ends in `~`.
_LEFT_BEHIND = frozenset({"desktop.ini", "thumbs.db"})


def scan(folder: Path) -> dict[str, Stamp]:
    """Find the files of the inbox by their paths there. What a browser saves beside a page is not an article."""
    return {path: stamp for path, stamp in stamps(folder).items() if _is_candidate(PurePosixPath(path))}


def _is_candidate(path: PurePosixPath) -> bool:
    beside_page = any(folder.endswith(("_files", ".files")) for folder in path.parts[:-1])
    left_behind = path.name.endswith("~") or path.name.lower() in _LEFT_BEHIND
    return not beside_page and not left_behind and path.stem.upper() != "README"


def seen(article: Article, stamp: Stamp, settings: Settings) -> Seen:
    """Note what is remembered of an article that was read."""
    text = text_hash(article.text)
    shaping = [asdict(article), settings.model, article.rights or settings.rights, RULES]
    content = hashlib.sha256(json.dumps(shaping, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    day = max(article.updated or "", article.date or "", article.accessed or "")
    return Seen(stamp, text=text, content=content, url=article.source_url, day=day)


def stories(articles: Mapping[str, Seen]) -> list[list[str]]:
    """Group articles that tell the same story (the same address or the same text), the copy to use first.

    That is the one with the latest date; of equals the last by name, as a second copy is called `name-2`.
    """
    groups: dict[str, list[str]] = {}
    known: dict[str, str] = {}
    for path in sorted(articles, key=_by_name):
        article = articles[path]
        if article.error is not None:
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
    if not _is_candidate(PurePosixPath(stem)):
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
