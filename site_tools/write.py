"""Stage 7, write: the only writer of the site. Files go to a staging folder beside the published one, which is then exchanged."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from site_tools.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_tools.model.portal import Output

MARKER = ".programportal"
"""A file in every published folder: a folder without it is somebody else's and is never replaced."""


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """A new folder beside ``out`` that takes its place on leaving; on an exception it is thrown away and ``out`` is untouched.

    Raises UserError when ``out`` holds something that is not a site of ours, or when the disk refuses.
    """
    out = out.resolve()
    if out.parent == out:
        raise UserError(f"webbplatsen kan inte skrivas till {out} – välj en tom mapp med --out")
    previous = out.with_name(f".{out.name}.förra")
    try:
        _recover(out, previous)
        if out.exists() and any(out.iterdir()) and not (out / MARKER).is_file():
            raise UserError(f"mappen {out} innehåller annat än en byggd webbplats – välj en tom mapp med --out")
        out.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{out.name}.nytt-", dir=out.parent))
    except OSError as error:
        raise UserError(f"det går inte att skriva vid {out.parent} ({error.strerror})") from error
    try:
        yield folder
        (folder / MARKER).write_bytes(b"")
        # A folder made by mkdtemp is closed to others; a web server runs as somebody else.
        folder.chmod(0o755)
        if out.exists():
            out.rename(previous)
        folder.rename(out)
        _remove(previous)
    except OSError as error:
        raise UserError(f"webbplatsen kunde inte skrivas ({error.strerror}); den förra ligger kvar") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _recover(out, previous)


def _recover(out: Path, previous: Path) -> None:
    """Mend what an interrupted exchange left: the former site comes back, or, when the new one is in place, goes away."""
    if previous.exists():
        if out.exists():
            _remove(previous)
        else:
            previous.rename(out)


def _remove(folder: Path) -> None:
    """Take a folder away, also one with folders that may not be written in."""
    try:
        shutil.rmtree(folder)
    except OSError:
        for path, _, _ in os.walk(folder):
            with suppress(OSError):
                Path(path).chmod(0o755)
        shutil.rmtree(folder, ignore_errors=True)


def write(outputs: Iterable[Output], folder: Path) -> list[str]:
    """Write every output below ``folder`` and return the paths.

    Raises ValueError when two outputs claim one path, or a path leads out of the folder: that is a bug of ours.
    """
    paths: dict[str, str] = {}
    for output in outputs:
        path = PurePosixPath(output.path)
        if path.is_absolute() or ".." in path.parts or not path.parts:
            raise ValueError(f"output path {output.path!r} leads out of the site")
        # A disk that is blind to case would let the second overwrite the first.
        key = output.path.casefold()
        if key in paths:
            raise ValueError(f"two outputs at one path: {paths[key]!r} and {output.path!r}")
        paths[key] = output.path
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        with os.fdopen(descriptor, "wb") as file:
            file.write(output.data)
    return list(paths.values())
