"""Pagefind, asked page by page, and its files in an order that depends on nothing but the pages."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import mmap
import os
import queue
import re
import subprocess
import threading
from contextlib import suppress
from pathlib import PurePosixPath
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, Self

from site_tools.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECONDS_MAX = 600
_TYPE = re.compile(rb'"type":"(\w+)"')
_FILE = re.compile(rb'\{"path":"(?P<path>[^"]+)","content":"(?P<content>[^"]*)"\}')
_MAGIC = b"pagefind_dcd"
_FILTERS = 3
"""The place of the list of filters in the file that names all others."""


class Service:
    """Pagefind, told of pages one by one while they are written, and asked for its files at the end. Leaving it ends it.

    Pagefind numbers pages as they come. Let loose on a folder it takes them in the order of the disk, which for the same files is another
    on another disk; as a service it takes them in ours.

    Source: the messages between Pagefind 1.5 and its packages for Node and Python: JSON in Base64, a comma after each, one answer to each.
    """

    def __init__(self, folder: Path) -> None:
        from pagefind_bin import get_executable  # noqa: PLC0415 - only a build needs it

        self._folder = folder
        self._said = TemporaryFile()  # noqa: SIM115 - closed when the service is left
        command = [str(get_executable()), "--service"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._said)
        self._told: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._answer, self._answered = TemporaryFile(), b""  # noqa: SIM115 - closed with the other
        # It answers while it is being told, and waits when nobody listens; and whoever writes pages is not to wait for either.
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._tell, self._hear)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._told.put(None)
        for thread in self._threads:
            thread.join()
        self._process.__exit__(None, None, None)
        self._said.close()
        self._answer.close()

    def page(self, name: str) -> None:
        """Tell it of a page, by its path in the folder, where it lies by now."""
        self._told.put(name)

    def write(self) -> int:
        """Put the index of the pages into ``pagefind`` in the folder; return their number. Raises UserError with Pagefind's own words when
        it makes none."""
        self._told.put(None)
        self._threads[1].join(SECONDS_MAX)
        self._process.kill()
        self._process.wait()
        if self._answered != b"GetFiles":
            raise UserError(f"sökregistret kunde inte byggas. Pagefind säger:\n{self._why()}")
        for name, data in self._files():
            # Its own interface is never used (our results page is /sok/).
            if not (name.match("pagefind-*") and name.suffix in (".js", ".css") and "worker" not in name.name):
                path = self._folder / "pagefind" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        return _put_in_order(self._folder / "pagefind")

    def _files(self) -> Iterator[tuple[PurePosixPath, bytes]]:
        """The files of the answer, one at a time: all of them in Base64 within JSON would be three times as large as the index."""
        with mmap.mmap(self._answer.fileno(), 0, access=mmap.ACCESS_READ) as answer:
            for found in _FILE.finditer(answer):
                yield PurePosixPath(found["path"].decode()), base64.b64decode(found["content"])

    def _why(self) -> str:
        """What Pagefind has to say for itself."""
        if self._answered:
            self._answer.seek(0)
            return str(json.load(self._answer)["payload"].get("message", ""))
        self._said.seek(0)
        return self._said.read().decode("utf-8", "replace").strip() or f"slutade svara inom {SECONDS_MAX} sekunder"

    def _tell(self) -> None:
        to = self._process.stdin
        if to is None:
            return
        try:
            for number, request in enumerate(self._requests(), start=1):
                to.write(base64.b64encode(json.dumps({"message_id": number, "payload": request}).encode()) + b",")
            to.flush()
        except (OSError, ValueError):
            # It has ended, or a page cannot be read. Without more to come it ends too, and whoever listens is told.
            with suppress(OSError):
                to.close()

    def _requests(self) -> Iterator[dict[str, Any]]:
        yield {"type": "NewIndex", "config": {}}
        while name := self._told.get():
            yield {"type": "AddFile", "index_id": 0, "file_path": name, "file_contents": _told((self._folder / name).read_bytes())}
        # It can write them too, but neither its answer nor its end tells that the last of them are on the disk.
        yield {"type": "GetFiles", "index_id": 0}

    def _hear(self) -> None:
        """Take in answers, each into the file of the one before it, until the last or an error."""
        held = bytearray()
        while (source := self._process.stdout) and (more := os.read(source.fileno(), 1 << 20)):
            for index, part in enumerate(more.split(b",")):
                if index:  # a comma stands before it: the answer is whole
                    self._answer.seek(0)
                    found = _TYPE.search(self._answer.read(200))
                    if found and found[1] in (b"GetFiles", b"Error"):
                        self._answered = found[1]
                        return
                    self._answer.seek(0)
                    self._answer.truncate()
                held += part
                whole = len(held) // 4 * 4
                self._answer.write(base64.b64decode(held[:whole]))
                del held[:whole]


def read_by_indexer(page: bytes) -> tuple[bytes, ...]:
    """The parts of a page that can reach the index: its language and its main part, or all of it when anything outside counts.

    Outside the marked element Pagefind looks for its own attributes, a heading to take as the title and a picture.
    Source: pagefind.app/docs/metadata and pagefind.app/docs/indexing.
    """
    before, opened, rest = page.partition(b"<main")
    main, closed, after = rest.rpartition(b"</main>")
    head, _, upper = before.partition(b"<head")
    outside = upper + after
    if opened and closed and b"<h1" in main and not any(mark in outside for mark in (b"data-pagefind", b"<h1", b"<img")):
        return (head, main)
    return (page,)


def _told(page: bytes) -> str:
    """What is told of a page: to read its head, menu and foot takes a sixth of the time."""
    return b"<main".join(read_by_indexer(page)).decode()


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
