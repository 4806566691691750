"""Lets `mkdocs serve` and `mkdocs build` run the builder first. Other renderers do without it."""

from builder.mkdocs_hook import *  # noqa: F403
