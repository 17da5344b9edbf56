"""Results kept from one run for the next, in a folder that may be lost, damaged or shared at any time: what is not whole is not there."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from array import array
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

from site_tools import stamps

CACHE = Path(__file__).resolve().parent.parent / ".cache"
"""Where a run that is told nothing else keeps things."""
_ROOT = Path(__file__).resolve().parent.parent
GENERATOR = (_ROOT / "site_tools", _ROOT / "templates")
"""What makes a site, beside the installed libraries."""


def libraries() -> list[str]:
    """Python and the installed libraries with their versions, by the names of their folders: asking each takes longer than all the rest."""
    folders = [path for path in map(Path, sys.path) if path.name in ("site-packages", "dist-packages") and path.is_dir()]
    return [sys.version, *sorted(entry.name for folder in folders for entry in folder.glob("*.dist-info"))]


_known: dict[tuple[str, ...], str] = {}


def generator() -> str:
    """A name for the code, the templates and the libraries as they are now. Raises OSError when one cannot be read."""
    now = tuple(stamps.digest(folder) for folder in GENERATOR)
    if now not in _known:
        _known[now] = _read()
    return _known[now]


def _read() -> str:
    found = hashlib.blake2b("\0".join(libraries()).encode(), digest_size=20)
    for folder in GENERATOR:
        for file in sorted(folder.rglob("*")):
            if "__pycache__" not in file.parts and file.is_file():
                for part in (str(file.relative_to(folder)).encode(), file.read_bytes()):
                    found.update(len(part).to_bytes(8, "big") + part)
    return found.hexdigest()


def load(file: Path) -> bytes | None:
    """What was saved in ``file``; None when it is missing, cut short, changed, or was saved under another name."""
    try:
        with file.open("rb") as kept:
            checksum, data = kept.readline(), kept.read()
    except OSError:
        return None
    return data if checksum == _checksum(file, data) else None


def save(file: Path, data: bytes) -> None:
    """Keep ``data`` for :func:`load`. A disk that refuses costs only time the next time, so it is no error."""
    import tempfile  # noqa: PLC0415 - what has not changed is only loaded, and at once

    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                out.writelines((_checksum(file, data), data))
            Path(temporary).replace(file)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise


def packed(numbers: Iterable[int]) -> str:
    """Numbers from 0 to some thousand million as a text, in order: many thousand lists of them are read back in no time."""
    return array("I", sorted(numbers)).tobytes().hex()


def unpacked(written: str) -> array[int]:
    """What :func:`packed` was given. Raises ValueError for a text that it has not written."""
    found = array("I")
    found.frombytes(bytes.fromhex(written))
    return found


def _checksum(file: Path, data: bytes) -> bytes:
    """The line that stands before the data."""
    found = hashlib.blake2b(file.name.encode() + b"\n", digest_size=16)
    found.update(data)
    return f"{found.hexdigest()}\n".encode()
