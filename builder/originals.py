"""The articles that briefs were made from, read again from the inbox, as far as they lie there."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import PurePosixPath

from builder import inbox, readers
from builder.article import Article
from builder.brief import Brief
from builder.settings import Project


class Originals:
    """The articles of one inbox. Of a file that holds several, all stay at hand until another file is asked for."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.files: defaultdict[str, Mapping[str, Article]] = defaultdict(dict)

    def article(self, brief: Brief) -> Article | None:
        """Return a brief's article, or None where the inbox does not hold it, or it cannot be read."""
        name = brief.made.article
        file = self._file(name) if name else None
        if name is None or file is None:
            return None
        if file not in self.files:
            self.files.clear()
            self.files[file] = self._read(file)
        return self.files[file].get(name)

    def text(self, brief: Brief) -> str | None:
        """Return the text of a brief's article, or None as above."""
        article = self.article(brief)
        return article.text if article else None

    def _file(self, name: str) -> str | None:
        """The file of an article that may be one of several in it: `folder/feed.xml#entry`."""
        ends = [len(name), *(at for at, character in enumerate(name) if character == "#")]
        return next((name[:end] for end in ends if self._holds(name[:end])), None)

    def _holds(self, name: str) -> bool:
        inside = not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts
        return inside and (self.project.articles / name).is_file()

    def _read(self, file: str) -> dict[str, Article]:
        found = readers.read_all(self.project.articles / file)
        return {inbox.reference(file, one.entry): one.article for one in found if one.article is not None}
