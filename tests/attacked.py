"""A collection of attacks: what the readers make of them, and the site of records whose every field is one."""

import re
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import yaml
from lxml import html
from mkdocs.commands.build import build as render
from mkdocs.config import load_config

from builder import frontmatter
from builder.annotations import Annotations, Person, Quote, Speaker
from builder.article import Article
from builder.build import build
from builder.compose import compose
from builder.errors import ArticleError
from builder.readers import formats
from builder.readers.source import on_disk
from builder.settings import find_project
from tests import attacks
from tests.browser import collection
from tests.browser.test_links import parsed
from tests.fuzz.reading import check_error

# How many attacks stand in one field of a record, of an article that has a file of its own, and of one that has not.
_IN_FIELD, _IN_ONE, _IN_MANY = 14, 80, 28
# Of several in one front matter each would hide the others.
_SIZES = {"broken.md": 1}

SUFFIXES = (*attacks.ONE, *attacks.MANY)

# The articles of files, by suffix.
Read = dict[str, list[Article]]


def read(folder: Path, suffix: str) -> Iterator[Article]:
    """Read all attacks from files of a format; what is refused is refused in a clear line."""
    for data in attacks.files(suffix, _SIZES.get(suffix, _IN_MANY if suffix in attacks.MANY else _IN_ONE)):
        path = folder / f"file.{suffix}"
        path.write_bytes(data)
        entries = formats.entries(on_disk(path))
        while True:
            try:
                yield next(entries).read()
            except ArticleError as error:
                check_error(error)
            except StopIteration:
                break


@dataclass(frozen=True, slots=True)
class Built:
    """A collection of attacks, and its site."""

    root: Path
    site: Path
    failures: tuple[tuple[str, str], ...]

    @property
    def pages(self) -> dict[str, html.HtmlElement]:
        """Its pages, by their addresses."""
        return {path.relative_to(self.site).as_posix(): parsed(path) for path in sorted(self.site.rglob("*.html"))}


def built(root: Path, site: Path, articles: Read) -> Built:
    """Build a site of briefs whose fields are attacks, and of what each reader made of them."""
    collection.copy(root)
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert text.endswith("    rights: excerpt\n")
    settings = yaml.safe_dump(attacks.settings(_IN_FIELD), allow_unicode=True)
    config.write_text(text + "".join(f"    {line}\n" for line in settings.split("\n")), encoding="utf-8")
    briefs = root / "briefs" / "2024"
    briefs.mkdir(parents=True)
    for number, record in enumerate(attacks.records(_IN_FIELD)):
        (briefs / f"record-{number}.md").write_text(record, encoding="utf-8")
    for suffix, found in articles.items():
        for number, article in enumerate(found[:1]):
            (briefs / f"{suffix.replace('.', '-')}-{number}.md").write_text(brief_of(article), encoding="utf-8")
    (root / "briefs" / "corrections.yml").write_text(attacks.corrections(_IN_FIELD), encoding="utf-8")
    outcome = build(find_project(root))
    with chdir(root):
        render(load_config(str(config), hooks=[], site_dir=str(site), site_url="https://briefs.example/below/"))
    return Built(root, site, outcome.failures)


def brief_of(article: Article) -> str:
    """Write the brief of an article in which each paragraph was taken for a quotation, and its speaker's name."""
    text = article.text
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    people = tuple(
        Person(f"p{start}", text[start:end][:60], ((start, min(end, start + 60)),)) for start, end in lines[:3]
    )
    quotes = tuple(
        Quote("direct", (span,), Speaker(None, text[slice(*span)][:40], (span[0], span[0] + 1)), None, "named")
        for span in lines
    )
    composed = compose(article, Annotations(people=people, quotes=quotes), "full")
    notes = {**composed.notes, "people": composed.people, "id": "a", "article": "a"}
    blocks = {key: frontmatter.block(key, value) for key, value in {**composed.fields, "brief": notes}.items()}
    return frontmatter.write(blocks, composed.body)
