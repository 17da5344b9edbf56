"""What stands around every plot: the unit above it, the key and the notes below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools.charts.scale import text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from site_tools.charts.canvas import Canvas
    from site_tools.charts.shape import ChartData, Mark

_GAP = 26
_SAFE = 0.96
"""How much of the drawing's width a full line of words may be thought to fill: some readers' fonts are wider than most."""
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
_SYMBOLS = {
    "hollow": ("circle", True, 50.0),
    "forecast": ("triangle-right", True, 60.0),
    "average": ("square", True, 40.0),
    "plan": ("square", True, 50.0),
    "estimate": ("triangle-up", True, 60.0),
    "range": ("M-1,-0.45h2v0.9h-2Z", False, 200.0),
    "bar": ("square", False, 150.0),
    "hollow-bar": ("square", True, 150.0),
    "before": ("M-0.1,-1h0.2v2h-0.2Z", False, 200.0),
    "sum": ("M-1,-0.15h2v0.3h-2Z", False, 200.0),
    "path": ("M-1,0h0.75M0.25,0h0.75", True, 324.0),
}
"""Symbol of the key -> shape, whether it is hollow, area in px². Shapes of our own are paths in a box from -1 to 1."""


def head_height(chart: ChartData, canvas: Canvas) -> float:
    """Px that the unit and the remark need above the plot."""
    return len(_head_lines(chart, canvas)) * (canvas.line_height + 1) + _GAP


def _head_lines(chart: ChartData, canvas: Canvas) -> list[tuple[str, bool]]:
    width = canvas.variant.width * _SAFE
    lines = [(line, True) for line in wrap(chart.head, width, canvas.font, bold=True)]
    return lines + [(line, False) for line in wrap(chart.sub, width, canvas.font) if line]


def draw_head(chart: ChartData, canvas: Canvas) -> None:
    """The unit in bold and the remark below it, at the left edge of the drawing."""
    for n, (line, bold) in enumerate(_head_lines(chart, canvas)):
        at = (-canvas.left, -canvas.top + 1 + (n + 0.5) * (canvas.line_height + 1))
        canvas.text(at, line, bold=bold, hue="ink" if bold else "quiet")


def draw_foot(chart: ChartData, canvas: Canvas, below: float) -> float:
    """The key and the notes, from ``below`` px under the plot's top. Returns where they end."""
    if not chart.key and not chart.notes:
        return below
    y = draw_key(canvas, chart.key, below + 10)
    for note in chart.notes:
        for line in wrap(note, canvas.variant.width * _SAFE, canvas.font - 1):
            canvas.text((-canvas.left, y + canvas.line_height / 2), line, hue="quiet", size=canvas.font - 1)
            y += canvas.line_height
    return y


def draw_key(canvas: Canvas, key: Sequence[Mark], y: float) -> float:
    """Symbols and what they mean, in as many lines as they need from ``y`` px under the plot's top. Returns where they end."""
    x = 0.0
    small = canvas.font - 1
    for mark in key:
        lines = wrap(mark.text, canvas.variant.width - _SYMBOL - 4, small)
        needed = _SYMBOL + max(text_width(line, small) for line in lines) + 16
        if x and x + needed > canvas.variant.width:
            x, y = 0.0, y + canvas.line_height
        shape, hollow, size = _SYMBOLS[mark.symbol]
        fill, stroke = ("paper", "quiet") if hollow else (mark.hue or "plats", mark.hue or "plats")
        canvas.symbol((x - canvas.left + 9, y + canvas.line_height / 2), shape, size=size, fill=fill, stroke=stroke)
        canvas.text((x - canvas.left + _SYMBOL, y + canvas.line_height / 2), "\n".join(lines), hue="quiet", size=small)
        y += canvas.line_height * (len(lines) - 1)
        x += needed
    return y + canvas.line_height if key else y
