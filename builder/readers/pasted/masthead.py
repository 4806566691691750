"""What stands above the body of pasted text: the outlet, the headline and the standfirst."""

import re

from builder.readers.lines import Kind, is_section
from builder.readers.names import Byline, is_organisation, outlet_name
from builder.readers.pasted.headline import is_captioned
from builder.readers.pasted.layout import Layout
from builder.readers.plain import folded, words

_SHARED = re.compile(r"^share\b.{0,40}?\b(?:for|story|article)\s?:\s*(?P<title>.{10,})$", re.I)
# Words in capitals, together longer than initials are, and a headline that is not in capitals.
_KICKER = re.compile(r"^(?=[A-Z’' -]{13})(?:[A-Z’'-]{2,}\s+){2,}(?=[A-Z][a-z’']+\s+\S+\s+\S+)")
_MASTHEAD_EXTRA = re.compile(r"\s+(?:newspaper|logo|home(?:page)?|website)$", re.I)


def title(layout: Layout) -> str:
    """Return the headline, as a share button repeats it where there is one ("Share this story: ...")."""
    shared = next((found["title"] for line in layout.lines if (found := _SHARED.match(line.text))), "")
    headline = "" if layout.headline is None else layout.lines[layout.headline].text
    body = {word for line in layout.body for word in words(line.text) if len(word) > 3}
    known = not headline or len(body.intersection(words(shared))) > 1
    return shared if known and shared else without_kicker(headline)


def without_kicker(headline: str) -> str:
    """Return a headline without the kicker copied with it: "HARBOUR SECRETS Crews ask for quiet"."""
    found = _KICKER.match(headline)
    return headline[found.end() :] if found else headline


def publisher(layout: Layout) -> str | None:
    """Return the outlet of the masthead: a line over the headline that names one, or stands first and alone."""
    top = layout.lines[: layout.start if layout.headline is None else layout.headline][:8]
    named = [line for line in top if line.kind is Kind.SHORT and line.weight < 8 and not is_section(line.text)]
    for line in named:
        for part in re.split(r"\s+[|•·]\s+", line.text):
            if is_organisation(part) and not is_section(part):
                return outlet_name(_MASTHEAD_EXTRA.sub("", part))
    if named and named[0] is top[0] and (len(top) == 1 or top[1].after_blank):
        return outlet_name(_MASTHEAD_EXTRA.sub("", named[0].text))
    return None


def standfirst(layout: Layout, byline: Byline) -> str | None:
    """Return the sentence between headline and body that sums the article up."""
    if layout.headline is None:
        return None
    known = {folded(text) for text in (*byline.authors, layout.lines[layout.headline].text)}
    for index in range(layout.headline + 1, layout.start):
        line = layout.lines[index]
        sentence = line.kind in {Kind.SHORT, Kind.PROSE} and line.weight > 5 and folded(line.text) not in known
        if sentence and not is_captioned(layout.lines, index):
            return line.text
    return None
