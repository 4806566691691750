"""Readers: one module per input format, from a file in hand to an `Article`."""
