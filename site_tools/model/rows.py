"""The rows of a CSV file, with the place of each cell. Most files are plain, and nobody asks for the places of their cells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple, overload

from site_tools.model.dialect import CELL_MAX

ROWS_MAX, CELLS_MAX = 20_000, 100
"""Rows of a series, and cells of a row, before the reading stops."""


class Cell(NamedTuple):
    """One cell of a CSV file, as written."""

    text: str
    line: int
    column: int


Row = tuple[Cell, ...]


class PlainRows(Sequence[Row]):
    """The rows of a file in which each line is a row, each sign between two cells parts them, and no cell has blanks around it.

    The cells of a row are made when it is asked for. Make it with :func:`plain_rows`.
    """

    def __init__(self, text: str, separator: str, width: int) -> None:
        self._text, self._separator, self._width = text, separator, width

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self._text, self._separator, self._width)

    def __len__(self) -> int:
        return self._text.count("\n") + (not self._text.endswith("\n"))

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, index: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(len(self))))
        number = range(len(self))[index]
        # The heading is all that is asked for where there is no fault.
        return self._cells(number + 1, self._lines[number] if number else self._text.partition("\n")[0])

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.removesuffix("\n").split("\n")

    def _cells(self, number: int, line: str) -> Row:
        texts = line.split(self._separator)
        starts = accumulate([len(text) + 1 for text in texts[:-1]], initial=1)
        return tuple(Cell(text, number, start) for text, start in zip(texts, starts, strict=True))

    def columns(self) -> list[list[str]]:
        """The texts of each column, the heading first."""
        texts = self._text.removesuffix("\n").replace("\n", self._separator).split(self._separator)
        return [texts[column :: self._width] for column in range(self._width)]


def plain_rows(text: str, separator: str) -> PlainRows | None:
    """The rows of a file of which the whole ``text`` is given; None where they are not plain, or may not be, or where a limit is near."""
    lines = text.removesuffix("\n").split("\n")
    if len(lines) > ROWS_MAX or max(map(len, lines)) > CELL_MAX:
        return None
    signs = {line.count(separator) for line in lines}
    if len(signs) != 1 or not 0 < max(signs) < CELLS_MAX or '"' in text or separator * max(signs) in lines:
        return None
    # A blank within a cell is a part of it; one at its edge is not.
    if text.split() != lines:
        texts = separator.join(lines).split(separator)
        if texts != list(map(str.strip, texts)):
            return None
    return PlainRows(text, separator, max(signs) + 1)
