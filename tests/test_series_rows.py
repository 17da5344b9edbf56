"""A portal has more figures than fit in memory at once; which of them are held is nothing that anyone can see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools.model import series as module
from site_tools.model.rows import plain_rows
from site_tools.validate.plain import plain_series

if TYPE_CHECKING:
    import pytest

    from site_tools.model.values import Series

ROWS = 10


def _series(number: int) -> Series:
    """Ten years of some group, whose figures tell it from every other."""
    lines = ["period,värde", *(f"{2000 + year},{number}.{year}0" for year in range(ROWS))]
    rows = plain_rows("\n".join([*lines, ""]), ",")
    assert rows is not None
    found = plain_series(rows, ".", "Hemma")
    assert found is not None
    return found


def _held(several: list[Series]) -> int:
    return sum(one._rows is not None for one in several if isinstance(one, module.RowsAsAsked))


def test_few_rows_are_held_and_all_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is asked for, and in whichever order, every series has its rows with their digits, and only the last few take up room."""
    monkeypatch.setattr(module, "HELD_MAX", 3 * ROWS)
    several = [_series(number) for number in range(8)]
    assert _held(several) == 3
    for number in (0, 7, 0, 3, 3, 1):
        assert [str(row.value) for row in several[number]] == [f"{number}.{year}0" for year in range(ROWS)]
        assert _held(several) == 3
    assert sum(map(len, several)) == 8 * ROWS
    assert several[2][-1].period.text == "2009"
    assert several[2][1:3] == tuple(several[2])[1:3]
    assert several[4] == tuple(several[4]) != tuple(several[5])
