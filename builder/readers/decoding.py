"""Decoding: from the bytes of a file to text, whatever program saved them."""

import codecs
import re

from builder.errors import ArticleError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""", re.I)
# What a browser looks at for the charset: https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding
_PRESCAN = 4096
# Codecs that Python knows and no page means: some of them run for ever or decode to bytes.
_NO_CHARSET = re.compile(
    r"^(?:idna|punycode|raw.?unicode.?escape|unicode.?escape|undefined|utf.?7|.*_codec|mbcs|oem)$", re.I
)
# One character in UTF-8 whose bytes were read as Windows-1252: a lead byte and its continuation bytes. Marks that
# may well follow a letter in sound text (café”—) count as continuation only after the leads Â, Ã and â€, â‚, â„, â†.
_RARE = "\u0080-\u00bf€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ"
_ANY = _RARE + "…‘’“”•–—"
_CERTAIN = re.compile(f"[ÂÃ][{_ANY}]|â[\u0080-\u0086€‚„†][{_ANY}]")
_MOJIBAKE = re.compile(f"{_CERTAIN.pattern}|[Ä-ß][{_RARE}]|[à-ï][{_RARE}]{{2}}|[ð-ô][{_RARE}]{{3}}")

REPAIRED = "The text was garbled by a wrong character set and has been repaired."
LOST = "Some characters could not be decoded and are shown as \ufffd."


def decode(data: bytes, *, markup: bool = False) -> tuple[str, tuple[str, ...]]:
    """Return the text of `data` with line ends as `\\n`, and problems met on the way.

    Order: byte order mark, UTF-16 by its look, UTF-8, the charset that the markup declares (only if `markup`),
    Windows-1252. Text that is mojibake for certain is repaired. Raises `ArticleError` for binary data.
    """
    text = _decoded(data, markup=markup)
    text, repaired = repair(text)
    problems = (REPAIRED,) * repaired + (LOST,) * ("\ufffd" in text)
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def _decoded(data: bytes, *, markup: bool) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(codecs.BOM_UTF8).decode(encoding, "replace")
    if utf16 := _utf16_without_bom(data):
        return data.decode(utf16, "replace")
    if b"\0" in data:
        raise ArticleError("this looks like a binary file, not an article; save the page as HTML or paste its text")
    declared = _declared(data) if markup else None
    if declared and declared.startswith("iso2022"):
        return data.decode(declared, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, declared)


def _utf16_without_bom(data: bytes) -> str | None:
    """Mostly Latin text in UTF-16 has a NUL in every other byte, on one side only."""
    head = data[:2000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half >= 8 and odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if half >= 8 and even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _declared(data: bytes) -> str | None:
    """Return the declared charset if Python can decode it to text."""
    found = _DECLARED.search(data[:_PRESCAN])
    return codec(found[1].decode("ascii")) if found else None


def codec(charset: str) -> str | None:
    """Return Python's name of a declared character set, None if it has none that is safe and decodes to text."""
    try:
        name = codecs.lookup(charset).name
        "a".encode(name)
    except (LookupError, UnicodeError, TypeError, ValueError):
        return None
    if _NO_CHARSET.match(name) or name.startswith(("utf-16", "utf-32")):
        return None
    return "cp1252" if name in {"iso8859-1", "ascii"} else name


def _not_utf8(data: bytes, declared: str | None) -> str:
    """Decode what is not UTF-8 throughout: a few broken bytes, the declared charset, or Windows-1252."""
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    sound = sum(1 for c in lenient if c > "\x7f") - broken
    if sound > broken:  # text in another charset is almost never sound UTF-8
        return lenient
    if declared and declared != "utf-8":
        return data.decode(declared, "replace")
    return "".join(_windows_1252(b) for b in data)


def _windows_1252(byte: int) -> str:
    """Decode one byte as browsers do: the five bytes that Windows-1252 leaves undefined are control characters."""
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def repair(text: str) -> tuple[str, bool]:
    """Undo UTF-8 read as Windows-1252 where it is certain; return the text and whether anything was repaired.

    It is certain where a garbled punctuation mark (three characters) or two garbled letters (two each) are seen.
    """
    certain = [seen for seen in _CERTAIN.findall(text) if _undone(seen)]
    if not any(len(seen) > 2 for seen in certain) and len(certain) < 2:
        return text, False
    return _MOJIBAKE.sub(lambda m: _undone(m.group()) or m.group(), text), True


def _undone(seen: str) -> str | None:
    """Return the character that the sequence `seen` stood for, or None if it is no UTF-8 or nothing printable."""
    try:
        meant = b"".join(c.encode("cp1252") if c > "\u00ff" else c.encode("latin-1") for c in seen).decode("utf-8")
    except UnicodeError:
        return None
    return meant if meant.isprintable() or meant == "\u00a0" else None
