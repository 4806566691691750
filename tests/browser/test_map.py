"""The world map and the chart of months, for those who see them, those who listen, and those who type."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage, Site

# Smaller than this is no picture of a world, whatever it is: an empty one is below two kilobytes.
SMALLEST_PICTURE = 10_000
HEAVIEST_PAGE = 200_000


def spoken(page: Page, role: str) -> dict[str, str]:
    """Name everything of this role that is read out within the text, with its description."""
    session = page.context.new_cdp_session(page)
    root = session.send("Runtime.evaluate", {"expression": "document.querySelector('figure svg')"})
    nodes: list[dict[str, Any]] = session.send(
        "Accessibility.queryAXTree", {"objectId": root["result"]["objectId"], "role": role}
    )["nodes"]
    return {
        node["name"]["value"]: node.get("description", {}).get("value", "") for node in nodes if not node["ignored"]
    }


def country(page: Page, name: str) -> Locator:
    return page.locator(".world__country", has=page.locator(".world__name", has_text=re.compile(f"^{name}:")))


def test_every_country_of_the_table_is_a_link_of_the_map_that_says_its_numbers(open_page: OpenPage) -> None:
    page = open_page("countries/")
    names = spoken(page, "link")
    listed = page.locator("tbody td:first-child > a").all_inner_texts()
    assert sorted(name.partition(":")[0] for name in names) == sorted(listed)
    assert all(re.search(r": (\d+ briefs? (about|mentions?) it)(, \d+ mentions? it)?$", name) for name in names)


def test_the_map_is_a_named_group_and_says_where_the_same_stands_in_words(open_page: OpenPage) -> None:
    page = open_page("countries/")
    ((name, description),) = spoken(page, "group").items()
    assert name == "Map of the world"
    assert "table below" in description
    assert page.locator("table").is_visible()


def test_the_keyboard_walks_the_map_and_shows_where_it_is(open_page: OpenPage) -> None:
    page = open_page("countries/")
    skip = page.locator(".world__skip")
    skip.focus()
    page.keyboard.press("Tab")
    first = page.locator(".world__country").first
    expect(first).to_be_focused()
    name = first.locator(".world__name")
    expect(name).to_have_css("opacity", "1")
    fill = "e => getComputedStyle(e).fill"
    second = page.locator(".world__country").nth(1)
    lit, plain = (part.locator("path").first.evaluate(fill) for part in (first, second))
    page.keyboard.press("Tab")
    expect(name).to_have_css("opacity", "0")
    assert second.locator("path").first.evaluate(fill) == lit != plain
    title = str(second.locator(".world__name").text_content()).partition(":")[0]
    page.keyboard.press("Enter")
    expect(page.locator("#text h1")).to_have_text(title)


def test_the_keyboard_can_pass_the_map_by(open_page: OpenPage) -> None:
    page = open_page("countries/")
    page.locator(".world__skip").focus()
    expect(page.locator(".world__skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(".world__key")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".filter input")).to_be_focused()


def test_a_click_on_a_country_leads_to_its_page(open_page: OpenPage) -> None:
    page = open_page("countries/")
    country(page, "Colombia").locator("path").first.click()
    page.wait_for_url("**/countries/colombia/")
    expect(page.locator("#text h1")).to_have_text("Colombia")


@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_it_is_drawn_whole_in_light_and_in_dark(open_page: OpenPage, width: int) -> None:
    pictures = []
    for scheme in ("light", "dark"):
        page = open_page("countries/", width=width, color_scheme=scheme)
        box = page.locator(".world__map").bounding_box()
        assert box
        assert 0 <= box["x"] < box["x"] + box["width"] <= width
        pictures.append(page.locator(".world__map").screenshot())
    light, dark = pictures
    assert min(len(light), len(dark)) > SMALLEST_PICTURE
    assert light != dark


def test_shades_follow_the_number_of_briefs_as_the_legend_says(open_page: OpenPage) -> None:
    page = open_page("countries/")
    legend = page.locator(".world__step").evaluate_all(
        "steps => steps.map(s => [s.textContent, getComputedStyle(s, '::before').backgroundColor])"
    )
    colours = dict(legend)
    assert len(set(colours.values())) == len(legend) > 2
    mentioned = page.locator(".world__name", has_text=re.compile(r": \d+ briefs? mentions?")).first.locator("xpath=..")
    fills = "e => getComputedStyle(e.querySelector('path, circle')).fill"
    assert mentioned.evaluate(fills) == colours["only mentioned"]
    assert page.locator(".world__country").first.evaluate(fills) == legend[-1][1]


def test_nothing_moves_while_the_index_of_countries_loads(open_page: OpenPage) -> None:
    page = open_page("countries/")
    shifts = page.evaluate(
        """() => new Promise(done => new PerformanceObserver(
            list => done(list.getEntries().filter(e => !e.hadRecentInput).map(e => e.value))
        ).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done([]), 500))"""
    )
    assert sum(shifts) < 0.01


def test_the_index_of_countries_stays_light(site: Site) -> None:
    assert (site.files / "countries" / "index.html").stat().st_size < HEAVIEST_PAGE


def test_the_chart_of_months_is_read_out_as_a_sentence(open_page: OpenPage) -> None:
    page = open_page("countries/hungary/")
    ((name, description),) = spoken(page, "image").items()
    assert name == "Briefs by month"
    assert re.fullmatch(r"(\w+ \d{4}: \d+ briefs? .+?[;.] ?)+", description)
    box = page.locator(".months__columns").bounding_box()
    assert box
    assert box["width"] > box["height"] > 20
    assert page.locator(".months__columns rect[height='0']").count() < page.locator(".months__columns rect").count()
    page.locator(".months__years a").first.click()
    page.wait_for_url("**/timeline/*/")


def test_a_country_shows_its_places_and_no_others(open_page: OpenPage) -> None:
    places = open_page("countries/georgia/").locator(".ranks", has_text="Places")
    expect(places).to_contain_text("Tbilisi")
    expect(places).not_to_contain_text("Athens")
