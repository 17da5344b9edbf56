"""A portal's figures and addresses as the files of a release: sorted, one line each, the same bytes for the same portal and day."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import TYPE_CHECKING

from site_tools.model.records import MODEL_VERSION
from site_tools.model.released import Figure, Was
from site_tools.model.values import Precision
from site_tools.release.pages import gone, gone_parts, moved, moved_parts, pages, parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from site_tools.model.portal import Portal
    from site_tools.model.values import Observation, Series

EDITION, ADDRESSES, FIGURES, VERDICTS = "utgava.yaml", "adresser.csv", "indikatorer/", "bedomningar.json"
"""The files of a record; the last is of ``changes.verdicts``, and a file for each indicator lies in the folder."""
FORMAT = 2
"""Version of these files; a newer one is not read. The first had no seal, and is read without."""
ADDRESS_COLUMNS = ("adress", "sort", "till")
FIGURE_COLUMNS = ("period", "grupp", "plats", "slag", "utgåva", "läge", "precision", "värde", "värde_till")

_EDITION = """\
# Det här har läsarna sett. Skrivs av build.py släpp och ändras inte för hand.
publicerat: {format}
dag: {day}
modell: {model}
plats: {place}
"""
_SEAL = "summa: "


def written(portal: Portal, day: date) -> dict[str, str]:
    """Path below the record's folder -> text, of a portal as the public sees it on a day; neither with verdicts nor :func:`sealed`."""
    place = json.dumps(portal.site.place, ensure_ascii=False)
    found = {
        EDITION: _EDITION.format(format=FORMAT, day=day.isoformat(), model=MODEL_VERSION, place=place),
        ADDRESSES: _csv(ADDRESS_COLUMNS, address_rows(portal)),
    }
    for indicator in portal.indicators:
        found[f"{FIGURES}{indicator.id}.csv"] = _csv(FIGURE_COLUMNS, _rows(portal.series.get(indicator.id, ())))
    return dict(sorted(found.items()))


def seal(files: Mapping[str, str]) -> str:
    """A checksum of all files of a record, of :data:`EDITION` without the line that holds it.

    It keeps nobody out who means to change what has been published: it shows what was done without thinking of what the record is for.
    """
    found = hashlib.sha256()
    for path, text in sorted(files.items()):
        kept = text.partition(_SEAL)[0] if path == EDITION else text
        data = kept.encode()
        found.update(f"{path}\n{len(data)}\n".encode() + data)
    return found.hexdigest()


def sealed(files: Mapping[str, str]) -> dict[str, str]:
    """All files of a record, with their checksum in the last line of :data:`EDITION`."""
    return {**files, EDITION: f"{files[EDITION]}{_SEAL}{seal(files)}\n"}


def address_rows(portal: Portal) -> list[tuple[str, str, str]]:
    """Every address with what it is and where it leads, as :data:`ADDRESS_COLUMNS`."""
    found = {old: (old, Was.MOVED.value, new) for old, new in (moved(portal) | moved_parts(portal)).items()}
    found |= {address: (address, Was.WITHDRAWN.value, "") for address in gone(portal) | gone_parts(portal)}
    found |= {address: (address, Was.PART.value, "") for address in parts(portal)}
    return sorted((found | {address: (address, Was.PAGE.value, "") for address in pages(portal)}).values())


def _rows(series: Series) -> list[tuple[str, ...]]:
    return [(*row.key, *figure_of(row)) for row in sorted(series, key=lambda row: (row.period.sort_key, row.key))]


def figure_of(row: Observation) -> Figure:
    """What a release says of a row. A final, exact number needs no words."""
    words = row.precision is Precision.WORDS
    value = row.words if words else "" if row.value is None else format(row.value, "f")
    precision = "" if row.precision is Precision.EXACT else row.precision.value
    return Figure(row.state.value, precision, value, "" if row.value_to is None else format(row.value_to, "f"))


def _csv(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue()
