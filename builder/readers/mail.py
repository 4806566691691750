"""E-mail: newsletters, and articles that somebody forwarded. RFC 5322, RFC 2919 (List-Id)."""

import html
import re
from collections.abc import Iterator
from email.message import Message
from email.utils import parseaddr
from functools import cache

from lxml.html import HtmlElement

from builder.article import Article, Block
from builder.errors import ArticleError
from builder.readers import clipping, fragment, messages
from builder.readers.decoding import decode
from builder.readers.described import Values, noted
from builder.readers.names import is_organisation, read_byline
from builder.readers.plain import plain
from builder.readers.refusals import examined
from builder.readers.source import Entry, Source
from builder.readers.tree import parse, text_of
from builder.readers.urls import cleaned, domain
from builder.readers.wordlists import lines

_FORWARDED = re.compile(r"^\W*(?:begin\s+)?forwarded\s+message\b\W*", re.I)
_HEADERS = re.compile(r"(?:^|\s)\W?(?P<name>from|date|sent|subject|to|cc|reply-to)\s?:\s", re.I)
_FORWARD_PREFIX = re.compile(r"^(?:\s*(?:fwd?|fw|wg|tr|re)\s*:|\s*\[[^\[\]]{1,40}\])+\s*", re.I)
_WHO = re.compile(r"^(?P<author>.+?)\s+(?:at|from|via|@)\s+(?P<publisher>.+)$")
_ONLINE = re.compile(
    r"^\W*(?:view|read|open|see)\b.{0,40}\b(?:online|browser|web|website)\b\W*$|^\W*(?:web|online) version\W*$", re.I
)
# Servers that count clicks: where an address of theirs leads is not known without asking them.
_COUNTER = re.compile(r"^(?:clicks?|links?|e?mail|t|track|tracking|trk|go|r|url\d*)\.|list-manage|sendgrid|mailgun")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_QUOTED = re.compile(r"^(?:>[^\S\n]?)+", re.M)
_NO_WORDS = re.compile(r"^[^\S\n]*(?:[-=_*~#<>\s]*|[<(\[]?https?://\S+)[^\S\n]*$", re.M)
# Blocks of a message's beginning among which the headers of a forwarded one stand.
_TOP = 12
_MOST_FORWARDS = 3


def entries(source: Source, largest: int) -> Iterator[Entry]:
    """Yield the one article of a message. Raises `ArticleError`."""
    yield Entry("", lambda: _read(messages.parsed(source.data(largest))))


def _read(message: "Message[str, str]") -> Article:
    message = _original(message)
    tree = _body(message)
    online = noted(source_url=_online(tree))
    for cited in tree.xpath("//blockquote[@type='cite' or contains(@class, 'gmail_quote')]"):
        cited.drop_tag()
    blocks, captions = fragment.parts(tree)
    forwarded, blocks = _without_headers(blocks)
    values = {**(forwarded or _headers(message)), **online}
    article = clipping.from_blocks(values, "e-mail", _text(blocks), captions)
    return examined(article, "\n\n".join(block.text for block in blocks), markup=False)


# --- the message -----------------------------------------------------------------------------------------------------


def _original(message: "Message[str, str]") -> "Message[str, str]":
    """Return the message that was forwarded as an attachment, if one was."""
    for _ in range(_MOST_FORWARDS):
        attached = next((part for part in message.walk() if part.get_content_type() == "message/rfc822"), None)
        inner = attached.get_payload() if attached is not None and attached is not message else None
        if not isinstance(inner, list) or not inner or not isinstance(inner[0], Message):
            break
        message = inner[0]
    return message


def _body(message: "Message[str, str]") -> HtmlElement:
    """Return the text of a message as HTML: the part that is HTML, or else plain text."""
    parts = [part for part in message.walk() if part.get_content_disposition() != "attachment"]
    for kind, as_html in (("text/html", str), ("text/plain", _as_html)):
        for part in parts:
            if part.get_content_type() == kind and (data := messages.content(part)).strip():
                return parse(
                    as_html(decode(messages.in_utf8(data, messages.charset(part)), markup=kind == "text/html")[0])
                )
    raise ArticleError("there is no text in this message; save the page that it links to")


def _as_html(text: str) -> str:
    """Return plain text with its lines, cut at 70 characters or so, joined to paragraphs."""
    words = _NO_WORDS.sub("", _QUOTED.sub("", text))
    paragraphs = (html.escape(part) for part in _PARAGRAPH.split(words))
    return "<html><body>" + "".join(f"<p>{part}</p>" for part in paragraphs) + "</body></html>"


def _headers(message: "Message[str, str]") -> Values:
    """Return what the headers say: a newsletter comes from its outlet, or from an author at one."""
    name, _ = parseaddr(messages.header(message, "From"))
    mailing_list, _ = parseaddr(messages.header(message, "List-Id"))
    found = _WHO.match(name)
    if found:
        author, publisher = found["author"], found["publisher"]
    elif _is_person(name):
        author, publisher = name, mailing_list
    else:
        author, publisher = "", name or mailing_list
    return noted(
        title=_FORWARD_PREFIX.sub("", messages.header(message, "Subject")),
        author=author,
        publisher=publisher,
        date=messages.date(messages.header(message, "Date")),
        lang=messages.header(message, "Content-Language"),
    )


def _is_person(name: str) -> bool:
    return bool(read_byline(f"By {name}").authors) and not is_organisation(name)


def _online(tree: HtmlElement) -> str | None:
    """Return the address under "View in browser", unless it is that of a server that counts clicks."""
    for link in tree.iter("a"):
        url = cleaned(link.get("href")) if _ONLINE.match(text_of(link)) else None
        if url and not _COUNTER.search(domain(url)):
            return url
    return None


# --- its text --------------------------------------------------------------------------------------------------------


def _without_headers(blocks: list[Block]) -> tuple[Values, list[Block]]:
    """Take the headers of a forwarded message off the text, with what stands above them; return what they say."""
    for first, block in enumerate(blocks[:_TOP]):
        if not (_FORWARDED.match(block.text) or _HEADERS.match(block.text)):
            continue
        last = first + 1
        while last < len(blocks) and _HEADERS.match(blocks[last].text):
            last += 1
        written = " ".join(_FORWARDED.sub("", block.text) for block in blocks[first:last])
        pieces = _HEADERS.split(written)
        found = dict(zip((name.lower() for name in pieces[1::2]), pieces[2::2], strict=False))
        if "from" in found and "subject" in found:
            return _described(found), blocks[last:]
    return {}, blocks


def _described(found: dict[str, str]) -> Values:
    """Return what the headers of a forwarded message say."""
    message: Message[str, str] = Message()
    message["From"], message["Subject"] = plain(found["from"]), plain(found["subject"])
    message["Date"] = plain(found.get("date") or found.get("sent") or "")
    return _headers(message)


def _text(blocks: list[Block]) -> list[Block]:
    """Return the text without the lines that newsletters put around it."""
    kept = [block for block in blocks if not _any_of("newsletter_lines.txt").match(block.text)]
    half = sum(len(block.text) for block in kept) * 0.4
    seen = 0
    for index, block in enumerate(kept):
        if seen >= half and _any_of("newsletter_tails.txt").match(block.text):
            return kept[:index]
        seen += len(block.text)
    return kept


@cache
def _any_of(name: str) -> re.Pattern[str]:
    return re.compile(r"\W*(?:" + "|".join(f"(?:{line})" for line in lines(name)) + ")", re.I)
