"""MkDocs hook: `mkdocs serve` and `mkdocs build` run the builder first, and again when an article or a brief changes.

Only a convenience: after `briefs build`, any renderer that reads mkdocs.yml makes the same site without it.
"""

import logging
import re
import socket
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority

from builder import theming
from builder.build import build
from builder.errors import BriefsError
from builder.pages import FOLDERS
from builder.search.indexing import index
from builder.settings import find_project
from builder.takedown import leaks
from builder.withholding.scanning import refuse

log = logging.getLogger("mkdocs.plugins.briefs")

# The end of a line with all blank lines and spaces that follow, or what is preformatted, where these show.
_INDENTED = re.compile(r"\n\s+|<(pre|textarea)\b.*?</\1>", re.DOTALL)

_FILE = Path(__file__).resolve()

# MkDocs reads mkdocs.yml anew for every build, and says only once what it was started for.
_serving = False


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Note whether pages are only served on this machine."""
    global _serving  # noqa: PLW0603
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let the policy of the pages (partials/policy.html) allow the script by which `mkdocs serve` reloads them.

    Have MkDocs keep the pages that have not changed, where the settings ask for it.
    """
    if _serving:
        config.extra["live_reload"] = True
    try:
        project = find_project(_root(config))
    except BriefsError as error:
        raise PluginError(str(error)) from error
    if project.settings.keep_pages:
        from builder.rendering.keeping import Keeping  # noqa: PLC0415 - loads what most sites do not need

        this = [hook for hook in config.plugins.values() if _is_this(hook)]
        config.plugins["briefs/keeping"] = Keeping(project.state, this, serving=_serving)
    return config


def _is_this(hook: object) -> bool:
    """Tell this hook from others, also where a collection takes all of it from the package (starter/hook.py)."""
    events = [getattr(value, "__code__", None) for name, value in vars(hook).items() if name.startswith("on_")]
    return bool(events) and all(code and Path(code.co_filename).resolve() == _FILE for code in events)


def on_pre_build(config: MkDocsConfig) -> None:
    """Run the builder before MkDocs looks for pages. What cannot be read is named, and does not stop the site."""
    try:
        project = find_project(_root(config))
        moved = theming.refresh(project)
        outcome = build(project, reviewing=_serving)
    except BriefsError as error:
        raise PluginError(str(error)) from error
    for file in moved:
        log.info(theming.MOVED, file)
    for file, reason in outcome.failures:
        log.info("%s: %s", file, reason)
    for file, edited in outcome.kept:
        log.info("briefs/%s: left alone what you changed: %s", file, ", ".join(edited))
    if outcome.briefs_written:
        log.info("Briefs written: %d", len(outcome.briefs_written))


def on_post_page(output: str, **_: Any) -> str:
    """Leave out the indentation of templates, a seventh of a page: it shows only where text is preformatted."""
    return _INDENTED.sub(lambda found: found[0] if found[1] else "\n", output)


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Make the index of the search, once all is written, and look through the site for what corrections withhold.

    Where there is any the build fails.
    """
    site = Path(config.site_dir)
    try:
        project = find_project(_root(config))
        index(project, site)
        refuse(leaks(project, site), site.name)
    except BriefsError as error:
        raise PluginError(str(error)) from error


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Watch the inbox, the record, and of docs/ only what people write: the builder's own pages come of these.

    Were docs/ watched whole, as MkDocs does, every build of pages would be followed by a second one.
    """
    _check_address(server, *config.dev_addr)
    project = find_project(_root(config))
    for folder in (project.articles, project.briefs):
        folder.mkdir(exist_ok=True)
        server.watch(str(folder))
    if (overrides := project.root / theming.OVERRIDES).is_dir():
        server.watch(str(overrides))
    server.unwatch(config.docs_dir)
    server.watch(config.docs_dir, recursive=False)
    for path in Path(config.docs_dir).iterdir():
        if path.is_dir() and path.name not in FOLDERS:
            server.watch(str(path))
    return server


def _check_address(server: LiveReloadServer, host: str, port: int) -> None:
    """Say plainly that another program has the address; MkDocs would end with a traceback."""
    try:
        socket.create_server((host, port), family=server.address_family).close()
    except OSError as error:
        raise PluginError(
            f"the site cannot be served at {host}:{port} ({error.strerror or error}); stop the server that runs "
            f"there, or choose another address, such as {host}:{port + 1}"
        ) from error


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or ".").resolve().parent
