"""Stage 8, index: the search index, built by Pagefind over the finished pages."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
from typing import TYPE_CHECKING, Any

from site_tools.problems import UserError

if TYPE_CHECKING:
    from pathlib import Path

SECONDS_MAX = 600
_MAGIC = b"pagefind_dcd"
_FILTERS = 3
"""The place of the list of filters in the file that names all others."""


def index(folder: Path) -> int:
    """Build the search index of the site in ``folder`` into ``folder/pagefind``; return the number of pages indexed.

    The same pages give the same bytes. Raises UserError when the indexer fails: past the checks of the content that is the disk or the
    memory.
    """
    from pagefind_bin import get_executable  # noqa: PLC0415 - only a build needs it

    command = [str(get_executable()), "--site", str(folder), "--output-path", str(folder / "pagefind"), "--verbose"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS_MAX, check=False)
    if done.returncode:
        raise UserError(f"sökregistret kunde inte byggas. Pagefind säger:\n{(done.stderr or done.stdout).strip()}")
    # Its own interface is never used (our results page is /sok/); without it the folder holds only what the page loads.
    for unused in (folder / "pagefind").glob("pagefind-*"):
        if unused.suffix in (".js", ".css") and "worker" not in unused.name:
            unused.unlink()
    _put_in_order(folder / "pagefind")
    words = done.stdout.split()
    return int(words[words.index("Indexed") + 1]) if "Indexed" in words else 0


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
