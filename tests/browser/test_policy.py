"""What the pages may load and run: only files of the site, which its policy says and the browser enforces."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser import collection
from tests.browser.conftest import OpenPage, Site
from tests.browser.test_links import pages, parsed
from tests.browser.test_site import address

ELSEWHERE = "https://evil.example"

# A script within a page, in all the ways there are.
INLINE = """<script>window.pwned = "script"</script>
<img src="missing.png" onerror="window.pwned = 'handler'"><svg onload="window.pwned = 'svg'"></svg>
<a id="trap" href="javascript:window.pwned = 'link'">x</a>
<iframe srcdoc="<script>parent.pwned = 'frame'</script>"></iframe>
<object data="data:text/html,<script>parent.pwned = 'object'</script>"></object>"""

# What would call another host, and what would change where the links of the page lead.
LEAKS = f"""<img src="{ELSEWHERE}/a.png"><link rel="stylesheet" href="{ELSEWHERE}/a.css">
<style>body {{ background: url({ELSEWHERE}/b.png) }}</style><p style="background: url({ELSEWHERE}/c.png)">x</p>
<script src="{ELSEWHERE}/a.js"></script><iframe src="{ELSEWHERE}/"></iframe><video src="{ELSEWHERE}/a.mp4"></video>
<base href="{ELSEWHERE}/"><form id="form" action="{ELSEWHERE}/"><input name="x"></form>"""


def broken_into(browser: Browser, site: Site, markup: str) -> tuple[Page, list[str], list[str]]:
    """Open a page into whose text somebody got markup: the page, the requests that left, and the rules that held."""
    page = browser.new_page()
    left: list[str] = []
    held: list[str] = []

    def outside(route: Route) -> None:
        left.append(route.request.url)
        route.abort()

    def holds(rule: str) -> None:
        held.append(rule)

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("</article>", f"{markup}</article>"))

    page.route(f"{ELSEWHERE}/**", outside)
    page.route(f"{site.address}about/", answer)
    page.expose_function("held", holds)
    page.add_init_script("addEventListener('securitypolicyviolation', e => held(e.effectiveDirective))")
    page.goto(f"{site.address}about/")
    return page, left, held


def test_a_script_within_a_page_does_not_run(browser: Browser, site: Site) -> None:
    page, left, held = broken_into(browser, site, INLINE)
    page.locator("#trap").click()
    page.wait_for_timeout(0)
    assert page.evaluate("typeof window.pwned") == "undefined"
    assert {"script-src-elem", "script-src-attr", "object-src"} <= set(held)
    assert left == []
    page.close()


def test_nothing_that_gets_into_a_page_calls_another_host(browser: Browser, site: Site) -> None:
    page, left, held = broken_into(browser, site, LEAKS)
    page.evaluate("document.querySelector('#form').submit()")
    refused = page.evaluate(f"fetch('{ELSEWHERE}/').then(() => 'sent', error => error.name)")
    page.evaluate(f"void new WebSocket('{ELSEWHERE.replace('https', 'wss')}/').url")
    assert refused == "TypeError"
    assert left == []
    assert page.url == f"{site.address}about/"
    rules = {"img-src", "style-src-elem", "style-src-attr", "script-src-elem", "frame-src", "media-src"}
    assert rules | {"base-uri", "form-action", "connect-src"} <= set(held)
    page.close()


def test_every_page_has_the_same_policy_before_anything_else(site: Site) -> None:
    heads = set()
    for path, _ in pages(site):
        head = parsed(path).find("head")
        assert head is not None, path
        assert [child.tag for child in head[:3]] == ["meta"] * 3, path
        heads.add(tuple(tuple(sorted(child.attrib.items())) for child in head[:3]))
    ((charset, policy, referrer),) = heads
    rules = dict(rule.strip().split(" ", 1) for rule in dict(policy)["content"].split(";"))
    assert dict(policy)["http-equiv"] == "Content-Security-Policy"
    assert rules["default-src"] == "'none'"
    assert "unsafe-inline" not in dict(policy)["content"]
    assert "unsafe-eval'" not in rules["script-src"].replace("'wasm-unsafe-eval'", "")
    assert dict(charset) == {"charset": "utf-8"}
    assert dict(referrer) == {"name": "referrer", "content": "no-referrer"}


def test_no_page_holds_a_script_or_a_style_of_its_own(site: Site) -> None:
    data = "@type='application/json' or @type='application/ld+json'"
    for path, url in pages(site):
        assert not parsed(path).xpath(f"//script[not(@src) and not({data})] | //style | //@style"), url


# What Material's bundle can load from elsewhere: a stand-in for browsers that are older than the policy, diagrams where
# a page has one, and the numbers of a repository where one is named. The policy forbids all three.
IN_MATERIAL = {"unpkg.com", "api.github.com"}
# How a style sheet, and a script, write the address of something to load.
LOADED = {
    ".css": r"(?:url\(|@import)\s*[\"']?(?:https?:)?//([\w.-]+)",
    ".js": r"[\"'`](?:https?:|wss?:)?//(\w[\w-]*\.[\w.-]+)",
}


def test_no_style_sheet_and_no_script_loads_from_another_host(site: Site) -> None:
    named = {
        path.name: set(re.findall(LOADED[path.suffix], path.read_text(encoding="utf-8")))
        for path in site.files.rglob("*.*")
        if path.suffix in LOADED
    }
    assert {"briefs.css", "briefs.js", "explore.js"} < set(named)
    hosts = {name: found for name, found in named.items() if found}
    (bundle,) = hosts
    assert bundle.startswith("bundle.")
    assert hosts[bundle] == IN_MATERIAL


def test_the_site_was_built_where_no_connection_can_be_made(tmp_path: Path) -> None:
    """Building it fails if anything tries (`collection.build`); that an attempt is seen is what this tells."""
    log = tmp_path / "log"
    attempt = "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)"
    environment = collection.environment() | collection.offline(log)
    ran = subprocess.run([sys.executable, "-c", attempt], env=environment, capture_output=True, text=True, check=False)
    assert "no connection may be made here" in ran.stderr
    assert "127.0.0.1" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["home", "brief", "explore", "countries"])
def test_a_visit_asks_the_site_alone(site: Site, open_page: OpenPage, kind: str) -> None:
    """And tells it nothing of where the reader comes from."""
    page = open_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.all_headers().get("referer", "")))
    page.goto(site.address + address(site, kind))
    assert sent
    assert set(sent) == {""}
