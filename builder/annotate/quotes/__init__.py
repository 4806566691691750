"""Quotations and reported speech: what was said, and who said it."""
