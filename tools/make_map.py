"""Make `builder/pages/world.json`: the shapes of the countries on the world map.

    npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz
    python -m venv map-venv && map-venv/bin/pip install pycountry==26.2.16
    PYTHONPATH=. map-venv/bin/python tools/make_map.py package/countries-50m.json

Run it from the top of the repository. Source: Natural Earth 1:50m (public domain), by way of world-atlas 2.0.2 (ISC).
pycountry 26.2.16 only turns the numeric codes of ISO 3166-1 into letters.

The file holds the size of the map, for each country (ISO 3166-1 alpha-2, XK for Kosovo) the data of an SVG path, and
for those too small to be seen a point, [x, y], where a marker goes. Every country has at least one of the two. The key
"" is land that counts for no country. The projection is Equal Earth (Šavrič, Patterson and Jenny 2018), so that shades
can be compared by area; the map ends in the Bering Strait, so that neither Russia nor the Pacific states are cut.

Disputed territory follows the policy of the gazetteer: it counts for the country that ISO 3166-1 lists it under. So
Crimea is drawn with Ukraine, Northern Cyprus with Cyprus, Somaliland with Somalia, and Western Sahara apart from
Morocco. Where the standard is silent (as on the line of control in Kashmir), borders are as Natural Earth draws them.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import pycountry

from builder.gazetteer import COUNTRY_CODES

TARGET = Path("builder/pages/world.json")

Point = tuple[float, float]
Dot = tuple[int, int]

# Units: at the widest the map is shown at about one pixel for two of them.
WIDTH = 2000
# The meridian in the middle: 169° W, in the Bering Strait, is where the map is cut.
MIDDLE = 11.0
# The map ends south of Tierra del Fuego and of the last islands before Antarctica.
SOUTH, NORTH = -58.0, 83.7
# Points whose triangle with their neighbours is smaller are left out (Visvalingam and Whyatt 1993), in square units.
SIMPLEST = 1.4
# Islands smaller than this are left out, if the country has a larger part, in square units.
SMALLEST = 1.5
# Countries smaller than this (about 15,000 square kilometres) get a marker, in square units.
VISIBLE = 45.0
# The northern border of Western Sahara, 27° 40' N.
SAHARA = 27.667

# What Natural Earth has no code for.
NAMED = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO", "Siachen Glacier": "", "Indian Ocean Ter.": "AU"}

# Parts that Natural Earth draws with another country: code, whose they are drawn as, west, south, east, north.
PARTS = (
    ("UA", "RU", 32.4, 44.3, 36.7, 46.3),
    ("GF", "FR", -55.0, 2.0, -51.0, 6.0),
    ("GP", "FR", -62.0, 15.8, -61.0, 16.6),
    ("MQ", "FR", -61.3, 14.3, -60.7, 15.0),
    ("RE", "FR", 55.0, -21.5, 56.0, -20.8),
    ("YT", "FR", 45.0, -13.1, 45.4, -12.6),
    ("SJ", "NO", 10.0, 74.0, 34.0, 81.0),
    ("SJ", "NO", -9.2, 70.8, -7.9, 71.2),
    ("BQ", "NL", -69.0, 12.0, -62.0, 18.0),
    ("TK", "NZ", -173.0, -10.0, -171.0, -8.0),
    ("CC", "AU", 96.0, -13.0, 97.0, -11.0),
    ("CX", "AU", 105.0, -11.0, 106.0, -10.0),
)

# Where a marker goes if Natural Earth has no shape: longitude, latitude.
POINTS = {
    "AQ": (90.0, -57.0),  # the continent itself lies below the map
    "BV": (3.4, -54.4),
    "GI": (-5.35, 36.1),
    "TV": (179.2, -8.5),
    "UM": (-177.4, 28.2),  # Midway
}


def main(source: Path) -> None:
    """Read the topology, and write the map."""
    rings = merged(topology_rings(json.loads(source.read_text(encoding="utf-8"))))
    shapes = {code: path for code in sorted(rings) if (path := path_of(rings[code]))}
    markers = dict(sorted(place_markers(rings).items()))
    missing = [code for code in COUNTRY_CODES if code not in shapes and code not in markers]
    if missing:
        sys.exit(f"neither a shape nor a marker: {', '.join(missing)}")
    height = dot((MIDDLE, SOUTH))[1]
    lines = [f'"width": {WIDTH}', f'"height": {height}', listed("markers", markers), listed("shapes", shapes)]
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def listed(name: str, values: Mapping[str, Any]) -> str:
    """Write a part of the file, one country a line."""
    rows = (f'"{key}": {json.dumps(value, separators=(",", ":"))}' for key, value in values.items())
    return f'"{name}": {{\n' + ",\n".join(rows) + "\n}"


def topology_rings(topology: Any) -> Iterator[tuple[str, list[Dot]]]:
    """Decode a TopoJSON topology: the rings of each country, on the map, with its code.

    Arcs are simplified before they are put together, so that neighbours keep one border.
    """
    arcs = list(decoded_arcs(topology))
    numeric = {country.numeric: country.alpha_2 for country in pycountry.countries}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = numeric.get(geometry.get("id")) or NAMED.get(geometry["properties"]["name"], "")
        if code == "AQ":
            continue
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            outer = unrolled(joined(arcs, polygon[0]))
            owner = owner_of(code, outer)
            yield from ((owner, on_map(arcs, part)) for part in polygon)


def decoded_arcs(topology: Any) -> Iterator[list[Point]]:
    """Yield the arcs as lists of longitude and latitude."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        yield points


def joined(arcs: list[list[Point]], numbers: Iterable[int]) -> list[Point]:
    """Join arcs into a closed ring; a negative number is an arc taken backwards (its bits inverted)."""
    ring: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def unrolled(ring: list[Point]) -> list[Point]:
    """Shift what lies beyond 180°, so that no edge leaps around the world, and the whole to its side of the map."""
    points = [ring[0]]
    for x, y in ring[1:]:
        turns = round((points[-1][0] - x) / 360)
        points.append((x + 360 * turns, y))
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    if east < MIDDLE - 179.5:
        return [(x + 360, y) for x, y in points]
    if west > MIDDLE + 180 + 1:
        return [(x - 360, y) for x, y in points]
    return points


def owner_of(code: str, ring: list[Point]) -> str:
    """Give a part that Natural Earth draws with another country to its own."""
    for part, drawn_as, west, south, east, north in PARTS:
        if code == drawn_as and all(west <= (x + 180) % 360 - 180 <= east and south <= y <= north for x, y in ring):
            return part
    return code


def project(point: Point) -> Point:
    """Project longitude and latitude by Equal Earth, for a globe of radius 1."""
    a1, a2, a3, a4, m = 1.340264, -0.081106, 0.000893, 0.003796, sqrt(3) / 2
    angle = asin(m * sin(radians(point[1])))
    square = angle * angle
    sixth = square**3
    x = radians(point[0] - MIDDLE) * cos(angle) / (m * (a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square)))
    return x, angle * (a1 + a2 * square + sixth * (a3 + a4 * square))


EDGE = project((MIDDLE + 180, 0))[0]
TOP = project((MIDDLE, NORTH))[1]


def placed(point: Point) -> Point:
    """Project longitude and latitude to the units of the map, y downwards."""
    x, y = project(point)
    return (x + EDGE) * WIDTH / (2 * EDGE), (TOP - y) * WIDTH / (2 * EDGE)


def dot(point: Point) -> Dot:
    """Project to whole units."""
    x, y = placed(point)
    return round(x), round(y)


def on_map(arcs: list[list[Point]], numbers: list[int]) -> list[Dot]:
    """Put a ring on the map, arc by arc simplified; a single dot if no more is left of it."""
    whole = unrolled(joined(arcs, numbers))
    ring: list[Dot] = []
    position = 0
    for number in numbers:
        length = len(arcs[number if number >= 0 else ~number])
        arc = [placed(point) for point in whole[position : position + length]]
        position += length - 1
        # Both neighbours must leave out the same points: an arc is simplified in its own direction.
        kept = simplified(arc if number >= 0 else arc[::-1])
        ring += [(round(x), round(y)) for x, y in (kept if number >= 0 else kept[::-1])]
    corners = [here for here, before in zip(ring, ring[-1:] + ring[:-1], strict=True) if here != before]
    return corners if len(corners) > 2 else ring[:1]


def simplified(arc: list[Point]) -> list[Point]:
    """Leave out, one after the other, the points that matter least; the ends stay, and an island keeps a shape."""
    points = list(arc)
    fewest = 4 if points[0] == points[-1] else 2
    while len(points) > fewest:
        areas = [triangle(*points[i - 1 : i + 2]) for i in range(1, len(points) - 1)]
        least = min(range(len(areas)), key=areas.__getitem__)
        if areas[least] >= SIMPLEST:
            break
        del points[least + 1]
    return points


def triangle(a: Point, b: Point, c: Point) -> float:
    """The area of a triangle."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def merged(rings: Iterable[tuple[str, list[Dot]]]) -> dict[str, list[list[Dot]]]:
    """Collect the rings of each country, and take out the borders between parts of one country."""
    edges: defaultdict[str, set[tuple[Dot, Dot]]] = defaultdict(set)
    for code, ring in rings:
        for owner, part in sahara(code, ring):
            for edge in edges_of(part):
                if edge[0] != edge[1] and edge[::-1] in edges[owner]:
                    edges[owner].remove(edge[::-1])
                else:
                    edges[owner].add(edge)
    return {code: list(stitched(found)) for code, found in edges.items()}


def sahara(code: str, ring: list[Dot]) -> Iterator[tuple[str, list[Dot]]]:
    """Cut Morocco, as Natural Earth draws it, at the border of Western Sahara: on this map parallels are level."""
    level = dot((MIDDLE, SAHARA))[1]
    if code != "MA":
        yield code, ring
        return
    yield "MA", cut(ring, level, north=True)
    yield "EH", cut(ring, level, north=False)


def cut(ring: list[Dot], level: int, *, north: bool) -> list[Dot]:
    """Keep what lies on one side of a level line (Sutherland and Hodgman 1974)."""
    kept: list[Dot] = []
    for (x, y), (next_x, next_y) in edges_of(ring):
        if y == level or (y < level) == north:
            kept.append((x, y))
        if (y < level) != (next_y < level) and level not in (y, next_y):
            kept.append((round(x + (next_x - x) * (level - y) / (next_y - y)), level))
    return kept


def stitched(edges: set[tuple[Dot, Dot]]) -> Iterator[list[Dot]]:
    """Put edges together into rings."""
    following: defaultdict[Dot, list[Dot]] = defaultdict(list)
    for start, end in sorted(edges, reverse=True):
        following[start].append(end)
    for start in sorted(following):
        while following[start]:
            ring = [start]
            while (here := following[ring[-1]].pop()) != start:
                ring.append(here)
            yield ring


def edges_of(ring: list[Dot]) -> Iterable[tuple[Dot, Dot]]:
    """The edges of a ring, back to where it begins."""
    return pairwise([*ring, ring[0]])


def area(ring: list[Dot]) -> float:
    """The area within a ring; negative for one that turns the other way, a hole."""
    return sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in edges_of(ring)) / 2


def path_of(rings: list[list[Dot]]) -> str:
    """Write rings as the data of an SVG path, in relative steps; what is too small to be seen is left out."""
    return "".join(steps(ring) for ring in sorted(rings, key=area, reverse=True) if abs(area(ring)) >= SMALLEST)


def steps(ring: list[Dot]) -> str:
    """Write one ring; a minus sign parts numbers as well as a space does."""
    moves = [(x - old_x, y - old_y) for (old_x, old_y), (x, y) in pairwise(ring)]
    numbers = " ".join(f"{x} {y}" for x, y in moves).replace(" -", "-")
    return f"M{ring[0][0]} {ring[0][1]}l{numbers}z"


def place_markers(rings: Mapping[str, list[list[Dot]]]) -> dict[str, Dot]:
    """Place markers for the countries that are too small to be seen, or have no shape at all."""
    markers = {code: dot(unrolled([point])[0]) for code, point in POINTS.items()}
    for code, parts in rings.items():
        if code and code not in markers and sum(map(area, parts)) < VISIBLE:
            markers[code] = middle(max(parts, key=lambda ring: (abs(area(ring)), ring)))
    return markers


def middle(ring: list[Dot]) -> Dot:
    """The middle of the box around a ring."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2


if __name__ == "__main__":
    main(Path(sys.argv[1]))
