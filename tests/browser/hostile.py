"""Articles and a record whose every field tries to be something other than text. All of it is invented."""

import html
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

# A script that runs sets this flag, and a tag that loads anything asks this host.
FLAG = "pwned"
HOST = "evil.example"

HTML = (
    "<script>alert('pwned')</script>",
    "<img src=x onerror=\"window.pwned='img'\">",
    "<svg/onload=window.pwned='svg'>",
    "</p></div></article><script>window.pwned='close'</script>",
    "<iframe srcdoc='&lt;script&gt;parent.pwned=1&lt;/script&gt;'></iframe>",
    f'<link rel=stylesheet href=//{HOST}/a.css><img src="https://{HOST}/a.png">',
    f'<base href="https://{HOST}/"><meta http-equiv=refresh content="0;url=https://{HOST}/">',
    "<style>body{display:none}</style>",
    "</title></textarea></style></script><script>window.pwned='breakout'</script>",
    "<!-- a comment that does not end",
    "<![CDATA[ x ]]> and ]]>",
    '<div markdown="1" onclick="window.pwned=\'div\'">**bold**</div>',
    "\"'><a href=x onmouseover=window.pwned='quote'>",
    "&lt;script&gt; &amp;amp; &#60;img src=x&#62; &nbsp; &copy &quot",
)
MARKDOWN = (
    "[click here](javascript:window.pwned='link')",
    "[click here](data:text/html,<script>parent.pwned=1</script>)",
    f"![a picture](https://{HOST}/b.png)",
    "<javascript:window.pwned='auto'>",
    f"<https://{HOST}/c>",
    "[ref]: javascript:window.pwned='ref'",
    "[ref] and [text][ref] and [^1] and [^1]: note",
    "{: onclick=window.pwned='attr' .md-hidden #text }",
    "{{ 7*7 }} {{ config.site_name }} {% raw %} {% include 'main.html' %} {# gone #}",
    '--8<-- "mkdocs.yml"',
    '-8<- "mkdocs.yml"',
    "--- title: other ---",
    "# heading ## heading",
    "1. first 2) second",
    "- [ ] task",
    "> quoted",
    "| a | b | c |",
    "**bold** __bold__ *it* _it_ `code` ~~gone~~ ==mark== ++ins++",
    "``` python",
    "!!! danger",
    "*[Halmos]: abbreviation",
    "[TOC]",
    "\\<b\\> \\\\ \\`",
    "C:\\temp\\new 5 * 3 * 2 snake_case_word",
)
SCRIPTS = (
    "\u202eevil reversed\u202c and \u2067rtl isolate",
    "وزير المياه في المدينة قال",
    "ראש העיר אמר",
    "👩🏽‍🚒 🇭🇺 ✍️",
    "zero\u200bwidth\ufeffjoin",
    "水曜日の会議",
)
STRINGS = HTML + MARKDOWN + SCRIPTS

LONG_TITLE = "The council of the two towns met again " + "and talked about the river and the mill " * 9
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitaen" * 6

# What stands as a title, each with an article of its own.
TITLES = (
    HTML[0] + " was what the wall said",
    HTML[1] + " at the mill",
    HTML[8] + " on the bridge",
    MARKDOWN[0] + " says the ferry: a second title",
    MARKDOWN[7] + " by the river",
    MARKDOWN[8] + " in the harbour",
    "--- 'Not a colon': \"but: two\" # and no comment | a cell",
    "1. **First** of all, *the* `mill` & the <b>ferry</b>",
    SCRIPTS[0] + " in a headline",
    "وزير المياه يزور المدينة القديمة على النهر",
    "👩🏽‍🚒 Fire crew 🇭🇺 saves the mill",
    LONG_TITLE.strip(),
    LONG_WORD,
    "Index",
    "The Price Index",
)


def paragraphs(strings: Iterable[str], wall: str) -> Iterator[str]:
    """Put each string where a block starts, into a quotation, and into the name of its speaker."""
    for number, string in enumerate(strings):
        yield f"{string} was painted on the wall of the {wall} in Szeged in the night to Monday, number {number}."
        yield f"“They have painted {string} on my door again,” said Judit Halmos, the water minister of Hungary."
        if number % 4 == 0:
            yield f"“We shall wash it off in the morning with river water,” said Marta {string} Varga in Belgrade."


def other_paragraphs(strings: Iterable[str]) -> Iterator[str]:
    """Put each string at the same places in other words, or the article would be the same story once more."""
    for number, string in enumerate(strings):
        yield f"{string} stood on a slate outside the inn when the brewers of Novi Sad arrived for sign {number}."
        yield f"“Nobody here has ever ordered {string} for lunch,” said Judit Halmos, who chairs their guild."
        if number % 4 == 0:
            yield f"“Our cook would rather serve soup again tomorrow,” said Marta {string} Varga from the kitchen."


def saved_page(title: str, author: str, outlet: str, url: str, *, body: Iterable[str], rights: str) -> str:
    """Write a saved page: its metadata as JSON-LD, and its text as text."""
    article: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": "2024-03-04",
    }
    article |= {"author": {"@type": "Person", "name": author}, "publisher": {"@type": "Organization", "name": outlet}}
    article |= {"url": url, "license": rights, "description": title, "keywords": [title, author]}
    text = "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in body)
    metadata = json.dumps(article).replace("</", "<\\/")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>\n'
        f'<script type="application/ld+json">{metadata}</script></head>\n'
        f"<body><article><h1>{html.escape(title)}</h1>\n{text}\n</article></body></html>\n"
    )


def clipping(title: str, author: str, outlet: str, url: str, body: str) -> str:
    """Write a clipping with an open licence; its body is Markdown, and read as such."""
    values = {"title": title, "author": [author], "publisher": outlet, "source": url, "published": "2024-05-06"}
    return f"---\n{yaml.safe_dump(values | {'license': 'CC0-1.0'}, allow_unicode=True)}---\n{body}\n"


def articles() -> Iterator[tuple[str, str]]:
    """Yield the articles: file name and content."""
    open_licence = "https://creativecommons.org/publicdomain/zero/1.0/"
    url = f"https://{HOST}/story?x=%22%3E%3Cscript%3E&y=('z')"
    words = "Ines <b>Varga</b>", "The <i>Lowland</i> Courier"
    page = saved_page("Strange words on a page", *words, url, body=paragraphs(STRINGS, "mill"), rights=open_licence)
    yield "<img src=x onerror=alert(1)> {{ 7*7 }} %2e%2e #?.html", page
    words = HTML[0], HTML[1]
    yield (
        "closed.html",
        saved_page("Not open", *words, "javascript:alert(1)", body=paragraphs(STRINGS, "barn"), rights=""),
    )
    text = "\n\n".join(other_paragraphs(STRINGS))
    yield "strange words.txt", f"Strange words in a text\n\nBy Ines Varga\n\n{text}\n"
    source = "\n\n".join(paragraphs(STRINGS, "quay"))
    yield (
        "[x](javascript:alert(1)).md",
        clipping("Strange Markdown", HTML[1], MARKDOWN[0], f"https://{HOST}/md", source),
    )
    for number, title in enumerate(TITLES):
        body = paragraphs(STRINGS[number : number + 2], f"house of number {number}")
        words = title[:60], title[:60]
        yield (
            f"title-{number}.html",
            saved_page(title, *words, f"https://{HOST}/{number}", body=body, rights=open_licence),
        )


def record() -> str:
    """Write a brief as someone might propose it for the record, with every field wrong that can be."""
    name, mark = HTML[1], HTML[0]
    quotes = [
        {"id": f'q{number}" onmouseover="window.pwned=1', "text": string, "speaker": "mallory", "reason": "named"}
        for number, string in enumerate(STRINGS)
    ]
    values = {
        "title": f"Proposed by hand {mark}",
        "date": f"2024-02-30 {name}",
        "updated": mark,
        "author": [name, MARKDOWN[0]],
        "publisher": MARKDOWN[7],
        "agency": mark,
        "source_url": "javascript:window.pwned='source'",
        "lang": 'en" onclick="window.pwned=1',
        "description": mark,
        "summary": list(STRINGS),
        "tags": [mark],
        "rights": "full",
        "people": ["mallory", "../../../escape", name, "index"],
        "countries": ["HU", "RS"],
        "organisations": [" and ".join(STRINGS[at : at + 6]) for at in range(0, len(STRINGS), 6)],
        "places": list(STRINGS),
        "quotes": [*quotes, {"id": "text", "text": "I was never quoted", "speaker": mark, "reason": "unnamed"}],
        "brief": {
            "id": mark,
            "article": f"{name}.txt",
            "model": mark,
            "from": {"title": mark, "date": name},
            "problems": list(STRINGS),
            "people": {"mallory": {"name": f"Mallory {mark} | {name}", "also": list(STRINGS), "roles": list(STRINGS)}},
            "countries": {"HU": {"mentions": 2, "subject": True, "evidence": {"name": dict.fromkeys(STRINGS, 2)}}},
        },
    }
    body = "\n\n".join([*STRINGS, *(f"“{string}” she said." for string in STRINGS), *_markdown_by_hand()])
    return f"---\n{yaml.safe_dump(values, allow_unicode=True, sort_keys=False)}---\n\n{body}\n"


def _markdown_by_hand() -> Iterator[str]:
    yield "[a page that is not there](../../people/nobody.md) and [one outside](../../../mkdocs.yml)"
    yield "[an attribute](https://example.org/){ onclick=window.pwned=1 } and **bold**{ onclick=window.pwned=1 }"
    yield '[a title](https://example.org/ "x\' onclick=window.pwned=1")'
    yield "## A heading { onclick=window.pwned=1 }"
    yield "- item\n{: onclick=window.pwned=1 }"
    yield "--8<--\nmkdocs.yml\n--8<--"
    yield "<div>\n<script>window.pwned='block'</script>\n</div>"
    yield "    indented <script>window.pwned='code'</script>"


def write(collection: Path) -> None:
    """Put all of it into a collection."""
    for name, content in articles():
        (collection / "articles" / name).write_text(content, encoding="utf-8")
    path = collection / "briefs" / "2024" / "proposed.md"
    path.parent.mkdir(parents=True)
    path.write_text(record(), encoding="utf-8")
