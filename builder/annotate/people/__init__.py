"""People: names found, joined, never confused; with their roles."""
