"""The optional accelerator: pages that have not changed are not rendered again by MkDocs, the others on every core.

A site made with it equals a site made without it byte for byte; `keep_pages` in mkdocs.yml turns it on.
"""
