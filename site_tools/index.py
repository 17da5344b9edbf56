"""Stage 8, index: the search index, built by Pagefind over the finished pages."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import stat
import subprocess
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from site_tools import keep
from site_tools.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS_MAX = 600
_MAGIC = b"pagefind_dcd"
_FILTERS = 3
"""The place of the list of filters in the file that names all others."""


KEPT_MAX = 3
"""Former indexes kept: those of the branches that an editor goes between."""


def index(folder: Path, cache: Path | None = None) -> int:
    """Put the search index of the site in ``folder`` into ``folder/pagefind``; return the number of pages indexed.

    The same pages give the same bytes, whether the index is built or found in ``cache``, where it lies when nothing that it is made of has
    changed since it was built. Raises UserError when the indexer fails: past the checks of the content that is the disk or the memory.
    """
    fingerprint = _fingerprint(folder) if cache else ""
    if cache is None or not fingerprint:
        return _build(folder)
    kept = cache / "sok" / fingerprint
    if found := keep.load(kept):
        return _unpack(found, folder / "pagefind")
    count = _build(folder)
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
    """A name for what the index is made of: the indexer, this module, and what it reads of every page that is marked for it.

    Empty when no page is marked: then it would read every page, and whole.
    """
    found = hashlib.blake2b(Path(__file__).read_bytes() + version("pagefind-bin").encode(), digest_size=20)
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


def _build(folder: Path) -> int:
    from pagefind_bin import get_executable  # noqa: PLC0415 - only a build needs it

    with _ordered(folder) as pages:
        command = [str(get_executable()), "--site", str(pages), "--output-path", str(folder / "pagefind"), "--verbose"]
        # It writes UTF-8 whatever the terminal of the one who builds has.
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", timeout=SECONDS_MAX, check=False)
    if done.returncode:
        raise UserError(f"sökregistret kunde inte byggas. Pagefind säger:\n{(done.stderr or done.stdout).strip()}")
    # Its own interface is never used (our results page is /sok/); without it the folder holds only what the page loads.
    for unused in (folder / "pagefind").glob("pagefind-*"):
        if unused.suffix in (".js", ".css") and "worker" not in unused.name:
            unused.unlink()
    _put_in_order(folder / "pagefind")
    words = done.stdout.split()
    return int(words[words.index("Indexed") + 1]) if "Indexed" in words else 0


@contextmanager
def _ordered(folder: Path) -> Iterator[Path]:
    """The pages of ``folder`` once more, in a folder beside it and by their names: Pagefind numbers pages in the order that the disk gives
    them, which on some file systems is the order that they were written in."""
    with TemporaryDirectory(prefix=f".{folder.name.lstrip('.')}.", dir=folder.parent) as name:
        ordered = Path(name)
        for path in sorted(folder.rglob("*.html")):
            page = ordered / path.relative_to(folder)
            page.parent.mkdir(parents=True, exist_ok=True)
            try:
                page.hardlink_to(path)
            except OSError:  # a file system without links
                shutil.copyfile(path, page)
        yield ordered


def _put_in_order(folder: Path) -> None:
    """Sort what Pagefind writes in the order of a hash map, which is another each time: the filters, and the values of each.

    Source: the files that Pagefind 1.5 writes, gzipped CBOR behind a mark; a test holds them to it.
    """
    entry = json.loads((folder / "pagefind-entry.json").read_bytes())
    for language, about in entry["languages"].items():
        path = folder / f"pagefind.{about['hash']}.pf_meta"
        meta = _read(path)
        path.unlink()
        meta[_FILTERS] = sorted([name, _sorted_filter(folder / "filter", language, key)] for name, key in meta[_FILTERS])
        about["hash"] = _save(meta, folder, f"pagefind.{language}", "pf_meta").removeprefix("pagefind.")
    (folder / "pagefind-entry.json").write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _sorted_filter(folder: Path, language: str, key: str) -> str:
    path = folder / f"{key}.pf_filter"
    name, values = _read(path)
    path.unlink()
    return _save([name, sorted(values)], folder, language, "pf_filter")


def _read(path: Path) -> list[Any]:
    import cbor2  # noqa: PLC0415 - only a build needs it

    found = cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(_MAGIC))
    if not isinstance(found, list):
        raise TypeError(f"{path.name} is not what Pagefind 1.5 writes")
    return found


def _save(value: list[Any], folder: Path, prefix: str, suffix: str) -> str:
    """Write ``value`` under a name made of its content, and return that name without its suffix."""
    import cbor2  # noqa: PLC0415 - only a build needs it

    data = _MAGIC + cbor2.dumps(value)
    name = f"{prefix}_{hashlib.blake2b(data, digest_size=5).hexdigest()}"
    (folder / f"{name}.{suffix}").write_bytes(gzip.compress(data, mtime=0))
    return name
