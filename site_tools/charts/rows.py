"""Charts without time: a bar for each group in one period, or single figures as dots on one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import text
from site_tools.charts.scale import value_ticks
from site_tools.charts.shape import ChartData, Form, Row
from site_tools.charts.tracks import PLACES_ALONE
from site_tools.charts.view import KINDS, TOTAL, comparisons, key
from site_tools.model.values import PeriodKind, ValueKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from site_tools.charts.shape import Aim
    from site_tools.charts.view import View
    from site_tools.model.values import Observation, Period, Series

GROUPS_MAX = 6
"""More groups than this are drawn as bars of one period: as lines they would be spaghetti."""


def row_chart(view: View, head: str, aims: Sequence[Aim]) -> ChartData | None:
    """Bars when the figures are of one kind and period and there are several, else dots. None when every bar would be of no length."""
    rows, notes = _chosen(view)
    kinds = {(row.kind, row.period.text) for row in rows}
    form = Form.BARS if len(rows) > 1 and len(kinds) == 1 else Form.STRIP
    places = _places(view, rows[0]) if len(rows) == 1 else ()
    summed = _sum(view, rows) if form is Form.BARS else None
    shown = [row for row in rows if row is not summed]
    if form is Form.BARS and len(shown) > GROUPS_MAX:
        shown = _without_zeros(shown, notes)
    if not shown:
        return None
    standing = tuple(aim for aim in aims if aim.first is None and summed is None)
    if len(standing) < len(aims):
        notes.append("Målvärdena gäller en annan period eller totalen och är inte utritade.")
    if view.others and not places:
        notes.append("Jämförelser med andra platser finns i tabellen.")
    values = [value for row in (*shown, *places) for value in (row.value, row.value_to) if value is not None]
    values += [value for aim in standing for value in (aim.value, aim.value_to) if value is not None]
    drawn = [Row(_name(view, row, rows, places), view.point(row), _hue(view, row)) for row in shown]
    drawn += [Row(row.place, view.point(row), "plats", quiet=True) for row in places]
    return ChartData(
        form=form,
        head=_head(head, rows),
        sub=f"Totalt {text.figure(summed, view.indicator.decimals)}" if summed else "",
        ticks=value_ticks(values, from_zero=True),
        rows=tuple(sorted(drawn, key=lambda row: -row.point.value)) if form is Form.BARS else tuple(drawn),
        aims=standing,
        key=key(shown, kinds=False),
        notes=tuple(notes),
    )


def _chosen(view: View) -> tuple[Series, list[str]]:
    """The figures to draw, and what is said of those left out."""
    if len(view.groups) <= GROUPS_MAX:
        return view.own, []
    kind = ValueKind.OUTCOME if any(row.kind is ValueKind.OUTCOME for row in view.own) else view.own[0].kind
    rows = [row for row in view.own if row.kind is kind]
    period = _period(rows, len(view.groups))
    edition = max(row.edition for row in rows if row.period == period)
    chosen = tuple(row for row in rows if row.period == period and row.edition == edition)
    absent = [group for group in view.groups if not any(row.group == group for row in chosen)]
    notes = [f"Utan värde för {text.period(period)}: {text.join(absent)}."] if absent else []
    if any(row.period != period or row.kind is not kind for row in view.own):
        notes.append("Tal för andra perioder finns i tabellen.")
    return chosen, notes


def _without_zeros(rows: Sequence[Observation], notes: list[str]) -> list[Observation]:
    """Many bars of no length tell less than a sentence that names them."""
    zeros = [row.group for row in rows if row.value == 0]
    if zeros:
        notes.insert(0, f"Värdet är 0 för {text.join(zeros)}.")
    return [row for row in rows if row.value != 0]


def _period(rows: Sequence[Observation], groups: int) -> Period:
    """The latest period with figures for at least half of the groups, else the one with most."""
    counts: dict[Period, int] = {}
    for row in rows:
        counts[row.period] = counts.get(row.period, 0) + 1
    return max(counts, key=lambda period: (min(counts[period], (groups + 1) // 2), period.sort_key))


def _sum(view: View, rows: Series) -> Observation | None:
    """The total when it is larger than any part: as a bar it would dwarf them, so it is said in words. A mean stays among them."""
    total = next((row for row in rows if row.group == TOTAL), None)
    parts = [abs(row.value) for row in rows if row is not total and row.value is not None]
    if total is None or total.value is None or view.lead is None or not parts:
        return None
    return total if len(parts) > 1 and abs(total.value) >= max(parts) else None


def _places(view: View, own: Observation) -> Series:
    """The comparison places' figures of the same period and kind as the only own one."""
    return tuple(row for _, found in comparisons(view, PLACES_ALONE) for row in found if (row.period, row.kind) == (own.period, own.kind))


def _name(view: View, row: Observation, rows: Series, places: Series) -> str:
    """What tells a row from the others: its group, its kind, its period, its place; empty when it stands alone."""
    parts = [row.group] if len({r.group for r in rows}) > 1 else []
    if len({(r.kind, r.period.text) for r in rows}) > 1:
        kind = "utfall" if row.kind is ValueKind.OUTCOME else KINDS[row.kind].text
        parts += [kind, text.period(row.period)]
    if places:
        parts.insert(0, view.home)
    return text.capital(", ".join(parts))


def _hue(view: View, row: Observation) -> str:
    """Women and men keep their colours when they stand alone; other rows have their names beside them and need none of their own."""
    return view.hue if any(hue.startswith("serie-") for hue in view.hues.values()) else view.hues[row.group]


def _head(head: str, rows: Series) -> str:
    periods = {row.period for row in rows}
    kinds = {row.kind for row in rows}
    if len(periods) > 1 or len(kinds) > 1:
        return head
    period, kind = periods.pop(), kinds.pop()
    said = "utan årtal i källan" if period.kind is PeriodKind.UNDATED else text.period(period)
    return ", ".join([head, said, *([] if kind is ValueKind.OUTCOME else [KINDS[kind].text])])
