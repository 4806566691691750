"""Corrections: what a collection's keepers say of the machine's findings, in one file, `briefs/corrections.yml`."""
