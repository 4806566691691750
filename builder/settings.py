"""The project a command works in, and its settings: what stands under `extra: briefs:` in mkdocs.yml."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from builder.article import Article
from builder.errors import UsageError
from builder.rights import DEFAULT_BUDGET, Budget, Shown, shown

CONFIG = "mkdocs.yml"

# The language that our rules are made for.
ENGLISH = "en"

# Which search a site has.
Search = Literal["auto", "built-in", "pagefind"]
SEARCHES: tuple[Search, ...] = get_args(Search)

# ISO 639, as `lang` in a brief has it.
_LANGUAGE = re.compile(r"[a-z]{2,3}")

# ISO 3166-1 alpha-2.
_CODE = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a collection can choose; every setting has a default."""

    model: str | None = None
    """The spaCy model to annotate with, by package name or folder; by default the best one that was installed."""

    models: Mapping[str, str] = field(default_factory=dict)
    """The spaCy models for other languages than English, by language (`de: de_core_news_md`)."""

    rights: str = "excerpt"
    """What may be shown of an article that states no licence: `private` (nothing), `metadata`, `excerpt`, or `full`."""

    outlet_rights: Mapping[str, str] = field(default_factory=dict)
    """The same for all articles of an outlet, whatever they state (`Harbour Desk: full`), by its name as printed."""

    excerpt_words: int = DEFAULT_BUDGET.words
    """How many words of its opening an excerpt shows."""

    excerpt_share: int = DEFAULT_BUDGET.share
    """How much of an article its opening, summary and quotations may show together, in percent of the text."""

    keep_pages: bool = False
    """Whether MkDocs takes the pages that have not changed since its last build from that build."""

    noindex: bool | tuple[str, ...] = False
    """Whether search engines are asked to leave out all briefs (`true`), or those of outlets (`[Harbour Desk]`)."""

    search: Search = "auto"
    """The search of the site: Material's own (`built-in`), `pagefind`, or the latter for large collections (`auto`)."""

    share_limit: int = 75
    """How much of an article a brief may republish, whatever was added to it by hand, in percent of the words."""

    territories: Mapping[str, str] = field(default_factory=dict)
    """What the pages count a country as (`TW: CN`), or what they call it (`XK: Kosovo and Metohija`), by ISO code."""

    @property
    def budget(self) -> Budget:
        """What an excerpt may hold."""
        return Budget(self.excerpt_words, self.excerpt_share)

    def rights_of(self, article: Article) -> str:
        """What may be shown of an article: its outlet's setting, then the licence that it states, then the default."""
        return self.outlet_rights.get(article.publisher or "") or article.rights or self.rights

    def asks_noindex(self, outlet: str | None) -> bool:
        """Tell whether search engines are asked to leave out the briefs from an outlet."""
        return self.noindex if isinstance(self.noindex, bool) else outlet in self.noindex

    def has_model(self, lang: str) -> bool:
        """Tell whether there is a model for a language; English has one in any case."""
        return lang == ENGLISH or lang in self.models

    def model_for(self, lang: str) -> str | None:
        """The model chosen for a language; None is the default one for English, and no model for any other."""
        return self.model if lang == ENGLISH else self.models.get(lang)


@dataclass(frozen=True, slots=True)
class Site:
    """What mkdocs.yml says of the site: its name, a line about it, its address (ends with a slash) and its language."""

    name: str = "Briefs"
    description: str = ""
    address: str = ""
    language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class Project:
    """One collection on disk: the folder that holds mkdocs.yml, its settings, and what is said of its site."""

    root: Path
    settings: Settings
    site: Site = Site()

    @property
    def articles(self) -> Path:
        """The inbox."""
        return self.root / "articles"

    @property
    def briefs(self) -> Path:
        """The record."""
        return self.root / "briefs"

    @property
    def docs(self) -> Path:
        """What the renderer reads."""
        return self.root / "docs"

    @property
    def state(self) -> Path:
        """Working files: may be deleted at any time, and costs only time to make again."""
        return self.root / ".briefs"


def find_project(start: Path) -> Project:
    """Find the project that `start` lies in. Raises `UsageError` if there is none, or its settings are wrong."""
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file():
            config = _config(folder / CONFIG)
            return Project(root=folder, settings=_settings(config), site=_site(config))
    raise UsageError(f"there is no {CONFIG} here or above: go to the folder of your collection first")


class _ConfigLoader(yaml.SafeLoader):
    """Reads mkdocs.yml; of its tags only `!ENV` acts, as in MkDocs: the others name Python code (`!!python/name:`)."""


def _environment(loader: _ConfigLoader, node: yaml.Node) -> Any:
    """Read `!ENV NAME` or `!ENV [NAME, OTHER, default]`: the first of the variables that is set, or else the default.

    A value is read as if it stood in the file: `true` is no word.
    """
    names = list(node.value) if isinstance(node, yaml.SequenceNode) else [node]
    default = loader.construct_object(names.pop()) if len(names) > 1 else None
    for name in names:
        value = os.environ.get(str(name.value))
        if value is not None:
            tag: str = loader.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
            return loader.construct_object(yaml.ScalarNode(tag, value))
    return default


_ConfigLoader.add_multi_constructor("", lambda *_: None)
_ConfigLoader.add_multi_constructor("!", lambda *_: None)
_ConfigLoader.add_constructor("!ENV", _environment)


def _config(path: Path) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_ConfigLoader)
    except (yaml.YAMLError, ValueError) as error:  # no UTF-8, or a date that there is not
        raise UsageError(f"{CONFIG} is not valid YAML: {_first_line(error)}") from error
    return data if isinstance(data, dict) else {}


def _site(config: Mapping[str, Any]) -> Site:
    """Read what is said of the site. An address that is none on the web is left to the renderer to complain of."""
    given = {name: " ".join(str(config.get(name) or "").split()) for name in ("site_name", "site_description")}
    address = str(config.get("site_url") or "").strip()
    web = re.fullmatch(r"https?://[^\s?#]+", address)
    theme = config.get("theme")
    language = theme.get("language") if isinstance(theme, dict) else None
    return Site(
        given["site_name"] or Site().name,
        given["site_description"],
        f"{address.rstrip('/')}/" if web else "",
        language if isinstance(language, str) else ENGLISH,
    )


def _settings(config: Mapping[str, Any]) -> Settings:
    extra = config.get("extra")
    given = (extra.get("briefs") if isinstance(extra, dict) else None) or {}
    if not isinstance(given, dict):
        raise UsageError(f"{CONFIG}: 'extra: briefs:' must hold settings, such as 'rights: excerpt'")
    known = [field.name for field in fields(Settings)]
    for name in given:
        if name not in known:
            raise UsageError(f"{CONFIG}: unknown setting '{name}' under 'extra: briefs:' (known: {', '.join(known)})")
    chosen: dict[str, Any] = {name: _READ[name](name, value) for name, value in given.items() if value is not None}
    return replace(Settings(), **chosen)


def _word(name: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{CONFIG}: the setting '{name}' must be a word, not {value!r}")
    return value.strip()


def _rights(name: str, value: Any) -> str:
    rights = _word(name, value)
    if shown(rights) is Shown.EXCERPT and rights != "excerpt":
        raise UsageError(
            f"{CONFIG}: the setting '{name}' must be 'private', 'metadata', 'excerpt', 'full' or an open licence such "
            f"as CC-BY-4.0, not '{rights}'"
        )
    return rights


def _outlet_rights(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(outlet, str) for outlet in value):
        raise UsageError(f"{CONFIG}: the setting '{name}' must hold lines such as 'Harbour Desk: full', not {value!r}")
    return {outlet: _rights(name, rights) for outlet, rights in value.items()}


def _noindex(name: str, value: Any) -> bool | tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(outlet, str) for outlet in value):
        return tuple(value)
    if not isinstance(value, bool):
        raise UsageError(f"{CONFIG}: the setting '{name}' must be true, false or a list of outlets, not {value!r}")
    return value


def _number(name: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise UsageError(f"{CONFIG}: the setting '{name}' must be a whole number, not {value!r}")
    return value


def _choice(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise UsageError(f"{CONFIG}: the setting '{name}' must be true or false, not {value!r}")
    return value


def _search(name: str, value: Any) -> str:
    if value not in SEARCHES:
        known = ", ".join(f"'{kind}'" for kind in SEARCHES[:-1])
        raise UsageError(f"{CONFIG}: the setting '{name}' must be {known} or '{SEARCHES[-1]}', not {value!r}")
    return str(value)


def _codes(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise UsageError(f"{CONFIG}: the setting '{name}' must hold lines such as 'TW: CN', not {value!r}")
    for code, meaning in value.items():
        if isinstance(code, bool) or isinstance(meaning, bool):
            raise UsageError(f"{CONFIG}: the setting '{name}' has a NO that YAML takes for false: write 'NO' in quotes")
        if not isinstance(code, str) or not _CODE.fullmatch(code):
            raise UsageError(f"{CONFIG}: the setting '{name}' begins each line with a code such as TW, not {code!r}")
        if not isinstance(meaning, str) or not meaning.strip():
            raise UsageError(f"{CONFIG}: the setting '{name}' needs a code or a name for {code}, not {meaning!r}")
    return {code: " ".join(meaning.split()) for code, meaning in value.items()}


def _models(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise UsageError(f"{CONFIG}: the setting '{name}' must hold lines such as 'de: de_core_news_md', not {value!r}")
    for code, model in value.items():
        if code is False:  # YAML's word for Norwegian
            raise UsageError(f"{CONFIG}: the setting '{name}' has a no that YAML takes for false: write 'no' in quotes")
        if not isinstance(code, str) or not _LANGUAGE.fullmatch(code):
            raise UsageError(
                f"{CONFIG}: the setting '{name}' begins each line with a language such as de, not {code!r}"
            )
        if code == ENGLISH:
            raise UsageError(f"{CONFIG}: the model for English is the setting 'model'; take '{code}' out of '{name}'")
        if not isinstance(model, str) or not model.strip():
            raise UsageError(
                f"{CONFIG}: the setting '{name}' needs the name of a spaCy model for {code}, not {model!r}"
            )
    return {code: model.strip() for code, model in value.items()}


_READ: Mapping[str, Callable[[str, Any], Any]] = {
    "model": _word,
    "models": _models,
    "rights": _rights,
    "outlet_rights": _outlet_rights,
    "excerpt_words": _number,
    "excerpt_share": _number,
    "search": _search,
    "share_limit": _number,
    "keep_pages": _choice,
    "noindex": _noindex,
    "territories": _codes,
}


def _first_line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return f"{problem} (line {mark.line + 1})" if mark else problem
