"""Figures without time, laid out: a row for each, with its name, its bar or dot, and its figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools.charts.frame import SHAPES, draw_foot, draw_head, head_height
from site_tools.charts.scale import text_width, wrap
from site_tools.charts.shape import Form
from site_tools.model.values import ValueKind

if TYPE_CHECKING:
    from site_tools.charts.canvas import Canvas
    from site_tools.charts.shape import ChartData, Row

_BAR = 18
"""Px of a bar's height."""
_PART = 10
"""Px of the height of a bar that is a part of the one above it, and how far its name is set in for each step."""
_NAMES = 230
"""Px at most for the names beside the bars; on a phone they stand above them."""


def lay_rows(chart: ChartData, canvas: Canvas) -> None:
    """Fills ``canvas``: the value axis lies below, and y is px from the top of the plot."""
    beside = canvas.variant.width > 500
    room = _NAMES if beside else canvas.variant.width - 8
    names = [wrap(row.name, room - row.depth * _PART, canvas.font, bold=True) for row in chart.rows]
    heights = [_row_height(lines, canvas, beside=beside) for lines in names]
    _set_frame(chart, canvas, names, sum(heights), beside=beside)
    draw_head(chart, canvas)
    if chart.ticks[0] < 0:
        canvas.rule((0, 0), (0, canvas.height), "quiet")
    negative = any(row.point.value < 0 for row in chart.rows)
    column = -14 - (_figure_width(chart, canvas) if negative else 0)
    mixed = any(row.quiet for row in chart.rows)
    top = 0.0
    for row, lines, height in zip(chart.rows, names, heights, strict=True):
        hue = "quiet" if row.quiet or row.depth else "ink"
        if not row.name:
            _draw_row(chart, canvas, row, top + height / 2)
        elif beside:
            canvas.block((column, top + height / 2), lines, align="right", hue=hue, bold=mixed and not row.quiet)
            _draw_row(chart, canvas, row, top + height / 2)
        else:
            middle = top + canvas.line_height * len(lines) / 2
            canvas.block((-canvas.left + row.depth * _PART, middle), lines, hue=hue, bold=mixed and not row.quiet)
            _draw_row(chart, canvas, row, top + height - _BAR / 2 - 6)
        top += height
    _draw_aims(chart, canvas)
    canvas.bottom = draw_foot(chart, canvas, canvas.height + 10 + canvas.line_height) - canvas.height + 4


def _row_height(lines: tuple[str, ...], canvas: Canvas, *, beside: bool) -> float:
    words = canvas.line_height * len(lines) if any(lines) else 0
    return max(_BAR, words) + 10 if beside else words + _BAR + 12


def _set_frame(chart: ChartData, canvas: Canvas, names: list[tuple[str, ...]], height: float, *, beside: bool) -> None:
    """Room for names to the left, figures to the right (and left of negative bars), and target labels above."""
    widest = max(text_width(line, canvas.font, bold=True) for lines in names for line in lines)
    figures = _figure_width(chart, canvas)
    negative = any(row.point.value < 0 for row in chart.rows)
    canvas.left = (widest + 18 if beside and widest else 8) + (figures if negative else 0)
    canvas.right = figures + 4
    canvas.height = height
    canvas.top = head_height(chart, canvas) + len(chart.aims) * canvas.line_height
    canvas.xs = (float(chart.ticks[0]), float(chart.ticks[-1]))
    canvas.ys = (height, 0)


def _figure_width(chart: ChartData, canvas: Canvas) -> float:
    return max(text_width(row.point.figure, canvas.font, bold=True) for row in chart.rows) + 14


def _draw_row(chart: ChartData, canvas: Canvas, row: Row, y: float) -> None:
    point, value = row.point, float(row.point.value)
    end = float(point.value_to) if point.value_to is not None else value
    canvas.figure((value, y), row.name, point)
    if chart.form is Form.BARS:
        hollow = point.hollow or point.kind is not ValueKind.OUTCOME
        half = (_PART if row.depth else _BAR) / 2
        canvas.bar((0, y - half), (value, y + half), row.hue, hollow=hollow, opacity=0.6 if row.depth else 1)
        if end != value:
            canvas.bar((value, y - half), (end, y + half), row.hue, opacity=0.5)
        if row.before is not None:
            before = float(row.before.value)
            canvas.rule((before, y - half - 3), (before, y + half + 3), "ink", width=2)
            canvas.figure((before, y), row.name, row.before)
            # The figure is the bar's: it stands beyond the mark only where it would lie on it.
            room = text_width(point.figure, canvas.font, bold=True) + 16
            if abs(before) > abs(end) and before * end >= 0 and abs(canvas.px(before) - canvas.px(end)) < room:
                end = before
    else:
        canvas.rule((0, y), (value, y), "hairline", width=2)
        _draw_dot(canvas, row, value, end, y)
    left = end < 0
    hue = "quiet" if row.quiet or row.depth else "ink"
    at = (canvas.px(end) + (-8 if left else 8 if chart.form is Form.BARS else 12), y)
    canvas.block(at, (point.figure,), align="right" if left else "left", hue=hue, bold=not row.quiet and not row.depth)


def _draw_dot(canvas: Canvas, row: Row, value: float, end: float, y: float) -> None:
    if end != value:
        canvas.rule((value, y), (end, y), row.hue, width=10, opacity=0.5)
        return
    shape, larger = SHAPES[row.point.kind]
    hollow = row.point.hollow or row.point.kind is not ValueKind.OUTCOME
    canvas.point((value, y), row.hue, shape, hollow=hollow, size=(60 if row.quiet else 120) * larger)


def _draw_aims(chart: ChartData, canvas: Canvas) -> None:
    """Targets that always hold, as rules across all rows with their words above, each on a line of its own."""
    for n, aim in enumerate(chart.aims):
        low, high = float(aim.value), float(aim.value_to if aim.value_to is not None else aim.value)
        y = -canvas.line_height * (n + 0.5) - 2
        if high > low:
            canvas.bar((low, canvas.height), (high, 0), "hairline", opacity=0.6)
        canvas.rule((high, y + canvas.line_height / 2), (high, canvas.height), aim.hue, width=1.5, dash=(6, 5))
        wide = text_width(aim.label, canvas.font, bold=True)
        middle = min(max(canvas.px(high), wide / 2 - canvas.left), canvas.width + canvas.right - wide / 2)
        canvas.block((middle, y), (aim.label,), align="center", hue=aim.hue, bold=True)
