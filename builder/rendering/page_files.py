"""The files of a site, as MkDocs knows them, with those pages set apart that are not rendered in its own way."""

from collections.abc import Iterable
from pathlib import Path

from mkdocs.structure.files import File, Files

from builder.rendering.store import place


class PageFile(File):
    """A Markdown file. Once `html` names its rendered page, MkDocs takes it for a file that is only copied."""

    html: Path | None = None

    @classmethod
    def of(cls, file: File) -> "PageFile":
        """Make one of MkDocs's own."""
        made = cls(file.src_uri, file.src_dir, file.dest_dir, file.use_directory_urls, inclusion=file.inclusion)
        made.dest_uri, made.url = file.dest_uri, file.url
        return made

    def is_documentation_page(self) -> bool:
        """Tell whether MkDocs is to render it."""
        return self.html is None and super().is_documentation_page()

    def copy_file(self, dirty: bool = False) -> None:
        """Put the rendered page into the site; a page that came out empty has none."""
        if self.html and self.html.is_file():
            place(self.html, Path(self.dest_dir, self.dest_uri))


class WatchedFiles(Files):
    """All files, and which of them were asked for: the targets of links. None stands for those that there are not."""

    def __init__(self, files: Iterable[File]) -> None:
        super().__init__(_separate(file) for file in files)
        self.asked: set[str | None] = set()

    def get_file_from_path(self, path: str) -> File | None:
        """Look up a file by its path in `docs/`."""
        found = super().get_file_from_path(path)
        self.asked.add(found.src_uri if found else None)
        return found


def _separate(file: File) -> File:
    """Make a page of `docs/` one of ours; what a plugin made stays as it is."""
    plain = type(file) is File and file.generated_by is None
    return PageFile.of(file) if plain and file.is_documentation_page() else file
