"""What lies beside the content: the record of the last release, and what was fetched."""

from __future__ import annotations

import os
import posixpath
import stat
from types import MappingProxyType
from typing import TYPE_CHECKING

from site_tools import release
from site_tools.beside import FETCHED, RECORD
from site_tools.disk import reason
from site_tools.load.raw import FILE_BYTES_MAX, bytes_of
from site_tools.memory import remembered
from site_tools.messages import fetching, published
from site_tools.model.released import Released, Was
from site_tools.snapshots import SnapshotError, path_of, read_snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from site_tools.model.fetch import Snapshot
    from site_tools.model.released import Figure, RowKey
    from site_tools.problems import Problem


def load_record(folder: Path) -> tuple[Released | None, list[Problem]]:
    """What the last release published; nothing where there is no record, and one problem where it cannot be read.

    The paths of problems lead from the content folder, beside which the record lies.
    """
    if not folder.is_dir():
        lost = [published.DAMAGED(reason="det är ingen mapp", folder=RECORD).at(f"../{RECORD}")] if os.path.lexists(folder) else []
        return None, lost
    path = release.EDITION
    try:
        texts = {path: _record_text(folder, path)}
        heading = release.read_edition(texts[path])
        path = release.VERDICTS
        release.refuse_broken_json(texts.setdefault(path, _record_text(folder, path)))
        path = release.ADDRESSES
        addresses = _released_addresses(texts.setdefault(path, _record_text(folder, path)))
        figures: dict[str, Mapping[RowKey, Figure]] = {}
        for name in release.indicators(at for at, one in addresses.items() if one.what is Was.PAGE):
            path = f"{release.FIGURES}{name}.csv"
            figures[name] = _released_figures(texts.setdefault(path, _record_text(folder, path)))
    except release.RecordError as error:
        said = published.DAMAGED(reason=error.reason, folder=RECORD) if error.reason else published.CONFLICT(folder=RECORD)
        return None, [said.at(f"../{RECORD}/{path}", (error.line, 1))]
    if heading.seal and heading.seal != release.seal(texts):
        return None, [published.EDITED(folder=RECORD).at(f"../{RECORD}/{release.EDITION}")]
    return Released(heading.day, heading.place, figures, addresses), []


def _record_text(folder: Path, path: str) -> str:
    try:
        file = folder / path
        status = file.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise release.RecordError(1, "den är inte en vanlig fil")
        return bytes_of(str(file), status).decode("utf-8").replace("\r\n", "\n")
    except OSError as error:
        raise release.RecordError(1, reason(error)) from None
    except UnicodeDecodeError:
        raise release.RecordError(1, "den är inte sparad som UTF-8") from None


def load_fetched(folder: Path, instead: Mapping[str, bytes] = MappingProxyType({})) -> tuple[dict[str, Snapshot | None], list[Problem]]:
    """What was fetched for each indicator, None for a file that cannot be trusted, and why it cannot."""
    found: dict[str, Snapshot | None] = {}
    problems: list[Problem] = []
    # A file that does not end on .json is nobody's: an editor's own note, or what an interrupted exchange has left.
    names = {file.stem for file in (folder.glob("*.json") if folder.is_dir() else ()) if not file.name.startswith(".")}
    names |= {posixpath.basename(path).removesuffix(".json") for path in instead if path.startswith(f"../{FETCHED}/")}
    for name in sorted(names):
        path = path_of(name)
        try:
            data = instead.get(path)
            if data is None and (folder / f"{name}.json").stat().st_size > FILE_BYTES_MAX:
                raise SnapshotError("den är för stor")
            found[name] = read_snapshot(data.decode("utf-8") if data is not None else _record_text(folder, f"{name}.json"))
        except (SnapshotError, release.RecordError, OSError) as error:
            found[name] = None
            why = error.reason if isinstance(error, release.RecordError) else reason(error) if isinstance(error, OSError) else str(error)
            said = fetching.SNAPSHOT_DAMAGED(reason=why, file=f"{FETCHED}/{name}.json", indicator=name)
            problems.append(said.at(path))
    return found, problems


_released_addresses = remembered(release.read_addresses)
_released_figures = remembered(release.read_figures)
