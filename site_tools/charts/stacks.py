"""Columns built of parts, laid out over time: the parts named beside the last column, and on a phone in a list below."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from site_tools.charts.axis import moments, write_moments
from site_tools.charts.frame import draw_foot, draw_head, head_height
from site_tools.charts.marks import draw_aim, draw_breaks, draw_path, label_aim, label_path
from site_tools.charts.scale import spread, text_width, tick_decimals, wrap
from site_tools.model.values import ValueKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from site_tools.charts.canvas import Canvas
    from site_tools.charts.shape import ChartData, Column, Layer, Point

_FILLED, _WIDEST = 0.8, 96.0
"""How much of the way to the next column a column fills, and how many px at most."""
_PAD = 6
_SWATCH = 18
"""Px for the colour beside a name."""


def lay_stacks(chart: ChartData, canvas: Canvas) -> tuple[float, ...]:
    """Fills ``canvas`` and returns where the time axis has its ticks."""
    beside = canvas.variant.width > 500 and len(chart.layers) > 1
    wide = _set_frame(chart, canvas, beside=beside)
    names = moments(canvas, {column.x: column.when for column in chart.columns}, _positions(chart))
    below = write_moments(canvas, names)
    draw_head(chart, canvas)
    draw_breaks(canvas, chart.breaks)
    middles = [_draw_column(chart, canvas, n, wide) for n in range(len(chart.columns))]
    if canvas.ys[0] < 0:
        canvas.rule((canvas.xs[0], 0), (canvas.xs[1], 0), "quiet")
    for path in chart.paths:
        draw_path(canvas, path)
    for aim in chart.aims:
        draw_aim(canvas, aim)
    _draw_totals(chart, canvas, wide)
    for aim in chart.aims:
        label_aim(canvas, aim)
    for path in chart.paths:
        label_path(canvas, path)
    foot = canvas.height + below
    if beside:
        _name_beside(chart, canvas, middles[-1], wide)
    elif len(chart.layers) > 1:
        foot = _name_below(chart, canvas, foot + 10)
    canvas.bottom = draw_foot(chart, canvas, foot) - canvas.height + 4
    return tuple(sorted(names))


def _positions(chart: ChartData) -> list[float]:
    found = [column.x for column in chart.columns] + [x for path in chart.paths for x, _ in path.steps]
    return sorted(found + [x for aim in chart.aims for x in (aim.first, aim.last) if x is not None])


def _set_frame(chart: ChartData, canvas: Canvas, *, beside: bool) -> float:
    """Margins and domains. Returns the width of a column in years."""
    decimals = tick_decimals(chart.ticks)
    canvas.left = max(text_width(f"{float(tick):,.{decimals}f}", canvas.font) for tick in chart.ticks) + 10
    labels = _labels(chart, canvas)
    ending = chart.columns[-1]
    heading = text_width(f"{ending.when}, totalt {ending.figure}", canvas.font, bold=True) - _SWATCH
    widest = max(heading, *(text_width(line, canvas.font) for lines in labels for line in lines))
    canvas.right = widest + _SWATCH + 24 if beside else 12
    canvas.top = head_height(chart, canvas) + (canvas.line_height if chart.breaks else 0)
    needed = (sum(len(lines) for lines in labels) + 1) * canvas.line_height + 6 if beside else 0
    canvas.height = max(canvas.variant.height, needed)
    found = _positions(chart)
    first, last = found[0], found[-1]
    closest = min(b - a for a, b in pairwise(sorted(column.x for column in chart.columns)))
    room = canvas.width - 2 * _PAD
    scale = room / (last - first + _FILLED * closest)
    wide = _FILLED * closest * scale
    if wide > _WIDEST:
        wide, scale = _WIDEST, (room - _WIDEST) / (last - first)
    edge = (wide / 2 + _PAD) / scale
    canvas.xs, canvas.ys = (first - edge, last + edge), (float(chart.ticks[0]), float(chart.ticks[-1]))
    return wide / scale


def _label(layer: Layer, columns: Sequence[Column]) -> str:
    """What is written of a layer: its name and its last figure, with the time of one that the last column lacks."""
    found = [(point.figure, column.when) for point, column in zip(layer.points, columns, strict=True) if point]
    figure, when = found[-1]
    return f"{layer.name} {figure}" if layer.points[-1] else f"{layer.name} {figure} ({when})"


def _labels(chart: ChartData, canvas: Canvas) -> list[tuple[str, ...]]:
    return [wrap(_label(layer, chart.columns), canvas.variant.labels + 30, canvas.font) for layer in chart.layers]


def _last(chart: ChartData, canvas: Canvas) -> str:
    """What stands above the names: which column their figures are of, and what it makes where that is not written above it."""
    last = chart.columns[-1]
    return f"{last.when}, totalt {last.figure}" if last.figure and not _totals_fit(chart, canvas) else last.when


def _totals_fit(chart: ChartData, canvas: Canvas) -> bool:
    """Whether every column has room for its total above it."""
    pitch = min(b - a for a, b in pairwise(canvas.px(column.x) for column in chart.columns))
    return max(text_width(column.figure, canvas.font, bold=True) for column in chart.columns) + 8 <= pitch


def _draw_column(chart: ChartData, canvas: Canvas, n: int, wide: float) -> list[float]:
    """The parts of a column, upwards from zero and downwards. Returns the value in the middle of each part, or where it would have been."""
    x, up, down = chart.columns[n].x, 0.0, 0.0
    middles = []
    for layer in chart.layers:
        point = layer.points[n]
        value = float(point.value) if point else 0.0
        start = down if value < 0 else up
        middles.append(start + value / 2)
        up, down = up + max(0.0, value), down + min(0.0, value)
        if point and value:
            box = ((x - wide / 2, start), (x + wide / 2, start + value))
            _draw_part(canvas, layer, point, box)
            _write_part(canvas, point, box, alone=len(chart.layers) == 1)
        if point:
            canvas.figure((x, start + value / 2), layer.name, point)
    return middles


def _draw_part(canvas: Canvas, layer: Layer, point: Point, box: tuple[tuple[float, float], tuple[float, float]]) -> None:
    """A pale part bears its colour as an outline; a full one is parted from its neighbours by paper."""
    hollow = point.hollow or point.kind is not ValueKind.OUTCOME
    canvas.bar(*box, f"{layer.hue}-blek" if layer.pale else layer.hue, hollow=hollow, edge=layer.hue if hollow or layer.pale else "paper")


def _write_part(canvas: Canvas, point: Point, box: tuple[tuple[float, float], tuple[float, float]], *, alone: bool) -> None:
    """The figure inside its part, where there is room. That of a lone part stands above it."""
    (left, low), (right, high) = box
    fits = text_width(point.figure, canvas.font) + 6 <= canvas.px(right) - canvas.px(left)
    if fits and not alone and abs(canvas.py(high) - canvas.py(low)) >= canvas.line_height:
        canvas.block((canvas.px((left + right) / 2), canvas.py((low + high) / 2)), (point.figure,), align="center")


def _draw_totals(chart: ChartData, canvas: Canvas, wide: float) -> None:
    """What each column makes: written above it where all have room, and with parts on both sides of zero also a line across."""
    mixed = chart.ticks[0] < 0 < chart.ticks[-1]
    shown = chart.columns if _totals_fit(chart, canvas) else chart.columns[-1:] if len(chart.layers) == 1 else ()
    for n, column in enumerate(chart.columns):
        if column.total is not None and mixed:
            canvas.rule((column.x - wide / 2, float(column.total)), (column.x + wide / 2, float(column.total)), "ink", width=3)
        if column.figure and column in shown:
            at = (canvas.px(column.x), canvas.py(_top(chart, n)) - canvas.line_height / 2 - 2)
            canvas.block(at, (column.figure,), align="center", bold=True)


def _top(chart: ChartData, n: int) -> float:
    """How high a column reaches, in values."""
    return sum(max(0.0, float(point.value)) for layer in chart.layers if (point := layer.points[n]))


def _name_beside(chart: ChartData, canvas: Canvas, middles: list[float], wide: float) -> None:
    """The names of the parts to the right of the last column, each as near to its part as there is room."""
    left = canvas.px(chart.columns[-1].x + wide / 2) + 14
    labels = _labels(chart, canvas)
    sizes = [canvas.line_height * len(lines) for lines in labels]
    centres = spread([canvas.py(y) for y in middles], sizes, canvas.line_height - 6, canvas.height + 6)
    top = min(y - size / 2 for y, size in zip(centres, sizes, strict=True))
    canvas.block((left, top - canvas.line_height / 2 - 3), (_last(chart, canvas),), bold=True)
    for layer, lines, y in zip(chart.layers, labels, centres, strict=True):
        _swatch(canvas, layer, (left + 6, y - canvas.line_height * (len(lines) - 1) / 2))
        canvas.block((left + _SWATCH, y), lines)


def _name_below(chart: ChartData, canvas: Canvas, y: float) -> float:
    """The names of the parts below the plot, in the order that they lie in the columns. Returns where they end."""
    canvas.block((-canvas.left, y + canvas.line_height / 2), (_last(chart, canvas),), bold=True)
    y += canvas.line_height + 3
    for layer in reversed(chart.layers):
        lines = wrap(_label(layer, chart.columns), canvas.variant.width - _SWATCH - 16, canvas.font)
        _swatch(canvas, layer, (-canvas.left + 7, y + canvas.line_height / 2))
        canvas.block((-canvas.left + _SWATCH, y + canvas.line_height * len(lines) / 2), lines)
        y += canvas.line_height * len(lines) + 3
    return y


def _swatch(canvas: Canvas, layer: Layer, at: tuple[float, float]) -> None:
    canvas.symbol(at, "square", size=140, fill=f"{layer.hue}-blek" if layer.pale else layer.hue, stroke=layer.hue)
