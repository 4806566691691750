"""The note in a saved page that tells where it is from."""


def with_address(page: bytes, url: str) -> bytes:
    """Note in a page where it is from, as browsers do when they save one; the reader of pages knows this comment."""
    if not page.lstrip().startswith(b"<"):
        return page
    return f"<!-- saved from url=({len(url):04}){url.replace('--', '%2D-')} -->\n".encode() + page
