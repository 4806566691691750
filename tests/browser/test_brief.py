"""A brief in the browser: the text, and beside it who said what."""

import json
import re
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage, Site

LIT = re.compile(r"\bis-(lit|found)\b")
CLEAR = "rgba(0, 0, 0, 0)"

# The page of a person who is quoted nowhere, but spoken of.
SPOKEN_OF = """<!doctype html><meta charset="utf-8"><article class="entity entity--person"><h1>Somebody</h1>
<div class="entity__text"><ul><li><blockquote><p>“Words of others”</p></blockquote><p><a href="/">Brief</a></p>
</li></ul>
</div></article>"""

PRINTED = (".note__speaker", ".cite__text", ".provenance", ".on-paper")
NOT_PRINTED = (".md-header", ".md-tabs", ".bar", ".permalink", ".cite__copy", ".md-footer")


@pytest.fixture(scope="module")
def address(site: Site) -> str:
    """A brief with many quotations, one of them in two parts."""
    (path,) = site.files.glob("briefs/*/*slow-rail*")
    return f"{path.relative_to(site.files).as_posix()}/"


def notes(page: Page) -> Locator:
    return page.locator(".notes > div > ol .note")


def name(note: Locator) -> str:
    return note.get_attribute("data-quote") or ""


def background(part: Locator) -> str:
    return str(part.evaluate("part => getComputedStyle(part).backgroundColor"))


def lit(page: Page) -> list[str]:
    """The ids of the quotations that are lit beside the text."""
    return [str(found) for found in page.locator(".note.is-lit").evaluate_all("all => all.map(n => n.dataset.quote)")]


def test_each_quotation_leads_to_its_words_and_back(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    assert notes(page).count() > 5
    assert page.locator(".note a[href*='/issues/']").count() == 0, "no repository is configured"
    for note in notes(page).all():
        passage = page.locator(f"mark#{name(note)}")
        words = note.locator(".note__ink").inner_text().strip("“”")
        assert words.startswith(passage.inner_text().rstrip(", "))
        assert note.locator(f".note__passage[href$='#{name(note)}']").count() == 1
        assert page.locator(f".brief__text a[href$='#note-{name(note)}']").count() == 1


def test_a_link_from_beside_the_text_lights_the_passage(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    note = notes(page).nth(-2)
    passage = page.locator(f"mark#{name(note)}")
    expect(passage).not_to_be_in_viewport()
    note.get_by_label("Passage").click()
    expect(passage).to_be_in_viewport()
    assert page.url.endswith(f"#{name(note)}")
    page.mouse.move(5, 5)
    expect(passage).to_have_class(LIT)
    expect(passage).not_to_have_css("background-color", CLEAR)


def test_the_number_in_the_text_lights_the_entry(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    note = notes(page).nth(-1)
    number = page.locator(f"a[href$='#note-{name(note)}']")
    number.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    number.click()
    expect(note).to_be_focused()
    expect(note).to_be_in_viewport()
    assert lit(page) == [name(note)]
    assert page.evaluate("scrollY") == before, "the text stays where it is"


def test_scrolling_lights_the_quotation_that_is_being_read(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    seen: list[str] = []
    for number in (1, 4, -1):
        wanted = name(notes(page).nth(number))
        page.evaluate(
            "id => scrollTo(0, document.getElementById(id).getBoundingClientRect().top + scrollY - innerHeight * 0.4)",
            wanted,
        )
        page.wait_for_function(
            "before => document.querySelector('.note.is-lit')?.dataset.quote !== before", arg=seen[-1] if seen else None
        )
        (now,) = lit(page)
        expect(page.locator(f"mark#{now}")).to_be_in_viewport()
        expect(page.locator(f".note[data-quote={now}]")).to_be_in_viewport()
        seen.append(now)
    assert len(set(seen)) == len(seen)


def test_a_quotation_in_two_parts_is_lit_in_both(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    second = page.locator("mark[data-quote]").first
    quotation = second.get_attribute("data-quote")
    page.locator(f".note[data-quote={quotation}]").hover()
    for part in (second, page.locator(f"mark#{quotation}")):
        expect(part).to_have_class("quote is-lit")


def test_on_a_phone_the_quotations_stand_between_the_text_and_the_foot(open_page: OpenPage, address: str) -> None:
    page = open_page(address, width=390)
    order = [".brief__text", ".notes", ".about-brief", "footer"]
    tops = [page.locator(part).bounding_box() for part in order]
    for above, below in pairwise(tops):
        assert above and below
        assert above["y"] + above["height"] <= below["y"] + 1


def test_on_a_wide_screen_they_stand_beside_the_text(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    text, beside = (page.locator(part).bounding_box() for part in (".brief__text", ".notes"))
    assert text and beside
    assert beside["x"] >= text["x"] + text["width"]
    assert beside["y"] < text["y"] + 100


def test_on_a_phone_a_number_opens_the_entry_over_the_foot_and_the_text_stays(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(address, width=390)
    note = notes(page).nth(4)
    number = page.locator(f"a[href$='#note-{name(note)}']")
    number.evaluate("number => scrollTo(0, number.getBoundingClientRect().top + scrollY - 200)")
    before = page.evaluate("scrollY")
    number.click()
    card = page.get_by_role("dialog", name="Who said what")
    expect(card.locator(".note__ink")).to_have_text(note.locator(".note__ink").inner_text())
    expect(card).to_be_focused()
    assert page.evaluate("scrollY") == before
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(number).to_be_focused()
    note.get_by_label("Passage").click()
    expect(page.locator(f"mark#{name(note)}")).to_be_in_viewport()


def test_on_a_phone_a_bar_follows_the_reading_and_opens_what_is_said(open_page: OpenPage, address: str) -> None:
    page = open_page(address, width=390)
    read = "mark => scrollTo(0, mark.getBoundingClientRect().top + scrollY - innerHeight * 0.3)"
    being_read = page.locator(".notes .note.is-lit")
    page.locator(f"mark#{name(notes(page).nth(1))}").evaluate(read)
    expect(page.locator(".bar.is-lit")).to_be_visible()
    speaker = being_read.locator(".note__speaker").text_content() or ""
    expect(page.locator(".bar")).to_have_text(speaker.split(",")[0].strip())
    page.locator(".bar").click()
    card = page.get_by_role("dialog", name="Who said what")
    first = card.locator(".note__ink").inner_text()
    assert first == being_read.locator(".note__ink").text_content()
    box, over = page.locator("mark.is-lit").first.bounding_box(), card.bounding_box()
    assert box and over
    assert box["y"] + box["height"] < over["y"], "the text that is read is not hidden"
    page.locator(f"mark#{name(notes(page).nth(5))}").evaluate(read)
    expect(card.locator(".note__ink")).not_to_have_text(first)
    second = card.locator(".note__ink").inner_text()
    assert second == being_read.locator(".note__ink").text_content()
    card.get_by_label("Previous").click()
    expect(card.locator(".note__ink")).not_to_have_text(second)
    expect(page.locator("mark.is-lit").first).to_be_in_viewport()


def test_an_address_with_a_quotation_opens_there(open_page: OpenPage, site: Site, address: str) -> None:
    page = open_page(address)
    quotation = name(notes(page).nth(-3))
    page.goto("about:blank")
    page.goto(f"{site.address}{address}#{quotation}")
    expect(page.locator(f"mark#{quotation}")).to_be_in_viewport()
    assert lit(page) == [quotation]


def test_a_link_to_a_quotation_is_copied_and_opens_lit_from_another_page(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    note = notes(page).nth(-3)
    link = note.get_by_label("Link to this quotation")
    link.click()
    expect(link).to_have_class(re.compile("is-copied"))
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    assert copied.endswith(f"{address}#{name(note)}")
    quotation = name(note)
    speaker = note.locator(".note__speaker a").first
    speaker.click()
    back = page.locator(f".entity__text a[href$='#{quotation}']")
    back.first.click()
    expect(page.locator(f"mark#{quotation}")).to_be_in_viewport()
    assert lit(page) == [quotation]


def test_a_resting_pointer_sees_who_somebody_is_and_nothing_moves(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    person = page.locator(".brief__text a[href*='/people/']").first
    person.scroll_into_view_if_needed()
    before = page.locator(".brief__text").bounding_box()
    person.hover()
    card = page.get_by_role("tooltip")
    expect(card.locator(".card__kind")).to_have_text("Person")
    for part in (".card__name", ".card__figures", ".card__said, .card__role"):
        expect(card.locator(part).first).not_to_be_empty()
    expect(person).to_have_attribute("aria-describedby", "card")
    assert page.locator(".brief__text").bounding_box() == before
    card.locator(".card__name").hover()
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.route("**/people/*/", lambda route: route.fulfill(body=SPOKEN_OF, content_type="text/html"), times=1)
    address_seen = person.get_attribute("href")
    page.locator(f".brief__text a[href*='/people/']:not([href='{address_seen}'])").first.hover()
    expect(card.locator(".card__name")).to_have_text("Somebody")
    assert card.locator(".card__said").count() == 0, "words of others are not shown as theirs"
    page.keyboard.press("Escape")
    page.locator(".brief__text a[href*='/countries/']").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(card.locator(".card__kind")).to_have_text("Country")
    page.keyboard.press("Enter")
    expect(page.locator(".kicker__kind")).to_have_text("Country")
    expect(card).to_be_hidden()


def test_a_tap_opens_a_preview_whose_link_goes_on(open_page: OpenPage, address: str) -> None:
    page = open_page(address, width=390, has_touch=True, is_mobile=True)
    page.route(
        "**/countries/*/", lambda route: route.fulfill(body="<p>no preview</p>", content_type="text/html"), times=1
    )
    person = page.locator(".brief__text a[href*='/people/']").first
    person.tap()
    card = page.locator("#card[role=dialog]")
    expect(card).to_be_focused()
    name_shown = card.locator(".card__name").inner_text()
    card.get_by_label("Close").tap()
    expect(card).to_be_hidden()
    person.tap()
    card.get_by_role("link", name="Go to the page").tap()
    expect(page.locator(".entity h1")).to_have_text(name_shown)
    page.go_back()
    page.locator(".brief__text a[href*='/countries/']").first.tap()
    expect(page.locator(".kicker__kind")).to_have_text("Country")


def test_the_article_is_cited_in_three_forms_and_paper_has_everything_but_the_screen(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(address)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".cite summary").click()
    texts = page.locator(".cite__text").all_inner_texts()
    assert [text[:1] for text in texts] == [texts[0][:1], "@", "["]
    assert json.loads(texts[2])[0]["title"] in texts[0]
    page.locator(".cite__copy").nth(1).click()
    expect(page.locator(".cite__copy").nth(1)).to_have_class(re.compile("is-copied"))
    assert page.evaluate("navigator.clipboard.readText()") == texts[1]
    page.locator(".cite summary").click()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    on_paper = {part: page.locator(part).first.is_visible() for part in (*PRINTED, *NOT_PRINTED)}
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="null")
    assert on_paper == {**dict.fromkeys(PRINTED, True), **dict.fromkeys(NOT_PRINTED, False)}
    assert page.locator(".fold[open]").count() == 0


class TestWithoutScripts:
    """The same brief where no script runs."""

    def test_the_address_lights_the_passage(self, open_page: OpenPage, address: str) -> None:
        page = open_page(address, java_script_enabled=False)
        note = notes(page).nth(-2)
        assert background(page.locator(f"mark#{name(note)}")) == CLEAR
        note.get_by_label("Passage").click()
        expect(page.locator(f"mark#{name(note)}")).to_be_in_viewport()
        expect(page.locator(f"mark#{name(note)}")).not_to_have_css("background-color", CLEAR)

    def test_the_whole_text_and_all_quotations_are_there(self, open_page: OpenPage, address: str) -> None:
        page = open_page(address, java_script_enabled=False)
        expect(page.locator(".brief__text p").first).to_be_visible()
        assert all(note.is_visible() for note in notes(page).all())
        page.locator(".about-brief summary").click()
        expect(page.locator(".provenance").first).to_be_visible()
        page.locator(".cite summary").click()
        expect(page.locator(".cite__text").first).to_be_visible()
        expect(page.locator(".cite__copy").first).to_be_hidden()
        note = notes(page).nth(0)
        note.get_by_label("Link to this quotation").click()
        assert page.url.endswith(f"#{name(note)}")
