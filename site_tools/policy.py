"""What a browser may do with the site's files and how long it may keep them: the one source of every policy and header.

The templates write the policies into the pages (``<meta>``), which is all that a host without headers can give; ``hosting`` writes the
same for servers.
"""

from __future__ import annotations

import re
from typing import NamedTuple

PAGE = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
"""What a page may load: its own files only."""

EMBED = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
"""What a page for a frame on another site may load: its style sheet and its picture, and no script at all."""

DRAWING = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""What a drawing that is opened by itself may do: use the style within it, which turns its colours on dark paper, and nothing else."""

_NO_FRAME = "; frame-ancestors 'none'"
# Only in a header: browsers ignore it in a <meta>.
_REVALIDATE = "no-cache"
_FOR_EVER = "public, max-age=31536000, immutable"


class Rule(NamedTuple):
    """Headers of some of the site's files. Of two rules that set the same header for a file, the later counts.

    ``pattern`` is a regular expression that is searched for in the file's path below the site's root, without a leading slash;
    ``globs`` say the same in the syntax of a ``_headers`` file, one ``*`` each. ``label`` says in Swedish which files are meant.
    """

    label: str
    pattern: str
    globs: tuple[str, ...]
    headers: dict[str, str]


RULES = (
    Rule(
        "alla filer",
        "",
        ("*",),
        {
            "Content-Security-Policy": PAGE + _NO_FRAME,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
            "microphone=(), midi=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": _REVALIDATE,
        },
    ),
    Rule(
        "sidor som andra webbplatser får visa i en ram",
        r"(^|/)inbaddning/(index\.html)?$",
        ("*/inbaddning/",),
        {"Content-Security-Policy": EMBED, "Cross-Origin-Resource-Policy": "cross-origin"},
    ),
    Rule(
        "öppna data, flöden och bilder: andra får hämta dem från sina sidor",
        r"\.(csv|json|jsonld|png|svg|xml)$",
        ("*.csv", "*.json", "*.jsonld", "*.png", "*.svg", "*.xml"),
        {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"},
    ),
    Rule("diagram som öppnas för sig", r"\.svg$", ("*.svg",), {"Content-Security-Policy": DRAWING}),
    Rule(
        "filer vars namn byts när innehållet ändras",
        r"^(assets/|pagefind/(filter|fragment|index)/|pagefind/[^/]+\.pf_meta$)",
        ("assets/*", "pagefind/filter/*", "pagefind/fragment/*", "pagefind/index/*", "pagefind/*.pf_meta"),
        {"Cache-Control": _FOR_EVER},
    ),
    Rule("licenstexter, som behåller sina namn", r"^assets/[^/]+\.txt$", ("assets/*.txt",), {"Cache-Control": _REVALIDATE}),
)
"""Every header that the site wants, for every file. ``Strict-Transport-Security`` is not among them: it binds the whole host."""

TYPES = {
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "wasm": "application/wasm",
    "woff2": "font/woff2",
    "xml": "application/xml",
}
"""Ending -> type of every kind of file of the site. Any other (the search index) is OTHER_TYPE."""
OTHER_TYPE = "application/octet-stream"
FEED_TYPE = "application/atom+xml"
"""The type of a file named ``atom.xml``."""
SQUEEZED = ("css", "csv", "html", "js", "json", "jsonld", "svg", "txt", "xml")
"""Endings of files that a server sends compressed; the others are compressed already."""


def headers_of(path: str) -> dict[str, str]:
    """The headers of the file at ``path`` below the site's root; a folder's page may be named with or without its ``index.html``.

    >>> headers_of("indikatorer/x/x.svg")["Access-Control-Allow-Origin"]
    '*'
    """
    found: dict[str, str] = {}
    for rule in RULES:
        if re.search(rule.pattern, path):
            found |= rule.headers
    return found
