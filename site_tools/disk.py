"""What a disk can do beyond Python's own library: two folders exchanged in one step, all flushed at once, its refusals in Swedish."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)

_WORDS = {
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "du har använt ditt utrymme på disken",
    errno.EACCES: "du saknar rättighet till den",
    errno.EPERM: "du saknar rättighet till den",
    errno.EROFS: "disken går bara att läsa",
    errno.EIO: "disken svarar med ett fel",
    errno.EBUSY: "den används av något annat",
    errno.ENOENT: "den finns inte",
    errno.EEXIST: "där ligger redan något annat",
    errno.ENOTDIR: "en del av sökvägen är en fil",
    errno.EISDIR: "den är en mapp",
    errno.ELOOP: "länkar pekar runt på varandra",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.EMFILE: "för många filer är öppna",
    errno.ENFILE: "för många filer är öppna",
    errno.EFBIG: "filen är för stor för disken",
    errno.EADDRINUSE: "den är upptagen",
    errno.EADDRNOTAVAIL: "adressen finns inte",
}


def reason(error: OSError) -> str:
    """Why the system refused, in Swedish where the reason is a common one."""
    return _WORDS.get(error.errno or 0) or f"systemet svarar: {error.strerror or error}"


class BusyError(Exception):
    """Another holds the lock."""


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """The lock that whoever may open ``file`` can hold, one at a time; the system takes it back from who dies. The file stays.

    Raises BusyError when another has it, and OSError when the disk refuses. Source: ``flock(2)``. Where that is not to be had, ``filelock``
    finds another way; to import it takes as long as to write a hundred pages.
    """
    descriptor = _flocked(file)
    if descriptor is not None:
        try:
            yield
        finally:
            _unlocked(descriptor)
        return
    from filelock import FileLock, Timeout  # noqa: PLC0415

    lock = FileLock(file, timeout=0, mode=0o666)
    try:
        lock.acquire()
    except Timeout:
        raise BusyError from None
    try:
        yield
    finally:
        lock.release()


def _flocked(file: Path) -> int | None:
    """A descriptor that holds the lock; None where this system or this disk has no such lock. Raises BusyError."""
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        return None
    descriptor = None
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if descriptor is not None:
            os.close(descriptor)
        if isinstance(error, BlockingIOError):
            raise BusyError from None
        return None
    with suppress(OSError):  # others may build here too, but only who made the file can say so
        os.fchmod(descriptor, 0o666)
    return descriptor


def _unlocked(descriptor: int) -> None:
    import fcntl  # noqa: PLC0415

    # A process that was divided from this one has the descriptor too: closing ours would leave it with the lock.
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    os.close(descriptor)


def exchange(first: Path, second: Path) -> bool:
    """Let two folders of one disk change names in a single step, so that neither name is ever without a folder.

    False where the system or the disk has no such step. Raises OSError when it has one and it fails. Source: ``renameat2(2)``.
    """
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if hasattr(libc, "renameat2"):
            if libc.renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0:
                return True
            code = ctypes.get_errno()
            if code not in _UNSUPPORTED:
                raise OSError(code, os.strerror(code), str(first))
    return False


def flush(folder: Path) -> None:
    """Wait until all that was written to the disk of ``folder`` is on it. Raises OSError when the disk could not keep it.

    One call for the whole disk where there is one (``syncfs(2)``): for thousands of small files a tenth of the time of one call each.
    """
    if sys.platform == "linux":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            libc = ctypes.CDLL(None, use_errno=True)
            if libc.syncfs(descriptor):
                code = ctypes.get_errno()
                raise OSError(code, os.strerror(code), str(folder))
        finally:
            os.close(descriptor)
    else:
        for file in folder.rglob("*"):
            if file.is_file():
                with file.open("rb+") as opened:
                    os.fsync(opened.fileno())
