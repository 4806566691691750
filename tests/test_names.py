"""Forms of names: which can be one person's, and by which short forms a person may be called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.annotate.people import names
from builder.annotate.people.names import Name


def parsed(name: str) -> Name:
    return names.parse(tuple(name.split()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gerald R. Forbes", "Gerald Forbes"),
        ("J. Farrow", "Jane Farrow"),
        ("Bob Hensley", "Robert Hensley"),
        ("Sofía Ibáñez", "Sofia Ibanez"),
        ("Volodymyr Hrytsenko", "Volodymyr Gritsenko"),
        ("Carlos Andrés Restrepo Mejía", "Carlos Restrepo"),
        ("Carlos Andrés Restrepo Mejía", "Restrepo Mejía"),
        ("Recep Tayyip Yılmaz", "Tayyip Yılmaz"),
        ("Kim Seo-yeon", "Seo-yeon Kim"),
        ("Kristin Walsh", "Kristen Walsh"),
    ],
)
def test_forms_of_one_name(one: str, other: str) -> None:
    assert names.compatible(parsed(one), parsed(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Earl Whitmore", "Loretta Whitmore"),
        ("Kim Seo-yeon", "Kim Min-jun"),
        ("George H. W. Harlow", "George Washington"),
        ("Hamdan bin Rashid Al-Mansouri", "Rashid Al-Mansouri"),
        ("Majid Karimi", "Majida Karimi"),
        ("Paul Farrow", "Paula Farrow"),
        ("George W. Farrow", "George H. Farrow"),
        ("Anna Lind", "Anna Lindqvist"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert not names.compatible(parsed(one), parsed(other))


def test_generations_are_two_people() -> None:
    words = ("Ray", "Colby")
    assert not names.compatible(names.parse(words, "Jr."), names.parse(words, "Sr."))
    assert names.compatible(names.parse(words, "Jr."), names.parse(words))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ranjit Wickremanayake", "Ranjit Wickramanayake", True),
        ("Gary Mowder", "Gary Mowden", True),
        ("Gary Mowder", "Harry Mowden", False),
        ("John Hansen", "John Jensen", False),
        ("Ann Lind", "Ann Lund", False),
        ("Kim Min-jun", "Kim Min-jin", False),
    ],
)
def test_slips_of_the_pen_in_one_article(one: str, other: str, same: bool) -> None:
    assert names.misspelt(parsed(one), parsed(other)) is same
    assert names.misspelt(parsed(other), parsed(one)) is same
    assert not names.compatible(parsed(one), parsed(other))


@pytest.mark.parametrize(
    ("name", "surnames"),
    [
        ("Jonas van der Meulen", {"meulen"}),
        ("Nouri al-Masri", {"masri"}),
        ("Kim Seo-yeon", {"kim"}),
        ("Sofía Ibarra Luna", {"luna", "ibarra"}),
        ("Recep Tayyip Yılmaz", {"yilmaz"}),
    ],
)
def test_surnames(name: str, surnames: set[str]) -> None:
    forms = names.short_forms(parsed(name))
    assert {form for form, is_surname in forms.items() if is_surname} == surnames


WORDS = st.lists(st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=8), min_size=1, max_size=5).map(
    tuple
)


@given(one=WORDS, other=WORDS)
def test_compatibility_goes_both_ways(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert names.compatible(names.parse(one), names.parse(other)) == names.compatible(
        names.parse(other), names.parse(one)
    )


@given(words=WORDS)
def test_every_name_is_a_form_of_itself(words: tuple[str, ...]) -> None:
    assert names.compatible(names.parse(words), names.parse(words))
