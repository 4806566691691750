"""What shapes every page of a site besides its own file, and when nobody can tell what does."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any

from material.plugins.search.plugin import SearchPlugin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_datetime
from mkdocs.utils.yaml import yaml_load

DIGEST_SIZE = 16

# The packages whose code turns a Markdown file into HTML.
PACKAGES = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2", "markupsafe", "pyyaml")

# Extensions of Markdown that look at nothing but the page; and one that reads other files, where a page asks for it.
EXTENSIONS = frozenset(
    (
        "abbr",
        "admonition",
        "attr_list",
        "def_list",
        "fenced_code",
        "footnotes",
        "md_in_html",
        "sane_lists",
        "tables",
        "toc",
    )
)
SNIPPETS = "pymdownx.snippets"
SNIPPET = b"-8<-"

# Words of a template that prints the time of the build. The site map does; it is always written anew.
_TIME = (b"build_date_utc", b"update_date")

# What grows with the collection in the front matter of pages in the navigation; our templates print it there only.
_OWN = ("listing",)

_PACKAGE = Path(__file__).parent.parent


def digest(*parts: bytes) -> bytes:
    """Digest bytes; the parts are told apart."""
    made = blake2b(digest_size=DIGEST_SIZE)
    for part in parts:
        made.update(len(part).to_bytes(8, "big") + part)
    return made.digest()


def obstacle(config: MkDocsConfig, nav: Navigation, ours: Sequence[object]) -> str | None:
    """Say what may shape pages in ways that are not known here, if anything does; `ours` are plugins that do not."""
    if unknown := [name for name, plugin in config.plugins.items() if not _is_known(plugin, ours)]:
        return f"the plugin or hook '{unknown[0]}' may change pages in its own way"
    if unknown := [name for name in config.markdown_extensions if name not in EXTENSIONS | {SNIPPETS}]:
        return f"the Markdown extension '{unknown[0]}' may read more than the page"
    if config.validation.links.anchors > logging.DEBUG:
        return "the anchors of links are checked ('validation: anchors'), for which every page has to be read"
    if not nav.pages:
        return "there is no page in the navigation"
    return None


def _is_known(plugin: object, ours: Sequence[object]) -> bool:
    return isinstance(plugin, SearchPlugin) or any(plugin is one for one in ours)


def inputs(config: MkDocsConfig, nav: Navigation) -> str:
    """Digest all that shapes every page: settings, theme, navigation, the code that runs, the time if it is shown."""
    templates = list(_files(config.theme.dirs))
    dated = any(word in text for name, text in templates if not name.endswith(b".xml") for word in _TIME)
    times = [get_build_datetime().isoformat().encode()] if dated else []
    code = [part for path in sorted(_PACKAGE.rglob("*.py")) for part in _named(_PACKAGE, path)]
    versions = [python_version(), *(f"{name} {version(name)}" for name in PACKAGES)]
    told = repr((versions, _settings(config), [_entry(item) for item in nav.items]))
    return digest(told.encode(), *times, *code, *(part for template in templates for part in template)).hex()


def _settings(config: MkDocsConfig) -> list[Any]:
    """Give the settings as they stand in the file, and those that a command or a hook may have changed."""
    with Path(config.config_file_path).open("rb") as file:
        given = yaml_load(file)
    return [_plain(given), _plain(config.extra), config.site_url, config.use_directory_urls, config.theme.name]


def _files(folders: Iterable[str]) -> Iterator[tuple[bytes, bytes]]:
    """Give the names and bytes of a theme's files: of ours all, of one that is installed the templates.

    Its icons, which are thousands, have its version.
    """
    for folder in map(Path, folders):
        pattern = "*.html" if (folder / "mkdocs_theme.yml").is_file() else "*"
        for path in sorted(folder.rglob(pattern)):
            if path.is_file():
                yield _named(folder, path)


def _named(folder: Path, path: Path) -> tuple[bytes, bytes]:
    return path.relative_to(folder).as_posix().encode(), path.read_bytes()


def _entry(item: Any) -> tuple[Any, ...]:
    """Tell what other pages may print of an entry of the navigation."""
    meta = {key: value for key, value in item.meta.items() if key not in _OWN} if isinstance(item, Page) else {}
    children = [_entry(child) for child in item.children or []]
    return (type(item).__name__, item.title, getattr(item, "url", None), _plain(meta), children)


def _plain(value: Any) -> Any:
    """Write a value of the settings so that it reads the same in every process."""
    if isinstance(value, Mapping):
        return [(_plain(key), _plain(held)) for key, held in value.items()]
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    if value is None or isinstance(value, str | int | float | date | datetime):
        return value
    return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', repr(value))}"
