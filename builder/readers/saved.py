"""The note in a saved page that tells where it is from."""


def saved_from(url: str) -> str:
    """Return the comment that browsers put before a page that they save; the reader of pages knows it."""
    return f"<!-- saved from url=({len(url):04}){url.replace('--', '%2D-')} -->\n"
