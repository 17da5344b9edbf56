"""Where the links of a text may lead, and how that is written in HTML."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def scheme_of(href: str) -> str:
    """The scheme of a link, ``//`` for one that borrows the page's, empty for a link within the site."""
    bare = re.sub(r"[\x00-\x20]", "", href)
    if bare.startswith("//") or "\\" in bare:
        return "//"
    try:
        return urlsplit(bare).scheme.lower()
    except ValueError:
        return "//"


def in_html(text: str) -> str:
    """A text as it is written between double quotes or tags, as the Markdown parser writes it."""
    return escape(text, quote=False).replace('"', "&quot;")
