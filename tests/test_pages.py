"""Pages: passages marked, lists cut into pages, links that lead somewhere, and nothing that could execute."""

from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import pytest
import yaml

from builder import pages
from builder.brief import Brief, BriefQuote, CountryNote, Evidence, Made, PersonNote, Text
from builder.collection import collect
from builder.days import date_text
from builder.pages.page import PAGE_LENGTH
from builder.pages.passages import body

NOBODY = Made("id", "a.txt", "h", "m 1", 1, "full", {}, (), {}, {}, {}, {}, ())


def quote(text: str, name: str = "q1", **changes: object) -> BriefQuote:
    plain = BriefQuote(name, text, "ana-reisz", "named", "said", 1, ((0, len(text)),), "", "", reported=False)
    return replace(plain, **changes)  # type: ignore[arg-type]


def brief(name: str = "a", text: str = "Rain.", **changes: object) -> Brief:
    note = PersonNote("Ana Reisz", ("Reisz",), ("hydrologist",), 2)
    plain = Brief(
        path=PurePosixPath(f"2025/{name}.md"),
        title=f"Title {name}",
        date="2025-03-12",
        updated=None,
        author=(),
        publisher="The Lowland Courier",
        agency=None,
        source_url="https://courier.example/a",
        accessed=None,
        lang="en",
        description=None,
        summary=("Rain.",),
        tags=(),
        rights="CC0-1.0",
        people=("ana-reisz",),
        countries=("HU",),
        organisations=(),
        places=(),
        quotes=(),
        made=replace(NOBODY, people={"ana-reisz": note}),
        text=Text(text),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def made(*briefs: Brief) -> dict[str, str]:
    return {page.path: page.text for page in pages.pages(collect(briefs))}


def front_matter(page: str) -> Any:
    return yaml.safe_load(page.split("---\n")[1])


def shown(text: str, *quotes: BriefQuote) -> str:
    return body(brief(text=text, quotes=quotes), lambda target: target).markdown


def test_a_passage_is_marked_and_numbered_after_its_closing_mark() -> None:
    assert shown("“It runs,” said Reisz.", quote("It runs,")) == (
        '“<mark class="quote" id="q1">It runs,</mark>”<a class="quote-ref" href="#note-q1" '
        'aria-label="Quotation 1" data-search-exclude>1</a> said Reisz.'
    )


def test_a_quotation_of_two_spans_has_one_anchor_and_one_number() -> None:
    markdown = shown("“It runs,” she said. “It stops.”", quote("It runs, … It stops.", spans=((1, 9), (22, 31))))
    assert markdown.count('id="q1"') == 1
    assert '<mark class="quote" data-quote="q1">It stops.</mark>”<a class="quote-ref"' in markdown
    assert markdown.count("quote-ref") == 1


def test_equal_words_are_told_apart_by_paragraph_and_context() -> None:
    text = "Rain, said one. Rain, said two.\n\nRain, said three."
    assert "two. " not in shown(text, quote("Rain", paragraph=2)).partition("<mark")[0].rpartition("\n\n")[2]
    assert shown(text, quote("Rain", prefix="said one. ")).startswith("Rain, said one. <mark")


def test_a_passage_that_was_edited_away_is_not_marked() -> None:
    found = body(brief(text="Sun.", quotes=(quote("Rain"),)), lambda target: target)
    assert (found.markdown, found.marked) == ("Sun.", frozenset())


def test_links_to_pages_that_are_not_there_become_text() -> None:
    text = (
        "[Ana](../../people/ana-reisz.md), [Bo](../../people/bo.md), [x](javascript:alert(1)), [w](https://w.example)"
    )
    page = made(brief(text=text))["briefs/2025/a.md"]
    assert page.endswith("[Ana](../../people/ana-reisz.md), Bo, \\[x\\](javascript:alert(1)), [w](https://w.example)\n")


def test_a_heading_in_a_brief_stays_below_the_headline() -> None:
    assert shown("# Rivers") == "## Rivers"


def test_pages_of_all_kinds_are_made() -> None:
    paths = set(made(brief(), brief("b", publisher=None, date=None)))
    assert paths >= {
        *("briefs/2025/a.md", "briefs/2025/b.md", "briefs/index.md", "people/ana-reisz.md", "people/index.md"),
        *("countries/hungary.md", "countries/index.md", "outlets/the-lowland-courier.md", "outlets/index.md"),
        *("timeline/2025.md", "timeline/undated.md", "timeline/index.md", "_home/newest.md", "_home/quotation.md"),
    }


def test_a_brief_shows_what_disagreed_beside_the_field() -> None:
    noted = replace(NOBODY, provenance={"title": "page heading"}, disagreements={"title": ("JSON-LD: ‘Ducks’",)})
    meta = yaml.safe_load(made(brief(made=noted))["briefs/2025/a.md"].split("---")[1])
    (row,) = meta["brief"]["about"]
    assert (row["from"], row["others"]) == ("page heading", ["JSON-LD: ‘Ducks’"])


def test_countries_show_the_evidence_of_their_briefs() -> None:
    evidence = (Evidence("Budapest", 2, "capital"), Evidence("Hungarian", 1, "adjective"))
    noted = replace(NOBODY, countries={"HU": CountryNote(3, True, evidence)})
    paths = made(brief(made=noted), brief("b", made=noted))
    meta = yaml.safe_load(paths["briefs/2025/a.md"].split("---")[1])
    assert meta["brief"]["countries"][0]["evidence"] == ["Budapest ×2 (capital)", "Hungarian (adjective or people)"]
    meta = yaml.safe_load(paths["countries/hungary.md"].split("---")[1])
    assert meta["entity"]["also"] == ["Budapest ×4 (capital)", "Hungarian ×2 (adjective or people)"]


def test_a_country_counts_the_briefs_that_name_its_places() -> None:
    noted = replace(NOBODY, places={"Szeged": "HU", "Vienna": "AT", "Győr": "HU"})
    paths = made(brief(made=noted, places=("Szeged", "Vienna")), brief("b", made=noted, places=("Szeged", "Győr")))
    meta = yaml.safe_load(paths["countries/hungary.md"].split("---")[1])
    (places,) = (group["items"] for group in meta["entity"]["links"] if group["title"] == "Places")
    assert places == [{"name": "Szeged", "count": 2}, {"name": "Győr", "count": 1}]


def test_an_empty_collection_has_its_indexes() -> None:
    assert set(made()) == {
        *("briefs/index.md", "people/index.md", "countries/index.md", "outlets/index.md", "timeline/index.md"),
        "organisations/index.md",
        *("explore/index.md", "explore/index.json", "corrections/index.md"),
        *("feeds/briefs.xml", "feeds/briefs.json", "robots.txt", "llms.txt"),
        *("_home/reviewed.md", "_home/newest.md", "_home/people.md", "_home/countries.md", "_home/quotation.md"),
    }


def test_long_lists_go_on_on_pages_that_lead_to_each_other() -> None:
    paths = made(*(brief(f"b{number:03}") for number in range(PAGE_LENGTH * 3)))
    first, last, oldest = (paths[f"people/ana-reisz{name}.md"] for name in ("", "/briefs-2", "/briefs-1"))
    assert [page.count("- [Title b") for page in (first, last, oldest)] == [PAGE_LENGTH] * 3
    assert "[Older](ana-reisz/briefs-2.md)" in first
    assert "[Newer](../ana-reisz.md)" in last and "[Older](briefs-1.md)" in last
    assert "[Newer](briefs-2.md)" in oldest and "[Older]" not in oldest
    assert "(../../briefs/2025/b299.md)" in oldest
    assert {"briefs/page-1.md", "briefs/page-2.md", "timeline/2025/march-1.md"} <= paths.keys()


@pytest.mark.parametrize("count", [1, 49, 50, 149, 150, 151, 249, 250, 1234])
def test_every_entry_of_a_list_stands_on_one_page(count: int) -> None:
    paths = made(*(brief(f"b{number:04}") for number in range(count)))
    pages = [page for path, page in paths.items() if path.startswith("people/ana-reisz")]
    entries = [line for page in pages for line in page.splitlines() if line.startswith("- [Title b")]
    assert len({entry.partition("]")[0] for entry in entries}) == len(entries) == count
    assert all(page.count("- [Title b") <= PAGE_LENGTH * 1.5 for page in pages)


def test_a_new_brief_changes_the_first_page_of_a_list_and_no_further_one() -> None:
    older = [brief(f"b{number:03}") for number in range(PAGE_LENGTH * 3)]
    before, after = made(*older), made(*older, brief("new", date="2025-03-13"))
    further = {path for path in before if path.rpartition("-")[2].removesuffix(".md").isdecimal() and "/" in path}
    assert {path for path in further if before[path] != after[path]} == set()
    assert before["people/ana-reisz.md"] != after["people/ana-reisz.md"]


def test_a_person_page_lists_quotations_with_their_reasons_and_reported_speech_apart() -> None:
    told = quote("it would rain", "q2", reported=True)
    page = made(brief(text="“It runs,” said Reisz.", quotes=(quote("It runs,"), told)))["people/ana-reisz.md"]
    said, _, reported = page.partition("## Reported as saying")
    assert "- > “It runs”\n\n    [Title a](../briefs/2025/a.md#q1)" in said
    assert "named in the same sentence" in said
    words = '<span class="cue">said</span> it would rain'
    assert f"- > {words}\n    {{: .told }}\n\n    [Title a](../briefs/2025/a.md#note-q2)" in reported


def test_what_somebody_denied_is_not_shown_as_what_they_said() -> None:
    told = quote("that it would rain", "q2", reported=True, cue="denied")
    paths = made(brief(text="Reisz denied that it would rain.", quotes=(told,)))
    assert '<span class="cue">denied</span> that it would rain' in paths["people/ana-reisz.md"]
    assert yaml.safe_load(paths["briefs/2025/a.md"].split("---\n")[1])["brief"]["reported"][0]["cue"] == "denied"


def test_a_speaker_set_by_hand_is_found_in_other_briefs() -> None:
    other = brief("b", people=(), quotes=(quote("Sun", speaker="ana-reisz", reason="edited"),))
    assert "“Sun”" in made(brief(), other)["people/ana-reisz.md"]


def test_a_speaker_set_by_hand_gets_a_page_even_where_no_brief_lists_them() -> None:
    pages_made = made(brief(quotes=(quote("Sun", speaker="milan-petrov", reason="edited"),)))
    assert "“Sun”" in pages_made["people/milan-petrov.md"]
    assert "name: Milan Petrov" in pages_made["people/milan-petrov.md"]


def test_titles_that_search_would_take_for_html_are_defused() -> None:
    page = made(brief(title="<img src=x onerror=alert(1)>"))["briefs/2025/a.md"]
    meta = yaml.safe_load(page.split("---\n")[1])
    assert "<" not in meta["title"]
    assert meta["brief"]["title"] == "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize("field", ["title", "publisher"])
@pytest.mark.parametrize(
    "text", ["<script>x</script>", "a | b", "[x](javascript:y)", "{{ 7*7 }}", "--8<-- 'x'", "# a\n- b"]
)
def test_no_line_of_a_list_can_be_broken_out_of(field: str, text: str) -> None:
    for path, page in made(brief(**{field: text})).items():
        if path.endswith(".md") and not path.startswith("briefs/2025"):
            content = page.split("---\n", 2)[-1]
            assert "<script" not in content
            assert "](javascript" not in content.replace("\\]", "")
            assert "--8<--" not in content
            assert "\n# a" not in content


def test_text_fragments_lead_to_the_passage_in_the_source() -> None:
    long = quote("one two-three four, five six seven eight nine ten eleven twelve")
    page = made(brief(quotes=(quote("It runs, really"), replace(long, id="q2"))))["briefs/2025/a.md"]
    meta = yaml.safe_load(page.split("---\n")[1])
    first, second = (entry["source"] for entry in meta["brief"]["quotes"])
    assert first == "https://courier.example/a#:~:text=It%20runs%2C%20really"
    assert second.endswith("#:~:text=one%20two%2Dthree%20four%2C%20five%20six,eight%20nine%20ten%20eleven%20twelve")


@pytest.mark.parametrize(
    ("value", "text"),
    [("2025-06-02", "2 June 2025"), ("2025-06-02T10:00:00+02:00", "2 June 2025"), ("summer", "summer"), (None, None)],
)
def test_dates_are_written_for_people(value: str | None, text: str | None) -> None:
    assert date_text(value) == text


@pytest.mark.parametrize(("rights", "shown"), [("CC0-1.0", ""), ("metadata", "metadata"), ("excerpt", "excerpt")])
def test_a_brief_says_how_much_of_its_text_is_shown(rights: str, shown: str) -> None:
    assert front_matter(made(brief(rights=rights))["briefs/2025/a.md"])["brief"]["excerpt"] == shown


def test_an_excerpt_and_its_summary_do_not_say_the_same_twice() -> None:
    page = made(brief(text="[Rain](https://r.example) fell. …", summary=("Rain fell.", "Sun."), rights="excerpt"))
    meta = yaml.safe_load(page["briefs/2025/a.md"].split("---\n")[1])
    assert meta["brief"]["summary"] == ["Sun."]


@pytest.mark.parametrize("date", ["2025-²5-01", "²025-01-01", "٢٠٢٥-٠١-٠١", "2025-13-45", "../../x", "9999999-01"])
def test_no_date_written_by_hand_stops_the_pages(date: str) -> None:
    assert "briefs/2025/a.md" in made(brief(date=date))


@pytest.mark.parametrize("path", ["x.md", "done/eu/x.md", "2025/x.md"])
def test_the_links_of_a_brief_that_was_moved_still_lead_there(path: str) -> None:
    pages = made(brief(text="[Ana](../../people/ana-reisz.md#x)", path=PurePosixPath(path)))
    up = "../" * (path.count("/") + 1)
    assert pages[f"briefs/{path}"].endswith(f"\n[Ana]({up}people/ana-reisz.md#x)\n")


def test_a_file_name_given_by_hand_breaks_no_link() -> None:
    pages = made(brief(path=PurePosixPath("2025/My (1) [x] #é%20.md")))
    assert "[Title a](2025/My%20%281%29%20%5Bx%5D%20%23%C3%A9%2520.md)" in pages["briefs/index.md"]


def test_figures_are_singular_where_there_is_one() -> None:
    one = made(brief(quotes=(quote("Rain."),)))["people/ana-reisz.md"]
    two = made(brief("a", quotes=(quote("Rain."),)), brief("b", quotes=(quote("Rain."),)))["people/ana-reisz.md"]
    labels = [
        [fact["label"] for fact in yaml.safe_load(page.split("---\n")[1])["entity"]["facts"]] for page in (one, two)
    ]
    assert labels == [["Quotation", "Brief", "Country"], ["Quotations", "Briefs", "Country"]]


def test_reported_speech_is_no_quotation_in_the_list_of_people() -> None:
    note = PersonNote("Milan Petrov", (), (), 1)
    reported = [quote(f"{number}.", f"r{number}", reported=True) for number in range(3)]
    direct = [quote("Rain.", f"d{number}", speaker="milan-petrov") for number in range(3)]
    both = replace(NOBODY, people={"ana-reisz": PersonNote("Ana Reisz", (), (), 4), "milan-petrov": note})
    index = made(brief(people=("ana-reisz", "milan-petrov"), made=both, quotes=(*reported, *direct)))["people/index.md"]
    assert index.index("Milan Petrov") < index.index("Ana Reisz")


def test_the_page_of_an_organisation_shows_what_it_said_and_an_acronym_leads_to_it() -> None:
    said = quote("It will rain.", speaker="the WMO", reason="organisation")
    full = "World Meteorological Organization"
    named = replace(NOBODY, organisations={full: ("WMO",)})
    pages_ = made(
        brief("a", people=(), organisations=(full,), made=named),
        brief("b", people=(), organisations=("WMO",), quotes=(said,), date="2025-04-01", made=NOBODY),
    )
    page = pages_["organisations/world-meteorological-organization.md"]
    assert "“It will rain.”" in page
    assert "(../briefs/2025/a.md)" in page
    assert "moved: organisations/world-meteorological-organization/" in pages_["organisations/wmo.md"]
    shown_ = front_matter(pages_["briefs/2025/b.md"])["brief"]
    assert shown_["organisations"] == [{"name": "WMO", "url": "organisations/world-meteorological-organization/"}]
    assert shown_["quotes"][0]["speaker_url"] == "organisations/world-meteorological-organization/"


def test_a_persons_page_tells_namesakes_apart_and_admits_doubt() -> None:
    def pike(name: str, role: str, country: str, day: str) -> Brief:
        note = PersonNote("Jordan Pike", (), (role,) if role else (), 1)
        people = {"jordan-pike": note}
        return brief(
            name,
            people=("jordan-pike",),
            countries=(country,),
            date=day,
            made=replace(NOBODY, people=people),
            quotes=(),
        )

    pages_ = made(
        pike("a", "the British mayor", "GB", "2025-01-01"),
        pike("b", "fisherman", "HR", "2025-01-02"),
        pike("c", "", "JP", "2025-01-03"),
        pike("d", "a British mayor", "GB", "2025-02-01"),
    )
    first = front_matter(pages_["people/jordan-pike.md"])["entity"]
    second = front_matter(pages_["people/jordan-pike-2.md"])["entity"]
    assert [notice["text"][:15] for notice in first["notices"]] == ["May be two peop", "Not the same as"]
    assert first["notices"][1]["items"] == [
        {"name": "Jordan Pike", "url": "people/jordan-pike-2/", "role": "fisherman"}
    ]
    assert first["roles"] == [
        {
            "text": "a British mayor",
            "countries": [{"name": "United Kingdom", "url": "countries/united-kingdom/"}],
            "dates": "1 January 2025 – 1 February 2025",
        }
    ]
    assert [notice["text"] for notice in second["notices"]] == ["Not the same as"]
    assert front_matter(pages_["briefs/2025/b.md"])["brief"]["people"][0]["url"] == "people/jordan-pike-2/"


def test_people_are_listed_by_how_much_the_briefs_are_about_them() -> None:
    notes = {key: PersonNote(key.title(), (), (), 1) for key in ("ada-quill", "bea-quill", "cy-quill")}
    listed = [
        brief(name, people=tuple(order), made=replace(NOBODY, people=notes), quotes=said)
        for name, order, said in (
            ("a", ["ada-quill", "bea-quill", "cy-quill"], ()),
            ("b", ["bea-quill", "ada-quill"], tuple(quote("Rain.", f"q{n}", speaker="bea-quill") for n in range(9))),
        )
    ]
    rows = [line.split("](")[0] for line in made(*listed)["people/index.md"].splitlines() if line.startswith("| [")]
    assert [row.removeprefix("| [") for row in rows] == ["Bea-Quill", "Ada-Quill", "Cy-Quill"]


def test_an_address_of_another_spelling_leads_to_the_person() -> None:
    spellings = {"a": ("Zelensky", "2025-01-01"), "b": ("Zelenskyy", "2025-02-01")}
    briefs = []
    for name, (surname, day) in spellings.items():
        key = f"volodymyr-{surname.lower()}"
        note = PersonNote(f"Volodymyr {surname}", (), (), 1)
        briefs.append(brief(name, people=(key,), date=day, made=replace(NOBODY, people={key: note})))
    pages_ = made(*briefs)
    assert front_matter(pages_["people/volodymyr-zelenskyy.md"])["moved"] == "people/volodymyr-zelensky/"
    assert front_matter(pages_["people/volodymyr-zelensky.md"])["entity"]["also"] == ["Volodymyr Zelenskyy"]
