"""Whether a build would make what is already published: then there is nothing to do.

A site is made of the content, the generator (its code, templates and libraries), the options and the day, and of nothing else. What it
was made of is noted when it has been published, and compared before the next build. Nothing heavy is imported here.
"""

from __future__ import annotations

import hashlib
import json
import marshal
import os
import time
from typing import TYPE_CHECKING

from site_tools import keep
from site_tools.beside import sources_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_GENERATOR = keep.GENERATOR
_SETTLED = 1_000_000_000
"""Nanoseconds after which a file that is changed once more is sure to bear another time."""


class Former:
    """The note of what was published in a folder, and what a build would be made of now.

    Make it before the content is read: what is changed while a build runs is then seen as changed.
    """

    def __init__(self, content: Path, out: Path, options: Sequence[str], cache: Path | None = None) -> None:
        self._out, self._sources = out.resolve(), (*sources_of(content), *_GENERATOR)
        made_with = [str(content.resolve()), *keep.libraries(), *options]
        self._options = hashlib.blake2b("\0".join(made_with).encode("utf-8", "surrogateescape"), digest_size=20).hexdigest()
        self._file = (cache or keep.CACHE) / "byggt" / hashlib.blake2b(os.fsencode(self._out), digest_size=20).hexdigest()
        self._began = time.time_ns()
        self._stamps = self._stamped()

    def recall(self) -> dict[str, str] | None:
        """What was noted of the published site, when a build would make it again; None when anything has changed or cannot be read."""
        try:
            note = json.loads(keep.load(self._file) or b"{}")
            same = (
                note.get("options") == self._options
                and self._stamps is not None
                and (note["stamps"] == self._stamps or note["bytes"] == self._read())
                and note["site"] == _digest(self._out)
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return note["said"] if same else None

    def remember(self, said: dict[str, str]) -> None:
        """Note what has just been published, with what there is to say of it; nothing when a source was changed meanwhile."""
        try:
            told = {"options": self._options, "bytes": self._read(), "site": _digest(self._out), "said": said}
            unchanged = self._stamps is not None and self._stamps == self._stamped()
        except OSError:
            return
        if unchanged:
            # A file changed twice within one tick of the disk's clock bears the same time: then its bytes are read the next time too.
            changed = (max(stamp[2:4]) for source in self._sources for _, stamps in _folders(source) for stamp in stamps)
            settled = max(changed, default=0) < self._began - _SETTLED
            keep.save(self._file, json.dumps({**told, "stamps": self._stamps if settled else ""}).encode())

    def _stamped(self) -> str | None:
        try:
            return "".join(map(_digest, self._sources))
        except OSError:
            return None

    def _read(self) -> str:
        """One name for the bytes of all sources."""
        found = hashlib.blake2b(digest_size=20)
        for source in self._sources:
            for name in (prefix + stamp[0] for prefix, stamps in _folders(source) for stamp in stamps):
                for part in (os.fsencode(name), (source / name).read_bytes()):
                    found.update(len(part).to_bytes(8, "big") + part)
        return found.hexdigest()


_Stamp = tuple[str, int, int, int, int]
"""Name, bytes, time of change, time of change of the file's own record, and number on the disk, of a file."""


def _folders(top: Path) -> Iterator[tuple[str, list[_Stamp]]]:
    """Every folder below ``top``, in an order that is always the same, with the stamps of the files in it that count.

    Raises OSError when one cannot be looked into.
    """
    pending = [""]
    while pending:
        prefix = pending.pop()
        below: list[str] = []
        stamps: list[_Stamp] = []
        with os.scandir(os.path.join(top, prefix)) as entries:  # noqa: PTH118 - a path object for each folder takes longer than the rest
            for entry in entries:
                if entry.name == "__pycache__":
                    continue
                if entry.is_dir(follow_symlinks=False):
                    below.append(f"{prefix}{entry.name}/")
                else:
                    status = entry.stat(follow_symlinks=False)
                    stamps.append((entry.name, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino))
        pending += sorted(below)
        yield prefix, sorted(stamps)


def _digest(top: Path) -> str:
    found = hashlib.blake2b(digest_size=20)
    for folder in _folders(top):
        # The second version of this format writes equal values alike; later ones tell which of them are the same object.
        found.update(marshal.dumps(folder, 2))
    return found.hexdigest()
