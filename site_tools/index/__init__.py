"""Stage 8, index: the search index, built by Pagefind over the finished pages."""

from __future__ import annotations

import hashlib
import json
import stat
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from site_tools import keep
from site_tools.index.pagefind import Service, read_by_indexer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_tools.model.portal import Output

KEPT_MAX = 3
"""Former indexes kept: those of the branches that an editor goes between."""


class Indexing:
    """The search index of the site that is being written to ``folder``, made while its pages are. Leaving it ends what has been begun.

    The same pages in the same order give the same bytes, whether the index is built or found in ``cache``, where it lies when nothing that
    it is made of has changed since it was built. As soon as a page comes that no kept index has in its place, a new one is begun.
    """

    def __init__(self, folder: Path, kept: Path | None = None) -> None:
        self._folder, self._kept = folder, kept and kept / "sok"
        self._former = _former(self._kept) if self._kept else []
        self._known = {page: read for one in self._former for page, read in one.known.items()}
        self._read: dict[str, str] = {}
        """Of each page, by its path and what its bytes are known by, the digest of what the indexer reads; none of a page left out."""
        self._names: list[str] = []
        self._digests: list[str] = []
        self._told = 0
        self._service: Service | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._service:
            self._service.__exit__()

    def watched(self, outputs: Iterable[Output]) -> Iterator[Output]:
        """The same outputs, each written before the next is asked for; the pages among them are taken in."""
        for output in outputs:
            self._tell()
            if output.path.endswith(".html"):
                self.page(output)
            yield output

    def page(self, page: Output) -> None:
        """Take in a page. One that is not marked for the index is left out, as Pagefind would."""
        name = f"{page.digest} {page.path}"
        digest = self._read[name] = self._known[name] if name in self._known else _digest(page)
        if digest:
            self._names.append(page.path)
            place = len(self._digests)
            self._digests.append(digest)
            self._former = [one for one in self._former if place < len(one.pages) and one.pages[place] == digest]

    def _tell(self) -> None:
        """Once no kept index is right, tell the indexer of every page that lies in its place."""
        if self._names and not self._former:
            self._service = self._service or Service(self._folder)
            for name in self._names[self._told :]:
                self._service.page(name)
            self._told = len(self._names)

    def write(self) -> int:
        """Put the index into ``pagefind`` in the folder; return the number of pages indexed.

        Raises UserError when the indexer fails: past the checks of the content that is the disk or the memory.
        """
        found = next((one for one in self._former if len(one.pages) == len(self._digests)), None)
        if found and found.unpack(self._folder / "pagefind"):
            if self._read != found.known:
                self._note(found.packed.name, found.indexed, found.files)
            return found.indexed
        self._former = []
        self._tell()
        self._service = self._service or Service(self._folder)
        count = self._service.write()
        if self._kept:
            name = hashlib.blake2b("".join([_made_by(), *self._digests]).encode(), digest_size=20).hexdigest()
            files, data = _packed(self._folder / "pagefind")
            keep.save(_files_of(self._kept / name), data)
            self._note(name, count, files)
            _forget_old(self._kept)
        return count

    def _note(self, name: str, indexed: int, files: list[tuple[str, int]]) -> None:
        if self._kept:
            keep.save(self._kept / name, json.dumps([_made_by(), self._digests, indexed, files, self._read]).encode())


class _Former(NamedTuple):
    """A kept index: the digests of what it is made of, in order; how many pages are in it; its files with their lengths; what was known of
    the pages, as ``Indexing`` notes it; and where the files lie, packed."""

    pages: list[str]
    indexed: int
    files: list[tuple[str, int]]
    known: dict[str, str]
    packed: Path

    def unpack(self, folder: Path) -> bool:
        """Lay out the files; nothing, and False, when they are not whole."""
        data = keep.load(self.packed)
        if data is None or len(data) != sum(length for _, length in self.files):
            return False
        start = 0
        for name, length in self.files:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data[start : start + length])
            start += length
        return True


def _former(kept: Path) -> list[_Former]:
    """The kept indexes that this program made."""
    found = []
    for file in sorted(kept.glob("*")):
        with suppress(ValueError):
            made_by, pages, indexed, files, known = json.loads(keep.load(file) or b"")
            if made_by == _made_by():
                found.append(_Former(pages, indexed, files, known, _files_of(file)))
    return found


def _files_of(file: Path) -> Path:
    """Where the files of a kept index lie. They may be large, and are read only when they are used."""
    return file.parent.with_name("sokfiler") / file.name


def _digest(page: Output) -> str:
    """A name for what the indexer reads of a page; none for one that is not marked for it."""
    if b"data-pagefind-body" not in page.data:
        return ""
    return hashlib.blake2b(page.path.encode() + b"\0" + b"\0".join(read_by_indexer(page.data)), digest_size=12).hexdigest()


@cache
def _made_by() -> str:
    """A name for the indexer and this package."""
    code = b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py")))
    return hashlib.blake2b(code + version("pagefind-bin").encode(), digest_size=10).hexdigest()


def _forget_old(folder: Path) -> None:
    """Take away all former indexes but the newest. What cannot be looked at or taken away, or is none of ours, costs only its room."""
    former: list[tuple[int, Path]] = []
    for file in folder.glob("*"):
        with suppress(OSError):
            status = file.lstat()
            if stat.S_ISREG(status.st_mode):
                former.append((status.st_mtime_ns, file))
    for _, file in sorted(former, reverse=True)[KEPT_MAX:]:
        for one in (file, _files_of(file)):
            with suppress(OSError):
                one.unlink()


def _packed(folder: Path) -> tuple[list[tuple[str, int]], bytes]:
    """All files of the index as one: their names and lengths, and their bytes."""
    files = [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]
    return [(name, len(data)) for name, data in files], b"".join(data for _, data in files)
