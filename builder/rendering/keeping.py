"""The plugin of MkDocs that keeps rendered pages and takes them again while all that shapes them is the same."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from material.plugins.search.plugin import SearchIndex, SearchPlugin
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from builder.files import Workshop
from builder.rendering.front_matter import FrontMatter
from builder.rendering.inputs import digest, inputs, obstacle
from builder.rendering.page_files import PageFile, WatchedFiles
from builder.rendering.rendering import Renderer, render, say
from builder.rendering.store import Kept, Room

log = logging.getLogger("mkdocs.plugins.briefs")

FIRST, LAST = 100, -100


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """Nothing can be set: `keep_pages` says it all."""


class Keeping(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Renders the pages that are not in the navigation, if they have changed, and leaves the others to MkDocs.

    Those in the navigation are few, change most often, and shape the others: MkDocs always renders them. `state` is the
    folder of working files, `ours` are the plugins that change no page; drafts are pages only where the site is served.
    """

    def __init__(self, state: Path, ours: Sequence[object], *, serving: bool = False) -> None:
        super().__init__()
        self.state = state
        self.ours = (*ours, self)
        self.inclusion = InclusionLevel.is_in_serve if serving else InclusionLevel.is_included
        self.lock = FileLock(state / "site.lock", timeout=0)
        self.nav: Navigation | None = None
        self.index: SearchIndex | None = None
        self.pages: Sequence[File] = []
        self.listed: Sequence[File] = []
        self.entries: dict[str, list[dict[str, Any]]] = {}

    @event_priority(LAST)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Take over the list of files."""
        return WatchedFiles(files)

    @event_priority(LAST)
    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> None:
        """Set the pages apart that are not in the navigation, if it is known what shapes them."""
        why = obstacle(config, nav, self.ours) or self._locked()
        if why:
            log.info("No page is kept from the last build: %s", why)
            return
        self.nav, self.listed = nav, files.documentation_pages()
        self.pages = files.documentation_pages(inclusion=self.inclusion)
        shown = {page.file.src_uri for page in nav.pages}
        for file in self.listed:
            if isinstance(file, PageFile) and file.src_uri not in shown:
                file.html = Path()

    def _locked(self) -> str | None:
        try:
            self.state.mkdir(parents=True, exist_ok=True)
            self.lock.acquire()
        except Timeout:
            return "another build is at work"
        return None

    @event_priority(LAST)
    def on_env(self, env: Any, /, *, config: MkDocsConfig, files: Files) -> None:
        """Render what has changed, now that the pages in the navigation are read."""
        if self.nav is None or not isinstance(files, WatchedFiles):
            return
        room = Room(self.state / "site" / inputs(config, self.nav))
        room.folder.mkdir(parents=True, exist_ok=True)
        apart = [file for file in self.pages if isinstance(file, PageFile) and file.html]
        for file in apart:
            file.html = room.path(file.src_uri)
        index, known = _search_index(config), room.load()
        kept = {file.src_uri: known[file.src_uri] for file in apart if _lasts(file, files, known, room)}
        changed = [file for file in apart if file.src_uri not in kept]
        for file in apart:
            if file.src_uri in kept:
                self._know(file, kept[file.src_uri])
        renderer = Renderer(config, files, self.nav, env, index, room, self.pages)
        for file, rendered in zip(changed, render(renderer, changed), strict=True):
            say(rendered.said)
            self._know(file, rendered.kept)
            if rendered.lasting:
                kept[file.src_uri] = rendered.kept
        with Workshop(self.state).opened():
            room.save(kept, [file.src_uri for file in apart], Workshop(self.state))
        self.index = index
        log.info("Pages rendered: %d, kept: %d", len(changed), len(apart) - len(changed))

    def _know(self, file: PageFile, kept: Kept) -> None:
        """Put what others show of a page where they look for it."""
        assert file.page is not None
        file.page.title, file.page.meta = kept.title, FrontMatter(kept.keys, kept.meta, file)  # type: ignore[assignment]
        self.entries[file.src_uri] = kept.entries

    def on_template_context(self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig) -> None:
        """Show the site map all pages."""
        if self.nav is not None:
            context["pages"] = self.listed

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Show templates all pages."""
        if self.nav is not None:
            context["pages"] = self.pages

    @event_priority(LAST)
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> None:
        """Put aside the entries in the search of a page that MkDocs rendered."""
        file = page.file
        if self.index is not None and file.is_documentation_page() and file.src_uri not in self.entries:
            self.entries[file.src_uri], self.index.entries = self.index.entries, []

    @event_priority(FIRST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Give the search its entries in the order of the pages."""
        if self.index is not None:
            self.index.entries = [entry for file in self.pages for entry in self.entries.get(file.src_uri, [])]
        self.lock.release()

    def on_build_error(self, *, error: Exception) -> None:
        """Let the next build in."""
        self.lock.release(force=True)


def _search_index(config: MkDocsConfig) -> SearchIndex | None:
    found = [plugin for plugin in config.plugins.values() if isinstance(plugin, SearchPlugin)]
    return found[0].search_index if found and found[0].config.enabled else None


def _lasts(file: PageFile, files: Files, known: dict[str, Kept], room: Room) -> bool:
    """Tell whether a page is as it was, and all that it links to still there."""
    kept = known.get(file.src_uri)
    return (
        kept is not None
        and digest(file.content_bytes) == kept.source
        and all(link in files.src_uris for link in kept.links)
        and room.holds(file.src_uri, kept)
    )
