"""Markdown clippings with front matter, as Obsidian Web Clipper and others write them."""

import re

import markdown

from builder.article import Article
from builder.errors import ArticleError
from builder.readers import clipping, frontmatter

_OBSIDIAN_COMMENT = re.compile(r"%%.*?%%", re.S)
_HIGHLIGHT = re.compile(r"==(?=\S)(.+?)(?<=\S)==")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read(source: str) -> Article:
    """Read a clipping; raises `ArticleError` for broken front matter and for a body without text."""
    values, body = frontmatter.split(source)
    return clipping.from_tree(values or {}, "front matter", clipping.tree(_rendered(body)))


def _rendered(body: str) -> str:
    source = _HIGHLIGHT.sub(r"\1", frontmatter.without_wiki_links(_OBSIDIAN_COMMENT.sub("", _CONTROL.sub("", body))))
    try:
        return markdown.markdown(source, extensions=["tables", "fenced_code", "sane_lists"], output_format="html")
    except RecursionError as error:
        raise ArticleError("the Markdown is nested too deep; paste the article's text instead") from error
