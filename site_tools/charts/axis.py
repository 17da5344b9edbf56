"""The axes: hairlines and numbers of the values, and which moments the time axis names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tools import text
from site_tools.charts.scale import labelled, text_width, tick_decimals, wrap, year_ticks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from site_tools.charts.canvas import Canvas

FEW = 6
"""Up to so many periods may each be named."""


def moments(canvas: Canvas, periods: Mapping[float, str], positions: Sequence[float]) -> dict[float, str]:
    """Where the axis has its ticks, and what they are called.

    ``periods`` are the names of the periods with figures, ``positions`` every place that the axis reaches, in years. A few periods that are
    not all calendar years are named each; otherwise round years are.
    """
    if len(periods) <= FEW and not all(name.isdigit() for name in periods.values()):
        return dict(periods) | {x: f"{x:.0f}" for x in positions if x not in periods and x % 1 == 0}
    ticks = year_ticks(positions, max(2, int(canvas.width // (canvas.font * 3.3))))
    return {x: f"{x:.0f}" if x % 1 == 0 else f"{x - 0.5:.0f}/{(x + 0.5) % 100:02.0f}" for x in ticks}


def write_moments(canvas: Canvas, names: Mapping[float, str]) -> float:
    """The words of ``names`` below the plot, in as many rows as they need. Returns px from the plot's bottom down to the last word."""
    edges: list[float] = []
    rows: list[tuple[float, tuple[str, ...], int]] = []
    for x in sorted(names):
        lines = wrap(names[x], canvas.font * 6, canvas.font)
        half = max(text_width(line, canvas.font) for line in lines) / 2
        row = next((n for n, edge in enumerate(edges) if canvas.px(x) - half > edge + 4), len(edges))
        edges[row : row + 1] = [canvas.px(x) + half]
        middle = min(max(canvas.px(x), half - canvas.left), canvas.width + canvas.right - half)
        rows.append((middle, lines, row))
    tall = [max(len(lines) for _, lines, n in rows if n == row) for row in range(len(edges))]
    for middle, lines, row in rows:
        y = canvas.height + 10 + canvas.line_height * (sum(tall[:row]) + 0.5)
        canvas.text((middle, y), "\n".join(lines), align="center", hue="quiet")
    return 10 + canvas.line_height * sum(tall)


_PIXEL = 0.5
"""A line of one px is sharp in the middle of a px."""
_TICK = 4


def draw_moments(canvas: Canvas, ticks: Iterable[float]) -> None:
    """The line of time below the plot, with a tick at each of the moments."""
    bottom = canvas.height + _PIXEL
    for x in ticks:
        px = round(canvas.px(x)) + _PIXEL
        canvas.axis((px, bottom), (px, bottom + _TICK), "quiet")
    canvas.axis((_PIXEL, bottom), (canvas.width + _PIXEL, bottom), "quiet")


def draw_heights(canvas: Canvas, ticks: Sequence[Decimal]) -> None:
    """A hairline across the plot for each tick, and its number to the left."""
    decimals = tick_decimals(ticks)
    for tick in ticks:
        py = round(canvas.py(float(tick))) + _PIXEL
        canvas.axis((_PIXEL, py), (canvas.width + _PIXEL, py), "hairline")
        at = (_PIXEL - 6, canvas.py(float(tick)) + _PIXEL)
        canvas.text(at, text.number(tick, decimals), align="right", hue="quiet")


def draw_lengths(canvas: Canvas, ticks: Sequence[Decimal]) -> None:
    """A hairline down the plot for each tick that there is room to name, and its number below."""
    decimals = tick_decimals(ticks)
    for tick in labelled(ticks, canvas.width, canvas.font):
        px = round(canvas.px(float(tick))) + _PIXEL
        canvas.axis((px, _PIXEL), (px, canvas.height + _PIXEL), "hairline")
        at = (canvas.px(float(tick)) + _PIXEL, canvas.height + canvas.font - _PIXEL)
        canvas.text(at, text.number(tick, decimals), align="center", hue="quiet")
