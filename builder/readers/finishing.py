"""What is done last to every article: what can still be told from its text, and doubts as plain sentences."""

import re
from dataclasses import replace

from builder.article import Article
from builder.readers.lines import Kind, kind_of
from builder.readers.names import dateline_agency, same_outlet

# A news item can be short; below this many words it is more likely a stub before a paywall.
_FEW_WORDS = 60
_LONGEST_TITLE = 200
# Pages part a dateline's agency from the text by style alone: "(CNN)The minister said".
_GLUED_AGENCY = re.compile(r"^(\([A-Z][A-Za-z. ]{1,20}\))(?=[A-Z\"“‘])")
_STAND_IN = 80  # characters of the first sentence that stand in for a missing headline
_ERROR_PAGE = re.compile(
    r"^\W*(?:404|403|page not found|not found|access denied|error|just a moment|are you a robot|before you continue)\b",
    re.I,
)


def finished(article: Article) -> Article:
    """Return `article` with a title at any rate, the agency of its dateline, and its problems named."""
    first, *others = article.blocks
    article = replace(article, blocks=(replace(first, text=_GLUED_AGENCY.sub(r"\1 ", first.text)), *others))
    provenance = dict(article.provenance)
    problems = list(article.problems)
    if not article.title:
        article = replace(article, title=first_sentence(article.blocks[0].text))
        provenance["title"] = "first sentence"
        problems.append("No headline was found; the first sentence stands in for it.")
    agency = dateline_agency(article.blocks[0].text)
    if agency and not article.agency and not same_outlet(agency, article.publisher):
        article = replace(article, agency=agency)
        provenance["agency"] = "dateline"
    problems += _doubts(article)
    return replace(article, provenance=provenance, problems=tuple(dict.fromkeys(problems)))


def _doubts(article: Article) -> list[str]:
    words = len(article.text.split())
    last = article.blocks[-1]
    doubts = {
        "No date was found.": not article.date,
        "No author was found.": not article.author and not article.agency,
        f"Only {words} words of text were found.": words < _FEW_WORDS,
        "This looks like an error page or a consent page, not an article.": bool(_ERROR_PAGE.match(article.title)),
        f"The headline is very long ({len(article.title)} characters).": len(article.title) > _LONGEST_TITLE,
        "The text ends in mid-sentence.": words > _FEW_WORDS
        and last.kind == "paragraph"
        and kind_of(last.text) is Kind.SHORT,
    }  # fmt: skip
    return [sentence for sentence, holds in doubts.items() if holds]


def first_sentence(text: str) -> str:
    """Return the first sentence of `text`, cut at a word's end to about 80 characters."""
    sentence = re.split(r"(?<=[.!?…])[\"'”’]?\s", text, maxsplit=1)[0]
    if len(sentence) <= _STAND_IN:
        return sentence
    cut = sentence[:_STAND_IN]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–—-") + "…"
