"""Tags of saved pages: the section first, and none of the marks that are written for programs."""

import pytest

from builder.readers.html import read
from tests.saved_pages import linked, meta, page


@pytest.mark.parametrize(
    ("keywords", "tags"),
    [
        (["Ferries", "Ports, ferries and quays"], ("Ferries", "Ports, ferries and quays")),
        ("Ferries, Ports; Energy, & Climate", ("Ferries", "Ports", "Energy, & Climate")),
        (["Category: Travel", "_commerce", "/article", "desk_news", "harbour.example.com", "Ferries"], ("Ferries",)),
        (["26157981-b4f7-4929-adc1-e860c6f03636", "Ferries"], ("Ferries",)),
        (["AER", "AIRL", "CRSH", "DIS", "GEN", "Ferries"], ()),
        (["NATO", "Ferries"], ("NATO", "Ferries")),
        ("Uncategorized, article", ()),
    ],
)
def test_reads_what_tells_readers_something(keywords: object, tags: tuple[str, ...]) -> None:
    assert read(page(linked=linked(keywords=keywords))).tags == tags


def test_puts_the_section_first_and_once() -> None:
    sections = linked(articleSection=["News", "Ports"], keywords=["Ferries", "ports"])
    assert read(page(linked=sections)).tags == ("Ports", "Ferries")
    assert read(page(meta(article__section="Ports", article__tag="Ferries"))).tags == ("Ports", "Ferries")
