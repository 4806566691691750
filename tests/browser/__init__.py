"""Tests of the built site in a browser: what a reader sees, and what a hostile article cannot do."""
