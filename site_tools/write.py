"""Stage 7, write: the only writer of the site. Files go to a staging folder beside the published one, which is then exchanged."""

from __future__ import annotations

import glob
import os
import shutil
import stat
import tempfile
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING

from site_tools.disk import BusyError, exchange, flush, locked, reason
from site_tools.model.portal import Standing
from site_tools.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_tools.model.portal import Output

MARKER = ".programportal"
"""A file in every published folder: a folder without it is somebody else's and is never replaced."""
_MODE, _FOLDER_MODE = 0o644, 0o755
"""Every file may be read by all, whatever the umask of the one who builds: a web server runs as somebody else."""


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """A new folder beside ``out`` that takes its place on leaving; on an exception it is thrown away and ``out`` is untouched.

    Whenever the machine stops, ``out`` is wholly the former site or wholly the new one; what was left lying is cleared by the next call.
    Raises UserError when ``out`` holds something that is not a site of ours, when another build writes to it, or when the disk refuses.
    """
    out = out.resolve()
    if out.parent == out:
        raise UserError(f"webbplatsen kan inte skrivas till {out} – välj en tom mapp med --out")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with locked(out.with_name(f".{out.name}.lock")):
            yield from _exchanged(out)
    except BusyError:
        raise UserError(f"ett annat bygge skriver just nu till {out} – vänta tills det är klart och bygg igen") from None
    except OSError as error:
        raise UserError(f"det går inte att skriva vid {out.parent}: {reason(error)}") from error


def _exchanged(out: Path) -> Iterator[Path]:
    previous = out.with_name(f".{out.name}.forra")
    _recover(out, previous)
    if out.exists() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise UserError(f"mappen {out} innehåller annat än en byggd webbplats – välj en tom mapp med --out")
    folder = Path(tempfile.mkdtemp(prefix=f".{out.name}.nytt-", dir=out.parent))
    try:
        yield folder
        (folder / MARKER).write_bytes(b"")
        _open_to_readers(folder)
        flush(folder)
        if not out.exists():
            folder.rename(out)
        elif not exchange(folder, out):
            out.rename(previous)
            folder.rename(out)
    except OSError as error:
        raise UserError(f"webbplatsen kunde inte skrivas: {reason(error)}. Den förra ligger kvar") from error
    finally:
        _remove(folder)  # after an exchange this is the former site
        _recover(out, previous)


def _open_to_readers(folder: Path) -> None:
    """Give the folder and all in it, by whomever it was made, the rights of published files."""
    pending = [str(folder)]
    while pending:
        place = pending.pop()
        if stat.S_IMODE(os.stat(place).st_mode) != _FOLDER_MODE:  # noqa: PTH116 - thousands of files: see write
            os.chmod(place, _FOLDER_MODE)  # noqa: PTH101
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                elif stat.S_IMODE(entry.stat().st_mode) != _MODE:
                    os.chmod(entry.path, _MODE)  # noqa: PTH101


def _recover(out: Path, previous: Path) -> None:
    """Mend what an interrupted build left: a former site that was set aside comes back or goes away, and half-made ones go."""
    if previous.exists():
        if out.exists():
            _remove(previous)
        else:
            previous.rename(out)
    for abandoned in out.parent.glob(f".{glob.escape(out.name)}.nytt-*"):
        _remove(abandoned)


def _remove(folder: Path) -> None:
    """Take a folder away, also one with folders that may not be written in."""
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError:
        for path, _, _ in os.walk(folder):
            with suppress(OSError):
                Path(path).chmod(0o755)
        shutil.rmtree(folder, ignore_errors=True)


def write(outputs: Iterable[Output], folder: Path, former: Path | None = None) -> list[str]:
    """Write every output below ``folder`` and return the paths. A file that stands in ``former`` just so is not written but linked to.

    Raises ValueError when two outputs claim one path, or a path leads out of the folder: that is a bug of ours.
    """
    paths: dict[str, str] = {}
    made = {str(folder)}
    # Paths stay texts: for thousands of files a Path of each takes longer than to write them.
    top, before = str(folder), str(former) if former else ""
    for output in outputs:
        parts = output.path.split("/")
        if not {"", ".", ".."}.isdisjoint(parts):
            raise ValueError(f"output path {output.path!r} leads out of the site")
        # A disk that is blind to case would let the second overwrite the first.
        key = output.path.casefold()
        if key in paths:
            raise ValueError(f"two outputs at one path: {paths[key]!r} and {output.path!r}")
        paths[key] = output.path
        target, parent = f"{top}/{output.path}", "/".join([top, *parts[:-1]])
        if parent not in made:
            _make_folder(parent, made)
        if before and _linked(f"{before}/{output.path}", target, output):
            continue
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(output.data)
    return list(paths.values())


def _make_folder(path: str, made: set[str]) -> None:
    """Make a folder and those above it that are not ``made``."""
    above = path.rpartition("/")[0]
    if above not in made:
        _make_folder(above, made)
    with suppress(FileExistsError):
        os.mkdir(path)  # noqa: PTH102
    made.add(path)


def _linked(former: str, target: str, output: Output) -> bool:
    """Let ``target`` be the same file as ``former`` when that holds the output and may be read by all."""
    try:
        if not isinstance(output, Standing) and not _holds(former, output.data):
            return False
        os.link(former, target, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a disk that knows no links, or nothing there
        return False
    return True


def _holds(former: str, data: bytes) -> bool:
    status = os.lstat(former)
    if not stat.S_ISREG(status.st_mode) or stat.S_IMODE(status.st_mode) != _MODE or status.st_size != len(data):
        return False
    with FileIO(former) as file:
        return file.readall() == data
