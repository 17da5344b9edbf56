"""Stage 9, verify: the last look at the finished folder before it is published. Every link, anchor and file that a page names is there."""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
from array import array
from io import FileIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from site_tools import keep
from site_tools.model.portal import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Our pages write every attribute in double quotes and escape these in text, so that a match is always an attribute.
_REFERENCE = re.compile(rb'\s(?:href|src|srcset|action|poster)="([^"]+)"')
_ID = re.compile(rb'\sid="([^"]+)"')
_OWN = hashlib.blake2b(Path(__file__).read_bytes(), digest_size=16).hexdigest()
"""What a page is read with: another version of this module may read it in another way."""
TOLD_MAX = 20
"""Faults told; more would only repeat the same cause."""


class BrokenSiteError(Exception):
    """A page names something that is not on the site. The content was checked before, so this is our own fault."""

    def __init__(self, faults: list[str]) -> None:
        more = [f"and {len(faults) - TOLD_MAX} more"] if len(faults) > TOLD_MAX else []
        super().__init__("\n".join([f"{len(faults)} references lead nowhere:", *faults[:TOLD_MAX], *more]))


class _Page(NamedTuple):
    """What a page says of itself: its anchors, a line for each, and by their numbers the ends of all that it refers to on the site.

    Texts and packed numbers rather than sets of pairs: a site has thousands of pages, each of which refers to a hundred others.
    """

    anchors: str
    leads: array[int]


End = tuple[str, str]
"""The file that a reference leads to, none when it leads out of the site, and the anchor in it."""


def verify(folder: Path, site_url: str, cache: Path | None = None, known: Mapping[str, str] = MappingProxyType({})) -> None:
    """Raises BrokenSiteError when a page of ``folder`` refers to a file or an anchor of the site that does not exist.

    ``site_url`` is where the site will stand: its path begins every reference that starts with ``/``. Where references lead is kept in
    ``cache`` by the bytes of the page; whether anything is there is looked at every time. Pages whose digest is ``known`` by their path,
    since they are the files of the last build, are not read again to see what they hold.
    """
    base = urlsplit(site_url).path.rstrip("/") + "/"
    files = set(_files(folder))
    told = _Told(folder, base, cache and cache / "lankar" / hashlib.blake2b(base.encode(), digest_size=10).hexdigest())
    pages = {path: told.page(path, known.get(path, "")) for path in sorted(files) if path.endswith(".html")}
    told.save()
    asked: dict[str, set[str]] = {}
    for target, anchor in told.ends:
        asked.setdefault(target, set()).add(anchor)
    there = {
        (target, anchor)
        for target in asked.keys() & files
        for anchor in asked[target] & {"", *(pages[target].anchors.split("\n") if target in pages else ())}
    }
    dead = {number for end, number in told.ends.items() if end not in there}
    faults = [
        f"{path}: {reference}"
        for path, page in pages.items()
        if not dead.isdisjoint(page.leads)
        for reference, end in _leads(_bytes(folder, path), path, base)
        if end not in there
    ]
    if faults:
        raise BrokenSiteError(faults)


def _files(folder: Path) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        below = Path(place).relative_to(folder).as_posix()
        yield from (names if below == "." else (f"{below}/{name}" for name in names))


def _bytes(folder: Path, path: str) -> bytes:
    with FileIO(f"{folder}/{path}") as file:  # thousands of files: see write
        return file.readall()


class _Told:
    """What pages say of themselves, and ``ends``, the numbers of all the places that they refer to. What was found on a page is kept in
    ``file`` by a digest of where it stands and what it holds."""

    def __init__(self, folder: Path, base: str, file: Path | None) -> None:
        self.ends: dict[End, int] = {}
        self._folder, self._base, self._file = folder, base, file
        self._used: dict[str, _Page] = {}
        self._known: dict[str, _Page] = {}
        if file:
            self._recall(file)

    def page(self, path: str, digest: str) -> _Page:
        """What a page says of itself, read now or before; ``digest`` is what its bytes are known by, where that is known."""
        data = b"" if digest else _bytes(self._folder, path)
        name = hashlib.blake2b(f"{_OWN}\n{path}\n{digest or digest_of(data)}".encode(), digest_size=16).hexdigest()
        found = self._used[name] = self._known.get(name) or self._read(data or _bytes(self._folder, path), path)
        return found

    def _read(self, data: bytes, path: str) -> _Page:
        numbers = dict.fromkeys(self.ends.setdefault(end, len(self.ends)) for _, end in _leads(data, path, self._base))
        return _Page("\n".join(anchor.decode() for anchor in _ID.findall(data)), array("I", numbers))

    def _recall(self, file: Path) -> None:
        """Take in what was kept. What cannot be understood was not kept."""
        try:
            ends, pages = json.loads(keep.load(file) or b"[[], {}]")
            self._known = {name: _Page(str(anchors), keep.unpacked(leads)) for name, (anchors, leads) in pages.items()}
            self.ends = {(str(target), str(anchor)): number for number, (target, anchor) in enumerate(ends)}
        except (ValueError, TypeError, AttributeError):
            self._known = {}

    def save(self) -> None:
        """Keep what was asked for, for the next build."""
        if not self._file or self._used.keys() == self._known.keys():
            return
        used = set().union(*(page.leads for page in self._used.values()))
        again = {number: place for place, number in enumerate(sorted(used))}
        ends = [end for end, number in self.ends.items() if number in used]
        pages = {name: (page.anchors, keep.packed(map(again.__getitem__, page.leads))) for name, page in self._used.items()}
        keep.save(self._file, json.dumps([ends, pages], ensure_ascii=False, separators=(",", ":")).encode())


def _leads(data: bytes, path: str, base: str) -> Iterator[tuple[str, End]]:
    """Each reference of a page to something on the site, once, and where it leads."""
    for reference in dict.fromkeys(_references(data)):
        if found := _lead(reference, path, base):
            yield reference, found


def _references(data: bytes) -> Iterator[str]:
    for found in dict.fromkeys(_REFERENCE.findall(data)):
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
