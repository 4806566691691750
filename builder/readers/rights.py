"""Rights: from what a page says about its licence to an SPDX licence identifier."""

import re

_CC_URL = re.compile(r"creativecommons\.org/licenses/(by(?:-nc)?(?:-sa|-nd)?)/(\d\.\d)", re.I)
_CC_NAME = re.compile(r"\bcc[ -](by(?:[ -]nc)?(?:[ -](?:sa|nd))?)[ -]?(\d\.\d)", re.I)
_CC0 = re.compile(r"creativecommons\.org/publicdomain/zero/1\.0|\bcc[ -]?0(?:[ -]1\.0)?\b", re.I)
_PUBLIC_DOMAIN_MARK = re.compile(r"creativecommons\.org/publicdomain/mark/1\.0", re.I)


def spdx(statement: str | None) -> str | None:
    """Return the SPDX identifier (https://spdx.org/licenses) of an open licence named in `statement`, else None.

    Known are the Creative Commons licences with their version, CC0 and the Public Domain Mark, as URL or by name.
    """
    text = statement or ""
    if found := _CC_URL.search(text) or _CC_NAME.search(text):
        return f"CC-{found[1].upper().replace(' ', '-')}-{found[2]}"
    if _CC0.search(text):
        return "CC0-1.0"
    return "CC-PDM-1.0" if _PUBLIC_DOMAIN_MARK.search(text) else None
