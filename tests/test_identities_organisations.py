"""The organisations of a collection: names joined across briefs, acronyms understood, merges by hand made."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.brief import Brief
from builder.corrections.kinds import MergeOrganisations
from builder.identities.organisations import Organisations, key_of, organisations
from tests.test_pages import NOBODY, brief


def naming(name: str, *bodies: str, date: str | None = "2025-01-01", **others: tuple[str, ...]) -> Brief:
    """A brief that names these organisations; `others` gives other names by the name with _ for each space."""
    noted = {full.replace("_", " "): names for full, names in others.items()}
    made = replace(NOBODY, organisations=noted)
    return brief(name, people=(), date=date, organisations=(*bodies, *noted), made=made)


def names(found: Organisations) -> dict[str, tuple[str, ...]]:
    return {key: (body.name, *body.also) for key, body in found.known.items()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Acme Company", "Acme Co."),
        ("Acme, Inc.", "ACME"),
        ("Ministry of Defence (MoD)", "Ministry of Defence"),
        ("Société Générale SA", "Societe Generale"),
        ("Marks & Spencer plc", "Marks and Spencer"),
        ("the Lagos Doctors’ Guild", "Lagos Doctors' Guild"),
        ("World Bank's", "World Banks"),
    ],
)
def test_names_printed_a_little_otherwise_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Acme Bank", "Acme"), ("Company", "Co"), ("Ministry of Health", "Ministry of Defence")],
)
def test_names_of_two_organisations_have_two_keys(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


def test_the_name_of_most_briefs_is_shown_and_the_oldest_gives_the_id() -> None:
    found = organisations(
        [
            naming("c", "Acme Co.", date="2025-03-01"),
            naming("b", "Acme Co."),
            naming("a", "The Acme", date="2024-01-01"),
        ]
    )
    assert names(found) == {"the-acme": ("Acme Co.", "The Acme")}
    assert found.moved == {"acme-co": "the-acme"}
    assert found.id_of("acme") == "the-acme"


def test_an_acronym_is_joined_where_one_brief_says_what_it_stands_for() -> None:
    found = organisations([naming("a", Lower_Danube_Forum=("LDF",)), naming("b", "LDF", date="2025-02-01")])
    assert names(found) == {"lower-danube-forum": ("LDF", "Lower Danube Forum")}


def test_an_acronym_of_two_organisations_is_joined_to_neither() -> None:
    found = organisations(
        [naming("a", Lower_Danube_Forum=("LDF",)), naming("b", London_Dentists_Fund=("LDF",)), naming("c", "LDF")]
    )
    assert set(found.known) == {"lower-danube-forum", "london-dentists-fund", "ldf"}


def test_the_acronyms_of_world_news_are_known() -> None:
    found = organisations([naming("a", "UN", "United Nations", "WHO"), naming("b", "the World Health Organization")])
    assert set(found.known) == {"un", "who"}


def test_organisations_merged_by_hand_are_one_under_the_first_name() -> None:
    merge = MergeOrganisations(organisations=("Harbour Office", "Port Authority of Izmir"))
    found = organisations([naming("a", "Port Authority of Izmir"), naming("b", "Harbour Office")], [merge])
    assert names(found) == {"port-authority-of-izmir": ("Harbour Office", "Port Authority of Izmir")}
    assert found.unfit == ()


def test_a_merge_of_what_nobody_names_is_reported() -> None:
    merge = MergeOrganisations(organisations=("Harbour Office", "Nobody Ltd"))
    assert organisations([naming("a", "Harbour Office")], [merge]).unfit == (merge,)


def test_notes_that_go_round_in_a_circle_do_no_harm() -> None:
    found = organisations([naming("a", ABC=("DEF",)), naming("b", DEF=("ABC",)), naming("c", "GHI")])
    assert "ghi" in found.known


PRINTED = st.sampled_from(["UN", "United Nations", "The Acme", "Acme Inc.", "acme", "LDF", "Lower Danube Forum", "EU"])
BRIEFS = st.lists(st.tuples(st.lists(PRINTED, max_size=4, unique=True), st.booleans()), max_size=8)


@given(BRIEFS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_plays_no_part(rows: list[tuple[list[str], bool]], random: object) -> None:
    briefs = [
        naming(f"b{number}", *bodies, date=f"2025-01-{number + 1:02}", **({"X_Y": ("LDF",)} if noted else {}))
        for number, (bodies, noted) in enumerate(rows)
    ]
    found = organisations(briefs)
    for each in briefs:
        assert all(found.id_of(name) in found.known for name in each.organisations)
    assert not found.moved.keys() & found.known.keys()
    shuffled = briefs.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert organisations(shuffled) == found
