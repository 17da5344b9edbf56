"""A series file as its lines: what is not changed stays byte for byte, what is changed follows the file's own way of writing."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_tools.model.dialect import COLUMNS, STANDARD

if TYPE_CHECKING:
    from site_tools.model.dialect import Dialect

_NUMBERS = frozenset({"värde", "värde_till"})
_BOM = "\ufeff"


@dataclass
class _Row:
    """The cells of a row, each as it stands in the file, quotation marks and all. A blank line has none."""

    raw: list[str]


class Table:
    """A CSV text of a dialect that can take a new row or new values in a row."""

    def __init__(self, text: str, dialect: Dialect = STANDARD) -> None:
        self._bom = _BOM if text.startswith(_BOM) else ""
        text = text.removeprefix(_BOM)
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._ends = text.endswith(self._newline) or not text
        lines = text.removesuffix(self._newline).split(self._newline) if text else []
        self.delimiter, self.decimal = dialect.separator, dialect.decimal
        self._rows = [_Row(_raw_cells(line, self.delimiter)) for line in _whole(lines, self._newline, self.delimiter)]
        self.header = [self._said(raw) for raw in self._rows[0].raw] if self._rows else []

    @classmethod
    def empty(cls, dialect: Dialect) -> Table:
        """A new series without rows."""
        return cls(f"{_BOM * dialect.bom}period{dialect.separator}värde\n", dialect)

    def rows(self) -> list[dict[str, str]]:
        """Each row below the header: column -> text without quotation marks, numbers with a decimal point. Blank lines are empty."""
        return [self._read(row) for row in self._rows[1:]]

    def _read(self, row: _Row) -> dict[str, str]:
        cells = dict(zip(self.header, map(self._said, row.raw), strict=False))
        return {column: text.replace(self.decimal, ".") if column in _NUMBERS else text for column, text in cells.items()}

    def change(self, index: int, cells: dict[str, str]) -> None:
        """Give the row ``index`` (from 0, the header not counted) new texts in some columns; a column that the file lacks is added."""
        self._columns(cells)
        row = self._rows[index + 1]
        for column, text in cells.items():
            if column in self.header:
                row.raw[self.header.index(column)] = self._written(column, text)

    def insert(self, index: int, cells: dict[str, str]) -> None:
        """A new row before the row ``index``."""
        self._columns(cells)
        self._rows.insert(index + 1, _Row([self._written(column, cells.get(column, "")) for column in self.header]))

    def line(self, index: int) -> int:
        """The number of the line that the row ``index`` starts on, from 1."""
        return 1 + sum(1 + sum(raw.count(self._newline) for raw in row.raw) for row in self._rows[: index + 1])

    def text(self) -> str:
        """The file."""
        lines = [self.delimiter.join(row.raw) for row in self._rows]
        return self._bom + self._newline.join(lines) + self._newline * self._ends

    def _columns(self, cells: dict[str, str]) -> None:
        for column in COLUMNS:
            if cells.get(column) and column not in self.header:
                after = [COLUMNS.index(other) for other in self.header if other in COLUMNS]
                place = sum(1 for position in after if position < COLUMNS.index(column))
                self.header.insert(place, column)
                for number, row in enumerate(self._rows):
                    if row.raw != [""]:
                        row.raw.insert(place, column if number == 0 else "")

    def _said(self, raw: str) -> str:
        text = next(csv.reader([raw], delimiter=self.delimiter), [""])
        return unicodedata.normalize("NFC", "".join(text[:1])).strip()

    def _written(self, column: str, text: str) -> str:
        if column in _NUMBERS:
            text = text.replace(".", self.decimal)
        if any(sign in text for sign in (self.delimiter, '"', "\n")):
            return '"' + text.replace('"', '""') + '"'
        return text


def _whole(lines: list[str], newline: str, delimiter: str) -> list[str]:
    """Lines put together where a quotation goes on over the end of one."""
    found: list[str] = []
    going_on = False
    for line in lines:
        if going_on:
            found[-1] += newline + line
        else:
            found.append(line)
        going_on = '"' in found[-1] and _parted(found[-1], delimiter)[1]
    return found


def _raw_cells(line: str, delimiter: str) -> list[str]:
    """The cells of a line as they stand."""
    return _parted(line, delimiter)[0]


def _parted(line: str, delimiter: str) -> tuple[list[str], bool]:
    """The cells of a line as they stand, and whether the last goes on in the next.

    Only at its beginning does a quotation mark open a cell (5" is five inches), and a delimiter within one parts nothing.
    """
    cells, quoted = [""], False
    for char in line:
        if char == delimiter and not quoted:
            cells.append("")
            continue
        quoted ^= char == '"' and cells[-1][:1] in ("", '"')
        cells[-1] += char
    return cells, quoted
