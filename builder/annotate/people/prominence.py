"""How much an article is about a person: the one rule by which its people are ordered."""

import re

from builder.annotate.people import names, personhood
from builder.annotate.people.drafts import Draft

# What counts how much, in mentions. A headline tells what the article is about; its opening comes next.
_IN_HEADLINE = 2
_IN_OPENING = 1
_SPEAKING = 1

# The opening of an article, in characters: a headline, a dateline and a paragraph.
_OPENING = 400


def prominence(draft: Draft, title: str) -> tuple[int, int]:
    """Sort key, the most prominent first: the weight of what the text gives the person, then the first mention.

    Every mention counts one, and one more with a verb of speaking beside it, which stands for a quotation: quotations
    are found after people. A person named in the title, or in a headline inside the text, counts two more, and one
    named in the opening one more. Of two who weigh the same the one named earlier comes first.
    """
    weight = len(draft.spans) + _SPEAKING * sum(personhood.speaks(mention) for mention in draft.mentions)
    if _is_in_title(draft, title) or any(mention.loud for mention in draft.mentions):
        weight += _IN_HEADLINE
    if draft.first < _OPENING:
        weight += _IN_OPENING
    return -weight, draft.first


def _is_in_title(draft: Draft, title: str) -> bool:
    words = {names.fold(word) for word in re.findall(r"[^\W\d_][\w’'-]*", title)}
    return any(form.surname[-1] in words for form in draft.forms)
