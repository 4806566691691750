"""Annotated News Briefs: news articles in, a searchable site of annotated briefs out."""

__version__ = "0.1.0"
