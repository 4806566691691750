"""Saved pages: body, metadata and what a page may do wrong."""

import pytest

from builder.errors import ArticleError
from builder.readers.html import read
from tests.saved_pages import BODY, SENTENCE, page

LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "name": "Another name"},
        {"@type": "Person", "@id": "#ines", "name": "Ines Varga"},
        {
            "@type": "NewsArticle",
            "headline": "Ferry crews: ten &#8216;quiet&#8217; minutes",
            "author": [{"@id": "#ines"}, {"@type": "Person", "name": "Tom Okafor"}],
            "datePublished": "2025-06-02T09:00:00+02:00",
            "dateModified": "2025-06-03T10:00:00+02:00",
            "publisher": {"@type": "Organization", "name": "Harbour Desk"},
            "keywords": ["Ferries", "Ports"],
            "inLanguage": "en-GB",
        },
    ],
}

FULL = page(
    """<title>Ferry crews: ten ‘quiet’ minutes - Harbour Desk</title>
    <link rel="canonical" href="https://harbourdesk.example/ports/crews?utm_source=x&id=7#c">
    <link rel="license" href="https://creativecommons.org/licenses/by/4.0/">""",
    f"""<p class="kicker">Ports</p><h1>Ferry crews: ten ‘quiet’ minutes</h1>
    <p class="standfirst">A pause between crossings would cost little, the crews say.</p>
    <p class="byline">By Ines Varga and Tom Okafor, Northline News Agency</p><time>2 June 2025</time>
    <figure><img src="f.jpg"><figcaption>The morning ferry. Photo: Nils Aarden</figcaption></figure>
    <div class="text">{BODY}<h2>What happens next</h2><p>A meeting is set for Thursday &amp; Friday.</p>
    <blockquote><p>“We drink it standing, all of us.”</p></blockquote>
    <aside class="pullquote"><p>{SENTENCE.format(3)}</p></aside>
    <ul><li>a cup for everybody on board</li><li>a saucer for the captain</li></ul>
    <p hidden>This sentence is hidden and should not be in the text at all.</p>
    <p style="display: none">This sentence is hidden too and should not be in the text.</p>
    <p>The port will answer in a week.</p></div>
    <div class="newsletter"><p>Sign up for our newsletter</p></div>""",
    LINKED,
)


def test_reads_a_saved_page() -> None:
    article = read(FULL)
    assert article.title == "Ferry crews: ten ‘quiet’ minutes"
    assert article.author == ("Ines Varga", "Tom Okafor")
    assert article.agency == "Northline News Agency"
    assert (article.date, article.updated) == ("2025-06-02T09:00:00+02:00", "2025-06-03T10:00:00+02:00")
    assert article.publisher == "Harbour Desk"
    assert article.source_url == "https://harbourdesk.example/ports/crews?id=7"
    assert article.lang == "en"
    assert article.description == "A pause between crossings would cost little, the crews say."
    assert article.tags == ("Ferries", "Ports")
    assert article.rights == "CC-BY-4.0"
    assert article.captions == ("The morning ferry. Photo: Nils Aarden",)
    assert article.problems == ()
    assert article.provenance["author"] == "JSON-LD"
    assert article.provenance["source_url"] == "canonical link"


def test_keeps_the_kinds_of_blocks_and_nothing_else() -> None:
    blocks = [(block.kind, block.text) for block in read(FULL).blocks]
    assert blocks[:8] == [("paragraph", SENTENCE.format(n)) for n in range(8)]
    assert blocks[8:] == [
        ("heading", "What happens next"),
        ("paragraph", "A meeting is set for Thursday & Friday."),
        ("quote", "“We drink it standing, all of us.”"),
        ("item", "a cup for everybody on board"),
        ("item", "a saucer for the captain"),
        ("paragraph", "The port will answer in a week."),
    ]


SITE = '<meta property="og:site_name" content="Harbour Desk">'
FRONT = '<link rel="canonical" href="https://harbourdesk.example/">'
STORY = '<meta property="og:url" content="https://harbourdesk.example/a">'


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        (f"<meta property='og:title' content='Crews ask for it | Harbour Desk'>{SITE}", "title", "Crews ask for it"),
        (f"<title>Quiet: crews ask | Ports | Harbour Desk</title>{SITE}", "title", "Quiet: crews ask"),
        ('<meta name="author" content="Ines Varga, Staff Writer">', "author", ("Ines Varga",)),
        ('<meta name="author" content="https://harbourdesk.example/ines">', "author", ()),
        ('<meta property="article:published_time" content="2025-06-02T09:00:00Z">', "date", "2025-06-02T09:00:00Z"),
        ('<meta name="date" content="20250602">', "date", "2025-06-02"),
        ('<link rel="canonical" href="javascript:alert(1)">', "source_url", None),
        (FRONT + STORY, "source_url", "https://harbourdesk.example/a"),
        ('<link rel="canonical" href="https://theharbourdesk.example/a">', "publisher", "The Harbour Desk"),
        ('<meta name="keywords" content="ferries, ports">', "tags", ("ferries", "ports")),
    ],
)  # fmt: skip
def test_reads_meta_tags(head: str, field: str, value: object) -> None:
    assert getattr(read(page(head)), field) == value


def test_prefers_the_day_that_is_printed_to_the_same_moment_in_utc() -> None:
    linked = {"@type": "NewsArticle", "headline": "Quiet", "datePublished": "2025-06-03T02:25:00Z"}
    article = read(page(body=f"<h1>Quiet</h1><time>June 2, 2025 9:25 p.m.</time>{BODY}", linked=linked))
    assert article.date == "2025-06-02"


def test_an_update_before_publication_is_none() -> None:
    linked = {"@type": "NewsArticle", "datePublished": "2025-06-03", "dateModified": "2025-06-01"}
    assert read(page(linked=linked)).updated is None


def test_completes_what_the_extractor_cuts() -> None:
    parts = "".join(
        f'<div class="article-body">{BODY}<p>Part {n} ends here, in the middle of it all.</p></div>' for n in range(3)
    )
    text = read(page(body=parts.replace("number", "<a href='/x'>number</a>"))).text
    assert all(f"Part {n} ends here" in text for n in range(3))


def test_takes_the_body_from_json_ld_where_the_page_is_a_stub() -> None:
    linked = {
        "@type": "NewsArticle",
        "headline": "Quiet",
        "articleBody": "\n".join(SENTENCE.format(n) for n in range(9)),
    }
    assert len(read(page(body="<h1>Quiet</h1><p>Loading the text of this article.</p>", linked=linked)).blocks) == 9


def test_broken_json_ld_is_passed_over() -> None:
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", </script>'
    deep = '<script type="application/ld+json">' + "[" * 100_000 + "</script>"
    assert read(page(broken + deep)).text.startswith("The crews")


def test_deeply_nested_pages_are_read() -> None:
    assert read("<html><body>" + "<div>" * 300 + BODY + "</div>" * 300).text.count("quiet") == 8


def test_markup_in_a_title_is_text() -> None:
    article = read(page(body=f"<h1>&lt;script&gt;alert(1)&lt;/script&gt; and {{{{ 7*7 }}}}: quiet</h1>{BODY}"))
    assert article.title == "<script>alert(1)</script> and {{ 7*7 }}: quiet"


def test_scripts_are_no_text() -> None:
    article = read(page(body=BODY + "<p>The port <script>alert('port')</script>will answer in a week.</p>"))
    assert "alert" not in article.text
    assert "The port will answer in a week." in article.text


def test_an_error_page_is_named_as_one() -> None:
    problems = read(page("<title>404 Not Found</title>", "<h1>404 Not Found</h1>" + BODY)).problems
    assert any("error page" in problem for problem in problems)


def test_a_stub_is_named_as_one() -> None:
    problems = read(page(body=f"<h1>Quiet is asked for</h1><p>{SENTENCE}</p>")).problems
    assert any("words of text" in problem for problem in problems)


@pytest.mark.parametrize(
    "source", ["<html></html>", "<p></p>", "<!doctype html>", "<html><body><nav><a href='/'>Home</a></nav>"]
)
def test_refuses_pages_without_text(source: str) -> None:
    with pytest.raises(ArticleError):
        read(source)


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x1f", "\ufffe"])
def test_control_characters_stop_no_reader(character: str) -> None:
    text = "The crews asked the port for ten minutes of quiet between two crossings."
    article = read(
        f"<!doctype html><h1>Ferry {character}crews ask for quiet</h1><p>{text}{character}</p><p>{text[:40]}.</p>"
    )
    assert article.title == "Ferry crews ask for quiet"
    assert article.blocks[0].text == text
