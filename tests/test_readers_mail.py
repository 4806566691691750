"""E-mail and MHTML: newsletters, forwarded articles, pages saved as one file."""

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest

from builder.article import Article
from builder.readers import read_all, read_file
from tests.ferry_story import SECOND, TEXT, TITLE

URL = "https://harbourdesk.example/p/quiet"
BODY = f"<p>{TEXT}</p><p>{SECOND}</p>"
LAYOUT = f"""<html><head><style>p {{color: red}}</style><title>Mail</title></head><body>
<div style="display:none">A pause between crossings. You will not see this line.</div>
<table><tr><td><a href="{URL}?utm_source=mail">View in browser</a></td></tr>
<tr><td><table><tr><td><h1>{TITLE}</h1></td></tr><tr><td>{TEXT}<br><br>{SECOND}</td></tr></table></td></tr>
<tr><td>Forwarded this email? Subscribe here for more</td></tr>
<tr><td>You are receiving this email because you asked for it.<br>Our address is 1 Quay.</td></tr>
<tr><td><a href="https://click.harbourdesk.example/u">Unsubscribe</a></td></tr></table>
<img src="https://track.example/x.gif" width=1 height=1 alt=""></body></html>"""


def message(headers: dict[str, str], html: str | None = None, text: str | None = None) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["Date"] = "Mon, 02 Jun 2025 16:00:00 +0200"
    mail["Subject"] = TITLE
    mail["Message-ID"] = "<1@harbourdesk.example>"
    for name, value in headers.items():
        del mail[name]
        mail[name] = value
    if text is not None:
        mail.set_content(text, cte="quoted-printable")
    if html is not None and text is not None:
        mail.add_alternative(html, subtype="html")
    elif html is not None:
        mail.set_content(html, subtype="html", cte="base64")
    return mail


def read(tmp_path: Path, mail: EmailMessage | bytes, name: str = "letter.eml") -> Article:
    path = tmp_path / name
    path.write_bytes(mail if isinstance(mail, bytes) else mail.as_bytes())
    return read_file(path)


def read_forced(tmp_path: Path, mail: EmailMessage) -> Article:
    """Read a message, also one that looks like no article."""
    path = tmp_path / "letter.eml"
    path.write_bytes(mail.as_bytes())
    return read_file(path, force=True)


DESK = {"From": "Harbour Desk <news@harbourdesk.example>", "List-Id": "Harbour Desk <news.harbourdesk.example>"}
GMAIL = (
    '<div dir="ltr">Worth a look, I think.<div class="gmail_quote"><div class="gmail_attr">---------- Forwarded '
    "message ---------<br>From: <strong>Harbour Desk</strong> &lt;news@harbourdesk.example&gt;<br>"
    f"Date: Mon, Jun 2, 2025 at 4:00 PM<br>Subject: {TITLE}<br>To: &lt;me@mail.example&gt;<br></div><br>{BODY}</div>"
)
APPLE = (
    "<div>Have a look.</div><div>Begin forwarded message:</div><blockquote type=cite>"
    "<div><b>From: </b>Ines Varga at Harbour Desk &lt;news@harbourdesk.example&gt;</div>"
    f"<div><b>Subject: </b>{TITLE}</div><div><b>Date: </b>2 June 2025 at 16:00:00 CEST</div>"
    f"<div><b>To: </b>me@mail.example</div><br>{BODY}</blockquote>"
)
OUTLOOK = (
    "<p>FYI</p><hr><p><b>From:</b> Harbour Desk &lt;news@harbourdesk.example&gt;<br><b>Sent:</b> Monday, June 2, 2025 "
    f"4:00 PM<br><b>To:</b> Me<br><b>Subject:</b> {TITLE}</p>{BODY}"
)
ME = {
    "From": "Tom Okafor <tom@mail.example>",
    "Subject": f"Fwd: FW: {TITLE}",
    "Date": "Wed, 04 Jun 2025 09:00:00 +0000",
}
PLAIN = f"""---------- Forwarded message ---------
From: Harbour Desk <news@harbourdesk.example>
Date: Mon, 2 Jun 2025 at 16:00
Subject: {TITLE}
To: <me@mail.example>


> {TEXT.partition(" on Monday")[0]}
> on Monday{TEXT.partition(" on Monday")[2]}
>
> ------------------------------
> https://track.example/1
>
> {SECOND}

--
Unsubscribe: https://harbourdesk.example/u
"""


@pytest.mark.parametrize(
    ("mail", "expected"),
    [
        (message(DESK, LAYOUT), {"publisher": "Harbour Desk", "source_url": URL, "date": "2025-06-02T16:00:00+02:00"}),
        (message(DESK, LAYOUT, "Open this in a browser."), {"publisher": "Harbour Desk", "author": ()}),
        (message({**DESK, "From": "Ines Varga at Harbour Desk <i@x.example>"}, BODY),
         {"publisher": "Harbour Desk", "author": ("Ines Varga",)}),
        (message({**DESK, "From": "Ines Varga <i@x.example>"}, BODY),
         {"publisher": "Harbour Desk", "author": ("Ines Varga",)}),
        (message({**DESK, "Subject": f"[harbour-list] {TITLE}"}, BODY), {"publisher": "Harbour Desk"}),
        (message({**DESK, "Subject": "=?utf-8?q?Ferry_crews_ask_for_quiet?="}, None, f"{TEXT}\n\n{SECOND}\n"), {}),
        (message(ME, GMAIL), {"publisher": "Harbour Desk", "author": (), "date": "2025-06-02"}),
        (message(ME, APPLE), {"publisher": "Harbour Desk", "author": ("Ines Varga",), "date": "2025-06-02"}),
        (message(ME, OUTLOOK), {"publisher": "Harbour Desk", "date": "2025-06-02"}),
        (message(ME, None, PLAIN), {"publisher": "Harbour Desk", "author": (), "date": "2025-06-02"}),
        (message(ME, BODY), {"publisher": None, "author": ("Tom Okafor",)}),
        (message({**DESK, "From": '"Varga, Ines" <i@x.example>'}, BODY), {"publisher": "Harbour Desk"}),
        (message({**DESK, "From": "news@harbourdesk.example"}, BODY), {"publisher": "Harbour Desk"}),
    ],
)  # fmt: skip
def test_reads_newsletters_and_forwarded_ones(tmp_path: Path, mail: EmailMessage, expected: dict[str, Any]) -> None:
    article = read(tmp_path, mail)
    assert article.title == TITLE
    assert {name: getattr(article, name) for name in expected} == expected
    assert [(block.kind, block.text) for block in article.blocks] == [("paragraph", TEXT), ("paragraph", SECOND)]


def test_reads_the_message_that_was_forwarded_as_an_attachment(tmp_path: Path) -> None:
    outer = message(ME, None, "See below.")
    outer.add_attachment(message(DESK, LAYOUT))
    assert read(tmp_path, outer).publisher == "Harbour Desk"


def test_a_newsletter_cut_by_a_paywall_is_told(tmp_path: Path) -> None:
    offer = "<p>Keep reading with a 7-day free trial</p><p>Subscribe to Harbour Desk to keep reading this post.</p>"
    article = read_forced(tmp_path, message(DESK, BODY + offer))
    assert (article.refusal or "").startswith("looks like a paywall")


@pytest.mark.parametrize("name", ["letter.eml", "letter.txt", "letter"])
def test_finds_mail_by_its_headers(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, message(DESK, BODY), name).title == TITLE


def test_text_that_begins_like_a_header_is_text(tmp_path: Path) -> None:
    text = f"From: the harbour\n\n{TITLE}\n\nBy Ines Varga\n\n{TEXT}\n\n{SECOND}\n"
    assert read(tmp_path, text.encode(), "a.txt").author == ("Ines Varga",)


@pytest.mark.parametrize(
    "mail",
    [
        message(DESK, None, " \n"),
        b"Message-ID: <1>\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",
        b"Message-ID: <1>\nContent-Type: multipart/mixed; boundary=x\n"
        + b"\n--x\nContent-Type: multipart/mixed\n" * 9000,
        b"Message-ID: <1>\nContent-Type: image/png\n\nx",
        b'Message-ID: <1>\nSubject: =?x?q?=80?=\nContent-Type: text/plain; charset="x\n\n',
    ],
)
def test_refuses_mail_without_text_in_one_line(tmp_path: Path, mail: EmailMessage | bytes) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(mail if isinstance(mail, bytes) else mail.as_bytes())
    (reading,) = read_all(path)
    assert "no text in this message" in (reading.error or "") or "nested too deep" in (reading.error or "")


PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="windows-1252"><title>x</title></head><body><article>'
    f"<h1>{TITLE}</h1><p>By Ines Varga</p><p>{TEXT}</p><p>{SECOND} Café.</p></article></body></html>"
)


def mhtml(headers: str, main: str = "text/html", location: str = URL) -> bytes:
    page = PAGE.encode()
    return (
        f"{headers}MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=text/html;\r\n\tboundary=\"-x-\"\r\n"
        f"\r\n---x-\r\nContent-Type: {main}; charset=utf-8\r\nContent-Transfer-Encoding: binary\r\n"
        f"Content-Location: {location}\r\n\r\n"
    ).encode() + page + (
        b"\r\n---x-\r\nContent-Type: text/html\r\nContent-Location: cid:frame\r\n\r\n<p>An advertisement.</p>"
        b"\r\n---x-\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lGOD\r\n---x---\r\n"
    )  # fmt: skip


BLINK = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://harbourdesk.example/p/quiet\r\nSubject: x\r\n"
    "Date: Tue, 3 Jun 2025 06:00:00 -0000\r\n"
)


@pytest.mark.parametrize("name", ["page.mhtml", "page.mht", "page.txt"])
@pytest.mark.parametrize("headers", [BLINK, 'From: "Saved by Windows Internet Explorer 11"\r\nDate: 3 Jun 2025\r\n'])
def test_reads_a_page_saved_as_one_file(tmp_path: Path, name: str, headers: str) -> None:
    article = read(tmp_path, mhtml(headers), name)
    assert (article.title, article.author, article.source_url) == (TITLE, ("Ines Varga",), URL)
    assert article.text.endswith("Café.")
    assert "advertisement" not in article.text
    assert article.accessed == "2025-06-03"


def test_refuses_a_saved_file_without_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.mhtml"
    path.write_bytes(mhtml(BLINK, main="text/plain").replace(b"Content-Type: text/html\r\n", b""))
    assert "no page in this file" in (read_all(path)[0].error or "")
