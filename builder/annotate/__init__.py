"""Annotators: ordinary spaCy components, one module per noun; `pipeline` puts them together."""
