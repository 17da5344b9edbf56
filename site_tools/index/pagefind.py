"""Pagefind, asked page by page, and its files in an order that depends on nothing but the pages."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import subprocess
import threading
from contextlib import suppress
from pathlib import PurePosixPath
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from site_tools.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECONDS_MAX = 600
_MAGIC = b"pagefind_dcd"
_FILTERS = 3
"""The place of the list of filters in the file that names all others."""


def made(folder: Path) -> int:
    """Put the index of the pages in ``folder`` into ``folder/pagefind``; return the number of pages indexed. Raises UserError.

    Pagefind numbers pages as they come. Let loose on a folder it takes them in the order of the disk, which for the same files is another
    on another disk; as a service it takes them in ours.
    """
    for one in _served(_requests(folder)):
        name = PurePosixPath(one["path"])
        # Its own interface is never used (our results page is /sok/).
        if not (name.match("pagefind-*") and name.suffix in (".js", ".css") and "worker" not in name.name):
            path = folder / "pagefind" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(base64.b64decode(one["content"]))
    return _put_in_order(folder / "pagefind")


def _requests(folder: Path) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {}}
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        yield {"type": "AddFile", "index_id": 0, "file_path": name, "file_contents": path.read_text("utf-8")}
    # It can write them too, but neither its answer nor its end tells that the last of them are on the disk.
    yield {"type": "GetFiles", "index_id": 0}


def _served(requests: Iterator[dict[str, Any]]) -> list[dict[str, str]]:
    """The files that Pagefind makes of what it is told: ``path``, and ``content`` in Base64. Raises UserError with its own words when it
    makes none.

    Source: the messages between Pagefind 1.5 and its packages for Node and Python: JSON in Base64, a comma after each, one answer to each.
    """
    from pagefind_bin import get_executable  # noqa: PLC0415 - only a build needs it

    command = [str(get_executable()), "--service"]
    with TemporaryFile() as said, subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said) as service:
        late = threading.Timer(SECONDS_MAX, service.kill)
        late.start()
        # It answers while it is being asked, and waits when nobody listens.
        asking = threading.Thread(target=_ask, args=(service.stdin, requests))
        asking.start()
        try:
            answer = next((one for one in _answers(service.stdout) if one["type"] in ("GetFiles", "Error")), {})
        finally:
            late.cancel()
            service.kill()
            asking.join()
        if answer.get("type") != "GetFiles":
            said.seek(0)
            why = answer.get("message") or said.read().decode("utf-8", "replace").strip() or f"slutade svara inom {SECONDS_MAX} sekunder"
            raise UserError(f"sökregistret kunde inte byggas. Pagefind säger:\n{why}")
        found: list[dict[str, str]] = answer["files"]
        return found


def _ask(to: IO[bytes] | None, requests: Iterator[dict[str, Any]]) -> None:
    if to is None:
        return
    try:
        for number, request in enumerate(requests, start=1):
            to.write(base64.b64encode(json.dumps({"message_id": number, "payload": request}).encode()) + b",")
        to.flush()
    except (OSError, UnicodeDecodeError):
        # It has ended, or a page cannot be read. Without more to come it ends too, and whoever listens is told.
        with suppress(OSError):
            to.close()


def _answers(source: IO[bytes] | None) -> Iterator[dict[str, Any]]:
    held = b""
    while source and (more := os.read(source.fileno(), 1 << 16)):
        *whole, held = (held + more).split(b",")
        for one in whole:
            yield json.loads(base64.b64decode(one))["payload"]


def _put_in_order(folder: Path) -> int:
    """The number of pages, once all is sorted that Pagefind writes in the order of a hash map, which is another each time: languages,
    filters, and the values of each.

    Source: the files that Pagefind 1.5 writes, gzipped CBOR behind a mark; a test holds them to it.
    """
    entry = json.loads((folder / "pagefind-entry.json").read_bytes())
    for language, about in entry["languages"].items():
        path = folder / f"pagefind.{about['hash']}.pf_meta"
        meta = _read(path)
        path.unlink()
        meta[_FILTERS] = sorted([name, _sorted_filter(folder / "filter", language, key)] for name, key in meta[_FILTERS])
        about["hash"] = _save(meta, folder, f"pagefind.{language}", "pf_meta").removeprefix("pagefind.")
    entry["languages"] = dict(sorted(entry["languages"].items()))
    (folder / "pagefind-entry.json").write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), "utf-8")
    return sum(about["page_count"] for about in entry["languages"].values())


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
