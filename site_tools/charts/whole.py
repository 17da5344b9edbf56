"""An indicator whose groups are parts of a whole, over time: a column for each period, a layer for each part. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from site_tools import text
from site_tools.charts.aims import aims, path_key, paths
from site_tools.charts.parts import LAYERS_MAX, heights, stacked
from site_tools.charts.periods import begins, position, when
from site_tools.charts.scale import value_ticks
from site_tools.charts.shape import ChartData, Column, Form, Mark
from site_tools.charts.tracks import superseded
from site_tools.charts.view import TOTAL
from site_tools.model.values import Precision, ValueKind, ValueState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_tools.charts.shape import Layer
    from site_tools.charts.view import View
    from site_tools.model.values import Observation, Period
    from site_tools.model.verdict import Status

_KINDS = (ValueKind.FORECAST, ValueKind.OUTCOME)
"""What may stand as a column, the one that is preferred last."""
_Rows = dict[str, "Observation"]


def whole_chart(view: View, head: str, status: Status) -> ChartData | None:
    """Columns of the parts that the indicator names; None when there are fewer than two periods, or more parts than can be told apart."""
    columns = _columns(view)
    parts = [part for part in view.indicator.parts if any(rows[part].value for rows in columns.values() if part in rows)]
    if len(columns) < 2 or not 2 <= len(parts) <= LAYERS_MAX:
        return None
    layers = stacked(
        [(text.capital(part), [view.point(rows[part]) if part in rows else None for rows in columns.values()]) for part in parts], view.hue
    )
    drawn = tuple(_column(view, period, rows) for period, rows in columns.items())
    of_whole = aims(view.indicator, {}, (None, TOTAL))
    ways = paths(view, status) if view.lead == TOTAL else ()
    # Rounded shares may pass a hundred by a little; their axis does not.
    tall = [min(h, Decimal(100)) if _are_shares(view) and h < Decimal("100.5") else h for h in heights(layers)]
    reached = [*tall, *(c.total for c in drawn if c.total is not None), *(v for way in ways for _, v in way.steps)]
    reached += [value for aim in of_whole for value in (aim.value, aim.value_to) if value is not None]
    return ChartData(
        form=Form.STACKS,
        head=head,
        sub="",
        ticks=value_ticks(reached, from_zero=True),
        columns=drawn,
        layers=layers,
        aims=of_whole,
        paths=ways,
        breaks=tuple((x, "brott i serien") for item in view.indicator.breaks if (x := begins(item.period)) is not None),
        key=(*_key(layers, columns), *(path_key(view, status) if ways else ())),
        notes=tuple(_notes(view, columns, parts, drawn)),
    )


def _columns(view: View) -> dict[Period, _Rows]:
    """The figures of each period by group, in order of time: of the sort of period that most are of, so that a tertial never stands beside
    a year; outcomes before forecasts, and no figure of a release that a later one has replaced."""
    names = (*view.indicator.parts, TOTAL)
    old = {name: superseded([row for row in view.own if row.group == name]) for name in names}
    rows = [row for row in view.own if row.group in names and row.kind in _KINDS and row.edition not in old[row.group]]
    sorts: dict[tuple[object, ...], dict[Period, _Rows]] = {}
    for row in sorted(rows, key=lambda row: (row.period.sort_key, _KINDS.index(row.kind), row.edition)):
        if position(row.period) is not None and row.precision is not Precision.INTERVAL:
            tertial = row.period.text[-2:] if "-T" in row.period.text else ""
            sorts.setdefault((row.period.kind, tertial), {}).setdefault(row.period, {})[row.group] = row
    found = max(sorts.values(), key=len, default={})
    return {period: by_group for period, by_group in found.items() if any(part in by_group for part in view.indicator.parts)}


def _column(view: View, period: Period, rows: _Rows) -> Column:
    """A column with its whole: the total where there is one, else the sum of the parts, if all of them are known exactly."""
    x = position(period)
    assert x is not None  # noqa: S101 - _columns has left out what is undated
    total = rows.get(TOTAL)
    if total is not None:
        return Column(x, when(period), total.value, view.point(total).figure)
    known = [row.value for part in view.indicator.parts if (row := rows.get(part)) and row.precision is Precision.EXACT]
    if _are_shares(view) or len(known) < len(view.indicator.parts):
        return Column(x, when(period), None, "")
    whole = sum((value for value in known if value is not None), Decimal(0))
    return Column(x, when(period), whole, text.number(whole, view.indicator.decimals))


def _are_shares(view: View) -> bool:
    return view.indicator.unit.partition(" ")[0] in ("procent", "%")


def _key(layers: Sequence[Layer], columns: dict[Period, _Rows]) -> Iterator[Mark]:
    points = [point for layer in layers for point in layer.points if point]
    if any(point.kind is ValueKind.FORECAST for point in points):
        yield Mark("hollow-bar", "prognos")
    rows = [row for by_group in columns.values() for group, row in by_group.items() if group != TOTAL]
    if any(row.state is ValueState.PRELIMINARY for row in rows):
        yield Mark("hollow-bar", "preliminärt värde")
    if any(row.precision is not Precision.EXACT for row in rows):
        yield Mark("hollow-bar", "ungefärligt värde")
    if any(point.value < 0 for point in points):
        yield Mark("sum", "summan", "ink")


def _notes(view: View, columns: dict[Period, _Rows], parts: Sequence[str], drawn: Sequence[Column]) -> Iterator[str]:
    """What the portal has added up, what is not drawn, and where it stands instead."""
    summed = [column.when for column, rows in zip(drawn, columns.values(), strict=True) if column.figure and TOTAL not in rows]
    if len(summed) == len(drawn):
        yield "Totalen är delarna sammanlagda av portalen."
    elif summed:
        yield f"Totalen {text.join(summed)} är delarna sammanlagda av portalen."
    nought = [part for part in view.indicator.parts if part not in parts]
    if nought:
        yield f"Värdet är 0 eller saknas hela tiden för {text.join(nought)}."
    for part in parts:
        absent = [period for period, rows in columns.items() if part not in rows]
        if absent:
            yield f"{text.capital(part)} saknas {text.join([when(period) for period in absent])}."
    others = [group for group in view.groups if group not in (*view.indicator.parts, TOTAL)]
    if others or len({row.period for row in view.own}) > len(columns):
        yield "Andra grupper och perioder finns i tabellen."
    if any(target.group not in (None, TOTAL) for target in view.indicator.targets):
        yield "Målvärden för enskilda grupper är inte utritade."
    if view.others:
        yield "Jämförelser med andra platser finns i tabellen."
