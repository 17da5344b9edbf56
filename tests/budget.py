"""What a page weighs on its way to a reader: the bytes of everything that it loads before anybody touches it."""

from __future__ import annotations

import gzip
import re
from functools import cache
from posixpath import normpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WITHOUT_FONTS, WITH_FONTS = 60_000, 100_000
"""Bytes at most, compressed, of the first view of any page."""
COMPRESSED_ALREADY = frozenset({".woff2", ".png", ".webp", ".jpg"})
_TAG = re.compile(r"<(?:link|script|img|source)\b[^>]*>")
_ADDRESS = re.compile(r'\b(?:src|href|srcset)="([^"]+)"')
_LOADED = re.compile(r'rel="(?:stylesheet|preload|icon|modulepreload)"')


@cache
def weight(file: Path) -> int:
    """Bytes over the wire, as a server sends them with gzip."""
    data = file.read_bytes()
    return len(data) if file.suffix in COMPRESSED_ALREADY else len(gzip.compress(data, 6))


def loaded(page: Path, site: Path, base: str) -> set[Path]:
    """The page, and the files that it names for the browser to load at once.

    Style sheets, scripts, preloads, the icon and every picture that is not lazy; of a picture in two widths both are counted, though a
    browser takes one. Lazy pictures (with width and height, below the first screen) come when the reader scrolls, and are not counted
    here: what a browser in fact fetches before it is touched is weighed in ``browser/test_every_kind_of_page.py``.
    ``base`` is the path of the site on its host, which the links of 404.html begin with.
    """
    html, found = page.read_text("utf-8"), {page}
    for tag in _TAG.findall(html):
        wanted = 'loading="lazy"' not in tag and (not tag.startswith("<link") or _LOADED.search(tag))
        address = _ADDRESS.search(tag) if wanted else None
        if address:
            target = address[1].split()[0]
            inside = target.removeprefix(f"{base}/") if target.startswith("/") else (page.parent.relative_to(site) / target).as_posix()
            found.add(site / normpath(inside))
    return found


def over(files: set[Path]) -> list[str]:
    """What is wrong with the weight of the files of a first view: empty when it is within the budget."""
    fonts = sum(weight(file) for file in files if file.suffix == ".woff2")
    rest = sum(weight(file) for file in files) - fonts
    told = f"{rest} bytes and {fonts} of fonts: {sorted((weight(file), file.name) for file in files)}"
    return [told] if rest > WITHOUT_FONTS or rest + fonts > WITH_FONTS else []
