"""Parts of a whole as layers of columns over time. Pure; a part that nobody has stated is never made up."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from site_tools.charts.shape import Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from site_tools.charts.shape import Point

_HUES = ("serie-1", "serie-2", "serie-3", "serie-4", "serie-5", "serie-6")
LAYERS_MAX = 2 * len(_HUES)
"""As many layers as there are colours, full and pale."""


def stacked(parts: Sequence[tuple[str, Sequence[Point | None]]], hue: str) -> tuple[Layer, ...]:
    """A layer for each part (name, its figure in each column), from the bottom up; a lone part has the colour ``hue``.

    Full and pale colours alternate, so that neighbours differ in grey too; a colour that comes again is pale where it was full.
    """
    if len(parts) == 1:
        return (Layer(parts[0][0], hue, pale=False, points=tuple(parts[0][1])),)
    hues = [_HUES[(n + n // len(_HUES)) % len(_HUES)] for n in range(len(parts))]
    return tuple(
        Layer(name, colour, pale=n % 2 == 1, points=tuple(points))
        for n, ((name, points), colour) in enumerate(zip(parts, hues, strict=True))
    )


def heights(layers: Sequence[Layer]) -> list[Decimal]:
    """How high and how low each column reaches: what is negative stands below zero."""
    columns = [[point.value for point in column if point] for column in zip(*(layer.points for layer in layers), strict=True)]
    return [sum((v for v in column if keep(v)), Decimal(0)) for column in columns for keep in (_above, _below)]


def _above(value: Decimal) -> bool:
    return value > 0


def _below(value: Decimal) -> bool:
    return value < 0
