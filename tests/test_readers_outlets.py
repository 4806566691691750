"""Outlets of saved pages: the newspaper's name, not its software's, its agency's or its slogan."""

import pytest

from builder.readers.html import read
from tests.saved_pages import linked, meta, page

URL = '<link rel="canonical" href="https://www.harbourdesk.example/a">'


def publisher(name: str) -> dict[str, object]:
    return linked(publisher={"@type": "Organization", "name": name})


@pytest.mark.parametrize(
    ("named", "site", "outlet"),
    [
        ("Harbour Desk", "harbourdesk", "Harbour Desk"),
        ("Blogger", "Harbour Desk | News of the quays", "Harbour Desk"),
        ("Where the sea begins", "Harbour Desk", "Harbour Desk"),
        ("HD News Service", "Harbour Desk", "Harbour Desk"),
        ("The Evening Desk", "Harbour Desk", "The Evening Desk"),
        ("", "Harbour Desk - Ports, Ferries, Weather", "Harbour Desk"),
        ("", "@harbourdesk", "Harbour Desk"),
        ("harbour desk", "Harbour Desk", "Harbour Desk"),
    ],
)
def test_names_the_outlet(named: str, site: str, outlet: str) -> None:
    assert read(page(URL + meta(og__site_name=site), linked=publisher(named))).publisher == outlet


def test_notes_another_outlet_in_json_ld() -> None:
    article = read(page(URL + meta(og__site_name="Harbour Desk"), linked=publisher("Blogger")))
    assert article.disagreements["publisher"] == ("JSON-LD: ‘Blogger’",)
