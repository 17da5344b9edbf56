"""``build.py släpp``: the record of what readers see, written beside the content when it is right."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from site_tools.beside import record_of
from site_tools.changes import standings
from site_tools.changes.verdicts import to_json
from site_tools.disk import exchange, flush, reason
from site_tools.pipeline import edition, released
from site_tools.problems import UserError
from site_tools.release import ADDRESSES, FIGURES, VERDICTS, sealed, written

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from site_tools.changes import Edition


def release(content: Path, today: date) -> str:
    """Write the record of the content as the public sees it on a day, and say what it holds.

    The same content gives the same bytes; when only the day is another, nothing is written. Raises ContentError for content with faults,
    also for what the last record has and the content has lost, and UserError when the disk refuses; the record is then as it was.
    """
    found, before, folder = edition(content, today, held=True), released(content), record_of(content)
    if before and _on(folder, _files(found, before.day)):
        return f"Ingenting har ändrats för läsarna sedan {before.day.isoformat()}. {folder.name}/ är som det var."
    files = _files(found, today)
    try:
        _put(folder, files)
    except OSError as error:
        raise UserError(f"mappen {folder} går inte att skriva: {reason(error)}") from error
    figures, addresses = (sum(files[path].count("\n") - 1 for path in files if path.startswith(start)) for start in (FIGURES, ADDRESSES))
    return f"Skrev {folder.name}/: {figures} rader ur serierna och {addresses} adresser. Spara mappen i git tillsammans med innehållet."


def _files(found: Edition, day: date) -> dict[str, str]:
    return sealed(written(found.portal, day) | {VERDICTS: to_json(replace(standings(found), day=day))})


def _put(folder: Path, files: Mapping[str, str]) -> None:
    """Let the folder have these files, in one step: whenever the machine stops, the record is wholly the former or wholly the new one."""
    with TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as beside:
        new = Path(beside) / folder.name
        if folder.is_dir():
            shutil.copytree(folder, new, symlinks=True)
        for file in (new / FIGURES).glob("*.csv"):
            if f"{FIGURES}{file.name}" not in files:
                file.unlink()
        for path, text in files.items():
            if not _on(new, {path: text}):
                (new / path).parent.mkdir(parents=True, exist_ok=True)
                (new / path).write_bytes(text.encode())
        flush(new)
        if not folder.exists():
            new.rename(folder)
        elif not exchange(new, folder):
            aside = folder.rename(Path(beside) / "forra")
            try:
                new.rename(folder)
            except OSError:
                aside.rename(folder)
                raise


def _on(folder: Path, files: Mapping[str, str]) -> bool:
    """Whether the folder has every one of the files, with these texts."""
    return all((folder / path).is_file() and (folder / path).read_bytes() == text.encode() for path, text in files.items())
