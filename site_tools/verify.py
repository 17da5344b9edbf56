"""Stage 9, verify: the last look at the finished folder before it is published. Every link, anchor and file that a page names is there."""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from site_tools import keep

if TYPE_CHECKING:
    from collections.abc import Iterator

# Our pages write every attribute in double quotes and escape these in text, so that a match is always an attribute.
_REFERENCE = re.compile(rb'\s(?:href|src|srcset|action|poster)="([^"]+)"')
_ID = re.compile(rb'\sid="([^"]+)"')
_OWN = Path(__file__).read_bytes()
"""What a page is read with: another version of this module may read it in another way."""
TOLD_MAX = 20
"""Faults told; more would only repeat the same cause."""


class BrokenSiteError(Exception):
    """A page names something that is not on the site. The content was checked before, so this is our own fault."""

    def __init__(self, faults: list[str]) -> None:
        more = [f"and {len(faults) - TOLD_MAX} more"] if len(faults) > TOLD_MAX else []
        super().__init__("\n".join([f"{len(faults)} references lead nowhere:", *faults[:TOLD_MAX], *more]))


class _Page(NamedTuple):
    """What a page says of itself: its anchors, and (reference, file, anchor) of all that it refers to on the site; no file outside it."""

    anchors: frozenset[str]
    leads: tuple[tuple[str, str, str], ...]


def verify(folder: Path, site_url: str, cache: Path | None = None) -> None:
    """Raises BrokenSiteError when a page of ``folder`` refers to a file or an anchor of the site that does not exist.

    ``site_url`` is where the site will stand: its path begins every reference that starts with ``/``. Where references lead is kept in
    ``cache`` by the bytes of the page; whether anything is there is looked at every time.
    """
    base = urlsplit(site_url).path.rstrip("/") + "/"
    files = set(_files(folder))
    kept = _Kept(cache / "lankar" / hashlib.blake2b(base.encode(), digest_size=10).hexdigest()) if cache else None
    pages = {}
    for path in sorted(files):
        if path.endswith(".html"):
            data = (folder / path).read_bytes()
            pages[path] = kept.page(data, path, base) if kept else _read(data, path, base)
    if kept:
        kept.save()
    faults = [
        f"{path}: {reference}"
        for path, page in pages.items()
        for reference, target, anchor in page.leads
        if target not in files or (anchor and (target not in pages or anchor not in pages[target].anchors))
    ]
    if faults:
        raise BrokenSiteError(faults)


def _files(folder: Path) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        below = Path(place).relative_to(folder).as_posix()
        yield from (names if below == "." else (f"{below}/{name}" for name in names))


class _Kept:
    """What was found on pages, by a digest of where they stand and what they hold."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._used: dict[str, tuple[list[str], list[list[str]]]] = {}
        try:
            self._known = dict(json.loads(keep.load(file) or b"{}"))
        except (ValueError, TypeError):
            self._known = {}

    def page(self, data: bytes, path: str, base: str) -> _Page:
        """What a page says of itself, read now or before."""
        digest = hashlib.blake2b(b"\n".join((_OWN, path.encode(), data)), digest_size=16).hexdigest()
        try:
            anchors, leads = self._known[digest]
            found = _Page(frozenset(anchors), tuple((reference, target, anchor) for reference, target, anchor in leads))
        except (LookupError, TypeError, ValueError):
            found = _read(data, path, base)
        self._used[digest] = (sorted(found.anchors), [list(lead) for lead in found.leads])
        return found

    def save(self) -> None:
        """Keep what was asked for, for the next build."""
        if self._used.keys() != self._known.keys():
            keep.save(self._file, json.dumps(self._used, ensure_ascii=False, separators=(",", ":")).encode())


def _read(data: bytes, path: str, base: str) -> _Page:
    references = dict.fromkeys(_references(data))
    leads = ((reference, *found) for reference in references if (found := _lead(reference, path, base)))
    return _Page(frozenset(anchor.decode() for anchor in _ID.findall(data)), tuple(leads))


def _references(data: bytes) -> Iterator[str]:
    for found in _REFERENCE.findall(data):
        # A list of pictures is written with commas and widths; a lone address is a list of one.
        for part in html.unescape(found.decode()).split(", "):
            yield part.split(" ")[0]


# Nearly all references: some steps up, a path in its shortest form, an anchor. Reading them as any address takes ten times as long.
_PLAIN = re.compile(r"((?:\.\./)*)((?:[\w-][\w.-]*/)*(?:[\w-][\w.-]*)?)(?:#([\w-]+))?", re.ASCII)


def _lead(reference: str, page: str, base: str) -> tuple[str, str] | None:
    """The file and the anchor that a reference on a page leads to; no file when it leads out of the site; None for another host's."""
    if (plain := _PLAIN.fullmatch(reference)) and reference and not reference.startswith("#"):
        folders = page.split("/")[:-1]
        up = len(plain[1]) // 3
        if up <= len(folders):
            return _file("/".join((*folders[: len(folders) - up], plain[2]))), plain[3] or ""
    parts = urlsplit(reference)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(urljoin(base + page, parts.path))
    return _file(path.removeprefix(base)) if path.startswith(base) else "", unquote(parts.fragment)


def _file(target: str) -> str:
    return f"{target}index.html" if not target or target.endswith("/") else target
