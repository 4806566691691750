"""The proof that what corrections withhold is nowhere in what is published."""

from pathlib import Path

from builder.build import gathered
from builder.corrections import corrections
from builder.settings import Project
from builder.withholding.scanning import Leak, Scanner


def leaks(project: Project, folder: Path) -> list[Leak]:
    """Look through a folder, such as a built site, for what is withheld. Costs nothing where nothing is."""
    if not corrections.load(project.briefs).withhold:
        return []
    return list(Scanner(gathered(project)[0].withheld).folder(folder))
