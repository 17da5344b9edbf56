"""What stands around every plot: the unit above it, the key and the notes below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools.charts.scale import text_width, wrap

if TYPE_CHECKING:
    from site_tools.charts.canvas import Canvas
    from site_tools.charts.shape import ChartData, Mark

_GAP = 26
_SYMBOL = 24
"""Px for a symbol of the key."""
SHAPES = {
    "utfall": ("circle", 1.0),
    "prognos": ("triangle-right", 1.2),
    "snitt": ("square", 0.8),
    "plan": ("square", 1.0),
    "bedömning": ("triangle-up", 1.2),
}
"""Kind of value -> shape of its mark and how much larger its area is. Only outcomes are circles."""
_KEY_SHAPES = {"forecast": "triangle-right", "average": "square", "plan": "square", "estimate": "triangle-up"}


def head_height(chart: ChartData, canvas: Canvas) -> float:
    """Px that the unit and the remark need above the plot."""
    return len(_head_lines(chart, canvas)) * (canvas.line_height + 1) + _GAP


def _head_lines(chart: ChartData, canvas: Canvas) -> list[tuple[str, bool]]:
    width = canvas.variant.width - 2
    lines = [(line, True) for line in wrap(chart.head, width, canvas.font, bold=True)]
    return lines + [(line, False) for line in wrap(chart.sub, width, canvas.font) if line]


def draw_head(chart: ChartData, canvas: Canvas) -> None:
    """The unit in bold and the remark below it, at the left edge of the drawing."""
    for n, (line, bold) in enumerate(_head_lines(chart, canvas)):
        at = (-canvas.left, -canvas.top + 1 + (n + 0.5) * (canvas.line_height + 1))
        canvas.text(at, line, bold=bold, hue="ink" if bold else "quiet")


def draw_foot(chart: ChartData, canvas: Canvas, below: float) -> float:
    """The key and the notes, from ``below`` px under the plot's top. Returns where they end."""
    y = below + 10
    x = 0.0
    small = canvas.font - 1
    for mark in chart.key:
        needed = _SYMBOL + text_width(mark.text, small) + 16
        if x and x + needed > canvas.variant.width:
            x, y = 0.0, y + canvas.line_height
        _draw_symbol(mark, canvas, (x - canvas.left, y + canvas.line_height / 2))
        canvas.text((x - canvas.left + _SYMBOL, y + canvas.line_height / 2), mark.text, hue="quiet", size=small)
        x += needed
    if chart.key:
        y += canvas.line_height
    for note in chart.notes:
        for line in wrap(note, canvas.variant.width - 4, small):
            canvas.text((-canvas.left, y + canvas.line_height / 2), line, hue="quiet", size=small)
            y += canvas.line_height
    return y if chart.key or chart.notes else below


def _draw_symbol(mark: Mark, canvas: Canvas, at: tuple[float, float]) -> None:
    def value(px: float) -> tuple[float, float]:
        return canvas.x_at(px), canvas.y_at(at[1])

    if mark.symbol == "path":
        canvas.rule(value(at[0]), value(at[0] + 18), "quiet", width=1.5, dash=(5, 4))
    elif mark.symbol == "range":
        canvas.rule(value(at[0] + 1), value(at[0] + 17), "quiet", width=7, opacity=0.5)
    else:
        canvas.point(value(at[0] + 9), "quiet", _KEY_SHAPES.get(mark.symbol, "circle"), hollow=True, size=50)
