"""Stage 8, index: the search index, built by Pagefind over the finished pages."""

from __future__ import annotations

import hashlib
import json
import stat
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from site_tools import keep
from site_tools.index.pagefind import made

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT_MAX = 3
"""Former indexes kept: those of the branches that an editor goes between."""


def index(folder: Path, cache: Path | None = None) -> int:
    """Put the search index of the site in ``folder`` into ``folder/pagefind``; return the number of pages indexed.

    The same pages give the same bytes, whether the index is built or found in ``cache``, where it lies when nothing that it is made of has
    changed since it was built. Raises UserError when the indexer fails: past the checks of the content that is the disk or the memory.
    """
    fingerprint = _fingerprint(folder) if cache else ""
    if cache is None or not fingerprint:
        return made(folder)
    kept = cache / "sok" / fingerprint
    if found := keep.load(kept):
        return _unpack(found, folder / "pagefind")
    count = made(folder)
    keep.save(kept, _packed(count, folder / "pagefind"))
    _forget_old(kept.parent)
    return count


def _forget_old(folder: Path) -> None:
    """Take away all former indexes but the newest. What cannot be looked at or taken away, or is none of ours, costs only its room."""
    former: list[tuple[int, Path]] = []
    for file in folder.glob("*"):
        with suppress(OSError):
            status = file.lstat()
            if stat.S_ISREG(status.st_mode):
                former.append((status.st_mtime_ns, file))
    for _, file in sorted(former, reverse=True)[KEPT_MAX:]:
        with suppress(OSError):
            file.unlink()


def _fingerprint(folder: Path) -> str:
    """A name for what the index is made of: the indexer, this package, and what it reads of every page that is marked for it.

    Empty when no page is marked: then it would read every page, and whole.
    """
    by = b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py")))
    found = hashlib.blake2b(by + version("pagefind-bin").encode(), digest_size=20)
    marked = False
    for path in sorted(folder.rglob("*.html")):
        page = path.read_bytes()
        if b"data-pagefind-body" in page:
            marked = True
            for part in (path.relative_to(folder).as_posix().encode(), b"".join(_read_by_indexer(page))):
                found.update(len(part).to_bytes(8, "big") + part)
    return found.hexdigest() if marked else ""


def _read_by_indexer(page: bytes) -> Iterator[bytes]:
    """The parts of a page that can reach the index: its language and its main part, or all of it when anything outside counts.

    Outside the marked element Pagefind looks for its own attributes, a heading to take as the title and a picture.
    Source: pagefind.app/docs/metadata and pagefind.app/docs/indexing.
    """
    before, opened, rest = page.partition(b"<main")
    main, closed, after = rest.rpartition(b"</main>")
    head, _, upper = before.partition(b"<head")
    outside = upper + after
    if opened and closed and b"<h1" in main and not any(mark in outside for mark in (b"data-pagefind", b"<h1", b"<img")):
        yield from (head, main)
    else:
        yield page


def _packed(count: int, folder: Path) -> bytes:
    """All files of the index as one: a line that tells how many pages it holds and the files with their lengths, then their bytes."""
    files = [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]
    return b"\n".join([json.dumps([count, [(name, len(data)) for name, data in files]]).encode(), b"".join(data for _, data in files)])


def _unpack(packed: bytes, folder: Path) -> int:
    line, _, data = packed.partition(b"\n")
    count, files = json.loads(line)
    start = 0
    for name, length in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data[start : start + length])
        start += length
    return int(count)
