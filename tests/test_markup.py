"""Text goes into Markdown and comes out of the renderer as the same text, whatever it holds."""

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from builder.markup import Inline, escape, safe_url

# What MkDocs and mkdocs.yml switch on.
RENDERER = markdown.Markdown(extensions=["attr_list", "fenced_code", "md_in_html", "tables", "toc"])

TRICKY = st.text(alphabet="ab 1.)-+*_`[](){}<>&;#:!\\|~=\"'/lt\n", max_size=40)


def render(source: str) -> html.HtmlElement:
    RENDERER.reset()
    return html.fragment_fromstring(RENDERER.convert(source), create_parent="div")


@given(TRICKY | st.text(max_size=40).filter(lambda text: text.isprintable()))
def test_escaped_text_renders_as_itself(text: str) -> None:
    shown = " ".join(text.split())
    page = render(escape(text))
    assert page.text_content().strip() == shown
    assert {element.tag for element in page.iter()} <= {"div", "p"}


@pytest.mark.parametrize("fence", ["~~~", "~~~ python", "~~~~", "```", "```` x"])
def test_lines_of_fences_in_an_article_fence_nothing_off(fence: str) -> None:
    texts = ["before", fence, "*a* <b> & [c]", fence, "after"]
    page = render("\n\n".join(Inline(escape(text)).markdown() for text in texts))
    assert [element.text_content() for element in page] == texts
    assert not page.findall(".//code")


def test_a_fence_written_into_a_brief_by_hand_is_text() -> None:
    assert not render(Inline("~~~ x\n*a*\n~~~").markdown()).findall(".//code")
    assert not render(Inline("```x\n*a*\n```").markdown()).findall(".//pre")


@given(TRICKY)
def test_inline_knows_what_escaped_text_shows(text: str) -> None:
    assert Inline(escape(text)).plain == " ".join(text.split())


@given(TRICKY)
def test_whatever_a_brief_holds_nothing_but_text_emphasis_and_safe_links_comes_out(source: str) -> None:
    page = render(Inline(source).markdown())
    allowed = {"div", "p", "em", "strong", "code", "a", "ul", "ol", "li", "blockquote", "hr", "h1", "h2", "h3"}
    allowed |= {"h4", "h5", "h6", "pre", "br", "table", "thead", "tbody", "tr", "th", "td"}
    assert {element.tag for element in page.iter()} <= allowed
    for element in page.iter():
        assert set(element.attrib) <= {"href", "id", "start", "style"}
        assert element.get("style", "text-align: left;") in {f"text-align: {to};" for to in ("left", "right", "center")}
        assert not element.get("href", "").lower().startswith(("javascript", "data"))


@pytest.mark.parametrize(
    "source",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,hi)",
        "[x]( javascript:alert(1))",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](http://a.example){: onclick=alert(1) }",
        "text {: onclick=alert(1) }",
        "![x](http://a.example/y.png)",
        "[x][1]\n\n[1]: javascript:alert(1)",
        '[x](http://a.example "t" onclick=alert(1))',
        "<http://a.example>",
        "[x](vbscript:x)",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_attacks_through_a_brief_stay_text(source: str) -> None:
    page = render(Inline(source).markdown())
    assert not [element for element in page.iter() if element.tag in {"script", "img"}]
    for element in page.iter():
        assert set(element.attrib) <= {"href"}
        assert element.get("href", "http").startswith("http")


def test_links_are_given_to_resolve_and_dropped_where_it_says_none() -> None:
    source = "Said [Ana Reisz](../../people/ana-reisz.md) of [Nobody](../../people/nobody.md)."
    inline = Inline(source, lambda target: target if "ana" in target else None)
    assert inline.plain == "Said Ana Reisz of Nobody."
    assert inline.markdown() == "Said [Ana Reisz](../../people/ana-reisz.md) of Nobody."


def test_a_mark_goes_around_a_passage_with_links_in_it() -> None:
    inline = Inline("“We asked [Ana](a.md) \\*twice\\*,” he said.")
    start = inline.plain.index("We")
    end = inline.plain.index(",”") + 1
    marked = inline.markdown([(start, end, "<mark>", "</mark>")])
    assert marked == "“<mark>We asked [Ana](a.md) \\*twice\\*,</mark>” he said."


def test_a_mark_that_ends_inside_a_link_moves_out_of_it() -> None:
    inline = Inline("We asked [Ana Reisz](a.md) twice")
    assert inline.markdown([(0, 12, "<mark>", "</mark>")]) == "<mark>We asked [Ana Reisz](a.md)</mark> twice"
    assert inline.markdown([(13, 24, "<mark>", "</mark>")]) == "We asked <mark>[Ana Reisz](a.md) twice</mark>"


@given(TRICKY, st.data())
def test_marks_never_change_what_is_shown(text: str, data: st.DataObject) -> None:
    inline = Inline(escape(text))
    if not inline.plain:
        return
    start = data.draw(st.integers(0, len(inline.plain) - 1))
    end = data.draw(st.integers(start + 1, len(inline.plain)))
    page = render("x" + inline.markdown([(start, end, "<mark>", "</mark>")]))
    assert page.text_content().strip() == "x" + inline.plain
    assert page.find(".//mark").text_content() == inline.plain[start:end]


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x?y=1", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        ("ftp://a.example", False),
        ('https://a.example/"onload=x', False),
        ("https://a.example/ x", False),
        ("//a.example", False),
        ("", False),
    ],
)
def test_only_web_addresses_are_safe(url: str, safe: bool) -> None:
    assert (safe_url(url) is not None) == safe
