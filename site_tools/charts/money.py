"""From a budget table or a grant to what its chart shows: a bar for each post of its last column. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import text
from site_tools.charts.scale import value_ticks
from site_tools.charts.shape import ChartData, Form, Point, Row
from site_tools.model.values import ValueKind

if TYPE_CHECKING:
    from decimal import Decimal

    from site_tools.model.steering import Column, Finance

POSTS_MIN = 3
"""Fewer posts than this are read faster in the table."""


def money_chart(finance: Finance, hue: str) -> ChartData | None:
    """Bars of the posts of the last column that has enough of them, the largest first; None when there is nothing to compare.

    Totals and "varav"-rows are left out: beside the posts that they hold or belong to they would count the same money twice.
    """
    for column in reversed(finance.columns):
        found = _posts(finance, column)
        if len(found) >= POSTS_MIN:
            rows = [Row(post, Point(None, value, ValueKind.OUTCOME, text.number(value), column.name), hue) for post, value in found]
            return ChartData(
                form=Form.BARS,
                head=f"{text.capital(finance.unit)}, {column.name}",
                sub="",
                ticks=value_ticks([value for _, value in found], from_zero=True),
                rows=tuple(sorted(rows, key=lambda row: -abs(row.point.value))),
                notes=("Tal i andra kolumner finns i tabellen.",) if len(finance.columns) > 1 else (),
            )
    return None


def _posts(finance: Finance, column: Column) -> list[tuple[str, Decimal]]:
    amounts = [
        (row.post, amount.value)
        for row in finance.rows
        if not row.total and row.part_of is None
        for amount in row.amounts
        if amount.column == column.id
    ]
    return [(post, value) for post, value in amounts if value]
