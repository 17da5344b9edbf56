"""A folder of results that may be lost or damaged at any time: what is not whole is as good as absent."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from site_tools import keep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LIBRARIES = ("altair", "resvg", "vl-convert-python")


def load(folder: Path, key: str) -> dict[str, Any] | None:
    """What was saved under ``key``, or None when it is missing, cut short, changed or another entry's."""
    data = load_bytes(folder, key)
    try:
        found = None if data is None else json.loads(data)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def save(folder: Path, key: str, value: dict[str, Any]) -> None:
    """Keeps ``value`` under ``key`` for :func:`load`. A disk that refuses costs only time the next time, so it is no error."""
    save_bytes(folder, key, json.dumps(value, ensure_ascii=False).encode())


def load_bytes(folder: Path, key: str) -> bytes | None:
    """The bytes that were saved under ``key``, or None when they are missing, cut short, changed or another entry's."""
    return keep.load(_file(folder, key))


def save_bytes(folder: Path, key: str, data: bytes) -> None:
    """Keeps ``data`` under ``key`` for :func:`load_bytes`; a disk that refuses is no error."""
    keep.save(_file(folder, key), data)


def has(folder: Path, key: str) -> bool:
    """Whether something lies under ``key``. Whether it is whole is seen when it is loaded."""
    return _file(folder, key).is_file()


@contextmanager
def keeping(folder: Path | None) -> Iterator[None]:
    """In this thread, until the end of the block, :func:`kept` keeps what it makes in ``folder``; nothing is kept in None."""
    token = _FOLDER.set(folder)
    try:
        yield
    finally:
        _FOLDER.reset(token)


_FOLDER: ContextVar[Path | None] = ContextVar("folder", default=None)


def kept(parts: tuple[str, ...], make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What ``make`` gives, which depends on ``parts`` alone; from the folder in use when the same was made before."""
    folder = _FOLDER.get()
    if folder is None:
        return make()
    key = key_of(*parts)
    found = load(folder, key)
    if found is None:
        found = make()
        save(folder, key, found)
    return found


def key_of(*parts: str) -> str:
    """The key of a result: what it is made of, the code of this package, its fonts, and the versions of the libraries."""
    return hashlib.blake2b("\n".join((code(), *parts)).encode(), digest_size=20).hexdigest()


@cache
def code() -> str:
    """A name for this package's code with the versions of its libraries: what draws alike is called alike."""
    found = hashlib.blake2b(digest_size=20)
    here = Path(__file__).parent
    for file in sorted([*here.glob("*.py"), *here.glob("fonts/*.ttf")]):
        found.update(file.read_bytes())
    for library in LIBRARIES:
        found.update(version(library).encode())
    return found.hexdigest()


def _file(folder: Path, key: str) -> Path:
    return folder / "diagram" / key[:2] / key
