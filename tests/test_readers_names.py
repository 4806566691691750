"""Bylines: people, agencies, jobs and outlets told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.readers.names import Byline, house_signature, outlet_name, outlet_of, read_byline, same_outlet


@pytest.mark.parametrize(
    ("printed", "authors", "agency"),
    [
        ("By Ines Varga", ["Ines Varga"], None),
        (
            "By Ines Varga, Tom Okafor and Osei Bonsu Washington Post",
            ["Ines Varga", "Tom Okafor", "Osei Bonsu"],
            "Washington Post",
        ),
        ("Ines Varga, Northline News Agency", ["Ines Varga"], "Northline News Agency"),
        ("Ines Varga and AP", ["Ines Varga"], "AP"),
        ("By Reuters", [], "Reuters"),
        ("By Jonas van der Meulen (AFP)", ["Jonas van der Meulen"], "AFP"),
        ("BY INES VARGA / STAFF WRITER", ["Ines Varga"], None),
        ("By Ines Varga, City Hall reporter", ["Ines Varga"], None),
        ("Ines Varga Parliamentary editor", ["Ines Varga"], None),
        ("ByInes VargaLifestyle Writer", ["Ines Varga"], None),
        ("By\nInes Varga\nFollow", ["Ines Varga"], None),
        ("By Ines Varga - Associated Press - Friday, April 28, 2023", ["Ines Varga"], "Associated Press"),
        ("Ines Varga · Harbour Desk · Posted: Aug 08, 2024 4:00 AM", ["Ines Varga"], None),
        ("Posted on September 21, 2020 by Ines Varga", ["Ines Varga"], None),
        ("By Ines Varga in Szeged and Tom Okafor in Lagos", ["Ines Varga", "Tom Okafor"], None),
        ("by Ines Varga on June 2, 2025", ["Ines Varga"], None),
        ("By Ines Varga on Mon, Jun 2, 2025 at 4:00 am", ["Ines Varga"], None),
        ("Ines Varga5 hours ago", ["Ines Varga"], None),
        ("Ines Varga1", ["Ines Varga"], None),
        ("by Ines Varga 24 Comments", ["Ines Varga"], None),
        ("Ines Varga, Staff Attorney, NRJ Harbour Justice Program", ["Ines Varga"], None),
        ("Ines Varga, University of Rijeka", ["Ines Varga"], None),
        ("Ines Varga Deputy Content Hub Director", ["Ines Varga"], None),
        ("Earl Whitfield, Jr.", ["Earl Whitfield Jr."], None),
        ("Ines Varga, PhD", ["Ines Varga"], None),
        ("Maeve O’REGAN", ["Maeve O’REGAN"], None),
        ("MAEVE O’REGAN", ["Maeve O’Regan"], None),
        ("R.C. MCKAY", ["R.C. McKay"], None),
        ("Staff and wire reports", [], None),
        ("admin", [], None),
        ("ines.varga@harbourdesk.example", [], None),
    ],
)
def test_reads_bylines(printed: str, authors: list[str], agency: str | None) -> None:
    assert read_byline(printed, "Harbour Desk") == Byline(tuple(authors), agency)


def test_the_outlet_itself_is_no_author() -> None:
    assert not read_byline("Harbour Desk", "The Harbour Desk")
    assert read_byline("Ines Varga Harbour Desk", "Harbour Desk").authors == ("Ines Varga",)


@pytest.mark.parametrize(
    ("printed", "signature"),
    [
        ("By Harbour Desk", "Harbour Desk"),
        ("By Harbour Desk staff | 2 June 2025", "Harbour Desk staff"),
        ("By Ines Varga, Harbour Desk", "Harbour Desk"),
        ("By Harbour Desk readers in Rijeka", None),
        ("By Ines Varga", None),
    ],
)
def test_finds_the_signature_of_the_house(printed: str, signature: str | None) -> None:
    assert house_signature(printed, "The Harbour Desk") == signature


def test_a_team_counts_as_an_author_only_where_markup_lists_it() -> None:
    assert read_byline("Ferry Team", trusted=True).authors == ("Ferry Team",)
    assert not read_byline("Ferry Team")


def test_trusted_names_need_no_capitals() -> None:
    assert read_byline("Ines varga", trusted=True).authors == ("Ines varga",)
    assert not read_byline("Ines varga").authors


def test_outlets_are_known_in_any_dress() -> None:
    assert same_outlet("The Harbour Desk", "harbourdesk.com")
    assert not same_outlet("Harbour Desk", "Harbour Post")


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.theridgewaygazette.example", "The Ridgeway Gazette"),
        ("pacific-ledger.co.nz", "Pacific Ledger"),
        ("nytimes.com", "NY Times"),
        ("reuters.com", "Reuters"),
        ("ferries.example", None),
    ],
)
def test_guesses_an_outlet_from_its_address(host: str, name: str | None) -> None:
    assert outlet_of(host) == name


def test_masthead_capitals_are_undone() -> None:
    assert outlet_name("THE RIDGEWAY GAZETTE") == "The Ridgeway Gazette"
    assert outlet_name("BBC NEWS") == "BBC News"
    assert outlet_name("VOX") == "VOX"


@given(st.text())
def test_any_text_gives_names_on_one_line(text: str) -> None:
    for name in read_byline(text).authors:
        assert name == " ".join(name.split()) != ""
