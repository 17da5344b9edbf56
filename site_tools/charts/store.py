"""A folder of results that may be lost or damaged at any time: what is not whole is as good as absent."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any


def load(folder: Path, key: str) -> dict[str, Any] | None:
    """What was saved under ``key``, or None when it is missing, cut short, changed or another entry's."""
    try:
        checksum, _, text = _file(folder, key).read_bytes().partition(b"\n")
        if checksum != _checksum(key, text):
            return None
        found = json.loads(text)
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def save(folder: Path, key: str, value: dict[str, Any]) -> None:
    """Keeps ``value`` under ``key`` for :func:`load`. A disk that refuses costs only time the next time, so it is no error."""
    text = json.dumps(value, ensure_ascii=False).encode()
    file = _file(folder, key)
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(_checksum(key, text) + b"\n" + text)
            Path(temporary).replace(file)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise


def _file(folder: Path, key: str) -> Path:
    return folder / "diagram" / key[:2] / f"{key}.json"


def _checksum(key: str, text: bytes) -> bytes:
    return hashlib.blake2b(key.encode() + b"\n" + text, digest_size=16).hexdigest().encode()
