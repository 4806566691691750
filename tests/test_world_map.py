"""The world map: every country is on it, where the policy for disputed territory has it, and every link is good."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.brief import CountryNote
from builder.collection import Collection, collect
from builder.gazetteer import COUNTRY_CODES
from builder.pages import pages
from builder.pages.world_map import SHADES, shading, world, world_map
from builder.territories import territories
from tests.test_pages import NOBODY, brief

HERE = "countries/index.md"
LINK = "{http://www.w3.org/1999/xlink}href"

Ring = list[tuple[int, int]]


def rings(path: str) -> list[Ring]:
    """Read the data of a path: `M` and the first corner, `l` and steps, `z`."""
    found = []
    for part in path.split("z")[:-1]:
        assert re.fullmatch(r"M-?\d+ -?\d+l-?\d+(?:[ -]-?\d+)*", part)
        start, steps = (list(map(int, re.findall(r"-?\d+", numbers))) for numbers in part.split("l"))
        ring = [(start[0], start[1])]
        for x, y in zip(steps[::2], steps[1::2], strict=True):
            ring.append((ring[-1][0] + x, ring[-1][1] + y))
        found.append(ring)
    return found


SHAPES = {code: rings(path) for code, path in world().shapes.items()}


def holds(code: str, x: float, y: float) -> bool:
    """Tell whether a point lies in a country: whether a ray from it crosses its borders an odd number of times."""
    crossed = 0
    for ring in SHAPES[code]:
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
            crossed += (y1 > y) != (y2 > y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1)
    return crossed % 2 == 1


def test_every_country_has_a_shape_or_a_marker_and_nothing_else_has() -> None:
    assert set(SHAPES) | set(world().markers) == {*COUNTRY_CODES, ""}


def test_what_has_no_marker_is_large_enough_to_be_seen() -> None:
    for code in set(SHAPES) - set(world().markers) - {""}:
        xs, ys = zip(*(corner for ring in SHAPES[code] for corner in ring), strict=True)
        assert max(xs) - min(xs) + max(ys) - min(ys) > 10, code


def test_everything_lies_on_the_map_and_no_edge_leaps_across_it() -> None:
    for code, parts in SHAPES.items():
        for ring in parts:
            assert all(-5 <= x <= world().width + 5 and -5 <= y <= world().height for x, y in ring), code
            assert all(abs(x1 - x2) < 250 for (x1, _), (x2, _) in pairwise([*ring, ring[0]])), code
    assert all(0 <= x <= world().width and 0 <= y <= world().height for x, y in world().markers.values())


# Points of the map by the country that they lie in; the comment names the place.
@pytest.mark.parametrize(
    ("code", "point"),
    [
        ("HU", (1039, 151)),  # Budapest
        ("AU", (1647, 666)),  # Alice Springs
        ("RU", (1652, 50)),  # Anadyr, west of 180°
        ("RU", (1666, 48)),  # Chukotka, east of 180°
        ("GF", (645, 452)),  # Cayenne
        ("SJ", (1017, 9)),  # Longyearbyen
        ("LS", (1090, 698)),  # Maseru, within South Africa
        ("UA", (1110, 165)),  # Simferopol
        ("EH", (881, 288)),  # Smara
        ("MA", (907, 253)),  # Marrakesh
        ("SO", (1182, 411)),  # Hargeisa
    ],
)
def test_a_point_lies_in_its_country_and_in_no_other(code: str, point: tuple[int, int]) -> None:
    assert [other for other in SHAPES if holds(other, point[0] + 0.1, point[1] + 0.1)] == [code]


@pytest.mark.parametrize(
    ("most", "labels"),
    [
        (0, []),
        (1, ["1"]),
        (3, ["1", "2–3"]),
        (6, ["1", "2–3", "4–6"]),
        (31, ["1", "2–3", "4–7", "8–15", "16–31"]),
        (40, ["1–2", "3–8", "9–26", "27–40"]),
    ],
)
def test_the_legend_counts_in_growing_steps(most: int, labels: list[str]) -> None:
    assert [shade.label for shade in shading(most)] == labels


@given(st.integers(1, 100_000))
def test_every_number_of_briefs_has_one_shade_and_the_largest_the_darkest(most: int) -> None:
    shades = shading(most)
    assert [shades[0].least, shades[-1].most, shades[-1].number] == [1, most, SHADES]
    assert all(lower.most + 1 == upper.least and lower.number < upper.number for lower, upper in pairwise(shades))


def drawn(collection: Collection) -> ElementTree.Element:
    """Draw the map of a collection, and read it as XML."""
    figure = world_map(HERE, collection, collection.countries.values())
    return ElementTree.fromstring(f'<root xmlns:xlink="http://www.w3.org/1999/xlink">{figure}</root>')


def links(collection: Collection) -> dict[str, str]:
    """Give the links of the map: their address, and the name that is read out."""
    return {link.attrib[LINK]: "".join(link.itertext()) for link in drawn(collection).findall(".//svg/a")}


def noted(**subjects: bool) -> Collection:
    """Collect one brief on these countries; those with `False` are only mentioned."""
    notes = {code: CountryNote(1, subject, ()) for code, subject in subjects.items()}
    return collect([brief(countries=tuple(subjects), made=replace(NOBODY, countries=notes))])


def test_countries_are_links_with_their_numbers_as_names() -> None:
    both = noted(HU=True, LI=False)
    again = brief("b", countries=("HU",))
    assert links(both) == {
        "hungary/": "Hungary: 1 brief about it",
        "liechtenstein/": "Liechtenstein: 1 brief mentions it",
    }
    assert links(collect([*both.briefs, again]))["hungary/"] == "Hungary: 2 briefs about it"


def test_every_country_of_a_full_collection_is_a_link_to_a_page_that_is_made() -> None:
    full = noted(**dict.fromkeys(COUNTRY_CODES, True))
    made = {page.path for page in pages(full)}
    assert len(links(full)) == len(COUNTRY_CODES)
    assert {f"countries/{address.rstrip('/')}.md" for address in links(full)} <= made
    assert all(
        link.find("path") is not None or link.find("circle") is not None
        for link in drawn(full).iter("a")
        if LINK in link.attrib
    )


def test_the_index_of_a_full_collection_stays_light() -> None:
    full = noted(**dict.fromkeys(COUNTRY_CODES, True))
    (index,) = (page.text for page in pages(full) if page.path == HERE)
    assert len(index.encode()) < 150_000


def test_a_marker_lies_on_top_of_the_country_around_it() -> None:
    assert list(links(noted(IT=True, SM=True, FR=True))) == ["france/", "italy/", "san-marino/"]
    assert list(links(noted(VA=True, ZA=True, LS=True))) == ["lesotho/", "south-africa/", "vatican-city/"]


def test_an_empty_collection_has_a_map_of_land_alone() -> None:
    assert links(collect([])) == {}
    land = drawn(collect([])).find(".//path")
    assert land is not None
    assert land.attrib["d"].count("z") == sum(map(len, SHAPES.values()))


def test_a_territory_is_drawn_with_the_country_that_it_counts_as() -> None:
    setting = territories({"GF": "FR", "RE": "FR"})
    (france,) = drawn(collect([brief(countries=("FR",))], setting)).findall(".//svg/a")
    assert [path.attrib["d"] for path in france.findall("path")] == [
        world().shapes[code] for code in ("FR", "GF", "RE") if code in world().shapes
    ]
    assert len(france.findall("circle")) == 1


def test_a_name_of_ones_own_stays_text() -> None:
    named = collect([brief(countries=("HU",))], territories({"HU": "<b>A & B</b>"}))
    assert links(named) == {"hungary/": "<b>A & B</b>: 1 brief about it"}


def test_nothing_in_the_map_is_styled_or_scripted_in_place() -> None:
    figure = world_map(HERE, noted(HU=True, LI=True), noted(HU=True, LI=True).countries.values())
    assert not re.search(r"\s(?:style|on\w+|fill|stroke)=|<script|<style", figure)
