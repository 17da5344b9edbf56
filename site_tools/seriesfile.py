"""A series as a file: the rows under their columns, written so that a spreadsheet or the reading stage gets the same digits back."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from site_tools.model.dialect import COLUMNS
from site_tools.model.values import Precision, ValueKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from site_tools.model.dialect import Dialect
    from site_tools.model.values import Observation, Series

_ALWAYS = ("period", "värde")


def series_file(rows: Series, dialect: Dialect, home: str, columns: Sequence[str] = ()) -> bytes:
    """The rows as a CSV file of the dialect; without rows it is a header to fill in.

    It has the ``columns`` that are asked for and those that say something: not a place that is ``home`` everywhere, nor a group that is
    ``totalt``.
    """
    table = [_cells(row, dialect) for row in rows]
    silent = {"grupp": "totalt", "plats": home, "slag": ValueKind.OUTCOME.value, "precision": Precision.EXACT.value}
    wanted = {*_ALWAYS, *columns} | {name for cells in table for name, text in cells.items() if text not in ("", silent.get(name))}
    columns = [name for name in COLUMNS if name in wanted]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=dialect.separator, lineterminator="\r\n" if dialect.bom else "\n")
    writer.writerow(columns)
    writer.writerows([cells[name] for name in columns] for cells in table)
    return (b"\xef\xbb\xbf" if dialect.bom else b"") + out.getvalue().encode()


def _cells(row: Observation, dialect: Dialect) -> dict[str, str]:
    """Column -> what is written there; a number keeps every digit, with the decimal sign of the dialect."""
    value, value_to = ("" if number is None else format(number, "f").replace(".", dialect.decimal) for number in (row.value, row.value_to))
    return {
        "period": row.period.text,
        "grupp": row.group,
        "plats": row.place,
        "slag": row.kind.value,
        "läge": row.state.value,
        "precision": row.precision.value,
        "värde": row.words or value,
        "värde_till": value_to,
        "källa": row.source,
        "utgåva": row.edition,
        "kommentar": row.comment,
    }
