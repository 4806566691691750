"""Messages: the format of e-mail and of MHTML, taken apart by the standard library. RFC 5322, RFC 2045."""

from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from builder.readers.decoding import codec
from builder.readers.plain import plain


def parsed(data: bytes) -> "Message[str, str]":
    """Return a message; a broken one is read as far as it goes."""
    return message_from_bytes(data.lstrip())


def header(message: "Message[str, str]", name: str) -> str:
    """Return a header as plain text, empty if there is none."""
    raw = str(message.get(name, ""))
    try:
        return plain(str(make_header(decode_header(raw))))
    except (LookupError, ValueError, HeaderParseError):
        return plain(raw)


def date(value: str) -> str:
    """Return a date of RFC 5322 in ISO 8601, with its zone where it has one; others as they are."""
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return value


def charset(part: "Message[str, str]") -> str | None:
    """Return the character set that a part names for itself, if it is a usable one."""
    try:
        named = part.get_content_charset()
    except (LookupError, ValueError):
        return None
    return codec(named) if named else None


def content(part: "Message[str, str]") -> bytes:
    """Return the decoded content of a part, empty if it is made of parts itself."""
    try:
        body = part.get_payload(decode=True)
    except (LookupError, ValueError):  # a header that names an impossible character set
        return b""
    return body if isinstance(body, bytes) else b""


def in_utf8(data: bytes, charset: str | None) -> bytes:
    """Return text in UTF-8 if `charset` is the one that it is in; as it is if it is not."""
    try:
        return data.decode(charset).encode() if charset else data
    except UnicodeError:
        return data
