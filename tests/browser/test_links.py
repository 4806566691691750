"""Every link of the whole site leads somewhere, and the markup holds nothing but what the theme put there."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import html

from tests.browser.conftest import Site
from tests.browser.hostile import HOST

# What may stand in the text of a page.
TAGS = frozenset(
    [
        *("article", "header", "section", "aside", "div", "h1", "h2", "h3", "p", "blockquote", "pre"),
        *("ol", "ul", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "details", "summary"),
        *("a", "bdi", "br", "button", "code", "del", "em", "ins", "mark", "q", "small", "span", "strong", "time"),
    ]
)
ATTRIBUTES = frozenset(
    [
        *("aria-hidden", "aria-label", "aria-labelledby", "role", "tabindex", "dir", "lang", "class", "id", "scope"),
        *(
            "href",
            "rel",
            "datetime",
            "aria-describedby",
            "hidden",
            "type",
            "data-base",
            "data-copied",
            "data-copies",
            "data-explore",
            "data-filter",
            "data-texts",
            "data-noun",
            "data-own-words",
            "scope",
            "data-quote",
            "data-search-exclude",
        ),
    ]
)

# What may stand in the figures that we draw, the world map and the chart of months, and nowhere else.
FIGURES = "ancestor-or-self::figure[@class='world' or @class='months']"
DRAWN_TAGS = frozenset(["figure", "figcaption", "svg", "title", "desc", "g", "path", "circle", "rect", "text", "tspan"])
DRAWN_ATTRIBUTES = frozenset(
    [
        *("aria-describedby", "viewbox", "preserveaspectratio", "xlink:href"),
        *("d", "cx", "cy", "r", "x", "y", "dy", "width", "height"),
    ]
)


@cache
def parsed(path: Path) -> html.HtmlElement:
    """Read a page; each is read once for all tests."""
    return html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


@cache
def ids(path: Path) -> Counter[str]:
    """Count the ids of a page."""
    return Counter(parsed(path).xpath("//@id"))


# Where a page leads on to.
REFRESH = "//head/meta[@http-equiv='refresh']/@content"


def pages(site: Site) -> Iterator[tuple[Path, str]]:
    """Yield every HTML file with its address."""
    for path in sorted(site.files.rglob("*.html")):
        yield path, urljoin(site.address, path.relative_to(site.files).as_posix().removesuffix("index.html"))


def file_of(address: str, site: Site) -> Path:
    """Give the file behind an address of the site."""
    path = site.files / unquote(urlsplit(address).path.removeprefix(urlsplit(site.address).path))
    return path / "index.html" if address.endswith("/") else path


def test_every_link_within_the_site_leads_to_a_page_and_a_place_in_it(site: Site) -> None:
    broken = []
    for path, address in pages(site):
        for link in set(parsed(path).xpath("//@href | //@src | //@*[name()='xlink:href']")):
            target, fragment = urldefrag(urljoin(address, link))
            if urlsplit(target).netloc != urlsplit(site.address).netloc:
                continue
            file = file_of(target, site)
            if not target.startswith(site.address) or not file.is_file():
                broken.append(f"{address}: {link}")
            elif fragment and unquote(fragment) not in ids(file):
                broken.append(f"{address}: {link}: no such place")
    assert broken == []


def test_an_address_that_was_somebodys_once_leads_to_a_page(site: Site) -> None:
    moved = [(target, address) for path, address in pages(site) for target in parsed(path).xpath(REFRESH)]
    for target, address in moved:
        delay, _, link = target.partition("; url=")
        assert (delay, file_of(urljoin(address, link), site).is_file()) == ("0", True), address
    assert moved


def test_every_page_is_listed_under_its_own_headline(site: Site) -> None:
    """No page was written over another one."""
    wrong = []
    for folder in ("briefs", "people", "countries", "organisations", "outlets", "timeline"):
        index = site.files / folder / "index.html"
        links = parsed(index).xpath("//tbody/tr/td[1]/a")
        assert links, folder
        for link in links:
            target = file_of(urljoin(f"{site.address}{folder}/", link.get("href")), site)
            (headline,) = parsed(target).xpath("//article//h1")
            if headline.text_content().split() != link.text_content().split():
                wrong.append(f"{folder}: {link.text_content()} leads to {headline.text_content()}")
    assert wrong == []


def test_ids_are_given_once(site: Site) -> None:
    assert [f"{url}: {name}" for path, url in pages(site) for name, count in ids(path).items() if count > 1] == []


def test_nothing_but_links_points_out_of_the_site(site: Site) -> None:
    """No picture, style sheet, script, frame or form does, and the links are web addresses."""
    wrong = []
    outside = 0
    for path, address in pages(site):
        for element in parsed(path).xpath("//*[@href or @src or @action or @data or @srcset]"):
            for name in {"href", "src", "action", "data", "srcset"} & set(element.keys()):
                value = element.get(name)
                if urlsplit(urljoin(address, value.strip())).netloc == urlsplit(site.address).netloc:
                    continue
                outside += 1
                if element.tag != "a" or name != "href" or not re.match(r"https?://[\w.-]+(:\d+)?(/|$)", value):
                    wrong.append(f"{address}: <{element.tag} {name}={value}>")
    assert wrong == []
    assert outside > 0


def strange_markup(tree: html.HtmlElement) -> set[str]:
    """Name the elements and attributes in the text of a page that the theme never puts there."""
    strange = set()
    for element in tree.xpath("//article/descendant-or-self::*"):
        drawn = bool(element.xpath(FIGURES))
        tags, attributes = (TAGS | DRAWN_TAGS, ATTRIBUTES | DRAWN_ATTRIBUTES) if drawn else (TAGS, ATTRIBUTES)
        strange |= {f"<{tag}>" for tag in {element.tag} - tags}
        strange |= {f"{name}=" for name in set(element.keys()) - attributes}
    return strange


def test_the_text_of_a_page_holds_only_the_markup_of_the_theme(site: Site) -> None:
    """The guide, which is written by hand, has pictures besides."""
    made = [(path, url) for path, url in pages(site) if "/guide/" not in url]
    assert {url: found for path, url in made if (found := strange_markup(parsed(path)))} == {}


def frame(tree: html.HtmlElement) -> tuple[tuple[str, int], ...]:
    """Count what stands around the text of a page: no page has more of it than another."""
    data = "@rel='canonical' or starts-with(@rel, 'alternate ') or @type='application/ld+json'"
    return tuple((tag, len(tree.xpath(f"//{tag}[not(ancestor::article) and not({data})]"))) for tag in FRAME)


FRAME = ("script", "style", "base", "iframe", "object", "embed", "form", "img", "svg", "title", "header", "link")


def test_no_page_has_more_scripts_or_metadata_than_another(site: Site) -> None:
    """What stands in an article does not break out of the head, the header or the footer either."""
    assert len({frame(parsed(path)) for path, _ in pages(site)}) == 1
    for path, url in pages(site):
        assert not [name for name in parsed(path).xpath("//@*") if name.attrname.startswith("on")], url


def test_the_hostile_host_is_only_ever_linked_to(site: Site) -> None:
    """The source of an article is one click away, whatever it is called."""
    story = next(site.files.glob("briefs/*/*strange-words-on-a-page/index.html"))
    assert [url for url in parsed(story).xpath("//a/@href") if urlsplit(url).netloc == HOST]


def test_the_site_map_lists_every_page_but_those_that_lead_on(site: Site) -> None:
    listed = re.findall("<loc>(.+)</loc>", (site.files / "sitemap.xml").read_text(encoding="utf-8"))
    expected = {
        address for path, address in pages(site) if path.name == "index.html" and not parsed(path).xpath(REFRESH)
    }
    assert len(listed) == len(set(listed))
    assert {unquote(address) for address in listed} == {unquote(address) for address in expected}


def test_every_page_says_what_it_is_to_programs(site: Site) -> None:
    for path, address in pages(site):
        said = {meta.get("property") or meta.get("name"): meta.get("content") for meta in parsed(path).xpath("//meta")}
        assert all(said[name] for name in ("description", "og:title", "og:description", "og:type", "og:site_name"))
        kinds = parsed(path).xpath("//link[starts-with(@rel, 'alternate ')]/@type")
        assert kinds[:2] == ["application/atom+xml", "application/feed+json"], address
        if path.name == "index.html":
            assert said["og:url"] == parsed(path).xpath("//link[@rel='canonical']/@href")[0]
            assert unquote(said["og:url"]) == unquote(address)


def test_a_brief_is_an_article_and_names_its_annotations(site: Site) -> None:
    tree = parsed(next(site.files.glob("briefs/*/*slow-rail*/index.html")))
    said = {meta.get("property"): meta.get("content") for meta in tree.xpath("//head/meta[@property]")}
    assert (said["og:type"], said["og:locale"]) == ("article", "en_GB")
    assert re.match(r"\d{4}-\d\d-\d\d", said["article:published_time"])
    kind = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    assert kind in tree.xpath("//link[starts-with(@rel, 'alternate ')]/@type")
