"""``build.py ändringar``: two versions of the content through the line, what differs for readers, told as asked."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from site_tools.beside import RECORD, record_of
from site_tools.changes import compare as between
from site_tools.changes import compare_verdicts, standings
from site_tools.changes.tell import as_json, as_markdown, as_text
from site_tools.changes.verdicts import from_json, to_json
from site_tools.config import ROOT
from site_tools.history import older_content
from site_tools.pipeline import ContentError, edition
from site_tools.problems import UserError
from site_tools.release import VERDICTS
from site_tools.report import older_fault

if TYPE_CHECKING:
    from datetime import date

    from site_tools.changes import Changes, Edition
    from site_tools.changes.verdicts import Standings

RECORD_BYTES_MAX = 16 * 1_048_576


@dataclass(frozen=True)
class Asked:
    """The options of the command."""

    content: Path
    since: str | None
    today: date
    then: date | None = None
    form: str = "text"
    site_url: str | None = None
    pictures: Path | None = None
    pictures_url: str | None = None
    record: Path | None = None


def compare(asked: Asked) -> str:
    """What to print. Raises ContentError when the content has errors, and UserError for all else that the user can mend."""
    for place, option in ((asked.record, "--bedömningar"), (asked.pictures, "--diagram")):
        if place and place.resolve().is_relative_to(asked.content.resolve()):
            raise UserError(f"{place} ligger i mappen med innehåll – välj en annan plats med {option}")
    after = edition(asked.content, asked.today)
    if asked.record:
        _write(asked.record, to_json(standings(after)))
    if asked.record and not asked.since:
        return f"Bedömningarna av {len(after.portal.indicators)} indikatorer finns i {asked.record}\n"
    since = asked.since or RECORD
    if file := _verdicts(since, asked.content):
        return _told(asked, compare_verdicts(from_file(file), after), f"bedömningarna i {since}", {})
    with older_content(since, asked.content) as older:
        try:
            before = edition(older.folder, asked.then or older.day or asked.today)
        except ContentError as error:
            raise UserError(older_fault(error.checked, older.label)) from None
        found = between(before, after)
        return _told(asked, found, older.label, _pictures(asked, found, before, after))


def _verdicts(since: str, content: Path) -> Path | None:
    """The record of verdicts that is meant, if one is: a file of them, or the one in the record of the last release."""
    for file in (*([record_of(content) / VERDICTS] if since == RECORD else []), Path(since), Path(since) / VERDICTS):
        if file.is_file():
            return file
    return None


def from_file(path: Path) -> Standings:
    """The record of verdicts in a file. Raises UserError when it is none."""
    try:
        if path.stat().st_size > RECORD_BYTES_MAX:
            raise ValueError(f"filen är för stor, högst {RECORD_BYTES_MAX} byte")
        return from_json(path.read_text("utf-8"))
    except OSError as error:
        raise UserError(f"filen {path} går inte att läsa ({error.strerror})") from error
    except ValueError as error:
        raise UserError(f"det går inte att jämföra med {path}: {error}") from None


def _told(asked: Asked, found: Changes, label: str, charts: dict[str, tuple[str, str]]) -> str:
    if asked.form == "markdown":
        return as_markdown(found, label, asked.site_url or "", charts)
    return as_json(found, label) if asked.form == "json" else as_text(found, label)


def _pictures(asked: Asked, found: Changes, before: Edition, after: Edition) -> dict[str, tuple[str, str]]:
    """Indicator -> the addresses of its chart before and after, once they are written."""
    if asked.pictures is None:
        return {}
    from site_tools.changes.pictures import AFTER, BEFORE, pictures  # noqa: PLC0415 - the drawing library is slow to load

    drawn = pictures(found, before, after, os.cpu_count() or 1, ROOT / ".cache")
    base = (asked.pictures_url or asked.pictures.as_posix()).rstrip("/")
    for name, svg in drawn.items():
        _write(asked.pictures / f"{name}.svg", svg)
    names = dict.fromkeys(name.rpartition("-")[0] for name in drawn)
    sides = {name: [f"{base}/{name}-{when}.svg" if f"{name}-{when}" in drawn else "" for when in (BEFORE, AFTER)] for name in names}
    return {name: (both[0], both[1]) for name, both in sides.items()}


def _write(path: Path, told: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(told, "utf-8", newline="")
    except OSError as error:
        raise UserError(f"{path} går inte att skriva ({error.strerror})") from error
