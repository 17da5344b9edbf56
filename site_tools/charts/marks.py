"""The marks of a chart over time: lines, dots, ranges, targets and the way to them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from site_tools.charts.canvas import Spot
from site_tools.charts.frame import SHAPES
from site_tools.charts.shape import Role
from site_tools.model.values import ValueKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from site_tools.charts.canvas import Align, Canvas
    from site_tools.charts.shape import Aim, Path, Point, Track

UNDATED = 84
"""Px of the column for figures without a year."""
_WIDTHS = {Role.LEAD: 3.0, Role.GROUP: 2.25, Role.OLD: 1.5, Role.PLACE: 1.25}
_DOTS = {Role.LEAD: 46.0, Role.GROUP: 38.0, Role.OLD: 24.0, Role.PLACE: 14.0}
_DENSE = 10
"""Points closer than this many px are a line, not dots on a line."""
_DOTTED, _SOLID = (0.1, 6), ()
_CORNERS: tuple[tuple[float, Align], ...] = ((6, "left"), (-6, "right"))


def last_point(track: Track) -> Point | None:
    """The point that a track is labelled at: its last dated one, of whatever kind."""
    dated = [point for point in track.points if point.x is not None and point.first is None]
    return max(dated, key=lambda point: point.x or 0, default=None)


def place_of(canvas: Canvas, point: Point) -> float:
    """Px from the plot's left edge to a point; undated ones lie in a column of their own."""
    return UNDATED / 2 if point.x is None else canvas.px(point.x)


def around(canvas: Canvas, x: float, y: float) -> list[Spot]:
    """The places for words about a mark at (x, y) in values, the best first."""
    px, py = canvas.px(x), canvas.py(y)
    straight = [Spot(px + 10, py, "left"), Spot(px, py - 8, "center", -1), Spot(px - 10, py, "right"), Spot(px, py + 8, "center", 1)]
    return straight + [Spot(px + dx, py + 6 * side, align, side) for side in (-1, 1) for dx, align in _CORNERS]


def draw_breaks(canvas: Canvas, breaks: Sequence[tuple[float, str]]) -> None:
    """A dotted line where a series was laid anew, with its word above the plot."""
    for x, word in breaks:
        if canvas.xs[0] < x < canvas.xs[1]:
            canvas.rule((x, canvas.ys[0]), (x, canvas.ys[1]), "quiet", dash=(2, 3))
            px = canvas.px(x)
            canvas.place([Spot(px, -2, "center", -1), Spot(px, -2, "right", -1), Spot(px, -2, "left", -1)], word, hue="quiet")


def draw_path(canvas: Canvas, path: Path) -> None:
    """The dashed way to the targets; a start value that is no figure of the series is a hollow diamond."""
    steps = [(x, float(value)) for x, value in path.steps]
    for a, b in pairwise(steps):
        canvas.rule(a, b, path.hue, width=1.5, dash=(6, 5))
    canvas.trace(steps)
    if path.start:
        canvas.point(steps[0], path.hue, "diamond", hollow=True, size=70)


def label_path(canvas: Canvas, path: Path) -> None:
    """The words of a start value that is no figure of the series."""
    if path.start:
        room = canvas.variant.labels if canvas.variant.width < 500 else 0
        canvas.place(around(canvas, path.steps[0][0], float(path.steps[0][1])), path.start, hue=path.hue, width=room)


def draw_track(canvas: Canvas, track: Track) -> None:
    """A line for each run of several points, and the dots that have something to say: all of them while there is room."""
    last, quiet = last_point(track), track.role in (Role.PLACE, Role.OLD)
    for number, run in enumerate(track.runs):
        at = [(canvas.x_at(place_of(canvas, point)), float(point.value)) for point in run]
        canvas.trace(at)
        if len(run) > 1:
            dotted = run[0].kind is ValueKind.FORECAST
            canvas.line(f"{track.name} {number}", at, track.hue, width=_WIDTHS[track.role], dash=_DOTTED if dotted else _SOLID)
        dense = len(run) > 1 and (canvas.px(at[-1][0]) - canvas.px(at[0][0])) / (len(run) - 1) < _DENSE
        for point, place in zip(run, at, strict=True):
            canvas.figure(place, track.name, point)
            plain = len(run) > 1 and not point.hollow and point.kind in (ValueKind.OUTCOME, ValueKind.FORECAST)
            bare = dense or quiet or point.kind is ValueKind.FORECAST
            if not plain or (point is last and not quiet) or not bare:
                _draw_point(canvas, track, point, place)


def _draw_point(canvas: Canvas, track: Track, point: Point, at: tuple[float, float]) -> None:
    shape, larger = SHAPES[point.kind]
    if point.value_to is not None:
        canvas.rule(at, (at[0], float(point.value_to)), track.hue, width=8, opacity=0.5)
        canvas.trace([at, (at[0], float(point.value_to))])
    elif point.first is not None and point.last is not None:
        dash = _DOTTED if point.kind is ValueKind.FORECAST else _SOLID
        canvas.rule((point.first, at[1]), (point.last, at[1]), track.hue, width=_WIDTHS[track.role], dash=dash)
        canvas.trace([(point.first, at[1]), (point.last, at[1])])
    else:
        hollow = point.hollow or point.kind is not ValueKind.OUTCOME
        canvas.point(at, track.hue, shape, hollow=hollow, size=_DOTS[track.role] * larger * (1.4 if hollow else 1))


def draw_aim(canvas: Canvas, aim: Aim) -> None:
    """A target: a rule or band that always holds, a diamond in its year, or a step through the years that it holds for."""
    low, high = float(aim.value), float(aim.value_to if aim.value_to is not None else aim.value)
    if aim.first is None or aim.last is None:
        if high > low:
            canvas.bar((canvas.xs[0], low), (canvas.xs[1], high), "hairline", opacity=0.6)
        else:
            canvas.rule((canvas.xs[0], low), (canvas.xs[1], low), aim.hue, width=1.5, dash=(6, 5))
            canvas.trace([(canvas.xs[0], low), (canvas.xs[1], low)])
    elif high > low:
        canvas.bar((aim.first - 0.3, low), (aim.last + 0.3, high), "hairline")
    elif aim.last > aim.first:
        canvas.rule((aim.first, low), (aim.last, low), aim.hue, width=3)
        canvas.trace([(aim.first, low), (aim.last, low)])
    else:
        canvas.point((aim.first, low), aim.hue, "diamond", size=90)
        canvas.trace([(aim.first, low)])


def label_aim(canvas: Canvas, aim: Aim) -> None:
    """The words of a target, where they hide least."""
    y = float(aim.value_to if aim.value_to is not None else aim.value)
    room = canvas.variant.labels if canvas.variant.width < 500 else 0
    if aim.first is None or aim.last is None:
        py = canvas.py(y)
        edges: tuple[tuple[float, Align], ...] = ((canvas.width - 4, "right"), (4, "left"))
        canvas.place([Spot(px, py + 3 * side, align, side) for side in (-1, 1) for px, align in edges], aim.label, hue=aim.hue, bold=True)
    else:
        middle = (aim.first + aim.last) / 2
        canvas.place(around(canvas, middle, y)[1:], aim.label, hue=aim.hue, bold=True, width=room)
