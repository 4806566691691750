"""The map on the index of the countries: inline SVG, drawn without a script, in which every country is a link.

`world.json` is made by tools/make_map.py, which says what it holds and where the shapes come from.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from itertools import count

from builder.collection import Collection, Country
from builder.pages.page import country_path, coverage, relative, url
from builder.texts import say

# Shades for the number of briefs about a country, besides the one for countries that are only mentioned.
SHADES = 5

# Radius of the marker of a country too small to be seen, in units of the map.
RADIUS = 9

# Where the name of the country pointed at stands: in the empty south of the Pacific, above the lower edge.
LABEL_UP = 70


@dataclass(frozen=True, slots=True)
class World:
    """The shapes of the countries as data of SVG paths, and the points of those too small to be seen, by code."""

    width: int
    height: int
    markers: Mapping[str, tuple[int, int]]
    shapes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shade:
    """One step of the legend: the numbers of briefs from `least` to `most`, shown in shade `number` of `SHADES`."""

    number: int
    least: int
    most: int

    @property
    def label(self) -> str:
        """The numbers as the legend shows them."""
        return str(self.least) if self.least == self.most else f"{self.least}–{self.most}"


@cache
def world() -> World:
    """Load the shapes."""
    return World(**json.loads(files("builder.pages").joinpath("world.json").read_text(encoding="utf-8")))


def world_map(here: str, collection: Collection, countries: Iterable[Country]) -> str:
    """Draw the map for the page `here`, with links to these countries in this order, as a block of HTML.

    Those with a marker come last: what is drawn later lies on top, and San Marino would vanish under Italy.
    """
    shades = shading(max((len(country.about) for country in collection.countries.values()), default=0))
    linked = sorted(((country, _codes(country, collection)) for country in countries), key=_has_marker)
    taken = {code for _, codes in linked for code in codes}
    land = "".join(shape for code, shape in world().shapes.items() if code not in taken)
    return "\n".join(
        [
            '<figure class="world">',
            f'<a class="world__skip" href="#world-key">{say("map.skip")}</a>',
            f'<svg class="world__map" viewBox="0 0 {world().width} {world().height}" role="group" '
            'aria-labelledby="world-title" aria-describedby="world-about">',
            f'<title id="world-title">{say("map.title")}</title>',
            f'<desc id="world-about">{say("map.about")}</desc>',
            f'<path class="world__land" aria-hidden="true" d="{land}"/>',
            *(_country(here, country, codes, _shade(country, shades)) for country, codes in linked),
            "</svg>",
            _key(shades),
            "</figure>",
        ]
    )


def shading(most: int) -> list[Shade]:
    """Divide the numbers from 1 to `most` into at most `SHADES` steps, each as many times wider than the one before.

    Few steps are spread over all shades, so that the darkest is always the country with the most briefs.
    """
    growth = next(factor for factor in count(2) if factor**SHADES > most)
    bounds = [growth**step for step in range(SHADES) if growth**step <= most]
    return [
        Shade(-(-SHADES * position // len(bounds)), least, min(most, least * growth - 1))
        for position, least in enumerate(bounds, start=1)
    ]


def _codes(country: Country, collection: Collection) -> list[str]:
    """The country's own code, and those of the territories that a setting lets count as this country."""
    return [country.code, *(code for code, other in collection.counts_as.items() if other == country.code)]


def _has_marker(linked: tuple[Country, list[str]]) -> bool:
    return not world().markers.keys().isdisjoint(linked[1])


def _shade(country: Country, shades: Iterable[Shade]) -> int:
    return next((shade.number for shade in shades if shade.least <= len(country.about) <= shade.most), 0)


def _country(here: str, country: Country, codes: Iterable[str], shade: int) -> str:
    """Draw one country. The text gives the link its name; the style sheet shows it when the link is pointed at."""
    address = relative(here, url(country_path(country.code)))
    top = world().height - LABEL_UP
    return (
        f'<a class="world__country world__country--{shade}" xlink:href="{escape(address)}/">{"".join(_figures(codes))}'
        f'<text class="world__name" y="{top}">{escape(country.name)}: '
        f'<tspan x="0" dy="1.3em">{coverage(len(country.about), len(country.mentioned))}</tspan></text></a>'
    )


def _figures(codes: Iterable[str]) -> Iterator[str]:
    for code in codes:
        if code in world().shapes:
            yield f'<path d="{world().shapes[code]}"/>'
        if code in world().markers:
            x, y = world().markers[code]
            yield f'<circle cx="{x}" cy="{y}" r="{RADIUS}"/>'


def _key(shades: Iterable[Shade]) -> str:
    steps = [(0, say("map.only_mentioned")), *((shade.number, shade.label) for shade in shades)]
    items = "".join(f'<li class="world__step world__step--{number}">{label}</li>' for number, label in steps)
    return (
        f'<figcaption class="world__key" id="world-key" tabindex="-1"><p>{say("map.key")}</p><ul>{items}</ul>'
        f'<p class="world__source">{say("map.source")}</p>'
        "</figcaption>"
    )
