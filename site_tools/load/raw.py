"""The bytes of files, read again only where they may have changed."""

from __future__ import annotations

import time
from io import FileIO
from typing import TYPE_CHECKING

from site_tools.memory import remembered

if TYPE_CHECKING:
    import os

FILE_BYTES_MAX = 1_048_576
SETTLED_NS = 2_000_000_000
"""How old a change must be before the file's times tell it from the next: some disks keep no finer time than this."""


def bytes_of(file: str, status: os.stat_result) -> bytes:
    """The bytes of a file; ``status`` was taken before they are read, so that what is changed meanwhile is read again the next time."""
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    if time.time_ns() - changed < SETTLED_NS:
        return read_whole(file)
    return _settled(file, status.st_ino, status.st_size, changed)


@remembered
def _settled(file: str, *_identity: int) -> bytes:
    return read_whole(file)


def read_whole(file: str) -> bytes:
    with FileIO(file) as opened:  # a path object for each of many thousand files takes longer than to read them
        return opened.readall()
