"""A series as rows of cells: plain files at once, all others with care."""

from __future__ import annotations

import csv
from itertools import accumulate, repeat
from typing import TYPE_CHECKING

from site_tools.messages import series as say
from site_tools.model.dialect import CELL_MAX, COLUMNS, EXCEL, STANDARD, Dialect
from site_tools.model.portal import Source
from site_tools.model.rows import CELLS_MAX, ROWS_MAX, Cell, Row, plain_rows

if TYPE_CHECKING:
    from site_tools.problems import Problem

_Read = tuple[Source | None, list["Problem"]]


def read_csv(path: str, text: str, dialect: Dialect, bom: bool) -> _Read:
    """The rows of a file that began with a byte order mark, or did not (``bom``)."""
    indicator = f"{path.removesuffix('.csv')}.yaml"
    heading = text.partition("\n")[0]
    semicolon, comma = heading.find(";"), heading.find(",")
    if dialect is STANDARD and (bom or (semicolon >= 0 > comma)):
        how = " och ".join(["semikolon mellan kolumnerna"] * (semicolon >= 0 > comma) + ["ett osynligt tecken (BOM) först"] * bom)
        return None, [say.SAVED_BY_EXCEL(how=how, indicator=indicator).at(path, (1, max(semicolon, 0) + 1))]
    if dialect is EXCEL and comma >= 0 > semicolon:
        return None, [say.NOT_SAVED_BY_EXCEL(indicator=indicator).at(path, (1, comma + 1))]
    if "\t" in heading and semicolon < 0 and comma < 0:
        return None, [say.TABS(what="tabbar", separator=dialect.separators).at(path, (1, heading.index("\t") + 1))]
    if plain := plain_rows(text, dialect.separator):
        return Source(path, rows=plain, written=text, dialect=dialect), []
    return read_rows(path, text, dialect)


def read_rows(path: str, text: str, dialect: Dialect) -> _Read:
    """The rows of a file that may hold anything."""
    lines = text.split("\n")
    rows: list[Row] = []
    # The lines keep their ends: a cell that goes on in the next line is not the two pieces run together.
    reader = csv.reader((f"{line}\n" for line in lines), strict=True, delimiter=dialect.separator)
    before = 0
    try:
        for row in reader:
            line, before = before + 1, reader.line_num
            filled = any(map(str.strip, row))  # a sheet keeps the rows that somebody has emptied
            if filled and len(rows) > ROWS_MAX:
                return None, [say.MANY_ROWS(limit=ROWS_MAX).at(path, (line, 1))]
            if len(row) > CELLS_MAX:
                return None, [say.MANY_CELLS(limit=CELLS_MAX, columns=", ".join(COLUMNS)).at(path, (line, 1))]
            if filled:
                starts = _cell_starts(lines[line - 1], dialect.separator)
                # A row that goes on in the next line has more cells than begin in its first.
                starts += [1] * (len(row) - len(starts))
                rows.append(tuple(map(Cell, map(str.strip, row), repeat(line), starts)))
    except csv.Error as error:
        said = say.LONG_CELL(length=len(lines[before]), limit=CELL_MAX) if _too_long(error, lines[before]) else say.UNREADABLE_ROW()
        return None, [said.at(path, (before + 1, 1), end=len(lines[before]) + 1)]
    return Source(path, rows=tuple(rows), written=text, dialect=dialect), []


def _too_long(error: csv.Error, line: str) -> bool:
    """Whether a cell is too long by itself, and not because a quotation mark lacks its pair."""
    return "field limit" in str(error) and '"' not in line


def _cell_starts(line: str, separator: str) -> list[int]:
    """The column, from 1, where each cell of a CSV line starts; a separator within quotes starts none."""
    if '"' not in line:
        return list(accumulate([len(text) + 1 for text in line.split(separator)[:-1]], initial=1))
    starts, quoted = [1], False
    for column, char in enumerate(line, 1):
        if char == '"':
            # Only at its beginning does a quotation mark open a cell: 5" is five inches.
            quoted ^= column == starts[-1] or line[starts[-1] - 1] == '"'
        elif char == separator and not quoted:
            starts.append(column + 1)
    return starts
