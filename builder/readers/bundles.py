"""Bundles: which of the files in a folder are articles, and which belong to another file that describes them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

# What Windows leaves in folders; what other systems and editors leave is hidden or ends in `~`.
_LEFT_BEHIND = frozenset({"desktop.ini", "thumbs.db", "__macosx"})
# Browsers name the folder beside a "complete" page in the user's language: the list is that of Microsoft Office,
# https://learn.microsoft.com/office/vba/api/word.weboptions.foldersuffix
_BESIDE_PAGE = re.compile(
    r".(?:files?|arkisto|archivos|arquivos|bestanden|bylos|datoteke|dateien|dosyalar|elemei|failid|fails|fajlovi|"
    r"ficheiros|fichiers|filer|fitxategiak|fitxers|pliki|soubory|tiedostot)",
    re.I,
)
_PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht")
# What ArchiveBox keeps of one page in its folder.
_ARCHIVEBOX = (
    *("readability/*", "mercury/*", "htmltotext/*", "warc/*", "media/*", "git/*", "dom/*", "singlefile/*"),
    *(
        "singlefile.html",
        "output.html",
        "output.pdf",
        "htmltotext.txt",
        "index.html",
        "headers.json",
        "archive.org.txt",
    ),
)
# Files that describe others, what of these must be there, and what belongs to them then.
# Zotero ("Export Library", RDF, with files); Omnivore's export unpacked; the folder of one page in ArchiveBox.
_DESCRIBING = (
    ("*.rdf", ("files/[0-9]*/*",), ("files/[0-9]*/*",)),
    ("metadata_*_to_*.json", ("content/*",), ("content/*", "highlights/*")),
    ("index.json", ("readability/*", "mercury/*", "singlefile.html", "output.html"), _ARCHIVEBOX),
)


def bundles(paths: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Find the files to be read among `paths`, each with the other files that it is read with.

    Left out are what a browser saves beside a page, what systems and editors leave behind, and what another file
    describes: its reader knows which of those are articles.
    """
    wanted = sorted(path for path in paths if is_candidate(path))
    beside_pages = _beside_pages(wanted)
    left = [path for path in wanted if not beside_pages.intersection(_parents(path))]
    members = _members(left)
    taken = {path for belonging in members.values() for path in belonging}
    lists = defaultdict(list)
    for path in left:
        if path.lower().endswith(".json"):
            lists[_parent(path)].append(path)
    return {
        path: tuple(members.get(path) or (lists[_parent(path)] if path.lower().endswith(_PAGES) else ()))
        for path in left
        if path not in taken
    }


def is_candidate(path: str) -> bool:
    """Tell whether a file's name and folders are those of something that a person put there to be read."""
    *folders, name = path.split("/")
    saved = any(folder.endswith(("_files", ".files")) for folder in folders)
    left_behind = any(part.startswith(".") or part.lower() in _LEFT_BEHIND for part in (*folders, name))
    stem = name.rpartition(".")[0] or name
    return not (saved or left_behind or name.endswith("~")) and stem.upper() != "README"


def _beside_pages(paths: Iterable[str]) -> set[str]:
    """Find the folders that belong to a page of the same name: `Page.html` and `Page-Dateien`."""
    stems = {path.rpartition(".")[0] for path in paths if path.lower().endswith(_PAGES)}
    folders = {parent for path in paths for parent in _parents(path)}
    found = (re.fullmatch(rf"(?P<stem>.+){_BESIDE_PAGE.pattern}", folder, re.I | re.S) for folder in folders)
    return {match.group() for match in found if match and match["stem"] in stems}


def _members(paths: list[str]) -> dict[str, list[str]]:
    """Find what belongs to each file that describes others."""
    heads = [path for path in paths if path.lower().endswith((".rdf", ".json"))]
    below: dict[str, list[str]] = {_parent(path): [] for path in heads}
    for path in paths if heads else ():
        for parent in (*_parents(path), ""):
            if parent in below:
                below[parent].append(path)
    found = {}
    for path in heads:
        for name, needed, belonging in _DESCRIBING:
            inside = below[_parent(path)]
            if fnmatchcase(path.rpartition("/")[2].lower(), name) and any(_matches(o, path, needed) for o in inside):
                found[path] = [other for other in inside if other != path and _matches(other, path, belonging)]
    return found


def _matches(other: str, path: str, patterns: Iterable[str]) -> bool:
    relative = other.removeprefix(_parent(path)).lstrip("/").lower()
    return any(fnmatchcase(relative, pattern) for pattern in patterns)


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _parents(path: str) -> Iterator[str]:
    """Yield the folders that a path lies in, from the inside out."""
    while path := _parent(path):
        yield path
