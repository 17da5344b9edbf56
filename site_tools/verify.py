"""Stage 9, verify: the last look at the finished folder before it is published. Every link, anchor and file that a page names is there."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from pathlib import Path

# Our pages write every attribute in double quotes and escape these in text, so that a match is always an attribute.
_REFERENCE = re.compile(rb'\s(?:href|src|srcset|action|poster)="([^"]+)"')
_ID = re.compile(rb'\sid="([^"]+)"')
TOLD_MAX = 20
"""Faults told; more would only repeat the same cause."""


class BrokenSiteError(Exception):
    """A page names something that is not on the site. The content was checked before, so this is our own fault."""

    def __init__(self, faults: list[str]) -> None:
        more = [f"and {len(faults) - TOLD_MAX} more"] if len(faults) > TOLD_MAX else []
        super().__init__("\n".join([f"{len(faults)} references lead nowhere:", *faults[:TOLD_MAX], *more]))


def verify(folder: Path, site_url: str) -> None:
    """Raises BrokenSiteError when a page of ``folder`` refers to a file or an anchor of the site that does not exist.

    ``site_url`` is where the site will stand: its path begins every reference that starts with ``/``.
    """
    base = urlsplit(site_url).path.rstrip("/") + "/"
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages = {path: (folder / path).read_bytes() for path in files if path.endswith(".html")}
    anchors = {path: set(_ID.findall(data)) for path, data in pages.items()}
    faults = [
        f"{path}: {reference}"
        for path, data in sorted(pages.items())
        for reference in dict.fromkeys(_references(data))
        if not _leads_somewhere(reference, path, base, files, anchors)
    ]
    if faults:
        raise BrokenSiteError(faults)


def _references(data: bytes) -> Iterator[str]:
    for found in _REFERENCE.findall(data):
        # A list of pictures is written with commas and widths; a lone address is a list of one.
        for part in html.unescape(found.decode()).split(", "):
            yield part.split(" ")[0]


# Nearly all references: some steps up, a path in its shortest form, an anchor. Reading them as any address takes ten times as long.
_PLAIN = re.compile(r"((?:\.\./)*)((?:[\w-][\w.-]*/)*(?:[\w-][\w.-]*)?)(?:#([\w-]+))?", re.ASCII)


def _leads_somewhere(reference: str, page: str, base: str, files: set[str], anchors: Mapping[str, Container[bytes]]) -> bool:
    if (plain := _PLAIN.fullmatch(reference)) and reference and not reference.startswith("#"):
        folders = page.split("/")[:-1]
        up = len(plain[1]) // 3
        if up <= len(folders):
            target = "/".join((*folders[: len(folders) - up], plain[2]))
            target += "index.html" if not target or target.endswith("/") else ""
            return target in files and (not plain[3] or plain[3].encode() in anchors.get(target, ()))
    parts = urlsplit(reference)
    if parts.scheme or parts.netloc:
        return True
    path = unquote(urljoin(base + page, parts.path))
    if not path.startswith(base):
        return False
    target = path.removeprefix(base)
    if not target or target.endswith("/"):
        target += "index.html"
    return target in files and (not parts.fragment or unquote(parts.fragment).encode() in anchors.get(target, ()))
