"""When files were last changed, as the disk tells it: what bears the same stamps as before need not be read to know that it is the same."""

from __future__ import annotations

import hashlib
import marshal
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTLED = 1_000_000_000
"""Nanoseconds after which a file that is changed once more is sure to bear another time."""
Stamp = tuple[str, int, int, int, int]
"""Name, bytes, time of change, time of change of the file's own record, and number on the disk, of a file."""


def folders(top: Path) -> Iterator[tuple[str, list[Stamp]]]:
    """Every folder below ``top``, in an order that is always the same, with the stamps of the files in it that count.

    A folder is named by its path with a ``/`` last, ``top`` by nothing. Raises OSError when one cannot be looked into.
    """
    pending = [""]
    while pending:
        prefix = pending.pop()
        below: list[str] = []
        stamps: list[Stamp] = []
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


def digest(top: Path) -> str:
    """One name for the stamps of all files below ``top``. Raises OSError as :func:`folders` does."""
    found = hashlib.blake2b(digest_size=20)
    for folder in folders(top):
        found.update(_written(folder))
    return found.hexdigest()


def by_folder(top: Path) -> dict[str, str]:
    """The same for the files that lie in each folder. Raises OSError as :func:`folders` does."""
    return {folder[0]: hashlib.blake2b(_written(folder), digest_size=10).hexdigest() for folder in folders(top)}


def last_change(top: Path) -> int:
    """When anything below ``top`` was last changed, in nanoseconds since 1970; 0 where there is nothing."""
    return max((max(stamp[2:4]) for _, stamps in folders(top) for stamp in stamps), default=0)


def _written(folder: tuple[str, list[Stamp]]) -> bytes:
    # The second version of this format writes equal values alike; later ones tell which of them are the same object.
    return marshal.dumps(folder, 2)
